"""Figures: what was measured, beside its floor and its budget, and the table of them."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from statistics import median

from bench.corpus import SIZES

CPU, WALL, MEMORY = "cpu", "wall", "MB"
_CLOCKS = {CPU: time.process_time, WALL: time.perf_counter}
FLAT = 0.1
"""The exponent up to which a cost that must not grow with the project is called flat."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure at one size, in milliseconds; where ``clock`` is "MB", in megabytes at the highest.

    ``budget`` is the most that ``ours / floor`` may be, ``limit`` the most milliseconds that ours may take; with
    neither the figure is for the reader's information. ``flat`` says that ours must not grow with the project.
    ``clock`` is "cpu", processor time, "wall" or "MB".
    """

    measure: str
    size: str
    ours: float
    floor: float
    budget: float | None = None
    limit: float | None = None
    flat: bool = False
    clock: str = CPU

    @property
    def ratio(self) -> float:
        """How many times the floor ours takes."""
        return self.ours / self.floor if self.floor else 0.0

    @property
    def allowed(self) -> str:
        """The budget as the table says it."""
        if self.limit is not None:
            unit = MEMORY if self.clock == MEMORY else "ms"
            return f"{self.limit:g} {unit}{', flat' if self.flat else ''}"
        return "" if self.budget is None else f"{self.budget:g} x"

    @property
    def verdict(self) -> str:
        """Whether the budget is kept: "ok", "over", or "" where there is none."""
        if self.limit is not None:
            return "ok" if self.ours <= self.limit else "over"
        if self.budget is None:
            return ""
        return "ok" if self.ratio <= self.budget else "over"


def took(work: Callable[[], object], clock: str = CPU) -> float:
    """Return the milliseconds that some work takes, by the clock's name."""
    now = _CLOCKS[clock]
    start = now()
    work()
    return (now() - start) * 1000


def compare(
    ours: Callable[[], object], floor: Callable[[], object], times: int, *, clock: str = CPU
) -> tuple[float, float]:
    """Return the median milliseconds of two pieces of work, done by turns after one of each that does not count."""
    ours()
    floor()
    gc.collect()
    both = [(took(ours, clock), took(floor, clock)) for _ in range(times)]
    return median(one for one, _ in both), median(other for _, other in both)


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as lines: measure, size, clock, ours and floor in ms, ratio, budget, ok or over."""
    head = ("measure", "size", "clock", "ours ms", "floor ms", "ratio", "budget", "")
    rows = [
        (f.measure, f.size, f.clock, f"{f.ours:.2f}", f"{f.floor:.2f}", f"{f.ratio:.2f}", f.allowed, f.verdict)
        for f in figures
    ]
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    numbers = {3, 4, 5}
    return "\n".join(
        "  ".join(
            c.rjust(w) if at in numbers else c.ljust(w) for at, (c, w) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (head, *rows)
    )


@dataclass(frozen=True, slots=True)
class Growth:
    """How a measure grows from one size to the next larger: cost goes as the number of transcripts to this power."""

    measure: str
    smaller: str
    larger: str
    ours: float
    floor: float
    flat: bool

    @property
    def verdict(self) -> str:
        """Whether a cost that must be flat is; "" where it need not be."""
        if not self.flat:
            return ""
        return "ok" if self.ours <= FLAT else "over"


def growth(figures: Iterable[Figure]) -> list[Growth]:
    """Return the exponents between the sizes that each measure was measured at."""
    by_measure: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.size in SIZES:
            by_measure.setdefault(figure.measure, []).append(figure)
    found: list[Growth] = []
    for measure, same in by_measure.items():
        same.sort(key=lambda f: SIZES[f.size])
        for small, large in pairwise(same):
            step = log(SIZES[large.size] / SIZES[small.size])
            ours, floor = (log(b / a) / step for a, b in ((small.ours, large.ours), (small.floor, large.floor)))
            found.append(Growth(measure, small.size, large.size, ours, floor, small.flat))
    return found


def growth_table(found: Sequence[Growth]) -> str:
    """Return the exponents as lines."""
    said = [f"{one.measure}, {one.smaller} to {one.larger}" for one in found]
    head = "growth: cost ~ transcripts to the power of"
    width = max(map(len, (head, *said)))
    lines = [f"{head:{width}}  ours  floor"]
    lines += [
        f"{name:{width}}{one.ours:6.2f} {one.floor:6.2f}  {one.verdict}".rstrip()
        for name, one in zip(said, found, strict=True)
    ]
    return "\n".join(lines)
