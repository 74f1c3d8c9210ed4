"""What was done, by whom and when: one line an act, what it changed, and the way back."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import DataTable, Input

from workbench.core.language import _, mark, plural
from workbench.services import exporting
from workbench.services.history import history, history_details
from workbench.services.history.history import Act, ActState, TakenBack, WantedActs
from workbench.services.history.history_details import Detail
from workbench.tui.dialogs.asking import AskLine, AskOne
from workbench.tui.keys import HISTORY, Place, bindings
from workbench.tui.layout.cells import shorten, shown_lines, shown_name
from workbench.tui.screens.desk import Desk
from workbench.tui.screens.pages.listed_page import ListedPage
from workbench.tui.screens.pages.page import VERY_WIDE, WIDE
from workbench.tui.screens.pages.writing_files import write_file

LOT = 200
"""How many acts are read at a time; the next ones when the cursor comes to the last."""

_WHO, _STATE, _GAP = 13, 10, 2
_QUOTED = 160
_KINDS = (
    ("coding", mark("codings, one by one")),
    ("codings", mark("codings, many at once")),
    ("memo", mark("memos")),
    ("code", mark("codes")),
    ("codebook", mark("codebooks")),
    ("transcript", mark("transcripts")),
    ("reviewed", mark("what was read")),
    ("status", mark("status")),
    ("report", mark("marks for the report")),
    ("attributes", mark("facts")),
    ("undo", mark("undone")),
    ("redo", mark("done again")),
)
"""The kinds of acts by what their names begin with."""


class HistoryScreen(ListedPage):
    """The audit trail; undo is one's own."""

    AUTO_FOCUS = "#history"
    NAME = "history"
    KEYS = HISTORY
    PLACE = mark("History")
    HINTS: ClassVar[Mapping[str, str]] = {"history-filter": mark("filter: who, a code, a transcript …")}
    ABOUT = mark(
        "Everybody's acts, as far as you may see them. Each coder takes back only their own, the latest first."
    )
    OWN_ACTS = ("",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.HISTORY)]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.wanted = WantedActs()
        self.acts: list[Act] = []
        self._more = False

    # The list

    def show(self, lit: str | None = None) -> None:
        """Read the latest acts anew, and light one or the one that was lit."""
        lit = lit or self.lit_key()
        self.acts = self._read(0, max(LOT, len(self.acts)))
        self._fill(lit)
        self.tell_command(history.command(self.wanted))

    def _read(self, offset: int, limit: int) -> list[Act]:
        language = self.desk.language
        found = history.acts(self.project, self.wanted, limit=limit + 1, offset=offset, language=language)
        self._more = len(found) > limit
        return found[:limit]

    def _fill(self, lit: str | None) -> None:
        width = self.size.width * 3 // 5 if self.size.width >= VERY_WIDE else self.size.width
        people = min(_WHO, max((len(act.who) for act in self.acts), default=_WHO))
        when = "%Y-%m-%d %H:%M" if self.size.width >= WIDE else ""
        state = max((len(_(act.state)) for act in self.acts if act.state is not ActState.STANDS), default=0)
        times = max((len(f"{act.at:{when or self._short(act)}}") for act in self.acts), default=0)
        room = max(16, width - times - people - min(_STATE, state) - 4 * _GAP - 1)
        rows = [self._row(act, room, when or self._short(act)) for act in self.acts]
        keys = [act.uuid for act in self.acts]
        at = keys.index(lit) if lit in keys else 0
        self.table.fill([_("When"), _("Who"), _("What"), ""], rows, keys=keys, lit=at)
        said = plural(len(self.acts), "1 act", "{n} acts")
        said += _(", the latest; further ones come at the end of the list") if self._more else ""
        self.tell_note(said)
        self._show_lit()

    @staticmethod
    def _short(act: Act) -> str:
        """Return how the time is written where there is little room: of today's acts only the hour."""
        return "%H:%M" if act.at.date() == datetime.datetime.now().astimezone().date() else "%Y-%m-%d"

    def _row(self, act: Act, room: int, when: str) -> list[Text]:
        stands = act.state is ActState.STANDS
        said = "" if stands else _(act.state)
        return [
            Text(f"{act.at:{when}}", style="dim"),
            Text(shorten(shown_name(act.who), _WHO), style="" if act.own else "dim"),
            Text(shorten(shown_name(act.words), room), style="" if stands else "dim"),
            Text(shorten(said, _STATE), style="dim"),
        ]

    def lit_act(self) -> Act | None:
        """Return the act under the cursor."""
        lit = self.lit_key()
        return next((act for act in self.acts if act.uuid == lit), None)

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Show what the lit act changed, and read on at the end of the list."""
        self._show_lit()
        if self._more and event.cursor_row == len(self.acts) - 1:
            lit = self.lit_key()
            self.acts += self._read(len(self.acts), LOT)
            self._fill(lit)

    def _show_lit(self) -> None:
        act = self.lit_act()
        if act is None:
            self.tell_whole(Content.styled(_("No act has this."), "$quiet"))
            return
        found = history_details.details(self.project, act, language=self.desk.language)
        count = plural(act.records, "1 record", "{n} records")
        about = f"{act.who} · {act.at:%Y-%m-%d %H:%M:%S} · {act.action} · {count}"
        parts: list[tuple[str, str]] = [(shown_name(act.words), "bold"), (f"\n{shown_name(about)}", "$quiet")]
        if act.why_not:
            why = _("You cannot take it back: {why}.").format(why=act.why_not)
            parts.append((f"\n{shown_name(why)}", "$quiet"))
        parts.append(("\n", ""))
        for detail in found.records:
            parts += _told(detail)
        if found.more:
            parts.append(("\n" + plural(found.more, "… and 1 record more", "… and {n} records more"), "$quiet"))
        self.tell_whole(Content.assemble(*parts))

    def on_resize(self) -> None:
        """Give the words their room."""
        if self.is_mounted and self.table.columns:
            self._fill(self.lit_key())

    def came_back(self) -> None:
        """Show what was done meanwhile."""
        self.desk.reload()
        self.show()

    def changed(self) -> None:
        """Show what was taken back or done again: the latest line."""
        super().changed()
        self.show()
        if self.acts:
            self.table.move_cursor(row=0, animate=False)

    # Narrowing

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show only what is meant."""
        self._narrow(words=event.value.strip())

    def _narrow(self, **wanted: str) -> None:
        self.wanted = replace(self.wanted, **wanted)
        self.acts = []
        self.show()

    def action_whose(self) -> None:
        """Choose whose acts are shown."""
        names = sorted(coder.name for coder in self.desk.people.values())
        answers = [("", _("everybody's"), ""), *((name, name, "") for name in names)]

        def chosen(name: str | None) -> None:
            if name is not None:
                self._narrow(coder=name)

        self.app.push_screen(AskOne(_("Whose acts?"), answers, lit=self.wanted.coder), chosen)

    def action_kind(self) -> None:
        """Choose which kind of acts are shown."""
        answers = [("", _("everything"), ""), *((kind, _(said), "") for kind, said in _KINDS)]

        def chosen(kind: str | None) -> None:
            if kind is not None:
                self._narrow(action=kind)

        self.app.push_screen(AskOne(_("Which acts?"), answers, lit=self.wanted.action), chosen)

    def action_since(self) -> None:
        """Show only acts since a day."""
        lit = self.lit_act()
        day = self.wanted.since or (f"{lit.at:%Y-%m-%d}" if lit is not None else "")

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self._narrow(since=answer)

        question = AskLine(_("Since which day?"), value=day, note=_("Such as 2026-11-22."), check=history.wrong_day)
        self.app.push_screen(question, chosen)

    def action_back(self) -> None:
        """Take the filter away, or go back."""
        if self.line.has_focus or self.wanted != WantedActs():
            self.put_filter_away()
            self._narrow(coder="", action="", transcript="", since="", words="")
        else:
            self.close_page()

    # Acts

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Read where the act was done."""
        self.action_go_there()

    def action_go_there(self) -> None:
        """Read where the act was done."""
        act = self.lit_act()
        if act is None:
            return
        where = history_details.place(self.project, act)
        if where is None:
            self.say(_("This was done in no transcript, or in one that is gone."))
        else:
            self.read(*where)

    def action_until(self) -> None:
        """Take back all my acts after the lit one."""
        act = self.lit_act()
        if act is None:
            return
        number = history.acts_after(self.project, act.uuid)
        if not number:
            self.say(_("Nothing of yours that stands was done after this."))
            return
        take = plural(number, "Take back 1 act", "Take back {n} acts")
        answers = [("no", _("Leave everything"), ""), ("yes", take, _("U does each of them again"))]

        def chosen(answer: str | None) -> None:
            if answer == "yes":
                self.top.tell(state=_("taking back …"))
                self._take_back(act)

        title = _("Take back what you did after: {what}?").format(what=shorten(shown_name(act.words), 60))
        self.app.push_screen(AskOne(title, answers), chosen)

    @work(thread=True, exclusive=True, group="undo", exit_on_error=False)
    def _take_back(self, act: Act) -> None:
        done = history.undo_until(self.project, act.uuid)
        self.app.call_from_thread(self._taken_back, done)

    def _taken_back(self, taken: TakenBack) -> None:
        if not self.is_attached:
            return
        self.top.tell(state="")
        self.changed()
        if taken.refused is not None:
            self.refuse(taken.refused)
        if taken.done or taken.refused is None:
            self.say(plural(len(taken.done), "1 act taken back", "{n} acts taken back"))

    def action_export(self) -> None:
        """Write the acts that are asked for to a file."""

        def write(target: Path, force: bool) -> Sequence[Path]:
            table = history.table(self.project, self.wanted, limit=10**9, language=self.desk.language)
            spelling = exporting.spelling(for_spreadsheet=target.suffix == ".csv")
            return exporting.write_table(self.project, table, target, spelling=spelling, force=force)

        write_file(self, _("Write these acts to"), "history.xlsx", exporting.suffixes(), write)


def _told(detail: Detail) -> list[tuple[str, str]]:
    """Return one record as the card has it: its sign, kind and name, its words, and what is different."""
    parts = [
        (f"\n{detail.sign} ", "bold"),
        (f"{detail.kind} ", "$quiet"),
        (shown_name(detail.name), ""),
    ]
    if detail.quotation:
        words = shorten(shown_lines(detail.quotation).replace("\n", " "), _QUOTED)
        parts.append((f"\n    “{words}”", "italic $quiet"))
    for one in detail.differences:
        parts.append((f"\n    {history_details.field_words(one.field)}: ", "$quiet"))
        if one.before:
            parts.append((shown_lines(one.before), "strike $quiet"))
        if one.before and one.after:
            parts.append((" → ", "$quiet"))
        parts.append((shown_lines(one.after), ""))
    return parts
