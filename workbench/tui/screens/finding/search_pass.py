"""One pass through what was found: a key codes a hit and goes on, a key passes it over; all of it is one step back."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from textual.content import Content
from textual.widgets import Static

from workbench.core.codebook import Code
from workbench.core.errors import WorkbenchError
from workbench.core.language import _, mark
from workbench.core.passages import Span
from workbench.services.finding.search_coding import Unit, code_hits, coded_by_me
from workbench.services.finding.searching import Hit
from workbench.tui.dialogs.picker import Choice, CodePicker, Picked
from workbench.tui.layout.cells import shown_name
from workbench.tui.screens.desk import Desk
from workbench.tui.screens.pages.taking_back import UndoingPage
from workbench.tui.widgets.hit_list import HitList

CODED, PASSED = "✓", "–"
_UNITS = {
    Unit.HIT: mark("the words found"),
    Unit.SENTENCE: mark("the sentence"),
    Unit.TURN: mark("the turn"),
}


class PassingPage(UndoingPage):
    """The part of the search screen that codes."""

    OWN_ACTS: ClassVar[tuple[str, ...]] = ("coding.search",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.hits: list[Hit] = []
        self.code: Code | None = None
        self.unit_coded = Unit.SENTENCE
        self._coded: dict[str, list[Span]] = {}
        self._passed: set[tuple[str, Span]] = set()
        self._batch = str(uuid4())
        self._given = 0

    @property
    def hit_list(self) -> HitList:
        """The list."""
        return self.query_one(HitList)

    def lit_hit(self) -> Hit | None:
        """Return the hit under the cursor."""
        lit = self.hit_list.lit
        return self.hits[lit] if lit is not None and lit < len(self.hits) else None

    def begin_pass(self) -> None:
        """What is coded from here on is taken back together, apart from what was coded before."""
        self._batch = str(uuid4())
        self._given = 0
        self._passed.clear()

    def sign_of(self, hit: Hit) -> str:
        """Return what became of a hit: coded with the chosen code, passed over, or nothing yet."""
        if any(span.overlaps(hit.span) for span in self._coded.get(hit.transcript.uuid, ())):
            return CODED
        return PASSED if (hit.transcript.uuid, hit.span) in self._passed else ""

    def say_pass(self) -> None:
        """Say which code y gives, and to what."""
        if self.code is None:
            said = Content.assemble(("c ", "$primary"), (_("chooses the code that y gives to a hit"), "$quiet"))
        else:
            said = Content.assemble(
                ("c ", "$primary"),
                (shown_name(self.code.name(self.desk.language)), "bold"),
                ("   d ", "$primary"),
                (_("on {unit}").format(unit=_(_UNITS[self.unit_coded])), ""),
                ("   y ", "$primary"),
                (_("gives it, s passes on"), "$quiet"),
                (
                    _("   {n} coded in this pass, u takes all of it back").format(n=self._given) if self._given else "",
                    "$quiet",
                ),
            )
        self.query_one("#search-pass", Static).update(said)

    # Keys

    def action_choose(self) -> None:
        """Choose the code that y gives."""
        self._choose(then_give=False)

    def _choose(self, *, then_give: bool) -> None:
        hit = self.lit_hit()
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
        picker = CodePicker(
            choices,
            language=self.desk.language,
            nearness={code: 1.0 + at for at, code in enumerate(self.desk.lately)},
            words=hit.before + hit.words + hit.after if hit is not None else "",
        )

        def chosen(picked: Picked | None) -> None:
            if picked is not None and picked.codes:
                self._take(picked.codes[0])
                if then_give:
                    self.action_give()

        self.app.push_screen(picker, chosen)

    def _take(self, uuid: str) -> None:
        self.code = self.desk.tree.by_uuid[uuid]
        self.begin_pass()
        self.show_signs()

    def show_signs(self) -> None:
        """Draw anew which hits have the code."""
        self._coded = coded_by_me(self.project, self.code) if self.code is not None else {}
        for number, hit in enumerate(self.hits):
            self.hit_list.sign(number, self.sign_of(hit))
        self.say_pass()

    def action_unit(self) -> None:
        """Code the words found, their sentence, or their turn."""
        units = list(Unit)
        self.unit_coded = units[(units.index(self.unit_coded) + 1) % len(units)]
        self.say_pass()

    def action_give(self) -> None:
        """Give the code to the lit hit, and go on to the next."""
        hit = self.lit_hit()
        if hit is None:
            self.app.bell()
            return
        if self.code is None:
            self._choose(then_give=True)
            return
        try:
            done = code_hits(self.project, [hit], self.code, unit=self.unit_coded, batch=self._batch)
        except WorkbenchError as error:
            self.refuse(error)
            return
        self.desk.used(self.code.uuid)
        self._given += len(done.new)
        if not done.new:
            name = shown_name(self.code.name(self.desk.language))
            self.say(_("{name} stands here already.").format(name=name))
        for coding in done.new:
            self._coded.setdefault(coding.transcript, []).append(Span(coding.start, coding.end))
            self._draw_near(hit)
        self.say_pass()
        self._go_on()

    def _draw_near(self, hit: Hit) -> None:
        """Draw the signs in one turn anew: a coded sentence may hold several hits."""
        for number, other in enumerate(self.hits):
            if other.transcript.uuid == hit.transcript.uuid and other.turn == hit.turn:
                self.hit_list.sign(number, self.sign_of(other))

    def action_skip(self) -> None:
        """Pass the lit hit over, and go on to the next."""
        hit, lit = self.lit_hit(), self.hit_list.lit
        if hit is None or lit is None:
            self.app.bell()
            return
        self._passed.add((hit.transcript.uuid, hit.span))
        self.hit_list.sign(lit, self.sign_of(hit))
        self._go_on()

    def _go_on(self) -> None:
        lit = self.hit_list.lit
        if lit is None or not self.hit_list.light(lit + 1):
            self.say(_("That was the last hit."))

    # Coming back

    def changed(self) -> None:
        """Show what was taken back or done again; what follows is another pass."""
        super().changed()
        self.begin_pass()
        self._reload_code()

    def came_back(self) -> None:
        """Show what was coded while reading."""
        self.desk.reload()
        self._reload_code()

    def _reload_code(self) -> None:
        self.code = self.desk.tree.by_uuid.get(self.code.uuid) if self.code is not None else None
        self.show_signs()
