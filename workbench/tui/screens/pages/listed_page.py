"""What screens with one long list share: a filter line, the list, the whole of the lit row, and the command."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Input, Static

from workbench.tui.layout.cells import shown_name
from workbench.tui.screens.pages.taking_back import UndoingPage
from workbench.tui.widgets.list_table import ListTable
from workbench.tui.widgets.top_bar import TopBar


class ListedPage(UndoingPage):
    """A screen with a list; ``NAME`` begins the ids of its widgets."""

    NAME: ClassVar[str] = ""

    def compose(self) -> ComposeResult:
        """The list, the whole of the lit row beside it or below, and the command that lists the same."""
        yield TopBar()
        yield Input(placeholder=self.hint(f"{self.NAME}-filter"), id=f"{self.NAME}-filter")
        with Container(id=f"{self.NAME}-body"):
            yield ListTable(id=self.NAME)
            with VerticalScroll(id=f"{self.NAME}-card", can_focus=False):
                yield Static(id=f"{self.NAME}-whole", markup=False)
        yield Static(id=f"{self.NAME}-note", markup=False)
        yield Static(id=f"{self.NAME}-command", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show everything."""
        self.line.display = False
        self.tell_place()
        self.show()

    def show(self, lit: str | None = None) -> None:
        """Read the list anew, and light a row by its key or the one that was lit."""
        raise NotImplementedError

    @property
    def table(self) -> ListTable:
        """The list."""
        return self.query_one(f"#{self.NAME}", ListTable)

    @property
    def line(self) -> Input:
        """The line that the filter is written in."""
        return self.query_one(f"#{self.NAME}-filter", Input)

    def lit_key(self) -> str | None:
        """Return the key of the row under the cursor."""
        table = self.table
        if not table.row_count:
            return None
        return table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value

    def tell_note(self, words: str) -> None:
        """Say below the list what there is to know of it."""
        self.query_one(f"#{self.NAME}-note", Static).update(Content.styled(words, "$quiet"))

    def tell_command(self, command: str) -> None:
        """Say the command that lists the same."""
        content = Content.assemble(("$ ", "$quiet"), (shown_name(command), "$secondary"))
        self.query_one(f"#{self.NAME}-command", Static).update(content)

    def tell_whole(self, content: Content) -> None:
        """Show the whole of the lit row, from its beginning."""
        self.query_one(f"#{self.NAME}-whole", Static).update(content)
        self.query_one(f"#{self.NAME}-card").scroll_home(animate=False)

    def action_filter(self) -> None:
        """Write what to show only."""
        self.line.display = True
        self.line.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the list."""
        self.table.focus()

    def put_filter_away(self) -> None:
        """Empty the filter's line, without a word of it, and go to the list."""
        with self.prevent(Input.Changed):
            self.line.value = ""
        self.line.display = False
        self.table.focus()
