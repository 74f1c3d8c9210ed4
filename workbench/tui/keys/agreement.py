"""The keys of agreement and of disagreements."""

from __future__ import annotations

from workbench.tui.keys.key import Key, Place, Topic, keys_of

AGREEMENT: tuple[Key, ...] = keys_of(
    Place.AGREEMENT,
    Topic.LIST,
    ("agreement.open", "enter", "Enter", "screen.disagreements", "Disagreements", "Settle where coders differ on it"),
    ("agreement.unit", "n", "n", "unit", "Unit", "The next unit: turn, sentence, word, character, transcript"),
    ("agreement.rule", "h", "h", "rule", "Any or half", "A unit is coded where any of it is, or half of it"),
    ("agreement.text", "t", "t", "voices", "Text", "Respondents' words only, or everybody's"),
    ("agreement.coders", "w", "w", "coders", "Coders", "Who is compared"),
    ("agreement.roll-up", "r", "r", "roll_up", "Themes", "Codes, or themes with everything below them"),
    ("agreement.rows", "b", "b", "rows", "By", "A row a code, a transcript, or a transcript in the order of time"),
    ("agreement.sort", "s", "s", "sort", "Sort", "In the codebook's order, or by the next figure, the lowest first"),
    ("agreement.rest", "m", "m", "rest", "The rest", "Further measures, as sensitivity checks beside the primary one"),
    ("agreement.methods", "p", "p", "methods", "Methods", "Write the paragraph for the section on methods"),
    ("agreement.export", "e", "e", "export", "Export", "Write the figures to a file: .xlsx, .docx, .csv, .json"),
    ("agreement.back", "escape", "Esc", "back", "Back", "Go back"),
    shown="agreement.open agreement.unit agreement.coders agreement.rest agreement.methods agreement.export",
)
"""The keys of agreement."""

DISAGREEMENTS: tuple[Key, ...] = keys_of(
    Place.DISAGREEMENTS,
    Topic.LIST,
    ("settle.first", "1", "1", "take(0)", "First", "Take what the first coder marked"),
    ("settle.second", "2", "2", "take(1)", "Second", "Take what the second coder marked"),
    ("settle.third", "3", "3", "take(2)", "Third", "Take what the third coder marked"),
    ("settle.union", "plus", "+", "decide('union')", "Union", "Take all that anybody marked"),
    ("settle.intersection", "minus", "-", "decide('intersection')", "Shared", "Take only what everybody marked"),
    ("settle.neither", "0", "0", "decide('neither')", "Neither", "The code is not given here"),
    ("settle.edit", "e", "e", "edit", "Edit", "Give the passage a beginning and an end of its own"),
    ("settle.later", "d", "d", "decide('later')", "Later", "Leave it for when you talk about it"),
    ("settle.reason", "r", "r", "reason", "Reason", "Note why"),
    ("settle.reopen", "x", "x", "reopen", "Open again", "Take the decision on this one back"),
    ("settle.agreed", "a", "a", "agreed", "Agreed", "Give the consensus what all agree on, in every transcript"),
    ("settle.read", "enter", "Enter", "screen.read_there", "Read", "Read on where it stands"),
    (
        "settle.filter",
        "f,ctrl+f",
        "f",
        "ask",
        "Filter",
        "Only what has these words: a transcript, a code, a kind, open",
    ),
    ("settle.table", "t", "t", "confusion", "Confusion", "Which code of the one met which of the other"),
    ("settle.undo", "u", "u", "undo", "Undo", "Take back my latest act"),
    ("settle.redo", "U", "U", "redo", "Redo", "Do again what I took back"),
    ("settle.export", "w", "w", "export", "Write", "Write what was settled, and how, to a file"),
    ("settle.back", "escape", "Esc", "back", "Back", "From the filter to the list, or go back"),
    shown="settle.first settle.second settle.union settle.intersection settle.neither settle.edit settle.later",
)
"""The keys of disagreements."""
