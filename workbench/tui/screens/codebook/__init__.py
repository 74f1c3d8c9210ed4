"""The codebook screen, and passages coded before a definition changed."""
