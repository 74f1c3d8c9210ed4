"""Matrices: counted, saved as recipes, written as files and pictures."""
