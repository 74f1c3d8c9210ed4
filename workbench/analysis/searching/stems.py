"""Stems of Norwegian words, bokmål and nynorsk."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from snowballstemmer.norwegian_stemmer import NorwegianStemmer


@lru_cache(maxsize=1)
def _stemmer() -> NorwegianStemmer:
    from snowballstemmer.norwegian_stemmer import NorwegianStemmer

    return NorwegianStemmer()


_AGENTS = re.compile("([ea]r)ne$")
"""``lederne`` is a form of ``leder``, which the algorithm leaves."""

_NYNORSK = re.compile("(?<=[gks])heit(?:a|en|er|ene|ar|ane)?$")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a word's stem, by the Norwegian algorithm of Snowball (M. F. Porter), until nothing more comes off.

    Nynorsk endings that the algorithm does not know are turned into bokmål's before.
    """
    found = _NYNORSK.sub("het", _AGENTS.sub(r"\1", word))
    while (shorter := _stemmer().stemWord(found)) != found:
        found = shorter
    return found
