"""Settling disagreements: what is open, what was decided, and the consensus that comes of it."""
