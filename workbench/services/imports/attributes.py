"""Attributes of cases, informants and transcripts: shown, set, and taken from a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.analysis.tables import Table, TableColumn
from workbench.core.cases import Attribute, AttributeValue, Case
from workbench.core.errors import Notice
from workbench.core.events import changed
from workbench.core.language import _
from workbench.core.names import name_key, without_controls
from workbench.core.transcripts import Transcript
from workbench.exchange import attribute_files
from workbench.exchange.attribute_files import AttributeRows
from workbench.services.imports.facts import Facts, types_of
from workbench.services.project import OpenProject, acting, now
from workbench.services.transcripts import find
from workbench.store import cases, events, records


@dataclass(frozen=True, slots=True)
class AttributesChanged:
    """How many facts are new or changed, which (a line for each transcript), and what was odd about them."""

    changed: int
    lines: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()


def table(project: OpenProject) -> Table:
    """Return every fact: what bears it, its name, type and value."""
    with project.database.reading() as connection:
        attributes: dict[str, Attribute] = {a.uuid: a for a in records.all_of(connection, "attribute")}
        values: list[AttributeValue] = records.all_of(connection, "attribute_value")
        names = {
            record.uuid: record.name
            for kind in ("case", "informant", "transcript")
            for record in records.all_of(connection, kind)
        }
    rows = []
    for value in values:
        attribute = attributes[value.attribute]
        bearer = value.case or value.informant or value.transcript or ""
        rows.append((str(attribute.bearer), names[bearer], attribute.name, str(attribute.type), value.value))
    columns = [
        TableColumn("bearer", "Of", spoken=True),
        TableColumn("name", "Name"),
        TableColumn("attribute", "Attribute"),
        TableColumn("type", "Type", spoken=True),
        TableColumn("value", "Value"),
    ]
    return Table(_("Attributes"), columns, sorted(rows), name="Attributes")


def all_cases(project: OpenProject) -> list[Case]:
    """Return the project's cases, by name."""
    with project.database.reading() as connection:
        found: list[Case] = records.all_of(connection, "case")
    return sorted(found, key=lambda case: name_key(case.name))


def set_attributes(
    project: OpenProject, name: str, values: Mapping[str, str], *, as_text: bool = False
) -> AttributesChanged:
    """Set facts of a transcript by name; what is a fact about its case is set there. An empty value takes one away.

    Raises:
        NotFoundError: there is no such transcript.
        RefusedError: a value is not of its attribute's type, and the attribute shall not become text for all
            transcripts (``as_text``).
    """
    return _describe(project, {find(project, name): values}, widens=as_text)


def import_attributes(project: OpenProject, path: Path) -> AttributesChanged:
    """Take facts from a .csv with a row for each transcript or case, all or nothing, as one act.

    Raises:
        FileError: it cannot be read, or has problems, each numbered.
    """
    rows = attribute_files.read_attributes(path)
    with project.database.reading() as connection:
        every: list[Transcript] = records.all_of(connection, "transcript")
        named = {case.uuid: case.name for case in records.all_of(connection, "case")}
    given = {t: rows.of(Path(t.name), named.get(t.case or "", "")) for t in every}
    notices = [*rows.unmatched([Path(t.name) for t in every]), *without_case(rows, named.values())]
    on_cases = frozenset(name_key(name) for row in rows.cases.values() for name in row.cells)
    return _describe(project, {t: values for t, values in given.items() if values}, notices, on_cases)


def without_case(rows: AttributeRows, cases: Iterable[str]) -> Iterator[Notice]:
    """Tell which rows of a file by case belong to none of the cases."""
    known = {name_key(name) for name in cases}
    for key, row in rows.cases.items():
        if key not in known:
            named = next(cell for column, cell in row.cells.items() if name_key(column) == "case")
            said = _("The row “{name}” belongs to no case that has an interview.").format(
                name=without_controls(named)[:60]
            )
            yield Notice("row-without-case", said, _("{name}, line {n}").format(name=rows.name, n=row.line))


def _describe(
    project: OpenProject,
    given: Mapping[Transcript, Mapping[str, str]],
    notices: Sequence[Notice] = (),
    on_cases: frozenset[str] = frozenset(),
    *,
    widens: bool = True,
) -> AttributesChanged:
    with acting(project) as (connection, coder):
        facts = Facts.of(*cases.everything(connection))
        facts.types, facts.on_cases, facts.widens = types_of(given.values()), on_cases, widens
        moved: dict[str, dict[str, str]] = {}
        for transcript, values in given.items():
            before, told = facts.stand(transcript), len(facts.notices)
            after = facts.describe(transcript, values)
            if after != transcript:
                facts.changes.append(changed(transcript, after))
            facts.notices[told:] = [replace(notice, where=transcript.name) for notice in facts.notices[told:]]
            differences = _differences(before, facts.stand(after))
            if differences:
                moved[transcript.name] = differences
        if facts.changes:
            events.record(
                connection,
                facts.changes,
                actor=coder.uuid,
                action="attributes.set",
                at=now(),
                summary=_summary(moved),
            )
    lines = tuple(f"{name}: {', '.join(differences.values())}" for name, differences in moved.items())
    return AttributesChanged(facts.changed, lines, (*notices, *facts.notices))


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """Return for each fact that is not what it was a phrase such as ``municipality Moss → Hamar``."""
    return {
        name: f"{name} {before.get(name, '(none)')} → {after.get(name, '(none)')}"
        for name in {**after, **before}
        if before.get(name) != after.get(name)
    }


_NAMED = 3


def _summary(moved: Mapping[str, Mapping[str, str]]) -> str:
    """Name the attributes and the transcripts, no values."""
    attributes = ", ".join(dict.fromkeys(name for differences in moved.values() for name in differences))
    more = f" and {len(moved) - _NAMED} more" if len(moved) > _NAMED else ""
    return f"{attributes} of {', '.join(list(moved)[:_NAMED])}{more}" if moved else "attributes"
