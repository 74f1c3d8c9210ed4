"""The figures: the themes by municipality and year, and how they develop over the years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.analysis.matrices import Matrix, Measure, Recipe, RowKind, wide
from workbench.analysis.tables import Table
from workbench.core.errors import RefusedError
from workbench.core.language import _, mark, spoken
from workbench.exchange.pictures.development import development
from workbench.exchange.reports.document import Block, Figures, Paragraph, Part, Picture, Tone
from workbench.services.matrices import matrices
from workbench.services.project import OpenProject
from workbench.services.reports.material import Material
from workbench.services.reports.wanted import Wanted, listed

CAPTIONS = {
    Measure.CODINGS: mark("Codings of each theme {by}"),
    Measure.TRANSCRIPTS: mark("Interviews in which each theme is talked about {by}"),
    Measure.CASES: mark("Cases in which each theme is talked about {by}"),
    Measure.TURNS: mark("Turns in which each theme is talked about {by}"),
    Measure.SENTENCES: mark("Sentences in which each theme is talked about {by}"),
    Measure.WORDS: mark("Words coded with each theme {by}"),
    Measure.CHARACTERS: mark("Characters coded with each theme {by}"),
    Measure.SHARE: mark("Share of the informants’ words, in per cent, coded with each theme {by}"),
    Measure.PER_1000: mark("Codings of each theme per 1,000 words of the informants {by}"),
    Measure.MEAN: mark("Codings of each theme per interview {by}"),
}
"""What stands over a table, by what it counts."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The matrices of a report in the order of its tables; none where there is nothing to count.

    ``over_time`` is the one of the picture: shares by municipality and year.
    """

    by_place: Sequence[Matrix] = ()
    by_year: Matrix | None = None
    over_time: Matrix | None = None

    @property
    def every(self) -> list[Matrix]:
        """All of them."""
        return [*self.by_place, *([self.by_year] if self.by_year else [])]


def counts(project: OpenProject, material: Material, wanted: Wanted) -> Counts:
    """Count what the report's tables show."""
    if not material.coded:
        return Counts()
    placed = [_counted(project, material.columns, measure) for measure in wanted.measures]
    if not material.year:
        return Counts(placed)
    year = _counted(project, (material.year,), Measure.SHARE)
    shares = next((matrix for matrix in placed if matrix.recipe.measure is Measure.SHARE), None)
    if material.year not in material.columns:
        shares = year
    return Counts(placed, year, shares or _counted(project, material.columns, Measure.SHARE))


def _counted(project: OpenProject, columns: tuple[str, ...], measure: Measure) -> Matrix:
    return matrices.matrix(project, Recipe(rows=RowKind.THEME, columns=columns, measure=measure, min_cell=-1))


def themes_part(material: Material, counts: Counts) -> Part:
    """Return the chapter with the themes by municipality and year."""
    by = _by(material.columns)
    blocks: list[Block] = list(_nothing(material))
    for matrix in counts.by_place:
        blocks.append(Figures(caption(matrix), table_of(matrix)))
    blocks += _left_out(counts.by_place)
    return Part(_("The themes {by}").format(by=by).strip(), blocks, across=len(material.columns) > 0 and material.coded)


def development_part(material: Material, counts: Counts) -> Part:
    """Return the chapter on how the themes develop over the years."""
    title = _("Development over the years")
    if not material.coded:
        return Part(title, list(_nothing(material)))
    if counts.by_year is None:
        says = _("The project knows no year of its interviews: workbench attributes set TRANSCRIPT year=2011.")
        return Part(title, [Paragraph(says, Tone.MISSING)])
    matrix = counts.by_year
    return Part(title, [Figures(caption(matrix), table_of(matrix)), *_picture(counts)], across=True)


def _picture(counts: Counts) -> Iterator[Block]:
    if counts.over_time is None:
        return
    matrix = without_empty_rows(counts.over_time)
    if not matrix.rows:
        return
    try:
        svg = development(matrix, spoken(), captioned=True)
    except RefusedError as refused:
        yield Paragraph(_("There is no picture of the development: {why}").format(why=refused.message), Tone.MISSING)
        return
    title = _("{counted}: development over the years").format(counted=caption(matrix))
    yield Picture(title, _("A small picture for each theme; the figures are those of the tables."), svg)


def _nothing(material: Material) -> Iterator[Block]:
    if not material.summaries:
        yield Paragraph(_("There is nothing to count: the project has no transcripts yet."), Tone.MISSING)
    elif not material.coded and material.hides:
        says = _("There is nothing to count that the one who made the report may see: the project is coded blind.")
        yield Paragraph(says, Tone.MISSING)
    elif not material.coded:
        yield Paragraph(_("There is nothing to count: nothing is coded yet."), Tone.MISSING)


def caption(matrix: Matrix) -> str:
    """Return what stands over a matrix's table."""
    return _(CAPTIONS[matrix.recipe.measure]).format(by=_by(matrix.recipe.columns)).strip()


def _by(columns: Sequence[str]) -> str:
    known = {"municipality": _("municipality"), "kommune": _("municipality"), "year": _("year"), "år": _("year")}
    names = [known.get(name, name) for name in columns]
    return _("by {names}").format(names=listed(names)) if names else ""


def table_of(matrix: Matrix) -> Table:
    """Return a matrix as the report's table, without the themes that nobody has looked for anywhere."""
    return wide(without_empty_rows(matrix), spoken())


def without_empty_rows(matrix: Matrix) -> Matrix:
    """Leave the rows out that have no figure in any column; totals stay, since nothing is added up of them."""
    kept = [at for at in range(len(matrix.rows)) if not _is_empty(matrix, at)]
    return replace(
        matrix,
        rows=tuple(matrix.rows[at] for at in kept),
        cells=tuple(matrix.cells[at] for at in kept),
        row_totals=tuple(matrix.row_totals[at] for at in kept),
    )


def _is_empty(matrix: Matrix, at: int) -> bool:
    return all(cell.value is None for cell in (*matrix.cells[at], matrix.row_totals[at]))


def _left_out(found: Sequence[Matrix]) -> Iterator[Block]:
    """Say which themes the tables leave out."""
    if not found:
        return
    matrix = found[0]
    names = [row.label(spoken()) for at, row in enumerate(matrix.rows) if _is_empty(matrix, at)]
    if names:
        says = _("Not in the tables, since no interview was looked through for it yet: {names}.")
        yield Paragraph(says.format(names=listed(names)), Tone.REMARK)
