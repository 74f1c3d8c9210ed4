"""Passages: what a query finds, with its words; read there, given another code several at once, written to a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import ClassVar

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Input, Static
from textual.worker import get_current_worker

from workbench.analysis.queries import QueryError
from workbench.analysis.retrieval import Found
from workbench.core.errors import WorkbenchError
from workbench.core.language import _, mark, plural
from workbench.core.passages import Span
from workbench.core.transcripts import TranscriptText
from workbench.services import exporting
from workbench.services.finding import retrieval
from workbench.services.reports import quotation_files
from workbench.tui.dialogs.picker import Choice, CodePicker, Picked
from workbench.tui.keys import PASSAGES, Place, bindings
from workbench.tui.layout.cells import shown_lines, shown_name
from workbench.tui.screens.desk import Desk
from workbench.tui.screens.home import YEAR
from workbench.tui.screens.pages.taking_back import UndoingPage
from workbench.tui.screens.pages.writing_files import write_file
from workbench.tui.widgets.passage_list import PassageList
from workbench.tui.widgets.top_bar import TopBar

MOST = 20_000
"""How many passages are listed; a file has all of them."""

_FIRST, _PORTION = 40, 400
_HEAD = 4
"""How many lines of the preview the head of a passage and its own beginning take at most."""

_AROUND = 160
"""How many characters before and after a passage the list can show."""


class PassagesScreen(UndoingPage):
    """The passages that a query finds.

    Args:
        desk: the open project.
        query: what to look for at once.
    """

    AUTO_FOCUS = ""
    KEYS = PASSAGES
    PLACE = mark("Passages")
    HINTS: ClassVar[Mapping[str, str]] = {
        "passages-query": mark("code:budsjett not code:innsparing municipality:Moss year>=2011 coder:anna")
    }
    ABOUT = mark(
        "code:A finds what is coded with A or a code below it, code=A only with A itself. Side by side, the first code "
        "says what is found and further ones where: code:A code:B are the passages with A that overlap one with B of "
        "the same coder. not, or and ( ) as one expects. municipality:Moss year>=2011 coder:anna certainty:unsure "
        "memo:word text:word transcript:Moss* role:respondent. near(A, B, 2 turns), same-turn(A, B). A word by itself "
        "is a code; names with spaces stand in quotes."
    )
    OWN_ACTS = ("coding",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.PASSAGES)]

    def __init__(self, desk: Desk, query: str = "") -> None:
        super().__init__(desk)
        self.asked = query
        self.looking = False
        self._run = 0
        self._read: tuple[tuple[str, int], TranscriptText] | None = None

    def compose(self) -> ComposeResult:
        """The query over the list, the whole turn of the lit one, and the command that finds the same."""
        yield TopBar()
        yield Input(self.asked, placeholder=self.hint("passages-query"), id="passages-query", select_on_focus=False)
        yield Static(id="passages-said", markup=False)
        with Container(id="passages-body"):
            yield PassageList(id="passages")
            with VerticalScroll(id="passages-card", can_focus=False):
                yield Static(id="passages-whole", markup=False)
        yield Static(id="passages-command", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Look at once; with nothing asked for, write first."""
        self.tell_place()
        if self.asked:
            self.listed.focus()
        else:
            self.query_one(Input).focus()
        self.look(self.asked)

    @property
    def listed(self) -> PassageList:
        """The list; row keys are the codings' UUIDs."""
        return self.query_one(PassageList)

    # Looking

    def look(self, query: str) -> None:
        """Look for something, in the background; the lit passage stays lit where it is found again."""
        self.asked, self.looking = query, True
        self._run += 1
        lit = self.listed.found
        self._say(Content.styled(_("looking …"), "$quiet"))
        self._look(self._run, query, lit.coding.uuid if lit else "", self.listed.lit)

    @work(thread=True, exclusive=True, group="look", exit_on_error=False)
    def _look(self, run: int, query: str, lit: str, at: int) -> None:
        worker = get_current_worker()
        language = self.desk.language
        try:
            stream = retrieval.passages(self.project, query, context=_AROUND, language=language)
            # Where something was lit, everything is there before the list is drawn anew.
            portion = list(islice(stream, MOST if lit else _FIRST))
            self.app.call_from_thread(self._begin, run, portion, lit, at)
            n = len(portion)
            while not worker.is_cancelled and n < MOST and (portion := list(islice(stream, min(_PORTION, MOST - n)))):
                n += len(portion)
                self.app.call_from_thread(self._go_on, run, portion)
            more = n == MOST and next(stream, None) is not None
            self.app.call_from_thread(self._end, run, more)
        except WorkbenchError as error:
            self.app.call_from_thread(self._cannot, run, error)

    def _now(self, run: int) -> bool:
        """Whether what comes is what was asked for last."""
        return self.is_attached and run == self._run

    def _begin(self, run: int, portion: Sequence[Found], lit: str, at: int) -> None:
        if not self._now(run):
            return
        row = next((number for number, one in enumerate(portion) if one.coding.uuid == lit), at)
        self.listed.begin(portion, row if lit else 0)
        command = Content.assemble(("$ ", "$quiet"), (shown_name(quotation_files.command(self.asked)), "$secondary"))
        self.query_one("#passages-command", Static).update(command)

    def _go_on(self, run: int, portion: Sequence[Found]) -> None:
        if self._now(run):
            self.listed.more(portion)
            self._say_count()

    def _end(self, run: int, more: bool) -> None:
        if self._now(run):
            self.looking = False
            self.listed.marked &= {one.coding.uuid for one in self.listed.rows}
            self._say_count(more)
            self._show_lit()

    def _say_count(self, more: bool = False) -> None:
        transcripts = len({one.coding.transcript for one in self.listed.rows})
        said = plural(len(self.listed.rows), "1 passage", "{n} passages")
        if transcripts:
            said += " " + plural(transcripts, "in 1 transcript", "in {n} transcripts")
        if more:
            said += " " + _("and more: say the query more closely, or write them all to a file with e")
        if self.listed.marked:
            said += " · " + plural(len(self.listed.marked), "1 marked", "{n} marked")
        self._say(Content.styled(said, "$quiet"))

    def _cannot(self, run: int, error: WorkbenchError) -> None:
        """Say under the query what is wrong with it, and stand where it is."""
        if self._now(run):
            self.looking = False
            self._say(
                Content.assemble((shown_name(error.message), "$error"), (f"  {shown_name(error.hint)}", "$quiet"))
            )
            query = self.query_one(Input)
            query.focus()
            if isinstance(error, QueryError):
                query.cursor_position = error.at

    def _say(self, said: Content) -> None:
        self.query_one("#passages-said", Static).update(said)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Look for what was written."""
        self.listed.marked.clear()
        self.listed.focus()
        self.look(event.value.strip())

    # The lit one

    def on_passage_list_lit(self, event: PassageList.Lit) -> None:
        """Show the whole turn of the lit one."""
        self._show_lit()

    def on_passage_list_chosen(self, event: PassageList.Chosen) -> None:
        """Read there."""
        self.action_read_there()

    def _show_lit(self) -> None:
        found, whole = self.listed.found, self.query_one("#passages-whole", Static)
        if found is None:
            whole.update("")
            return
        stands_in = (found.coding.transcript, found.coding.revision)
        try:
            if self._read is None or self._read[0] != stands_in:
                self._read = stands_in, retrieval.text_of(self.project, found.coding)
        except WorkbenchError as error:
            whole.update(Content(shown_name(error.message)))
            return
        text = self._read[1]
        span = retrieval.whole_turns(text, found.coding)
        start, end = found.coding.start, found.coding.end
        year = next((value for name, value in found.setting.attributes.items() if name.casefold() in YEAR), "")
        turn = "" if found.turn is None else _("turn {n}").format(n=found.turn)
        place = (found.coder, found.setting.case, year, found.setting.name, turn, found.speaker)
        memo = Content.assemble("\n", (_("Memo: {words}").format(words=shown_lines(found.memo)), "$secondary"))
        whole.update(
            Content.assemble(
                (shown_name(found.code_path), "bold"),
                ("".join(f" · {shown_name(part)}" for part in place if part) + "\n", "$quiet"),
                (shown_lines(text.text[span.start : start]), "$quiet"),
                (shown_lines(text.text[start:end]), "bold"),
                (shown_lines(text.text[end : span.end]), "$quiet"),
                memo if found.memo else "",
            )
        )
        card = self.query_one("#passages-card", VerticalScroll)
        width = max(1, card.scrollable_content_region.width)
        above = sum(1 + cell_len(line) // width for line in text.text[span.start : start].split("\n")[:-1])
        above += cell_len(text.text[span.start : start].rpartition("\n")[2]) // width
        seen = above + _HEAD < card.scrollable_content_region.height
        card.call_after_refresh(card.scroll_to, y=0 if seen else above, animate=False)

    # Keys

    def action_read_there(self) -> None:
        """Read on where the lit passage stands."""
        found = self.listed.found
        if found is not None:
            self.read(found.coding.transcript, Span(found.coding.start, found.coding.end))

    def came_back(self) -> None:
        """Show what may have changed while one was reading."""
        self.changed()

    def changed(self) -> None:
        """Look again."""
        super().changed()
        self.look(self.asked)

    def action_ask(self) -> None:
        """Go to the query."""
        self.query_one(Input).focus()

    def action_back(self) -> None:
        """Go from the query to the list, or back."""
        if self.query_one(Input).has_focus and self.listed.rows:
            self.listed.focus()
        else:
            self.close_page()

    def action_mark(self) -> None:
        """Mark the lit passage, or leave it, and light the next."""
        found = self.listed.found
        if found is None:
            return
        self.listed.marked ^= {found.coding.uuid}
        self.listed.light(self.listed.lit + 1)
        self._say_count()

    def action_mark_all(self) -> None:
        """Mark all of one's own, or none."""
        own = {one.coding.uuid for one in self.listed.rows if one.coding.coder == self.desk.me}
        self.listed.marked = set() if own <= self.listed.marked else own
        self.listed.refresh()
        self._say_count()

    def _chosen(self) -> list[Found]:
        found = self.listed.found
        if self.listed.marked:
            return [one for one in self.listed.rows if one.coding.uuid in self.listed.marked]
        return [] if found is None else [found]

    def action_recode(self) -> None:
        """Find another code for what is marked."""
        chosen = self._chosen()
        if not chosen:
            self.app.bell()
            return
        tree = self.desk.tree
        choices = [
            Choice(
                entry,
                self.desk.colour(tree.by_uuid[entry.id]),
                tree.by_uuid[entry.id].card,
                self.desk.keys_of(entry.id),
            )
            for entry in self.desk.entries
        ]
        words = chosen[0].quotation[:400]
        if len(chosen) > 1:
            words = plural(len(chosen), "1 passage", "{n} passages") + f": {words}"

        def picked(answer: Picked | None) -> None:
            if answer is not None and answer.codes:
                self._recode([one.coding.uuid for one in chosen], answer.codes[0])

        self.app.push_screen(CodePicker(choices, language=self.desk.language, nearness={}, words=words), picked)

    def _recode(self, chosen: Sequence[str], code: str) -> None:
        try:
            done = retrieval.recode(self.project, chosen, self.desk.tree.by_uuid[code])
        except WorkbenchError as error:
            self.refuse(error)
            return
        said = plural(done.changed, "1 recoded", "{n} recoded")
        if done.merged:
            said += ", " + plural(done.merged, "1 fell on one that stood there", "{n} fell on ones that stood there")
        if done.alike:
            said += ", " + plural(done.alike, "1 had the code already", "{n} had the code already")
        self.listed.marked.clear()
        self.desk.used(code)
        self.changed()
        self.say(said)

    def action_remove(self) -> None:
        """Take the marked codings away, or the lit one."""
        try:
            gone = retrieval.uncode(self.project, [one.coding.uuid for one in self._chosen()])
        except WorkbenchError as error:
            self.refuse(error)
            return
        if gone:
            self.listed.marked.clear()
            self.changed()
            self.say(plural(gone, "1 taken away; u brings it back", "{n} taken away; u brings them back"))

    def action_export(self) -> None:
        """Write what is marked to a file, or everything that the query finds."""
        chosen = self._chosen() if self.listed.marked else None

        def write(target: Path, force: bool) -> Sequence[Path]:
            found = chosen or retrieval.passages(self.project, self.asked, language=self.desk.language)
            return quotation_files.write_any(self.project, found, target, query=self.asked, force=force)

        title = plural(len(chosen or self.listed.rows), "Write 1 passage to", "Write {n} passages to")
        write_file(self, title, "passages.docx", exporting.suffixes(), write)
