"""How tables of codes show a cell without a figure."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.analysis.matrices.records import Reason
from workbench.analysis.matrices.rendering import MARKS, PARTIAL
from workbench.analysis.tables import Marked
from workbench.core.language import _, mark

_SAYS = {
    Reason.NO_INTERVIEW: mark("no interview"),
    Reason.NOT_DONE_YET: mark("not done yet"),
    Reason.NOT_LOOKED_FOR: mark("not looked for: done before the code was in the codebook"),
    Reason.ROLES_UNKNOWN: mark("no respondent is known in the transcript"),
}


def sign(reason: Reason) -> Marked:
    """Return an empty cell with its sign."""
    return Marked(None, MARKS[reason], str(reason))


def legend(cells: Iterable[Marked], further: Iterable[tuple[str, str, str]] = ()) -> list[str]:
    """Say what the signs among some cells mean, on one line, in a fixed order.

    Args:
        cells: as they are shown.
        further: signs that only one kind of table has: a reason, its sign, and what it says.
    """
    seen = list(cells)
    reasons = {cell.reason for cell in seen if cell.value is None}
    known = [(str(reason), MARKS[reason], _(says)) for reason, says in _SAYS.items()]
    signs = [f"{shown} {says}" for reason, shown, says in (*known, *further) if reason in reasons]
    if any(cell.mark == PARTIAL for cell in seen):
        signs.append(f"{PARTIAL} " + _("partial: not all transcripts could be counted yet"))
    return ["; ".join(signs)] if signs else []
