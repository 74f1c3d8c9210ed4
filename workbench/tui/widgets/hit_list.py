"""A list of what a search found, under the names of the transcripts, each hit amid its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from workbench.tui.layout.cells import shorten, shown_name, text_width

_TURN, _SIGN = 5, 2
_WHO, _SHORT_WHO = 14, 6


@dataclass(frozen=True, slots=True)
class HitLine:
    """One hit as it is drawn; ``sign`` says what became of it: "✓" coded, "–" passed over, "" nothing yet."""

    turn: int
    speaker: str
    before: str
    words: str
    after: str
    sign: str = ""


class HitList(OptionList):
    """Hits by their numbers, from 0, in the order in which they were added."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, markup=False)
        self._shown: list[HitLine] = []

    def empty(self) -> None:
        """Take all hits out."""
        self._shown.clear()
        self.clear_options()

    def add_groups(self, groups: Sequence[tuple[str, str, Sequence[HitLine]]]) -> None:
        """Add the hits of transcripts: the name, a quiet note, the hits."""
        options: list[Option] = []
        for name, note, lines in groups:
            head = Content.assemble((shown_name(name), "bold"), ("  " + shown_name(note), "$quiet"))
            options.append(Option(head, disabled=True))
            for line in lines:
                options.append(Option(self._row(line), id=str(len(self._shown))))
                self._shown.append(line)
        self.add_options(options)
        if self.highlighted is None and self._shown:
            self.light(0)

    @property
    def lit(self) -> int | None:
        """The number of the lit hit."""
        if self.highlighted is None:
            return None
        number = self.get_option_at_index(self.highlighted).id
        return None if number is None else int(number)

    def light(self, number: int) -> bool:
        """Light a hit, and say whether there is one of that number."""
        if not 0 <= number < len(self._shown):
            return False
        self.highlighted = self.get_option_index(str(number))
        return True

    def sign(self, number: int, sign: str) -> None:
        """Draw what became of a hit."""
        line = self._shown[number]
        if line.sign != sign:
            self._shown[number] = line = HitLine(line.turn, line.speaker, line.before, line.words, line.after, sign)
            self.replace_option_prompt(str(number), self._row(line))

    def draw_again(self) -> None:
        """Draw all hits for the width that there is now."""
        for number, line in enumerate(self._shown):
            self.replace_option_prompt(str(number), self._row(line))

    def _row(self, line: HitLine) -> Content:
        width = max(40, (self.size.width or self.app.size.width) - 4)
        who = _WHO if width > 90 else _SHORT_WHO
        room = width - _TURN - _SIGN - who - 2
        words = shorten(_flat(line.words), max(8, room // 2))
        left = max(6, (room - text_width(words)) // 2 - (8 if width > 90 else 4))
        before = _last(_flat(line.before), left)
        after = shorten(_flat(line.after), max(0, room - left - text_width(words)))
        speaker = shorten(shown_name(line.speaker), who - 1)
        return Content.assemble(
            (line.sign.ljust(_SIGN), "bold $success" if line.sign == "✓" else "$quiet"),
            (str(line.turn).rjust(_TURN - 1) + " ", "$quiet"),
            (speaker + " " * (who - text_width(speaker)), "$secondary"),
            (" " * (left - text_width(before)) + before, ""),
            (words, "bold underline"),
            (after, ""),
        )


def _flat(text: str) -> str:
    """Return words on one line, white space at an edge kept as one space."""
    return shown_name(" ".join(f"|{text}|".split())[1:-1])


def _last(text: str, width: int) -> str:
    """Return the end of a text, in so many cells."""
    if text_width(text) <= width:
        return text
    kept = text[-width:]
    while text_width(kept) > width - 1:
        kept = kept[1:]
    return "…" + kept
