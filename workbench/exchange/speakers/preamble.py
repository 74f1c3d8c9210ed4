"""The preamble: what stands at the top of a transcript and is not speech."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from workbench.exchange.speakers.heads import Head, find_stamp
from workbench.exchange.speakers.lines import WHITE_SPACE, Line
from workbench.exchange.speakers.vocabulary import is_meta, may_be_meta

_DEPTH = 60
"""How many lines from the top may belong to a preamble that has speakers' labels in it."""

_AFTER_A_STOP = "\"'”’»)]\u200b" + WHITE_SPACE
_STOPS = frozenset(".!?…")
_BREAKS = frozenset("]–—-")


def preamble_length(lines: Sequence[Line], heads: Sequence[Head | None], speakers: Mapping[str, str]) -> int:
    """Return how many lines at the top come before the first speech.

    All before the first speaker's label is preamble. A label there may itself belong to it ("Informant 1: adviser in
    the housing office"): it does when a key of the head follows ("Dato:", "Kommune:") before anybody asks anything,
    or when its text is a mere description beside such keys.
    """
    labelled = [i for i, head in enumerate(heads) if head is not None and head.key in speakers]
    if not labelled:
        return _unlabelled_length(lines, heads)
    start = _after_last_key(lines, heads, speakers, labelled[0])
    following = [i for i in labelled if i >= start]
    start = following[0] if following else labelled[0]
    if following:
        start = _after_head_block(lines, heads, following)
        begin = _after_descriptions(lines, heads, [i for i in following if i >= start])
    else:
        begin = start
    while begin and (stamp := find_stamp(lines[begin - 1].text)) and stamp[1] == len(lines[begin - 1].text):
        begin -= 1
    return begin


def _after_last_key(
    lines: Sequence[Line], heads: Sequence[Head | None], speakers: Mapping[str, str], first: int
) -> int:
    """Return the line after the last key of the head that nothing like an interview comes before."""
    start = first
    seen: set[str] = set()
    for i in range(first, min(len(lines), first + _DEPTH)):
        head = heads[i]
        if head is not None and head.key in speakers:
            if head.key in seen or "?" in lines[i].text:
                break
            seen.add(head.key)
        elif head is not None and head.form == "colon" and (is_meta(head.label) or may_be_meta(head.label)):
            start = i + 1
        elif not lines[i].blank and seen and "?" in lines[i].text:
            break
    return start


def _ends_like_speech(said: str) -> bool:
    return said.rstrip(_AFTER_A_STOP)[-1:] in _STOPS or said.rstrip()[-1:] in _BREAKS


def _after_head_block(lines: Sequence[Line], heads: Sequence[Head | None], labelled: Sequence[int]) -> int:
    """Return the first labelled line after the block that the first one stands in, when that block lists the speakers.

    It does when something without a label stands before them in it, each comes once with a few words, mostly without a
    full stop, nobody asks, and a blank line parts it from what follows.
    """
    first = labelled[0]
    if first == 0 or lines[first - 1].blank:
        return first
    end = first
    while end < len(lines) and not lines[end].blank:
        end += 1
    inside = [i for i in labelled if i < end]
    after = next((i for i in labelled if i >= end), None)
    if after is None or len(inside) < 2 or any("?" in line.text for line in lines[first:end]):
        return first
    values = [lines[i].text[head.cut :].strip() for i in inside if (head := heads[i]) is not None]
    keys = {head.key for i in inside if (head := heads[i]) is not None}
    stops = sum(_ends_like_speech(value) for value in values)
    few = all(len(value.split()) <= 8 for value in values)
    return after if few and len(keys) == len(inside) and stops * 2 <= len(values) else first


def _after_descriptions(lines: Sequence[Line], heads: Sequence[Head | None], labelled: Sequence[int]) -> int:
    """Return the first labelled line that is speech, when descriptions of the speakers stand right before it."""
    start = labelled[0]
    if start == 0 or all(line.blank for line in lines[:start]):
        return start
    rest = labelled[: _DEPTH * 2]
    speech = [lines[i].text[head.cut :].strip() for i in rest if (head := heads[i]) is not None and not head.alone]
    often = len(speech) * 4 / 5
    punctuated = len(speech) >= 5 and sum(_ends_like_speech(said) for said in speech) >= often
    capitalised = len(speech) >= 4 and sum(not said[:1].islower() for said in speech) >= often
    counts = Counter(head.key for i in labelled if (head := heads[i]) is not None)
    repeated = sum(count >= 2 for count in counts.values())
    seen: set[str] = set()
    for i in rest:
        head = heads[i]
        if (
            head is None
            or head.key in seen
            or head.alone
            or head.stamp is not None
            or (lines[i - 1].blank and i == start)
        ):
            return i
        said = lines[i].text[head.cut :].strip()
        if "?" in said or len(said.split()) > 25:
            return i
        small = said[:1].islower()
        alone = counts[head.key] == 1 and repeated >= 2
        unlike = not _ends_like_speech(said) and (small or punctuated or counts[head.key] == 1)
        unlike = unlike or (alone and len(said.split()) <= 3)
        if not (unlike or (small and capitalised)):
            return i
        seen.add(head.key)
    return start


def _unlabelled_length(lines: Sequence[Line], heads: Sequence[Head | None]) -> int:
    """Return how far the keys of the head, or titles, reach in a text where nobody is named.

    The whole block, up to the next blank line, goes with a key in it.
    """
    length = 0
    for i, line in enumerate(lines[:_DEPTH]):
        head = heads[i] if i < len(heads) else None
        if head is not None and head.form == "colon" and is_meta(head.label):
            length = i + 1
        elif "?" in line.text or len(line.text) > 300:
            break
    while 0 < length < len(lines) and not lines[length].blank and "?" not in lines[length].text:
        length += 1
        if length > _DEPTH:
            return 0
    return length or _titles(lines)


def _titles(lines: Sequence[Line]) -> int:
    """Return how many lines at the top are titles: short, without a full stop, with a blank line after them."""
    for i, line in enumerate(lines[:6]):
        if line.blank:
            return i if i and any(not later.blank for later in lines[i:]) else 0
        if len(line.text) > 90 or _ends_like_speech(line.text) or line.text[:1] in '-–—"“”„«[(':
            return 0
    return 0
