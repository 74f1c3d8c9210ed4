"""Choosing a code while reading: in the picker, by its letter, from the tree; and pinning it to a digit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from workbench.core.errors import WorkbenchError
from workbench.core.language import _
from workbench.core.passages import Span, quotation
from workbench.services.codebooks import codes
from workbench.tui.dialogs.key_wait import KeyWait
from workbench.tui.dialogs.naming import Naming, NewCode
from workbench.tui.dialogs.picker import Choice, CodePicker, Picked
from workbench.tui.layout.cells import shown_name
from workbench.tui.screens.reading.acts import ActingPage
from workbench.tui.widgets.codebook_pane import CodebookPane, CodeLine

_NEAR = 2000
"""How many characters away a coding of mine still makes its code a likely one."""

_LONGEST = 80
"""How many characters of the words lit become the name of a code in vivo."""

_ENDS = " \t.,;:!?…–-«»“”\"'()"


class ChoosingPage(ActingPage):
    """The part of the reading screen that asks which code."""

    def show_card(self, uuid: str) -> None:
        """Show when to use a code."""
        raise NotImplementedError

    def show_codebook(self) -> None:
        """Show the codebook with the keys of its codes and their counts."""
        desk, tree = self.desk, self.desk.tree
        lines = [
            CodeLine(
                code.uuid,
                code.parent or code.codebook,
                code.name(desk.language),
                code.key,
                desk.colour(code),
                desk.keys_of(code.uuid),
                retired=code.retired,
            )
            for code in tree.order
        ]
        books = [
            (b.uuid, b.names.get(desk.language) or next(iter(b.names.values()), b.stable_id)) for b in tree.codebooks
        ]
        self.query_one(CodebookPane).show(books, lines, desk.entries)
        mine = Counter(coded.code for coded in self.codings.values() if coded.coder == desk.me)
        self.query_one(CodebookPane).count(mine)

    def _nearness(self, span: Span) -> dict[str, float]:
        near: dict[str, float] = {code: 2.0 + i for i, code in enumerate(self.desk.lately)}
        for coded in self.codings.values():
            if coded.coder == self.desk.me and abs(coded.start - span.start) < _NEAR:
                near[coded.code] = near.get(coded.code, 0.0) + 1.0
        return near

    def action_choose(self) -> None:
        """Find a code for what is lit."""
        self._choose()

    def action_in_vivo(self) -> None:
        """Make a code of the very words that are lit."""
        span = self.view.selection
        if self.project.read_only or self.project.coder is None:
            self.refuse_writing()
        elif span is None:
            self.app.bell()
        else:
            self._choose(in_vivo(quotation(self.opened.text.text, span)))

    def _choose(self, name: str = "") -> None:
        """Open the picker; ``name`` is that of a new code, "" to find one."""
        span = self.view.selection
        if span is None:
            self.app.bell()
            return
        nearness = self._nearness(span)
        choices = [
            Choice(
                entry,
                self.desk.colour(self.desk.tree.by_uuid[entry.id]),
                self.desk.tree.by_uuid[entry.id].card,
                self.desk.keys_of(entry.id),
            )
            for entry in self.desk.entries
        ]
        picker = CodePicker(
            choices,
            language=self.desk.language,
            nearness=nearness,
            words=quotation(self.opened.text.text, span)[:400],
            pin=self._pin_from_picker,
            naming=None if self.project.read_only else self._naming(nearness),
            name=name,
        )
        self.app.push_screen(picker, lambda picked: self._give_picked(picked, span) if picked else None)

    def _naming(self, nearness: Mapping[str, float]) -> Naming:
        tree, language = self.desk.tree, self.desk.language
        above = {code.parent for code in tree.order if code.parent}
        return Naming(
            {c.uuid: tree.path(c, language) for c in tree.order if not c.retired and (not c.parent or c.uuid in above)},
            {code.uuid: code.uuid if code.uuid in above else code.parent or code.uuid for code in tree.order},
            lambda name: [code.name(language) for code in codes.near_duplicates(tree, name)],
            start=max(nearness, key=lambda code: nearness[code], default=""),
        )

    def _give_picked(self, picked: Picked, span: Span) -> None:
        """Give what was picked; a new code is an act of its own, taken back after the codings with it."""
        made = self._make(picked.new) if picked.new is not None else None
        if picked.new is None or made is not None:
            self.give([*picked.codes, *([made] if made else [])], span)

    def _make(self, new: NewCode) -> str | None:
        """Bring a new code in and return its UUID, None where it is refused."""
        parent = self.desk.tree.by_uuid.get(new.parent)
        try:
            code = codes.add_code(self.project, new.name, language=self.desk.language, parent=parent)
        except WorkbenchError as error:
            self.refuse(error)
            return None
        self.desk.reload()
        self.show_codebook()
        name = shown_name(code.name(self.desk.language))
        if parent is None:
            self.say(_("New theme: {name}").format(name=name))
        else:
            theme = shown_name(parent.name(self.desk.language))
            self.say(_("New code: {name}, below {theme}").format(name=name, theme=theme))
        return code.uuid

    def _pin_from_picker(self, code: str, digit: int) -> dict[str, str]:
        self.pin(self.desk.tree.by_uuid[code], digit)
        self.show_codebook()
        return {entry.id: self.desk.keys_of(entry.id) for entry in self.desk.entries}

    def action_shortcut(self) -> None:
        """Wait for the letter of a code."""
        span = self.view.selection
        letters = sorted((letter, code.name(self.desk.language)) for letter, code in self.desk.shortcuts.items())
        self.app.push_screen(
            KeyWait(_("Which letter?"), letters), lambda letter: self.give_shortcut(letter, span) if letter else None
        )

    def action_pin(self) -> None:
        """Wait for the digit to pin the code to that one has in hand."""
        pane, marked = self.query_one(CodebookPane), self.marked_coding()
        uuid = pane.lit if pane.has_focus_within else marked.code if marked else next(iter(self._again), None)
        code = self.desk.tree.by_uuid.get(uuid or "")
        if code is None:
            self.say(_("Light a code in the codebook, or go to a coding; then a and a digit pin it."))
            return
        taken = [
            (str(d), self.desk.name(self.desk.pins[d]) if d in self.desk.pins else "–") for d in (*range(1, 10), 0)
        ]

        def chosen(digit: str | None) -> None:
            if digit and digit.isascii() and digit.isdecimal():
                self.pin(code, int(digit))
                self.show_codebook()
                self.refresh_work()

        title = _("Pin {code} to which digit?").format(code=shown_name(code.name(self.desk.language)))
        self.app.push_screen(KeyWait(title, taken), chosen)

    def on_codebook_pane_code_chosen(self, event: CodebookPane.CodeChosen) -> None:
        """Give a code from the tree."""
        self.give([event.code], self.view.selection)
        self.view.focus()

    def on_codebook_pane_code_lit(self, event: CodebookPane.CodeLit) -> None:
        """Show what the lit code means."""
        self.show_card(event.code)


def in_vivo(words: str) -> str:
    """Return the name of a code that is called as somebody said it: one line, whole words, no signs at its ends."""
    name = " ".join(words.split()).strip(_ENDS)
    if len(name) > _LONGEST:
        name = name[: _LONGEST + 1].rsplit(" ", 1)[0][:_LONGEST].strip(_ENDS)
    return name
