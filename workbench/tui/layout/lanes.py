"""Lanes: which column of the margin each overlapping coding is drawn in.

Greedy interval colouring: never more lanes than codings lie over one another at the busiest point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush


def assign(intervals: Sequence[tuple[int, int]]) -> list[int]:
    """Give each half-open interval a lane, counted from 0, so that no two that overlap share one.

    The longer of two that begin together gets the lower lane, so that the wide bracket stands outside the narrow one.

    Returns:
        Lanes in the order of ``intervals``.
    """
    lanes = [0] * len(intervals)
    busy: list[tuple[int, int]] = []
    free: list[int] = []
    opened = 0
    for index in sorted(range(len(intervals)), key=lambda i: (intervals[i][0], -intervals[i][1])):
        start, end = intervals[index]
        while busy and busy[0][0] <= start:
            heappush(free, heappop(busy)[1])
        if free:
            lane = heappop(free)
        else:
            lane = opened
            opened += 1
        lanes[index] = lane
        heappush(busy, (end, lane))
    return lanes


def kept(intervals: Sequence[tuple[int, int]], wanted: Sequence[int | None]) -> list[int | None]:
    """Give each half-open interval the lane that it had before, where that is still free.

    Of two that overlap by now and had the same lane, the one that begins first keeps it.

    Args:
        intervals: as in :func:`assign`.
        wanted: the lane of each, None for one that had none.

    Returns:
        Lanes in the order of ``intervals``, None for those that must be given one.
    """
    lanes: list[int | None] = [None] * len(intervals)
    busy_until: dict[int, int] = {}
    for index in sorted(range(len(intervals)), key=lambda i: (intervals[i][0], -intervals[i][1])):
        lane, (start, end) = wanted[index], intervals[index]
        if lane is not None and busy_until.get(lane, start) <= start:
            lanes[index] = lane
            busy_until[lane] = end
    return lanes


def lowest_free(taken: Iterable[int]) -> int:
    """Return the lowest lane that is not taken."""
    used = set(taken)
    lane = 0
    while lane in used:
        lane += 1
    return lane
