"""Reading and coding: codebook, transcript, and the card of what is under the cursor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal
from textual.timer import Timer
from textual.widgets import Footer

from workbench.core.codings import Certainty, Coding
from workbench.core.errors import WorkbenchError
from workbench.core.language import _, mark
from workbench.core.passages import Span
from workbench.core.segments import Unit
from workbench.services import local_state, transcripts
from workbench.tui.keys import READING, Place, bindings
from workbench.tui.screens.desk import Desk
from workbench.tui.screens.pages.desk_page import screen_class
from workbench.tui.screens.pages.page import WIDE
from workbench.tui.screens.reading.report import ReportingPage
from workbench.tui.widgets.card_pane import CardPane
from workbench.tui.widgets.code_content import CodingLine
from workbench.tui.widgets.codebook_pane import CodebookPane
from workbench.tui.widgets.top_bar import TopBar
from workbench.tui.widgets.transcript_view import TranscriptView

_POLL = 1.0
_CARD_AFTER = 0.04


class CodingPane(TranscriptView):
    """The transcript; asking for a code opens the picker at once, so that no letter typed after it is lost.

    Args:
        choose: opens the picker.
        takes: whether a key by its name is for what the screen has in hand.
        id: of the widget.
    """

    def __init__(self, choose: Callable[[], None], takes: Callable[[str], bool], *, id: str) -> None:
        super().__init__(id=id)
        self._choose = choose
        self._takes = takes

    def on_key(self, event: events.Key) -> None:
        """Give the screen the keys of what it has in hand."""
        if self._takes(event.key):
            event.stop()
            event.prevent_default()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Let go what is in hand: whoever points somewhere is done with it."""
        self._takes("")

    def action_choose(self) -> None:
        """Find a code."""
        self._choose()


