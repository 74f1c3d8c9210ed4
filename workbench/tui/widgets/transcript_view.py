"""The reading pane: a transcript with its codings, a cursor that stands on meaning, and a selection.

It draws records and posts messages; where a coding is kept, and who made it, it does not know.
"""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from workbench.core.passages import Span
from workbench.core.segments import Unit
from workbench.tui.keys import Place, bindings
from workbench.tui.layout.coding_marks import CodingMark
from workbench.tui.layout.cursor import Cursor
from workbench.tui.layout.wrapping import LEAD
from workbench.tui.widgets.transcript_mouse import PointedTranscript
from workbench.tui.widgets.transcript_surface import CONTEXT

__all__ = ["CodingMark", "TranscriptView"]

_BY_ROWS = (Unit.CHARACTER, Unit.WORD)


class TranscriptView(PointedTranscript):
    """The pane that a researcher reads and codes in.

    Show a transcript with :meth:`show`, draw and take away single codings with :meth:`add_mark` and
    :meth:`remove_mark`, ask what a code would land on with :attr:`selection`. It posts :class:`PassageChosen` when the
    reader wants to code, ``CursorMoved`` when something else is lit, ``MarkChosen`` when a bracket is clicked.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.PANE)]

    class PassageChosen(Message):
        """The reader wants to code ``[start, end)``, in code points and without white space at its ends."""

        def __init__(self, view: TranscriptView, start: int, end: int) -> None:
            super().__init__()
            self.view = view
            self.start = start
            self.end = end

        @property
        def control(self) -> TranscriptView:
            """The pane that it happened in."""
            return self.view

    _column: int | None = None

    @property
    def selection(self) -> Span | None:
        """What a code would land on: the selection or the unit under the cursor, None where it holds no words."""
        return self._cursor.passage

    @property
    def has_selection(self) -> bool:
        """Whether the reader has selected something by extending, exactly, or with the mouse."""
        return self._cursor.anchor is not None

    @property
    def offset_of_cursor(self) -> int:
        """The offset that the cursor stands at: the place to come back to."""
        return self._cursor.point

    @property
    def unit(self) -> Unit:
        """What the cursor stands on: character, word, sentence or turn."""
        return self._cursor.unit

    @unit.setter
    def unit(self, unit: Unit) -> None:
        self._change(lambda: self._cursor.set_unit(unit))

    def go_to(self, offset: int) -> None:
        """Stand on the unit at an offset and bring it into sight."""
        self._column = None
        self._change(lambda: self._cursor.move_to(offset))

    def come_back(self, offset: int) -> None:
        """Stand where one left: at the very offset, so that smaller units are found again too."""
        self._column = None
        self._change(lambda: self._cursor.stand_at(offset))

    @property
    def offset_of_top(self) -> int:
        """Where the first row in sight begins."""
        row = self._page.layout.row_near(self.scroll_offset.y)
        return self._page.layout.starts[row] if row >= 0 else 0

    def bring_to_top(self, offset: int) -> None:
        """Scroll so that the row of an offset is the first in sight, as far as the cursor stays in sight too."""
        layout = self._page.layout
        row = layout.row_at(offset)
        if row >= 0:
            heading = LEAD if row == layout.firsts[layout.owners[row]] else 0
            self._scroll_to_line(layout.line_of(row) - heading)
            self._reveal()

    def select(self, start: int, end: int) -> None:
        """Select ``[start, end)`` exactly, in code points, and bring its end into sight."""
        self._column = None
        self._change(lambda: self._cursor.select(start, end))

    def clear_selection(self) -> None:
        """Let a selection go; the cursor stays where it ended."""
        self._change(self._cursor.clear)

    def edge_moved(self, span: Span, unit: Unit, step: int, *, start: bool) -> Span:
        """Return a passage whose start or end has moved by a unit; the same one where it can go no further."""
        return self._cursor.edge_moved(span, unit, step, start=start)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Escape to the screen where nothing is selected."""
        return self.has_selection if action == "clear" else True

    def action_choose(self) -> None:
        """Ask for a code for what is lit."""
        passage = self.selection
        if passage is None:
            self.app.bell()
        else:
            self.post_message(self.PassageChosen(self, *passage))

    def action_clear(self) -> None:
        """Let the selection go."""
        self.clear_selection()

    def action_unit(self, unit: str) -> None:
        """Stand on another kind of unit at the same place."""
        self._column = None
        self.unit = Unit(unit)

    def action_move(self, step: int) -> None:
        """Go to the next unit or the one before; read on first where this one goes on out of sight."""
        self._column = None
        if not self._read_on(step):
            self._change(lambda: self._cursor.move(step))

    def action_jump(self, unit: str, step: int) -> None:
        """Go to the next sentence or turn, or the one before, whatever the cursor's own unit."""
        self._column = None
        self._change(lambda: self._cursor.move(step, Unit(unit)))

    def action_move_line(self, step: int) -> None:
        """Go to the row below or above with words and characters, to the next unit with larger ones."""
        cursor = self._cursor
        if cursor.unit not in _BY_ROWS:
            self.action_move(step)
            return
        offset = self._beside(cursor.point, step)
        self._change(lambda: cursor.move_to(offset))

    def action_extend(self, step: int) -> None:
        """Take the next unit into the selection, or give the last one back."""
        self._column = None
        self._change(lambda: self._cursor.extend(step))

    def action_edge(self, unit: str, step: int) -> None:
        """Move the end of the exact selection by a character or a word."""
        self._column = None
        self._change(lambda: self._cursor.move_edge(step, Unit(unit)))

    def action_edge_line(self, step: int) -> None:
        """Move the end of the exact selection a row down or up."""

        def act(cursor: Cursor = self._cursor) -> None:
            cursor.begin_exact()
            cursor.move_head(self._beside(cursor.point, step))

        self._change(act)

    def action_edge_row(self, step: int) -> None:
        """Move the end of the exact selection to the end or the start of its row."""

        def act(cursor: Cursor = self._cursor) -> None:
            cursor.begin_exact()
            cursor.move_head(self._row_edge(cursor.point, step))

        self._column = None
        self._change(act)

    def action_row_edge(self, step: int) -> None:
        """Go to the first or last unit of the row, or with turns of the transcript."""
        self._column = None
        if self.unit is Unit.TURN:
            self.action_text_edge(step)
        elif self._page.layout.rows:
            offset = self._row_edge(self._cursor.point, step)
            self._change(lambda: self._cursor.move_to(offset - (step > 0)))

    def action_text_edge(self, step: int) -> None:
        """Go to the beginning or the end of the transcript."""
        self._column = None
        self._change(lambda: self._cursor.move_to(len(self._page.text.text) if step > 0 else 0))

    def action_page(self, step: int) -> None:
        """Read on or back by a screenful, the cursor at the same height of the pane."""
        layout = self._page.layout
        if not layout.rows:
            return
        top, height = self.scroll_offset.y, max(1, self.size.height)
        target = max(0, min(top + step * max(1, height - CONTEXT - 1), self.max_scroll_y))
        if target == top:
            self.action_text_edge(step)
            return
        above = max(0, min(layout.line_of(layout.row_at(self._cursor.point)) - top, height - 1))
        row = layout.row_near(target + above)
        first_seen = layout.starts[layout.row_near(target)]

        def act(cursor: Cursor = self._cursor) -> None:
            cursor.move_to(layout.span(row).start)
            if cursor.span.start < first_seen and cursor.span.end < layout.span(row).end:
                cursor.move(1)

        self._scroll_to_line(target)
        self._change(act, reveal=False)

    def _read_on(self, step: int) -> bool:
        """Scroll where the unit under the cursor goes on below (above) the pane; return whether it did."""
        if self.unit in _BY_ROWS or self.has_selection:
            return False
        layout = self._page.layout
        rows = layout.rows_of(*self._cursor.span)
        top, height = self.scroll_offset.y, self.size.height
        if not rows or height <= CONTEXT:
            return False
        first, last = layout.line_of(rows[0]), layout.line_of(rows[-1])
        if first >= top + height or last < top:
            return False
        if (step > 0 and last >= top + height) or (step < 0 and first < top):
            self._scroll_to_line(top + step * (height - CONTEXT))
            return True
        return False

    def _beside(self, offset: int, step: int) -> int:
        """Return the offset in the row below or above at the same cell, as far as the rows allow."""
        layout = self._page.layout
        if not layout.rows:
            return offset
        row, x = layout.place(offset)
        if self._column is None:
            self._column = x
        beside = row + step
        if not 0 <= beside < layout.rows:
            return layout.span(row).end if step > 0 else layout.span(row).start
        cells = layout.cells(beside)
        return cells.at(min(self._column, max(0, cells.width - 1))).start

    def _row_edge(self, offset: int, step: int) -> int:
        layout = self._page.layout
        if not layout.rows:
            return offset
        start, end = layout.span(layout.row_at(offset))
        return end if step > 0 else start
