"""Settings of the project: what its lead decides for everybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workbench.analysis.agreement import recipes as agreement
from workbench.analysis.matrices.recipes import Measure, Policy
from workbench.analysis.tables import Table, TableColumn
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.language import LANGUAGES, _, mark
from workbench.services.project import OpenProject, change_settings


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that is decided: what it is where nobody said, what it may be, and what it does."""

    unsaid: object
    read: Callable[[str], object]
    may_be: str
    about: str


def _language(words: str) -> str:
    if words and words not in LANGUAGES:
        raise ValueError
    return words


def _count(words: str) -> int:
    number = int(words)
    if number < 0:
        raise ValueError
    return number


def _measure(words: str) -> str:
    return str(Measure(words))


def _policy(words: str) -> str:
    return str(Policy(words))


def _date(words: str) -> str:
    return date.fromisoformat(words).isoformat() if words else ""


def _primary(words: str) -> str:
    measure = agreement.Measure(words)
    if not measure.chance_corrected:
        raise ValueError
    return measure.value


KNOWN: Mapping[str, Setting] = {
    "language": Setting(
        "", _language, mark("nn, nb, en, or nothing: the machine's"), mark("Language of the interface")
    ),
    "min_cell": Setting(3, _count, mark("a whole number from 0"), mark("Cells of fewer people are marked as small")),
    "measure": Setting(
        str(Measure.CODINGS), _measure, ", ".join(Measure), mark("What a matrix counts where nobody says")
    ),
    "policy": Setting(
        str(Policy.ONE), _policy, ", ".join(Policy), mark("How a matrix puts several coders together where nobody says")
    ),
    "delete_by": Setting(
        "", _date, mark("a date such as 2027-12-31, or nothing"), mark("When the data must be deleted")
    ),
    "primary_measure": Setting(
        agreement.Measure.ALPHA.value,
        _primary,
        mark("krippendorff_alpha, cohen_kappa, conger_kappa, scott_pi, fleiss_kappa, gwet_ac1, brennan_prediger"),
        mark("The one measure of agreement that counts; the others are sensitivity checks"),
    ),
}
"""Settings by name."""


def table(project: OpenProject) -> Table:
    """Return all settings: name, value, what it may be, what it does."""
    stands: Mapping[str, Any] = project.project.settings
    rows = [(name, stands.get(name, one.unsaid), _(one.may_be), _(one.about)) for name, one in KNOWN.items()]
    columns = [
        TableColumn("setting", "Setting"),
        TableColumn("value", "Value"),
        TableColumn("may_be", "May be"),
        TableColumn("about", "What it is"),
    ]
    return Table(_("settings"), columns, rows)


def change(project: OpenProject, given: Mapping[str, str]) -> None:
    """Change settings, all of them or none.

    Raises:
        NotFoundError: there is no such setting.
        RefusedError: it may not be that.
    """
    read: dict[str, Any] = {}
    for name, words in given.items():
        if name not in KNOWN:
            raise NotFoundError.named("setting", name, KNOWN)
        try:
            read[name] = KNOWN[name].read(words.strip())
        except ValueError:
            raise RefusedError(
                _("“{words}” cannot be the setting {name}.").format(words=words[:40], name=name),
                hint=_("It may be {may_be}.").format(may_be=_(KNOWN[name].may_be)),
            ) from None
    change_settings(project, **read)
