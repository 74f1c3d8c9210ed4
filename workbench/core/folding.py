"""Text folded for searching: what people type finds what stands there.

Case, compatibility forms and invisible characters do not count; accents and æ, ø, å do.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence

from workbench.core.rare_characters import rare_characters

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")

_FOLDS_OTHERWISE = re.compile("[^ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿ\u00a0«»–—‘’“”„…]")

_BETWEEN = "\x1f"

_LAST_PLAIN = "\u024f"
"""Latin letters up to here never join with what follows unless that is a combining mark."""


def fold(text: str) -> str:
    """Return a text as the index holds it."""
    visible = INVISIBLE.sub("", text)
    if visible.isascii():
        return visible.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", visible).casefold())


def folds_by_case_alone(text: str) -> bool:
    """Whether folding changes nothing about a text's words but their capitals, as in nearly all Norwegian texts."""
    return _FOLDS_OTHERWISE.search(rare_characters(text)) is None


def fold_all(texts: Sequence[str]) -> list[str]:
    """Return texts folded as :func:`fold` does each, in one go: nothing joins across a control character."""
    folded = fold(_BETWEEN.join(texts)).split(_BETWEEN)
    # Stored text has no control characters; where one was brought in from elsewhere, each is folded by itself.
    return folded if len(folded) == len(texts) else list(map(fold, texts))


def fold_with_offsets(text: str) -> tuple[str, array[int]]:
    """Fold a text and say where each folded character came from.

    Returns:
        The folded text, and for each of its code points the offset in ``text`` of the first code point it was made of,
        with ``len(text)`` at the end: a hit ``[a, b)`` in the folded text starts at ``offsets[a]`` and ends at
        ``offsets[b]``.
    """
    parts: list[str] = []
    offsets = array("I")
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _joins(text, end):
            end += 1
        piece = fold(text[start:end])
        parts.append(piece)
        offsets.extend([start] * len(piece))
        start = end
    offsets.append(len(text))
    return "".join(parts), offsets


def _joins(text: str, offset: int) -> bool:
    """Whether the code point at ``offset`` may become one with those before it when it is normalised."""
    character = text[offset]
    if INVISIBLE.match(character):
        return True
    if character <= _LAST_PLAIN:
        return False
    return (
        unicodedata.combining(character) != 0
        or unicodedata.category(character) in {"Mn", "Mc", "Me"}
        or "\u1100" <= character <= "\u11ff"
        or unicodedata.combining(unicodedata.normalize("NFKD", character)[0]) != 0
    )
