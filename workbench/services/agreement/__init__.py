"""Agreement between coders and where they differ."""
