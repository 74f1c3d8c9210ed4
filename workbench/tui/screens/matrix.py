"""The matrix: how often, and how much, each code is talked about, by municipality and year or any attributes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from rich.color import Color as RichColor
from rich.style import Style
from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.color import Color
from textual.content import Content
from textual.widgets import DataTable, Footer, Static

from workbench.analysis.matrices import Column, Matrix, Recipe, SmallCells, Voices, title, wide
from workbench.analysis.matrices.rendering import column_levels
from workbench.analysis.retrieval.cells import cell_query
from workbench.analysis.tables import Marked, Table, TableColumn, Value, ValueKind, shown
from workbench.core.errors import RefusedError, WorkbenchError
from workbench.core.language import _, mark, plural
from workbench.services import exporting
from workbench.services.matrices import matrices
from workbench.tui.dialogs.asking import AskLine, AskOne
from workbench.tui.keys import MATRIX, Place, bindings
from workbench.tui.layout.cells import shorten, shown_name
from workbench.tui.layout.colours import readable, tint
from workbench.tui.screens.desk import Desk
from workbench.tui.screens.matrix_choices import POLICIES, MatrixChoices, rows_said
from workbench.tui.widgets.file_suggester import FileSuggester
from workbench.tui.widgets.top_bar import TopBar

_HEAT = 0.42
_LABEL, _SHORT_LABEL = 34, 24
_HEAD, _SHORT_HEAD = 14, 9
WIDE = 100
"""From this width on the names of codes have all the room that they want."""


class Figures(DataTable[Text]):
    """The cells; Enter asks for what is behind one, a click only lights it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in bindings(Place.MATRIX) if binding.id == "matrix.passages"
    ]


