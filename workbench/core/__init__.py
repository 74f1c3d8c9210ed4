"""Records and rules: frozen dataclasses, what is refused, and nothing but the standard library."""
