"""Codings in a .csv: transcript, start, end, code, and where wanted coder, certainty, memo, quotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.core.errors import MalformedFile, UnreadableFile
from workbench.core.language import _
from workbench.core.names import name_key
from workbench.exchange.csv_rows import read_rows
from workbench.exchange.problems import Problems

_NEEDED = ("transcript", "start", "end", "code")
_OPTIONAL = ("coder", "certainty", "memo", "quotation")
_CERTAINTIES = {"", "sure", "unsure"}


@dataclass(frozen=True, slots=True)
class CodingRow:
    """One coding as a file has it; ``start`` and ``end`` are half-open code points, ``line`` counts from 1."""

    line: int
    transcript: str
    start: int
    end: int
    code: str
    coder: str = ""
    certainty: str = ""
    memo: str = ""
    quotation: str = ""


def read_codings(path: Path) -> list[CodingRow]:
    """Read the rows of a file; columns it does not know are passed over, so that an export can be read back.

    The delimiter may be comma, semicolon or tab; the encoding UTF-8, UTF-16 or that of Windows.

    Raises:
        UnreadableFile: the file cannot be opened.
        MalformedFile: every problem numbered, with its line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            _("{name} cannot be read: {strerror}.").format(
                name=path.name, strerror=error.strerror or _("unknown reason")
            ),
            path=path,
            hint=_("Check the name."),
        ) from None
    problems = Problems(path)
    columns, rows = read_rows(data, path, problems)
    folded = {column: name_key(column) for column in columns}
    missing = [name for name in _NEEDED if name not in folded.values()]
    if missing:
        problems.add(1, f"there is no column {', '.join(missing)}")
        raise refusal(path, problems.found)
    found = [_row({folded[name]: cell for name, cell in row.cells.items()}, row.line, problems) for row in rows]
    if problems.found:
        raise refusal(path, problems.found)
    return [row for row in found if row is not None]


def _row(cells: dict[str, str], line: int, problems: Problems) -> CodingRow | None:
    before = len(problems.found)
    for name in _NEEDED:
        if not cells[name]:
            problems.add(line, f"there is no {name}")
    for name in ("start", "end"):
        if cells[name] and not (cells[name].isdecimal() and len(cells[name]) < 10):
            problems.add(line, f"the {name} “{cells[name][:20]}” is not a whole number from 0")
    if cells.get("certainty", "") not in _CERTAINTIES:
        problems.add(line, f"the certainty “{cells['certainty'][:20]}” is neither sure nor unsure")
    if len(problems.found) > before:
        return None
    return CodingRow(
        line,
        cells["transcript"],
        int(cells["start"]),
        int(cells["end"]),
        cells["code"],
        **{name: cells.get(name, "") for name in _OPTIONAL},
    )


def refusal(path: Path, problems: Sequence[tuple[int, str]]) -> MalformedFile:
    """Return the refusal of a file with all its problems, numbered in the order of their lines."""
    return Problems(path, list(problems)).refusal("nothing was stored")
