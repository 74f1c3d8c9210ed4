"""Choosing a code while reading: in the picker, by its letter, from the tree; and pinning it to a digit."""

from __future__ import annotations

from collections import Counter

from workbench.core.passages import Span, quotation
from workbench.tui.dialogs.key_wait import KeyWait
from workbench.tui.dialogs.picker import Choice, CodePicker
from workbench.tui.layout.cells import shown_name
from workbench.tui.screens.reading_acts import ActingPage
from workbench.tui.widgets.codebook_pane import CodebookPane, CodeLine

_NEAR = 2000
"""How many characters away a coding of mine still makes its code a likely one."""


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
        span = self.view.selection
        if span is None:
            self.app.bell()
            return
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
            nearness=self._nearness(span),
            words=quotation(self.opened.text.text, span)[:400],
            pin=self._pin_from_picker,
        )
        self.app.push_screen(picker, lambda codes: self.give(codes, span) if codes else None)

    def _pin_from_picker(self, code: str, digit: int) -> dict[str, str]:
        self.pin(self.desk.tree.by_uuid[code], digit)
        self.show_codebook()
        return {entry.id: self.desk.keys_of(entry.id) for entry in self.desk.entries}

    def action_shortcut(self) -> None:
        """Wait for the letter of a code."""
        span = self.view.selection
        letters = sorted((letter, code.name(self.desk.language)) for letter, code in self.desk.shortcuts.items())
        self.app.push_screen(
            KeyWait("Which letter?", letters), lambda letter: self.give_shortcut(letter, span) if letter else None
        )

    def action_pin(self) -> None:
        """Wait for the digit to pin the code to that one has in hand."""
        pane, marked = self.query_one(CodebookPane), self.marked_coding()
        uuid = pane.lit if pane.has_focus_within else marked.code if marked else next(iter(self._again), None)
        code = self.desk.tree.by_uuid.get(uuid or "")
        if code is None:
            self.say("Light a code in the codebook, or go to a coding; then a and a digit pin it.")
            return
        taken = [
            (str(d), self.desk.name(self.desk.pins[d]) if d in self.desk.pins else "–") for d in (*range(1, 10), 0)
        ]

        def chosen(digit: str | None) -> None:
            if digit and digit.isascii() and digit.isdecimal():
                self.pin(code, int(digit))
                self.show_codebook()
                self.refresh_work()

        self.app.push_screen(KeyWait(f"Pin {shown_name(code.name(self.desk.language))} to which digit?", taken), chosen)

    def on_codebook_pane_code_chosen(self, event: CodebookPane.CodeChosen) -> None:
        """Give a code from the tree."""
        self.give([event.code], self.view.selection)
        self.view.focus()

    def on_codebook_pane_code_lit(self, event: CodebookPane.CodeLit) -> None:
        """Show what the lit code means."""
        self.show_card(event.code)
