"""A list of what a search found, under the names of the transcripts, each hit amid its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.core.language import mark
from workbench.tui.layout.cells import shorten, shown_name, text_width

_TURN, _SIGN = 5, 2
_WHO, _SHORT_WHO = 14, 6
_ROOMY = 90
"""From this width on the speaker has room for a name, and the words before a hit are half of the row."""


@dataclass(frozen=True, slots=True)
class HitLine:
    """One hit as it is drawn; ``sign`` says what became of it: "✓" coded, "–" passed over, "" nothing yet."""

    turn: int
    speaker: str
    before: str
    words: str
    after: str
    sign: str = ""


Part = tuple[str, str]
"""Some words of a row, and the component class that says how they are drawn, "" for none."""


class HitList(ScrollView, can_focus=True):
    """Hits by their numbers, from 0, in the order in which they were added; only rows that are seen are drawn."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "hit-list--head",
        "hit-list--quiet",
        "hit-list--speaker",
        "hit-list--hit",
        "hit-list--sign",
        "hit-list--lit",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "light(1)", "Down", show=False),
        Binding("up", "light(-1)", "Up", show=False),
        Binding("pagedown,space", "page(1)", mark("Page down"), show=False),
        Binding("pageup", "page(-1)", mark("Page up"), show=False),
        Binding("home,ctrl+home", "edge(0)", "First", show=False),
        Binding("end,ctrl+end", "edge(-1)", "Last", show=False),
    ]

    class HitLit(Message):
        """Another hit is lit."""

    class HitChosen(Message):
        """The lit hit was clicked."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._hits: list[HitLine] = []
        self._rows: list[int | tuple[str, str]] = []
        self._row_of: list[int] = []
        self._lit: int | None = None

    def empty(self) -> None:
        """Take all hits out."""
        self._hits.clear()
        self._rows.clear()
        self._row_of.clear()
        self._lit = None
        self._measure()
        self.scroll_home(animate=False)

    def add_groups(self, groups: Sequence[tuple[str, str, Sequence[HitLine]]]) -> None:
        """Add the hits of transcripts: the name, a quiet note, the hits."""
        for name, note, lines in groups:
            self._rows.append((name, note))
            for line in lines:
                self._row_of.append(len(self._rows))
                self._rows.append(len(self._hits))
                self._hits.append(line)
        self._measure()
        if self._lit is None and self._hits:
            self.light(0)

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, len(self._rows))
        self.refresh()

    @property
    def lit(self) -> int | None:
        """The number of the lit hit."""
        return self._lit

    def light(self, number: int) -> bool:
        """Light a hit, and say whether there is one of that number."""
        if not 0 <= number < len(self._hits):
            return False
        self._lit = number
        row, top, height = self._row_of[number], self.scroll_offset.y, max(1, self.size.height)
        first = row - 1 if isinstance(self._rows[row - 1], tuple) else row
        if first < top:
            self.scroll_to(y=first, animate=False)
        elif row >= top + height:
            self.scroll_to(y=row - height + 1, animate=False)
        self.refresh()
        self.post_message(self.HitLit())
        return True

    def sign(self, number: int, sign: str) -> None:
        """Draw what became of a hit."""
        if self._hits[number].sign != sign:
            self._hits[number] = replace(self._hits[number], sign=sign)
            self.refresh()

    def on_resize(self) -> None:
        """Draw all hits for the width that there is now."""
        self._measure()
        if self._lit is not None:
            self.light(self._lit)

    # Keys and mouse

    def action_light(self, step: int) -> None:
        """Light the hit below or above."""
        self.light((self._lit or 0) + step)

    def action_page(self, step: int) -> None:
        """Go a screenful on or back."""
        if self._lit is not None:
            far = self._lit + step * max(1, self.size.height - 2)
            self.light(min(max(0, far), len(self._hits) - 1))

    def action_edge(self, number: int) -> None:
        """Light the first or the last hit."""
        self.light(number % len(self._hits) if self._hits else 0)

    def on_click(self, event: events.Click) -> None:
        """Light what is clicked; a second click reads there."""
        row = event.y + self.scroll_offset.y
        number = self._rows[row] if 0 <= row < len(self._rows) else None
        if isinstance(number, int):
            self.light(number)
            if event.chain > 1:
                self.post_message(self.HitChosen())

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        at, width = y + self.scroll_offset.y, self.size.width
        style = self.rich_style
        if at >= len(self._rows):
            return Strip.blank(width, style)
        row = self._rows[at]
        if isinstance(row, int):
            if row == self._lit:
                style = self.get_component_rich_style("hit-list--lit")
            parts = self._hit(self._hits[row], width)
        else:
            name = shorten(shown_name(row[0]), max(8, width - text_width(row[1]) - 4))
            parts = [(f" {name}", "hit-list--head"), (f"  {row[1]}", "hit-list--quiet")]
        looks = {look: style + self.get_component_rich_style(look, partial=True) for _words, look in parts if look}
        return Strip([Segment(words, looks.get(look, style)) for words, look in parts]).adjust_cell_length(width, style)

    @staticmethod
    def _hit(line: HitLine, width: int) -> list[Part]:
        who = _WHO if width > _ROOMY else _SHORT_WHO
        room = width - _TURN - _SIGN - who - 2
        words = shorten(_flat(line.words), max(8, room // 2))
        left = max(6, (room - text_width(words)) // 2 - (8 if width > _ROOMY else 4))
        before = _last(_flat(line.before), left)
        after = shorten(_flat(line.after), max(0, room - left - text_width(words)))
        speaker = shorten(shown_name(line.speaker), who - 1)
        return [
            (f" {line.sign.ljust(_SIGN - 1)}", "hit-list--sign"),
            (str(line.turn).rjust(_TURN - 1) + " ", "hit-list--quiet"),
            (speaker + " " * (who - text_width(speaker)), "hit-list--speaker"),
            (" " * (left - text_width(before)) + before, ""),
            (words, "hit-list--hit"),
            (after, ""),
        ]


def _flat(text: str) -> str:
    """Return words on one line, white space at an edge kept as one space."""
    return shown_name(" ".join(f"|{text}|".split())[1:-1])


def _last(text: str, width: int) -> str:
    """Return the end of a text, in so many cells."""
    if text_width(text) <= width:
        return text
    kept = text[-width:]
    while text_width(kept) > width - 1:
        kept = kept[1:]
    return "…" + kept
