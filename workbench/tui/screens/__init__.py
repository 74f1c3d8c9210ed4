"""Screens: the only part of the terminal UI that calls services."""
