"""The keys that go from any screen over a project to another: small letters act here, these lead away.

Each screen of the program that shows the whole project has one.
"""

from __future__ import annotations

from workbench.tui.keys.key import Key, Place, Topic, keys_of

WAYS: tuple[Key, ...] = keys_of(
    Place.WAY,
    Topic.WAY,
    ("way.matrix", "v", "v", "go('matrix')", "Matrix", "Count codes by municipality and year"),
    ("way.codebook", "C", "C", "go('codebook')", "Codebook", "Work on the codes and their cards"),
    ("way.search", "F", "F", "go('search')", "Search", "Find words in all transcripts, and code what is found"),
    ("way.passages", "P", "P", "go('passages')", "Passages", "Find what is coded so, by code or query"),
    ("way.agreement", "A", "A", "go('agreement')", "Agreement", "How far coders agree, and settling where not"),
    ("way.memos", "M", "M", "go('memos')", "Memos", "All memos in one list"),
    ("way.history", "H", "H", "go('history')", "History", "What was done, and taking it back"),
)
"""The keys that lead to other screens of the project."""

REPORT: tuple[Key, ...] = keys_of(
    Place.WAY,
    Topic.WAY,
    ("way.report", "R", "R", "report", "Report", "Write the report on the study to a file, for Word or a browser"),
)
"""The key that writes the report from any of these screens, and leads nowhere."""
