"""Where one character as a reader sees it ends and the next begins.

The rules are those of extended grapheme clusters (Unicode Standard Annex 29) as far as the standard library's tables
go: combining marks, variation selectors, emoji modifiers, joined emoji, flags and Hangul syllables stay whole.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

ZERO_WIDTH_JOINER = "\u200d"
_MODIFIERS = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)
_TAGS = range(0xE0020, 0xE0080)
_HANGUL_LEADING = range(0x1100, 0x1160)
_HANGUL_VOWEL = range(0x1160, 0x11A8)
_HANGUL_TRAILING = range(0x11A8, 0x1200)
_HANGUL_SYLLABLES = range(0xAC00, 0xD7A4)


@lru_cache(maxsize=4096)
def _extends(character: str) -> bool:
    if character < "\u0300":
        return False
    point = ord(character)
    return (
        character in "\u200c\u200d"
        or unicodedata.category(character) in {"Mn", "Me", "Mc"}
        or point in _MODIFIERS
        or point in _TAGS
    )


@lru_cache(maxsize=4096)
def _pictographic(character: str) -> bool:
    point = ord(character)
    return (
        point >= 0x1F000 or 0x2190 <= point <= 0x2BFF or point in {0xA9, 0xAE, 0x203C, 0x2049, 0x3030, 0x303D}
    ) and (unicodedata.category(character) in {"So", "Sm", "Po", "Cn", "Sk"})


def _hangul_joins(left: int, right: int) -> bool:
    if left in _HANGUL_LEADING:
        return right in _HANGUL_LEADING or right in _HANGUL_VOWEL or right in _HANGUL_SYLLABLES
    if left in _HANGUL_VOWEL or (left in _HANGUL_SYLLABLES and (left - 0xAC00) % 28 == 0):
        return right in _HANGUL_VOWEL or right in _HANGUL_TRAILING
    if left in _HANGUL_TRAILING or left in _HANGUL_SYLLABLES:
        return right in _HANGUL_TRAILING
    return False


def is_boundary(text: str, offset: int) -> bool:
    """Whether a cursor may stand before the code point at ``offset`` (0 and ``len(text)`` always)."""
    if offset <= 0 or offset >= len(text):
        return True
    right = text[offset]
    if right < "\u0300" and right != "\n":
        return True
    left = text[offset - 1]
    if right == "\n":
        return left != "\r"
    if left in "\n\r\t" or (left < " "):
        return True
    if _extends(right):
        return False
    if left == ZERO_WIDTH_JOINER and _pictographic(right):
        at = offset - 2
        while at > 0 and _extends(text[at]):
            at -= 1
        return at < 0 or not _pictographic(text[at])
    if ord(right) in _FLAGS and ord(left) in _FLAGS:
        first = offset - 1
        while first > 0 and ord(text[first - 1]) in _FLAGS:
            first -= 1
        return (offset - first) % 2 == 0
    return not _hangul_joins(ord(left), ord(right))


def next_boundary(text: str, offset: int) -> int:
    """Return the first boundary at or after ``offset``."""
    while not is_boundary(text, offset):
        offset += 1
    return min(offset, len(text))


def previous_boundary(text: str, offset: int) -> int:
    """Return the last boundary at or before ``offset``."""
    while not is_boundary(text, offset):
        offset -= 1
    return max(offset, 0)


def clusters(text: str) -> Iterator[str]:
    """Cut ``text`` into whole characters, in order; joined together they are ``text`` again."""
    start = 0
    for offset in range(1, len(text) + 1):
        if is_boundary(text, offset):
            yield text[start:offset]
            start = offset
