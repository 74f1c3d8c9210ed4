"""Codebooks: codes and their cards, changes, revisions, lint and use."""
