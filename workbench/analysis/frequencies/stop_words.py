"""Words that say nothing about what a text is about."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from workbench.core.folding import fold

_SHIPPED = Path(__file__).with_name("stop_words.txt")


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Return the stop words of bokmål and nynorsk that come with the program, folded."""
    lines = _SHIPPED.read_text(encoding="utf-8").splitlines()
    return frozenset(fold(word) for line in lines for word in line.partition("#")[0].split())
