"""The tour: a small panel over the true screens that waits for the true key and goes on."""
