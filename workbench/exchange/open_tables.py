"""Tables while they are being read: which row of which table this is, and its cells laid out as lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.exchange.open_paragraphs import OpenParagraph, join_cells


@dataclass(slots=True)
class _Table:
    """A table: its number in the file, its row, and where the paragraphs of each cell of that row begin and end."""

    number: int
    row: int = 0
    cells: list[tuple[int, int]] = field(default_factory=list)
    cell: int = 0


class OpenTables:
    """The tables around the place that is being read, innermost last.

    Cells, rows and tables that begin or end outside of one another, as in a broken file, change nothing.
    """

    def __init__(self, paragraphs: list[OpenParagraph], gone: set[OpenParagraph]) -> None:
        """Begin outside of any table.

        Args:
            paragraphs: everything read so far, in order; the reader adds to it.
            gone: those of them that rows leave out or join to others are added here.
        """
        self._paragraphs = paragraphs
        self._gone = gone
        self._tables: list[_Table] = []
        self._outer: list[list[_Table]] = []
        self._seen = 0

    @property
    def where(self) -> str:
        """The row that is being read ("table 1, row 2"), "" outside of tables."""
        return f"table {self._tables[-1].number}, row {self._tables[-1].row}" if self._tables else ""

    def begin(self) -> None:
        """Begin a table, perhaps in a cell of another."""
        self._seen += 1
        self._tables.append(_Table(self._seen))

    def end(self) -> None:
        """End the innermost table."""
        if self._tables:
            self._tables.pop()

    def begin_row(self) -> None:
        """Begin a row of it."""
        if self._tables:
            self._tables[-1].row += 1
            self._tables[-1].cells = []

    def end_row(self, category: str) -> None:
        """End a row and lay its cells out; only paragraphs of one category are joined, and text boxes stay apart."""
        if self._tables and self._tables[-1].cells:
            ranges, self._tables[-1].cells = self._tables[-1].cells, []
            cells = [[line for line in self._paragraphs[a:b] if line.category == category] for a, b in ranges]
            self._gone.update(join_cells(cells))

    def begin_cell(self) -> None:
        """Begin a cell of the row."""
        if self._tables:
            self._tables[-1].cell = len(self._paragraphs)

    def end_cell(self) -> None:
        """End it: the paragraphs since then are its."""
        if self._tables:
            self._tables[-1].cells.append((self._tables[-1].cell, len(self._paragraphs)))

    def put_aside(self) -> None:
        """Read a text box, which may hold tables of its own."""
        self._outer.append(self._tables)
        self._tables = []

    def take_up(self) -> None:
        """Go on with the tables around the text box."""
        self._tables = self._outer.pop()

    @property
    def around(self) -> bool:
        """Whether anything is around the place that is being read: a table, or a text box."""
        return bool(self._tables or self._outer)

    @property
    def in_box(self) -> bool:
        """Whether a text box is being read."""
        return bool(self._outer)
