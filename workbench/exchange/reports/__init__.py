"""Reports and their companions as documents: Word and HTML from the same parts."""
