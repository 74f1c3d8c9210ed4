"""Code-frequency matrices: how often, and how much, each code is talked about in each column."""

from workbench.analysis.matrices.counting import Sweeps, count_matrix, count_tallies
from workbench.analysis.matrices.recipes import Measure, Policy, Recipe, RowKind, SmallCells, Voices
from workbench.analysis.matrices.records import (
    Cell,
    CodingRow,
    Column,
    Interview,
    Layer,
    Matrix,
    Reason,
    Row,
    SpokenText,
    Study,
    Tally,
)
from workbench.analysis.matrices.rendering import as_json, column_label, marked, tidy, title, wide
from workbench.analysis.matrices.spoken import Spoken, Texts
from workbench.analysis.matrices.sweep import tally

__all__ = [
    "Cell",
    "CodingRow",
    "Column",
    "Interview",
    "Layer",
    "Matrix",
    "Measure",
    "Policy",
    "Reason",
    "Recipe",
    "Row",
    "RowKind",
    "SmallCells",
    "Spoken",
    "SpokenText",
    "Study",
    "Sweeps",
    "Tally",
    "Texts",
    "Voices",
    "as_json",
    "column_label",
    "count_matrix",
    "count_tallies",
    "marked",
    "tally",
    "tidy",
    "title",
    "wide",
]
