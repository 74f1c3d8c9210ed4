"""What one coded before a definition changed, gone through one by one: keep, change, remove."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import DataTable, Footer, Static

from workbench.core.codebook import Card, Code
from workbench.core.codings import ListedCoding
from workbench.core.errors import WorkbenchError
from workbench.core.language import _, mark, plural
from workbench.core.passages import Span
from workbench.services.codebooks import codebook_changes
from workbench.services.codings import coding, recoding
from workbench.tui.dialogs.choosing import ChooseName
from workbench.tui.keys import BEFORE, Place, bindings
from workbench.tui.layout.cells import shorten, shown_lines, shown_name
from workbench.tui.screens.desk import Desk
from workbench.tui.screens.pages.taking_back import UndoingPage
from workbench.tui.widgets.code_content import card_content
from workbench.tui.widgets.list_table import ListTable
from workbench.tui.widgets.top_bar import TopBar

_PLACE = 24


class CodedBeforeScreen(UndoingPage):
    """The passages that are left to be judged anew, with what the code said then and says now."""

    AUTO_FOCUS = "#before"
    KEYS = BEFORE
    PLACE = mark("Coded before the definition changed")
    OWN_ACTS = ("coding", "codings")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.BEFORE)]

    def __init__(self, desk: Desk, code: Code) -> None:
        super().__init__(desk)
        self.about = code
        self.left: list[ListedCoding] = []
        self._names = codebook_changes.transcript_names(desk.project)

    def compose(self) -> ComposeResult:
        """The passages, the lit one with both definitions, and the command that lists the same."""
        yield TopBar()
        yield Static(id="before-title", markup=False)
        yield ListTable(id="before")
        with VerticalScroll(id="before-card", can_focus=False):
            yield Static(id="before-whole", markup=False)
        yield Static(id="before-command", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show what is left."""
        self.tell_place()
        self.show()

    def show(self) -> None:
        """Read the list anew; the row that stands where the lit one stood is lit."""
        table = self.query_one("#before", ListTable)
        at = table.cursor_row
        self.about = self.desk.tree.by_uuid.get(self.about.uuid, self.about)
        self.left = codebook_changes.coded_before(self.project, self.about)
        room = max(20, self.size.width - _PLACE - 8)
        rows = [
            [
                Text(shorten(shown_name(self._names[one.coding.transcript]), _PLACE), style="dim"),
                Text(shorten(shown_name(" ".join(one.quotation.split())), room)),
            ]
            for one in self.left
        ]
        table.fill([_("Transcript"), _("Passage")], rows, lit=at)
        name = shown_name(self.about.name(self.desk.language))
        told = (
            plural(len(self.left), "1 passage is left", "{n} passages are left") if self.left else _("All are judged.")
        )
        title = Content.assemble((name, "bold"), (f"  {told}", "$quiet"))
        self.query_one("#before-title", Static).update(title)
        command = f"workbench codebook before {shown_name(self.about.key)}"
        self.query_one("#before-command", Static).update(Content.assemble(("$ ", "$quiet"), (command, "$secondary")))
        self._show_lit()

    def on_resize(self) -> None:
        """Give the passages their room."""
        if self.query_one("#before", ListTable).columns:
            self.show()

    @property
    def lit(self) -> ListedCoding | None:
        """The passage under the cursor."""
        at = self.query_one("#before", ListTable).cursor_row
        return self.left[at] if 0 <= at < len(self.left) else None

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Show the passage that the cursor came to."""
        self._show_lit()

    def _show_lit(self) -> None:
        one, body = self.lit, self.query_one("#before-whole", Static)
        if one is None:
            body.update(Content.styled(_("Nothing is left. Esc goes back, u takes the last one back."), "$quiet"))
            return
        then, now = differing(codebook_changes.former_card(self.project, self.about, one.coding), self.about.card)
        language = self.desk.language
        body.update(
            Content.assemble(
                (_("Then") + "  ", "bold $warning"),
                card_content(then, language, self.desk.names),
                ("\n" + _("Now") + "   ", "bold $success"),
                card_content(now, language, self.desk.names),
                ("\n\n", ""),
                (_closed_up(one.before), "$quiet"),
                (_closed_up(one.quotation), "bold"),
                (_closed_up(one.after), "$quiet"),
            )
        )
        self.query_one("#before-card").scroll_home(animate=False)

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter keeps."""
        self.action_keep()

    def action_keep(self) -> None:
        """The coding holds under the new words too."""
        one = self.lit
        if one is not None:
            self._judge(lambda: codebook_changes.keep(self.project, one.coding))

    def action_change(self) -> None:
        """Give the passage another code instead."""
        one = self.lit
        if one is None:
            return
        tree, language = self.desk.tree, self.desk.language
        goals = [
            (code.uuid, f"{tree.path(code, language)}  · {code.key}")
            for code in tree.order
            if not code.retired and code.uuid != self.about.uuid
        ]

        def chosen(goal: str | None) -> None:
            if goal is not None and one is not None:
                self._judge(lambda: recoding.recode(self.project, [one.coding.uuid], tree.by_uuid[goal]))

        self.app.push_screen(ChooseName(_("Which code instead?"), goals), chosen)

    def action_remove(self) -> None:
        """Take the coding away."""
        one = self.lit
        if one is not None:
            self._judge(lambda: coding.uncode(self.project, one.coding.uuid))

    def _judge(self, act: Callable[[], object]) -> None:
        try:
            act()
        except WorkbenchError as error:
            self.refuse(error)
        self.show()

    def action_go_there(self) -> None:
        """Read the passage where it stands."""
        one = self.lit
        if one is not None:
            self.read(one.coding.transcript, Span(one.coding.start, one.coding.end))

    def came_back(self) -> None:
        """Show what is left now."""
        self.desk.reload()
        self.show()

    def changed(self) -> None:
        """Show what was taken back or done again."""
        super().changed()
        self.show()


def _closed_up(words: str) -> str:
    """Return words without the empty lines between turns."""
    return re.sub(r"\n\s*\n", "\n", shown_lines(words))


def differing(former: Card, now: Card) -> tuple[Card, Card]:
    """Return two cards with only those fields, in those languages, that say different things."""
    then: dict[str, dict[str, str]] = {}
    today: dict[str, dict[str, str]] = {}
    for field in ("definition", "include", "exclude"):
        old, new = getattr(former, field), getattr(now, field)
        languages = [one for one in {**old, **new} if old.get(one, "") != new.get(one, "")]
        then[field] = {one: old[one] for one in languages if one in old}
        today[field] = {one: new[one] for one in languages if one in new}
    return Card(**then), Card(**today)
