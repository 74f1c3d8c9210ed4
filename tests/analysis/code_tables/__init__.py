"""Tables of codes: checked against counts from the definitions."""
