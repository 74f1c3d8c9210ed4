"""The material: which interviews there are, from where and when, and how long they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.analysis.matrices import Study
from workbench.analysis.tables import Table, TableColumn, Value, ValueKind
from workbench.core.cases import AttributeType, sort_key
from workbench.core.coders import Coder, CoderKind, Progress
from workbench.core.errors import NotFoundError
from workbench.core.language import _, plural
from workbench.core.names import name_key
from workbench.core.transcripts import Summary
from workbench.exchange.reports.document import Block, Facts, Figures, Paragraph, Part, Tone
from workbench.services.blinding.blind import is_blind
from workbench.services.imports.facts import MUNICIPALITY
from workbench.services.matrices import matrices
from workbench.services.project import OpenProject, coders
from workbench.services.reports.wanted import Wanted, counted, listed
from workbench.services.transcripts import summaries

_CASE = "case"
_YEAR = ("year", "år", "aar")


@dataclass(frozen=True, slots=True)
class Material:
    """What a report is about, read once.

    ``columns`` are the attributes that its tables have, the last of them ``year`` where the project knows years; ""
    where it does not. ``people`` are the coders that are persons.
    """

    summaries: Sequence[Summary]
    study: Study
    columns: tuple[str, ...]
    year: str
    people: Sequence[Coder]
    hides: bool

    @property
    def coded(self) -> bool:
        """Whether there is anything to count, as far as the coder may see."""
        return any(any(one.codings.values()) for one in self.summaries)

    def place(self, summary: Summary) -> str:
        """Return where and when an interview is from: ``Moss 2011``; its name where nothing is known of it."""
        said = [fact(summary, name) for name in self.columns]
        return " ".join(part for part in said if part) or summary.transcript.name

    def values(self, name: str) -> list[str]:
        """Return the values that an attribute has, in typed order."""
        type_ = self.study.attributes.get(name, AttributeType.TEXT)
        found = {fact(one, name) for one in self.summaries} - {""}
        return sorted(found, key=lambda value: sort_key(value, type_))


def material(project: OpenProject, wanted: Wanted) -> Material:
    """Read what a report is about, as far as the coder may see it.

    Raises:
        NotFoundError: a column is neither an attribute nor the case.
    """
    study = matrices.study(project)
    year = _first(study.attributes, _YEAR)
    if wanted.columns is None:
        columns = tuple(name for name in (_first(study.attributes, MUNICIPALITY), year) if name)
    else:
        columns = wanted.columns
        for name in columns:
            if name not in (*study.attributes, _CASE):
                raise NotFoundError.named(_("attribute"), name, [*study.attributes, _CASE])
    found, hides = summaries(project), is_blind(project)
    people = [one for one in coders(project) if one.kind is CoderKind.PERSON]
    if hides:
        at_work = {coder for one in found for coder in (*one.progress, *one.codings)}
        people = [one for one in people if one.uuid in at_work]
    return Material(found, study, columns, year, people, hides)


def fact(summary: Summary, name: str) -> str:
    """Return an interview's value of an attribute, or its case; "" where there is none."""
    return summary.attributes.get(name, summary.case if name == _CASE else "")


def _first(names: Iterable[str], wanted: Sequence[str]) -> str:
    return next((name for key in wanted for name in names if name_key(name) == key), "")


def material_part(material: Material, people: int) -> Part:
    """Return the chapter on the material; ``people`` is how many informants there are."""
    return Part(_("The material"), list(_material_blocks(material, people)))


