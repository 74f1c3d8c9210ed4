"""Saturation: how many codes are new in each interview, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from workbench.analysis.code_tables.few_people import few, told
from workbench.analysis.code_tables.figures import Figures
from workbench.analysis.code_tables.layers import CountedTranscript, Rows, counted_transcripts, rows_of
from workbench.analysis.code_tables.recipes import TableRecipe
from workbench.analysis.matrices.records import CodingRow, Interview, Row, Study
from workbench.analysis.tables import Table, TableColumn, Value, ValueKind
from workbench.core.cases import AttributeType, sort_key
from workbench.core.errors import NotFoundError
from workbench.core.language import _, plural

CODING_ORDER = "coding"
"""The order in which the interviews were first coded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaturationRecipe(TableRecipe):
    """How new codes were counted; ``order`` is ``coding``, ``transcript`` (by name) or an attribute."""

    NOUN: ClassVar[str] = "saturation"

    order: str = CODING_ORDER

    def own_lines(self) -> list[tuple[str, str]]:
        """Return in which order the interviews stand."""
        return [(_("Order"), self.order_in_words), (_("New"), _("codes that no interview before it has"))]

    @property
    def order_in_words(self) -> str:
        """The order as a title says it."""
        if self.order == CODING_ORDER:
            return _("as they were first coded by those whose work is counted")
        if self.order == "transcript":
            return _("by name")
        return _("by {attribute}, then by name").format(attribute=self.order)


@dataclass(frozen=True, slots=True)
class Step:
    """One interview: the ``place`` it has in the order, from 1, and the rows that it has and that are ``new`` there.

    ``value`` is what it was ordered by. ``done`` says whether the work that is counted in it is.
    """

    place: int
    interview: Interview
    value: str
    codings: int
    held: Sequence[Row]
    new: Sequence[Row]
    done: bool


@dataclass(frozen=True, slots=True)
class Saturation:
    """The interviews that are coded, in order; ``unused`` are the codes that none has.

    ``beforehand`` is how many of the codes were in the codebook's first revision, ``tied`` how many interviews share
    their place in the order with another, ``left_out`` how many have no coding.
    """

    recipe: SaturationRecipe
    steps: Sequence[Step]
    rows: Sequence[Row]
    unused: Sequence[Row]
    beforehand: int
    tied: int
    left_out: int


def saturation(
    study: Study,
    recipe: SaturationRecipe,
    codings: Iterable[CodingRow],
    first_coded: Mapping[str, Mapping[str, int]],
) -> Saturation:
    """Go through the coded interviews in order and count the codes that are new in each.

    Args:
        study: the interviews that the recipe's filter left.
        recipe: in which order, and whose work.
        codings: of the newest revisions.
        first_coded: by transcript and coder (UUIDs), when the coder's first coding was made, in any unit of time.

    Raises:
        NotFoundError: the recipe names a code, a coder or an attribute that is not there.
        RefusedError: nothing is coded in what is to be counted.
    """
    if recipe.order not in {CODING_ORDER, "transcript", *study.attributes}:
        raise NotFoundError.named("order", recipe.order, [CODING_ORDER, "transcript", *study.attributes])
    rows = rows_of(study, recipe)
    counted = counted_transcripts(study, recipe, codings)
    coded = [one for one in counted if _held(one, rows)]
    keys = {one.interview.uuid: _key(one, recipe, study, first_coded) for one in coded}
    ordered = sorted(coded, key=lambda one: (*keys[one.interview.uuid], one.interview.name.casefold()))
    seen: set[int] = set()
    steps: list[Step] = []
    for place, one in enumerate(ordered, 1):
        held = _held(one, rows)
        new = [at for at in sorted(held) if at not in seen]
        seen.update(held)
        steps.append(
            Step(
                place,
                one.interview,
                one.interview.attributes.get(recipe.order, ""),
                sum(len(spans) for layer in one.layers for code, spans in layer.items() if rows.counts_in[code]),
                [rows.rows[at] for at in sorted(held)],
                [rows.rows[at] for at in new],
                one.under is not None,
            )
        )
    unused = [row for at, row in enumerate(rows.rows) if at not in seen and not study.tree.by_uuid[row.code].retired]
    shown = [row for at, row in enumerate(rows.rows) if at in seen or row in unused]
    together = [keys[one.interview.uuid] for one in ordered]
    return Saturation(
        recipe,
        steps,
        shown,
        unused,
        sum(study.held_since.get(row.code, 1) <= 1 for row in shown),
        sum(together.count(key) > 1 for key in together) if recipe.order == CODING_ORDER else 0,
        len(counted) - len(coded),
    )


def _held(one: CountedTranscript, rows: Rows) -> set[int]:
    return {row for layer in one.layers for code in layer for row in rows.counts_in[code]}


