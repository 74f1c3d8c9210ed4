"""Subtitles: WebVTT and SubRip cues, each a paragraph with its time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from workbench.core.drafts import Choices
from workbench.core.errors import MalformedFile, Notice
from workbench.core.language import _
from workbench.exchange.encodings import decode
from workbench.exchange.paragraphs import Paragraph, ReadFile, Run

_LINE_END = re.compile("\r\n|\r|\n")
_TIME = r"-?(?:\d{1,4}:)?\d{1,4}:\d{1,2}(?:[.,]\d{1,3})?"
_TIMING = re.compile(rf"\s*(?P<start>{_TIME})[ \t]*-->[ \t]*(?P<end>{_TIME})?(?P<settings>[ \t].*)?\s*")
_TAG = re.compile(
    r"</?(?:v|c|i|b|u|s|ruby|rt|lang|font|span)(?:[.\t ][^<>\n]*)?>|<\d[\d:.,]*>|\{\\[^{}]*\}", re.IGNORECASE
)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>\n]*)>", re.IGNORECASE)
_SKIPPED = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")


@dataclass(slots=True)
class Cue:
    """A cue as it stands in the file: number of its first line, its start, and the lines it shows."""

    line: int
    stamp: str
    end: str
    lines: list[str] = field(default_factory=list)


def read_vtt(data: bytes, name: str, choices: Choices) -> ReadFile:
    """Read WebVTT: each cue a paragraph, or one for each voice in it.

    Blocks of notes, style and regions are passed over, cue settings and identifiers too.

    Raises:
        MalformedFile: it has no cues, or is not in the encoding that was chosen.
        RefusedError: the chosen encoding does not exist.
    """
    return _read(data, name, choices, "vtt")


def read_srt(data: bytes, name: str, choices: Choices) -> ReadFile:
    """Read SubRip subtitles, as :func:`read_vtt` does WebVTT."""
    return _read(data, name, choices, "srt")


def _read(data: bytes, name: str, choices: Choices, format_: str) -> ReadFile:
    decoded = decode(data, name, choices.encoding)
    lines = _LINE_END.split(decoded.text)
    cues, skipped = _cues(lines, vtt=format_ == "vtt")
    shown = [cue for cue in cues if any(line.strip() for line in cue.lines)]
    if not shown:
        what = "WebVTT" if format_ == "vtt" else "SubRip"
        raise MalformedFile(
            _("{name} is a {what} file without a single cue.").format(name=name, what=what),
            path=name,
            hint=_("A cue is a line with two times and an arrow, and text below it. Export the subtitles again."),
        )
    notices = [*decoded.notices, *_notices(cues, shown, skipped)]
    paragraphs = [paragraph for cue in shown for paragraph in _paragraphs(cue)]
    return ReadFile(
        format_,
        tuple(paragraphs),
        {"body": _count(decoded.text, vtt=format_ == "vtt")},
        tuple(notices),
        facts={"encoding": decoded.encoding},
    )


def _cues(lines: Sequence[str], *, vtt: bool) -> tuple[list[Cue], int]:
    """Cut lines into cues; return them and how many blocks of notes were passed over.

    A timing line begins a cue even where no blank line stands before it; the line before it is then its identifier
    when it is a number, or the first line after a blank one.
    """
    cues: list[Cue] = []
    skipped = 0
    inside: Cue | None = None
    passing = vtt and bool(lines) and lines[0].lstrip("\ufeff").startswith("WEBVTT")
    after_blank = True
    for n, line in enumerate(lines, start=1):
        timing = _TIMING.fullmatch(line)
        if timing is not None:
            if inside is not None and inside.lines and inside.lines[-1].strip().isdigit():
                inside.lines.pop()
            inside = Cue(n, timing["start"], timing["end"] or "")
            cues.append(inside)
            passing = False
        elif not line.strip():
            inside, passing = None, False
        elif vtt and after_blank and _SKIPPED.match(line):
            passing = True
            skipped += line.startswith("NOTE")
        elif not passing and inside is not None:
            inside.lines.append(line)
        elif not passing and not _is_identifier(lines, n):
            if not cues:
                cues.append(Cue(n, "", ""))
            inside = cues[-1]
            inside.lines.append(line)
        after_blank = not line.strip()
    return cues, skipped


def _is_identifier(lines: Sequence[str], n: int) -> bool:
    """Whether the line after the n-th is a timing line, so that the n-th is a cue's identifier."""
    return n < len(lines) and _TIMING.fullmatch(lines[n]) is not None


