"""Going through a transcript: what is not reviewed yet, codings, and the places where two coders differ."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from workbench.core.coders import Progress
from workbench.core.codings import Coding
from workbench.core.language import _, plural
from workbench.core.passages import Span, covered, intersect
from workbench.core.segments import Unit, segments
from workbench.services import transcripts
from workbench.tui.dialogs.key_wait import KeyWait
from workbench.tui.layout.cells import shown_name
from workbench.tui.layout.coding_marks import CodingMark
from workbench.tui.layout.differences import Difference, differences
from workbench.tui.screens.reading.boundaries import MovingPage


class GoingPage(MovingPage):
    """The part of the reading screen that goes from place to place, and shows whose work is looked at."""

    _reviewed: Sequence[Span] = ()
    _judged: tuple[Sequence[Span], int, int] | None = None
    _turn_starts: Sequence[int] = ()
    _lit = Span(0, 0)
    _marked: str | None = None
    _others = False
    _compared: str | None = None
    _coverage: Sequence[transcripts.Coverage] = ()
    _differing: Sequence[Difference] = ()
    _stops: Sequence[Span] = ()
    _followed: str | None = None
    _cut: tuple[Unit, list[Span]] | None = None

    # What is shown

    def shows(self, coded: Coding) -> bool:
        """Whether a coding is drawn: mine always, others' where they were asked for."""
        if coded.coder == self.desk.me:
            return True
        return coded.coder == self._compared if self._compared is not None else self._others

    def marks(self) -> list[CodingMark]:
        """Return what is drawn of the codings."""
        return [self.desk.mark(coded) for coded in self.codings.values() if self.shows(coded)]

    def draw_marks(self) -> None:
        """Draw the codings anew, those of two coders side by side where they are compared."""
        self.view.set_marks(self.marks(), compared=self._compared is not None)

    def tell_state(self) -> None:
        """Say on the line on top where one is, and how far."""
        if self._run is not None or not self._coverage:
            return
        turns = len(self._turn_starts)
        turn = max(1, bisect_right(self._turn_starts, self._lit.start))
        compared = self._compared is not None
        differ = plural(len(self._stops), "1 place differs", "{n} places differ")
        parts = [_("turn {turn}/{turns}").format(turn=turn, turns=turns)]
        parts.append(differ if compared else _(str(self.view.unit)))
        mine, *others = self._coverage
        parts += [_read(mine), plural(mine.codings, "1 coding", "{n} codings")]
        parts += [f"{self.desk.coder_name(one.coder)} {_read(one)}, {one.codings}" for one in others]
        self.top.tell(state=" · ".join(parts))

    def reckon(self, mine: Sequence[Coding]) -> None:
        """Reckon anew how far the coders are whose work is shown, and where the two differ who are compared."""
        every, other = list(self.codings.values()), self._compared
        shown = [other] if other is not None else self._other_coders() if self._others else []
        done = any(s.coder == self.desk.me and s.progress is Progress.DONE for s in self.opened.statuses)
        if self._judged is None or self._judged[0] is not self._reviewed:
            self._judged = (self._reviewed, *transcripts.judged_sentences(self.opened, self._reviewed))
        me = transcripts.Coverage(self.desk.me, transcripts.judged_share(*self._judged[1:]), len(mine), done)
        self._coverage = [me, *(transcripts.coverage(self.opened, every, coder) for coder in shown)]
        theirs = [coded for coded in every if coded.coder == other]
        self._differing = differences(self.opened.text.text, mine, theirs) if other is not None else []
        self._stops = sorted({Span(one.start, one.end) for one in self._differing})

    def action_toggle_coders(self) -> None:
        """Show or hide other coders' codings."""
        self._others, self._compared = not (self._others or self._compared), None
        self.draw_marks()
        self.refresh_work()
        if self._others and not self._other_coders():
            self._say_alone()

    def _other_coders(self) -> list[str]:
        """Return who else has coded here, as far as I may know."""
        return sorted(
            {coded.coder for coded in self.codings.values() if coded.coder != self.desk.me}, key=self.desk.coder_name
        )

    def _say_alone(self) -> None:
        if self.project.project.settings.get("blind", False):
            self.say(_("The project is blind: others' codings are hidden."))
        else:
            self.say(_("Nobody else has coded here."))

    # Comparing

    def action_compare(self) -> None:
        """Set my lanes beside another coder's, or stop that."""
        others = self._other_coders()
        if self._compared is not None:
            self._compare(None)
        elif not others:
            self._say_alone()
        elif len(others) == 1:
            self._compare(others[0])
        else:
            names = [(str(n), self.desk.coder_name(coder)) for n, coder in enumerate(others[:9], 1)]
            by_digit = {str(n): coder for n, coder in enumerate(others[:9], 1)}
            self.app.push_screen(
                KeyWait(_("Compare with whom?"), names),
                lambda digit: self._compare(by_digit[digit]) if digit in by_digit else None,
            )

    def _compare(self, coder: str | None) -> None:
        self._compared = coder
        self.draw_marks()
        self.refresh_work()
        if coder is not None:
            told = _("{places} between you, on the left, and {name}. > and < go there; d ends it.")
            places = plural(len(self._stops), "1 place differs", "{n} places differ")
            self.say(told.format(places=places, name=shown_name(self.desk.coder_name(coder))))

    def _next_difference(self, step: int) -> None:
        stops = self._stops
        here = self.view.selection or self._lit
        at = bisect_right(stops, here) if step > 0 else bisect_left(stops, here) - 1
        if not 0 <= at < len(stops):
            self.say(_("No other place differs after this.") if step > 0 else _("None differs before this."))
            return
        self.view.select(*stops[at])
        me, other = self.desk.coder_name(self.desk.me), self.desk.coder_name(self._compared or "")
        told = [
            _("{code}: only {name}").format(
                code=shown_name(self.desk.name(one.code)), name=shown_name(me if one.mine else other)
            )
            for one in self._differing
            if (one.start, one.end) == stops[at]
        ]
        self.say(_("{n} of {all}").format(n=at + 1, all=len(stops)) + " · " + ", ".join(told))

    # From coding to coding

    def action_next_coding(self, step: int) -> None:
        """Go to the next coding that is shown or the one before; while two are compared, to where they differ."""
        if self._compared is not None:
            self._next_difference(step)
        else:
            self._go_to_coding(step, [coded for coded in self.codings.values() if self.shows(coded)])

    def action_next_alike(self, step: int) -> None:
        """Go to the next coding of the code that is marked in the card, or the one before."""
        marked = self.marked_coding()
        code = marked.code if marked is not None else self._followed or next(iter(self._again), None)
        if code is None:
            self.say(_("Go to a coding first; + and - then go to the others of its code."))
            return
        self._followed = code
        alike = [coded for coded in self.codings.values() if self.shows(coded) and coded.code == code]
        self._go_to_coding(step, alike, self.desk.name(code))

    def _go_to_coding(self, step: int, codings: Sequence[Coding], name: str = "") -> None:
        places = sorted((coded.start, coded.end, coded.uuid) for coded in codings)
        marked = self.marked_coding()
        here = (self.view.offset_of_cursor, 0, "")
        if marked is not None:
            here = (marked.start, marked.end, marked.uuid)
        at = bisect_right(places, here) if step > 0 else bisect_left(places, here) - 1
        if not 0 <= at < len(places):
            what = shown_name(name) if name else _("coding")
            self.say((_("No other {what} after this.") if step > 0 else _("No {what} before this.")).format(what=what))
            return
        start, end, self._marked = places[at]
        self.view.select(start, end)

    # What is not reviewed yet

    def _segments(self) -> list[Span]:
        unit = self.view.unit if self.view.unit in {Unit.TURN, Unit.SENTENCE} else Unit.SENTENCE
        if self._cut is None or self._cut[0] is not unit:
            self._cut = (unit, segments(self.opened.text, unit))
        return self._cut[1]

    def next_open_span(self, step: int, start: int) -> Span | None:
        """Return the first segment after (-1: before) an offset that I have not reviewed."""
        spans = self._segments()
        at = (
            bisect_right(spans, (start, len(self.opened.text.text))) if step > 0 else bisect_left(spans, (start, 0)) - 1
        )
        while 0 <= at < len(spans):
            if not covered(intersect([spans[at]], self._reviewed)):
                return spans[at]
            at += step
        return None

    def _go_to_open(self, step: int, start: int) -> None:
        found = self.next_open_span(step, start)
        if found is not None:
            self.view.go_to(found.start)
            return
        left = self.unread()
        if step < 0:
            self.say(_("Nothing is left unread before this."))
        elif self.view.unit is Unit.TURN and left and not self._open_before(start):
            told = plural(left, "1 sentence in them is not: s, then n.", "{n} sentences in them are not: s, then n.")
            self.say(f"{_('Every turn is read or coded.')} {told}")
        elif left:
            self.say(_("Nothing is left unread after this. p goes back to what is."))
        else:
            self.say(_("Nothing is left unread after this. D says done."))

    def _open_before(self, start: int) -> bool:
        return self.next_open_span(-1, start + 1) is not None

    def unread(self) -> int:
        """Return how many sentences I have neither coded nor marked as read."""
        judged, every = transcripts.judged_sentences(self.opened, self._reviewed)
        return every - judged

    def go_to_first_open(self) -> None:
        """Go to the first sentence that I have not reviewed."""
        self.view.unit = Unit.SENTENCE
        found = self.next_open_span(1, -1)
        if found is not None:
            self.view.go_to(found.start)

    def action_next_open(self) -> None:
        """Go to the next segment that I have not reviewed."""
        self._go_to_open(1, self._lit.start)

    def action_previous_open(self) -> None:
        """Go to the one before that I have not reviewed."""
        self._go_to_open(-1, self._lit.start)

    def action_nothing_here(self) -> None:
        """Say that there is nothing to code here, and go on."""
        span = self.view.selection
        if span is None:
            self.app.bell()
        elif self.mark_read(span):
            self._go_to_open(1, max(span.start, span.end - 1))


def _read(one: transcripts.Coverage) -> str:
    read = _("{share} read").format(share=f"{transcripts.percent(one.share)}%")
    if one.done:
        return _("done") if one.share == 1 else f"{_('done')}, {read}"
    return read
