"""Variables: what rows and columns may be, and which of them may stand together."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.analysis.matrices.recipes import Recipe, RowKind, SmallCells, Voices
from workbench.analysis.matrices.records import Study
from workbench.core.cases import AttributeType
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.language import _

CODES = frozenset({RowKind.CODE, RowKind.THEME})
PARTS = frozenset({RowKind.CODER, RowKind.ROUND, RowKind.ROLE})
"""Variables that part the work or the words of one interview, and not the interviews."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A row's or a column's variable; ``kind`` None is an attribute's."""

    name: str
    kind: RowKind | None = None
    type: AttributeType = AttributeType.TEXT

    @property
    def is_code(self) -> bool:
        """Whether its values are codes or themes."""
        return self.kind in CODES

    @property
    def parts(self) -> bool:
        """Whether its values part one interview's work or words."""
        return self.kind in PARTS


def names(study: Study) -> list[str]:
    """Return everything that rows and columns may be: what is no attribute first."""
    return list(dict.fromkeys([*RowKind, *study.attributes]))


def variable(study: Study, name: str) -> Variable:
    """Return the variable of a name: code or theme, else an attribute, else what is none.

    Raises:
        NotFoundError: there is none.
    """
    if name not in CODES and name in study.attributes:
        return Variable(name, None, study.attributes[name])
    if name not in list(RowKind):
        raise NotFoundError.named("attribute", name, [*study.attributes, *RowKind])
    kind = RowKind(name)
    return Variable(name, kind, AttributeType.INTEGER if kind is RowKind.ROUND else AttributeType.TEXT)


def variables(study: Study, recipe: Recipe) -> tuple[Variable, tuple[Variable, ...]]:
    """Return the variable of the rows and those of the columns.

    Raises:
        NotFoundError: one is not there.
        RefusedError: they have no meaning together.
    """
    found = [variable(study, name) for name in recipe.variables]
    twice = [name for at, name in enumerate(recipe.variables) if name in recipe.variables[:at]]
    if twice:
        raise RefusedError(
            _("{name} stands twice in rows and columns.").format(name=twice[0]),
            hint=_("Name each variable once."),
        )
    if sum(one.is_code for one in found) > 1:
        raise RefusedError(
            _("Codes cannot be both rows and columns of a matrix of frequencies."),
            hint=_("workbench cooccurrence counts codes by codes."),
        )
    kinds = {one.kind for one in found}
    if RowKind.ROLE in kinds and recipe.measure.reads_text and recipe.voices is Voices.RESPONDENTS:
        raise RefusedError(
            _("By role, {measure} needs everybody's turns, and only the respondents' are counted.").format(
                measure=recipe.measure
            ),
            hint=_("Add --text all."),
        )
    if kinds & PARTS and recipe.small_cells is SmallCells.COARSEN:
        raise RefusedError(
            _("Coders, rounds and roles cannot be joined to larger columns."), hint=_("Use --small-cells drop.")
        )
    return found[0], tuple(found[1:])
