"""Tables as files: whole or not at all, with what a bare format cannot hold in a file beside it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from workbench.analysis.tables import Table
from workbench.exchange.atomic import check_target, writing
from workbench.exchange.tables.formats import TableFormat, format_of, write_tables
from workbench.exchange.tables.spelling import RAW, Spelling
from workbench.exchange.tables.text_formats import write_document

SIDE = ".recipe.json"
"""What is added to a file's name to name the file beside it: ``matrix.csv.recipe.json``."""


def write_table_file(
    tables: Sequence[Table],
    path: Path,
    *,
    format_: TableFormat | None = None,
    spelling: Spelling = RAW,
    force: bool = False,
    protected: Iterable[Path] = (),
) -> list[Path]:
    """Write a table, or a workbook of several, to a file.

    A .csv or .tsv has rows and nothing else; its title, recipe and notes go to ``NAME.recipe.json`` beside it.

    Args:
        tables: the first is the one that formats with one table write.
        path: where to.
        format_: in which format; None takes it from the suffix.
        spelling: how delimited text is spelled.
        force: replace files that are there.
        protected: files that are never replaced.

    Returns:
        The files that were written.

    Raises:
        FileError: the name cannot be written to, or the format cannot hold the table.
        RefusedError: a file is there already.
    """
    format_ = format_ or format_of(path)
    kept = list(protected)
    table = tables[0]
    aside = path.with_name(path.name + SIDE)
    says = bool(table.facts or table.about or table.notes or spelling.notes())
    check_target(path, force=force, protected=kept)
    if format_.bare and says:
        check_target(aside, force=force, protected=kept)
    with writing(path, force=force, protected=kept) as out:
        write_tables(tables, format_, out, spelling)
    if not (format_.bare and says):
        return [path]
    write_json_file(side_note(table, path.name, spelling), aside, force=force, protected=kept)
    return [path, aside]


def write_json_file(value: object, path: Path, *, force: bool = False, protected: Iterable[Path] = ()) -> None:
    """Write one JSON value to a file, indented.

    Raises:
        FileError: the name cannot be written to.
        RefusedError: the file is there already.
    """
    with writing(path, force=force, protected=protected) as out:
        text = io.TextIOWrapper(out, encoding="utf-8", newline="")
        try:
            write_document(value, text)
        finally:
            text.detach()


def side_note(table: Table, file_name: str, spelling: Spelling) -> dict[str, object]:
    """Return what stands in the file beside a bare one."""
    return {
        "file": file_name,
        "title": table.title,
        **table.about,
        "says": dict(table.facts),
        "notes": [*table.notes, *spelling.notes()],
    }
