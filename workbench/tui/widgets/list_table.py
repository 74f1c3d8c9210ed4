"""A table of texts whose columns have their widths from the first frame on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.content import Content
from textual.widgets import DataTable

_SCROLLBAR = 2
_LEAST = 6
"""Cells that a shortened column keeps at least."""


class ListTable(DataTable[Text]):
    """A list to go through row by row."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, cursor_type="row")
        self._meanings: Mapping[str, str] = {}

    def explain(self, meanings: Mapping[str, str]) -> None:
        """Say what columns mean, by their headings, to whoever points at one."""
        self._meanings = meanings

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say what the column under the pointer means."""
        at = event.style.meta
        on_heading = at.get("row") == -1 and 0 <= at.get("column", -1) < len(self.ordered_columns)
        heading = self.ordered_columns[at["column"]].label.plain if on_heading else ""
        words = self._meanings.get(heading)
        told = Content(words) if words else None
        if told != self.tooltip:
            self.tooltip = told

    def fill(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[Text]],
        *,
        right: frozenset[str] = frozenset(),
        keys: Sequence[str] | None = None,
        lit: int = 0,
        fit: bool = False,
    ) -> None:
        """Show other rows, and light one of them.

        Args:
            headings: one for each column.
            rows: as many cells each.
            right: headings of the columns whose heads stand at the right edge.
            keys: one for each row.
            lit: the index of the row under the cursor.
            fit: the table is as wide as the screen, and its last column is shortened to what is left for it.
        """
        if fit:
            self._shorten_last(headings, rows)
        with self.app.batch_update():
            self.clear(columns=True)
            for at, heading in enumerate(headings):
                head = Text(heading, style="bold", justify="right" if heading in right else "left")
                self.add_column(head, width=max((head.cell_len, *(row[at].cell_len for row in rows))))
            for at, row in enumerate(rows):
                self.add_row(*row, key=keys[at] if keys else None)
            self.move_cursor(row=max(0, min(lit, len(rows) - 1)), animate=False)

    def _shorten_last(self, headings: Sequence[str], rows: Sequence[Sequence[Text]]) -> None:
        widths = [max((cell_len(head), *(row[at].cell_len for row in rows))) for at, head in enumerate(headings[:-1])]
        left = self.screen.size.width - sum(widths) - 2 * self.cell_padding * len(headings)
        if len(rows) > self.screen.size.height // 2:
            left -= _SCROLLBAR
        for row in rows:
            row[-1].truncate(max(_LEAST, left), overflow="ellipsis")

    def action_scroll_home(self) -> None:
        """Go to the first row; the cursor is a whole row, which has no beginning to go to."""
        self.action_scroll_top()

    def action_scroll_end(self) -> None:
        """Go to the last row."""
        self.action_scroll_bottom()
