"""What turns one matrix into another: a key for each thing that its recipe says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import permutations

from workbench.analysis.matrices import Measure, Policy, Recipe, RowKind, SmallCells, Study, Voices
from workbench.core.errors import WorkbenchError
from workbench.core.language import _, mark
from workbench.services.matrices import matrices, matrix_recipes
from workbench.tui.dialogs.asking import AskLine, AskOne
from workbench.tui.dialogs.keeping import FORGET, OPEN, ChooseKept, Kept
from workbench.tui.layout.cells import shown_name
from workbench.tui.screens.desk import Desk
from workbench.tui.screens.pages.desk_page import DeskPage

POLICIES = {
    Policy.ONE: mark("one coder's work in each transcript"),
    Policy.UNION: mark("overlapping passages with the same code count once"),
    Policy.INTERSECTION: mark("only text that every coder covered"),
    Policy.SUM: mark("each coder's work; a transcript coded twice counts twice"),
    Policy.MEAN: mark("the mean of the coders who took part"),
}
_ROWS: tuple[tuple[str, bool], ...] = ((RowKind.CODE, False), (RowKind.CODE, True), (RowKind.THEME, False))
_KINDS = {
    RowKind.CODE: mark("codes"),
    RowKind.THEME: mark("themes"),
    RowKind.CASE: mark("cases"),
    RowKind.TRANSCRIPT: mark("transcripts"),
    RowKind.CODER: mark("coders"),
    RowKind.ROUND: mark("rounds of coding"),
    RowKind.ROLE: mark("speakers' roles"),
}
_SEVERAL = "…"


def rows_said(recipe: Recipe) -> str:
    """Return what the rows are, in words."""
    said = _(_KINDS[RowKind(recipe.rows)]) if recipe.rows in set(RowKind) else str(recipe.rows)
    return _("{rows}, each with all below it").format(rows=said) if recipe.roll_up else said


class MatrixChoices(DeskPage):
    """The part of the matrix screen that asks what to count."""

    recipe: Recipe

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.study: Study = matrices.study(desk.project)
        self.recipe = matrix_recipes.usual(desk.project)

    def count(self, recipe: Recipe) -> None:
        """Count another matrix."""
        raise NotImplementedError

    def _one_of(
        self, title: str, answers: Sequence[tuple[str, str, str]], lit: str, then: Callable[[str], Recipe]
    ) -> None:
        def chosen(answer: str | None) -> None:
            if answer is not None:
                self.count(then(answer))

        self.app.push_screen(AskOne(title, answers, lit=lit), chosen)

    def _line(self, title: str, note: str, value: str, then: Callable[[str], Recipe]) -> None:
        """Ask for a line; what is wrong with the matrix that it gives is said under it."""

        def wrong(answer: str) -> str:
            try:
                matrices.check(self.study, then(answer))
            except WorkbenchError as error:
                return shown_name(str(error))
            return ""

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self.count(then(answer))

        self.app.push_screen(AskLine(title, value=value, note=note, check=wrong, empty=True), chosen)

    def action_measure(self, step: int) -> None:
        """Count by the next measure, or the one before."""
        measures = list(Measure)
        at = measures.index(self.recipe.measure)
        self.count(replace(self.recipe, measure=measures[(at + step) % len(measures)]))

    # Rows and columns

    def action_rows(self) -> None:
        """Codes, codes with everything below them, themes."""
        stands = (self.recipe.rows, self.recipe.roll_up)
        rows, roll_up = _ROWS[(_ROWS.index(stands) + 1) % len(_ROWS)] if stands in _ROWS else _ROWS[0]
        self.count(self._with_rows(rows, roll_up))

    def action_rows_by(self) -> None:
        """Choose what the rows are."""
        attributes = self._attributes()
        answers = [(str(kind), _(says), "") for kind, says in _KINDS.items() if kind not in attributes]
        answers += [(name, name, _("attribute")) for name in attributes]
        self._one_of(
            _("Rows by"), answers, str(self.recipe.rows), lambda rows: self._with_rows(rows, self.recipe.roll_up)
        )

    def _attributes(self) -> list[str]:
        """Return the attributes that may be rows or columns: code and theme are always the codebook's."""
        return [name for name in self.study.attributes if name not in {RowKind.CODE, RowKind.THEME}]

    def _with_rows(self, rows: str, roll_up: bool) -> Recipe:
        """Return the recipe with other rows; what they are is no column any more."""
        codes = {RowKind.CODE, RowKind.THEME}
        columns = [name for name in self.recipe.columns if name != rows and not (rows in codes and name in codes)]
        return self._by(rows, columns, roll_up)

    def _by(self, rows: str, columns: Sequence[str], roll_up: bool) -> Recipe:
        voices = Voices.ALL if RowKind.ROLE in (rows, *columns) else self.recipe.voices
        return replace(self.recipe, rows=rows, columns=tuple(columns), roll_up=roll_up, voices=voices)

    def action_columns(self) -> None:
        """Choose what the columns are made of: one variable, two crossed, or several that are written."""
        recipe = self.recipe
        attributes = [name for name in self._attributes() if name != recipe.rows]
        kinds = [kind for kind in _KINDS if kind != recipe.rows]
        if recipe.rows in {RowKind.CODE, RowKind.THEME}:
            kinds = [kind for kind in kinds if kind not in {RowKind.CODE, RowKind.THEME}]
        answers = [(name, name, "") for name in attributes]
        answers += [(str(kind), _(_KINDS[kind]), "") for kind in kinds if kind not in attributes]
        answers += [(",".join(pair), " × ".join(pair), "") for pair in permutations(attributes[:5], 2)]
        answers += [("", _("everything together"), ""), (_SEVERAL, _("several, to be written …"), "")]

        def chosen(answer: str | None) -> None:
            if answer == _SEVERAL:
                self._ask_columns()
            elif answer is not None:
                self.count(self._by(recipe.rows, _names(answer), recipe.roll_up))

        self.app.push_screen(AskOne(_("Columns by"), answers, lit=",".join(recipe.columns)), chosen)

    def _ask_columns(self) -> None:
        recipe = self.recipe
        self._line(
            _("Columns by"),
            _("Names by comma, the first changes most slowly: year, role. Nothing: everything together."),
            ", ".join(recipe.columns),
            lambda said: self._by(recipe.rows, _names(said), recipe.roll_up),
        )

    def action_roll_up(self) -> None:
        """Count each code with everything below it, or alone."""
        self.count(replace(self.recipe, roll_up=not self.recipe.roll_up))

    # What is counted

    def action_codes(self) -> None:
        """Choose which codes are counted."""
        self._line(
            _("Only these codes"),
            _("Keys or names by comma: budsjett, behov. Nothing: all codes."),
            ", ".join(self.recipe.codes),
            lambda said: replace(self.recipe, codes=_names(said)),
        )

    def action_filter(self) -> None:
        """Choose which interviews are counted."""
        self._line(
            _("Only these interviews"),
            _("For example: municipality:Moss year>=2011. Nothing: all interviews."),
            self.recipe.where,
            lambda said: replace(self.recipe, where=said),
        )

    def action_coders(self) -> None:
        """Choose whose codings are counted."""
        answers = [("", _("the policy's own choice"), _("consensus, primary or first coder"))]
        answers += [(name, name, "") for name in sorted(coder.name for coder in self.study.coders)]
        self._one_of(
            _("Whose codings?"),
            answers,
            ",".join(self.recipe.coders),
            lambda name: replace(self.recipe, coders=(name,) if name else ()),
        )

    def action_policy(self) -> None:
        """Choose how the work of several coders is put together."""
        answers = [(str(policy), _(str(policy)), _(says)) for policy, says in POLICIES.items()]
        self._one_of(
            _("Several coders on one transcript"),
            answers,
            str(self.recipe.policy),
            lambda policy: replace(self.recipe, policy=Policy(policy), coders=()),
        )

    def action_voices(self) -> None:
        """Respondents' words only, or everybody's."""
        other = Voices.RESPONDENTS if self.recipe.voices is Voices.ALL else Voices.ALL
        self.count(replace(self.recipe, voices=other))

    def action_mean(self) -> None:
        """Divide a column's sum by its words, or take the mean of its interviews."""
        if self.recipe.measure.per_words:
            self.count(replace(self.recipe, pooled=not self.recipe.pooled))
        else:
            self.say(_("Only shares and codings per 1,000 words are means: m goes to them."))

    def action_assume(self) -> None:
        """Take every transcript as done, or not."""
        self.count(replace(self.recipe, assume_done=not self.recipe.assume_done))

    def action_small_cells(self) -> None:
        """Mark small cells, drop them, or join columns until none is small."""
        ways = list(SmallCells)
        at = ways.index(self.recipe.small_cells)
        self.count(replace(self.recipe, small_cells=ways[(at + 1) % len(ways)]))

    # Kept under a name

    def action_save(self) -> None:
        """Keep the recipe under a name."""
        kept = matrix_recipes.saved(self.project)

        def chosen(name: str | None) -> None:
            if name is None:
                return
            try:
                matrix_recipes.save(self.project, name, replace(self.recipe, command=""))
            except WorkbenchError as error:
                self.refuse(error)
                return
            self.say(_("Kept as {name}; l opens it.").format(name=shown_name(name)))

        note = _("One of the same name gives way.") if kept else ""
        self.app.push_screen(AskLine(_("Keep this matrix under the name"), note=note), chosen)

    def action_open(self) -> None:
        """Count a matrix that is kept under a name, or rename or forget it."""
        self._choose_kept()

    def _choose_kept(self, lit: str = "") -> None:
        kept = matrix_recipes.saved(self.project)
        if not kept:
            self.say(_("No matrix is kept yet; s keeps this one under a name."))
            return

        def chosen(answer: Kept | None) -> None:
            if answer is None:
                return
            act, name = answer
            if act == OPEN:
                self.count(kept[name])
            elif act == FORGET:
                self._change_kept(lambda: matrix_recipes.forget(self.project, name), name)
            else:
                self._rename_kept(name)

        notes = [(name, matrices.command(recipe)) for name, recipe in kept.items()]
        self.app.push_screen(ChooseKept(_("Kept matrices"), notes, lit=lit), chosen)

    def _rename_kept(self, name: str) -> None:
        def chosen(new: str | None) -> None:
            if new is None:
                self._choose_kept(name)
            else:
                self._change_kept(lambda: matrix_recipes.rename(self.project, name, new), name, new)

        self.app.push_screen(AskLine(_("Another name for this matrix"), value=name), chosen)

    def _change_kept(self, change: Callable[[], None], name: str, new: str = "") -> None:
        """Change what is kept, and show it with the new name lit, or where it was refused the old one."""
        try:
            change()
        except WorkbenchError as error:
            self.refuse(error)
            new = name
        self._choose_kept(new)


def _names(said: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in said.split(",") if name.strip())
