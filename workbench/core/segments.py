"""Segments: units of analysis, each cut from the text by a stated rule.

The rule has a version. What it cut is kept with the text, so that a better rule never moves a segment that somebody
has coded or reviewed.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import accumulate, chain, compress, pairwise

from workbench.core.graphemes import is_boundary
from workbench.core.passages import Span
from workbench.core.rare_characters import rare_characters
from workbench.core.transcripts import TranscriptText, Turn

RULE = 1
"""Version of the cutting rules below."""


class Unit(StrEnum):
    """What a segment is."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    TURN = "turn"
    TRANSCRIPT = "transcript"


_WORD = re.compile(
    r"([^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d])*"
    r"(?:[-'’‑.,:/@](?=[^\W_])(?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d])+)*)"
)
_RARE = re.compile("[\u00ad\u0100-\u1fff\u200b-\u200d\u2070-\U0010ffff]")
"""What a word may hold, or may not, beyond the letters and figures of Latin-1; where none of it is, nor "_", words are
cut by :func:`_latin_word_bounds`."""
_REMARK = re.compile(r"\[[^\[\]\n]{0,120}\]")
_MARK = re.compile(_REMARK.pattern + r"|(?<![\w:.,])\d{1,2}:[0-5]\d:[0-5]\d(?:[.,]\d{1,3})?(?![\w:])")
_CLOCK = re.compile(r":[0-5]\d:[0-5]\d")
_REMARK_ALONE = re.compile(r"(?:\[[^\[\]\n]*\]\W*)+")
_CLOSING = "\"'”’»)]"
_BEFORE_WORD = " \t\n\u00a0\u202f\"'“”„‘’«»(–—-"
_STOP = re.compile(rf"([.!?…][.!?…]*[{re.escape(_CLOSING)}]*)(?=\s|$)[ \t\n\u00a0\u202f]*")
_ABBREVIATIONS = frozenset(
    """adr alm ang avd bl bl.a bla ca d.d d.e d.v.s d.y dr dvs e.d e.g e.kr e.l eks etc evt f.eks f.kr feks fl forts
    ftl gnr gr h.h hhv i.e ibid instr jf jfr jr kap kfr kgl kl kr m.a m.fl m.m m.o.t m.v mfl mht mill mnd mrd mtp mv
    nb nr o.a ot.prp o.fl o.l o.m o.m.a o.s.v osv p.a p.d p.g.a p.t pga pkt prof pst s.d s.k s.u sek sml spm st.meld
    stk str t.d t.eks t.h t.o.m t.v tab tlf utg v.a vedk vgs vha vol årg årh""".split()
)
_LONGEST = 24
"""How far back the word before a stop is looked for: further than any abbreviation or figure reaches."""
_ABBREVIATIONS_AT_ENDS = frozenset("osv etc m.m mm mv m.v o.l o.s.v e.l kr mill mrd stk pst".split())
_MONTHS = frozenset(
    "januar februar mars april mai juni juli august september oktober november desember jan feb mar apr jun jul aug "
    "sep sept okt nov des".split()
)


def words(text: str) -> list[Span]:
    """Cut words: letters and digits, with the hyphens, apostrophes and points inside them ("f.eks", "startlån-sak")."""
    return _unpack(word_bounds(text))


def word_bounds(text: str) -> array[int]:
    """Cut words as :func:`words` does; return them packed, as :func:`pack` lays them."""
    if "_" not in text and not _RARE.search(rare_characters(text)):
        return _latin_word_bounds(text)
    bounds = array("I", accumulate(map(len, _WORD.split(text))))
    bounds.pop()
    return bounds


_KINDS = bytes(
    ord("w") if _WORD.fullmatch(chr(point)) else ord("-") if chr(point) in "-'.,:/@" else ord(" ")
    for point in range(256)
)
"""What each character of Latin-1 is in a word: part of it, something that holds two parts together, or its end."""


def _latin_word_bounds(text: str) -> array[int]:
    """Cut words as ``_WORD`` does, where no character is rare: twice as fast, since no loop of Python's runs over them.

    The text is written with three signs, one for each kind of character; then a word is what stands between two blanks.
    """
    signs = text.replace("’", "'").replace("‑", "-").encode("latin-1", "replace").translate(_KINDS)
    # Twice, since neighbours in “a-b-c” share a letter and only one of them is found at a time.
    signs = signs.replace(b"w-w", b"www").replace(b"w-w", b"www").replace(b"-", b" ")
    lengths = list(map(len, signs.split(b" ")))
    steps = [1] * (2 * len(lengths))
    steps[0] = 0
    steps[1::2] = lengths
    # Between two blanks next to each other there is no word.
    kept = steps.copy()
    kept[::2] = lengths
    return array("I", compress(accumulate(steps), kept))


def _unpack(flat: array[int]) -> list[Span]:
    return [Span(flat[i], flat[i + 1]) for i in range(0, len(flat), 2)]


def marks(text: str) -> list[Span]:
    """Find what the transcriber put into the speech: bracketed remarks and time stamps."""
    pattern = _MARK if _CLOCK.search(text) else _REMARK
    return [Span(*match.span()) for match in pattern.finditer(text)]


