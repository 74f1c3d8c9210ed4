"""From the rows of a codebook file to codes, with every problem found and numbered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbench.core.codebook import COLOURS, Card, Code, Codebook, code_uuid, codebook_uuid
from workbench.core.names import name_key
from workbench.exchange.problems import Problems

_ID = re.compile(r"[\w][\w.\-]{0,79}")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3}")
LONGEST_NAME = 200
_DEEPEST = 10


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """A codebook as a file holds it: the book and its codes, parents before children."""

    codebook: Codebook
    codes: tuple[Code, ...]


@dataclass(slots=True)
class Row:
    """One code as it stands in a file; ``line`` counts from 1, ``parent`` is the id of another row."""

    line: int
    id: str
    key: str = ""
    parent: str = ""
    shortcut: str = ""
    colour: str = ""
    retired: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    definition: Mapping[str, str] = field(default_factory=dict)
    include: Mapping[str, str] = field(default_factory=dict)
    exclude: Mapping[str, str] = field(default_factory=dict)
    examples: Mapping[str, Sequence[str]] = field(default_factory=dict)


def build(rows: Sequence[Row], book: Codebook, problems: Problems) -> CodebookFile:
    """Check the rows against each other and build the codes.

    Raises:
        MalformedFile: anything was wrong, here or before.
    """
    if not rows:
        problems.add(1, "there is no code in the file")
    by_id = _check_identities(rows, problems)
    for row in rows:
        _check_row(row, problems)
    _check_parents(rows, by_id, problems)
    problems.raise_if_any()
    return CodebookFile(book, tuple(_in_order(rows, by_id, book)))


def _check_identities(rows: Sequence[Row], problems: Problems) -> dict[str, Row]:
    by_id: dict[str, Row] = {}
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        by_id.setdefault(row.id, row)
        facts = [("id", name_key(row.id), row.id), ("key", name_key(row.key), row.key)]
        facts += [("shortcut", row.shortcut.casefold(), row.shortcut)] if row.shortcut else []
        for what, folded, shown in facts:
            first = seen.setdefault((what, folded), row.line)
            if folded and first != row.line:
                problems.add(row.line, f"the {what} “{shown}” stands on line {first} already")
        for language, name in row.names.items():
            first = seen.setdefault(("name", row.parent, language, name_key(name)), row.line)
            if first != row.line:
                problems.add(row.line, f"the name “{name}” ({language}) stands under the same parent on line {first}")
    return by_id


def _check_row(row: Row, problems: Problems) -> None:
    if not _ID.fullmatch(row.id):
        problems.add(row.line, f"the id “{row.id[:40]}” is not a short word of letters, digits, “-”, “_” and “.”")
    if row.key and not _ID.fullmatch(row.key):
        problems.add(row.line, f"the key “{row.key[:40]}” is not a short word of letters, digits, “-”, “_” and “.”")
    if not any(row.names.values()):
        problems.add(row.line, f"the code “{row.id}” has no name")
    for language, name in row.names.items():
        if len(name) > LONGEST_NAME:
            problems.add(row.line, f"the name ({language}) has {len(name)} characters; {LONGEST_NAME} are allowed")
    if row.colour and not COLOUR.fullmatch(row.colour):
        problems.add(row.line, f"the colour “{row.colour}” is not of the form #rrggbb")
    if row.shortcut and not (len(row.shortcut) == 1 and row.shortcut.isalnum()):
        problems.add(row.line, f"the shortcut “{row.shortcut}” is not one letter or digit")


def _check_parents(rows: Sequence[Row], by_id: Mapping[str, Row], problems: Problems) -> None:
    for row in rows:
        if row.parent and row.parent not in by_id:
            problems.add(row.line, f"the parent “{row.parent}” of “{row.id}” is not in the file")
            continue
        above, depth = row, 0
        while above.parent in by_id and above.parent and depth <= _DEEPEST:
            above, depth = by_id[above.parent], depth + 1
            if above is row:
                problems.add(row.line, f"“{row.id}” is its own ancestor")
                break
        else:
            if depth > _DEEPEST:
                problems.add(row.line, f"“{row.id}” lies more than {_DEEPEST} levels deep, or under a circle")


def _in_order(rows: Sequence[Row], by_id: Mapping[str, Row], book: Codebook) -> list[Code]:
    children: dict[str, list[Row]] = {}
    for row in rows:
        children.setdefault(row.parent, []).append(row)
    codes: list[Code] = []

    def add(row: Row, position: int, inherited: str) -> None:
        colour = row.colour.lower() or inherited
        if len(colour) == 4:
            colour = "#" + "".join(c * 2 for c in colour[1:])
        codes.append(
            Code(
                uuid=code_uuid(book.stable_id, row.id),
                codebook=book.uuid,
                key=row.key or row.id,
                names=dict(row.names),
                stable_id=row.id,
                parent=code_uuid(book.stable_id, row.parent) if row.parent else None,
                position=position,
                shortcut=row.shortcut.casefold(),
                colour=colour,
                card=Card(
                    dict(row.definition),
                    dict(row.include),
                    dict(row.exclude),
                    {language: tuple(lines) for language, lines in row.examples.items()},
                ),
                retired=row.retired,
            )
        )
        for n, child in enumerate(children.get(row.id, [])):
            add(child, n, colour)

    for n, row in enumerate(children.get("", [])):
        add(row, n, COLOURS[n % len(COLOURS)])
    return codes


def new_codebook(stable_id: str, names: Mapping[str, str], description: Mapping[str, str] | None = None) -> Codebook:
    """Return a codebook whose UUID follows from its file's id."""
    return Codebook(codebook_uuid(stable_id), stable_id, dict(names), 0, dict(description or {}))
