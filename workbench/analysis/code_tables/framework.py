"""Framework matrix: a row a case, a column a theme, and in each cell what is said about the theme in the case.

After Ritchie and Spencer (1994): the cells hold quotations, or a summary of them that somebody has written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from workbench.analysis.code_tables.few_people import few
from workbench.analysis.code_tables.layers import CountedTranscript, Known, Rows, counted_transcripts, rows_of
from workbench.analysis.code_tables.recipes import TableRecipe
from workbench.analysis.matrices.records import Interview, Reason, Row, Study
from workbench.core.cases import AttributeType, sort_key
from workbench.core.codings import ListedCoding
from workbench.core.errors import NotFoundError
from workbench.core.graphemes import previous_boundary
from workbench.core.language import _

OWN_VARIABLES = ("case", "transcript")
"""What rows may be without being an attribute."""


class FrameColumns(StrEnum):
    """What the columns are."""

    THEME = "theme"
    CODE = "code"


class Fill(StrEnum):
    """What stands in a cell: what was said, or what coders wrote about it."""

    QUOTATIONS = "quotations"
    MEMOS = "memos"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkRecipe(TableRecipe):
    """How a framework matrix was made.

    ``rows`` is ``case``, ``transcript`` or an attribute. A cell shows ``most`` quotations, each of ``length`` code
    points at most, 0 for no limit; all are counted. Themes always count with their whole branch.
    """

    NOUN: ClassVar[str] = "framework"

    rows: str = "case"
    columns: FrameColumns = FrameColumns.THEME
    fill: Fill = Fill.QUOTATIONS
    most: int = 3
    length: int = 160

    def own_lines(self) -> list[tuple[str, str]]:
        """Return what the rows, the columns and the cells are."""
        shown = _("all") if not self.most else _("at most {n}").format(n=self.most)
        cut = _("whole") if not self.length else _("shortened to {n} characters").format(n=self.length)
        cells = _("{shown} quotations a cell, {cut}; the number in brackets is of all").format(shown=shown, cut=cut)
        memos = _("summaries (memos on the case that begin “code:”), and memos on the codings")
        return [
            (_("Rows"), self.rows),
            (_("Columns"), _(str(self.columns))),
            (_("Cells"), cells if self.fill is Fill.QUOTATIONS else memos),
            (_("Repeated"), _("a passage that has two codes of a theme, or two coders, stands once")),
        ]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage in a cell: where it stands (``turn`` from 1, 0 for none), whose it is, its words and its memos.

    ``codes`` and ``coders`` are keys and names, several where the same passage has them.
    """

    transcript: str
    turn: int
    start: int
    end: int
    words: str
    codes: tuple[str, ...]
    coders: tuple[str, ...]
    memos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrameCell:
    """What is said in a row about a column; ``reason`` says why nothing found is no answer yet."""

    quotations: Sequence[Quoted] = ()
    summaries: Sequence[str] = ()
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A framework matrix: ``cells[i][j]`` belongs to ``rows[i]`` (a value, "" where missing) and ``columns[j]``.

    ``small`` says of each row whether fewer people than the recipe's limit speak in it.
    """

    recipe: FrameworkRecipe
    rows: Sequence[str]
    columns: Sequence[Row]
    cells: Sequence[Sequence[FrameCell]]
    small: Sequence[bool] = ()


@dataclass(slots=True)
class _Gathered:
    """What one cell has so far, by the passage's place."""

    listed: dict[tuple[str, int, int], list[ListedCoding]] = field(default_factory=dict)


