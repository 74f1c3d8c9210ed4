"""The tables beside the matrix: code by code, presence, progress, saturation, words, framework."""
