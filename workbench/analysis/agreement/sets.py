"""Set-valued alpha: several codes at once, each coder's value for a unit being the set of codes that they gave it.

The distance of two sets is 1 - J, or 1 - J·M, with J the share of the union that is in both (Jaccard) and M, of
Passonneau 2006 (MASI), 1 for equal sets, 2/3 where one holds the other, 1/3 where they overlap, 0 where they do not.
Two empty sets are equal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from workbench.analysis.agreement.estimates import Estimate, Reason
from workbench.analysis.agreement.judgements import Judged, sweep
from workbench.analysis.agreement.recipes import Rule

Distance = Callable[[int, int], float]

Pattern = tuple[int, ...]
"""What the coders who judged a unit gave it: for each of them a number whose bit c says that they gave code c."""


def jaccard(one: int, other: int) -> float:
    """Return the distance of two sets, given as bits: 1 - J."""
    both = (one | other).bit_count()
    return 1 - (one & other).bit_count() / both if both else 0.0


def masi(one: int, other: int) -> float:
    """Return the distance of two sets, given as bits: 1 - J·M."""
    if one == other:
        return 0.0
    shared = one & other
    if not shared:
        return 1.0
    weight = 2 / 3 if shared in {one, other} else 1 / 3
    return 1 - weight * shared.bit_count() / (one | other).bit_count()


def patterns(judged: Judged, codes: int, rule: Rule) -> Iterable[tuple[int, int, Pattern]]:
    """Yield the runs of units, all of them, with what each coder who is present gave: (start, end, sets).

    Codes that are not compared here count as given by nobody.
    """
    covers = [
        (1 << (at * codes + code), judged.line.coded(judged.spans[code][coder], rule))
        for code in judged.spans
        if code not in judged.apart
        for at, coder in enumerate(judged.present)
        if coder in judged.spans[code]
    ]
    every = (1 << codes) - 1
    nothing = (0,) * len(judged.present)
    last = 0
    for start, end, who in sweep(covers):
        if start > last:
            yield last, start, nothing
        yield start, end, tuple(who >> (at * codes) & every for at in range(len(judged.present)))
        last = end
    if last < judged.line.n:
        yield last, judged.line.n, nothing


def tallied(transcripts: Sequence[Judged], codes: int, rule: Rule) -> Counter[Pattern]:
    """Count units by what their coders gave them."""
    found: Counter[Pattern] = Counter()
    for judged in transcripts:
        for start, end, sets in patterns(judged, codes, rule):
            found[sets] += end - start
    return found


def alpha(patterns: Counter[Pattern], distance: Distance) -> Estimate:
    """Return Krippendorff's alpha for sets with a distance between 0 and 1."""
    values: Counter[int] = Counter()
    observed = 0.0
    for sets, n in patterns.items():
        held = Counter(sets)
        for one, k in held.items():
            values[one] += n * k
            observed += sum(n * k * o * distance(one, other) for other, o in held.items()) / (len(sets) - 1)
    total = sum(values.values())
    if total < 2:
        return Estimate(reason=Reason.NO_UNITS)
    every = list(values.items())
    expected = 2 * sum(
        n * o * distance(one, other) for at, (one, n) in enumerate(every) for other, o in every[at + 1 :]
    )
    if not expected:
        return Estimate(reason=Reason.NO_VARIATION if total > 2 else Reason.TINY_N)
    return Estimate.of(1 - (total - 1) * observed / expected)
