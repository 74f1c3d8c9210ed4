"""Attributes of transcripts and cases: from a file's name by a pattern, and from a .csv.

A .csv has a header with ``transcript`` or ``file`` (a file's name, with or without its suffix), or ``case``, and a
column for each attribute::

    transcript,municipality,year,constructed
    Hamar_2012_intervju-01,Hamar,2012,ja

A pattern says what a name is made of: ``{municipality}_{year}_*`` makes ``Hamar_2012_intervju-01`` tell
municipality Hamar and year 2012. ``*`` is anything; ``{case}`` names the case, ``{informant}`` the informant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from workbench.core.errors import Notice, RefusedError
from workbench.core.language import _
from workbench.core.names import name_key, without_controls
from workbench.exchange.csv_rows import CsvRow, read_bytes, read_rows
from workbench.exchange.problems import Problems

_KEYS = ("transcript", "file", "case")
_PIECE = re.compile(r"\{([^{}]*)\}|(\*)|([{}])|([^{}*]+)")
_YEARS = frozenset({"year", "år", "aar"})


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> tuple[tuple[str, ...], tuple[re.Pattern[str], ...]]:
    names: list[str] = []
    strict = loose = ""
    for name, star, brace, literal in _PIECE.findall(unicodedata.normalize("NFC", pattern)):
        if brace:
            raise RefusedError(
                _("The pattern {pattern} has a brace too many.").format(pattern=pattern),
                hint=_("Write it like {municipality}_{year}_*."),
            )
        if star:
            strict, loose = strict + ".*?", loose + ".*?"
        elif literal:
            strict, loose = strict + re.escape(literal), loose + re.escape(literal)
        else:
            if not name.strip() or name_key(name) in map(name_key, names):
                raise RefusedError(
                    _("The pattern {pattern} has an attribute without a name, or one twice.").format(pattern=pattern),
                    hint=_("Write it like {municipality}_{year}_*."),
                )
            names.append(name.strip())
            strict += r"(\d{4})" if name_key(name) in _YEARS else "(.+?)"
            loose += "(.+?)"
    if not names:
        raise RefusedError(
            _("The pattern {pattern} names no attribute.").format(pattern=pattern),
            hint=_("Write it like {municipality}_{year}_*."),
        )
    return tuple(names), tuple(re.compile(p, re.IGNORECASE | re.DOTALL) for p in (strict, loose))


def match_name(stem: str, pattern: str) -> dict[str, str] | None:
    """Read attributes from a file's name.

    Args:
        stem: the name without its suffix.
        pattern: see this module's head.

    Returns:
        Attribute to value, in the pattern's order; None where the name does not follow the pattern.

    Raises:
        RefusedError: the pattern names no attribute, one twice, or has a brace too many.
    """
    names, expressions = _compiled(pattern)
    for expression in expressions:
        match = expression.fullmatch(unicodedata.normalize("NFC", stem))
        if match is not None:
            return {name: value.strip() for name, value in zip(names, match.groups(), strict=True)}
    return None


@dataclass(frozen=True, slots=True)
class AttributeRows:
    """What an attributes file says.

    ``transcripts`` maps a folded file name without suffix to its row, ``cases`` a folded case name to its; ``name`` is
    the attributes file's own.
    """

    name: str
    transcripts: Mapping[str, CsvRow]
    cases: Mapping[str, CsvRow]

    def of(self, path: Path, case: str = "") -> dict[str, str]:
        """Return the attributes of a file, those of its case first; empty cells are left out.

        Args:
            path: the transcript's file.
            case: its case, where that is known from elsewhere.
        """
        row = self.transcripts.get(_file_key(path.name))
        own = _filled(row, "transcript", "file") if row else {}
        named = next((value for name, value in own.items() if name_key(name) == "case"), case)
        shared = self.cases.get(name_key(named)) if named else None
        return {**(_filled(shared) if shared else {}), **own}

    def unmatched(self, paths: Sequence[Path]) -> Iterator[Notice]:
        """Tell which rows belong to none of the files, and which files have no row."""
        found = {_file_key(path.name): path for path in paths}
        for key, row in self.transcripts.items():
            if key not in found:
                named = next(cell for column, cell in row.cells.items() if name_key(column) in _KEYS)
                said = f"The row “{without_controls(named)[:60]}” belongs to none of the files."
                yield Notice("row-without-file", said, f"{self.name}, line {row.line}")
        if self.transcripts:
            for key, path in found.items():
                if key not in self.transcripts:
                    said = f"{self.name} has no row for this file."
                    yield Notice("file-without-row", said, path.name)


def _filled(row: CsvRow, *left_out: str) -> dict[str, str]:
    return {name: cell for name, cell in row.cells.items() if cell and name_key(name) not in left_out}


def _file_key(name: str) -> str:
    """Fold a file's name; the suffix goes, unless what follows the last point is no suffix ("intervju 1.2")."""
    stem, point, suffix = name.rpartition(".")
    return name_key(stem if point and suffix.isalnum() and not suffix.isdigit() and len(suffix) <= 8 else name)


def read_attributes(path: Path) -> AttributeRows:
    """Read a .csv of attributes, all or nothing.

    The delimiter may be comma, semicolon or tab; the encoding UTF-8, UTF-16 or that of Windows.

    Raises:
        UnreadableFile: it is missing or not ours to read.
        MalformedFile: anything is wrong; the hint numbers the problems, each with its line.
    """
    problems = Problems(path)
    columns, rows = read_rows(read_bytes(path), path, problems)
    by_key = {name_key(column): column for column in columns}
    column = next((by_key[key] for key in _KEYS if key in by_key), None)
    if column is None and columns:
        problems.add(1, "there is no column “transcript”, “file” or “case” that says what a row is about")
    if column is None:
        problems.raise_if_any()
    found: dict[str, CsvRow] = {}
    of_cases = column is not None and name_key(column) == "case"
    for row in rows:
        name = row.cells[column or ""]
        key = name_key(name) if of_cases else _file_key(name)
        if not key:
            problems.add(row.line, f"the column “{column}” is empty")
        elif key in found:
            problems.add(row.line, f"“{name[:60]}” stands on line {found[key].line} already")
        else:
            found[key] = row
    if not rows:
        problems.add(1, "there is no row below the header")
    problems.raise_if_any()
    return AttributeRows(path.name, {} if of_cases else found, found if of_cases else {})
