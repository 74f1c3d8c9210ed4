"""Drawing the rows of the reading pane: from a laid out page to strips of cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from workbench.core.passages import Span
from workbench.core.transcripts import Role
from workbench.tui.layout.cells import RowCells, shorten, shown_name
from workbench.tui.layout.coding_marks import CodingMark
from workbench.tui.layout.page import Page
from workbench.tui.widgets.passage_styles import Look, PassageStyles

BAR = "▌"
REVIEWED = "✓"
FOR_REPORT = "»"
OWN = ("┃", "╹")
OTHERS = ("│", "╵")
UNSURE = ("╏", "╹")
OTHERS_UNSURE = ("┆", "╵")
UNSURE_SIGN = "?"


def bracket(mark: CodingMark) -> tuple[str, str]:
    """Return the glyphs of a coding's bracket below its letter: going on, and ending.

    Heavy is the reader's own, light another coder's; broken is unsure.
    """
    if mark.own:
        return UNSURE if mark.unsure else OWN
    return OTHERS_UNSURE if mark.unsure else OTHERS


def joined(segments: Iterable[Segment]) -> list[Segment]:
    """Join neighbours of one style, and leave out empty ones: fewer pieces to filter and fewer bytes to send."""
    found: list[Segment] = []
    for segment in segments:
        if found and found[-1].style is segment.style:
            found[-1] = Segment(found[-1].text + segment.text, segment.style)
        elif segment.text:
            found.append(segment)
    return found


class RowParts(NamedTuple):
    """What a row is drawn of: its margin, its words with what covers them and where their looks change, its labels."""

    margin: list[Segment]
    cells: RowCells
    words_end: int
    covers: list[tuple[Span, CodingMark]]
    hits: list[Span]
    cuts: frozenset[int]
    labels: list[Segment]
    quiet: bool


class RowPainter:
    """Draws lines of a page; holds no state of its own but the page and the styles."""

    def __init__(self, page: Page, styles: PassageStyles) -> None:
        self.page = page
        self.styles = styles

    def blank(self) -> Strip:
        """Draw a line below the transcript."""
        return Strip([Segment(" " * self.page.columns.width, self.styles.base)], self.page.columns.width)

    def lead(self, region: int) -> Strip:
        """Draw the line above a region: air, brackets that run through it, and the heading in a narrow pane."""
        page, styles = self.page, self.styles
        layout = page.columns
        row = page.layout.firsts[region]
        through = [mark for mark in page.marks_on(row) if region and page.slot(mark).first < row]
        segments = [
            Segment(" " * layout.lanes_x, styles.base),
            *self._lanes(row, through, between=True),
            Segment("  ", styles.base),
        ]
        room = layout.width - layout.text_x
        if layout.heading:
            heading = page.heading(region)
            name = styles.quiet_speaker if heading.role is Role.INTERVIEWER else styles.speaker
            for part, style in (
                (heading.number, styles.number),
                (heading.speaker, name),
                (heading.time, styles.number),
            ):
                shown = shorten(part, room - 1) if part else ""
                if shown:
                    segments.append(Segment(shown + " ", style))
                    room -= cell_len(shown) + 1
        segments.append(Segment(" " * max(0, room), styles.base))
        return Strip(joined(segments), layout.width)

    def parts(self, row: int) -> RowParts:
        """Draw and gather what a row of text is made of, whatever is lit on it."""
        page, styles = self.page, self.styles
        layout = page.columns
        cells = page.layout.cells(row)
        marks = page.marks_on(row)
        region = page.layout.owners[row]
        report = bool(page.report) and page.begins_for_report(row)
        sign = REVIEWED if page.begins_reviewed(row) else " "
        margin = self._margin(row, region) if not layout.heading else []
        style = styles.reviewed if sign == REVIEWED else styles.base
        room = layout.lanes_x - layout.sign_x
        if report and room == 1:
            margin[-1] = Segment(margin[-1].text[:-1], margin[-1].style)
            margin += [Segment(FOR_REPORT, styles.bar), Segment(sign, style)]
        elif report:
            margin += [Segment(sign, style), Segment(FOR_REPORT, styles.bar)]
        else:
            margin.append(Segment(sign.ljust(room), style))
        margin.extend(self._lanes(row, marks))
        words_end = max(cells.start, cells.end_of_words)
        covers = [(cells.snap(mark.start, min(mark.end, words_end)), mark) for mark in marks if mark.start < words_end]
        hits = [cells.snap(*hit) for hit in page.hits_in(Span(cells.start, cells.end))] if page.hits else []
        cuts = {
            cells.start,
            cells.end,
            *(at for cover, _ in covers for at in cover),
            *(at for hit in hits for at in hit),
        }
        starting = [mark for mark in marks if page.slot(mark).first == row] if layout.labels else []
        return RowParts(
            joined(margin),
            cells,
            words_end,
            covers,
            hits,
            frozenset(cuts),
            self._labels(starting, layout.labels) if starting else [],
            quiet=page.role(region) is Role.INTERVIEWER,
        )

    def row(self, parts: RowParts, lit: Span | None, *, selected: bool, small: bool, focused: bool) -> Strip:
        """Draw a row of text; ``lit`` is the part of it under the cursor or selection."""
        styles, layout = self.styles, self.page.columns
        segments = [*parts.margin, Segment(BAR, styles.bar) if lit is not None else Segment(" ", styles.base)]
        segments.append(Segment(" ", styles.base))
        look = Look(quiet=parts.quiet, lit=lit is not None, small=small, selected=selected, focused=focused)
        room = self._text(segments, parts, lit, look)
        rest = room + layout.width - layout.text_x - layout.text
        if parts.labels:
            segments.append(Segment(" " * (room + 2), styles.base))
            segments.extend(parts.labels)
            rest -= room + 2 + layout.labels
        segments.append(Segment(" " * rest, styles.base))
        return Strip(joined(segments), layout.width)

    def _margin(self, row: int, region: int) -> list[Segment]:
        page, styles, layout = self.page, self.styles, self.page.columns
        within = row - page.layout.firsts[region]
        if within > 1:
            return [Segment(" " * layout.sign_x, styles.base)]
        heading = page.heading(region)
        number = heading.number if within == 0 else ""
        segments = [Segment(number.rjust(layout.number) + " ", styles.number)]
        if layout.speaker:
            quiet = heading.role is Role.INTERVIEWER or within == 1
            name = shorten(heading.time if within else heading.speaker, layout.speaker)
            style = styles.quiet_speaker if quiet else styles.speaker
            segments.append(Segment(set_cell_size(name, layout.speaker + 1), style))
        return segments

    def _lanes(self, row: int, marks: Sequence[CodingMark], *, between: bool = False) -> list[Segment]:
        """Draw the lanes of a row: a coding's letters where it begins, its bracket below them.

        ``between`` is the line above the row, which brackets only run through.
        """
        layout, styles = self.page.columns, self.styles
        empty = " " * layout.lane
        letters = max(1, layout.lane - 1)
        drawn: list[Segment] = [Segment(empty, styles.base)] * layout.lanes
        hidden: dict[int, int] = {}
        for mark in marks:
            slot = self.page.slot(mark)
            lanes = layout.lanes_of(own=mark.own)
            if slot.lane >= len(lanes):
                hidden[lanes[-1]] = hidden.get(lanes[-1], 0) + 1
                continue
            if slot.first == row:
                text = set_cell_size(shorten(shown_name(mark.initial), letters, ellipsis=""), layout.lane)
            else:
                text = bracket(mark)[slot.last == row and not between].ljust(layout.lane)
            drawn[lanes[slot.lane]] = Segment(text, styles.sign(mark, letter=slot.first == row))
        for lane, more in hidden.items():
            more += drawn[lane].text != empty
            shown = "+" if layout.lane == 1 else f"+{more}" if more < 10 else "+…"
            drawn[lane] = Segment(shown.ljust(layout.lane), styles.number)
        if layout.gap:
            drawn.insert(layout.mine, Segment(" ", styles.base))
        return drawn

    def _text(self, segments: list[Segment], parts: RowParts, lit: Span | None, look: Look) -> int:
        """Draw the words of a row in pieces that look alike; return the cells left over."""
        room = self.page.columns.text
        cells, covers, hits = parts.cells, parts.covers, parts.hits
        light = None
        if lit is not None:
            words_end = parts.words_end
            light = cells.snap(lit.start, min(lit.end, words_end) if lit.start < words_end else lit.end)
        for start, end in pairwise(sorted(parts.cuts.union(light or ()))):
            piece = Span(start, end)
            shown = cells.shown(start, end)
            width = cell_len(shown)
            if width > room:
                shown = set_cell_size(shown, room)
                width = room
            if shown:
                segments.append(Segment(shown, self._style(piece, covers, hits, light, look)))
            room -= width
        return room

    def _style(
        self,
        piece: Span,
        covers: Sequence[tuple[Span, CodingMark]],
        hits: Sequence[Span],
        light: Span | None,
        look: Look,
    ) -> Style:
        on = [mark for cover, mark in covers if cover.overlaps(piece)]
        lit = light is not None and light.overlaps(piece)
        code, own, codings = None, True, len(on)
        if on:
            mine = [mark for mark in on if mark.own]
            top = min(mine or on, key=lambda mark: (mark.end - mark.start, -mark.depth, mark.key))
            code, own, codings = self.styles.colour_of(top), bool(mine), len(mine or on)
        return self.styles.text(
            look._replace(
                code=code,
                codings=codings,
                own=own,
                lit=lit,
                small=lit and look.small,
                selected=lit and look.selected,
                focused=look.focused or not lit,
                hit=any(hit.overlaps(piece) for hit in hits),
            )
        )

    def _labels(self, marks: Sequence[CodingMark], room: int) -> list[Segment]:
        """Draw the labels of the codings that begin on a row, and how many more there was no room for."""
        segments: list[Segment] = []
        used = 0
        for index, mark in enumerate(marks):
            left = len(marks) - index - 1
            reserve = len(f" +{left}") if left else 0
            name = shown_name(mark.label) + (UNSURE_SIGN if mark.unsure else "")
            if not mark.own and mark.coder:
                name = f"{shown_name(mark.coder)} {name}"
            gap = " · " if index else ""
            shown = shorten(name, room - used - reserve - len(gap))
            if not shown or (index and cell_len(shown) < min(4, cell_len(name))):
                more = f" +{left + 1}"
                segments.append(Segment(more, self.styles.number))
                used += len(more)
                break
            segments.append(Segment(gap, self.styles.number))
            segments.append(Segment(shown, self.styles.sign(mark, letter=True)))
            used += len(gap) + cell_len(shown)
        segments.append(Segment(" " * (room - used), self.styles.base))
        return segments
