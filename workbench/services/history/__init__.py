"""What was done, in words, and back to a point in it."""
