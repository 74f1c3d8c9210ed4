"""The mouse in the reading pane: press, drag, scroll on by dragging out, double and triple click."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message
from textual.timer import Timer

from workbench.core.language import _
from workbench.core.passages import Span
from workbench.core.segments import Unit
from workbench.tui.layout.cells import shown_name
from workbench.tui.layout.coding_marks import CodingMark
from workbench.tui.widgets.transcript_surface import TranscriptSurface

_CHAIN = {2: Unit.WORD, 3: Unit.SENTENCE}
_SCROLL_EVERY = 1 / 20
_FASTEST = 6


def _told(mark: CodingMark) -> Content:
    """Return what a coding is to whoever points at it: the code, who gave it, and whether they were unsure."""
    who = _("{coder} (you)").format(coder=mark.coder) if mark.own else mark.coder
    parts = [shown_name(mark.label), shown_name(who), *([_("unsure")] if mark.unsure else [])]
    return Content(" · ".join(part for part in parts if part))


class PointedTranscript(TranscriptSurface):
    """A transcript in which passages can be chosen with the mouse."""

    snap_to_words = False
    """Whether a drag takes in whole words."""

    class MarkChosen(Message):
        """The reader pointed at a coding's bracket."""

        def __init__(self, view: PointedTranscript, mark: CodingMark) -> None:
            super().__init__()
            self.view = view
            self.mark = mark

        @property
        def control(self) -> PointedTranscript:
            """The pane that it happened in."""
            return self.view

    _pressed: Span | None = None
    _pointer = (0, 0)
    _leafing = False
    _scrolling: Timer | None = None

    def _character_at(self, x: int, y: int) -> Span | None:
        """Return the character drawn at a cell of the pane, an empty span at a row's end, None without text."""
        layout, columns = self._page.layout, self._page.columns
        line = self.scroll_offset.y + max(0, min(y, self.size.height - 1))
        row = layout.row_near(line)
        if row < 0:
            return None
        if line >= layout.lines:
            return Span(layout.span(row).end, layout.span(row).end)
        if layout.at_line(line)[1] < 0:
            x = columns.text_x
        return layout.cells(row).at(x - columns.text_x)

    def _mark_at(self, x: int, y: int) -> CodingMark | None:
        columns, layout = self._page.columns, self._page.layout
        _, row = layout.at_line(self.scroll_offset.y + y)
        lane = columns.lane_at(x)
        if row < 0 or lane < 0:
            return None
        for mark in self._page.marks_on(row):
            lanes = columns.lanes_of(own=mark.own)
            slot = self._page.slot(mark)
            if slot.lane < len(lanes) and lanes[slot.lane] == lane:
                return mark
        return None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Stand where the pointer is, or with shift select from what is lit to there."""
        if event.button != 1:
            return
        event.stop()
        self._pointer = (event.x, event.y)
        if event.x >= self.size.width - 1:
            self.capture_mouse()
            self._leafing = True
            self._leaf_to(event.y)
            return
        mark = self._mark_at(event.x, event.y)
        if mark is not None:
            self._change(lambda: self._cursor.select(mark.start, mark.end))
            self.post_message(self.MarkChosen(self, mark))
            return
        at = self._character_at(event.x, event.y)
        if at is None:
            return
        self.capture_mouse()
        if event.shift:
            lit = self._cursor.lit
            self._pressed = Span(lit.start, lit.start) if at.end > lit.start else Span(lit.end, lit.end)
            self._drag_to(at)
        else:
            self._pressed = at
            self._change(lambda: self._cursor.move_to(at.start), reveal=False)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select on to the pointer while the button is down; else say what the bracket under it is."""
        if self._leafing:
            event.stop()
            self._leaf_to(event.y)
            return
        if self._pressed is None:
            mark = self._mark_at(event.x, event.y)
            told = _told(mark) if mark is not None else None
            if told != self.tooltip:
                self.tooltip = told
            return
        if (event.x, event.y) == self._pointer:
            return
        event.stop()
        self._pointer = (event.x, event.y)
        at = self._character_at(event.x, event.y)
        if at is not None:
            self._drag_to(at)
        outside = not 0 <= event.y < self.size.height
        if outside and self._scrolling is None:
            self._scrolling = self.set_interval(_SCROLL_EVERY, self._scroll_on)
        elif not outside:
            self._stop_scrolling()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let the pointer go."""
        if self._pressed is not None or self._leafing:
            event.stop()
            self._end_drag()

    def on_click(self, event: events.Click) -> None:
        """Select the word, sentence or turn that was clicked two, three or more times."""
        if event.button != 1 or event.chain < 2 or self._mark_at(event.x, event.y) is not None:
            return
        event.stop()
        unit = _CHAIN.get(event.chain, Unit.TURN)
        at = self._character_at(event.x, event.y)
        if at is not None:
            self._change(lambda: self._cursor.select(*self._cursor.unit_at(at.start, unit)), reveal=False)

    def on_hide(self) -> None:
        """Let the pointer go when the pane goes out of sight."""
        self._end_drag()

    def _end_drag(self) -> None:
        self._pressed = None
        self._leafing = False
        self._stop_scrolling()
        self.release_mouse()

    def _leaf_to(self, y: int) -> None:
        """Scroll to the part of the transcript that a height of the pane stands for."""
        height = max(2, self.size.height)
        self._scroll_to_line(round(self.max_scroll_y * max(0, min(y, height - 1)) / (height - 1)))

    def _stop_scrolling(self) -> None:
        if self._scrolling is not None:
            self._scrolling.stop()
            self._scrolling = None

    def _drag_to(self, at: Span) -> None:
        """Select from where the button went down to a character, both included."""
        start, end = self._pressed or at
        cursor = self._cursor
        anchor, head = (start, max(at.end, end)) if at.start >= start else (end, at.start)
        if self.snap_to_words:
            first, last = cursor.unit_at(min(anchor, head), Unit.WORD), cursor.unit_at(max(anchor, head) - 1, Unit.WORD)
            anchor, head = (first.start, last.end) if anchor <= head else (last.end, first.start)
        self._change(lambda: cursor.select(anchor, head), reveal=False)

    def _scroll_on(self) -> None:
        """Scroll while the pointer is held above or below the pane: the further out, the faster."""
        x, y = self._pointer
        beyond = y if y < 0 else y - self.size.height + 1
        if self._pressed is None or not beyond:
            self._stop_scrolling()
            return
        step = min(_FASTEST, (abs(beyond) + 1) // 2) * (1 if beyond > 0 else -1)
        self._scroll_to_line(self.scroll_offset.y + step)
        at = self._character_at(x, y)
        if at is not None:
            self._drag_to(at)
