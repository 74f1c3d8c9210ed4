"""Build the example interviews: ``python -m tests.example_study.build_interviews`` writes them to transcripts/."""

from __future__ import annotations

import sys

from tests.example_study.odt_files import write_odt
from tests.example_study.sources import Source, read_all
from tests.example_study.word_files import write_docx
from workbench.core.shipped import shipped


def build(source: Source) -> bytes:
    """Return the finished file of a source; the same source gives the same bytes."""
    return write_docx(source) if source.format == "docx" else write_odt(source)


def main() -> None:
    """Write every interview that has a source."""
    folder = shipped("transcripts")
    for source in read_all():
        path = folder / f"{source.name}.{source.format}"
        path.write_bytes(build(source))
        sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
