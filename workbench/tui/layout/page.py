"""A transcript as it lies on the screen: rows, lanes, codings, what is reviewed and what was searched for.

Whatever changes tells which rows have to be drawn again, and those alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from workbench.core.passages import Span, merge
from workbench.core.transcripts import Role, Speaker, TranscriptText
from workbench.tui.layout.cells import shown_name, text_width
from workbench.tui.layout.coding_marks import CodingIndex, CodingMark
from workbench.tui.layout.columns import Columns, columns
from workbench.tui.layout.lanes import assign, kept, lowest_free
from workbench.tui.layout.wrapping import Layout, Region, regions


class Slot(NamedTuple):
    """Where a coding's bracket stands: its first and last row (both included) and its lane.

    While two coders are compared, the lanes of each are counted from 0.
    """

    first: int
    last: int
    lane: int


class Heading(NamedTuple):
    """What the margin says of a region: the turn's number ("" outside turns), speaker, time stamp and role."""

    number: str
    speaker: str
    time: str
    role: Role


def clock(time_ms: int | None) -> str:
    """Return a time as short as it can be read, "3:07" or "1:02:45", and "" where there is none."""
    if time_ms is None:
        return ""
    minutes, seconds = divmod(time_ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


class Page:
    """One transcript, laid out for one width of the pane."""

    def __init__(
        self, text: TranscriptText, speakers: Sequence[Speaker], marks: Iterable[CodingMark], width: int
    ) -> None:
        self.text = text
        self.regions: list[Region] = regions(text.text, text.turns)
        self.reviewed: list[Span] = []
        self.hits: list[Span] = []
        self._roles: Mapping[str, Role] = {speaker.label: speaker.role for speaker in speakers}
        latest = max((turn.time_ms for turn in text.turns if turn.time_ms is not None), default=None)
        labels = {clock(latest), *(shown_name(label) for label in {turn.speaker for turn in text.turns})}
        self._longest = max(map(text_width, labels))
        self.index = CodingIndex(marks)
        self._slots: dict[str, Slot] = {}
        self._lanes: dict[bool, dict[str, int]] = {False: {}, True: {}}
        self._compared = False
        self.report: list[int] = []
        self.columns: Columns = columns(width, len(text.turns), self._longest)
        self._layout: Layout | None = None

    @property
    def laid_out(self) -> bool:
        """Whether the text has been wrapped yet; it is done when it is first asked for."""
        return self._layout is not None

    @property
    def layout(self) -> Layout:
        """The rows of the text at the pane's width."""
        return self._layout or self._lay_out()

    def _lay_out(self) -> Layout:
        spans = [(region.start, region.end) for region in self.regions]
        layout = self._layout = Layout(self.text.text, spans, self.columns.text)
        self._assign_lanes()
        return layout

    def rewrap(self, width: int) -> bool:
        """Lay the text out for another width; return whether any row changed its length."""
        before = self.columns
        self.columns = columns(width, len(self.text.turns), self._longest, compared=self._compared)
        if self.columns.text == before.text:
            return False
        self._layout = None
        return True

    def compare(self, *, compared: bool) -> bool:
        """Let the lanes of two coders stand side by side, or all share them; return whether any row is another."""
        self._compared = compared
        return self.rewrap(self.columns.width)

    def heading(self, region: int) -> Heading:
        """Return what the margin says of a region."""
        turn_index = self.regions[region].turn
        if turn_index < 0:
            return Heading("", "", "", Role.OTHER)
        turn = self.text.turns[turn_index]
        return Heading(str(turn_index + 1), shown_name(turn.speaker), clock(turn.time_ms), self.role(region))

    def role(self, region: int) -> Role:
        """Return what the speaker of a region does in the interview."""
        turn = self.regions[region].turn
        return self._roles.get(self.text.turns[turn].speaker, Role.OTHER) if turn >= 0 else Role.OTHER

    def _rows_of(self, mark: CodingMark) -> range:
        return self.layout.rows_of(mark.start, mark.end)

    def _assign_lanes(self) -> None:
        """Give every coding a lane: the one that it had, as far as that is free, the reader's own before others'."""
        self._slots, had = {}, self._lanes[self._compared]
        marks = sorted(self.index, key=lambda mark: not mark.own)
        ranges = [self._rows_of(mark) for mark in marks]
        intervals = [(rows.start, rows.stop) for rows in ranges]
        own = sum(mark.own for mark in marks)
        for side in (slice(0, own), slice(own, None)) if self._compared else (slice(None),):
            lanes = kept(intervals[side], [had.get(mark.uuid) for mark in marks[side]])
            if all(lane is None for lane in lanes):
                first = len(lanes) if self._compared else own or len(lanes)
                lanes[:first] = assign(intervals[side][:first])
            for mark, rows, lane in zip(marks[side], ranges[side], lanes, strict=True):
                if lane is not None:
                    self._put(mark, rows, lane)
        for mark, rows in zip(marks, ranges, strict=True):
            if mark.uuid not in self._slots:
                self._put(mark, rows, self._free_lane(mark, rows))

    def _put(self, mark: CodingMark, rows: range, lane: int) -> None:
        self._slots[mark.uuid] = Slot(rows.start, rows.stop - 1, lane)
        self._lanes[self._compared][mark.uuid] = lane

    def _beside(self, mark: CodingMark, rows: range) -> list[CodingMark]:
        """Return the other codings on some rows that share lanes with a coding."""
        found = self.index.query(self.layout.span(rows[0]).start, self.layout.span(rows[-1]).end) if rows else []
        return [o for o in found if o.uuid != mark.uuid and (o.own == mark.own or not self._compared)]

    def _free_lane(self, mark: CodingMark, rows: range) -> int:
        """Return the lane that a coding had before, where it is free, else the lowest one that is."""
        taken = {self._slots[other.uuid].lane for other in self._beside(mark, rows) if other.uuid in self._slots}
        before = self._lanes[self._compared].get(mark.uuid)
        return before if before is not None and before not in taken else lowest_free(taken)

    def set_marks(self, marks: Iterable[CodingMark]) -> None:
        """Take other codings in place of all there are."""
        self.index = CodingIndex(marks)
        if self._layout is not None:
            self._assign_lanes()

    def add(self, mark: CodingMark) -> range:
        """Put in a coding, in its lane or the lowest that is free beside it; return the rows to draw again.

        No other coding changes its lane.
        """
        before = self.index.remove(mark.uuid)
        gone = self._rows_of(before) if before is not None else range(0)
        self._slots.pop(mark.uuid, None)
        rows = self._rows_of(mark)
        if rows:
            self._put(mark, rows, self._free_lane(mark, rows))
        self.index.add(mark)
        return range(min(rows.start, gone.start), max(rows.stop, gone.stop)) if gone else rows

    def remove(self, uuid: str) -> range:
        """Take out a coding; return the rows to draw again, none where there was no such coding.

        The other codings keep their lanes, but for those that had no lane in sight and find one now.
        """
        mark = self.index.remove(uuid)
        if mark is None:
            return range(0)
        self._slots.pop(uuid, None)
        rows = self._rows_of(mark)
        first, stop = rows.start, rows.stop
        for other in self._beside(mark, rows):
            there = self._rows_of(other)
            lane = lowest_free(self._slots[o.uuid].lane for o in self._beside(other, there))
            if lane < len(self.columns.lanes_of(own=other.own)) <= self._slots[other.uuid].lane:
                self._put(other, there, lane)
                first, stop = min(first, there.start), max(stop, there.stop)
        return range(first, stop)

    def slot(self, mark: CodingMark) -> Slot:
        """Return where a coding's bracket stands."""
        if self._layout is None:
            self._lay_out()
        return self._slots[mark.uuid]

    def marks_on(self, row: int) -> list[CodingMark]:
        """Return the codings that a row shows, in text order."""
        start, end = self.layout.span(row)
        return self.index.query(start, max(end, start + 1))

    def set_reviewed(self, spans: Iterable[tuple[int, int]]) -> None:
        """Take the spans that the reader has reviewed; they may overlap."""
        self.reviewed = sorted(Span(*span) for span in spans)

    def set_hits(self, spans: Iterable[tuple[int, int]]) -> None:
        """Take the spans that a search found."""
        self.hits = merge(spans, touching=False)

    def begins_reviewed(self, row: int) -> bool:
        """Whether a reviewed span begins on a row."""
        start, end = self.layout.span(row)
        at = bisect_left(self.reviewed, (start, start))
        return at < len(self.reviewed) and self.reviewed[at].start < max(end, start + 1)

    def set_report(self, starts: Iterable[int]) -> None:
        """Take the offsets at which passages begin that are marked for the report."""
        self.report = sorted(starts)

    def begins_for_report(self, row: int) -> bool:
        """Whether a passage that is marked for the report begins on a row."""
        start, end = self.layout.span(row)
        at = bisect_left(self.report, start)
        return at < len(self.report) and self.report[at] < max(end, start + 1)

    def hits_in(self, span: Span) -> list[Span]:
        """Return the search hits that touch a span."""
        first = max(0, bisect_right(self.hits, (span.start, span.start)) - 1)
        found: list[Span] = []
        for hit in self.hits[first:]:
            if hit.start >= span.end:
                break
            if hit.end > span.start:
                found.append(hit)
        return found
