"""Rich text (.rtf): an own reader of the format's words, groups and destinations."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from workbench.core.drafts import Choices
from workbench.core.errors import MalformedFile, Notice, UnknownFormat
from workbench.core.language import _
from workbench.exchange.paragraphs import Paragraph, ReadFile, Run
from workbench.exchange.rtf_counting import count_visible

_TOKEN = re.compile(
    r"\\([A-Za-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)

SKIPPED = frozenset(
    """fonttbl colortbl stylesheet info pict object objdata ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn listtable
    listoverridetable revtbl rsidtbl generator fldinst themedata colorschememapping datastore latentstyles xmlnstbl
    mmathPr bkmkstart bkmkend template private nonshppict sp sn sv fontemb fontfile filetbl tc xe pgdsctbl userprops
    docvar atnid atnauthor atndate atnref atrfstart atrfend atnparent annotation pntext pnseclvl listtext pn shprslt do
    wgrffmtfilter formfield datafield blipuid""".split()
)
"""Destinations whose words are not the document's text."""

READ = frozenset("shpinst shptxt ud footnote shp shppict fldrslt".split())
"""Destinations that are read, though some are marked as to be passed over by programs that don't know them."""

PAGE = {f"{kind}{side}": kind for kind in ("header", "footer") for side in ("", "l", "r", "f")}
"""Destinations that hold page headers and footers."""

_CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "zwbo": "\u200b",
    "cell": "\t",
    "nestcell": "\t",
}
_SYMBOLS = {"~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
_ENDS = frozenset({"par", "row", "nestrow", "sect", "page"})
_CHARSETS = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
_PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


@dataclass(slots=True)
class _State:
    r"""What a group inherits: whether its text counts, how many characters follow a \u, formatting, code page."""

    skip: bool = False
    skip_length: int = 1
    bold: bool = False
    italic: bool = False
    deleted: bool = False
    page: str = ""
    destination: str = ""


@dataclass(slots=True)
class _Story:
    """Paragraphs of one kind being written: the body, a footnote, a text box."""

    category: str
    where: str
    done: list[Paragraph] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    number: str = ""
    hanging: bool = False
    heading: int = 0


def read(data: bytes, name: str, choices: Choices) -> ReadFile:
    """Read rich text: paragraphs with bold and italics, tables row by row, footnotes and text boxes after the text.

    A footnote leaves a marker ``[1]`` where it stood. Comments and pictures are not read.

    Raises:
        MalformedFile: it does not begin as rich text.
        UnknownFormat: there is no text in it.
    """
    text = data.decode("latin-1")
    if not text.lstrip().startswith("{\\rtf"):
        raise MalformedFile(
            _("{name} is not rich text.").format(name=name),
            path=name,
            hint=_("Open it in a word processor and save it as .docx."),
        )
    reader = _Reader()
    reader.read(text)
    paragraphs = reader.finish()
    if not any(paragraph.text.strip() for paragraph in paragraphs):
        raise UnknownFormat(
            _("{name} holds no text.").format(name=name), path=name, hint=_("Check that it is the right file.")
        )
    return ReadFile("rtf", tuple(paragraphs), count_visible(text), tuple(reader.notices()))


class _Reader:
    """Walks the tokens once, with a stack of states and of stories."""

    def __init__(self) -> None:
        self.state = _State()
        self.stack: list[_State] = []
        self.stories = [_Story("body", "paragraph")]
        self.depths: list[int] = []
        self.finished: list[_Story] = []
        self.pending = bytearray()
        self.fonts: dict[int, str] = {}
        self.page = "cp1252"
        self.font = 0
        self.to_skip = 0
        self.high = 0
        self.star = False
        self.list_text: list[str] = []
        self.insertions = self.deletions = self.broken = 0
        self.unbalanced = 0

    def read(self, text: str) -> None:
        """Read all tokens."""
        at = 0
        match = _TOKEN.match(text, at)
        while match is not None:
            at = match.end()
            word, number, byte, symbol, brace, plain = match.groups()
            if word == "bin":
                at += max(0, int(number or 0))
            elif word is not None:
                self.control(word, None if number is None else int(number))
            elif byte is not None:
                self.bytes(bytes.fromhex(byte))
            elif brace is not None:
                self.brace(brace)
            elif plain is not None:
                self.bytes(plain.encode("latin-1"))
            elif symbol is not None:
                self.symbol(symbol)
            match = _TOKEN.match(text, at)
        self.flush()

    def brace(self, brace: str) -> None:
        """Open or close a group."""
        self.flush()
        self.to_skip = 0
        if brace == "{":
            self.stack.append(replace(self.state))
        elif self.stack:
            if self.depths and self.depths[-1] == len(self.stack):
                self.depths.pop()
                self.end_paragraph(at_end=True)
                self.finished.append(self.stories.pop())
            if (
                self.state.destination in {"listtext", "pntext"}
                and self.stack[-1].destination != self.state.destination
            ):
                self.stories[-1].number = "".join(self.list_text).strip()
                self.list_text.clear()
            self.state = self.stack.pop()
        else:
            self.unbalanced += 1
        self.star = False

    def symbol(self, symbol: str) -> None:
        """Read a control symbol."""
        if symbol == "*":
            self.star = True
        elif symbol in "\r\n":
            self.end_paragraph()
        elif symbol in _SYMBOLS and not self.passed_over():
            self.write(_SYMBOLS[symbol])

    def control(self, word: str, number: int | None) -> None:
        """Read a control word."""
        star, self.star = self.star, False
        state = self.state
        if word == "u" and number is not None:
            self.unicode(number)
        elif word == "uc":
            state.skip_length = max(0, number if number is not None else 1)
        elif word in _CHARACTERS:
            if not self.passed_over():
                self.write(_CHARACTERS[word])
        elif word in _ENDS:
            self.end_paragraph()
        elif word in SKIPPED or word in READ or word in PAGE or star:
            self.destination(word)
        elif word in _PAGES:
            self.page = _PAGES[word]
        elif word == "ansicpg" and number:
            self.page = _codec(f"cp{number}") or self.page
        else:
            self.formatting(word, number)

    def formatting(self, word: str, number: int | None) -> None:
        """Read what a control word says about characters or paragraphs."""
        on = number != 0
        state = self.state
        if word in {"f", "fcharset"}:
            self.flush()
            self.choose_font(word, number or 0)
        elif word in {"b", "i"}:
            self.flush()
            state.bold, state.italic = (on, state.italic) if word == "b" else (state.bold, on)
        elif word == "plain":
            self.flush()
            state.bold = state.italic = state.deleted = False
        elif word == "deleted":
            self.flush()
            self.deletions += on and not state.deleted
            state.deleted = on
        elif word == "revised":
            self.insertions += on
        elif word == "pard":
            self.stories[-1].hanging, self.stories[-1].heading = False, 0
        elif word == "fi":
            self.stories[-1].hanging = (number or 0) < 0
        elif word == "outlinelevel":
            self.stories[-1].heading = (number or 0) + 1 if (number or 0) < 9 else 0

    def choose_font(self, word: str, number: int) -> None:
        """Remember which code page a font is in, or go over to a font's."""
        if self.state.destination == "fonttbl":
            if word == "f":
                self.font = number
            else:
                self.fonts[self.font] = _CHARSETS.get(number, "")
        elif word == "f":
            self.state.page = self.fonts.get(number, "")

    def destination(self, word: str) -> None:
        """Begin a destination: another story, or words that are not text."""
        self.flush()
        state = self.state
        if word == "ud":
            state.skip = bool(len(self.stack) > 1 and self.stack[-2].skip)
        elif (word in {"footnote", "shptxt"} or word in PAGE) and not state.skip:
            self.begin_story(word)
        elif word not in READ:
            state.skip = True
        state.destination = word

    def begin_story(self, word: str) -> None:
        """Begin a footnote, a text box or a page header."""
        if word == "footnote":
            n = 1 + sum(story.category == "footnote" for story in [*self.finished, *self.stories])
            self.stories[-1].runs.append(Run(f"[{n}]"))
            story = _Story("footnote", f"footnote {n}")
            story.runs.append(Run(f"[{n}] "))
        else:
            category = PAGE.get(word, "text box")
            n = 1 + sum(story.category == category for story in [*self.finished, *self.stories])
            story = _Story(category, f"{category} {n}")
        self.stories.append(story)
        self.depths.append(len(self.stack))

    def passed_over(self) -> bool:
        r"""Whether a character stands for a \u before it, for programs that do not know that one."""
        if self.to_skip:
            self.to_skip -= 1
            return True
        return False

    def bytes(self, given: bytes) -> None:
        r"""Take in characters in the code page; the first ones may stand for a \u before them."""
        if self.to_skip:
            passed = min(self.to_skip, len(given))
            self.to_skip -= passed
            given = given[passed:]
        self.pending += given

    def flush(self) -> None:
        """Decode the characters that wait."""
        if self.pending:
            page = self.state.page or self.page
            text = self.pending.decode(page, "replace")
            self.broken += 0 if self.state.skip else text.count("\ufffd")
            self.pending.clear()
            self.write(text)

    def unicode(self, number: int) -> None:
        """Take in a character by its number; two surrogates make one."""
        self.flush()
        point = number + 65536 if number < 0 else number
        self.to_skip = self.state.skip_length
        if 0xD800 <= point < 0xDC00:
            self.high = point
            return
        if 0xDC00 <= point < 0xE000 and self.high:
            point = 0x10000 + ((self.high - 0xD800) << 10) + (point - 0xDC00)
        self.high = 0
        self.write(chr(point) if point < 0x110000 else "\ufffd")

    def write(self, text: str) -> None:
        """Write decoded text where the open group puts it."""
        if self.pending:
            self.flush()
        state = self.state
        if state.destination in {"listtext", "pntext"}:
            self.list_text.append(text)
        elif not (state.skip or state.deleted):
            runs = self.stories[-1].runs
            if runs and (runs[-1].bold, runs[-1].italic) == (state.bold, state.italic):
                text = runs.pop().text + text
            runs.append(Run(text, state.bold, state.italic))

    def end_paragraph(self, *, at_end: bool = False) -> None:
        """Close the paragraph that is being written."""
        self.flush()
        if self.state.skip and not at_end:
            return
        story = self.stories[-1]
        if story.runs or not at_end:
            n = len(story.done) + 1
            where = f"paragraph {n}" if story.category == "body" else story.where
            runs = tuple(story.runs)
            story.done.append(Paragraph(runs, story.category, where, story.number, story.heading, story.hanging))
        story.runs = []
        story.number = ""

    def finish(self) -> list[Paragraph]:
        """Return all paragraphs: the body, then text boxes and footnotes."""
        while len(self.stories) > 1:
            self.end_paragraph(at_end=True)
            self.finished.append(self.stories.pop())
        self.end_paragraph(at_end=True)
        beside = sorted(self.finished, key=lambda story: story.category == "footnote")
        return [*self.stories[0].done, *(paragraph for story in beside for paragraph in story.done)]

    def notices(self) -> list[Notice]:
        """Tell what was odd."""
        found = []
        if self.insertions or self.deletions:
            said = f"{self.insertions} inserted and {self.deletions} deleted passages; imported as the final version."
            found.append(Notice("tracked-changes", said, count=self.insertions + self.deletions))
        if self.broken:
            said = "Characters that do not exist in the file's code page were replaced by \ufffd."
            found.append(Notice("broken-characters", said, count=self.broken, serious=True))
        if self.unbalanced or self.stack:
            said = "The file's braces do not match; it may have been cut off."
            found.append(Notice("unbalanced", said, serious=True))
        return found


def _codec(name: str) -> str | None:
    try:
        return codecs.lookup({"cp65001": "utf-8", "cp10000": "mac_roman"}.get(name, name)).name
    except LookupError:
        return None
