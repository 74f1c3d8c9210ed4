"""All codings: listed, and given out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from workbench.analysis import conditions
from workbench.analysis.tables import Table, TableColumn, Value, ValueKind
from workbench.core.coders import Coder
from workbench.core.language import _
from workbench.core.transcripts import Role, Speaker
from workbench.services.codings.codings_import import CodingsImported, import_codings
from workbench.services.project import OpenProject, find_coder
from workbench.services.transcripts import find
from workbench.store import cases, codebook, coding_rows, memos, records
from workbench.store.database import Transaction

__all__ = ["CodingsImported", "import_codings", "table"]

_COLUMNS = (
    TableColumn("id", aside=True),
    TableColumn("transcript", "Transcript"),
    TableColumn("start", "Start", kind=ValueKind.INTEGER, aside=True),
    TableColumn("end", "End", kind=ValueKind.INTEGER, aside=True),
    TableColumn("code", "Code"),
    TableColumn("code_path", "Path", aside=True),
    TableColumn("coder", "Coder"),
    TableColumn("quotation", "Quotation"),
    TableColumn("speaker", "Speaker", aside=True),
    TableColumn("role", "Role", aside=True, spoken=True),
    TableColumn("turn", "Turn", kind=ValueKind.INTEGER),
    TableColumn("created", "Created", kind=ValueKind.TIME, aside=True),
    TableColumn("certainty", "Certainty", spoken=True),
    TableColumn("memo", "Memo"),
    TableColumn("round", "Round", kind=ValueKind.INTEGER, aside=True),
    TableColumn("case", "Case", aside=True),
    TableColumn("attributes", "Attributes", aside=True),
)


def table(
    project: OpenProject,
    *,
    transcript: str | None = None,
    code: str | None = None,
    coder: str | None = None,
    where: str = "",
    language: str = "en",
) -> Table:
    """Return the codings as far as the coder may see them, one row each; people read names of codes, programs keys.

    Args:
        project: where.
        transcript: only on this one, by name or the start of one.
        code: only with this code or one below it.
        coder: only by this coder.
        where: only in interviews with these attributes, as in a matrix: ``municipality:Moss year>=2011``.
        language: of the codes' names and paths.

    Raises:
        NotFoundError: a name is not there.
        RefusedError: the filter cannot be read.
    """
    found = None if transcript is None else find(project, transcript)
    with project.database.reading() as connection:
        tree = codebook.tree(connection)
        chosen = None if found is None else [found.uuid]
        if where:
            left = interviews_where(connection, project, where)
            chosen = [uuid for uuid in left if chosen is None or uuid in chosen]
    codes = None if code is None else [c.uuid for c in tree.branch(tree.find(code))]
    by = None if coder is None else [find_coder(project, coder).uuid]
    called = {one.key: one.name(language) for one in tree.order}
    columns = [replace(column, names=called) if column.key == "code" else column for column in _COLUMNS]
    return Table(_("codings"), columns, _rows(project, chosen, codes, by, language))


def interviews_where(connection: Transaction, project: OpenProject, where: str) -> list[str]:
    """Return the transcripts, by UUID, that a filter on attributes, case and transcript lets through."""
    types = cases.types_of_attributes(connection)
    wanted = conditions.parse(where, types)
    return [
        uuid
        for uuid, (name, case, attributes) in cases.interviews(connection).items()
        if conditions.all_hold(wanted, {"case": case, "transcript": name, **attributes}, types)
    ]


def _rows(
    project: OpenProject, chosen: list[str] | None, codes: list[str] | None, by: list[str] | None, language: str
) -> Iterator[tuple[Value, ...]]:
    """Yield the rows while the transaction is open, so that a list of any length is streamed."""
    with project.database.reading() as connection:
        tree = codebook.tree(connection)
        people: dict[str, Coder] = {c.uuid: c for c in records.all_of(connection, "coder")}
        interviews = cases.interviews(connection)
        speakers: list[Speaker] = records.all_of(connection, "speaker")
        roles = {(s.transcript, s.label): str(s.role) for s in speakers}
        noted: dict[str, list[str]] = {}
        for memo in memos.listing(connection, project.viewer):
            if memo.coding:
                noted.setdefault(memo.coding, []).append(memo.body)
        names = {c.uuid: (c.key, tree.path(c, language)) for c in tree.order}
        for row, turn, speaker, _last in coding_rows.in_order(connection, project.viewer, chosen, codes, by):
            _key, start, end, uuid, transcript, code, coder, certainty, made, quotation = row
            name, case, attributes = interviews[transcript]
            person = people[coder]
            yield (
                uuid,
                name,
                start,
                end,
                *names[code],
                person.name,
                quotation,
                speaker,
                roles.get((transcript, speaker), Role.OTHER.value),
                turn + 1 if turn >= 0 else None,
                datetime.datetime.fromtimestamp(made / 1e6, datetime.UTC),
                certainty,
                "\n".join(noted[uuid]) if uuid in noted else "",
                person.round,
                case,
                attributes,
            )
