"""What a researcher can do: one function, one transaction, one event."""
