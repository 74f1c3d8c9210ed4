"""Codings in a .csv: transcript, start, end, code, and where wanted coder, certainty, memo, quotation."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.core.errors import MalformedFile, UnreadableFile
from workbench.core.transcripts import clean

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

    Raises:
        UnreadableFile: the file cannot be opened.
        MalformedFile: every problem numbered, with its line.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableFile(f"{path.name} could not be read: {error.strerror}.", path=path) from error
    except UnicodeDecodeError as error:
        raise MalformedFile(f"{path.name} is not UTF-8 text.", path=path, hint="Save it as CSV UTF-8.") from error
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=head.count), strict=True)
    problems: list[tuple[int, str]] = []
    rows: list[CodingRow] = []
    try:
        missing = [name for name in _NEEDED if name not in (reader.fieldnames or [])]
        if missing:
            problems.append((1, f"there is no column {', '.join(missing)}"))
            raise refusal(path, problems)
        for given in reader:
            row = _row(given, reader.line_num, problems)
            if row is not None:
                rows.append(row)
    except csv.Error as error:
        problems.append((reader.line_num, f"not readable as CSV: {error}"))
    if problems:
        raise refusal(path, problems)
    return rows


def _row(given: dict[str, str], line: int, problems: list[tuple[int, str]]) -> CodingRow | None:
    cells = {name: clean(value or "").text.strip() for name, value in given.items() if isinstance(value, str)}
    before = len(problems)
    problems.extend((line, f"there is no {name}") for name in _NEEDED if not cells.get(name))
    for name in ("start", "end"):
        if cells.get(name) and not (cells[name].isdecimal() and len(cells[name]) < 10):
            problems.append((line, f"the {name} “{cells[name][:20]}” is not a whole number from 0"))
    if cells.get("certainty", "") not in _CERTAINTIES:
        problems.append((line, f"the certainty “{cells['certainty'][:20]}” is neither sure nor unsure"))
    if len(problems) > before:
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
    listed = [f"{n}. line {line}: {message}" for n, (line, message) in enumerate(sorted(problems), 1)]
    more = [f"… and {len(listed) - 50} more."] if len(listed) > 50 else []
    return MalformedFile(
        f"{path.name} has {len(problems)} problem{'s' if len(problems) > 1 else ''}; nothing was stored.",
        path=path,
        where=f"line {min(problems)[0]}",
        hint="\n".join(listed[:50] + more),
    )
