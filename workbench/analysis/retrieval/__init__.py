"""Passages: what is coded so, found by a query."""

from workbench.analysis.retrieval.finding import matches, overlapping
from workbench.analysis.retrieval.meaning import WORDS, Vocabulary, understand
from workbench.analysis.retrieval.questions import Question, possible
from workbench.analysis.retrieval.records import CodedPassage, Found, Setting

__all__ = [
    "WORDS",
    "CodedPassage",
    "Found",
    "Question",
    "Setting",
    "Vocabulary",
    "matches",
    "overlapping",
    "possible",
    "understand",
]
