"""Searching: what a phrase means, and where exactly it stands in a turn.

A phrase is looked for as it stands: its words next to one another, in a turn, anywhere in longer words too unless whole
words are asked for. Case, accents, soft hyphens and the kind of white space, quotation mark or dash do not count; æ, ø
and å do, but ``ae``, ``oe`` and ``aa`` find them. ``bustad*`` is every word that begins so.
"""

from workbench.analysis.searching.queries import Choices, Query, compile_query
from workbench.analysis.searching.synonyms import Synonyms, read_groups, shipped_groups
from workbench.analysis.searching.vocabulary import Vocabulary

__all__ = ["Choices", "Query", "Synonyms", "Vocabulary", "compile_query", "read_groups", "shipped_groups"]
