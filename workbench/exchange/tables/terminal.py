"""Tables as a terminal shows them: aligned columns without boxes, in cells of the screen and not in characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice
from typing import TextIO

from workbench.analysis.tables import Table, TableColumn, Value, ValueKind, shown
from workbench.core.graphemes import clusters

_GAP = "  "
_LOOK_AT = 400
_NARROWEST = 8
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u2028\u2029\ud800-\udfff]")
_RIGHT = {ValueKind.INTEGER, ValueKind.NUMBER}


def write_terminal(table: Table, out: TextIO, width: int | None = None) -> None:
    """Write a table for people.

    Args:
        table: columns whose values are looked at for the first few hundred rows to find their widths; the rest is
            written as it comes.
        out: where to.
        width: cells of the screen. Columns of text are cut to fit, the first one last; a table with frozen columns and
            no long list of rows is parted into blocks instead, with the frozen columns before each. None cuts nothing.
    """
    table = _for_people(table)
    rows = iter(table.rows)
    seen = [_cells(row, table.columns) for row in islice(rows, _LOOK_AT)]
    whole = len(seen) < _LOOK_AT
    widths = [
        max([_widest_word(column.title), *(cell_width(row[at]) for row in seen)])
        for at, column in enumerate(table.columns)
    ]
    blocks = [list(range(len(table.columns)))]
    if width is not None and _total(widths) > width:
        if table.frozen and whole:
            widths = _within(widths, table.columns, table.frozen, width)
            blocks = _blocks(widths, table.frozen, width)
        else:
            widths = _narrowed(widths, table.columns, width)
    if table.title:
        out.write(safe(table.title) + "\n\n")
    lines: Iterable[list[str]] = seen
    if not whole:
        lines = chain(seen, (_cells(row, table.columns) for row in rows))
    totals_from = len(seen) - table.totals if table.totals and whole else None
    for number, block in enumerate(blocks):
        if number:
            out.write("\n")
        _write_block(table, block, widths, lines, totals_from, out)
    if table.notes:
        out.write("\n")
    for note in table.notes:
        out.write("\n".join(_broken(safe(note), max(_NARROWEST, width or len(note)))) + "\n")


def _write_block(
    table: Table,
    block: Sequence[int],
    widths: Sequence[int],
    lines: Iterable[list[str]],
    totals_from: int | None,
    out: TextIO,
) -> None:
    """Write the columns of one block for every row, the totals apart."""
    columns, sizes = [table.columns[at] for at in block], [widths[at] for at in block]
    for line in _heading(columns, sizes):
        out.write(line + "\n")
    for at, row in enumerate(lines):
        if at == totals_from:
            out.write("\n")
        out.write(_line([row[i] for i in block], columns, sizes) + "\n")


def safe(text: str) -> str:
    """Return a text on one line that does nothing to a terminal: newlines as ↵, other controls as symbols."""
    return _CONTROLS.sub(lambda match: _symbol(match.group()), text)


def _symbol(character: str) -> str:
    if character in "\n\u2028\u2029":
        return "↵"
    if character == "\t":
        return " "
    return chr(0x2400 + ord(character)) if character < " " else "\ufffd"


def cell_width(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_cluster_width, clusters(text)))


@lru_cache(maxsize=4096)
def _cluster_width(cluster: str) -> int:
    if "\ufe0f" in cluster or any(unicodedata.east_asian_width(c) in "WF" for c in cluster):
        return 2
    return 0 if unicodedata.category(cluster[0]) in {"Mn", "Me", "Cf"} else 1


def cut_to(text: str, width: int) -> str:
    """Cut a text to so many cells, with … at its end where something is gone."""
    if cell_width(text) <= width:
        return text
    kept, used = "", 0
    for cluster in clusters(text):
        used += _cluster_width(cluster)
        if used > width - 1:
            break
        kept += cluster
    return kept + "…"


def _for_people(table: Table) -> Table:
    """Return a table without the columns that only files have."""
    kept = [at for at, column in enumerate(table.columns) if not column.aside]
    if len(kept) == len(table.columns):
        return table
    return replace(
        table,
        columns=[table.columns[at] for at in kept],
        rows=([row[at] for at in kept] for row in table.rows),
        frozen=sum(at < table.frozen for at in kept),
    )


def _cells(row: Sequence[Value], columns: Sequence[TableColumn]) -> list[str]:
    return [safe(shown(value, column)) for value, column in zip(row, columns, strict=True)]


def _widest_word(title: str) -> int:
    return max((cell_width(word) for word in safe(title).split(" ")), default=0)


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _blocks(widths: Sequence[int], frozen: int, width: int) -> list[list[int]]:
    """Part the columns into blocks that fit, each with the frozen ones before it."""
    head = list(range(frozen))
    blocks: list[list[int]] = [list(head)]
    for at in range(frozen, len(widths)):
        if len(blocks[-1]) > frozen and _total([widths[i] for i in (*blocks[-1], at)]) > width:
            blocks.append(list(head))
        blocks[-1].append(at)
    return blocks


def _within(widths: Sequence[int], columns: Sequence[TableColumn], frozen: int, width: int) -> list[int]:
    """Cut columns of text that not even a block of their own has room for beside the frozen ones."""
    head = list(widths[:frozen])
    if _total(head) > width // 2:
        head = _narrowed(head, columns[:frozen], width // 2)
    room = max(_NARROWEST, width - _total(head) - len(_GAP))
    free = zip(widths[frozen:], columns[frozen:], strict=True)
    return [*head, *(size if column.kind in _RIGHT else min(size, room) for size, column in free)]


def _narrowed(widths: Sequence[int], columns: Sequence[TableColumn], width: int) -> list[int]:
    """Take cells from the widest columns of text until the table fits or nothing more can be taken.

    The first column, which names the row, gives way when the others cannot.
    """
    found = list(widths)
    text = [at for at, column in enumerate(columns) if column.kind not in _RIGHT]
    for giving in ([at for at in text if at], [at for at in text if not at]):
        while giving and _total(found) > width:
            widest = max(giving, key=lambda at: found[at])
            if found[widest] <= _NARROWEST:
                break
            found[widest] -= 1
    return found


def _heading(columns: Sequence[TableColumn], widths: Sequence[int]) -> list[str]:
    """Return the headings, broken between words where they are wider than their columns, and a rule."""
    stacks = [_broken(safe(column.title), width) for column, width in zip(columns, widths, strict=True)]
    height = max((len(stack) for stack in stacks), default=0)
    padded = [[""] * (height - len(stack)) + stack for stack in stacks]
    lines = [_line([stack[at] for stack in padded], columns, widths) for at in range(height)]
    return [*lines, _GAP.join("─" * width for width in widths)]


def _broken(title: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in title.split(" "):
        if lines and cell_width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _line(cells: Sequence[str], columns: Sequence[TableColumn], widths: Sequence[int]) -> str:
    parts = []
    for cell, column, width in zip(cells, columns, widths, strict=True):
        right = column.kind in _RIGHT
        text = cell if right else cut_to(cell, width)
        space = " " * (width - cell_width(text))
        parts.append(space + text if right else text + space)
    return _GAP.join(parts).rstrip()
