"""Progress: how far every coder is, by municipality and year or any attributes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from workbench.analysis.code_tables.figures import Figures
from workbench.analysis.tables import Marked, Table, TableColumn, Value, ValueKind
from workbench.core.cases import AttributeType, sort_key
from workbench.core.coders import Coder, Progress
from workbench.core.errors import NotFoundError
from workbench.core.language import _
from workbench.core.transcripts import Summary


@dataclass(slots=True)
class Share:
    """How far one coder is with a group of interviews; ``given`` are those that they were given or have begun.

    ``judged`` of ``sentences``, over the given ones.
    """

    coder: Coder
    values: tuple[str, ...]
    interviews: int = 0
    counts: dict[Progress, int] = field(default_factory=lambda: dict.fromkeys(Progress, 0))
    judged: int = 0
    sentences: int = 0

    @property
    def given(self) -> int:
        """How many interviews the coder was given or has begun."""
        return sum(self.counts.values())

    @property
    def done(self) -> float | None:
        """The share, 0 to 1, of the given interviews that are done; None without any."""
        return self.counts[Progress.DONE] / self.given if self.given else None

    @property
    def reviewed(self) -> float | None:
        """The share, 0 to 1, of the given interviews' sentences that are judged; None without any."""
        return self.judged / self.sentences if self.sentences else None


@dataclass(frozen=True, slots=True)
class ProgressTable:
    """Every coder's progress: ``shares`` by group, coder by coder in typed order, and ``totals`` by coder."""

    by: tuple[str, ...]
    where: str
    shares: Sequence[Share]
    totals: Sequence[Share]
    unseen: Sequence[Coder] = ()


def progress(
    summaries: Sequence[Summary],
    coders: Sequence[Coder],
    attributes: Mapping[str, AttributeType],
    *,
    by: Sequence[str] = (),
    where: str = "",
) -> ProgressTable:
    """Reckon how far every coder is.

    Args:
        summaries: the transcripts that the filter left, with what may be seen of everybody's progress.
        coders: of the project, in order; those who have been given nothing are left out, as ``unseen``.
        attributes: their types by name.
        by: attributes, or ``case``, that the interviews are grouped by.
        where: the filter, to be stated.

    Raises:
        NotFoundError: there is no such attribute.
    """
    for name in by:
        if name not in attributes and name != "case":
            raise NotFoundError.named("attribute", name, [*attributes, "case"])
    shares: dict[tuple[str, tuple[str, ...]], Share] = {}
    totals = {coder.uuid: Share(coder, ()) for coder in coders}
    for summary in summaries:
        values = tuple(summary.case if name not in attributes else summary.attributes.get(name, "") for name in by)
        for coder in coders:
            share = shares.setdefault((coder.uuid, values), Share(coder, values))
            for one in (share, totals[coder.uuid]):
                _add(one, summary)
    begun = {uuid for uuid, total in totals.items() if total.given}
    types = [attributes.get(name, AttributeType.TEXT) for name in by]
    place = {coder.uuid: at for at, coder in enumerate(coders)}
    ordered = sorted(
        (share for share in shares.values() if share.coder.uuid in begun),
        key=lambda s: (place[s.coder.uuid], [sort_key(v, t) for v, t in zip(s.values, types, strict=True)]),
    )
    return ProgressTable(
        tuple(by),
        where,
        ordered if by else [],
        [totals[coder.uuid] for coder in coders if coder.uuid in begun],
        [coder for coder in coders if coder.uuid not in begun],
    )


def _add(share: Share, summary: Summary) -> None:
    coder = share.coder.uuid
    share.interviews += 1
    judged = summary.reviewed.get(coder, 0)
    stands = summary.progress.get(coder)
    if stands is None and not judged:
        return
    stands = stands or Progress.CODING
    share.counts[stands] += 1
    share.sentences += summary.sentences
    share.judged += judged


def figures(found: ProgressTable) -> Figures:
    """Lay progress out: coder by coder with totals, a row a group, and JSON."""
    return Figures(_wide(found), _tidy(found), _document(found))


def _columns(found: ProgressTable) -> list[TableColumn]:
    return [
        TableColumn("coder", _("Coder")),
        *(TableColumn(name, name) for name in found.by),
        TableColumn("interviews", _("Interviews"), ValueKind.INTEGER),
        TableColumn("given", _("Given"), ValueKind.INTEGER),
        TableColumn("not_started", _("Not started"), ValueKind.INTEGER),
        TableColumn("coding", _("Coding"), ValueKind.INTEGER),
        TableColumn("done", _("Done"), ValueKind.INTEGER),
        TableColumn("done_share", _("Done, %"), ValueKind.NUMBER, decimals=0),
        TableColumn("reviewed", _("Reviewed, %"), ValueKind.NUMBER, decimals=0),
    ]


def _row(share: Share, name: Value, values: Sequence[Value]) -> list[Value]:
    return [
        name,
        *values,
        share.interviews,
        share.given,
        share.counts[Progress.NOT_STARTED],
        share.counts[Progress.CODING],
        share.counts[Progress.DONE],
        *(None if part is None else 100 * part for part in (share.done, share.reviewed)),
    ]


def _title(found: ProgressTable) -> str:
    by = ", ".join(found.by)
    return _("Progress by coder and {by}").format(by=by) if by else _("Progress by coder")


def _notes(found: ProgressTable) -> list[str]:
    notes = [_("Given: interviews that a coder was given or has begun; reviewed: the share of their sentences judged.")]
    if found.unseen:
        names = ", ".join(coder.name for coder in found.unseen)
        notes.append(_("Nothing to be seen of: {names}.").format(names=names))
    return notes


def _facts(found: ProgressTable) -> list[tuple[str, str]]:
    return [(_("Filter"), found.where or _("none"))]


def _wide(found: ProgressTable) -> Table:
    totals = {total.coder.uuid: total for total in found.totals}
    rows: list[list[Value]] = []
    for coder, shares in groupby(found.shares, key=lambda share: share.coder):
        blanks: list[Value] = [""] * len(found.by)
        rows.append(_row(totals[coder.uuid], coder.name, blanks))
        rows += [_row(s, Marked(coder.name, indent=1), [value or _("(missing)") for value in s.values]) for s in shares]
    if not found.by:
        rows = [_row(total, total.coder.name, ()) for total in found.totals]
    return Table(_title(found), _columns(found), rows, name="Progress", notes=_notes(found), facts=_facts(found))


def _tidy(found: ProgressTable) -> Table:
    shares = found.shares if found.by else found.totals
    rows = [_row(share, share.coder.name, share.values) for share in shares]
    return Table(_title(found), _columns(found), rows, name="Rows", notes=_notes(found), facts=_facts(found))


def _document(found: ProgressTable) -> dict[str, object]:
    def said(share: Share) -> dict[str, object]:
        return {
            "coder": share.coder.name,
            **(
                {name: value or None for name, value in zip(found.by, share.values, strict=True)}
                if share.values
                else {}
            ),
            "interviews": share.interviews,
            "given": share.given,
            "not_started": share.counts[Progress.NOT_STARTED],
            "coding": share.counts[Progress.CODING],
            "done": share.counts[Progress.DONE],
            "done_share": share.done,
            "reviewed": share.reviewed,
        }

    return {
        "title": _title(found),
        "recipe": {"by": list(found.by), "where": found.where},
        "rows": [said(share) for share in found.shares],
        "coders": [said(total) for total in found.totals],
        "notices": _notes(found),
    }
