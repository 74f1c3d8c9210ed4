"""Agreement: how far coders agree, code by code, with words that say what the figures do and do not mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import DataTable, Footer, Static
from textual.worker import get_current_worker

from workbench.analysis.agreement import meaning, rendering
from workbench.analysis.agreement.recipes import FOR_PEOPLE, AgreementRecipe, Measure, Rule
from workbench.analysis.agreement.report import AgreementReport
from workbench.analysis.matrices.recipes import Voices
from workbench.core.coders import CoderKind
from workbench.core.errors import WorkbenchError
from workbench.core.language import _, mark
from workbench.core.segments import Unit
from workbench.services import exporting
from workbench.services.agreement import agreement, agreement_files
from workbench.tui.dialogs.asking import AskOne
from workbench.tui.dialogs.reading_text import ReadText
from workbench.tui.keys import AGREEMENT, Place, bindings
from workbench.tui.layout.cells import shown_name
from workbench.tui.screens.agreement.rows import HEADS, SORTS, Row, cells_of, measures_of, rows_of
from workbench.tui.screens.desk import Desk
from workbench.tui.screens.pages.desk_page import DeskPage
from workbench.tui.screens.pages.page import WIDE
from workbench.tui.screens.pages.writing_files import write_file
from workbench.tui.widgets.list_table import ListTable
from workbench.tui.widgets.top_bar import TopBar

UNITS = (Unit.TURN, Unit.SENTENCE, Unit.WORD, Unit.CHARACTER, Unit.TRANSCRIPT)
_BY = ("code", "transcript", "time")
_BY_WORDS = {
    "code": mark("a row a code"),
    "transcript": mark("a row a transcript"),
    "time": mark("transcripts in the order they were done in"),
}
_LABEL, _SHORT_LABEL = 40, 19


class AgreementTable(ListTable):
    """The figures; Enter asks for the disagreements behind a row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in bindings(Place.AGREEMENT) if binding.id == "agreement.open"
    ]


