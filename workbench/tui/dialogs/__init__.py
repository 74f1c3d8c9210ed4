"""Modal questions that return a result or None; the screen that asked acts on it."""