def _paragraphs(cue: Cue) -> Iterator[Paragraph]:
    """Yield a cue's text, a paragraph for each voice."""
    text = "\n".join(cue.lines)
    ms = milliseconds(cue.stamp) if cue.stamp else 0
    pieces = _VOICE.split(text)
    for i in range(0, len(pieces), 2):
        spoken = _plain(pieces[i])
        voice = " ".join(unescape(pieces[i - 1]).split()) if i else None
        if spoken.strip():
            yield Paragraph(
                (Run(spoken),), where=f"line {cue.line}", speaker=voice or None, time_ms=ms, time_text=cue.stamp
            )


def _plain(text: str) -> str:
    return unescape(_TAG.sub("", text)).strip("\n")


def milliseconds(stamp: str) -> int:
    """Return a cue's time in milliseconds; a negative time counts as 0.

    Args:
        stamp: ``[hours:]minutes:seconds[.fraction]``, the fraction after a point or comma.
    """
    if stamp.startswith("-"):
        return 0
    clock, _, fraction = stamp.replace(",", ".").partition(".")
    seconds = 0
    for part in clock.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int(fraction.ljust(3, "0") or 0)


def _notices(cues: Sequence[Cue], shown: Sequence[Cue], skipped: int) -> Iterator[Notice]:
    if skipped:
        yield Notice("notes-skipped", _("Notes between the cues were passed over."), count=skipped)
    if len(cues) > len(shown):
        yield Notice("empty-cues", _("Cues without text were passed over."), count=len(cues) - len(shown))
    texts = [" ".join(" ".join(cue.lines).split()) for cue in shown]
    repeated = [cue for i, cue in enumerate(shown) if i and texts[i] == texts[i - 1]]
    if repeated:
        said = "Cues say the same as the one before, as transcription programs do when they loop; all were kept."
        yield Notice("repeated-cues", said, f"line {repeated[0].line}", len(repeated))
    backwards = [cue for cue in shown if cue.stamp and cue.end and milliseconds(cue.end) < milliseconds(cue.stamp)]
    if backwards:
        said = "Cues end before they begin; their beginning was kept."
        yield Notice("cue-times", said, f"line {backwards[0].line}", len(backwards))
    negative = sum(cue.stamp.startswith("-") for cue in shown)
    if negative:
        yield Notice(
            "cue-times", _("Cues begin before the recording does; they were set to its start."), count=negative
        )
    timeless = sum(not cue.stamp for cue in shown)
    if timeless:
        yield Notice("cue-times", _("Text stands before the first time."), count=timeless)


def _count(text: str, *, vtt: bool) -> int:
    """Count what cues show, block by block and apart from the reading above, without white space and tags."""
    count = 0
    blocks = re.split(r"\n[ \t]*(?:\n[ \t]*)+", "\n" + text.replace("\r\n", "\n").replace("\r", "\n").strip("\ufeff"))
    for at, block in enumerate(blocks):
        rows = block.strip("\n").split("\n")
        if vtt and ((rows[0].startswith("WEBVTT") and at == 0) or _SKIPPED.match(rows[0])):
            first = next((i for i, row in enumerate(rows) if "-->" in row and _TIMING.fullmatch(row)), len(rows))
            rows = rows[first:]
        keep = [True] * len(rows)
        for i, row in enumerate(rows):
            if "-->" in row and _TIMING.fullmatch(row):
                keep[i] = False
                if i == 1 or (i > 1 and rows[i - 1].strip().isdigit()):
                    keep[i - 1] = False
        body = "\n".join(row for row, kept in zip(rows, keep, strict=True) if kept)
        count += len("".join(unescape(_TAG.sub("", body)).split()))
    return count
