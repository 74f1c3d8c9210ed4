"""Widgets draw records and post messages; they know no service."""