def framework(
    study: Study,
    recipe: FrameworkRecipe,
    listed: Sequence[ListedCoding],
    notes: Mapping[str, Sequence[str]],
    summaries: Mapping[tuple[str, str], Sequence[str]],
) -> Frame:
    """Put passages, or what was written about them, into cells.

    Args:
        study: the interviews that the recipe's filter left.
        recipe: what rows, columns and cells are, and whose work.
        listed: the codings of the newest revisions, in the order in which cells are to show them.
        notes: the memos on codings, by the coding's UUID.
        summaries: the summaries by the case's name and the code's UUID; they stand where the rows are cases.

    Raises:
        NotFoundError: the recipe names a code, a coder or an attribute that is not there.
        RefusedError: nothing is coded in what is to be counted.
    """
    if recipe.rows not in study.attributes and recipe.rows not in OWN_VARIABLES:
        raise NotFoundError.named("attribute", recipe.rows, [*study.attributes, *OWN_VARIABLES])
    columns = _columns(study, recipe)
    places = ((c.coding.transcript, c.coding.code, c.coding.start, c.coding.end, c.coding.coder) for c in listed)
    counted = {one.interview.uuid: one for one in counted_transcripts(study, recipe, places)}
    groups = _groups(study, recipe)
    row_of = {interview.uuid: at for at, members in enumerate(groups.values()) for interview in members}
    cells = [[_Gathered() for _row in columns.rows] for _group in groups]
    for one in listed:
        coding = one.coding
        transcript = counted.get(coding.transcript)
        if transcript is None or coding.coder not in transcript.coders:
            continue
        for column in columns.counts_in[coding.code]:
            cell = cells[row_of[coding.transcript]][column]
            cell.listed.setdefault((coding.transcript, coding.start, coding.end), []).append(one)
    names = _Names(
        {interview.uuid: interview.name for interview in study.interviews},
        {code.uuid: code.key for code in study.tree.order},
        {coder.uuid: coder.name for coder in study.coders},
    )
    return Frame(
        recipe,
        list(groups),
        columns.rows,
        [
            [
                _cell(gathered, names, notes, told, _why([counted[i.uuid] for i in members], recipe, held))
                for gathered, row, held in zip(line, columns.rows, columns.held, strict=True)
                for told in (summaries.get((value, row.code), ()) if recipe.rows == "case" else (),)
            ]
            for (value, members), line in zip(groups.items(), cells, strict=True)
        ],
        [few(members, recipe.min_cell) for members in groups.values()],
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """Names by UUID: transcripts', codes' keys, coders'."""

    transcripts: Mapping[str, str]
    codes: Mapping[str, str]
    coders: Mapping[str, str]


def _columns(study: Study, recipe: FrameworkRecipe) -> Rows:
    """Return the codes named, or all themes, or all codes that are not retired."""
    found = rows_of(study, recipe)
    if recipe.codes:
        return found
    by_uuid = study.tree.by_uuid
    themes = recipe.columns is FrameColumns.THEME
    kept = [at for at, row in enumerate(found.rows) if not by_uuid[row.code].retired and (row.depth == 0 or not themes)]
    place = {at: new for new, at in enumerate(kept)}
    within = {code: [place[at] for at in rows if at in place] for code, rows in found.counts_in.items()}
    return Rows([found.rows[at] for at in kept], within, [found.held[at] for at in kept])


def _groups(study: Study, recipe: FrameworkRecipe) -> dict[str, list[Interview]]:
    """Part the interviews into rows, in typed order, those without a value last."""
    groups: dict[str, list[Interview]] = {}
    for interview in study.interviews:
        own = {"case": interview.case or "", "transcript": interview.name}
        attribute = recipe.rows in study.attributes
        value = interview.attributes.get(recipe.rows, "") if attribute else own[recipe.rows]
        groups.setdefault(value, []).append(interview)
    type_ = study.attributes.get(recipe.rows, AttributeType.TEXT)
    return dict(sorted(groups.items(), key=lambda pair: sort_key(pair[0], type_)))


def _why(transcripts: Sequence[CountedTranscript], recipe: FrameworkRecipe, held: int) -> Reason | None:
    return Known.of(transcripts, recipe).reason(held)


def _cell(
    gathered: _Gathered, names: _Names, notes: Mapping[str, Sequence[str]], told: Sequence[str], why: Reason | None
) -> FrameCell:
    quoted = [
        Quoted(
            names.transcripts[transcript],
            same[0].turn + 1,
            start,
            end,
            same[0].quotation,
            _once(names.codes[one.coding.code] for one in same),
            _once(names.coders[one.coding.coder] for one in same),
            _once(memo for one in same for memo in notes.get(one.coding.uuid, ())),
        )
        for (transcript, start, end), same in gathered.listed.items()
    ]
    return FrameCell(quoted, told, None if quoted else why)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def shortened(text: str, most: int) -> str:
    """Return a text on one line, cut between words to ``most`` code points with … after them; 0 cuts nothing."""
    line = " ".join(text.split())
    if not most or len(line) <= most:
        return line
    head, space, _rest = line[:most].rpartition(" ")
    return (head if space else line[: previous_boundary(line, most)]).rstrip() + "…"