class AgreementScreen(DeskPage):
    """The figures of one recipe, and the keys that turn it into another."""

    AUTO_FOCUS = "#agreement"
    KEYS = AGREEMENT
    PLACE = mark("Agreement")
    ABOUT = mark(
        "Alpha is the share of disagreement beyond chance that is not there: 1 is full agreement, 0 what chance alone "
        "would give. It says nothing of whether the coders are right. The figures are those from before anything was "
        "settled, and stay so."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.AGREEMENT)]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.recipe = AgreementRecipe(measures=FOR_PEOPLE)
        self.readings = agreement.Readings(desk.project)
        self.report: AgreementReport | None = None
        self.by, self.sorted_by, self.all_measures = "code", 0, False
        self.strip_figures: dict[Unit, float | None] = {}
        self.reckoning = False
        self._rows: list[Row] = []

    def compose(self) -> ComposeResult:
        """What is compared, the figures, what the lit row means, the same under other units, and the command."""
        yield TopBar()
        yield Static(id="agreement-title", markup=False)
        yield AgreementTable(id="agreement")
        yield Static(id="agreement-row", markup=False)
        yield Static(id="agreement-strip", markup=False)
        yield Static(id="agreement-notes", markup=False)
        yield Static(id="agreement-command", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Reckon for the first time."""
        self.tell_place()
        self.reckon(self.recipe)

    def on_resize(self) -> None:
        """Shorten names where there is less room."""
        if self.report is not None:
            self._draw()

    # Reckoning

    def reckon(self, recipe: AgreementRecipe) -> None:
        """Reckon other figures in the background: the figures first, then their intervals, then the other units."""
        self.recipe, self.reckoning = recipe, True
        self.top.tell(state=_("reckoning …"))
        self._reckon(recipe)

    @work(thread=True, exclusive=True, group="reckon", exit_on_error=False)
    def _reckon(self, recipe: AgreementRecipe) -> None:
        worker = get_current_worker()
        try:
            for wanted in (replace(recipe, replicates=0), recipe):
                found = agreement.report(self.project, wanted, self.readings)
                if worker.is_cancelled:
                    return
                self.app.call_from_thread(self._reckoned, recipe, found)
            strip: dict[Unit, float | None] = {}
            for unit in UNITS:
                alone = replace(recipe, unit=unit, replicates=0, measures=(found.recipe.primary,))
                strip[unit] = agreement.report(self.project, alone, self.readings).overall[found.recipe.primary].value
                if worker.is_cancelled:
                    return
            self.app.call_from_thread(self._strip_reckoned, recipe, strip)
        except WorkbenchError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._refused, recipe, error)

    def _reckoned(self, recipe: AgreementRecipe, found: AgreementReport) -> None:
        if self.is_attached and self.recipe is recipe:
            self.report, self.strip_figures = found, {}
            self._draw()

    def _strip_reckoned(self, recipe: AgreementRecipe, strip: dict[Unit, float | None]) -> None:
        if self.is_attached and self.recipe is recipe:
            self.strip_figures, self.reckoning = strip, False
            self.top.tell(state="")
            self._say_strip()

    def _refused(self, recipe: AgreementRecipe, error: WorkbenchError) -> None:
        """Say why there is nothing, and show nothing."""
        if not self.is_attached or self.recipe is not recipe:
            return
        self.reckoning, self.report, self._rows = False, None, []
        self.top.tell(state="")
        self.query_one(AgreementTable).clear(columns=True)
        said = Content.assemble((shown_name(error.message), "bold"), "\n", (shown_name(error.hint), "$quiet"))
        self.query_one("#agreement-title", Static).update(said)
        for id_ in ("row", "strip", "notes", "command"):
            self.query_one(f"#agreement-{id_}", Static).update("")

    # Drawing

    def _draw(self) -> None:
        report = self.report
        if report is None:
            return
        self._rows = rows_of(self.project, report, self.by, SORTS[self.sorted_by], self.desk.language)
        pending = bool(self.recipe.replicates) and not report.recipe.replicates
        width = _LABEL if self.size.width >= WIDE else _SHORT_LABEL
        measures = measures_of(report, every=self.all_measures)
        headings, drawn = cells_of(self._rows, report, measures, self.by, width=width, pending=pending)
        table = self.query_one(AgreementTable)
        table.fill(headings, drawn, right=frozenset(headings[1:]), lit=table.cursor_row)
        self._say_what(report)

    def _say_what(self, report: AgreementReport) -> None:
        recipe = report.recipe
        unit, rule = _(rendering.UNITS[recipe.unit.value]), _("any of it") if recipe.rule is Rule.ANY else _("half")
        text = _("respondents' words") if recipe.text is Voices.RESPONDENTS else _("all words")
        sorting = SORTS[self.sorted_by] if self.by != "time" else None
        parts = [
            _("unit: {unit}, coded where {rule} is").format(unit=unit, rule=rule),
            text,
            _("themes") if recipe.roll_up else "",
            _(_BY_WORDS[self.by]),
            _("lowest {figure} first").format(figure=_(HEADS[sorting])) if sorting is not None else "",
        ]
        heading = Content.assemble(
            (shown_name(rendering.title(report)), "bold"),
            (_(" · {n} transcripts, {units} units").format(n=len(report.transcripts), units=report.n), ""),
            ("\n" + " · ".join(part for part in parts if part), "$quiet"),
        )
        self.query_one("#agreement-title", Static).update(heading)
        notes = [rendering.left_out_line(report.left_out)] if report.left_out else []
        notes = [*(notice.message for notice in report.notices), *notes]
        said = "  ".join(shown_name(note) for note in notes)
        self.query_one("#agreement-notes", Static).update(Content.styled(said, "$quiet"))
        command = Content.assemble(
            ("$ ", "$quiet"), (shown_name(agreement.command(self._shown_recipe(report))), "$secondary")
        )
        self.query_one("#agreement-command", Static).update(command)
        self._say_strip()
        self._say_row()

    def _shown_recipe(self, report: AgreementReport) -> AgreementRecipe:
        by = "code" if self.by == "code" else "transcript"
        return replace(report.recipe, by=by, replicates=self.recipe.replicates)

    def _say_strip(self) -> None:
        """Say what the primary measure is under the other units: to see how much hangs on the unit, not to choose."""
        if self.report is None:
            return
        primary = _(rendering.TITLES[self.report.recipe.primary])
        if not self.strip_figures:
            self.query_one("#agreement-strip", Static).update(Content.styled(_("other units …"), "$quiet"))
            return
        found = [
            f"{_(rendering.UNITS[unit.value])} {rendering.DASH if value is None else f'{value:.2f}'}"
            for unit, value in self.strip_figures.items()
        ]
        wide = _("{measure} pooled by {figures}: sensitivity checks, the declared unit counts.")
        said = (wide if self.size.width >= WIDE else _("{measure} by {figures}")).format(
            measure=primary, figures=" · ".join(found)
        )
        self.query_one("#agreement-strip", Static).update(Content.styled(said, "$quiet"))

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Say in words what the lit row means."""
        self._say_row()

    @property
    def _lit(self) -> Row | None:
        at = self.query_one(AgreementTable).cursor_row
        return self._rows[at] if at < len(self._rows) else None

    def _say_row(self) -> None:
        report, row = self.report, self._lit
        if report is None or row is None:
            return
        _key, label, _n, figures, warnings = row
        said = meaning.sentences(report, figures, warnings)
        if self.all_measures:
            named = _(rendering.TITLES[report.recipe.primary])
            said.append(_("{primary} is the primary measure; all others are sensitivity checks.").format(primary=named))
        body = Content.assemble((f"{shown_name(label)}: ", "bold"), " ".join(shown_name(one) for one in said))
        self.query_one("#agreement-row", Static).update(body)

    # Keys

    def action_disagreements(self) -> None:
        """See where coders differ on the lit code, or on all."""
        row = self._lit
        if row is None or self.report is None:
            self.app.bell()
            return
        from workbench.tui.screens.agreement.disagreements import DisagreementsScreen

        wanted = {"code" if self.by == "code" else "transcript": row[0]} if row[0] else {}
        screen = DisagreementsScreen(self.desk, self.report.coders, **wanted)
        self.app.push_screen(screen, lambda _: self.came_back())

    def came_back(self) -> None:
        """Reckon again what may have changed."""
        self.reckon(replace(self.recipe))

    def action_unit(self) -> None:
        """Judge by the next unit."""
        at = UNITS.index(self.recipe.unit)
        self.reckon(replace(self.recipe, unit=UNITS[(at + 1) % len(UNITS)]))

    def action_rule(self) -> None:
        """A unit is coded where any of it is, or half of it."""
        self.reckon(replace(self.recipe, rule=Rule.HALF if self.recipe.rule is Rule.ANY else Rule.ANY))

    def action_voices(self) -> None:
        """Respondents' words only, or everybody's."""
        other = Voices.RESPONDENTS if self.recipe.text is Voices.ALL else Voices.ALL
        self.reckon(replace(self.recipe, text=other))

    def action_roll_up(self) -> None:
        """Codes, or themes with everything below them."""
        self.reckon(replace(self.recipe, roll_up=not self.recipe.roll_up))

    def action_rows(self) -> None:
        """A row a code, a transcript, or a transcript in the order of time."""
        self.by = _BY[(_BY.index(self.by) + 1) % len(_BY)]
        self._draw()

    def action_sort(self) -> None:
        """Sort by the next figure."""
        self.sorted_by = (self.sorted_by + 1) % len(SORTS)
        self._draw()

    def action_rest(self) -> None:
        """Show the further measures, or only those that are asked for first."""
        self.all_measures = not self.all_measures
        self.reckon(replace(self.recipe, measures=tuple(Measure) if self.all_measures else FOR_PEOPLE))

    def action_coders(self) -> None:
        """Choose who is compared."""
        people = [c.name for c in self.desk.people.values() if c.kind is not CoderKind.CONSENSUS]
        answers = [("", _("everybody who is done with something"), "")]
        answers += [(",".join(pair), _(" and ").join(pair), "") for pair in combinations(sorted(people), 2)]

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self.reckon(replace(self.recipe, coders=tuple(name for name in answer.split(",") if name)))

        self.app.push_screen(AskOne(_("Who is compared?"), answers, lit=",".join(self.recipe.coders)), chosen)

    def action_methods(self) -> None:
        """Show the paragraph for the section on methods, from where it can be written to a file."""
        report = self.report
        if report is None:
            self.app.bell()
            return

        whole = report
        if report.recipe.measures != FOR_PEOPLE or (self.recipe.replicates and not report.recipe.replicates):
            whole = agreement.report(self.project, replace(self.recipe, measures=FOR_PEOPLE), self.readings)
        text = agreement.methods_text(whole, self.desk.language)

        def write(target: Path, force: bool) -> Sequence[Path]:
            return [exporting.write_text(self.project, text + "\n", target, force=force)]

        def closed(wanted: bool | None) -> None:
            if wanted:
                write_file(self, _("Write the paragraph on methods to"), "methods.md", [".md", ".txt"], write)

        self.app.push_screen(ReadText(_("For the section on methods"), text), closed)

    def action_export(self) -> None:
        """Write the figures to a file."""
        report = self.report
        if report is None:
            self.app.bell()
            return

        def write(target: Path, force: bool) -> Sequence[Path]:
            spelling = exporting.spelling(for_spreadsheet=target.suffix == ".csv")
            told = replace(report, recipe=self._shown_recipe(report))
            return agreement_files.write_report(
                self.project, told, target, language=self.desk.language, spelling=spelling, force=force
            )

        write_file(self, _("Write the agreement to"), "agreement.xlsx", exporting.suffixes(), write)
