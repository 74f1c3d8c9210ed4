"""How often Python looks for objects that refer to each other and to nothing else."""

from __future__ import annotations

import gc

OBJECTS = 50_000


def rarely_look_for_garbage() -> None:
    """Let Python look only after every 50,000 new objects, not after every 700.

    A start, and an interview that is read, make some 100,000 objects that all stay; to look through them again and
    again is a tenth of their cost. What nothing refers to is freed at once in any case.
    """
    gc.set_threshold(OBJECTS)
