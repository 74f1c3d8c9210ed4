"""The keys of the search screen; letters act once the phrase is written and the hits have the focus."""

from __future__ import annotations

from workbench.tui.keys.key import Key, Place, Topic, keys_of

SEARCH: tuple[Key, ...] = keys_of(
    Place.SEARCH,
    Topic.LIST,
    ("search.phrase", "f,ctrl+f", "f", "phrase", "Phrase", "Say what to look for; Enter goes to the hits"),
    ("search.read", "enter", "Enter", "read_there", "Read", "Read the transcript where the lit hit stands"),
    ("search.code", "c", "c", "choose", "Code", "Choose the code that y gives"),
    ("search.give", "y", "y", "give", "Give it", "Give the code to the lit hit, and go on to the next"),
    ("search.skip", "s", "s", "skip", "Skip", "Pass the lit hit over, and go on to the next"),
    ("search.unit", "d", "d", "unit", "What is coded", "The words found, their sentence, or their turn"),
    ("search.stems", "t", "t", "mean('stems')", "Word forms", "Find other forms of the words too, or not"),
    ("search.synonyms", "g", "g", "mean('synonyms')", "Synonyms", "Find words that mean the same too, or not"),
    ("search.fuzzy", "z", "z", "mean('fuzzy')", "Near misses", "Find words with a slip too, or not"),
    ("search.whole", "b", "b", "mean('whole_words')", "Whole words", "Find whole words only, or parts too"),
    ("search.regex", "r", "r", "mean('regex')", "Pattern", "Take the phrase as a regular expression, or not"),
    ("search.speaker", "w", "w", "speaker", "Who speaks", "Respondents only, interviewers only, or everybody"),
    ("search.here", "h", "h", "here", "Only here", "Search the transcript of the lit hit only, or all of them"),
    ("search.undo", "u", "u", "undo", "Undo", "Take back all that was coded in this pass"),
    ("search.redo", "U", "U", "redo", "Redo", "Do again what I took back"),
    ("search.back", "escape", "Esc", "back", "Back", "Go from the phrase to the hits, and from them back"),
    shown="search.phrase search.read search.code search.give search.skip search.unit search.back",
)
"""The keys of the search screen."""
