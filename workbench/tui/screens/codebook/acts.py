"""What one does to the codes on the codebook's screen: each act is one call, said, and taken back with u."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from workbench.core.codebook import COLOURS, Card, Code, Codebook
from workbench.core.errors import WorkbenchError
from workbench.core.language import _, plural
from workbench.services.codebooks import code_merges, codebook_changes, codes
from workbench.tui.dialogs.asking import AskLine, AskOne
from workbench.tui.dialogs.card_editor import CardEditor
from workbench.tui.dialogs.choosing import ChooseName
from workbench.tui.dialogs.choosing_many import ChooseMany
from workbench.tui.dialogs.colours import OTHER, ChooseColour
from workbench.tui.layout.cells import shown_name
from workbench.tui.layout.colours import PALETTE
from workbench.tui.screens.example_going import go_to_example
from workbench.tui.screens.pages.taking_back import UndoingPage

_TOP = "top"


class CodebookActs(UndoingPage):
    """The acts of the codebook's screen."""

    language: str

    @property
    def book(self) -> Codebook | None:
        """The codebook that the cursor is in."""
        raise NotImplementedError

    @property
    def code(self) -> Code | None:
        """The code under the cursor."""
        raise NotImplementedError

    def read_again(self, lit: str | None = None) -> None:
        """Show the codebook as it is now, with a code lit."""
        raise NotImplementedError

    def _do(self, act: Callable[[], str], lit: str | None = None) -> bool:
        """Do something, say it and show it, or say why it cannot be."""
        try:
            said = act()
        except WorkbenchError as error:
            self.refuse(error)
            return False
        if said:
            self.say(said)
        self.read_again(lit)
        return True

    def _named(self, code: Code) -> str:
        return shown_name(code.name(self.language))

    def _placed(self, code: Code) -> str:
        """Return where a code stands, with its key: a name in another language may be what one types."""
        return f"{self.desk.tree.path(code, self.language)}  · {code.key}"

    # Coming in, name, card

    def action_add(self, where: Literal["beside", "below"]) -> None:
        """Bring a new code in, beside the lit one or below it."""
        lit = self.code
        parent = lit if where == "below" else self.desk.tree.by_uuid.get(lit.parent or "") if lit else None
        note = _("below {parent}").format(parent=self._named(parent)) if parent else _("a theme of its own")

        def make(name: str | None) -> None:
            if name is None:
                return

            def act() -> str:
                made = codes.add_code(
                    self.project,
                    name,
                    language=self.language,
                    parent=parent,
                    codebook=self.book,
                    after=lit if where == "beside" else None,
                )
                self.lit_next = made.uuid
                return _("{name} is new. e writes its card.").format(name=self._named(made))

            self._do(act, None)

        title = _("A new code ({language})").format(language=self.language)
        self.app.push_screen(AskLine(title, note=note, check=_Once(self._near)), make)

    lit_next: str | None = None

    def _near(self, name: str) -> str:
        near = codes.near_duplicates(self.desk.tree, name)
        if not near:
            return ""
        names = ", ".join(f"“{self._named(code)}”" for code in near[:3])
        return _("There is nearly the same: {names}. Enter again makes it all the same.").format(names=names)

    def action_rename(self) -> None:
        """Call the code something else in the language shown."""
        code = self.code
        if code is None:
            return

        def rename(name: str | None) -> None:
            if name is not None and code is not None:
                self._do(lambda: self._renamed(codes.rename(self.project, code, name, language=self.language)))

        title = _("Another name for {name} ({language})").format(name=self._named(code), language=self.language)
        self.app.push_screen(AskLine(title, value=code.names.get(self.language, "")), rename)

    def _renamed(self, code: Code) -> str:
        return _("It is called {name} now.").format(name=self._named(code))

    def action_edit(self) -> None:
        """Write the card in any of the languages."""
        code = self.code
        if code is None:
            return

        def keep(card: Card) -> None:
            self._do(lambda: self._edited(codes.edit_card(self.project, code, card)))

        self.app.push_screen(CardEditor(self._named(code), code.card, language=self.language, keep=keep))

    def _edited(self, code: Code) -> str:
        before = len(codebook_changes.coded_before(self.project, code))
        if not before:
            return _("The card is kept.")
        told = plural(before, "One coding of yours was made before.", "{n} codings of yours were made before.")
        return _("The card is kept.") + " " + told + " " + _("b goes through them.")

    # Place

    def action_move(self) -> None:
        """Put the code below another one, or on top."""
        code = self.code
        if code is None:
            return
        tree = self.desk.tree
        below = {one.uuid for one in tree.branch(code)}
        goals = [(_TOP, _("on top, as a theme"))]
        goals += [
            (one.uuid, self._placed(one))
            for one in tree.order
            if one.codebook == code.codebook and one.uuid not in below
        ]

        def move(goal: str | None) -> None:
            if goal is not None and code is not None:
                parent = tree.by_uuid.get(goal)
                where = self._named(parent) if parent else _("the top")
                self._do(lambda: self._moved(codes.move(self.project, code, below=parent), where))

        self.app.push_screen(ChooseName(_("Put {name} below").format(name=self._named(code)), goals), move)

    def _moved(self, code: Code, where: str) -> str:
        return _("{name} stands below {where} now.").format(name=self._named(code), where=where)

    def action_shift(self, step: int) -> None:
        """Exchange the code with the sibling above or below it."""
        code = self.code
        if code is None:
            return
        tree = self.desk.tree
        siblings = [one.uuid for one in tree.siblings(code.codebook, code.parent)]
        at = siblings.index(code.uuid) + step
        if not 0 <= at < len(siblings):
            self.app.bell()
            return

        def shift() -> str:
            codes.move(self.project, code, below=tree.by_uuid.get(code.parent or ""), at=at)
            return ""

        self._do(shift)

    # Several made one, one made two

    def action_merge(self) -> None:
        """Make the code part of another one, after saying what that does."""
        code = self.code
        if code is None:
            return
        goals = [
            (one.uuid, self._placed(one)) for one in self.desk.tree.order if not one.retired and one.uuid != code.uuid
        ]

        def chosen(goal: str | None) -> None:
            if goal is None or code is None:
                return
            into = self.desk.tree.by_uuid[goal]
            try:
                preview = code_merges.merge_preview(self.project, code, into)
            except WorkbenchError as error:
                self.refuse(error)
                return
            answers = [("merge", _("Merge them"), ""), ("leave", _("Leave them as they are"), "")]
            title = _("Merge {code} into {into}?").format(code=self._named(code), into=self._named(into))
            note = (
                shown_name(code_merges.said(preview, self.language))
                + " "
                + _("{code} is retired then.").format(code=self._named(code))
            )
            self.app.push_screen(
                AskOne(title, answers, note=note, lit="merge"),
                lambda answer: self._merge(code, into) if answer == "merge" else None,
            )

        title = _("Merge {name} into").format(name=self._named(code))
        self.app.push_screen(ChooseName(title, goals), chosen)

    def _merge(self, code: Code, into: Code) -> None:
        self._do(
            lambda: shown_name(code_merges.said(code_merges.merge(self.project, code, into), self.language)), into.uuid
        )

    def action_split(self) -> None:
        """Give some passages of the code to a new one."""
        code = self.code
        if code is None:
            return
        found = codebook_changes.coded_with(self.project, code)
        if not found:
            self.say(_("Nothing is coded with it yet."))
            return
        names = codebook_changes.transcript_names(self.project)
        items = [
            (
                one.coding.uuid,
                one.quotation,
                f"{self.desk.coder_name(one.coding.coder)[:2]} {names[one.coding.transcript]}",
            )
            for one in found
        ]

        def chosen(some: Sequence[str] | None) -> None:
            if some is not None and code is not None:
                title = _("The new code for {n}").format(n=plural(len(some), "one passage", "{n} passages"))
                note = _("beside {name}").format(name=self._named(code))
                ask = AskLine(title, note=note, check=_Once(self._near))
                self.app.push_screen(ask, lambda name: self._split(code, some, name) if name else None)

        title = _("Which passages leave {name}?").format(name=self._named(code))
        self.app.push_screen(ChooseMany(title, items), chosen)

    def _split(self, code: Code, some: Sequence[str], name: str) -> None:
        def act() -> str:
            made = code_merges.split(self.project, code, some, name, language=self.language)
            self.lit_next = made.uuid
            went = plural(len(some), "One passage went to {name}.", "{n} passages went to {name}.")
            return went.format(name=self._named(made))

        self._do(act)

    # Use

    def action_retire(self) -> None:
        """Take the code out of use, or bring it back."""
        code = self.code
        if code is None:
            return

        def act() -> str:
            if code.retired:
                codes.restore(self.project, code)
                return _("{name} is in use again.").format(name=self._named(code))
            codes.retire(self.project, code)
            return _("{name} is retired; what was coded with it stays.").format(name=self._named(code))

        self._do(act)

    def action_delete(self) -> None:
        """Take a code out that was never used."""
        code = self.code
        if code is not None:

            def act() -> str:
                codes.delete(self.project, code)
                return _("{name} is deleted. u brings it back.").format(name=self._named(code))

            self._do(act)

    # Looks and letter

    def action_colour(self) -> None:
        """Choose a colour, seen on the code's name."""
        code = self.code
        if code is None:
            return
        holders = {one.colour: self._named(one) for one in reversed(self.desk.tree.themes())}
        colours = list(dict.fromkeys([*([code.colour] if code.colour else []), *PALETTE, *COLOURS]))

        def chosen(colour: str | None) -> None:
            if colour == OTHER:
                self.app.push_screen(AskLine(_("Another colour: #rrggbb"), value=code.colour if code else ""), chosen)
            elif colour is not None and code is not None:
                self._do(lambda: self._coloured(codes.recolour(self.project, code, colour, branch=True)))

        listed = [(one, holders.get(one, "")) for one in colours]
        self.app.push_screen(ChooseColour(code.name(self.language), listed, code.colour), chosen)

    def _coloured(self, code: Code) -> str:
        return _("{name} is {colour}.").format(name=self._named(code), colour=code.colour)

    def action_letter(self) -> None:
        """Let a letter after k stand for the code."""
        code = self.code
        if code is None:
            return

        def chosen(letter: str | None) -> None:
            if letter is not None and code is not None:
                given = "" if letter == "-" else letter
                self._do(lambda: self._lettered(codes.set_shortcut(self.project, code, given)))

        taken = " ".join(sorted(self.desk.shortcuts))
        note = _("One letter or digit; - takes it away.") + (
            " " + _("Taken: {letters}").format(letters=taken) if taken else ""
        )
        title = _("k and which letter give {name}?").format(name=self._named(code))
        self.app.push_screen(AskLine(title, note=note, value=code.shortcut), chosen)

    def action_example_there(self) -> None:
        """Read the passage that is an example on the card."""
        if self.code is not None:
            go_to_example(self, self.code, self.language)

    def _lettered(self, done: codes.Lettered) -> str:
        if not done.code.shortcut:
            return _("{name} has no letter now.").format(name=self._named(done.code))
        said = _("k {letter} gives {name}.").format(letter=done.code.shortcut, name=self._named(done.code))
        if done.taken_from:
            said += " " + _("It gave {other} before.").format(other=self._named(done.taken_from))
        return said


@dataclass
class _Once:
    """Lets an answer be refused once: the same one again is meant."""

    warn: Callable[[str], str]
    warned: set[str] = field(default_factory=set)

    def __call__(self, answer: str) -> str:
        """Return a warning where the answer has not been warned of yet."""
        if answer in self.warned:
            return ""
        self.warned.add(answer)
        return self.warn(answer)
