"""What the tour says, and how it knows that it was done.

A step is done by what became of it, not by which key was pressed: whoever reaches it another way has learnt it too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from workbench.core.language import mark
from workbench.core.passages import Span


class Where(StrEnum):
    """Which screen is in hand, as far as the tour needs to know."""

    HOME = "home"
    READING = "reading"
    PICKER = "picker"
    MATRIX = "matrix"
    HELP = "help"
    DIALOG = "dialog"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Scene:
    """What can be seen at a moment: the screen, what is lit, and one's own work in this transcript.

    ``codings`` are UUIDs of own codings, ``marked`` how many characters are marked as read, ``pins`` digit and code.
    ``open_after`` says whether a segment after the cursor is not reviewed, ``read_here`` whether what is lit is marked
    as read from end to end, ``selected`` whether more than the unit under the cursor is lit.
    """

    where: Where = Where.OTHER
    lit: Span | None = None
    unit: str = ""
    codings: frozenset[str] = field(default_factory=frozenset)
    marked: int = 0
    pins: frozenset[tuple[int, str]] = field(default_factory=frozenset)
    open_after: bool = True
    read_here: bool = False
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try: ``words`` with keys as holes named by their ids (``{move_down}``), and when it is done.

    ``done`` is given the scene in which the step began and the scene now. ``alone`` says whether one can begin the tour
    again at it, without the step before. ``instead`` is said where ``cannot`` holds: the step cannot be tried here.
    """

    words: str
    done: Callable[[Scene, Scene], bool]
    alone: bool = True
    instead: str = ""
    cannot: Callable[[Scene], bool] = lambda scene: False

    def said(self, now: Scene) -> str:
        """Return what to say in a scene."""
        return self.instead if self.cannot(now) else self.words


def _reached(where: Where) -> Callable[[Scene, Scene], bool]:
    return lambda before, now: now.where is where


def _moved(before: Scene, now: Scene) -> bool:
    return now.where is Where.READING and now.lit is not None and now.lit != before.lit


def _other_unit(before: Scene, now: Scene) -> bool:
    """Done also by who stands on turns or words already: the key for them would change nothing."""
    return now.where is Where.READING and (now.unit != before.unit or now.unit in {"turn", "word"})


def _sentence(before: Scene, now: Scene) -> bool:
    return now.where is Where.READING and now.unit == "sentence"


def _longer(before: Scene, now: Scene) -> bool:
    return now.selected and now.lit != before.lit


def _coded(before: Scene, now: Scene) -> bool:
    return now.where is Where.READING and bool(now.codings - before.codings)


def _pinned(before: Scene, now: Scene) -> bool:
    return bool(now.pins - before.pins)


def _removed(before: Scene, now: Scene) -> bool:
    return bool(before.codings - now.codings)


def _all_read(now: Scene) -> bool:
    return now.where is Where.READING and not now.open_after


def _read_here(now: Scene) -> bool:
    return now.where is Where.READING and now.read_here


def _marked(before: Scene, now: Scene) -> bool:
    return now.marked > before.marked or (_read_here(before) and _moved(before, now))


def _never(before: Scene, now: Scene) -> bool:
    return False


STEPS: tuple[Step, ...] = (
    Step(mark("These are the interviews. {home_open} opens the one that is lit."), _reached(Where.READING)),
    Step(mark("A code lands on what is lit. {move_down} goes on, {move_up} goes back."), _moved),
    Step(mark("What is lit can be larger or smaller: {unit_turn} a turn, {unit_word} a word. Try one."), _other_unit),
    Step(mark("{unit_sentence} goes back to sentences, which most coding is done by."), _sentence),
    Step(mark("{select_more} takes the next one into the selection too, {select_less} gives it back."), _longer),
    Step(
        mark("Give it a code: {code_choose}, then some letters of a code such as “loan”, then Enter."),
        _coded,
    ),
    Step(mark("{move_down} goes on, and {code_again} gives the same code again: one key."), _coded, alone=False),
    Step(mark("A code you need often: press {code_pin}, then 1; after that 1 alone gives it."), _pinned),
    Step(mark("A mistake? {code_remove} takes your coding here away."), _removed),
    Step(mark("{undo} takes that back. Everything can be undone, also tomorrow."), _coded, alone=False),
    Step(mark("A thought about it: {code_memo} writes a memo on the coding."), _reached(Where.DIALOG)),
    Step(mark("Write, then Esc: it is kept, never lost."), _reached(Where.READING), alone=False),
    Step(
        mark("{review_next} goes to the next sentence that you have not read yet."),
        _moved,
        instead=mark(
            "{review_next} goes to the next sentence that you have not read yet; after this one all are read. "
            "{move_down} goes on."
        ),
        cannot=_all_read,
    ),
    Step(
        mark("Nothing to code here? {review_nothing} says that you have read it, and goes on."),
        _marked,
        instead=mark(
            "Nothing to code? {review_nothing} says that you have read it, and goes on. This one you have read: "
            "{move_down} goes on."
        ),
        cannot=_read_here,
    ),
    Step(mark("{way_matrix} shows what is talked about where and when: the matrix."), _reached(Where.MATRIX)),
    Step(mark("{matrix_back} goes back from anywhere."), _reached(Where.READING), alone=False),
    Step(mark("{app_help} lists the keys of the screen in hand. Try it."), _reached(Where.HELP)),
    Step(
        mark(
            "That was all: there is no Save. Also there: {code_shortcut} and a letter gives a code, {code_certainty} "
            "marks it as unsure, {code_memo} writes a memo, {code_in_vivo} makes a code of the words lit, {code_start} "
            "and {code_end} move where a coding begins and ends, {code_report} marks for the report, {review_done} "
            "says done. {app_quit} leaves the program."
        ),
        _never,
    ),
)
"""The steps in their order; the last one stands until the reader closes it."""


def stands_alone(step: int) -> int:
    """Return the step to begin again with where one was left: it, or the nearest before it that stands alone."""
    at = max(0, min(step, len(STEPS) - 1))
    while not STEPS[at].alone:
        at -= 1
    return at
