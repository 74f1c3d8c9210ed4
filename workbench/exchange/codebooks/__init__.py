"""Codebooks as files: YAML, which says everything, CSV, which a spreadsheet can hold, .qdc for other programs."""

from __future__ import annotations

from pathlib import Path

from workbench.core.errors import UnknownFormat, UnreadableFile
from workbench.core.language import _
from workbench.exchange.codebooks.csv_files import read_csv, write_csv
from workbench.exchange.codebooks.qdc_files import read_qdc, write_qdc
from workbench.exchange.codebooks.rows import CodebookFile
from workbench.exchange.codebooks.yaml_files import read_yaml, write_yaml

__all__ = ["CodebookFile", "read", "write"]

_LARGEST = 5_000_000
_READERS = {".yaml": read_yaml, ".yml": read_yaml, ".csv": read_csv, ".tsv": read_csv, ".txt": read_csv}
_WRITERS = {".yaml": write_yaml, ".yml": write_yaml, ".csv": write_csv}


def read(path: Path, *, language: str = "en") -> CodebookFile:
    """Read a codebook, all of it or nothing.

    Args:
        path: its suffix says the form.
        language: of a form that does not say its language (.qdc).

    Raises:
        UnreadableFile: the file cannot be opened, or is larger than any codebook.
        UnknownFormat: the suffix is none of .yaml, .yml, .csv, .tsv, .txt, .qdc.
        MalformedFile: the hint numbers every problem with its line.
    """
    suffix = path.suffix.lower()
    reader = _READERS.get(suffix)
    if reader is None and suffix != ".qdc":
        raise UnknownFormat(
            _("{name} is not a codebook this program knows.").format(name=path.name),
            path=path,
            hint=_("Use a .yaml, a .csv or a .qdc file."),
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            _("{name} could not be read: {strerror}.").format(name=path.name, strerror=error.strerror),
            path=path,
            hint=_("Check the name and your rights to it."),
        ) from error
    if len(data) > _LARGEST:
        raise UnreadableFile(
            _("{name} has {n} MB, more than any codebook.").format(name=path.name, n=len(data) // 1000000),
            path=path,
            hint=_("Choose the codebook's own file."),
        )
    return reader(data, path) if reader is not None else read_qdc(data, path, language)


def write(file: CodebookFile, suffix: str, *, language: str = "en") -> bytes:
    """Return a codebook as a file's bytes, by the suffix that was asked for.

    Args:
        file: the codebook.
        suffix: says the form.
        language: of a form that has only one (.qdc).

    Raises:
        UnknownFormat: there is no writer for the suffix.
    """
    if suffix.lower() == ".qdc":
        return write_qdc(file, language)
    writer = _WRITERS.get(suffix.lower())
    if writer is None:
        raise UnknownFormat(
            _("A codebook cannot be written as {suffix}.").format(suffix=suffix or _("a file without suffix")),
            hint=_("Use .yaml, .csv or .qdc."),
        )
    return writer(file)
