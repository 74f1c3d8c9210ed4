"""Words that mean the same: bokmål and nynorsk as shipped, and a project's own.

The file is plain text, UTF-8. Each line is one group of words that find each other, parted by ``=`` or ``,``; a word
may be several (``i hop``). What follows ``#`` is a comment. Groups are not joined: that a word is in two of them makes
it find both, not the two each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from workbench.analysis.searching.forms import plain_form
from workbench.core.errors import RefusedError
from workbench.core.language import _
from workbench.core.names import without_controls

Group = tuple[str, ...]
"""Words that find each other."""

_INFLECTED = 3
"""A word of more letters than these may have endings, and is known by its stem too."""

_SHIPPED = Path(__file__).with_name("synonyms.txt")


def read_groups(text: str) -> list[Group]:
    """Read groups from the text of a file.

    Raises:
        RefusedError: a line is not a group; it is named.
    """
    groups: list[Group] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        said = line.partition("#")[0]
        if not said.strip():
            continue
        words = [" ".join(word.split()) for word in said.replace(",", "=").split("=")]
        group = tuple(dict.fromkeys(word for word in words if word))
        if len(group) < 2 or any(not any(map(str.isalnum, word)) for word in group):
            raise RefusedError(
                _("Line {number} is not a group of synonyms: “{line}”.").format(
                    number=number, line=without_controls(line.strip())[:60]
                ),
                hint=_("Write for example: bustad = bolig, heim"),
            )
        groups.append(group)
    return groups


@lru_cache(maxsize=1)
def shipped_groups() -> tuple[Group, ...]:
    """Return the pairs of nynorsk and bokmål that come with the program."""
    return tuple(read_groups(_SHIPPED.read_text(encoding="utf-8")))


class Synonyms:
    """Groups by the words in them.

    Args:
        groups: a project's own and the shipped ones.
    """

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._of: dict[tuple[str, ...], dict[str, None]] = {}
        for group in groups:
            for word in group:
                others = self._of.setdefault(tuple(plain_form(word).split()), {})
                others.update(dict.fromkeys(plain_form(other) for other in group if other != word))
        self._longest = max(map(len, self._of), default=0)

    def at(self, words: Sequence[str]) -> tuple[int, list[str]]:
        """Return of how many of the first words there are synonyms, and these.

        The most words that make a synonym count. A single word is known by its stem too.
        """
        for length in range(min(self._longest, len(words)), 1, -1):
            if tuple(words[:length]) in self._of:
                return length, list(self._of[tuple(words[:length])])
        found = {**self._of.get(tuple(words[:1]), {}), **self._by_stem.get(_stem(words[0]), {})}
        return 1, [word for word in found if word != words[0]]

    @cached_property
    def _by_stem(self) -> Mapping[str, dict[str, None]]:
        found: dict[str, dict[str, None]] = {}
        for words, others in self._of.items():
            if len(words) == 1 and len(words[0]) > _INFLECTED:
                found.setdefault(_stem(words[0]), {}).update(others)
        return found


def _stem(word: str) -> str:
    from workbench.analysis.searching.stems import stem

    return stem(word)
