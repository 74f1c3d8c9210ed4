"""Word frequencies: which words are said how often, and in which interviews more than in others."""
