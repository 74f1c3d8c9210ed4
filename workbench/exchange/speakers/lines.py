"""Lines: paragraphs cut at their soft breaks, with what their formatting says about speakers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.core.transcripts import CleanText, clean
from workbench.exchange.paragraphs import Paragraph, Run

INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
"""Characters that take no room and yet are no white space; some programs put them around every word."""

WHITE_SPACE = "".join(chr(point) for point in range(0x3001) if chr(point).isspace())
_NOTHING = INVISIBLE + WHITE_SPACE
_SPEECH_CATEGORIES = frozenset({"body", "table"})
_MARKDOWN_STYLED = re.compile(r"\s*(\*{1,3}|_{1,3})(?=\S)[^*_]+(?<=\S)\1\s*")


@dataclass(slots=True)
class Line:
    """A line of a paragraph: the code points ``[start, start + len(text))`` of it.

    ``bold_lead`` is how many of its first code points are bold, ``run_lead`` how many the first run with words in it
    reaches, 0 where the whole line is in one formatting. ``styled`` says that all of it is in italics or all bold.
    """

    paragraph: int
    start: int
    text: str
    blank: bool
    first: bool = True
    bold_lead: int = 0
    run_lead: int = 0
    styled: bool = False


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Paragraphs in the stored form and their texts, with how often something had to be changed."""

    paragraphs: tuple[Paragraph, ...]
    texts: tuple[str, ...]
    total: CleanText
    changed: frozenset[int]


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: white space and invisible characters."""
    return not (text[:1].isalnum() or text.strip(_NOTHING))


def clean_paragraphs(paragraphs: Sequence[Paragraph]) -> Cleaned:
    """Bring the paragraphs' text into the stored form; formatting stays on the same characters."""
    texts = [paragraph.text for paragraph in paragraphs]
    whole = "\n".join(texts)
    total = clean(whole)
    if total.text == whole:
        return Cleaned(tuple(paragraphs), tuple(texts), total, frozenset())
    cleaned = list(paragraphs)
    changed = set()
    counts = [0, 0, 0, 0]
    for i, (paragraph, text) in enumerate(zip(paragraphs, texts, strict=True)):
        result = clean(text)
        if result.text == text:
            continue
        changed.add(i)
        for j, count in enumerate((result.controls, result.surrogates, result.line_ends, result.composed)):
            counts[j] += count
        cleaned[i] = paragraph._replace(runs=_recut(paragraph.runs, result.text))
        texts[i] = result.text
    return Cleaned(tuple(cleaned), tuple(texts), CleanText("", *counts), frozenset(changed))


def _recut(runs: Sequence[Run], text: str) -> tuple[Run, ...]:
    """Lay the runs' formatting over the cleaned text, each run ending where its own characters end."""
    recut: list[Run] = []
    raw = ""
    at = 0
    for run in runs:
        raw += run.text
        end = max(at, min(len(text), len(clean(raw).text)))
        recut.append(run._replace(text=text[at:end]))
        at = end
    if recut:
        recut[-1] = recut[-1]._replace(text=recut[-1].text + text[at:])
    return tuple(recut)


def cut_lines(cleaned: Cleaned) -> list[Line]:
    """Cut paragraphs at their soft breaks; every character but the breaks belongs to exactly one line."""
    lines: list[Line] = []
    for i, (paragraph, text) in enumerate(zip(cleaned.paragraphs, cleaned.texts, strict=True)):
        bold_lead = run_lead = 0
        styled = False
        if len(paragraph.runs) > 1 or (paragraph.runs and (paragraph.runs[0].bold or paragraph.runs[0].italic)):
            bold_lead, run_lead, styled = _formatting(paragraph.runs)
        elif text[:1] in "*_" and text:
            styled = bool(_MARKDOWN_STYLED.fullmatch(text))
        if "\n" not in text:
            lines.append(Line(i, 0, text, is_blank(text), True, bold_lead, run_lead, styled))
            continue
        at = 0
        for part in text.split("\n"):
            bold, run = (bold_lead, run_lead) if at == 0 else (0, 0)
            bold, run = (bold if bold <= len(part) else 0), (run if run <= len(part) else 0)
            lines.append(Line(i, at, part, is_blank(part), at == 0, bold, run, styled))
            at += len(part) + 1
    return lines


def _formatting(runs: Sequence[Run]) -> tuple[int, int, bool]:
    """Return how far the first bold text reaches, how far the first run with words, and whether all is one style."""
    bold_lead = run_lead = at = shown = 0
    all_bold = all_italic = bold_so_far = True
    for text, bold, italic in runs:
        at += len(text)
        if not text[:1].isalnum() and is_blank(text):
            continue
        shown += 1
        all_bold = all_bold and bold
        all_italic = all_italic and italic
        if bold_so_far and bold:
            bold_lead = at
        else:
            bold_so_far = False
        run_lead = run_lead or at
    if not shown:
        return 0, 0, False
    return (0 if bold_lead >= at else bold_lead), (0 if shown == 1 else run_lead), all_bold or all_italic


def is_speech_category(category: str) -> bool:
    """Whether paragraphs of this category carry the interview; notes, boxes and page headers stand beside it."""
    return category in _SPEECH_CATEGORIES
