"""Reading a file into a draft: recognise, read, find the speakers, cut the units, check that nothing was lost."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from workbench.core.drafts import Choices, Comment, Draft
from workbench.core.errors import MalformedFile, Notice, UnknownFormat, UnreadableFile
from workbench.core.language import _
from workbench.core.names import without_controls
from workbench.core.segments import cut
from workbench.core.transcripts import clean
from workbench.exchange import formats, loss
from workbench.exchange.paragraphs import Paragraph, ReadFile
from workbench.exchange.speakers import take_turns
from workbench.exchange.speakers.turned import Turned

MAX_BYTES = 200_000_000
_PAGE = frozenset({"header", "footer"})


def read(path: Path, choices: Choices = Choices()) -> Draft:  # noqa: B008 - frozen, and nothing in it is changed
    """Read a file into a draft; nothing is stored.

    Args:
        path: the file; its content decides what it is, not its suffix.
        choices: what a person decided about reading it; everything left out is detected.

    Returns:
        The transcript it would become, with an account of every character and what was odd about it.

    Raises:
        UnreadableFile: it is missing, a folder, larger than 200 MB, or not ours to read.
        UnknownFormat: it is not a transcript in a format that can be read; the hint says what to do about it.
        MalformedFile: it is damaged, or breaks a limit that keeps hostile files out.
        RefusedError: the chosen speaker style does not exist.
    """
    data = _bytes(path)
    found = formats.recognise(data, path.name)
    file = _read_as(found, data, path.name, choices)
    return _draft(file, data, path, choices, _other_suffix(path, found))


def _bytes(path: Path) -> bytes:
    hint = "Close it where it is open, or copy it to a folder of your own, and try again."
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableFile(
                _("{name} is {size:,} MB; {max_bytes} is the most that is read.").format(
                    name=path.name, size=size // 1000000, max_bytes=MAX_BYTES // 1000000
                ),
                path=path,
                hint=_("Take pictures and recordings out of it, save a copy and import that."),
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(
            _("There is no file {path}.").format(path=path), path=path, hint=_("Check the name and the folder.")
        ) from None
    except IsADirectoryError:
        raise UnreadableFile(
            _("{path} is a folder, not a file.").format(path=path), path=path, hint=_("Import the files in it.")
        ) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name cannot be used"
        raise UnreadableFile(
            _("{name} cannot be read: {why}.").format(name=path.name, why=why), path=path, hint=hint
        ) from None


def _read_as(found: formats.ImportFormat, data: bytes, name: str, choices: Choices) -> ReadFile:
    try:
        return found.read(data, name, choices)
    except (MemoryError, RecursionError):
        raise MalformedFile(
            _("{name} is too large or too entangled to be read.").format(name=name),
            path=name,
            hint=_("Open it in a word processor, check what it holds and save it anew."),
        ) from None


def _other_suffix(path: Path, found: formats.ImportFormat) -> list[Notice]:
    suffix = path.suffix.casefold()
    known = {suffix for known in formats.FORMATS.values() for suffix in known.suffixes} | {".doc"}
    if suffix in found.suffixes or suffix not in known or found.name in {"txt", "md"}:
        return []
    return [
        Notice(
            "other-format",
            _("{name} is called {suffix} and is {title}; it was read as that.").format(
                name=path.name, suffix=suffix, title=found.title
            ),
        )
    ]


def _draft(file: ReadFile, data: bytes, path: Path, choices: Choices, notices: Sequence[Notice]) -> Draft:
    kept = [i for i, paragraph in enumerate(file.paragraphs) if choices.headers or paragraph.category not in _PAGE]
    taken = file.paragraphs if len(kept) == len(file.paragraphs) else [file.paragraphs[i] for i in kept]
    in_file = {c: n for c, n in file.in_file.items() if choices.headers or c not in _PAGE}
    if not any(in_file.values()) and not any(loss.visible(paragraph.text) for paragraph in taken):
        raise UnknownFormat(
            _("{name} holds no text to import.").format(name=path.name),
            path=path,
            hint=_("If it shows text when opened, that text is a picture: have it written out first."),
        )
    turned = take_turns(taken, choices)
    headers = [] if choices.headers else [p for p in file.paragraphs if p.category in _PAGE and loss.visible(p.text)]
    bodies = len(loss.visible("".join(comment.body for comment in file.comments)))
    accounts, lost = loss.accounts(in_file, {**turned.imported, "comment": bodies}, file.missing, path.name)
    return Draft(
        name=without_controls(path.stem) or "transcript",
        file_name=without_controls(path.name),
        file_hash=hashlib.sha256(data).hexdigest(),
        file_format=file.format,
        text=cut(turned.text, turned.turns, turned.paragraphs, preamble=turned.preamble, packed_words=turned.words),
        style=turned.style,
        speakers=turned.speakers,
        accounts=accounts,
        notices=(*lost, *notices, *file.notices, *_left_out(headers), *turned.notices),
        comments=tuple(_placed(file, turned, {i: at for at, i in enumerate(kept)})) if file.comments else (),
        headers=tuple(paragraph.text.strip() for paragraph in headers),
        choices=turned.choices,
    )


def _left_out(headers: Sequence[Paragraph]) -> list[Notice]:
    if not headers:
        return []
    size = sum(len(loss.visible(paragraph.text)) for paragraph in headers)
    said = f"Page headers and footers ({size:,} characters) were left out; choose headers to take them in."
    return [Notice("headers-left-out", said, count=len(headers))]


def _placed(file: ReadFile, turned: Turned, taken: Mapping[int, int]) -> Iterator[Comment]:
    """Yield the comments with their place in the text; what is about nothing in the text is about its beginning.

    A label in the middle of a paragraph moves what comes after it, so the commented words themselves decide where they
    can be found; only where they run over several paragraphs do the offsets.
    """
    for comment in file.comments:
        first = taken.get(comment.paragraph)
        last = first if comment.last is None else taken.get(comment.last)
        start = _offset(turned, first, comment.start)
        end = _offset(turned, last, comment.end)
        if first is not None and first == last:
            words = clean(file.paragraphs[comment.paragraph].text[comment.start : comment.end]).text.strip()
            place = turned.places[first]
            at = turned.text.find(words, place[0], start + len(words)) if words and place else -1
            if at >= 0:
                start, end = at, at + len(words)
        yield Comment(start, max(start, end), clean(comment.body).text.strip())


def _offset(turned: Turned, paragraph: int | None, offset: int) -> int:
    place = None if paragraph is None else turned.places[paragraph]
    return 0 if place is None else min(len(turned.text), place[0] + max(0, offset - place[1]))