def _material_blocks(material: Material, people: int) -> Iterable[Block]:
    if not material.summaries:
        yield Paragraph(_("There are no transcripts in the project yet: workbench import FILES."), Tone.MISSING)
        return
    respondents = sum(one.words for one in material.study.interviews)
    words = sum(one.words for one in material.summaries)
    facts = [
        (_("Interviews"), counted(len(material.summaries))),
        (_("Informants"), counted(people)),
        *((_heading(name), _values(material, name)) for name in material.columns),
        (
            _("Words"),
            _("{words}, of them {spoken} spoken by the informants").format(
                words=counted(words), spoken=counted(respondents)
            ),
        ),
        (_("Turns"), counted(sum(one.turns for one in material.summaries))),
        *_common(material),
        (_("Coders"), listed([one.name for one in material.people])),
        (_("Codes"), counted(sum(not code.retired for code in material.study.tree.order))),
        (_("Codings"), _codings(material)),
    ]
    yield Facts([(label, says) for label, says in facts if says])
    if material.hides:
        yield Paragraph(
            _("The project is coded blind: the report holds only the work that the one who made it may see."),
            Tone.REMARK,
        )
    yield Paragraph(_("Every interview is listed in the appendix."), Tone.REMARK)


def _heading(name: str) -> str:
    known = {"municipality": _("Municipalities"), "kommune": _("Municipalities"), "year": _("Years"), "år": _("Years")}
    return known.get(name_key(name), name)


def _values(material: Material, name: str) -> str:
    found = material.values(name)
    missing = sum(not fact(one, name) for one in material.summaries)
    unknown = plural(missing, "one interview without", "{n} interviews without") if missing else ""
    shown = listed(found[:12]) if len(found) <= 12 else f"{', '.join(found[:12])}, … ({counted(len(found))})"
    return "; ".join(part for part in (shown, unknown) if part)


def _codings(material: Material) -> str:
    people = {one.uuid for one in material.people}
    given = [(coder, n) for one in material.summaries for coder, n in one.codings.items()]
    own = sum(n for coder, n in given if coder in people)
    settled = sum(n for _coder, n in given) - own
    if not settled:
        return counted(own)
    return _("{n}, and {settled} in the consensus").format(n=counted(own), settled=counted(settled))


def _common(material: Material) -> Iterable[tuple[str, str]]:
    """Yield the facts that all interviews share, such as that they are invented."""
    for name in material.study.attributes:
        values = {one.attributes.get(name, "") for one in material.summaries}
        if name not in material.columns and len(values) == 1 and len(material.summaries) > 1:
            yield name[:1].upper() + name[1:], values.pop()


def interviews_part(material: Material, title: str) -> Part:
    """Return the appendix that lists the interviews."""
    if not material.summaries:
        return Part(title, [Paragraph(_("There are no transcripts yet."), Tone.MISSING)])
    names: Mapping[str, str] = {one.uuid: one.name for one in material.people}
    columns = [
        TableColumn("transcript", _("Transcript")),
        *(TableColumn(name, _column(name)) for name in material.columns),
        TableColumn("coded", _("Coded by")),
        TableColumn("words", _("Words"), kind=ValueKind.INTEGER),
        TableColumn("turns", _("Turns"), kind=ValueKind.INTEGER),
        TableColumn("codings", _("Codings"), kind=ValueKind.INTEGER),
    ]
    rows: list[list[Value]] = [
        [
            one.transcript.name,
            *(fact(one, name) for name in material.columns),
            _coded_by(one, names),
            one.words,
            one.turns,
            sum(n for coder, n in one.codings.items() if coder in names),
        ]
        for one in material.summaries
    ]
    return Part(title, [Figures(_("The interviews"), Table(_("The interviews"), columns, rows, frozen=1))])


def _column(name: str) -> str:
    known = {"municipality": _("Municipality"), "kommune": _("Municipality"), "year": _("Year"), "år": _("Year")}
    return known.get(name_key(name), name)


def _coded_by(summary: Summary, names: Mapping[str, str]) -> str:
    said = []
    for coder, progress in summary.progress.items():
        if coder in names and progress is not Progress.NOT_STARTED:
            begun = "" if progress is Progress.DONE else f" ({_('not done')})"
            said.append(names[coder] + begun)
    return ", ".join(sorted(said))
