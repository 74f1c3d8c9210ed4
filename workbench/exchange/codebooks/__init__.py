"""Codebooks as files: YAML, which says everything, and CSV, which a spreadsheet can hold."""

from __future__ import annotations

from pathlib import Path

from workbench.core.errors import UnknownFormat, UnreadableFile
from workbench.exchange.codebooks.csv_files import read_csv, write_csv
from workbench.exchange.codebooks.rows import CodebookFile
from workbench.exchange.codebooks.yaml_files import read_yaml, write_yaml

__all__ = ["CodebookFile", "read", "write"]

_LARGEST = 5_000_000
_READERS = {".yaml": read_yaml, ".yml": read_yaml, ".csv": read_csv, ".tsv": read_csv, ".txt": read_csv}
_WRITERS = {".yaml": write_yaml, ".yml": write_yaml, ".csv": write_csv}


def read(path: Path) -> CodebookFile:
    """Read a codebook, all of it or nothing.

    Raises:
        UnreadableFile: the file cannot be opened, or is larger than any codebook.
        UnknownFormat: the suffix is none of .yaml, .yml, .csv, .tsv, .txt.
        MalformedFile: the hint numbers every problem with its line.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnknownFormat(
            f"{path.name} is not a codebook this program knows.", path=path, hint="Use a .yaml or a .csv file."
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            f"{path.name} could not be read: {error.strerror}.", path=path, hint="Check the name and your rights to it."
        ) from error
    if len(data) > _LARGEST:
        raise UnreadableFile(
            f"{path.name} has {len(data) // 1_000_000} MB, more than any codebook.",
            path=path,
            hint="Choose the codebook's own file.",
        )
    return reader(data, path)


def write(file: CodebookFile, suffix: str) -> bytes:
    """Return a codebook as a file's bytes, by the suffix that was asked for.

    Raises:
        UnknownFormat: there is no writer for the suffix.
    """
    writer = _WRITERS.get(suffix.lower())
    if writer is None:
        raise UnknownFormat(
            f"A codebook cannot be written as {suffix or 'a file without suffix'}.", hint="Use .yaml or .csv."
        )
    return writer(file)
