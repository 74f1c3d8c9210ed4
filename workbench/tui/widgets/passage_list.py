"""A list of passages, two lines each: where each stands and how it is coded, and its words within what is around."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.analysis.retrieval import Found
from workbench.core.codings import Certainty
from workbench.core.language import _
from workbench.tui.layout.cells import shorten, shown_name

_LINES = 2
_LEAST_BEFORE = 12
"""How many cells the words before a quotation take at least where the line is too short for everything."""

_WHO = 12


class PassageList(ScrollView, can_focus=True):
    """The passages, to go through one by one; only the rows in sight are drawn, however many there are."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"passage-list--lit", "passage-list--lit-elsewhere"}

    class Lit(Message):
        """Another passage is lit, or none."""

    class Chosen(Message):
        """The lit passage was clicked twice."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.rows: list[Found] = []
        self.marked: set[str] = set()
        self.lit = 0

    def begin(self, rows: Sequence[Found], lit: int = 0) -> None:
        """Show other passages, and light one of them."""
        self.rows = list(rows)
        self.virtual_size = Size(0, _LINES * len(self.rows))
        self.refresh()
        self.light(lit)

    def more(self, rows: Sequence[Found]) -> None:
        """Add passages at the end."""
        self.rows += rows
        self.virtual_size = Size(0, _LINES * len(self.rows))

    @property
    def found(self) -> Found | None:
        """The lit passage."""
        return self.rows[self.lit] if self.rows else None

    def light(self, row: int) -> None:
        """Light a row by its number, or the nearest, and bring it into sight."""
        before, self.lit = self.lit, max(0, min(row, len(self.rows) - 1))
        stood, height = self.scroll_offset.y, self.scrollable_content_region.height
        top = _LINES * self.lit
        if top < stood:
            self.scroll_to(y=top, animate=False, immediate=True)
        elif height and top + _LINES > stood + height:
            self.scroll_to(y=top - _LINES * (self._page - 1), animate=False, immediate=True)
        for one in {before, self.lit}:
            self.refresh_lines(_LINES * one, _LINES)
        self.post_message(self.Lit())

    # Keys and mouse: those that scroll any other view go from row to row here.

    def action_scroll_up(self) -> None:
        """Light the row above."""
        self.light(self.lit - 1)

    def action_scroll_down(self) -> None:
        """Light the row below."""
        self.light(self.lit + 1)

    def action_page_up(self) -> None:
        """Go a screenful up."""
        self.light(self.lit - self._page)

    def action_page_down(self) -> None:
        """Go a screenful down."""
        self.light(self.lit + self._page)

    def action_scroll_home(self) -> None:
        """Light the first row."""
        self.light(0)

    def action_scroll_end(self) -> None:
        """Light the last row."""
        self.light(len(self.rows) - 1)

    @property
    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height // _LINES)

    def on_click(self, event: events.Click) -> None:
        """Light what is clicked; a second click chooses it."""
        row = (event.y + self.scroll_offset.y) // _LINES
        if row < len(self.rows):
            self.light(row)
            if event.chain == 2:
                self.post_message(self.Chosen())

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        row, part = divmod(y + self.scroll_offset.y, _LINES)
        width = self.scrollable_content_region.width
        if row >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        lit = row == self.lit
        look = self.rich_style
        if lit:
            look += self.get_component_rich_style(
                "passage-list--lit" if self.has_focus else "passage-list--lit-elsewhere", partial=True
            )
        quiet = "" if lit else "dim"
        found = self.rows[row]
        line = self._words(found, width, quiet) if part else self._head(found, width, quiet)
        return Strip(line.render(self.app.console)).adjust_cell_length(width, Style()).apply_style(look)

    def _head(self, found: Found, width: int, quiet: str) -> Text:
        """Return the line that says where a passage stands, how it is coded, and by whom."""
        width -= 3
        parts = (
            shown_name(found.setting.name),
            "" if found.turn is None else _("turn {n}").format(n=found.turn),
            shown_name(found.speaker),
        )
        coder = shorten(shown_name(found.coder), _WHO)
        unsure = "?" if found.coding.certainty is Certainty.UNSURE else ""
        codes = shorten(shown_name(", ".join((found.code_name + unsure, *found.names))), width // 2 - cell_len(coder))
        place = shorten("  ".join(filter(None, parts)), width - cell_len(codes) - cell_len(coder) - 4)
        gap = " " * max(2, width - cell_len(place) - cell_len(codes) - cell_len(coder) - 2)
        mark = "✓ " if found.coding.uuid in self.marked else "  "
        return Text.assemble((mark, "bold"), (place, quiet), gap, (codes, "bold"), "  ", (coder, quiet))

    @staticmethod
    def _words(found: Found, width: int, quiet: str) -> Text:
        """Return the quotation in its context on one line; the words before give way first, then what follows."""
        width -= 3
        before, after = (" ".join(shown_name(part[:200]).split()) for part in _outside(found))
        words = shown_name(" ".join(found.quotation[:1000].split()))
        before += " " if found.before[-1:].isspace() else ""
        after = f" {after}" if found.after[:1].isspace() else after
        before = _end_of(before, max(_LEAST_BEFORE, min(width // 4, width - cell_len(words))))
        room = width - cell_len(before) - cell_len(words)
        words = shorten(words, width - cell_len(before))
        after = shorten(after, room) if room > 1 else ""
        return Text.assemble("  ", (before, quiet), (words, "" if quiet else "bold"), (after, quiet))


def _outside(found: Found) -> tuple[str, str]:
    """Return what stands around a quotation on one line each."""
    return " ".join(found.before.split()), " ".join(found.after.split())


def _end_of(text: str, width: int) -> str:
    """Return the end of a text, in whole words, with an ellipsis where something is left out."""
    kept = text
    while cell_len(kept) > width - (kept is not text):
        kept = kept.partition(" ")[2]
    return text if kept is text else f"…{kept}"
