"""Counting: pure functions from records to figures."""
