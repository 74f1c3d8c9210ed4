"""The matrix screen."""
