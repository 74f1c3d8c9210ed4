"""Which files in a folder are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from workbench.core.errors import UnreadableFile
from workbench.core.language import _
from workbench.exchange.formats import FORMATS, is_lock_file

_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_BESIDE = frozenset(
    {".csv", ".tsv", ".yaml", ".yml", ".json", ".workbench", ".workbench-wal", ".workbench-shm", ".backups"}
)
"""What lies beside transcripts and is none: attributes, mappings, codebooks, the project itself with its journal."""
_OFFICE = (
    ".doc .dot .xls .xlsx .xlsm .ppt .pptx .ods .odp .odg .vsdx .msg .eml .htm .html .xml .pages .wpd .wps .epub .zip"
)
_READ = frozenset(suffix for known in FORMATS.values() for suffix in known.suffixes) | frozenset(_OFFICE.split())
"""Suffixes that are read in a folder: those of transcripts, and those of documents that somebody may take for one."""


def transcripts_in(paths: Iterable[Path]) -> list[Path]:
    """List the files to read: those named, and those in the folders named and the folders inside them.

    A folder's files come in natural order (``intervju-2`` before ``intervju-10``). Lock files are left out, and in
    folders hidden files, what the system puts there, read-me files, tables, projects, and what :func:`passed_over`
    lists. Other documents, such as .doc, are kept: reading them says what to do. Nothing comes twice.

    Raises:
        UnreadableFile: a path is not there, or a folder is not ours to read.
    """
    found: dict[Path, None] = {}
    for path, inside in _walked(paths):
        found.update(dict.fromkeys(file for file in inside if file == path or file.suffix.casefold() in _READ))
    return list(found)


def passed_over(paths: Iterable[Path]) -> list[Path]:
    """List the files in folders that no transcript is written as, such as recordings; they are not read.

    Raises:
        UnreadableFile: a path is not there, or a folder is not ours to read.
    """
    walked = [(path, inside) for path, inside in _walked(paths) if path not in inside]
    return list(dict.fromkeys(file for _, inside in walked for file in inside if file.suffix.casefold() not in _READ))


def _walked(paths: Iterable[Path]) -> Iterator[tuple[Path, list[Path]]]:
    """Yield each path with the files in it, which for a file is the file itself."""
    for path in paths:
        try:
            if not path.exists():
                raise UnreadableFile(
                    _("There is no file or folder {path}.").format(path=path), path=path, hint=_("Check the name.")
                )
            inside = sorted(_files_in(path), key=natural_key) if path.is_dir() else [path]
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "its name cannot be used"
            raise UnreadableFile(_("{path} cannot be read: {why}.").format(path=path, why=why), path=path) from None
        yield path, [file for file in inside if not is_lock_file(file.name)]


def _files_in(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        name = entry.name.casefold()
        if name.startswith((".", "readme")) or name in _SYSTEM or entry.suffix.casefold() in _BESIDE:
            continue
        if entry.is_file():
            yield entry
        elif entry.is_dir() and not entry.is_symlink():
            yield from _files_in(entry)


def natural_key(path: Path) -> tuple[tuple[tuple[int, int, str], ...], ...]:
    """Order names as people count: digits by their value, letters without regard to case, folder by folder."""
    return tuple(
        tuple(
            (0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in re.split(r"(\d+)", part) if piece
        )
        for part in path.as_posix().casefold().split("/")
    )