def _ends_sentence(text: str, start: int, end: int, match: re.Match[str]) -> bool:
    """Whether the stop that ``match`` found, not the last of its line, ends a sentence that began at ``start``."""
    at = match.end()
    following = text[at]
    after = following if following.isalpha() else text[at : min(end, at + 40)].lstrip(_BEFORE_WORD)[:1]
    goes_on = after.islower()
    stop = match[1]
    if stop[0] in "!?":
        return not (goes_on and stop[-1] in _CLOSING)
    if goes_on:
        return False
    if stop[0] == "…" or stop.startswith(".."):
        return True
    near = max(start, match.start() - _LONGEST)
    before = text[near : match.start()].rsplit(None, 1)
    last = (before[-1] if before else "").strip("([\"'”’«»–-").casefold()
    if last in _ABBREVIATIONS:
        return last in _ABBREVIATIONS_AT_ENDS and after.isupper()
    if last.isdigit():
        rest = text[at : min(end, at + 40)].split(None, 1)
        return (len(before) > 1 or near > start) and not (rest and rest[0].casefold().strip(".,") in _MONTHS)
    return not (len(last) == 1 and last.isalpha() and last not in "iåø")


def sentences(text: str, within: Iterable[Span]) -> list[Span]:
    """Cut sentences inside each of the spans ``within`` (lines of turns), Norwegian abbreviations and dates kept whole.

    A full stop or ellipsis before a lower-case letter ends nothing; nor does a question in quotation marks. A remark in
    brackets at the end of a span belongs to the sentence before it. Every character that is not white space at an edge
    belongs to exactly one sentence.
    """
    return _unpack(_sentence_bounds(text, within))


def _sentence_bounds(text: str, within: Iterable[tuple[int, int]]) -> array[int]:
    """Cut sentences as :func:`sentences` does; return them packed, as :func:`pack` lays them."""
    found = array("I")
    stops = _STOP.finditer
    for region in within:
        start, stop = _trimmed(text, *region)
        first = len(found)
        for match in stops(text, start, stop):
            end = match.end()
            if end < stop and _ends_sentence(text, start, stop, match):
                found.append(start)
                found.append(match.end(1))
                start = end if not text[end].isspace() else _trimmed(text, end, stop)[0]
        if start < stop:
            found.append(start)
            found.append(stop)
        if len(found) - first > 2 and text[found[-2]] == "[" and _REMARK_ALONE.fullmatch(text, *found[-2:]):
            del found[-3:-1]
    return found


def _run_on(text: str, lines_: Sequence[Span], paragraphs: Sequence[Span] | None) -> list[Span]:
    """Join lines of one paragraph where the next goes on in lower case: a soft line break there ends no sentence."""
    if paragraphs is None or len(lines_) <= len(paragraphs):
        return list(lines_)
    begins = {start for start, _ in paragraphs}
    joined: list[Span] = []
    for line in lines_:
        if joined and line.start not in begins and text[line.start].islower() and joined[-1].end == line.start - 1:
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def lines(text: str, within: Iterable[Span]) -> list[Span]:
    """Cut each span at newlines, without empty lines or the white space around them."""
    found: list[Span] = []
    for start, end in within:
        while start <= end:
            stop = text.find("\n", start, end)
            stop = end if stop < 0 else stop
            line = _trimmed(text, start, stop)
            if line[0] < line[1]:
                found.append(Span(*line))
            start = stop + 1
    return found


def pack(spans: Iterable[tuple[int, int]]) -> array[int]:
    """Lay spans flat: ``[start, end, start, end, …]``, unsigned 32 bits each."""
    return array("I", chain.from_iterable(spans))


def cut(
    text: str,
    turns: Sequence[Turn],
    paragraphs: Sequence[Span] | None = None,
    *,
    preamble: str = "",
    packed_words: array[int] | None = None,
) -> TranscriptText:
    """Build a transcript's text with all its units.

    Args:
        text: in the stored form (:func:`workbench.core.transcripts.clean`).
        turns: in text order, not overlapping.
        paragraphs: the file's own paragraphs; lines of the turns where it has none.
        preamble: what stood before the first turn and is not speech.
        packed_words: the text's :func:`word_bounds`, where somebody has cut them already.

    Raises:
        ValueError: turns or paragraphs overlap, or lie outside the text.
    """
    regions = [Span(turn.start, turn.end) for turn in turns]
    for spans in (regions, paragraphs or ()):
        at = 0
        for start, end in spans:
            if not at <= start <= end <= len(text):
                raise ValueError(f"span {start}–{end} out of order in a text of {len(text)} characters")
            at = end
    shown = lines(text, regions)
    units = {
        "word": word_bounds(text) if packed_words is None else packed_words,
        "sentence": _sentence_bounds(text, _run_on(text, shown, paragraphs)),
        "paragraph": pack(shown if paragraphs is None else paragraphs),
        "mark": pack(marks(text)),
    }
    return TranscriptText(text, tuple(turns), units, RULE, preamble)


def touched(bounds: Sequence[int], spans: Iterable[tuple[int, int]]) -> int:
    """Count the segments that share a code point with any of some spans.

    Args:
        bounds: of the segments, in text order, as :func:`pack` lays them.
        spans: half-open, in any order; they may overlap.
    """
    starts, ends = bounds[::2], bounds[1::2]
    count = passed = 0
    for start, end in sorted(spans):
        first, last = max(passed, bisect_right(ends, start)), bisect_left(starts, end)
        if last > first:
            count, passed = count + last - first, last
    return count


def segments(text: TranscriptText, unit: Unit) -> list[Span]:
    """Return the segments of a transcript by unit, in text order, without empty ones."""
    if unit is Unit.TURN:
        return [Span(turn.start, turn.end) for turn in text.turns if turn.end > turn.start]
    if unit is Unit.TRANSCRIPT:
        return [Span(0, len(text.text))] if text.text else []
    if unit is Unit.CHARACTER:
        bounds = [i for i in range(len(text.text) + 1) if is_boundary(text.text, i)]
        return [Span(a, b) for a, b in pairwise(bounds)]
    return text.spans(unit.value)
