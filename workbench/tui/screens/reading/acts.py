"""What a researcher does to a passage: give a code, take it away, judge it, take things back.

One key is one service call; a mark is drawn once it is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.core.codebook import Code
from workbench.core.coders import Progress
from workbench.core.codings import Certainty, Coding
from workbench.core.errors import WorkbenchError
from workbench.core.events import Event
from workbench.core.language import _, plural
from workbench.core.passages import Span, trim
from workbench.core.records import from_image
from workbench.services import transcripts
from workbench.services.blinding import blind
from workbench.services.codings import coding
from workbench.services.history import history
from workbench.services.memos import memos
from workbench.services.memos.memos import MemoTarget
from workbench.tui.dialogs.asking import AskOne
from workbench.tui.layout.cells import shown_name
from workbench.tui.screens.memos.writing import write_memo
from workbench.tui.screens.pages.desk_page import DeskPage

if TYPE_CHECKING:
    from workbench.services.transcripts import OpenTranscript
    from workbench.tui.widgets.transcript_view import TranscriptView

_WHILE_READING = ("coding.", "reviewed.", "report.", "status.", "memo.", "pin.", "code.add", "code.card", "redo")


class ActingPage(DeskPage):
    """The acts of the reading screen; what they change is drawn by the screen that has them."""

    opened: OpenTranscript
    codings: dict[str, Coding]
    _again: Sequence[str] = ()
    _warned: str = ""

    # What the screen gives

    @property
    def view(self) -> TranscriptView:
        """The pane that the transcript is read in."""
        raise NotImplementedError

    def marked_coding(self) -> Coding | None:
        """Return the coding that is marked in the card."""
        raise NotImplementedError

    def draw_coding(self, coded: Coding) -> None:
        """Draw a coding that is stored."""
        raise NotImplementedError

    def drop_coding(self, uuid: str) -> None:
        """Draw a coding no longer."""
        raise NotImplementedError

    def reload(self, *, codebook: bool = False) -> None:
        """Read everything anew, keeping the place."""
        raise NotImplementedError

    def refresh_work(self) -> None:
        """Draw again what follows from codings and marks: counts, card, what is reviewed."""
        raise NotImplementedError

    def refuse_writing(self) -> None:
        """Say why nothing can be written, before somebody takes the trouble."""
        if self.project.read_only:
            self.say(_("The project is open for reading only: nothing can be written."))
        else:
            self.say(_("Nobody has said who is coding. w in the list of transcripts does."))

    def unread(self) -> int:
        """Return how many sentences I have neither coded nor marked as read."""
        raise NotImplementedError

    def go_to_first_open(self) -> None:
        """Go to the first sentence that I have not reviewed."""
        raise NotImplementedError

    # Codes

    def give(self, codes: Sequence[str], span: Span | None) -> None:
        """Give codes to a passage as one act, which is stored before it is drawn."""
        if span is None:
            self.app.bell()
            return
        stood: list[str] = []
        given = [self.desk.tree.by_uuid[uuid] for uuid in codes]
        try:
            applied = coding.apply_codes(self.project, self.opened.transcript, span, given, text=self.opened.text)
        except WorkbenchError as error:
            self.refuse(error)
            return
        for one in applied:
            self.desk.used(one.coding.code)
            if one.new:
                self.draw_coding(one.coding)
            else:
                stood.append(self.desk.name(one.coding.code))
        self._again = tuple(codes)
        if stood:
            self.say(_("{codes}: stands here already").format(codes=", ".join(map(shown_name, stood))))
        self.refresh_work()

    def action_pinned(self, digit: int) -> None:
        """Give the code that is pinned to a digit."""
        code = self.desk.pins.get(digit)
        if code is None:
            told = _("Nothing is pinned to {digit}. a {digit} pins the code in the card, or lit in the codebook.")
            self.say(told.format(digit=digit))
        else:
            self.give([code], self.view.selection)

    def give_shortcut(self, letter: str, span: Span | None) -> None:
        """Give the code whose letter followed ``k``."""
        code = self.desk.shortcuts.get(letter)
        if code is not None:
            self.give([code.uuid], span)
        else:
            self.say(_("No code has the letter {letter}.").format(letter=letter))

    def action_again(self) -> None:
        """Give the last code again, or the last ones that were given together."""
        if self._again:
            self.give(self._again, self.view.selection)
        else:
            self.say(_("No code has been given yet. c finds one."))

    def pin(self, code: Code, digit: int) -> None:
        """Pin a code to a digit."""
        try:
            coding.pin(self.project, digit, code)
        except WorkbenchError as error:
            self.refuse(error)
            return
        self.desk.pins = coding.pins(self.project)
        self.say(_("{digit} is now {code}").format(digit=digit, code=shown_name(code.name(self.desk.language))))

    # Codings

    def action_remove(self) -> None:
        """Take my coding away that is marked in the card."""
        marked = self.marked_coding()
        if marked is None or marked.coder != self.desk.me:
            anothers = _("That coding is another coder's.")
            self.say(_("No coding of yours lies here.") if marked is None else anothers)
            return
        try:
            coding.uncode(self.project, marked.uuid)
        except WorkbenchError as error:
            self.refuse(error)
            self.reload()
            return
        self.drop_coding(marked.uuid)
        self.refresh_work()

    def action_certainty(self) -> None:
        """Mark my coding as unsure, or sure again."""
        marked = self.marked_coding()
        if marked is None:
            self.say(_("No coding lies here."))
            return
        other = Certainty.SURE if marked.certainty is Certainty.UNSURE else Certainty.UNSURE
        try:
            after = coding.set_certainty(self.project, marked, other)
        except WorkbenchError as error:
            self.refuse(error)
            return
        self.draw_coding(after)
        self.refresh_work()

    def action_memo(self) -> None:
        """Write a note on the coding that is marked in the card; on the words where there is none, or some selected."""
        marked, span, here = self.marked_coding(), self.view.selection, self.opened.transcript
        if marked is not None and self.view.has_selection and span != (marked.start, marked.end):
            marked = None
        if marked is not None:
            target = MemoTarget("coding", marked.uuid)
        elif span is not None and self.opened.text.text[slice(*span)].strip():
            target = MemoTarget("passage", here.uuid, here.revision, trim(self.opened.text.text, span))
        else:
            self.app.bell()
            return
        write_memo(self, target, memos.own_on(self.project, target), self.reload)

    # What is read, what is done

    def mark_read(self, span: Span) -> bool:
        """Say that a passage is read and needs no code; return whether that is stored."""
        try:
            coding.mark_reviewed(self.project, self.opened.transcript, [span])
        except WorkbenchError as error:
            self.refuse(error)
            return False
        self.reload()
        return True

    def action_done(self) -> None:
        """Say that I am done with this transcript, or that I am not; where something is not reviewed, ask first."""
        if self.project.read_only or self.project.coder is None:
            self.refuse_writing()
            return
        mine = (status for status in self.opened.statuses if status.coder == self.desk.me)
        progress = next((status.progress for status in mine), Progress.NOT_STARTED)
        unread = self.unread()
        if progress is Progress.DONE:
            self._set_progress(Progress.CODING, _("Not done yet."))
        elif not unread:
            self._set_progress(Progress.DONE, self._told_done(_("Done with this transcript.")))
        else:
            self._ask_done(unread)

    def _ask_done(self, unread: int) -> None:
        def chosen(answer: str | None) -> None:
            if answer == "yes":
                told = self._told_done(_("Done with this transcript. D again takes that back."))
                self._set_progress(Progress.DONE, told)
            elif answer == "no":
                self.go_to_first_open()

        sentences = plural(unread, "1 sentence is not reviewed.", "{n} sentences are not reviewed.")
        answers = [("no", _("No: go to the first of them"), ""), ("yes", _("Yes, done all the same"), "")]
        title = f"{sentences} {_('Done all the same?')}"
        self.app.push_screen(AskOne(title, answers, note=self._told_done("")), chosen)

    def _told_done(self, told: str) -> str:
        """Return what being done means in a blind round, where it cannot be taken back for good; else what is given."""
        if not blind.is_blind(self.project):
            return told
        return _("Done: in a blind round, agreement is reckoned from what is coded now.")

    def _set_progress(self, progress: Progress, told: str) -> None:
        try:
            coding.set_status(self.project, self.opened.transcript, progress)
        except WorkbenchError as error:
            self.refuse(error)
            return
        self.reload()
        self.say(told)

    # Taking back

    def action_undo(self) -> None:
        """Take back my latest act; one that was not made while reading only when it is asked for twice."""
        last = history.next_undo(self.project)
        if last is not None and not last.action.startswith(_WHILE_READING) and last.uuid != self._warned:
            self._warned = last.uuid
            self.say(_("That would take back: {what}. u again does it.").format(what=shown_name(self._act(last))))
            return
        try:
            event = history.undo(self.project)
        except WorkbenchError as error:
            self.refuse(error)
            return
        back = {change.kind for change in event.changes if change.before is None} == {"coding"}
        self._show_change(event, _("Here again") if back else _("Taken back"))

    def action_redo(self) -> None:
        """Do again what I took back."""
        try:
            event = history.redo(self.project)
        except WorkbenchError as error:
            self.refuse(error)
            return
        self._show_change(event, _("Done again"))

    def _show_change(self, event: Event, words: str) -> None:
        here = self.opened.transcript.uuid
        seen: list[Coding] = []
        for change in event.changes:
            if change.kind != "coding":
                continue
            if change.after is None:
                before = from_image("coding", change.uuid, change.before or {})
                self.drop_coding(change.uuid)
                seen.append(before)
            else:
                after: Coding = from_image("coding", change.uuid, change.after)
                if after.transcript == here:
                    self.draw_coding(after)
                seen.append(after)
        if any(change.kind != "coding" for change in event.changes):
            self.reload(codebook=any(c.kind in {"code", "codebook", "pin", "coder"} for c in event.changes))
        self.refresh_work()
        reached = list(dict.fromkeys(coded.transcript for coded in seen))
        if len(reached) > 1:
            self.say(f"{words}: {self._reach(len(seen), reached)}")
            return
        if any(coded.transcript != here for coded in seen):
            told = _("{done}, in another transcript: {what}")
            self.say(told.format(done=words, what=shown_name(self._act(event))))
            return
        lit = self.view.selection
        if seen and (lit is None or not any(lit.overlaps(Span(c.start, c.end)) for c in seen)):
            self.view.go_to(seen[0].start)
        self.say(f"{words}: {self._summary(seen, event)}")

    def _reach(self, codings: int, reached: Sequence[str]) -> str:
        """Return how many codings were changed, and in which transcripts (UUIDs)."""
        first = transcripts.find(self.project, reached[0]).name
        more = plural(len(reached) - 1, "one more", "{n} more")
        many = plural(codings, "1 coding", "{n} codings")
        return _("{codings}, in {name} and {more}").format(codings=many, name=shown_name(first), more=more)

    def _summary(self, seen: Sequence[Coding], event: Event) -> str:
        return ", ".join(dict.fromkeys(self.desk.name(coded.code) for coded in seen)) or self._act(event)

    def _act(self, event: Event) -> str:
        return history.words(self.project, event, language=self.desk.language)