def _key(
    one: CountedTranscript, recipe: SaturationRecipe, study: Study, first_coded: Mapping[str, Mapping[str, int]]
) -> tuple[int | float | str, ...]:
    interview = one.interview
    if recipe.order == CODING_ORDER:
        times = first_coded.get(interview.uuid, {})
        return (min(times[coder] for coder in one.coders if coder in times),)
    if recipe.order == "transcript" and recipe.order not in study.attributes:
        return ()
    return sort_key(interview.attributes.get(recipe.order, ""), study.attributes.get(recipe.order, AttributeType.TEXT))


def figures(found: Saturation, language: str = "en") -> Figures:
    """Lay saturation out: a row an interview, a row a code with its first interview, and JSON."""
    return Figures(_wide(found, language), _first_uses(found, language), _document(found, language))


def _notes(found: Saturation) -> list[str]:
    notes = [
        _(
            "{beforehand} of {codes} codes were in the codebook from the beginning. Where codes are fixed beforehand, "
            "that no new ones turn up says little about whether enough has been heard."
        ).format(beforehand=found.beforehand, codes=len(found.rows))
    ]
    if found.unused:
        n = len(found.unused)
        said = plural(n, "One code is in no interview: {names}.", "{n} codes are in no interview: {names}.")
        notes.append(said.format(names=", ".join(row.key for row in found.unused)))
    undone = sum(not step.done for step in found.steps)
    if undone:
        notes.append(plural(undone, "One interview is not done.", "{n} interviews are not done."))
    if found.left_out:
        notes.append(
            plural(
                found.left_out,
                "One interview without a coding is left out.",
                "{n} interviews without a coding are left out.",
            )
        )
    limit = found.recipe.min_cell
    notes += told([few([step.interview], limit) for step in found.steps], limit, rows=True)
    if found.tied:
        notes.append(
            _(
                "{n} interviews were first coded in the same moment, as when codings are imported: they stand by name."
            ).format(n=found.tied)
        )
    return notes


def _title(found: Saturation) -> str:
    return _("New codes in each interview, {order}").format(order=found.recipe.order_in_words)


def _wide(found: Saturation, language: str) -> Table:
    by = found.recipe.order
    ordered = [TableColumn(by, by)] if by not in {CODING_ORDER, "transcript"} else []
    columns = [
        TableColumn("place", _("No."), ValueKind.INTEGER),
        TableColumn("transcript", _("Interview")),
        *ordered,
        TableColumn("codings", _("Codings"), ValueKind.INTEGER),
        TableColumn("codes", _("Codes"), ValueKind.INTEGER),
        TableColumn("new", _("New codes"), ValueKind.INTEGER),
        TableColumn("cumulative", _("Codes so far"), ValueKind.INTEGER),
        TableColumn("new_codes", _("Which")),
    ]
    rows: list[list[Value]] = []
    total = 0
    for step in found.steps:
        total += len(step.new)
        value: list[Value] = [step.value] if ordered else []
        rows.append(
            [
                step.place,
                step.interview.name,
                *value,
                step.codings,
                len(step.held),
                len(step.new),
                total,
                [row.label(language) for row in step.new],
            ]
        )
    return Table(
        _title(found),
        columns,
        rows,
        name="Saturation",
        notes=_notes(found),
        facts=found.recipe.lines(),
        about={"recipe": found.recipe.as_json()},
    )


def _firsts(found: Saturation) -> dict[str, Step]:
    return {row.code: step for step in found.steps for row in step.new}


def _first_uses(found: Saturation, language: str) -> Table:
    firsts = _firsts(found)
    interviews = {row.code: sum(row in step.held for step in found.steps) for row in found.rows}
    columns = [
        TableColumn("code"),
        TableColumn("name"),
        TableColumn("first_place", kind=ValueKind.INTEGER),
        TableColumn("first_transcript"),
        TableColumn("interviews", kind=ValueKind.INTEGER),
    ]
    rows: list[list[Value]] = []
    for row in found.rows:
        first = firsts.get(row.code)
        at: list[Value] = [first.place, first.interview.name] if first else [None, None]
        rows.append([row.key, row.label(language), *at, interviews[row.code]])
    return Table(
        _("Where each code was used first"),
        columns,
        rows,
        name="First uses",
        notes=_notes(found),
        facts=found.recipe.lines(),
        about={"recipe": found.recipe.as_json()},
    )


def _document(found: Saturation, language: str) -> dict[str, object]:
    interviews: list[dict[str, object]] = []
    total = 0
    for step in found.steps:
        total += len(step.new)
        interviews.append(
            {
                "place": step.place,
                "transcript": step.interview.name,
                "value": step.value or None,
                "codings": step.codings,
                "codes": len(step.held),
                "new": len(step.new),
                "cumulative": total,
                "new_codes": [row.key for row in step.new],
                "done": step.done,
            }
        )
    firsts = _firsts(found)
    return {
        "title": _title(found),
        "recipe": found.recipe.as_json(),
        "interviews": interviews,
        "codes": [
            {
                "code": row.key,
                "name": row.label(language),
                "first": firsts[row.code].interview.name if row.code in firsts else None,
                "place": firsts[row.code].place if row.code in firsts else None,
            }
            for row in found.rows
        ],
        "notices": _notes(found),
    }
