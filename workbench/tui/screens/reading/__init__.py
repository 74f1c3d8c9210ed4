"""The reading screen: an interview, its codings, and what is done to them."""
