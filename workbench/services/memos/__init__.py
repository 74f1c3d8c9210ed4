"""Memos: written, listed, taken in from a table."""
