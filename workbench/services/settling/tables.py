"""Settling as tables: what was settled and how, how far it has come, and disagreements with their ids."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from workbench.analysis.agreement.disagreements import Disagreement
from workbench.analysis.tables import Table, TableColumn, Value, ValueKind
from workbench.core.language import _, plural
from workbench.core.settlements import Settlement
from workbench.services.agreement.disagreements import table as stretches
from workbench.services.project import OpenProject, coders
from workbench.services.settling.reading import ContestedPassage, Settling
from workbench.services.transcripts import summaries
from workbench.store import codebook, settlements, transcripts


def settled(project: OpenProject) -> Table:
    """Return what was settled and how, a row each, as far as the coder may see it."""
    people = {coder.uuid: coder.name for coder in coders(project)}
    names = {one.transcript.uuid: one.transcript.name for one in summaries(project)}
    with project.database.reading() as connection:
        found = settlements.listing(connection, project.viewer)
        keys = {code.uuid: code.key for code in codebook.tree(connection).order}
        texts = {
            place: transcripts.text_of(connection, *place).text
            for place in {(one.transcript, one.revision) for one in found}
        }
    found.sort(key=lambda one: (names[one.transcript], one.start, one.end, keys[one.code]))
    rows: list[list[Value]] = [
        [
            one.uuid,
            names[one.transcript],
            one.start,
            one.end,
            keys[one.code],
            one.kind,
            [people.get(uuid, "?") for uuid in one.compared],
            str(one.decision),
            people.get(one.taken or "", ""),
            one.reason,
            people.get(one.coder, "?"),
            datetime.datetime.fromtimestamp(one.at / 1e6, datetime.UTC),
            texts[one.transcript, one.revision][one.start : one.end],
        ]
        for one in found
    ]
    columns = [
        TableColumn("id", aside=True),
        TableColumn("transcript", _("Transcript")),
        TableColumn("start", _("Start"), ValueKind.INTEGER, aside=True),
        TableColumn("end", _("End"), ValueKind.INTEGER, aside=True),
        TableColumn("code", _("Code")),
        TableColumn("kind", _("Kind")),
        TableColumn("coders", _("Coders")),
        TableColumn("decision", _("Decision")),
        TableColumn("taken", _("Taken")),
        TableColumn("reason", _("Reason")),
        TableColumn("by", _("Settled by")),
        TableColumn("at", _("When"), ValueKind.TIME, aside=True),
        TableColumn("quotation", _("Quotation")),
    ]
    return Table(_("What was settled, and how"), columns, rows, name="Settled", notes=_counted(found))


def _counted(found: Sequence[Settlement]) -> list[str]:
    """Return how often each decision was made; no figure of agreement follows from it."""
    if not found:
        return []
    by_decision: dict[str, int] = {}
    for one in found:
        by_decision[one.decision] = by_decision.get(one.decision, 0) + 1
    said = "; ".join(f"{decision} {n}" for decision, n in sorted(by_decision.items()))
    return [said, _("Agreement is the first figure, from before anything was settled; there is none after.")]


def progress(settling: Settling) -> Table:
    """Return how far the coders have come, a row a transcript."""
    rows: list[list[Value]] = [
        [
            one.name,
            [coder.name for coder in one.coders],
            len(one.agreed),
            len(one.passages),
            one.settled,
            one.later,
            one.complete,
        ]
        for one in settling.transcripts
    ]
    columns = [
        TableColumn("transcript", _("Transcript")),
        TableColumn("coders", _("Coders")),
        TableColumn("agreed", _("Agreed"), ValueKind.INTEGER),
        TableColumn("contested", _("Contested"), ValueKind.INTEGER),
        TableColumn("settled", _("Settled"), ValueKind.INTEGER),
        TableColumn("later", _("For later"), ValueKind.INTEGER),
        TableColumn("complete", _("Consensus complete"), ValueKind.BOOLEAN),
    ]
    whole = sum(one.complete for one in settling.transcripts)
    said = plural(
        whole, "The consensus of one transcript is complete.", "The consensus of {n} transcripts is complete."
    )
    return Table(_("Settled so far"), columns, rows, name="Settling", notes=[said, *late(settling)])


def late(settling: Settling) -> list[str]:
    """Return what must be said beside any list: codings that were changed afterwards and do not count."""
    return [notice.message for notice in settling.notices]


def with_ids(found: Sequence[Disagreement], settling: Settling) -> Table:
    """Return disagreements, a row a stretch, with the id that settles each and what was decided."""
    by_code: dict[tuple[str, str], list[ContestedPassage]] = {}
    for one in settling.passages:
        by_code.setdefault((one.transcript, one.key), []).append(one)
    laid = stretches(found)
    rows: list[list[Value]] = []
    for stretch, row in zip(found, laid.rows, strict=True):
        near = by_code.get((stretch.transcript, stretch.code), [])
        meant = next((one for one in near if one.start <= stretch.start < one.end), None)
        decided = meant.settlement if meant else None
        rows.append([meant.id if meant else None, *row[:-1], str(decided.decision) if decided else None, row[-1]])
    columns = [
        TableColumn("id", _("Id")),
        *laid.columns[:-1],
        TableColumn("decision", _("Decision")),
        laid.columns[-1],
    ]
    return replace(laid, columns=columns, rows=rows)
