"""Agreement between coders: one table of how much text has a code from whom, and everything that follows from it."""
