"""Turns in texts that name nobody: told apart by formatting, dashes, quotation marks, stamps or blank lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from workbench.exchange.paragraphs import Paragraph
from workbench.exchange.speakers.heads import find_stamp
from workbench.exchange.speakers.lines import Line, is_speech_category
from workbench.exchange.speakers.starts import INTERVIEWER, RESPONDENT, Start

Starts = dict[int, Start]

_HEAD = 15
"""How many lines a preamble without keys may have."""

_DASH = re.compile(r"\s*[-–—−]\s?(?=\S)")
_QUOTE = re.compile(r"\s*[\"“”„«»‘'](?=\S)")
_ITEM = re.compile(r"\s*(?:\(?\d{1,4}[.)]|[-–—•*·▪])\s+(?=\S)")


def unlabelled_starts(
    lines: Sequence[Line], paragraphs: Sequence[Paragraph], begin: int, style: str | None
) -> tuple[str, Starts]:
    """Return the style, chosen or found, and where the turns begin.

    Roles are told only where form and question marks agree; else nobody is named. Where questions are told apart, what
    stands before the first of them does not start a turn: it is preamble.
    """
    shown = [
        i
        for i in range(begin, len(lines))
        if not lines[i].blank and is_speech_category(paragraphs[lines[i].paragraph].category)
    ]
    if style in _FORCED:
        return style, _FORCED[style](lines, paragraphs, shown)
    for name, reader in _READERS.items():
        starts = reader(lines, paragraphs, shown)
        if starts:
            return name, starts
    if shown and any(line.blank for line in lines[shown[0] : shown[-1]]):
        return "blank-lines", _by_blank_lines(lines, paragraphs, shown)
    return "paragraphs", _by_paragraph(lines, paragraphs, shown)


def before_first_question(lines: Sequence[Line], starts: Starts) -> int:
    """Return how many lines stand before the first question, where questions and answers were told apart."""
    asked = [i for i, start in starts.items() if start.speaker == INTERVIEWER]
    if not asked or asked[0] == next(iter(starts)):
        return 0
    head = [line for line in lines[: asked[0]] if not line.blank]
    return asked[0] if len(head) <= _HEAD else 0


def _asking(lines: Sequence[Line], chosen: Sequence[int]) -> float:
    return sum("?" in lines[i].text for i in chosen) / len(chosen) if chosen else 0.0


def _two_sides(
    lines: Sequence[Line], shown: Sequence[int], marked: Sequence[int], *, each: bool = False, force: bool = False
) -> Starts:
    """Give the marked lines to one side and the others to the other, when one side asks and the other does not.

    With ``each``, every marked line begins a turn; otherwise lines of one side in a row are one turn.
    """
    inside = set(marked)
    others = [i for i in shown if i not in inside]
    asks, others_ask = _asking(lines, marked), _asking(lines, others)
    if len(marked) < 2 or not others:
        return {}
    if not force and not (
        (asks >= 0.5 and asks - others_ask >= 0.3) or (others_ask >= 0.5 and others_ask - asks >= 0.3)
    ):
        return {}
    one, other = (INTERVIEWER, RESPONDENT) if asks >= others_ask else (RESPONDENT, INTERVIEWER)
    starts: Starts = {}
    before: bool | None = None
    for i in shown:
        now = i in inside
        if now != before or (now and each):
            starts[i] = Start(one if now else other)
        before = now
    return starts


def _by_formatting(lines: Sequence[Line], paragraphs: Sequence[Paragraph], shown: Sequence[int]) -> Starts:
    marked = [i for i in shown if lines[i].styled]
    return _two_sides(lines, shown, marked) if len(marked) * 10 <= len(shown) * 7 else {}


def _by_dash(lines: Sequence[Line], paragraphs: Sequence[Paragraph], shown: Sequence[int]) -> Starts:
    marked = [i for i in shown if _DASH.match(lines[i].text)]
    if len(marked) * 20 >= len(shown) * 17 and len(marked) >= 4:
        return _alternating(lines, [Start("")] * len(marked), marked)
    return _two_sides(lines, shown, marked, each=True)


def _by_list(lines: Sequence[Line], paragraphs: Sequence[Paragraph], shown: Sequence[int]) -> Starts:
    marked = [
        i for i in shown if lines[i].first and (paragraphs[lines[i].paragraph].number or _ITEM.match(lines[i].text))
    ]
    if len(marked) < 4 or len(marked) * 10 < len(shown) * 8:
        return {}
    return _alternating(lines, [Start("")] * len(marked), marked)


def _by_quotes(lines: Sequence[Line], paragraphs: Sequence[Paragraph], shown: Sequence[int]) -> Starts:
    return _two_sides(lines, shown, [i for i in shown if _QUOTE.match(lines[i].text)])


def _by_stamps(lines: Sequence[Line], paragraphs: Sequence[Paragraph], shown: Sequence[int]) -> Starts:
    starts: Starts = {}
    for i in shown:
        if found := find_stamp(lines[i].text):
            starts[i] = Start("", found[1], found[0])
    return starts if len(starts) >= 2 and len(starts) * 10 >= len(shown) * 3 else {}


def _by_blank_lines(lines: Sequence[Line], paragraphs: Sequence[Paragraph], shown: Sequence[int]) -> Starts:
    return {
        i: Start("") for n, i in enumerate(shown) if n == 0 or any(line.blank for line in lines[shown[n - 1] + 1 : i])
    }


def _by_paragraph(lines: Sequence[Line], paragraphs: Sequence[Paragraph], shown: Sequence[int]) -> Starts:
    starts: Starts = {}
    before = -1
    for i in shown:
        if lines[i].paragraph != before:
            starts[i] = Start("")
        before = lines[i].paragraph
    return starts


def _alternating(lines: Sequence[Line], starts: Sequence[Start], at: Sequence[int]) -> Starts:
    """Let turns alternate between asking and answering when the question marks say so."""
    odd, even = _asking(lines, at[0::2]), _asking(lines, at[1::2])
    if abs(odd - even) < 0.5:
        return dict(zip(at, starts, strict=True))
    first, second = (INTERVIEWER, RESPONDENT) if odd > even else (RESPONDENT, INTERVIEWER)
    return {i: Start((first, second)[n % 2]) for n, i in enumerate(at)}


def _forced_alternation(lines: Sequence[Line], paragraphs: Sequence[Paragraph], shown: Sequence[int]) -> Starts:
    blocks = _by_blank_lines(lines, paragraphs, shown)
    if len(blocks) < 2:
        blocks = _by_paragraph(lines, paragraphs, shown)
    at = list(blocks)
    first, second = INTERVIEWER, RESPONDENT
    if _asking(lines, at[1::2]) > _asking(lines, at[0::2]):
        first, second = second, first
    return {i: Start((first, second)[n % 2]) for n, i in enumerate(at)}


def _forced_sides(find: Callable[[Line], bool], *, each: bool = False) -> Callable[..., Starts]:
    def read(lines: Sequence[Line], paragraphs: Sequence[Paragraph], shown: Sequence[int]) -> Starts:
        marked = [i for i in shown if find(lines[i])]
        return _two_sides(lines, shown, marked, each=each, force=True) or _by_paragraph(lines, paragraphs, shown)

    return read


_READERS: dict[str, Callable[[Sequence[Line], Sequence[Paragraph], Sequence[int]], Starts]] = {
    "time-stamps": _by_stamps,
    "formatted-questions": _by_formatting,
    "dash-questions": _by_dash,
    "list": _by_list,
    "quoted-answers": _by_quotes,
}

_FORCED: dict[str, Callable[[Sequence[Line], Sequence[Paragraph], Sequence[int]], Starts]] = {
    "time-stamps": _by_stamps,
    "formatted-questions": _forced_sides(lambda line: line.styled),
    "dash-questions": _forced_sides(lambda line: _DASH.match(line.text) is not None, each=True),
    "list": _by_list,
    "quoted-answers": _forced_sides(lambda line: _QUOTE.match(line.text) is not None),
    "blank-lines": _by_blank_lines,
    "paragraphs": _by_paragraph,
    "alternating": _forced_alternation,
}

UNLABELLED = tuple(_FORCED)
"""Names of the styles that need no label."""
