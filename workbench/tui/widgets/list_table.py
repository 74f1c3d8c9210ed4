"""A table of texts whose columns have their widths from the first frame on."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.widgets import DataTable


class ListTable(DataTable[Text]):
    """A list to go through row by row."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, cursor_type="row")

    def fill(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[Text]],
        *,
        right: frozenset[str] = frozenset(),
        keys: Sequence[str] | None = None,
        lit: int = 0,
    ) -> None:
        """Show other rows, and light one of them.

        Args:
            headings: one for each column.
            rows: as many cells each.
            right: headings of the columns whose heads stand at the right edge.
            keys: one for each row.
            lit: the index of the row under the cursor.
        """
        with self.app.batch_update():
            self.clear(columns=True)
            for at, heading in enumerate(headings):
                head = Text(heading, style="bold", justify="right" if heading in right else "left")
                self.add_column(head, width=max((head.cell_len, *(row[at].cell_len for row in rows))))
            for at, row in enumerate(rows):
                self.add_row(*row, key=keys[at] if keys else None)
            self.move_cursor(row=max(0, min(lit, len(rows) - 1)), animate=False)
