"""The example's codings: from quotations that people chose by hand to the offsets that the program stores.

``codings/NAME.CODER.txt`` has a line for each coding: ``key | sure | quotation | memo``. A long quotation is given by
its first and last words with " … " between them. ``codings/memos.txt`` has the memos that hang on something else.
Run ``python -m tests.example_study.build_codings`` after any interview or coding has changed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.core.shipped import shipped
from workbench.exchange.transcripts import read

HAND = Path(__file__).parent / "codings"
HALF_READ = {("Moss_2012_intervju-02", "anna")}
"""Who has not come to the end of which interview."""


@dataclass(frozen=True)
class HandCoding:
    """One line of a coder's file."""

    transcript: str
    coder: str
    line: int
    code: str
    certainty: str
    quotation: str
    memo: str


def hand_codings() -> Iterator[HandCoding]:
    """Read all lines of all coders, by transcript and coder."""
    for path in sorted(HAND.glob("*.*.txt")):
        transcript, coder = path.stem.rsplit(".", 1)
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                code, certainty, quotation, *memo = (part.strip() for part in line.split(" | "))
                yield HandCoding(transcript, coder, n, code, certainty, quotation, " | ".join(memo))


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in words.split()))


def locate(text: str, quotation: str) -> tuple[int, int]:
    """Return where a quotation stands, as half-open code points.

    Raises:
        ValueError: its first words do not stand there exactly once, or its last words do not follow them.
    """
    head, gap, tail = quotation.partition(" … ")
    found = list(_pattern(head).finditer(text))
    if len(found) != 1 or (gap and not tail):
        raise ValueError(f"{len(found)} places for “{head[:60]}”")
    if not gap:
        return found[0].span()
    last = _pattern(tail).search(text, found[0].end())
    if last is None or last.end() - found[0].start() > 4000:
        raise ValueError(f"“{tail[:60]}” does not follow")
    return found[0].start(), last.end()


def build() -> dict[str, str]:
    """Return the files of the example's codings by name: codings.csv, memos.csv, progress.csv."""
    files = {
        path.stem: path for path in shipped("transcripts").iterdir() if path.suffix in {".docx", ".odt", ".txt", ".vtt"}
    }
    texts = {name: read(path).text for name, path in files.items()}
    rows, problems = [], []
    for one in hand_codings():
        text = texts[one.transcript].text
        try:
            start, end = locate(text, one.quotation)
        except ValueError as error:
            problems.append(f"{one.transcript}.{one.coder}.txt line {one.line}: {error}")
            continue
        rows.append([one.transcript, start, end, one.code, one.coder, one.certainty, one.memo, text[start:end]])
    if problems:
        raise SystemExit("\n".join(problems))
    rows.sort(key=lambda row: (str(row[4]) == "consensus", str(row[4]), str(row[0]), row[1], row[2], str(row[3])))
    codings = _csv(["transcript", "start", "end", "code", "coder", "certainty", "memo", "quotation"], rows)
    memos = [
        line.split(" | ", 2) for line in (HAND / "memos.txt").read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    progress = []
    for transcript, coder in sorted({(str(row[0]), str(row[4])) for row in rows}):
        half = (transcript, coder) in HALF_READ
        read_to = max(int(str(row[2])) for row in rows if row[0] == transcript and row[4] == coder)
        turn = next(t.end for t in texts[transcript].turns if t.end >= read_to)
        progress.append(
            [transcript, coder, "coding" if half else "done", turn if half else len(texts[transcript].text)]
        )
    return {
        "codings.csv": codings,
        "memos.csv": _csv(["coder", "target", "memo"], memos),
        "progress.csv": _csv(["transcript", "coder", "status", "reviewed_to"], progress),
    }


def _csv(header: list[str], rows: Sequence[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


if __name__ == "__main__":
    for name, content in build().items():
        (shipped("transcripts") / name).write_text(content, encoding="utf-8")
