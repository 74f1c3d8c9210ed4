"""Word frequencies: counted by hand and against the definition."""
