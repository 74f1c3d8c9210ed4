"""The matrix: how often, and how much, each code is talked about, by municipality and year or any attributes."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Footer, Static
from textual.worker import get_current_worker

from workbench.analysis.matrices import Matrix, Recipe, SmallCells, Voices, title
from workbench.analysis.retrieval.cells import cell_query
from workbench.core.errors import RefusedError, WorkbenchError
from workbench.core.language import _, mark
from workbench.services import exporting
from workbench.services.matrices.readings import Readings
from workbench.tui.dialogs.asking import AskLine, AskOne
from workbench.tui.keys import MATRIX, Place, bindings
from workbench.tui.layout.cells import shown_name
from workbench.tui.screens.desk import Desk
from workbench.tui.screens.matrix.choices import POLICIES, MatrixChoices, rows_said
from workbench.tui.screens.matrix.rows import grid_of, laid_out, said
from workbench.tui.screens.pages.page import WIDE
from workbench.tui.widgets.figure_grid import FigureGrid
from workbench.tui.widgets.file_suggester import FileSuggester
from workbench.tui.widgets.top_bar import TopBar


class MatrixScreen(MatrixChoices):
    """One matrix and the keys that turn it into another."""

    AUTO_FOCUS = "#matrix"
    KEYS = MATRIX
    PLACE = mark("Matrix")
    ABOUT = mark(
        "Zero means that it was looked for and not found; a sign instead of a figure means that it cannot be known."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.MATRIX)]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._drawn = self.recipe
        self._readings = Readings(desk.project)
        self.matrix: Matrix | None = None

    def compose(self) -> ComposeResult:
        """What is counted, the figures, what the lit one means, and the command that makes it again."""
        yield TopBar()
        yield Static(id="matrix-title", markup=False)
        yield FigureGrid(id="matrix")
        yield Static(id="matrix-cell", markup=False)
        yield Static(id="matrix-notes", markup=False)
        yield Static(id="matrix-command", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Count for the first time."""
        self.tell_place()
        self.count(self.recipe)

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        if self.matrix is not None:
            self._draw(self.matrix)

    def count(self, recipe: Recipe) -> None:
        """Count another matrix in the background; the one that is shown stays until it is there."""
        self.recipe = recipe
        self._readings.at_rest = False
        self.top.tell(state=_("counting …"))
        self._count(recipe)

    @work(thread=True, exclusive=True, group="count", exit_on_error=False)
    def _count(self, recipe: Recipe) -> None:
        """Count, unless another matrix was asked for while one before was being counted."""
        worker = get_current_worker()
        try:
            found = self._readings.matrix(recipe, lambda: not worker.is_cancelled)
        except WorkbenchError as error:
            self.app.call_from_thread(self._refused, recipe, error)
            return
        if found is not None:
            self.app.call_from_thread(self._counted, recipe, found)

    @work(thread=True, exclusive=True, group="ahead", exit_on_error=False)
    def _read_ahead(self, recipe: Recipe) -> None:
        """Read what the next choice will need while somebody looks at this one."""
        worker = get_current_worker()
        for _step in self._readings.ahead(recipe):
            if worker.is_cancelled:
                return

    def _refused(self, recipe: Recipe, error: WorkbenchError) -> None:
        """Stay with the matrix that is shown."""
        if self.is_attached and self.recipe is recipe:
            self.recipe = self._drawn
            self.top.tell(state="")
            self.refuse(error)

    def _counted(self, recipe: Recipe, found: Matrix) -> None:
        """Show it, unless another was asked for meanwhile."""
        if self.is_attached and self.recipe is recipe:
            self._drawn, self.matrix = recipe, found
            self.top.tell(state="")
            self._draw(found)
            self._read_ahead(recipe)

    # Drawing

    @property
    def grid(self) -> FigureGrid:
        """The figures."""
        return self.query_one(FigureGrid)

    def _draw(self, matrix: Matrix) -> None:
        laid = laid_out(matrix, self.desk.language)
        with self.app.batch_update():
            self.grid.show(grid_of(matrix, laid))
            self._say_what(matrix, list(laid.notes))

    def _say_what(self, matrix: Matrix, notes: list[str]) -> None:
        recipe = matrix.recipe
        rows, small = rows_said(recipe), recipe.small_cells is not SmallCells.MARK
        whose = ", ".join(recipe.coders) or _("the policy's choice")
        policy = _(str(recipe.policy))
        if self.size.width >= WIDE:
            policy += f": {_(POLICIES[recipe.policy])}"
        heading = Content.assemble(
            (title(matrix), "bold"),
            (f"\n{rows} · {_('coders')}: {shown_name(whose)} · {policy}", "$quiet"),
            (_(" · all words") if recipe.voices is Voices.ALL else "", "$quiet"),
            (_(" · all taken as done") if recipe.assume_done else "", "$quiet"),
            (f" · {shown_name(', '.join(recipe.codes))}" if recipe.codes else "", "$quiet"),
            (f" · {shown_name(recipe.where)}" if recipe.where else "", "$quiet"),
            (f" · {_('small cells')}: {_(str(recipe.small_cells))}" if small else "", "$quiet"),
        )
        self.query_one("#matrix-title", Static).update(heading)
        said = "\n".join(shown_name(note) for note in notes[:3])
        if len(notes) > 3:
            said += _("  (and {n} more: e writes them all)").format(n=len(notes) - 3)
        self.query_one("#matrix-notes", Static).update(Content.styled(said, "$quiet"))
        command = Content.assemble(("$ ", "$quiet"), (shown_name(recipe.command), "$secondary"))
        self.query_one("#matrix-command", Static).update(command)
        self._say_cell()

    def on_figure_grid_cell_lit(self) -> None:
        """Say in words what the lit figure is."""
        self._say_cell()

    def on_figure_grid_cell_chosen(self) -> None:
        """See the passages behind the figure that was clicked twice."""
        self.action_passages()

    def _say_cell(self) -> None:
        if self.matrix is not None:
            words = said(self.matrix, self.grid.row, self.grid.column, self.desk.language)
            self.query_one("#matrix-cell", Static).update(Content(words))

    # Keys

    def action_passages(self) -> None:
        """See the passages behind the lit figure; behind a row's name, those of all interviews."""
        matrix, row, column = self.matrix, self.grid.row, self.grid.column
        if matrix is None or row > len(matrix.rows):
            self.app.bell()
            return
        from workbench.tui.screens.finding.passages import PassagesScreen

        behind = cell_query(matrix, row, column if column >= 0 else len(matrix.columns), self.study.coders)
        self.app.push_screen(PassagesScreen(self.desk, behind), lambda _: self.came_back())

    def leave(self) -> None:
        """Read no further: the project may be closed."""
        self._readings.at_rest = True

    def came_back(self) -> None:
        """Count again what may have changed."""
        self.count(self.recipe)

    def action_export(self) -> None:
        """Write the matrix to a file."""
        if self.matrix is None:
            return
        self._ask_target(f"matrix-{self.recipe.measure}.xlsx")

    def _ask_target(self, proposed: str, wrong: str = "") -> None:
        suffixes = ", ".join(exporting.matrix_suffixes())
        note = wrong or _("End the name in {suffixes}.\nThe recipe goes along.").format(suffixes=suffixes)
        self.app.push_screen(
            AskLine(_("Write the matrix to"), value=proposed, note=note, suggester=FileSuggester()), self._write
        )

    def _write(self, answer: str | None, *, force: bool = False) -> None:
        if answer is None or self.matrix is None:
            return
        target = Path(answer).expanduser()
        spelling = exporting.spelling(for_spreadsheet=target.suffix == ".csv")
        try:
            written = exporting.write_matrix(
                self.desk.project, self.matrix, target, language=self.desk.language, spelling=spelling, force=force
            )
        except RefusedError as error:
            self._ask_replacing(answer, error)
            return
        except WorkbenchError as error:
            self._ask_target(answer, str(error))
            return
        self.say(_("Written: {paths}").format(paths=", ".join(str(path) for path in written)))

    def _ask_replacing(self, answer: str, error: RefusedError) -> None:
        """Ask whether a file that is there already gives way."""

        def chosen(what: str | None) -> None:
            if what == "replace":
                self._write(answer, force=True)
            else:
                self._ask_target(answer)

        answers = [
            ("other", _("Choose another name"), ""),
            ("replace", _("Replace it"), _("what is in it now is lost")),
        ]
        self.app.push_screen(AskOne(shown_name(error.message), answers), chosen)
