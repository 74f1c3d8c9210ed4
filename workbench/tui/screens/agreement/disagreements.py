"""Disagreements: where coders differ, their passages side by side in the text, and one key that settles each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.coordinate import Coordinate
from textual.widgets import DataTable, Footer, Input, Static

from workbench.core.coders import Coder
from workbench.core.errors import WorkbenchError
from workbench.core.folding import fold
from workbench.core.language import _, mark, plural
from workbench.core.passages import Span
from workbench.core.settlements import Decision
from workbench.core.transcripts import TranscriptText
from workbench.services.settling import acts, reading, tables
from workbench.services.settling.reading import ContestedPassage, Settling
from workbench.tui.dialogs.asking import AskLine
from workbench.tui.dialogs.edit_passage import EditPassage
from workbench.tui.keys import DISAGREEMENTS, Place, bindings
from workbench.tui.layout.cells import shorten, shown_name
from workbench.tui.screens.agreement.disagreement_card import KINDS, card_of, within
from workbench.tui.screens.agreement.disagreement_tables import show_confusion, write_settled
from workbench.tui.screens.desk import Desk
from workbench.tui.screens.pages.page import WIDE
from workbench.tui.screens.pages.taking_back import UndoingPage
from workbench.tui.widgets.list_table import ListTable
from workbench.tui.widgets.top_bar import TopBar

DECISIONS = {
    Decision.UNION: mark("union"),
    Decision.INTERSECTION: mark("shared"),
    Decision.NEITHER: mark("neither"),
    Decision.EDITED: mark("edited"),
    Decision.LATER: mark("later"),
}
_BAR, _SHORT_BAR = 20, 10
_DECISION = 9


class DisagreementTable(ListTable):
    """The list; Enter reads on where the lit one stands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in bindings(Place.DISAGREEMENTS) if binding.id == "settle.read"
    ]


