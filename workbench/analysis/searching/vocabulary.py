"""The words that a project's texts hold, against which a query is compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from workbench.analysis.searching.forms import plain_form

WORD = r"[^\W_]"
"""One letter or digit; everything else parts words, as in the full-text index."""


def allowed_changes(word: str) -> int:
    """Return how many slips a word may be away and still be found fuzzily: none below 4 letters, 1 below 8, else 2.

    A slip is a letter too many, too few or wrong, or two letters that changed places (optimal string alignment).
    """
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


class Vocabulary:
    """Every word of some texts, once.

    Args:
        words: as an index holds them, one form of a word for each spelling (``en``, ``én``).
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._spellings: dict[str, list[str]] = {}
        for word in words:
            self._spellings.setdefault(plain_form(word), []).append(word)

    @cached_property
    def _lines(self) -> str:
        return "\n".join(self._spellings)

    def matching(self, pattern: str) -> list[str]:
        """Return the words, in the form they are compared in, that a regular expression matches whole."""
        return re.findall(rf"^(?:{pattern})$", self._lines, re.MULTILINE)

    def alike(self, word: str) -> list[str]:
        """Return the words that are at most :func:`allowed_changes` away from one."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        most = allowed_changes(word)
        found = process.extract(word, list(self._spellings), scorer=OSA.distance, score_cutoff=most, limit=None)
        return [spelled for spelled, *_ in found]

    def with_stem(self, word: str) -> list[str]:
        """Return the words that share a word's stem."""
        from workbench.analysis.searching.stems import stem

        wanted = stem(word)
        begins = re.escape(wanted[:3])
        return [one for one in self.matching(rf"{begins}{WORD}*") if stem(one) == wanted]

    def spellings(self, forms: Iterable[str]) -> list[str]:
        """Return the words as the index holds them."""
        return [spelled for form in forms for spelled in self._spellings.get(form, ())]
