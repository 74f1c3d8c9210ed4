"""Codings: made, moved, listed, taken in from a table, given another code, marked for the report."""
