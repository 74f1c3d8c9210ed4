"""The example interviews' sources: one text file an interview, written by hand, in a small notation of its own.

A source begins with ``@key: value`` lines and a blank line. Then each line is a paragraph as the transcript shows it.
``%%title`` opens the title, ``%%table`` and ``%%textbox`` open blocks that ``%%end`` closes, and what Word keeps beside
the words stands in ``⟦kind|words⟧``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "interviews"

FORMATS = {"docx", "odt"}
LABELS = {"bold", "plain", "bold-alone", "hanging"}
PIECES = {"ins": 1, "del": 1, "fn": 1, "comment": 2, "sdt": 1, "i": 1, "br": 0, "hyp": 0, "tab": 0}
"""Each kind of markup with the number of its parts."""

_PIECE = re.compile("⟦([^⟦⟧]*)⟧")
_TIME = r"[\[(]?\d\d:\d\d(?::\d\d)?[\])]?"
_LABEL = re.compile(rf"(?P<before>(?:{_TIME}\s+)?)(?P<label>[A-ZÆØÅ][\w ]{{0,30}}?):(?=\s|$)")
_ALONE = re.compile(rf"(?:{_TIME}\s+)?(?P<label>[A-ZÆØÅ][\w ]{{0,20}}?):?(?:\s+{_TIME})?")
_LEAST_TURNS = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph; ``aside`` is the text of a comment, ``words`` of everything else."""

    kind: str
    words: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``role`` is title, disclaimer, label (alone), turn (begins with a label), more or plain."""

    pieces: tuple[Piece, ...]
    role: str = "plain"
    box: tuple[tuple[Piece, ...], ...] = ()

    @property
    def text(self) -> str:
        """The words as a reader of the finished transcript sees them, without asides and box."""
        return final_text(self.pieces)


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first row is its head."""

    rows: tuple[tuple[tuple[Piece, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One interview as it was written."""

    name: str
    format: str
    labels: str
    font: str
    size: int
    header: str
    footer: str
    blocks: tuple[Paragraph | Table, ...]

    @property
    def year(self) -> int:
        """The year in the file's name."""
        return int(self.name.split("_")[1])

    @property
    def language(self) -> str:
        """The language that whoever wrote it down writes: nn or nb."""
        first = self.blocks[0]
        return "nn" if isinstance(first, Paragraph) and "ikkje" in first.text else "nb"

    @property
    def lines(self) -> list[str]:
        """Every paragraph's and cell's text, boxes and asides too, in the order of the source."""
        return [text for block in self.blocks for text in _texts(block)]


def final_text(pieces: tuple[Piece, ...]) -> str:
    """Return the words of some pieces with the tracked changes accepted."""
    shown = {"br": "\n", "tab": "\t", "hyp": "-", "del": "", "fn": ""}
    return "".join(shown.get(piece.kind, piece.words) for piece in pieces)


def read_all() -> list[Source]:
    """Read every source in the folder, by name."""
    return [read(path) for path in sorted(FOLDER.glob("*.txt"))]


def read(path: Path) -> Source:
    """Read one source.

    Raises:
        ValueError: the notation is broken; the message says where.
    """
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    facts = dict(line.removeprefix("@").split(": ", 1) for line in head.splitlines())
    unknown = facts.keys() - {"format", "labels", "font", "header", "footer"}
    if unknown or facts["format"] not in FORMATS or facts["labels"] not in LABELS:
        raise ValueError(f"{path.name}: the header is not as agreed {sorted(unknown)}")
    font, size = facts["font"].rsplit(" ", 1)
    try:
        blocks = tuple(_blocks(body.rstrip("\n").split("\n"), facts["labels"]))
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error
    header, footer = facts.get("header", ""), facts.get("footer", "")
    return Source(path.stem, facts["format"], facts["labels"], font, int(size), header, footer, blocks)


def _blocks(lines: list[str], labels: str) -> list[Paragraph | Table]:
    speakers = _speakers(lines, labels)
    found: list[Paragraph | Table] = []
    walk = iter(lines)
    begun = preamble_over = False
    for n, line in enumerate(walk):
        if line.startswith("%%table"):
            rows = [[cell.strip() for cell in row.split("|")] for row in _until_end(walk)]
            found.append(Table(tuple(tuple(pieces(cell) for cell in row) for row in rows)))
        elif line.startswith("%%textbox"):
            before = found.pop()
            if not isinstance(before, Paragraph):
                raise ValueError("a text box needs a paragraph before it")
            box = tuple(pieces(inner) for inner in _until_end(walk))
            found.append(Paragraph(before.pieces, before.role, box))
        elif line.startswith("%%title "):
            found.append(Paragraph(pieces(line.removeprefix("%%title ")), "title"))
        elif line.startswith("%%"):
            raise ValueError(f"unknown block {line.split()[0]}")
        else:
            role = "disclaimer" if n == 0 else _role(line, labels, speakers) if preamble_over else "plain"
            preamble_over = preamble_over or not line
            begun = begun or role in {"turn", "label"}
            found.append(Paragraph(pieces(line), "more" if role == "plain" and begun and line else role))
    return found


def _until_end(walk: Iterator[str]) -> list[str]:
    inner: list[str] = []
    for line in walk:
        if line == "%%end":
            return inner
        inner.append(line)
    raise ValueError("a block is not closed with %%end")


def _speakers(lines: list[str], labels: str) -> set[str]:
    """Labels are what comes back: ``Dato:`` stands once, ``Intervjuar:`` many times."""
    counts = Counter(name for name in (_label(line, labels) for line in lines) if name)
    return {name for name, count in counts.items() if count >= _LEAST_TURNS}


def _label(line: str, labels: str) -> str:
    if labels == "hanging":
        name, tab, _ = line.replace("⟦tab⟧", "\t").partition("\t")
        return name if tab else ""
    if labels == "bold-alone":
        alone = _ALONE.fullmatch(line.strip())
        return alone["label"] if alone else ""
    match = _LABEL.match(line)
    return match["label"] if match else ""


def _role(line: str, labels: str, speakers: set[str]) -> str:
    if not _speaks(_label(line, labels), speakers):
        return "plain"
    return "label" if labels == "bold-alone" else "turn"


def _speaks(name: str, speakers: set[str]) -> bool:
    """Whether a label names a speaker, several of them, or one misspelt once."""
    return any(speaker in name for speaker in speakers) or bool(get_close_matches(name, speakers, cutoff=0.85))


def label_span(text: str) -> tuple[int, int]:
    """Return where the label of a turn stands in its first words, colon included."""
    match = _LABEL.match(text)
    return (match.start("label"), match.end("label") + 1) if match else (0, 0)


def pieces(line: str) -> tuple[Piece, ...]:
    """Cut a line into its pieces.

    Raises:
        ValueError: a bracket is unpaired or its kind unknown.
    """
    found: list[Piece] = []
    for n, part in enumerate(_PIECE.split(line)):
        if n % 2:
            kind, *parts = part.split("|")
            if PIECES.get(kind) != len(parts):
                raise ValueError(f"⟦{part[:40]}⟧ is not as agreed")
            found.append(Piece(kind, parts[-1] if parts else "", parts[0] if len(parts) == 2 else ""))
            continue
        if "⟦" in part or "⟧" in part:
            raise ValueError(f"unpaired bracket near {part[:40]!r}")
        for m, words in enumerate(part.split("\t")):
            found += [Piece("tab")] * (m > 0) + [Piece("text", words)] * bool(words)
    return tuple(found)


def _texts(block: Paragraph | Table) -> list[str]:
    groups = (
        [block.pieces, *block.box] if isinstance(block, Paragraph) else [cell for row in block.rows for cell in row]
    )
    texts: list[str] = []
    for group in groups:
        texts.append(final_text(group))
        texts += [piece.aside or piece.words for piece in group if piece.kind in {"fn", "comment"}]
    return texts
