"""Laying a transcript out in a scrolling pane and drawing it, row by row, each row once.

A row is drawn again only when its own codings, or what is lit on it, have changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.segment import Segment
from textual import events
from textual.color import Color
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.core.passages import Span
from workbench.core.segments import Unit
from workbench.core.transcripts import Speaker, TranscriptText
from workbench.tui.layout.coding_marks import CodingMark
from workbench.tui.layout.colours import RGB
from workbench.tui.layout.cursor import Cursor
from workbench.tui.layout.page import Page
from workbench.tui.layout.wrapping import LEAD
from workbench.tui.widgets.kept_rows import KeptRows, Light, light_on
from workbench.tui.widgets.passage_styles import Inks, PassageStyles
from workbench.tui.widgets.transcript_rows import RowPainter

CONTEXT = 2
"""Lines kept in sight beside what a jump brings up."""

THUMB = "▐"

_SMALL = (Unit.CHARACTER, Unit.WORD)
_NOTHING = TranscriptText("", (), {}, 0)


class TranscriptSurface(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws one transcript with its codings and what is lit; scrolls and follows changes of size and theme."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    TranscriptSurface {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 0;
    }
    """

    class CursorMoved(Message):
        """What is lit has changed: ``span`` half-open in code points, ``selected`` by the reader or just the unit."""

        def __init__(self, view: TranscriptSurface, span: Span, unit: Unit, *, selected: bool) -> None:
            super().__init__()
            self.view = view
            self.span = span
            self.unit = unit
            self.selected = selected

        @property
        def control(self) -> TranscriptSurface:
            """The pane that it happened in."""
            return self.view

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._page = Page(_NOTHING, (), (), 80)
        self._cursor = Cursor(_NOTHING, ())
        self._inks: Inks | None = None
        self._plain = False
        self._ground = Color(0, 0, 0)
        self._kept: KeptRows | None = None
        self._focused = False
        self._seen_height = 0
        self._lit = self._light()
        self._frame: list[Strip] = []
        self._stale: set[int] = set()
        self._frame_at = (-1, 0, 0)

    # What is shown

    def show(
        self,
        text: TranscriptText,
        speakers: Sequence[Speaker] = (),
        codings: Iterable[CodingMark] = (),
        *,
        reviewed: Iterable[tuple[int, int]] = (),
        unit: Unit | None = None,
    ) -> None:
        """Show a transcript from its beginning; ``reviewed`` are the spans that the reader has judged."""
        self._page = Page(text, speakers, codings, self.size.width or 80)
        self._page.set_reviewed(reviewed)
        self._cursor = Cursor(text, self._page.regions, unit or self._cursor.unit)
        self._lit = self._light()
        self._forget_all()
        if self._seen_height:
            self._measure()
        self.scroll_to(y=0, animate=False, force=True)
        self._tell()

    def set_marks(self, codings: Iterable[CodingMark], *, compared: bool = False) -> None:
        """Show other codings in place of all there are; ``compared`` sets the reader's own apart from the others'."""
        if self._page.compare(compared=compared):
            self._measure()
            self._reveal()
        self._page.set_marks(codings)
        self._forget_all()

    def add_mark(self, mark: CodingMark) -> None:
        """Show one more coding; one with the same UUID is replaced."""
        self._forget(self._page.add(mark))

    def remove_mark(self, uuid: str) -> None:
        """Show a coding no longer; nothing happens where it is not shown."""
        self._forget(self._page.remove(uuid))

    def marks_in(self, span: tuple[int, int]) -> list[CodingMark]:
        """Return the codings that share a character with a span, in text order."""
        return self._page.index.query(*span)

    def set_reviewed(self, spans: Iterable[tuple[int, int]]) -> None:
        """Show a sign beside the segments that the reader has judged."""
        self._page.set_reviewed(spans)
        self._forget_all()

    def set_report(self, starts: Iterable[int]) -> None:
        """Show a sign beside the passages that are marked for the report, by the offsets they begin at."""
        self._page.set_report(starts)
        self._forget_all()

    def set_hits(self, spans: Iterable[tuple[int, int]]) -> None:
        """Show what a search found; no spans take the signs away."""
        self._page.set_hits(spans)
        self._forget_all()

    # Drawing

    def _light(self) -> Light:
        cursor = self._cursor
        selected = cursor.anchor is not None
        return Light(cursor.lit, selected, not selected and cursor.unit in _SMALL, self._focused)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Give the compositor the lines in sight, drawing those that changed.

        Textual asks for every line at every frame. The pane has no border, padding or opacity that its style cache
        would have to lay on, so the lines are kept here, ready for the terminal.
        """
        if not self._page.laid_out and self.size.width:
            self._page.rewrap(self.size.width)
        top = self.scroll_offset.y
        if self._frame_at != (top, crop.width, crop.bottom):
            self._frame_at = (top, crop.width, crop.bottom)
            self._frame = [Strip.blank(crop.right)] * crop.bottom
            self._stale = set(range(crop.bottom))
        stale = self._stale.intersection(crop.line_range)
        if stale:
            self._stale -= stale
            thumb, rows = self._thumb(), self._rows()
            filters, ground = self.get_line_filters(), self._ground
            for y in stale:
                strip = rows.line(top + y, self._lit)
                if y in thumb:
                    strip = self._with_thumb(strip)
                for line_filter in filters:
                    strip = strip.apply_filter(line_filter, ground)
                self._frame[y] = strip
        lines = self._frame[crop.y : crop.bottom]
        return [strip.crop(crop.x, crop.right) for strip in lines] if crop.x else lines

    def _thumb(self) -> range:
        """Return the lines of the pane that show how far the reader has come.

        The pane draws this itself: Textual's scroll bar would make every page turn half as dear again.
        """
        lines, height = self._page.layout.lines, self.size.height
        if lines <= height:
            return range(0)
        length = max(1, height * height // lines)
        start = (height - length) * self.scroll_offset.y // max(1, self.max_scroll_y)
        return range(start, start + length)

    def _with_thumb(self, strip: Strip) -> Strip:
        width = strip.cell_length - 1
        return Strip([*strip.crop(0, width), Segment(THUMB, self._rows().painter.styles.thumb)], width + 1)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the pane."""
        return self._rows().line(y + self.scroll_offset.y, self._lit)

    def _rows(self) -> KeptRows:
        if self._kept is None:
            inks, plain = self._theme()
            self._inks, self._plain, self._ground = inks, plain, self.background_colors[1]
            colours = self.app.console.color_system in {"256", "truecolor"} and not self.app.native_ansi_color
            self._kept = KeptRows(RowPainter(self._page, PassageStyles(inks, colours=colours, attributes=plain)))
        return self._kept

    def _theme(self) -> tuple[Inks, bool]:
        _, _, ground, ink = self.colors
        variables = self.app.theme_variables

        def over(colour: Color) -> RGB:
            return (ground + colour).rgb

        accent = Color.parse(variables.get("primary", "#0178d4"))
        hit = Color.parse(variables.get("warning", "#ffa62b"))
        return Inks(ground.rgb, over(ink), over(accent), over(hit)), bool(self.app.no_color)

    def notify_style_update(self) -> None:
        """Draw everything anew where the theme's colours have changed."""
        super().notify_style_update()
        if self._kept is not None and self.is_attached and self._theme() != (self._inks, self._plain):
            self._forget_all()

    def _forget_all(self) -> None:
        self._kept = None
        self._frame_at = (-1, 0, 0)
        self.refresh()

    def _forget(self, rows: range) -> None:
        """Draw a few rows anew, and the lines above the regions that begin among them."""
        if not rows:
            return
        layout = self._page.layout
        if self._kept is not None:
            self._kept.forget(rows)
        self._refresh_lines(range(layout.line_of(rows[0]), layout.line_of(rows[-1]) + 1))

    def _refresh_lines(self, lines: Sequence[int]) -> None:
        """Have lines of the transcript drawn again where they are in sight; ``lines`` ascend."""
        top, width, height = self.scroll_offset.y, self.size.width, self.size.height
        regions: list[Region] = []
        for line in lines:
            y = line - top
            if 0 <= y < height:
                self._stale.add(y)
                if regions and regions[-1].bottom == y:
                    regions[-1] = Region(0, regions[-1].y, width, regions[-1].height + 1)
                else:
                    regions.append(Region(0, y, width, 1))
        if regions:
            self.refresh(*regions)

    def _rows_in_sight(self) -> range:
        top, height = self.scroll_offset.y, self.size.height
        first = self._page.layout.row_near(top)
        return range(first, self._page.layout.row_near(top + height - 1) + 1) if first >= 0 else range(0)

    def _relight(self) -> bool:
        """Draw the rows on which what is lit has changed; return whether it has."""
        before, now = self._lit, self._light()
        self._lit = now
        if before == now:
            return False
        if self._page.laid_out and self.size.height > 0:
            layout, sight = self._page.layout, self._rows_in_sight()
            old, new = layout.rows_of(*before.span), layout.rows_of(*now.span)
            lines: list[int] = []
            for row in range(max(sight.start, min(old.start, new.start)), min(sight.stop, max(old.stop, new.stop))):
                if (row in old or row in new) and light_on(layout, row, before) != light_on(layout, row, now):
                    lines.append(layout.line_of(row))
            self._refresh_lines(lines)
        return True

    # Moving

    def _change(self, act: Callable[[], None], *, reveal: bool = True) -> None:
        """Let the cursor act, draw what that changes, bring it into sight and tell."""
        act()
        changed = self._relight()
        if reveal:
            self._reveal()
        if changed:
            self._tell()

    def _tell(self) -> None:
        lit = self._lit
        self.post_message(self.CursorMoved(self, lit.span, self._cursor.unit, selected=lit.selected))

    def _reveal(self) -> None:
        """Bring what the cursor stands on into sight; where it is not, jump so that there is room to go on."""
        cursor, height = self._cursor, self.size.height
        if height <= 0:
            return
        layout, top = self._page.layout, self.scroll_offset.y
        head = cursor.span
        if cursor.exact and cursor.anchor is not None:
            at = cursor.point - 1 if cursor.point > cursor.anchor else cursor.point
            head = Span(at, at)
        rows = layout.rows_of(*head)
        if not rows:
            return
        first, last = layout.line_of(rows[0]), layout.line_of(rows[-1])
        if rows[0] == layout.firsts[layout.owners[rows[0]]]:
            first -= LEAD
        if first >= top and last < top + height:
            return
        tall = last - first >= height
        if first < top:
            self._scroll_to_line(first if tall else min(first, max(first - CONTEXT, last + CONTEXT + 1 - height)))
        elif not tall or first > top + CONTEXT:
            self._scroll_to_line(first - CONTEXT)

    def _scroll_to_line(self, line: int) -> None:
        self.scroll_to(y=max(0, min(line, self.max_scroll_y)), animate=False, force=True)

    # Size

    def _measure(self) -> None:
        self.virtual_size = Size(self._page.columns.width, self._page.layout.lines)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap for the new width, and keep the cursor where it was in sight, or else the reading position."""
        page, width, height = self._page, self.size.width, self.size.height
        seen_height, self._seen_height = self._seen_height, height
        if not width:
            return
        if not seen_height:
            if page.rewrap(width):
                self._forget_all()
            self._measure()
            self._reveal()
            return
        layout, top = page.layout, self.scroll_offset.y
        if not layout.rows:
            page.rewrap(width)
            self._forget_all()
            return
        offset = self._cursor.point
        above = layout.line_of(layout.row_at(offset)) - top
        in_sight = 0 <= above < seen_height
        if not in_sight:
            row = layout.row_near(top)
            offset, above = layout.starts[row], layout.line_of(row) - top
        if width != page.columns.width:
            page.rewrap(width)
            self._forget_all()
            self._measure()
            self._scroll_to_line(page.layout.line_of(page.layout.row_at(offset)) - min(above, height - 1))
        if in_sight:
            self._reveal()

    def on_focus(self) -> None:
        """Light the cursor up."""
        self._focused = True
        self._relight()

    def on_blur(self) -> None:
        """Dim the cursor."""
        self._focused = False
        self._relight()
