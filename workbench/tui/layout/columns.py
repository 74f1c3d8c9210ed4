"""How the reading pane's width is shared out between margin, text and labels."""

from __future__ import annotations

from dataclasses import dataclass

NARROW = 72
"""Below this width the number and the speaker stand on a line of their own, above the turn."""

ROOMY = 96
"""From this width each lane is three cells wide: two letters and a gap."""

_SPACIOUS = 112

_MEASURE = 84
_LEAST_BESIDE_LABELS = 64
_LABELS = range(16, 37)


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells of each column, from left to right.

    After ``number`` and ``speaker`` (both 0 where they stand above the turn) comes the reviewed sign (one cell, and a
    second one where there is room; else the gap before it holds the other sign), then ``lanes`` lanes of ``lane``
    cells, one cell for the cursor's bar, a gap, the ``text``, and ``labels``. The last cell of all is left to the sign
    of how far one has come. ``mine`` is how many of the lanes, from the left, are kept for the reader's own codings
    while two coders are compared, with a gap after
    them; 0 where all codings share the lanes.
    """

    width: int
    number: int
    speaker: int
    lanes: int
    lane: int
    text: int
    labels: int
    mine: int = 0

    @property
    def gap(self) -> int:
        """Cells between the lanes of two coders."""
        return 1 if self.mine and self.lane == 1 else 0

    def lanes_of(self, *, own: bool) -> range:
        """Return the lanes that the reader's own codings, or the other's, are drawn in."""
        if not self.mine:
            return range(self.lanes)
        return range(self.mine) if own else range(self.mine, self.lanes)

    def lane_at(self, x: int) -> int:
        """Return the lane that a cell lies in, -1 for none."""
        x -= self.lanes_x
        if self.gap and x >= self.mine * self.lane:
            x -= self.gap
            if x < self.mine * self.lane:
                return -1
        lane = x // self.lane
        return lane if 0 <= lane < self.lanes else -1

    @property
    def heading(self) -> bool:
        """Whether number and speaker stand above the turn."""
        return not self.number

    @property
    def sign_x(self) -> int:
        """The cell of the reviewed sign."""
        return (self.number + 1 if self.number else 0) + (self.speaker + 1 if self.speaker else 0)

    @property
    def lanes_x(self) -> int:
        """The first cell of the lanes."""
        return self.sign_x + (2 if self.lane > 1 or self.heading else 1)

    @property
    def bar_x(self) -> int:
        """The cell of the cursor's bar."""
        return self.lanes_x + self.lanes * self.lane + self.gap

    @property
    def text_x(self) -> int:
        """The first cell of the text."""
        return self.bar_x + 2


def columns(width: int, turns: int, longest_speaker: int, *, compared: bool = False) -> Columns:
    """Share out ``width`` cells.

    Args:
        width: of the pane, at least 1.
        turns: how many there are; their number is right-aligned.
        longest_speaker: cells of the longest label, 0 where nobody is named.
        compared: whether the lanes of two coders stand side by side.
    """
    number = speaker = 0
    if width >= NARROW:
        number = max(3, len(str(turns)))
        speaker = min(longest_speaker, 12 if width >= ROOMY else 11)
    lanes, lane = (5 if width >= _SPACIOUS else 4, 3) if width >= ROOMY else (6 if width >= NARROW else 4, 1)
    mine = lanes // 2 if compared else 0
    margin = Columns(width, number, speaker, lanes, lane, 0, 0, mine).text_x
    room = max(1, width - margin - 1)
    if room < _LEAST_BESIDE_LABELS + _LABELS.start + 2:
        return Columns(width, number, speaker, lanes, lane, min(room, _MEASURE), 0, mine)
    text = min(_MEASURE, max(_LEAST_BESIDE_LABELS, room - 2 - 24))
    return Columns(width, number, speaker, lanes, lane, text, min(_LABELS.stop - 1, room - 2 - text), mine)