class DisagreementsScreen(UndoingPage):
    """What some coders have to settle.

    Args:
        desk: the open project.
        coders: names of those who are compared; none means all who are done with something.
        code: only this code, by key.
        transcript: only this transcript, by name.
    """

    AUTO_FOCUS = "#disagreements"
    KEYS = DISAGREEMENTS
    PLACE = mark("Disagreements")
    HINTS: ClassVar[Mapping[str, str]] = {
        "disagreements-filter": mark("filter: letters of a transcript, code, kind; open")
    }
    ABOUT = mark(
        "What you decide becomes the coding of the coder “consensus”; what the coders gave stays as it is, and so does "
        "the figure of agreement. Where a transcript is settled whole, the matrix counts its consensus."
    )
    OWN_ACTS = ("disagreement",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.DISAGREEMENTS)]

    def __init__(self, desk: Desk, coders: Sequence[str] = (), *, code: str = "", transcript: str = "") -> None:
        super().__init__(desk)
        self._coders, self._code, self._transcript = tuple(coders), code, transcript
        self.settling: Settling | None = None
        self.passages: list[ContestedPassage] = []
        self.shown: list[int] = []
        self._text: tuple[tuple[str, int], TranscriptText] | None = None

    def compose(self) -> ComposeResult:
        """How far it is, a filter over the list, and the lit one with the coders' passages side by side."""
        yield TopBar()
        yield Static(id="disagreements-head", markup=False)
        with Container(id="disagreements-body"):
            with Vertical(id="disagreements-list"):
                yield Input(placeholder=self.hint("disagreements-filter"), id="disagreements-filter")
                yield DisagreementTable(id="disagreements")
            with VerticalScroll(id="disagreements-card", can_focus=False):
                yield Static(id="disagreements-side", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Read what is contested."""
        self.tell_place()
        self.look()

    def on_resize(self) -> None:
        """Wrap the text anew."""
        self.call_after_refresh(self._show_lit)

    # Reading

    def look(self, lit: str = "") -> None:
        """Read everything in the background, and light one again by its id."""
        self.top.tell(state=_("reading …"))
        self._look(lit)

    @work(thread=True, exclusive=True, group="look", exit_on_error=False)
    def _look(self, lit: str) -> None:
        try:
            found = reading.read(self.project, self._coders)
        except WorkbenchError as error:
            self.app.call_from_thread(self._cannot, error)
            return
        self.app.call_from_thread(self._have, found, lit)

    def _cannot(self, error: WorkbenchError) -> None:
        if self.is_attached:
            self.settling, self.passages = None, []
            self.top.tell(state="")
            self._fill()
            said = Content.assemble((shown_name(error.message), "bold"), "\n", (shown_name(error.hint), "$quiet"))
            self.query_one("#disagreements-head", Static).update(said)

    def _have(self, found: Settling, lit: str) -> None:
        if not self.is_attached:
            return
        self.settling = found
        self.passages = [
            one
            for one in found.passages
            if (not self._code or one.key == self._code) and (not self._transcript or one.name == self._transcript)
        ]
        self.top.tell(state="")
        self._fill(lit)

    # The list

    @property
    def listed(self) -> DisagreementTable:
        """The list."""
        return self.query_one(DisagreementTable)

    @property
    def lit(self) -> ContestedPassage | None:
        """The lit disagreement."""
        at = self.listed.cursor_row
        return self.passages[self.shown[at]] if at < len(self.shown) else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Leave what is meant."""
        self._fill(self.lit.id if self.lit else "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the list."""
        self.listed.focus()

    def _fill(self, lit: str = "") -> None:
        words = fold(self.query_one(Input).value).split()
        self.shown = [at for at, one in enumerate(self.passages) if all(w in self._folded(one) for w in words)]
        drawn = [self._cells(self.passages[at]) for at in self.shown]
        first = next((n for n, at in enumerate(self.shown) if not self.passages[at].settlement), 0)
        row = next((n for n, at in enumerate(self.shown) if self.passages[at].id == lit), first)
        self.listed.fill([_("Code"), _("Kind"), _("Decision"), _("Transcript")], drawn, lit=row)
        self._say_gauge()
        self._show_lit()

    def _folded(self, one: ContestedPassage) -> str:
        state = _("settled") if one.settled else _("open")
        return fold(f"{one.name}\n{one.key}\n{self.desk.name(one.code)}\n{_(KINDS[one.kind])}\n{one.kind}\n{state}")

    def _cells(self, one: ContestedPassage) -> list[Text]:
        return [
            Text(shorten(shown_name(self.desk.name(one.code)), 20)),
            Text(_(KINDS[one.kind.value])),
            Text(shorten(self._decided(one), _DECISION).ljust(_DECISION), style="" if one.settled else "dim"),
            Text(shorten(shown_name(one.name), 22), style="dim"),
        ]

    def _decided(self, one: ContestedPassage) -> str:
        if one.settlement is None:
            return ""
        if one.settlement.decision is Decision.TAKE:
            return "✓ " + shorten(self.desk.coder_name(one.settlement.taken or ""), 10)
        sign = "✓ " if one.settled else "… "
        return sign + _(DECISIONS[one.settlement.decision])

    def _say_gauge(self) -> None:
        if self.settling is None:
            return
        settled = sum(one.settled for one in self.passages)
        whole = len(self.passages)
        bar = _BAR if self.size.width >= WIDE else _SHORT_BAR
        filled = round(bar * settled / whole) if whole else 0
        complete = sum(one.complete for one in self.settling.transcripts)
        names = _(" and ").join(coder.name for coder in self.settling.coders)
        said = _("{settled} of {whole} settled").format(settled=settled, whole=whole)
        if complete:
            said += " · " + plural(complete, "1 transcript complete", "{n} transcripts complete")
        late = "  ".join(shown_name(line) for line in tables.late(self.settling))
        head = Content.assemble(
            (shown_name(names), "bold"),
            ("  " + "█" * filled, "$secondary"),
            ("░" * (bar - filled), "$quiet"),
            f" {said}",
            (f"\n{late}" if late else "", "$quiet"),
        )
        self.query_one("#disagreements-head", Static).update(head)

    # The lit one

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Show the coders' passages in the text."""
        self._show_lit()

    def _text_of(self, one: ContestedPassage) -> TranscriptText:
        place = (one.transcript, one.revision)
        if self._text is None or self._text[0] != place:
            self._text = place, reading.text_of(self.project, one)
        return self._text[1]

    def _show_lit(self) -> None:
        one, side = self.lit, self.query_one("#disagreements-side", Static)
        if one is None:
            side.update(Content.styled(_("Nothing is contested here.") if self.settling else "", "$quiet"))
            return
        card = self.query_one("#disagreements-card", VerticalScroll)
        width = card.scrollable_content_region.width
        drawn, above = card_of(one, self._text_of(one), self.desk, width, self._decided(one))
        side.update(drawn)
        tall = card.scrollable_content_region.height
        card.call_after_refresh(card.scroll_to, y=above if above + 4 > tall else 0, animate=False)

    # Settling

    def _settle(
        self, decision: Decision, *, taken: Coder | None = None, edited: Sequence[Span] = (), reason: str | None = None
    ) -> None:
        one = self.lit
        if one is None:
            self.app.bell()
            return
        try:
            after = acts.settle(self.project, one, decision, taken=taken, edited=edited, reason=reason)
        except WorkbenchError as error:
            self.refuse(error)
            return
        self._show_settled(after)
        self._light_next()

    def _show_settled(self, after: ContestedPassage) -> None:
        """Show the decision in its row; what may be complete now is reckoned from the list."""
        at = next(n for n, one in enumerate(self.passages) if one.id == after.id)
        self.passages[at] = after
        if self.settling is not None:
            self.settling = _with(self.settling, after)
        row = self.shown.index(at)
        self.listed.update_cell_at(Coordinate(row, 2), self._cells(after)[2])
        self._say_gauge()

    def _light_next(self) -> None:
        """Light the next that nobody has looked at, else the next that was left for later, else stay."""
        here = self.listed.cursor_row
        order = [*range(here + 1, len(self.shown)), *range(here)]
        untouched = [row for row in order if self.passages[self.shown[row]].settlement is None]
        if untouched:
            self.listed.move_cursor(row=untouched[0], animate=False)
        elif not any(one.settlement is not None and not one.settled for one in self.passages):
            self.say(_("Everything here is settled."))
        self._show_lit()

    def action_take(self, at: int) -> None:
        """Take what one of the coders marked."""
        one = self.lit
        if one is None or at >= len(one.coders):
            self.app.bell()
            return
        self._settle(Decision.TAKE, taken=one.coders[at])

    def action_decide(self, decision: str) -> None:
        """Settle it so."""
        self._settle(Decision(decision))

    def action_edit(self) -> None:
        """Give the passage a beginning and an end of its own."""
        one = self.lit
        if one is None:
            self.app.bell()
            return
        text = self._text_of(one)
        title = _("{code}: where it begins and ends").format(code=shown_name(self.desk.name(one.code)))

        def taken(span: Span | None) -> None:
            if span is not None:
                self._settle(Decision.EDITED, edited=[span])

        dialog = EditPassage(title, text.text, within(one, text), Span(one.start, one.end))
        self.app.push_screen(dialog, taken)

    def action_reason(self) -> None:
        """Note why it was settled so; what is not settled is then one for later."""
        one = self.lit
        if one is None:
            self.app.bell()
            return

        def noted(answer: str | None) -> None:
            if answer is None:
                return
            try:
                after = acts.note_reason(self.project, one, answer)
            except WorkbenchError as error:
                self.refuse(error)
                return
            self._show_settled(after)
            self._show_lit()

        value = one.settlement.reason if one.settlement else ""
        note = _("It stands in the table of what was settled.")
        self.app.push_screen(AskLine(_("Why?"), value=value, note=note), noted)

    def action_reopen(self) -> None:
        """Take the decision on the lit one back."""
        one = self.lit
        if one is None:
            self.app.bell()
            return
        try:
            after = acts.reopen(self.project, one)
        except WorkbenchError as error:
            self.refuse(error)
            return
        self._show_settled(after)
        self._show_lit()

    def action_agreed(self) -> None:
        """Give the consensus what all agree on."""
        try:
            touched = acts.take_agreed(self.project, self._coders)
        except WorkbenchError as error:
            self.refuse(error)
            return
        self.changed()
        self.say(plural(len(touched), "Agreed passages of 1 transcript taken", "Agreed passages of {n} taken"))

    # Going elsewhere

    def changed(self) -> None:
        """Read again."""
        super().changed()
        self.look(self.lit.id if self.lit else "")

    def came_back(self) -> None:
        """Show what may have changed while one was reading."""
        self.changed()

    def action_read_there(self) -> None:
        """Read on where the lit one stands."""
        if self.lit is not None:
            self.read(self.lit.transcript, Span(self.lit.start, self.lit.end))

    def action_ask(self) -> None:
        """Go to the filter."""
        self.query_one(Input).focus()

    def action_back(self) -> None:
        """Go from the filter to the list, or back."""
        if self.query_one(Input).has_focus:
            self.listed.focus()
        else:
            self.close_page()

    def action_confusion(self) -> None:
        """Show which code of the one met which of the other."""
        show_confusion(self, tuple(coder.name for coder in self.settling.coders) if self.settling else ())

    def action_export(self) -> None:
        """Write what was settled, and how."""
        write_settled(self)


def _with(settling: Settling, after: ContestedPassage) -> Settling:
    """Return what is known after one passage was settled or opened again."""
    transcripts = []
    for transcript in settling.transcripts:
        if transcript.uuid == after.transcript:
            passages = tuple(after if one.id == after.id else one for one in transcript.passages)
            transcript = replace(transcript, passages=passages, complete=all(one.settled for one in passages))
        transcripts.append(transcript)
    return replace(settling, transcripts=tuple(transcripts))
