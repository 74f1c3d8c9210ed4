"""Moving where a coding of mine begins or ends: h or l, then the arrows.

A run of moves is one act to whoever takes it back: what is stored of it on the way shares a batch.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import uuid4

from textual.timer import Timer

from workbench.core.codings import Coding
from workbench.core.errors import WorkbenchError
from workbench.core.language import _
from workbench.core.passages import Span
from workbench.core.segments import Unit
from workbench.services.codings import coding
from workbench.services.history import history
from workbench.tui.screens.reading.choices import ChoosingPage

_STORED_AFTER = 0.4
"""Seconds after the last move at which the coding is stored where it stands."""

_STEPS: dict[str, tuple[Unit | None, int]] = {
    "left": (None, -1),
    "right": (None, 1),
    "ctrl+left": (Unit.WORD, -1),
    "ctrl+right": (Unit.WORD, 1),
}
"""What an arrow moves the edge by: a unit, None for the one in hand, and on or back."""

_UNITS = {"w": Unit.WORD, "b": Unit.CHARACTER}


@dataclass
class Run:
    """A run of moves: the coding as stored, and as it was; where it is drawn, and which edge is in hand."""

    coding: Coding
    before: Coding
    span: Span
    start: bool
    batch: str
    unit: Unit = Unit.CHARACTER


class MovingPage(ChoosingPage):
    """The part of the reading screen that moves the boundaries of a coding."""

    _run: Run | None = None
    _storing: Timer | None = None

    def action_move_start(self) -> None:
        """Take the start of my coding in hand."""
        self._take_edge(start=True)

    def action_move_end(self) -> None:
        """Take the end of my coding in hand."""
        self._take_edge(start=False)

    def _take_edge(self, *, start: bool) -> None:
        if self._run is not None:
            self._run.start = start
            self._light_run()
            return
        marked = self.marked_coding()
        if self.project.read_only:
            self.refuse_writing()
        elif marked is None or marked.coder != self.desk.me:
            mine = _("No coding of yours lies here.")
            self.say(mine if marked is None else _("That coding is another coder's."))
        else:
            self._run = Run(marked, marked, Span(marked.start, marked.end), start, str(uuid4()))
            self.view.focus()
            self._light_run()

    def moves_edge(self, key: str) -> bool:
        """Whether a key that was pressed in the text belongs to the run of moves; any other one ends it."""
        run = self._run
        if run is None:
            return False
        if key in {"h", "l"}:
            self._take_edge(start=key == "h")
        elif key in _UNITS:
            run.unit = _UNITS[key]
            self._tell_run()
        elif key in _STEPS:
            unit, step = _STEPS[key]
            self._move(run, unit or run.unit, step)
        elif key == "escape":
            self._give_run_up(run)
        else:
            self.end_run()
            return key == "enter"
        return True

    def _move(self, run: Run, unit: Unit, step: int) -> None:
        moved = self.view.edge_moved(run.span, unit, step, start=run.start)
        if moved == run.span:
            self.app.bell()
            return
        run.span = moved
        self.view.add_mark(replace(self.desk.mark(run.coding), start=moved.start, end=moved.end))
        self._light_run()
        if self._storing is not None:
            self._storing.stop()
        self._storing = self.set_timer(_STORED_AFTER, self._store_run)

    def _light_run(self) -> None:
        run = self._run
        if run is not None:
            self.view.select(*(reversed(run.span) if run.start else run.span))
            self._tell_run()

    def _tell_run(self) -> None:
        """Say on the line on top what the arrows do now."""
        if self._run is not None:
            edge = _("start") if self._run.start else _("end")
            by = _(str(self._run.unit))
            told = _("← → move the {edge} by {unit} · w b · Enter keeps, Esc undoes").format(edge=edge, unit=by)
            self.top.tell(place="", state=told)

    def _store_run(self) -> bool:
        """Store the coding where it is drawn; say so and return False where that is refused."""
        if self._storing is not None:
            self._storing.stop()
            self._storing = None
        run = self._run
        if run is None or run.span == (run.coding.start, run.coding.end):
            return True
        try:
            run.coding = coding.move_boundary(
                self.project, run.coding, *run.span, text=self.opened.text, batch=run.batch
            )
        except WorkbenchError as error:
            self.refuse(error)
            return False
        self.draw_coding(run.coding)
        self.refresh_work()
        return True

    def end_run(self) -> None:
        """Store the coding where it stands and let its edge go; where that is refused, it stands as it was stored."""
        stored, run = self._store_run(), self._run
        if run is not None:
            self._let_go(run.coding, again=not stored)

    def _give_run_up(self, run: Run) -> None:
        """Put the coding back as it was when its edge was taken in hand, what was stored on the way included."""
        if self._storing is not None:
            self._storing.stop()
            self._storing = None
        last = history.next_undo(self.project) if run.coding != run.before else None
        if last is not None and any(change.uuid == run.coding.uuid for change in last.changes):
            try:
                history.give_up(self.project)
            except WorkbenchError as error:
                self.refuse(error)
        self._let_go(run.before, again=True)

    def _let_go(self, coded: Coding, *, again: bool) -> None:
        """Let the edge go and light the coding's own passage; ``again`` draws what is stored anew."""
        self._run = None
        self.tell_place(self.opened.transcript.name)
        if again:
            self.reload()
        else:
            self.refresh_work()
        now = self.codings.get(coded.uuid, coded)
        self.view.select(now.start, now.end)
