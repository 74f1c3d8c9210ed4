"""The form in which texts are compared when somebody searches: no case, no accents, æ, ø and å as they are."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from functools import lru_cache

from workbench.core.folding import fold, fold_with_offsets

_RARE = re.compile("[^\x00-\x7fÆØÅæøå\u00a0«»‐‑–—‘’‚“”„]")
"""Anything that becomes more or less than one character, or another than its lower case."""


@lru_cache(maxsize=4096)
def _bare(character: str) -> str:
    """Return a folded character without its accents; the ring of å is none."""
    parted = unicodedata.normalize("NFD", character)
    if parted.startswith("a\u030a"):
        return "å"
    kept = "".join(c for c in parted if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", kept)


def plain_form(text: str) -> str:
    """Return a text as it is compared."""
    if not _RARE.search(text):
        return text.lower()
    return "".join(map(_bare, fold(text)))


def plain_form_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """Return a text as it is compared, and where each character of it came from.

    Returns:
        The form, and for each of its characters the offset in ``text`` of the first code point it was made of, with
        ``len(text)`` at the end.
    """
    if not _RARE.search(text):
        return text.lower(), range(len(text) + 1)
    folded, origins = fold_with_offsets(text)
    parts: list[str] = []
    offsets = array("I")
    for character, origin in zip(folded, origins, strict=False):
        bare = _bare(character)
        parts.append(bare)
        offsets.extend([origin] * len(bare))
    offsets.append(len(text))
    return "".join(parts), offsets
