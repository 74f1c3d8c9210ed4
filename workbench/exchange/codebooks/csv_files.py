"""Codebooks in CSV: one row a code, for those who keep theirs in a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from workbench.core.language import LANGUAGES
from workbench.exchange.codebooks.rows import CodebookFile, Row, build, new_codebook
from workbench.exchange.csv_rows import read_rows
from workbench.exchange.problems import Problems

_PLAIN = ("id", "key", "parent", "shortcut", "colour", "retired")
_CARD = ("definition", "include", "exclude", "example")
_COLUMNS = (
    *_PLAIN,
    *(f"name_{language}" for language in LANGUAGES),
    *(f"{field}_{language}" for field in _CARD for language in LANGUAGES),
)
_BAR, _OWN_BAR = " | ", " \\| "
"""What parts examples in a cell, and how one that has such a bar in it is written."""


def read_csv(data: bytes, path: Path) -> CodebookFile:
    """Read a codebook from CSV with ``,``, ``;`` or tab between the columns.

    It needs ``id`` and at least one of ``name_nn``, ``name_nb``, ``name_en``. A column ``definition`` without a
    language is in the language of the first name column; several examples are parted by `` | ``, and a
    bar of an example's own has a backslash before it.

    Raises:
        MalformedFile: every problem numbered, with its line.
    """
    problems = Problems(path)
    columns, rows = read_rows(data, path, problems)
    folded = {column: column.casefold() for column in columns}
    language = _check_header(list(folded.values()), problems)
    problems.raise_if_any()
    codes = [_row({folded[name]: cell for name, cell in row.cells.items()}, row.line, language) for row in rows]
    return build(codes, new_codebook(path.stem, {language: path.stem}), problems)


def _check_header(header: list[str], problems: Problems) -> str:
    allowed = {*_COLUMNS, *_CARD, "name"}
    for name in header:
        if name not in allowed:
            problems.add(1, f"the column “{name[:40]}” is unknown; there is {', '.join((*_PLAIN, 'name_nn', *_CARD))}")
    languages = [name.removeprefix("name_") for name in header if name.startswith("name_")]
    if "id" not in header:
        problems.add(1, "there is no column “id”")
    if not languages and "name" not in header:
        problems.add(1, "there is no column “name_nn”, “name_nb” or “name_en”")
    return languages[0] if languages and languages[0] in LANGUAGES else "en"


def _row(cells: dict[str, str], line: int, language: str) -> Row:
    def by_language(field: str) -> dict[str, str]:
        found = {lang: cells[f"{field}_{lang}"] for lang in LANGUAGES if cells.get(f"{field}_{lang}")}
        if cells.get(field):
            found.setdefault(language, cells[field])
        return found

    return Row(
        line=line,
        id=cells.get("id", ""),
        key=cells.get("key", "") or cells.get("id", ""),
        parent=cells.get("parent", ""),
        shortcut=cells.get("shortcut", ""),
        colour=cells.get("colour", ""),
        retired=cells.get("retired", "").casefold() in {"true", "yes", "ja", "1"},
        names=by_language("name"),
        definition=by_language("definition"),
        include=by_language("include"),
        exclude=by_language("exclude"),
        examples={lang: _parted(text) for lang, text in by_language("example").items()},
    )


def _parted(text: str) -> tuple[str, ...]:
    return tuple(example.replace(_OWN_BAR, _BAR) for example in text.split(_BAR))


def write_csv(file: CodebookFile) -> bytes:
    """Return a codebook as CSV that :func:`read_csv` reads back to the same codes."""
    ids = {code.uuid: code.stable_id or code.key for code in file.codes}
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    for code in file.codes:
        row = {
            "id": ids[code.uuid],
            "key": code.key,
            "parent": ids.get(code.parent or "", ""),
            "shortcut": code.shortcut,
            "colour": code.colour,
            "retired": "ja" if code.retired else "",
        }
        for language in LANGUAGES:
            row[f"name_{language}"] = code.names.get(language, "")
            row[f"definition_{language}"] = code.card.definition.get(language, "")
            row[f"include_{language}"] = code.card.include.get(language, "")
            row[f"exclude_{language}"] = code.card.exclude.get(language, "")
            row[f"example_{language}"] = _BAR.join(
                example.replace(_BAR, _OWN_BAR) for example in code.card.examples.get(language, ())
            )
        writer.writerow(row)
    return out.getvalue().encode()
