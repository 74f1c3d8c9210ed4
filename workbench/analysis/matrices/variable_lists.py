"""The variables of a matrix's long table, for R and SPSS: what each is, what it may be, and why it is empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from workbench.analysis.matrices.records import Matrix
from workbench.analysis.matrices.rendering import tidy
from workbench.analysis.tables import Table, TableColumn, Value, ValueKind
from workbench.core.language import _, mark

_LABELS = {
    "row": mark("What the row is: a code's key, or the value of the rows' variable"),
    "name": mark("The name of the row"),
    "reason": mark("Why value is empty"),
    "partial": mark("Whether value may grow: not all of its interviews could be counted yet"),
    "small": mark("Whether value comes from fewer people than the limit"),
    "interviews": mark("Interviews that value is counted from"),
    "people": mark("People who speak in them"),
    "words": mark("Words of the counted text in them"),
    "done": mark("Share of the interviews whose coding is done, 0 to 1"),
    "reviewed": mark("Share of the words that are reviewed, 0 to 1"),
}
_TYPES = {ValueKind.INTEGER: "integer", ValueKind.NUMBER: "decimal", ValueKind.BOOLEAN: "true or false"}
_NO_INTERVIEW = {"done", "reviewed"}


def variable_list(matrix: Matrix) -> Table:
    """Return the variables of :func:`workbench.analysis.matrices.rendering.tidy`, one row each, in its order.

    ``values`` are the texts that occur, each with its name where it has one, or the least and the greatest number;
    ``missing`` says what an empty cell means and how many there are.
    """
    table = tidy(matrix)
    columns = [
        TableColumn("variable", _("Variable")),
        TableColumn("label", _("Label")),
        TableColumn("type", _("Type")),
        TableColumn("values", _("Values")),
        TableColumn("missing", _("Empty where")),
    ]
    rows = list(table.rows)
    return Table(
        _("Variables of: {title}").format(title=table.title),
        columns,
        list(_rows(matrix, table.columns, rows)),
        name="Variables",
        facts=table.facts,
        about=table.about,
        frozen=1,
    )


def _rows(matrix: Matrix, columns: Sequence[TableColumn], rows: Sequence[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    keys = [column.key for column in columns]
    reasons = Counter(str(row[keys.index("reason")]) for row in rows if row[keys.index("value")] is None)
    names = {str(row.key): row.label() for row in matrix.rows}
    for at, column in enumerate(columns):
        found = [row[at] for row in rows]
        empty = sum(value is None for value in found)
        label = matrix.recipe.heading if column.key == "value" else _(_LABELS.get(column.key, "")) or column.key
        yield (
            column.key,
            label,
            _TYPES.get(column.kind, "text"),
            _values(column, found, names if column.key == "row" else {}),
            _missing(column.key, empty, reasons),
        )


def _values(column: TableColumn, found: Sequence[Value], names: dict[str, str]) -> str:
    there = [value for value in found if value is not None]
    numbers = [value for value in there if isinstance(value, (int, float)) and not isinstance(value, bool)]
    if column.kind is ValueKind.BOOLEAN:
        return "TRUE; FALSE"
    if numbers:
        return f"{min(numbers):g} – {max(numbers):g}"
    said = dict.fromkeys(str(value) for value in there)
    return "; ".join(f"{value} = {names[value]}" if names.get(value, value) != value else value for value in said)


def _missing(key: str, empty: int, reasons: Counter[str]) -> str:
    if not empty:
        return ""
    if key == "value":
        return "; ".join(f"{reason} ({number})" for reason, number in reasons.items())
    if key == "reason":
        return _("value has a figure ({n})").format(n=empty)
    if key in _NO_INTERVIEW:
        return _("no interview ({n})").format(n=empty)
    return _("not known ({n})").format(n=empty)