class ReadingScreen(ReportingPage):
    """One transcript under the hands of one coder.

    Args:
        desk: the open project.
        transcript: a UUID.
        at: a passage to light; else the place where it was left.
    """

    AUTO_FOCUS = "#transcript"
    KEYS = READING
    ABOUT = mark("A code lands on what is lit: the turn, sentence or word under the cursor, or what you selected.")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.SCREEN)]

    def __init__(self, desk: Desk, transcript: str, *, at: Span | None = None) -> None:
        super().__init__(desk)
        self._at = at
        self.opened = transcripts.open_transcript(desk.project, transcript)
        self.codings = {}
        self._reviewed: list[Span] = []
        self._turn_starts = [turn.start for turn in self.opened.text.turns]
        self._here: list[Coding] = []
        self._selected = False
        self._card_timer: Timer | None = None
        self._counter = desk.project.database.change_counter()
        self._place = local_state.Place()
        self._kept_panes = (local_state.setting("panes") or "card").split()
        shown = set(self._kept_panes)
        self._codebook: bool | None = True if "codebook" in shown else False if "no-codebook" in shown else None
        self._card, self._alone, self._others = "card" in shown, "alone" in shown, "others" in shown

    def compose(self) -> ComposeResult:
        """Codebook left, the text in the middle, the card below or right."""
        yield TopBar()
        with Horizontal(id="reading"):
            yield CodebookPane(id="codebook")
            with Container(id="reading-middle"):
                yield CodingPane(self.action_choose, self.moves_edge, id="transcript")
                yield CardPane(id="card")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the transcript where it was left."""
        place = local_state.place(self.project.project.uuid, self.desk.me, self.opened.transcript.uuid)
        self.tell_place(self.opened.transcript.name)
        self._take(self.opened)
        unit = (
            Unit(place.unit) if place.unit in set(Unit) & {"turn", "sentence", "word", "character"} else Unit.SENTENCE
        )
        self.view.show(self.opened.text, self.opened.speakers, self.marks(), reviewed=self._reviewed, unit=unit)
        if self._at is None:
            self.view.come_back(place.cursor)
            self.call_after_refresh(self.view.bring_to_top, place.top)
        else:
            self.view.select(*self._at)
        self._place = place
        self.show_codebook()
        self._panes()
        self.view.focus()
        self.refresh_work()
        self.set_interval(_POLL, self._look_around)

    # Records

    @property
    def view(self) -> CodingPane:
        """The pane that the transcript is read in."""
        return self.query_one("#transcript", CodingPane)

    def _take(self, opened: transcripts.OpenTranscript) -> None:
        self.opened = opened
        self.codings = {coded.uuid: coded for coded in opened.codings}

    def reload(self, *, codebook: bool = False) -> None:
        """Read everything anew, keeping the place."""
        if codebook:
            self.desk.reload()
            self.show_codebook()
        try:
            self._take(transcripts.open_transcript(self.project, self.opened.transcript.uuid))
        except WorkbenchError as error:
            self.refuse(error)
            self.close_page()
            return
        self._run = None
        self.tell_place(self.opened.transcript.name)
        self.draw_marks()
        self.refresh_work()

    def draw_coding(self, coded: Coding) -> None:
        """Draw a coding that is stored."""
        self.codings[coded.uuid] = coded
        if self.shows(coded):
            self.view.add_mark(self.desk.mark(coded))
            self._marked = coded.uuid

    def drop_coding(self, uuid: str) -> None:
        """Draw a coding no longer."""
        self.codings.pop(uuid, None)
        self.view.remove_mark(uuid)

    def refresh_work(self) -> None:
        """Draw again what follows from codings and marks."""
        self.draw_report_marks()
        mine = [coded for coded in self.codings.values() if coded.coder == self.desk.me]
        judged = transcripts.judged(self.opened, mine, self.desk.me)
        if judged != self._reviewed:
            self._reviewed = judged
            self.call_after_refresh(self.view.set_reviewed, judged)
        self.reckon(mine)
        self.query_one(CodebookPane).count(Counter(coded.code for coded in mine))
        self._refresh_card()
        self.tell_state()

    def _look_around(self) -> None:
        """Notice what another process wrote, and keep the place in mind."""
        self._store_run()
        counter = self.project.database.change_counter()
        if counter != self._counter and self._run is None:
            self._counter = counter
            self.reload(codebook=True)
        self.leave()

    def leave(self) -> None:
        """Keep the place for the next time, and a coding where its edge was moved to."""
        self._store_run()
        self._keep_panes()
        at = local_state.Place(self.view.offset_of_cursor, self.view.offset_of_top, str(self.view.unit))
        if at != self._place and self.desk.me:
            self._place = at
            local_state.remember_place(self.project.project.uuid, self.desk.me, self.opened.transcript.uuid, at)

    def _keep_panes(self) -> None:
        codebook = {None: "", True: "codebook", False: "no-codebook"}[self._codebook]
        shown = {"card": self._card, "alone": self._alone, "others": self._others}
        panes = [*filter(None, [codebook]), *(name for name, there in shown.items() if there)]
        if panes != self._kept_panes:
            self._kept_panes = panes
            local_state.remember_setting("panes", " ".join(panes) or "none")

    # The card and the line on top

    def on_transcript_surface_cursor_moved(self, event: TranscriptView.CursorMoved) -> None:
        """Show the card of what is lit, once the cursor rests."""
        self._lit = event.span
        if event.selected != self._selected:
            # Esc means something else now, and the footer says what.
            self._selected = event.selected
            self.refresh_bindings()
        if self._card_timer is not None:
            self._card_timer.stop()
        self._card_timer = self.set_timer(_CARD_AFTER, self._refresh_card)

    def on_pointed_transcript_mark_chosen(self, event: TranscriptView.MarkChosen) -> None:
        """Light the passage of a bracket that was clicked, and mark its coding in the card."""
        self._marked = event.mark.uuid
        self.view.select(event.mark.start, event.mark.end)

    def _refresh_card(self) -> None:
        # A passage may just have been lit whose message is still on its way.
        lit = self._lit = self.view.selection or self._lit
        under = [self.codings[mark.uuid] for mark in self.view.marks_in(lit) if mark.uuid in self.codings]
        self._here = sorted(under, key=lambda c: (c.coder != self.desk.me, c.end - c.start, c.start))
        uuids = [coded.uuid for coded in self._here]
        if self._marked not in uuids:
            self._marked = uuids[0] if uuids else None
        card = self.query_one(CardPane)
        notes = [memo.body for memo in self.opened.notes_in(lit)] if self.opened.passages else []
        card.show_codings([self._line(coded) for coded in self._here], _("No code here yet."), notes, self._wanted(lit))
        marked = self.marked_coding()
        if marked is not None and not self.query_one(CodebookPane).codes.has_focus:
            self.show_card(marked.code)
        elif marked is None:
            card.show_code("", "", None, self.desk.language, {})
        self.tell_state()

    def _wanted(self, lit: Span) -> list[str]:
        """Return what the card says of the passages here that are marked for the report."""
        told = _("for the report: {approval}")
        return [
            told.format(approval=_(str(one.approval)))
            + ("" if one.coder == self.desk.me else f" ({self.desk.coder_name(one.coder)})")
            for one in self.report_marks_in(lit)
        ]

    def _line(self, coded: Coding) -> CodingLine:
        code = self.desk.tree.by_uuid.get(coded.code)
        return CodingLine(
            coded.uuid,
            coded.code,
            self.desk.name(coded.code),
            code.key if code else "?",
            self.desk.colour(code),
            self.desk.coder_name(coded.coder),
            coded.coder == self.desk.me,
            coded.certainty is Certainty.UNSURE,
            coded.uuid == self._marked,
            tuple(memo.body for memo in self.opened.memos if memo.coding == coded.uuid),
        )

    def show_card(self, uuid: str) -> None:
        """Show when to use a code."""
        code = self.desk.tree.by_uuid.get(uuid)
        if code is not None:
            name, keys = code.name(self.desk.language), self.desk.keys_of(uuid)
            live = self.desk.told_examples(code)
            self.query_one(CardPane).show_code(name, keys, code.card, self.desk.language, self.desk.names, live)

    def marked_coding(self) -> Coding | None:
        """Return the coding that is marked in the card."""
        return self.codings.get(self._marked) if self._marked else None

    def action_next_in_card(self) -> None:
        """Mark the next coding in the card."""
        uuids = [coded.uuid for coded in self._here]
        if uuids:
            at = uuids.index(self._marked) if self._marked in uuids else -1
            self._marked = uuids[(at + 1) % len(uuids)]
            self._refresh_card()

    # Looking

    def action_copy_quotation(self) -> None:
        """Copy the words with case, year and turn."""
        span = self.view.selection
        if span is None:
            self.app.bell()
            return
        words = transcripts.reference(self.project, self.opened, span)
        self.app.copy_to_clipboard(words)
        self.say(_("Copied with its reference. It lies on the clipboard, where other programs can read it."))

    def action_search(self) -> None:
        """Find words, here or in all transcripts."""
        self.leave()
        search = screen_class("search")(self.desk, self.opened.transcript.uuid)
        self.app.push_screen(search, lambda _: self.came_back())

    def speak_anew(self) -> None:
        """Write again, in the language that is spoken now, all that stands here, codes too."""
        self.query_one(CodebookPane).speak_anew()
        super().speak_anew()

    def came_back(self) -> None:
        """Draw what was changed from another screen."""
        self.reload(codebook=True)

    def action_come_back(self) -> None:
        """Go back to where one came from: the place of another transcript, a list, a table."""
        if self._at is None:
            self.say(_("You came from the list of transcripts: Esc goes there."))
        else:
            self.leave()
            self.close_page()

    def on_resize(self) -> None:
        """Give the text its room."""
        self._panes()

    def _panes(self) -> None:
        width = self.size.width
        codebook = (width >= WIDE if self._codebook is None else self._codebook) and not self._alone
        self.query_one(CodebookPane).display = codebook
        self.query_one(CardPane).display = self._card and not self._alone

    def action_toggle_codebook(self) -> None:
        """Show or hide the codebook."""
        pane = self.query_one(CodebookPane)
        self._codebook, self._alone = not pane.display, False
        self._panes()
        (pane.codes if pane.display else self.view).focus()

    def action_toggle_card(self) -> None:
        """Show or hide the card."""
        self._card, self._alone = not self.query_one(CardPane).display, False
        self._panes()

    def action_alone(self) -> None:
        """Hide the panes around the text, or bring them back."""
        self._alone = not self._alone
        self._panes()
        self.view.focus()

    def holds_something(self) -> bool:
        """Whether Esc lets go of a selection, of a coding's edge or of a pane."""
        return self._run is not None or self.view.has_selection or not self.view.has_focus

    def action_back(self) -> None:
        """Go from a pane to the text, and from the text to the transcripts."""
        if self.view.has_focus:
            self.leave()
            self.close_page()
        else:
            self.view.focus()
