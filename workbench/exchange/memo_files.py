"""Memos in a .csv: kind, target and memo, and for words of a transcript where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.core.language import _
from workbench.core.memos import TARGETS
from workbench.core.names import name_key
from workbench.exchange.csv_rows import read_bytes, read_rows
from workbench.exchange.problems import Problems

_NEEDED = ("kind", "memo")
_OPTIONAL = ("target", "target_id", "transcript", "start", "end", "code", "coder")
_NAMED = {"transcript", "code", "case"}


@dataclass(frozen=True, slots=True)
class MemoRow:
    """One memo as a file has it; ``start`` and ``end`` are half-open code points or None, ``line`` counts from 1."""

    line: int
    kind: str
    memo: str
    target: str = ""
    target_id: str = ""
    transcript: str = ""
    start: int | None = None
    end: int | None = None
    code: str = ""
    coder: str = ""


def read_memos(path: Path) -> list[MemoRow]:
    """Read the rows of a file; columns it does not know are passed over, so that an export can be read back.

    The delimiter may be comma, semicolon or tab; the encoding UTF-8, UTF-16 or that of Windows.

    Raises:
        UnreadableFile: the file cannot be opened.
        MalformedFile: every problem numbered, with its line.
    """
    problems = Problems(path)
    columns, rows = read_rows(read_bytes(path), path, problems)
    folded = {column: name_key(column) for column in columns}
    missing = [name for name in _NEEDED if name not in folded.values()]
    if missing:
        problems.add(1, _("there is no column {names}").format(names=", ".join(missing)))
        raise problems.refusal(_("nothing was stored"))
    found = [_row({folded[name]: cell for name, cell in row.cells.items()}, row.line, problems) for row in rows]
    if problems.found:
        raise problems.refusal(_("nothing was stored"))
    return [row for row in found if row is not None]


def _row(cells: dict[str, str], line: int, problems: Problems) -> MemoRow | None:
    before = len(problems.found)
    given = {name: cells.get(name, "") for name in _OPTIONAL}
    kind = name_key(cells["kind"])
    if kind not in TARGETS:
        problems.add(
            line,
            _("no memo hangs on a “{kind}”; there is: {kinds}").format(kind=kind[:20], kinds=", ".join(TARGETS)),
        )
    if not cells["memo"]:
        problems.add(line, _("there is no memo"))
    for name in ("start", "end"):
        if given[name] and not (given[name].isdecimal() and len(given[name]) < 10):
            problems.add(
                line,
                _("the {name} “{value}” is not a whole number from 0").format(name=name, value=given[name][:20]),
            )
    placed = bool(given["transcript"] and given["start"] and given["end"])
    if kind == "passage" and not placed:
        problems.add(line, _("a passage needs transcript, start and end"))
    if kind == "coding" and not (given["target_id"] or given["target"] or (placed and given["code"])):
        problems.add(line, _("a coding needs its id, or transcript, start, end and code"))
    if kind in _NAMED and not (given["target"] or given["target_id"]):
        problems.add(line, _("there is no target"))
    if len(problems.found) > before:
        return None
    start, end = (int(given[name]) if given[name] else None for name in ("start", "end"))
    texts = {name: given[name] for name in _OPTIONAL if name not in {"start", "end"}}
    return MemoRow(line, kind, cells["memo"], start=start, end=end, **texts)
