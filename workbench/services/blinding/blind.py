"""Blind double coding: who sees nothing of whom, and which interviews the second coder is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from workbench.analysis import conditions
from workbench.analysis.sampling import stratified
from workbench.analysis.tables import Table, TableColumn, Value
from workbench.core.cases import AttributeType, sort_key
from workbench.core.coders import CoderKind, Progress, Rights, Status
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.events import Change, added, changed
from workbench.core.language import _
from workbench.core.project import Project
from workbench.core.transcripts import Summary
from workbench.services.project import OpenProject, acting, change_settings, now
from workbench.services.row_imports import bring_in, named_coders
from workbench.services.transcripts import summaries
from workbench.store import coders, events, records
from workbench.store.cases import types_of_attributes
from workbench.store.database import Transaction

USUAL = ("municipality", "year")
"""By which attributes a sample is spread where nothing else is said, as far as the project has them."""


def is_blind(project: OpenProject) -> bool:
    """Whether coders see nothing of each other before they are done."""
    return bool(project.project.settings.get("blind", False))


def set_blind(project: OpenProject, blind: bool) -> None:
    """Begin or end blind coding.

    Raises:
        RefusedError: the coder at work is not the project's lead.
    """
    _refuse_others(project, _("begins and ends blind coding"))
    if is_blind(project) != blind:
        change_settings(project, blind=blind)


def _refuse_others(project: OpenProject, does: str) -> None:
    if project.actor.rights is not Rights.LEAD:
        raise RefusedError(
            _("Only the project's lead {does}.").format(does=does), hint=_("Work as the lead: --coder NAME.")
        )


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn: of ``of`` interviews those in ``drawn``, ``given`` of which the coder did not have yet.

    ``by`` names the attributes that the sample is spread over.
    """

    coder: str
    share: float
    seed: int
    by: tuple[str, ...]
    drawn: tuple[Summary, ...]
    of: int
    given: int


def draw(
    project: OpenProject,
    coder: str,
    share: float,
    seed: int,
    *,
    by: Sequence[str] | None = None,
    where: str = "",
    dry_run: bool = False,
) -> Sample:
    """Draw a stratified sample of the interviews and give it to a coder; all of it is one act.

    The same seed over the same interviews draws the same. Interviews that the coder has already stay as they are.

    Args:
        project: whose lead draws.
        coder: a name; a new one joins the project. A later round of the same person is ``anna/2``.
        share: over 0, at most 1.
        seed: of the generator; it is kept with the sample.
        by: attributes whose values, crossed, are the strata; else municipality and year.
        where: a filter on the interviews to draw from.
        dry_run: draw, and give nothing.

    Raises:
        RefusedError: the share is none, there is nothing to draw from, the coder is the consensus, or the one at work
            is not the lead.
        NotFoundError: an attribute is not there.
    """
    _refuse_others(project, _("draws a sample"))
    if not 0 < share <= 1:
        raise RefusedError(
            _("A share of {share} cannot be drawn.").format(share=share), hint=_("Say one over 0 and up to 1: 0.3")
        )
    with project.database.reading() as connection:
        types = types_of_attributes(connection) | {"case": AttributeType.TEXT}
    strata = tuple(name for name in USUAL if name in types) if by is None else tuple(by)
    for name in strata:
        if name not in types:
            raise NotFoundError.named(_("attribute"), name, types)
    wanted = conditions.parse(where, types)
    found = [one for one in summaries(project) if conditions.all_hold(wanted, _facts(one), types)]
    if not found:
        raise RefusedError(
            _("There is no interview to draw from."), hint=_("workbench transcripts shows what there is.")
        )

    lines: dict[tuple[tuple[int, float, str], ...], list[Summary]] = {}
    for one in sorted(found, key=lambda one: one.transcript.name):
        lines.setdefault(tuple(sort_key(_facts(one).get(name, ""), types[name]) for name in strata), []).append(one)
    lines = {stratum: lines[stratum] for stratum in sorted(lines)}
    keys = {stratum: [one.transcript.uuid for one in line] for stratum, line in lines.items()}
    chosen = set(stratified(keys, share, seed))
    drawn = tuple(one for line in lines.values() for one in line if one.transcript.uuid in chosen)
    sample = Sample(coder, share, seed, strata, drawn, len(found), 0)
    return sample if dry_run else _give(project, sample)


def _facts(one: Summary) -> dict[str, str]:
    return {"case": one.case, "transcript": one.transcript.name, **one.attributes}


def _give(project: OpenProject, sample: Sample) -> Sample:
    with acting(project) as (connection, lead):
        named, newcomers = named_coders(records.all_of(connection, "coder"), [sample.coder], lead)
        coder = named[sample.coder]
        if coder.kind is CoderKind.CONSENSUS:
            raise RefusedError(_("The consensus codes nothing by itself."), hint=_("Name a person."))
        bring_in(connection, newcomers)
        fresh = [one for one in sample.drawn if coders.status(connection, one.transcript.uuid, coder.uuid) is None]
        changes: list[Change] = [
            added(Status(str(uuid4()), one.transcript.uuid, coder.uuid, Progress.NOT_STARTED, None, now()))
            for one in fresh
        ]
        changes.append(_noted(connection, replace(sample, coder=coder.uuid)))
        events.record(
            connection,
            changes,
            actor=lead.uuid,
            action="sample.draw",
            at=now(),
            summary=f"{len(sample.drawn)} of {sample.of} interviews drawn for {coder.name}, seed {sample.seed}",
        )
    with project.database.reading() as connection:
        project.project = records.all_of(connection, "project")[0]
    return replace(sample, given=len(fresh))


def _noted(connection: Transaction, sample: Sample) -> Change:
    """Keep with the project how a sample was drawn, for the paragraph on methods."""
    before: Project = records.all_of(connection, "project")[0]
    note = {
        "coder": sample.coder,
        "share": sample.share,
        "seed": sample.seed,
        "by": list(sample.by),
        "drawn": len(sample.drawn),
        "of": sample.of,
        "at": now(),
    }
    kept = [*before.settings.get("samples", []), note]
    return changed(before, replace(before, settings={**before.settings, "samples": kept}))


def table(sample: Sample) -> Table:
    """Return the interviews that were drawn, with what they were spread by."""
    rows: list[tuple[Value, ...]] = [
        (one.transcript.uuid, one.transcript.name, *(_facts(one).get(name, "") for name in sample.by), one.words)
        for one in sample.drawn
    ]
    columns = [
        TableColumn("id", aside=True),
        TableColumn("name", "Transcript"),
        *(TableColumn(name, name.capitalize()) for name in sample.by),
        TableColumn("words", "Words"),
    ]
    return Table(_("sample"), columns, rows)
