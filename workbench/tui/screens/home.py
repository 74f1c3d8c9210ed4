"""The transcripts: what there is, how far one has come, and where one left off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import DataTable, Footer, Input, Static

from workbench.core.coders import CoderKind, Progress
from workbench.core.errors import WorkbenchError
from workbench.core.folding import fold
from workbench.core.language import _, mark, plural
from workbench.core.transcripts import Summary
from workbench.tui.keys import EVERYWHERE, HOME, REPORT, WAYS, Key, Place, bindings
from workbench.tui.layout.cells import shorten, shown_name
from workbench.tui.screens.opening import OpeningPage
from workbench.tui.screens.pages.page import WIDE
from workbench.tui.widgets.list_table import ListTable
from workbench.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from workbench.tui.screens.desk import Desk

MUNICIPALITY = ("municipality", "kommune")
YEAR = ("year", "år", "aar")
_BAR, _SHORT_BAR = 10, 6
_NAMED = 96
"""From this width on there is room for who made codings; below it stand mine, and how many more are others'."""


class HomeScreen(OpeningPage):
    """The list of transcripts; Enter reads on where one left off."""

    AUTO_FOCUS = "#transcripts"
    KEYS = HOME
    HINTS: ClassVar[Mapping[str, str]] = {
        "home-filter": mark("filter: a name, a municipality, a year, done, not started …")
    }
    ABOUT = mark(
        "All transcripts of the project. The bar shows how much of each you have judged: coded, or read with nothing "
        "to code. Everything is saved at once; there is no Save."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.HOME, Place.WAY)]

    def __init__(self) -> None:
        super().__init__()
        self._summaries: Sequence[Summary] = ()

    def compose(self) -> ComposeResult:
        """The filter line over the table."""
        yield TopBar()
        yield Input(placeholder=self.hint("home-filter"), id="home-filter")
        yield ListTable(id="transcripts")
        yield Static(id="home-note", markup=False)
        yield Static(id="home-ways", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Draw at once; open the project after the first frame."""
        self.query_one("#home-filter").display = False
        self.top.tell(project="workbench")
        self.waiting(_("Opening …"))
        self.call_after_refresh(lambda: self.bench.open_project(self.bench.wanted))

    def _show_ways(self) -> None:
        """Say which keys lead to the other screens of the project."""
        parts: list[tuple[str, str]] = []
        for key in self.bench.own_keys.shown(WAYS):
            parts += [(key.written.split(", ")[0], "bold $primary"), (f" {_(key.label)}  ", "$quiet")]
        self.query_one("#home-ways", Static).update(Content.assemble(*parts))

    def speak_anew(self) -> None:
        """Write again, in the language that is spoken now, all that stands here."""
        super().speak_anew()
        if self.desk is not None:
            self._show_ways()
            self.tell_coder()
            self.reload()

    def waiting(self, words: str) -> None:
        """Say what one waits for, or with "" nothing."""
        self.query_one("#home-note", Static).update(Content.styled(words, "$quiet"))

    @property
    def table(self) -> ListTable:
        """The table of transcripts; row keys are UUIDs."""
        return self.query_one("#transcripts", ListTable)

    # The project

    def show(self, desk: Desk) -> None:
        """Show a project that was just opened; ask who codes where nobody said so."""
        self.desk = desk
        self._show_ways()
        self.tell_coder()
        self.reload()
        if desk.project.read_only or (self.bench.coder and not self.stands_for_another()):
            self._go_on()
        else:
            self.ask_coder(self._go_on)

    def _go_on(self) -> None:
        if self.bench.tour_wanted and self.desk is not None:
            if self.desk.me:
                self.bench.begin_tour()
            else:
                self.say(_("The tour codes a little, in a name: w says who codes."))
        name, self.bench.transcript = self.bench.transcript, None
        if name and self.desk is not None:
            from workbench.services import transcripts

            try:
                self.read(transcripts.find(self.desk.project, name).uuid)
            except WorkbenchError as error:
                self.refuse(error)

    def on_resize(self) -> None:
        """Shorten the bars where there is less room."""
        if self.desk is not None:
            self._fill(self._lit())

    # The list

    def reload(self) -> None:
        """Read the list anew and keep the cursor on its transcript."""
        if self.desk is None:
            return
        from workbench.services import local_state, transcripts

        lit = self._lit() or local_state.last_transcript(self.desk.project.project.uuid, self.desk.me)
        self._summaries = transcripts.summaries(self.desk.project)
        self._fill(lit)
        if not self._summaries:
            self.waiting(_("No transcripts yet. i brings interviews in: .docx, .odt, .txt, .vtt, .pdf …"))

    def _fill(self, lit: str | None) -> None:
        desk, table = self.desk, self.table
        if desk is None:
            return
        query = fold(self.query_one("#home-filter", Input).value).split()
        shown = [one for one in self._summaries if all(word in self._words(one) for word in query)]
        cases = any(one.case and one.case != _fact(one, MUNICIPALITY) for one in self._summaries)
        headings = [
            _("Transcript"),
            *([_("Case")] if cases else []),
            _("Municipality"),
            _("Year"),
            _("Words"),
            _("My progress"),
            _("Codings"),
        ]
        rows = [self._row(one, desk, cases=cases) for one in shown]
        at = next((i for i, one in enumerate(shown) if one.transcript.uuid == lit), 0)
        keys = [one.transcript.uuid for one in shown]
        table.explain(
            {
                _("Words"): _("Words in the turns, without the preamble"),
                _("My progress"): _("The share of the sentences that you coded, or read with nothing to code"),
                _("Codings"): _("How many codings each coder has given, as far as you may see them"),
            }
        )
        table.fill(headings, rows, right=frozenset({_("Words")}), keys=keys, lit=at, fit=True)
        if self.focused is None:
            table.focus()
        done = sum(1 for one in self._summaries if one.progress.get(desk.me) is Progress.DONE)
        every = plural(len(self._summaries), "1 transcript", "{n} transcripts")
        listed = _("{n} of {all}").format(n=len(shown), all=every)
        if desk.me:
            said = _("{listed} · {done} done by {coder_name}")
            listed = said.format(listed=listed, done=done, coder_name=desk.coder_name(desk.me))
            given = sum(one.progress.get(desk.me) is Progress.NOT_STARTED for one in self._summaries)
            if given:
                listed += " · " + plural(given, "1 for you to begin (g)", "{n} for you to begin (g)")
        self.waiting(listed)

    def _words(self, one: Summary) -> str:
        me = self.desk.me if self.desk else ""
        progress = _(str(one.progress.get(me, Progress.NOT_STARTED)))
        given = _("given to me") if me in one.progress else ""
        return fold(" ".join((one.transcript.name, one.case, *one.attributes.values(), progress, given)))

    def _row(self, one: Summary, desk: Desk, *, cases: bool) -> list[Text]:
        others = sorted(one.codings.items(), key=lambda item: item[0] != desk.me)
        codings = "  ".join(f"{desk.coder_name(coder)} {n}" for coder, n in others if n)
        if codings and self.size.width < _NAMED:
            mine, every = one.codings.get(desk.me, 0), sum(one.codings.values())
            codings = str(mine) + (f"+{every - mine}" if every > mine else "")
        codings = "  ".join(part for part in (codings, self._others(one, desk)) if part)
        cells = [Text(shorten(shown_name(one.transcript.name), 40))]
        if cases:
            cells.append(Text(shown_name(one.case)))
        return [
            *cells,
            Text(shown_name(_fact(one, MUNICIPALITY)) or "–"),
            Text(shown_name(_fact(one, YEAR)) or "–"),
            Text(str(one.words), justify="right"),
            self._progress(one, desk.me),
            Text(shown_name(codings), style="dim" if desk.me not in one.codings else ""),
        ]

    def _others(self, one: Summary, desk: Desk) -> str:
        """Say how far others are of whom no coding is seen: the lead of a blind round sees that and nothing else."""
        from workbench.services import transcripts

        said = []
        for coder, progress in one.progress.items():
            known = desk.people.get(coder)
            if coder == desk.me or one.codings.get(coder) or known is None or known.kind is CoderKind.CONSENSUS:
                continue
            share = transcripts.judged_share(one.reviewed.get(coder, 0), one.sentences)
            state = _("done") if progress is Progress.DONE else f"{transcripts.percent(share)}%"
            said.append(f"{known.name} {_('given') if progress is Progress.NOT_STARTED and not share else state}")
        return "  ".join(sorted(said))

    def _progress(self, one: Summary, me: str) -> Text:
        progress = one.progress.get(me, Progress.NOT_STARTED)
        from workbench.services import transcripts

        share = transcripts.judged_share(one.reviewed.get(me, 0), one.sentences)
        bar = _BAR if self.size.width >= WIDE else _SHORT_BAR
        full = bar if share == 1 else min(bar - 1, max(1, round(share * bar))) if share else 0
        percent = f"{transcripts.percent(share)}%"
        if progress is Progress.DONE:
            read, left = ("━" * full, self.app.theme_variables["success"]), ("─" * (bar - full), "dim")
            return Text.assemble(read, left, (f" {_('done')}", "bold"), ("" if share == 1 else f" {percent}", ""))
        if progress is Progress.NOT_STARTED and not share:
            return Text.assemble(("─" * bar, "dim"), (f" {_('given')}" if me in one.progress else " –", "dim"))
        return Text.assemble(("━" * full, "bold"), ("─" * (bar - full), "dim"), f" {percent:>4}")

    def _lit(self) -> str | None:
        table = self.table
        if not table.row_count:
            return None
        return table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value

    # Keys

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Read."""
        if event.row_key.value:
            self.read(event.row_key.value)

    def read(self, transcript: str) -> None:
        """Open a transcript (a UUID) where it was left."""
        if self.desk is not None:
            from workbench.tui.screens.reading.screen import ReadingScreen

            self.app.push_screen(ReadingScreen(self.desk, transcript))

    def on_screen_resume(self) -> None:
        """Show what was done meanwhile."""
        if self.desk is not None and self.is_mounted:
            self.reload()
            self.tell_coder()

    def action_open(self) -> None:
        """Read the lit transcript."""
        lit = self._lit()
        if lit is not None:
            self.read(lit)

    def action_given(self) -> None:
        """Show only what was given to me, or everything again."""
        line = self.query_one("#home-filter", Input)
        line.display = not line.value
        line.value = _("given to me") if line.display else ""

    def narrow(self, words: str) -> None:
        """Show only what has some words in it; "" shows everything."""
        line = self.query_one("#home-filter", Input)
        line.display, line.value = bool(words), words
        self.table.focus()

    def action_filter(self) -> None:
        """Write what to show only."""
        line = self.query_one("#home-filter", Input)
        line.display = True
        line.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show only what is meant."""
        self._fill(self._lit())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the list."""
        self.table.focus()

    def holds_something(self) -> bool:
        """Whether Esc takes a filter away."""
        return self.query_one("#home-filter", Input).display

    def action_back(self) -> None:
        """Take the filter away."""
        line = self.query_one("#home-filter", Input)
        line.value = ""
        line.display = False
        self.table.focus()

    def action_import(self) -> None:
        """Bring transcripts in."""
        if self.desk is not None:
            from workbench.tui.screens.importing import ImportScreen

            self.app.push_screen(ImportScreen(self.desk))

    def action_go(self, way: str) -> None:
        """Go to another screen of the project."""
        if self.desk is not None:
            from workbench.tui.screens.pages.desk_page import screen_class

            self.app.push_screen(screen_class(way)(self.desk))

    def action_report(self) -> None:
        """Write the report on the study to a file."""
        if self.desk is not None:
            from workbench.tui.screens.pages.report_writing import write_report

            write_report(self, self.desk.project)

    def help_keys(self) -> tuple[Key, ...]:
        """Return the keys that the help of this screen lists."""
        return (*self.KEYS, *WAYS, *REPORT, *EVERYWHERE)

    def action_coder(self) -> None:
        """Say who is coding."""
        self.ask_coder(self._go_on)

    def action_project(self) -> None:
        """Open another project."""
        self.choose_project()

    def action_reload(self) -> None:
        """Read the list anew."""
        if self.desk is not None:
            self.desk.reload()
        self.reload()


def _fact(one: Summary, names: Sequence[str]) -> str:
    return next((value for name, value in one.attributes.items() if name.casefold() in names), "")
