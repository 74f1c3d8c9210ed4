"""All memos in one list: what each is on, the whole of the lit one, and the way to where it hangs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import DataTable, Input

from workbench.core.errors import WorkbenchError
from workbench.core.language import _, mark, plural
from workbench.core.memos import TARGETS
from workbench.core.passages import Span
from workbench.services import exporting, transcripts
from workbench.services.imports import attributes
from workbench.services.memos import memos
from workbench.services.memos.memos import KIND_WORDS, ListedMemo, MemoTarget, UnstoredMemo, WantedMemos
from workbench.tui.dialogs.asking import AskOne
from workbench.tui.dialogs.choosing import ChooseName
from workbench.tui.keys import MEMOS, Place, bindings
from workbench.tui.layout.cells import shorten, shown_lines, shown_name
from workbench.tui.screens.desk import Desk
from workbench.tui.screens.memos.writing import head, shown_time, write_memo
from workbench.tui.screens.pages.desk_page import screen_class
from workbench.tui.screens.pages.listed_page import ListedPage
from workbench.tui.screens.pages.page import VERY_WIDE, WIDE
from workbench.tui.screens.pages.writing_files import write_file

_ON, _SHORT_ON = 30, 24
_KIND, _WHO, _WHEN, _GAP = 10, 12, 16, 2
"""How many cells the columns of a row take, at most, and what lies between them."""


class MemosScreen(ListedPage):
    """The list of memos."""

    AUTO_FOCUS = "#memos"
    NAME = "memos"
    KEYS = MEMOS
    PLACE = mark("Memos")
    HINTS: ClassVar[Mapping[str, str]] = {
        "memos-filter": mark("filter: words of the memo, of what it is about, a name …")
    }
    OWN_ACTS = ("memo",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.MEMOS)]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.wanted = WantedMemos()
        self.listed: dict[str, ListedMemo] = {}
        self.unstored: dict[str, UnstoredMemo] = {}

    # The list

    def show(self, lit: str | None = None) -> None:
        """Read the list anew, and light a memo or the one that was lit."""
        at, lit = self.table.cursor_row, lit or self.lit_key()
        found = memos.listing(self.project, self.wanted, language=self.desk.language)
        self.listed = {one.memo.uuid: one for one in reversed(found)}
        self.unstored = {f"draft {draft.key}": draft for draft in memos.unstored(self.project)}
        self._fill(lit, at)
        drafts = len(self.unstored)
        kinds = " · ".join(f"{_(KIND_WORDS[kind])} {n}" for kind, n in memos.counted_by_kind(found).items())
        said = plural(len(found), "1 memo", "{n} memos") + (f": {kinds}" if kinds else "")
        if drafts:
            unstored = plural(drafts, "1 was never stored: Enter goes on", "{n} were never stored: Enter goes on")
            said = f"{unstored} · {said}"
        self.tell_note(said)
        self.tell_command(memos.command(self.wanted))

    def _fill(self, lit: str | None, at: int) -> None:
        wide = self.size.width >= WIDE
        on = _ON if wide else min(_SHORT_ON, self.size.width // 4 + 4)
        width = self.size.width * 3 // 5 if self.size.width >= VERY_WIDE else self.size.width
        who = min(_WHO, max((len(one.coder) for one in self.listed.values()), default=_WHO))
        who = max(who, len(_("not stored"))) if self.unstored else who
        room = max(12, width - _KIND - on - who - (_WHEN + _GAP if wide else 0) - 4 * _GAP - 1)
        headings = [_("On"), "", _("Who"), *([_("When")] if wide else []), _("Memo")]
        rows: list[list[Text]] = []
        for draft in self.unstored.values():
            when = [Text("")] if wide else []
            name = Text(shorten(self._draft_name(draft), on), style="bold")
            kind = Text(_(KIND_WORDS[draft.target.kind]), style="dim")
            rows.append([kind, name, Text(_("not stored"), style="bold"), *when, _first(draft.words, room)])
        for one in self.listed.values():
            when = [Text(shown_time(one.memo.changed_at), style="dim")] if wide else []
            kind = Text(_(KIND_WORDS[one.kind]), style="dim")
            whose = Text(shorten(shown_name(one.coder), _WHO), style="" if one.own else "dim")
            rows.append([kind, Text(shorten(self._hangs_on(one), on)), whose, *when, _first(one.memo.body, room)])
        keys = [*self.unstored, *self.listed]
        self.table.fill(headings, rows, keys=keys, lit=keys.index(lit) if lit in keys else at)
        self._show_lit()

    def _hangs_on(self, one: ListedMemo) -> str:
        code = self.desk.name(one.code) if one.code else ""
        place = one.transcript_name if one.kind in {"passage", "coding"} else one.target
        said = {"code": code, "coding": f"{code} · {place}"}.get(one.kind, place)
        return shown_name(said if said.strip(" ·") else "?")

    def _draft_name(self, draft: UnstoredMemo) -> str:
        if draft.lost:
            return _("what it was on is gone")
        about = memos.about(self.project, draft.target)
        return shown_name(self.desk.name(about.code) if about.code else about.name)

    def lit_memo(self) -> ListedMemo | None:
        """Return the memo under the cursor."""
        return self.listed.get(self.lit_key() or "")

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Show the whole of the lit memo."""
        self._show_lit()

    def _show_lit(self) -> None:
        lit = self.lit_key() or ""
        draft, one = self.unstored.get(lit), self.listed.get(lit)
        if draft is not None:
            said = head(self.desk, draft.target, draft.memo)
            about, body = _("These words were not stored last time."), draft.words
        elif one is not None:
            said = head(self.desk, MemoTarget(*one.memo.target), one.memo)
            about, body = said.about, one.memo.body
        else:
            nothing = _("No memo has this.") if self.wanted != WantedMemos() else _("No memo yet. a writes one.")
            self.tell_whole(Content.styled(nothing, "$quiet"))
            return
        parts = [(shown_name(said.title), "bold"), (f"\n{shown_name(about)}\n", "$quiet")]
        if said.quotation:
            parts.append((f"\n“{shown_lines(said.quotation)}”\n", "italic $quiet"))
        parts.append((f"\n{shown_lines(body)}", ""))
        self.tell_whole(Content.assemble(*parts))

    def on_resize(self) -> None:
        """Give the memo's first line its room."""
        if self.is_mounted and self.table.columns:
            self._fill(self.lit_key(), self.table.cursor_row)

    def came_back(self) -> None:
        """Show what was written meanwhile."""
        self.desk.reload()
        self.show()

    def changed(self) -> None:
        """Show what was taken back or done again."""
        super().changed()
        self.show()

    # Narrowing

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show only what is meant."""
        self.wanted = replace(self.wanted, words=event.value.strip())
        self.show()

    def action_kind(self) -> None:
        """Show memos on one kind of thing."""
        answers = [("", _("everything"), ""), *((kind, _(KIND_WORDS[kind]), "") for kind in TARGETS)]

        def chosen(kind: str | None) -> None:
            if kind is not None:
                self.wanted = replace(self.wanted, on=kind)
                self.show()

        self.app.push_screen(AskOne(_("Memos on what?"), answers, lit=self.wanted.on), chosen)

    def action_whose(self) -> None:
        """Show everybody's memos, or mine only."""
        me = self.project.coder.name if self.project.coder and self.desk.me in self.desk.people else ""
        self.wanted = replace(self.wanted, coder="" if self.wanted.coder else me)
        self.show()

    def action_back(self) -> None:
        """Take the filter away, or go back."""
        if self.line.has_focus or self.wanted != WantedMemos():
            self.wanted = WantedMemos()
            self.put_filter_away()
            self.show()
        else:
            self.close_page()

    # Acts

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Write on, or read."""
        self.action_open()

    def action_open(self) -> None:
        """Write on in my memo, or read another's."""
        lit = self.lit_key() or ""
        draft, one = self.unstored.get(lit), self.listed.get(lit)
        if draft is not None:
            write_memo(self, draft.target, draft.memo, self._written, key=draft.key)
        elif one is not None:
            write_memo(self, MemoTarget(*one.memo.target), one.memo, self._written)

    def _written(self) -> None:
        if self.is_attached:
            self.show()

    def action_go_there(self) -> None:
        """Go to what the memo is on: words, a code in the codebook, a case in the list of transcripts."""
        one = self.lit_memo()
        if one is None:
            return
        if one.kind == "code":
            self.app.push_screen(screen_class("codebook")(self.desk, one.code), lambda _done: self.came_back())
            return
        if not one.transcript:
            self.bench.show_list(one.target if one.kind == "case" else "")
            return
        newest = transcripts.find(self.project, one.transcript).revision
        place = one.place if one.place is not None and one.place.revision == newest else None
        self.read(one.transcript, Span(place.start, place.end) if place is not None else None)

    def action_add(self) -> None:
        """Write a memo on something."""
        answers = [
            ("project", _("The project"), self.project.project.name),
            ("transcript", _("A transcript"), ""),
            ("code", _("A code"), ""),
            ("case", _("A case"), ""),
        ]

        def chosen(kind: str | None) -> None:
            if kind == "project":
                self._add(kind, self.project.project.uuid)
            elif kind is not None:
                self.app.push_screen(
                    ChooseName(_("On which?"), self._names(kind)),
                    lambda uuid: self._add(kind, uuid) if uuid is not None else None,
                )

        note = _("On words and codings: m where you read them.")
        self.app.push_screen(AskOne(_("A memo on what?"), answers, note=note), chosen)

    def _names(self, kind: str) -> Sequence[tuple[str, str]]:
        if kind == "code":
            return [(code.uuid, self.desk.tree.path(code, self.desk.language)) for code in self.desk.tree.order]
        if kind == "case":
            return [(case.uuid, case.name) for case in attributes.all_cases(self.project)]
        return [(one.transcript.uuid, one.transcript.name) for one in transcripts.summaries(self.project)]

    def _add(self, kind: str, uuid: str) -> None:
        write_memo(self, MemoTarget(kind, uuid), None, self._written)

    def action_remove(self) -> None:
        """Take my memo away."""
        one = self.lit_memo()
        if one is None:
            return
        try:
            memos.remove_memo(self.project, one.memo)
        except WorkbenchError as error:
            self.refuse(error)
        else:
            self.say(_("The memo is taken away. u brings it back."))
        self.show()

    def action_export(self) -> None:
        """Write the memos that are shown to a file."""
        language = self.desk.language

        def write(target: Path, force: bool) -> Sequence[Path]:
            if target.suffix.casefold() == ".docx":
                listed = memos.listing(self.project, self.wanted, language=language)
                return [memos.write_document(self.project, listed, target, language=language, force=force)]
            table = memos.table(self.project, self.wanted, language=language)
            spelling = exporting.spelling(for_spreadsheet=target.suffix == ".csv")
            return exporting.write_table(self.project, table, target, spelling=spelling, force=force)

        write_file(self, _("Write these memos to"), "memos.docx", exporting.suffixes(), write)


def _first(words: str, room: int) -> Text:
    """Return the beginning of some words on one line."""
    line = next((line for line in words.split("\n") if line.strip()), "")
    return Text(shorten(shown_name(line), room))
