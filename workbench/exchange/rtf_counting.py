"""Counting the visible characters of rich text by itself, apart from the reading: for the loss check."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

_PIECE = re.compile(r"\\'([0-9A-Fa-f]{2})|\\u(-?\d+) ?|\\([a-zA-Z]+)(-?\d+)? ?|\\([^a-zA-Z])|([{}])|([^\\{}])", re.S)
_VISIBLE = frozenset("emdash endash lquote rquote ldblquote rdblquote bullet zwj zwnj zwbo".split())
_WHITE = frozenset("tab line lbr cell nestcell emspace enspace qmspace".split())
_HIDDEN = frozenset(
    """fonttbl colortbl stylesheet info pict object objdata ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn listtable
    listoverridetable revtbl rsidtbl generator fldinst themedata colorschememapping datastore latentstyles xmlnstbl
    mmathPr bkmkstart bkmkend template private nonshppict sp sn sv fontemb fontfile filetbl tc xe pgdsctbl userprops
    docvar atnid atnauthor atndate atnref atrfstart atrfend atnparent annotation pntext pnseclvl listtext pn shprslt do
    wgrffmtfilter formfield datafield blipuid""".split()
)
_SHOWN_THOUGH_STARRED = frozenset("shpinst shptxt shp ud footnote shppict fldrslt".split())
_PAGE = re.compile("(?:header|footer)[lrf]?")
_DOUBLE_BYTE = {"932": "cp932", "936": "cp936", "949": "cp949", "950": "cp950"}


def count_visible(text: str) -> dict[str, int]:
    """Count characters other than white space, by category: body, footnote, text box, header, footer.

    Args:
        text: the file's bytes, each as the character of the same number.
    """
    page = re.search(r"\\ansicpg(\d+)", text)
    count = _Count(_DOUBLE_BYTE.get(page[1], "cp1252") if page else "cp1252")
    jump = 0
    for match in _PIECE.finditer(text):
        if match.start() < jump:
            continue
        byte, point, word, number, symbol, brace, plain = match.groups()
        if word == "bin":
            jump = match.end() + int(number or 0)
        elif brace is not None:
            count.group(brace)
        elif point is not None:
            count.point(int(point) % 65536)
        elif word is not None:
            count.word(word, number)
        else:
            count.character(byte, symbol, plain)
    return {name: n for name, n in count.of.items() if n and name != "footnotes"}


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds within a pair of braces."""

    hidden: bool = False
    deleted: bool = False
    category: str = "body"
    skips: int = 1


class _Count:
    """The count so far, and the group it has come to."""

    def __init__(self, page: str) -> None:
        self.of: Counter[str] = Counter()
        self.page = page
        self.now = _Group()
        self.outer: list[_Group] = []
        self.stand_ins = 0
        self.starred = False
        self.half = b""
        self.high = False

    def add(self, shown: str) -> None:
        """Count what a reader would see."""
        if not (self.now.hidden or self.now.deleted):
            self.of[self.now.category] += len("".join(shown.split()))

    def group(self, brace: str) -> None:
        """Go into or out of a group."""
        if brace == "{":
            self.outer.append(self.now)
        elif self.outer:
            self.now = self.outer.pop()
        self.stand_ins, self.starred, self.half = 0, False, b""

    def point(self, value: int) -> None:
        """Count a character given by number; the second half of a pair makes the character."""
        second = self.high and 0xDC00 <= value < 0xE000
        self.high = 0xD800 <= value < 0xDC00
        if not self.high:
            self.add("x" if second else chr(value))
        self.stand_ins, self.starred = self.now.skips, False

    def word(self, word: str, number: str | None) -> None:
        """Heed a control word."""
        starred, self.starred = self.starred, False
        if word == "uc":
            self.now = replace(self.now, skips=int(number or 1))
        elif word in _VISIBLE or word in _WHITE:
            if self.stand_ins:
                self.stand_ins -= 1
            elif word in _VISIBLE:
                self.add("x")
        elif word == "ud":
            self.now = replace(self.now, hidden=len(self.outer) > 1 and self.outer[-2].hidden)
        elif word in _HIDDEN or (starred and word not in _SHOWN_THOUGH_STARRED):
            self.now = replace(self.now, hidden=True)
        elif word in {"deleted", "plain"}:
            self.now = replace(self.now, deleted=word == "deleted" and number != "0")
        elif not self.now.hidden and (word in {"footnote", "shptxt"} or _PAGE.fullmatch(word)):
            self.beside(word)

    def beside(self, word: str) -> None:
        """Go into a footnote, which the reading marks in the text and at the note, or a text box."""
        category = {"shptxt": "text box", "footnote": "footnote"}.get(word) or word[:6]
        if category == "footnote":
            marker = f"[{self.of['footnotes'] + 1}]"
            self.of["footnotes"] += 1
            self.of[self.now.category] += len(marker)
            self.of[category] += len(marker)
        self.now = replace(self.now, category=category)

    def character(self, byte: str | None, symbol: str | None, plain: str | None) -> None:
        """Count one character as it stands."""
        if symbol == "*":
            self.starred = True
        elif plain in {"\r", "\n"} or symbol in {"\r", "\n"}:
            return
        elif self.stand_ins and (symbol is None or symbol in "\\{}_~\t"):
            self.stand_ins -= 1
        elif byte is not None or (plain is not None and plain > "\x7f"):
            self.bytes(bytes.fromhex(byte) if byte is not None else (plain or "").encode("latin-1"))
        else:
            self.add(plain or (symbol if symbol in {"\\", "{", "}", "_"} else "") or "")

    def bytes(self, given: bytes) -> None:
        """Count a character in the code page, once all its bytes are there."""
        self.half += given
        try:
            shown = self.half.decode(self.page)
        except UnicodeDecodeError:
            if len(self.half) < 2 and self.page != "cp1252":
                return
            shown = "x"
        self.half = b""
        self.add(shown)
