"""The table T[transcript, code, set of coders]: how many units have a code from exactly which coders.

It comes from one pass over the ends of passages in order, whatever the unit is: passages are laid on the units first.
Ends are whole numbers that hold code, place, and who begins or ends there, so that Python sorts and adds them at the
speed of memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import lt

from workbench.analysis.agreement.judgements import Given, Judged
from workbench.analysis.agreement.recipes import Rule


@dataclass(frozen=True, slots=True)
class Table:
    """One transcript's units by code and set of coders.

    A key of ``cells`` is ``code << step * coders | counters``: a counter for each coder, ``step`` bits wide, which is
    nought where they lack the code; a coder's own overlapping passages count once. What nobody has is left out.
    """

    cells: Mapping[int, int] = field(default_factory=dict)
    step: int = 1


def table(judged: Judged, coders: int, rule: Rule) -> Table:
    """Return one transcript's table.

    Args:
        judged: the transcript.
        coders: how many are compared in all.
        rule: when a unit counts as coded.
    """
    given = judged.given.without(judged.apart, judged.present)
    return _swept(_on_units(judged, given, rule), judged.line.n, coders)


def _on_units(judged: Judged, given: Given, rule: Rule) -> Given:
    line = judged.line
    if rule is Rule.HALF and not line.characters:
        keys = [(code, coder) for code, coder in zip(given.codes, given.coders, strict=True)]
        found = line.halves(zip(keys, given.starts, given.ends, strict=True))
        rows = [(code, first, last, coder) for (code, coder), first, last in found]
        return Given(*zip(*rows, strict=True)) if rows else Given()
    firsts, lasts = line.runs(given.starts, given.ends)
    if all(map(lt, firsts, lasts)):
        return Given(given.codes, firsts, lasts, given.coders)
    rows = [row for row in zip(given.codes, firsts, lasts, given.coders, strict=True) if row[1] < row[2]]
    return Given(*zip(*rows, strict=True)) if rows else Given()


def _swept(given: Given, units: int, coders: int) -> Table:
    """Count units from runs of them, none of which is empty."""
    if not given.codes:
        return Table()
    low = (2 * coders - 1).bit_length()
    place = (1 << low) - 1
    width = (units + 1) << low
    keys = [code * width + coder for code, coder in zip(given.codes, given.coders, strict=True)]
    # Wide enough for all of a coder's runs of a code.
    step = max(Counter(keys).values()).bit_length()
    # Where a run ends and another begins, the end comes first, so that no counter is ever under nought.
    events = [key + (last << low) for key, last in zip(keys, given.ends, strict=True)]
    events += [key + (first << low) + coders for key, first in zip(keys, given.starts, strict=True)]
    events.sort()
    changes = [sign << step * at for sign in (-1, 1) for at in range(coders)]
    counters = step * coders
    found: dict[int, int] = {}
    get = found.get
    who = code = before = 0
    for event in events:
        now = event >> low
        if who:
            cell = code | who
            found[cell] = get(cell, 0) + now - before
        else:
            code = event // width << counters
        who += changes[event & place]
        before = now
    return Table(found, step)
