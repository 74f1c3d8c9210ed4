"""Files: bytes to records and back."""
