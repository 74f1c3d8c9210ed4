"""What the program costs, as ratios to floors that are measured in the same run: ``python -m bench``."""