class MatrixScreen(MatrixChoices):
    """One matrix and the keys that turn it into another."""

    AUTO_FOCUS = "#matrix"
    KEYS = MATRIX
    ABOUT = mark(
        "Zero means that it was looked for and not found; a sign instead of a figure means that it cannot be known."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.MATRIX)]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._drawn = self.recipe
        self.matrix: Matrix | None = None

    def compose(self) -> ComposeResult:
        """What is counted, the figures, what the lit one means, and the command that makes it again."""
        yield TopBar()
        yield Static(id="matrix-title", markup=False)
        yield Figures(
            id="matrix",
            fixed_columns=1,
            cell_padding=1,
            cursor_foreground_priority="css",
            cursor_background_priority="css",
        )
        yield Static(id="matrix-cell", markup=False)
        yield Static(id="matrix-notes", markup=False)
        yield Static(id="matrix-command", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Count for the first time."""
        self.tell_place(_("Matrix"))
        self.count(self.recipe)

    def on_resize(self) -> None:
        """Shorten the names of codes where there is less room."""
        if self.matrix is not None:
            self._draw(self.matrix)

    def count(self, recipe: Recipe) -> None:
        """Count another matrix in the background; the one that is shown stays until it is there."""
        self.recipe = recipe
        self.top.tell(state=_("counting …"))
        self._count(recipe)

    @work(thread=True, exclusive=True, group="count", exit_on_error=False)
    def _count(self, recipe: Recipe) -> None:
        try:
            found = matrices.matrix(self.desk.project, recipe)
        except WorkbenchError as error:
            self.app.call_from_thread(self._refused, recipe, error)
            return
        self.app.call_from_thread(self._counted, recipe, found)

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

    # Drawing

    def _draw(self, matrix: Matrix) -> None:
        laid = wide(matrix, self.desk.language)
        rows = [list(row) for row in laid.rows]
        table = self.query_one("#matrix", DataTable)
        at = table.cursor_coordinate
        tall = max(1, len(matrix.recipe.columns))
        heads = [laid.columns[0].title, *(self._heading(matrix, column) for column in matrix.columns)]
        heads.append(laid.columns[-1].title)
        figures = [[self._shown(value, column) for value, column in self._pairs(row, laid)] for row in rows]
        widths = [
            max(len(line) for line in (*head.split("\n"), *(row[index] for row in figures)))
            for index, head in enumerate(heads[1:])
        ]
        most = self._most(matrix)
        with self.app.batch_update():
            table.clear(columns=True)
            table.header_height = tall
            labels = [self._label(row[0], bold=self._bold(matrix, number)) for number, row in enumerate(rows)]
            table.add_column(Text(heads[0], style="bold"), key="0", width=max(label.cell_len for label in labels))
            for index, (head, width) in enumerate(zip(heads[1:], widths, strict=True), 1):
                table.add_column(Text(head, style="bold", justify="right"), key=str(index), width=width)
            for number, row in enumerate(rows):
                code = number < len(matrix.rows)
                cells = [labels[number]]
                for index, (value, said) in enumerate(zip(row[1:], figures[number], strict=True)):
                    heat = self._share(value, most) if code and index < len(matrix.columns) else 0.0
                    cells.append(self._figure(said.rjust(widths[index]), value, heat, quiet=number > len(matrix.rows)))
                table.add_row(*cells)
            table.move_cursor(row=at.row, column=at.column, animate=False)
        self._say_what(matrix, list(laid.notes))

    @staticmethod
    def _bold(matrix: Matrix, number: int) -> bool:
        return number >= len(matrix.rows) or matrix.rows[number].depth == 0

    def _heading(self, matrix: Matrix, column: Column) -> str:
        room = _HEAD if self.size.width >= WIDE else _SHORT_HEAD
        levels = column_levels(matrix, column, self.desk.language)
        return "\n".join(shorten(shown_name(level), room) for level in levels) or _("All")

    @staticmethod
    def _most(matrix: Matrix) -> float:
        return max((cell.value or 0 for line in matrix.cells for cell in line), default=0)

    @staticmethod
    def _share(value: Value, most: float) -> float:
        figure = value.value if isinstance(value, Marked) else value
        return float(figure) / most if isinstance(figure, (int, float)) and most else 0.0

    def _label(self, value: Value, *, bold: bool) -> Text:
        indent = value.indent if isinstance(value, Marked) else 0
        said = value.value if isinstance(value, Marked) else value
        return Text(
            shorten("  " * indent + shown_name(str(said)), _LABEL if self.size.width >= WIDE else _SHORT_LABEL),
            style="bold" if bold else "",
        )

    @staticmethod
    def _pairs(row: list[Value], laid: Table) -> list[tuple[Value, TableColumn]]:
        return list(zip(row[1:], laid.columns[1:], strict=True))

    @staticmethod
    def _shown(value: Value, column: TableColumn) -> str:
        return shown(value, replace(column, kind=ValueKind.INTEGER) if isinstance(value, int) else column)

    def _figure(self, said: str, value: Value, heat: float, *, quiet: bool) -> Text:
        """Draw a figure; the heat behind it only repeats what the figure says."""
        figure = value.value if isinstance(value, Marked) else value
        if not figure or quiet:
            return Text(said, style="dim")
        if not heat or self.app.no_color:
            return Text(said)
        ground, ink = self.background_colors[1].rgb, self.colors[3].rgb
        accent = Color.parse(self.app.theme_variables["primary"]).rgb
        warm = tint(accent, ground, ink, 0.06 + _HEAT * heat)
        return Text(said, Style(color=RichColor.from_rgb(*readable(ink, warm)), bgcolor=RichColor.from_rgb(*warm)))

    def _say_what(self, matrix: Matrix, notes: list[str]) -> None:
        recipe = matrix.recipe
        rows, small = rows_said(recipe), recipe.small_cells is not SmallCells.MARK
        whose = ", ".join(recipe.coders) or _("the policy's choice")
        policy = f"{_(str(recipe.policy))}: {_(POLICIES[recipe.policy])}"
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

    def on_data_table_cell_highlighted(self, event: DataTable.CellHighlighted) -> None:
        """Say in words what the lit figure is."""
        self._say_cell()

    def _say_cell(self) -> None:
        matrix, at = self.matrix, self.query_one("#matrix", DataTable).cursor_coordinate
        if matrix is None:
            return
        columns = [*matrix.columns, matrix.whole]
        lines = [*zip(matrix.cells, matrix.row_totals, strict=True), (matrix.column_totals, matrix.total)]
        said = ""
        if 0 < at.column <= len(columns) and at.row < len(lines):
            cells, last = lines[at.row]
            cell, column = (*cells, last)[at.column - 1], columns[at.column - 1]
            row = matrix.rows[at.row] if at.row < len(matrix.rows) else matrix.all_codes
            inside = at.column <= len(matrix.columns)
            levels = column_levels(matrix, column, self.desk.language) if inside else ()
            where = " ".join(levels) or _("all interviews")
            if row.place is not None:
                column = matrix.place(at.row, at.column - 1) if inside else row.place
            figure = _("no figure: ") + _(str(cell.reason)) if cell.value is None else f"{cell.value:.4g}"
            grows = _(", may grow: not all could be counted yet") if cell.partial else ""
            few = _(", from few people") if cell.small else ""
            interviews = plural(column.interviews, "1 interview", "{n} interviews")
            words = plural(column.words, "1 word", "{n} words")
            label = row.label(self.desk.language)
            said = f"{label} · {where}: {figure}{grows}{few}  ({interviews}, {words})"
        self.query_one("#matrix-cell", Static).update(Content(shown_name(said)))

    # Keys

    def action_passages(self) -> None:
        """See the passages behind the lit figure; behind a row's name, those of all interviews."""
        matrix, at = self.matrix, self.query_one("#matrix", DataTable).cursor_coordinate
        if matrix is None or at.row > len(matrix.rows):
            self.app.bell()
            return
        from workbench.tui.screens.passages import PassagesScreen

        column = at.column - 1 if at.column else len(matrix.columns)
        screen = PassagesScreen(self.desk, cell_query(matrix, at.row, column, self.study.coders))
        self.app.push_screen(screen, lambda _: self.came_back())

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
