"""Starts: at which lines turns begin, and whose they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from workbench.core.transcripts import Role
from workbench.exchange.paragraphs import Paragraph
from workbench.exchange.speakers.heads import ALONE, BARE, BOLD, COLON, HEADING, RUN, TAB, Head, find_stamp
from workbench.exchange.speakers.lines import Line, is_speech_category
from workbench.exchange.speakers.stamps import Stamp
from workbench.exchange.speakers.vocabulary import known_role, may_be_meta

INTERVIEWER = "Interviewer"
RESPONDENT = "Respondent"
"""What speakers are called whom the file names nowhere."""

_MACHINE = re.compile(
    r".{0,80}\b(?:started|stopped|startet|stoppet|starta|stoppa) "
    r"(?:transcription|recording|transkripsjon\w*|opptak\w*)\.?\s*",
    re.IGNORECASE,
)


class Start(NamedTuple):
    """A turn begins: whose it is, and how many code points of the line are label, stamp and the like.

    ``joins`` says that it goes on with the turn before when that is the same speaker's. ``aside`` marks what is
    nobody's speech: a footnote, a text box, a heading.
    """

    speaker: str
    cut: int = 0
    stamp: Stamp | None = None
    joins: bool = False
    aside: bool = False


def labelled_starts(
    lines: Sequence[Line], heads: Sequence[Head | None], speakers: Mapping[str, str], begin: int, joins: bool
) -> dict[int, Start]:
    """Return the starts at every line from ``begin`` whose head is a speaker's label.

    A stamp on a line of its own right before a label without one is that turn's; its line is cut.
    """
    starts: dict[int, Start] = {}
    waiting: int | None = None
    for i in range(begin, len(lines)):
        head = heads[i]
        if head is not None and head.key in speakers:
            stamp = head.stamp
            if stamp is None and waiting is not None and (found := find_stamp(lines[waiting].text)):
                stamp = found[0]
                starts[waiting] = Start(speakers[head.key], len(lines[waiting].text), stamp, joins)
                starts[i] = Start(speakers[head.key], head.cut, None, True)
            else:
                starts[i] = Start(speakers[head.key], head.cut, stamp, joins)
        if not lines[i].blank:
            found = find_stamp(lines[i].text) if lines[i].text[:1] in "[(<{#0123456789" else None
            waiting = i if found and found[1] == len(lines[i].text) else None
    return starts


def is_title(lines: Sequence[Line], head: Head, i: int) -> bool:
    """Whether a line with a key of the head ("Tema 2: Organisering") stands by itself, between blank lines."""
    apart = (i == 0 or lines[i - 1].blank) and (i + 1 == len(lines) or lines[i + 1].blank)
    return apart and head.form == COLON and may_be_meta(head.label)


def set_apart(
    lines: Sequence[Line],
    paragraphs: Sequence[Paragraph],
    starts: Mapping[int, Start],
    begin: int,
    titles: Collection[int] | None = None,
) -> dict[int, Start]:
    """Give what is not speech turns of its own, nobody's, and let the speaker before go on after it.

    Notes, boxes and page headers are apart unless somebody is named in them. Where speakers are named (``titles`` is
    given: lines that are titles), so are headings, whole tables without a name, and what a transcription program says
    about itself.
    """
    named = titles is not None
    blocks = _blocks(lines, paragraphs, begin)
    if not blocks and not named:
        return dict(starts)
    result = dict(starts)
    apart: set[int] = set()
    for first, last, category in blocks:
        if any(i in starts for i in range(first, last)) or (category == "table" and not named):
            continue
        apart.update(range(first, last))
        result[first] = Start("", aside=True)
    for i in range(begin, len(lines)) if named else ():
        line = lines[i]
        if i in starts or i in apart or line.blank:
            continue
        heading = paragraphs[line.paragraph].heading or i in (titles or ())
        if heading or (len(line.text) < 120 and _MACHINE.fullmatch(line.text)):
            apart.add(i)
            result[i] = Start("", aside=True, joins=True)
    return _resumed(lines, starts, result, apart, begin)


def _blocks(lines: Sequence[Line], paragraphs: Sequence[Paragraph], begin: int) -> list[tuple[int, int, str]]:
    """Return the runs of lines from paragraphs that are not body text: first, one past the last, category."""
    blocks: list[tuple[int, int, str]] = []
    for i in range(begin, len(lines)):
        category = paragraphs[lines[i].paragraph].category
        if category == "body":
            continue
        if blocks and blocks[-1][1] == i and blocks[-1][2] == category:
            blocks[-1] = (blocks[-1][0], i + 1, category)
        else:
            blocks.append((i, i + 1, category))
    return blocks


def _resumed(
    lines: Sequence[Line], starts: Mapping[int, Start], result: dict[int, Start], apart: set[int], begin: int
) -> dict[int, Start]:
    """Let the last speaker go on after what was set apart."""
    speaker = ""
    interrupted = False
    for i in range(begin, len(lines)):
        if i in starts:
            speaker = starts[i].speaker
            interrupted = False
        elif i in apart:
            interrupted = True
        elif interrupted and not lines[i].blank:
            result[i] = Start(speaker)
            interrupted = False
    return result


def one_side_named(
    lines: Sequence[Line], paragraphs: Sequence[Paragraph], starts: Mapping[int, Start], begin: int
) -> dict[int, Start]:
    """Tell the unnamed other side apart where only one speaker has a label, and questions in italics after answers.

    With only the interviewer named, the paragraphs after a question are the answer; with only the respondent named,
    a question paragraph is the interviewer's.
    """
    named = {start.speaker for start in starts.values()}
    if len(named) == 1 and len(starts) >= 2:
        return _other_side(lines, paragraphs, starts, begin, next(iter(named)))
    asking = [label for label in named if known_role(label) is Role.INTERVIEWER]
    if len(asking) != 1 or not any(line.styled for line in lines[begin:]):
        return dict(starts)
    found: dict[int, Start] = {}
    speaker = ""
    for i in range(begin, len(lines)):
        if i in starts:
            speaker = starts[i].speaker
        elif lines[i].styled and lines[i].first and speaker != asking[0] and "?" in lines[i].text:
            found[i] = Start(asking[0])
            speaker = asking[0]
    return {**starts, **found} if len(found) >= 2 else dict(starts)


def _other_side(
    lines: Sequence[Line], paragraphs: Sequence[Paragraph], starts: Mapping[int, Start], begin: int, label: str
) -> dict[int, Start]:
    loose = [
        i
        for i in range(begin, len(lines))
        if not lines[i].blank
        and lines[i].first
        and i not in starts
        and is_speech_category(paragraphs[lines[i].paragraph].category)
    ]
    spoken = [i for i in starts if lines[i].text[starts[i].cut :].strip()]
    if len(spoken) < len(starts) / 2 or len(loose) * 5 < len(starts) * 3:
        return dict(starts)
    asks = sum("?" in lines[i].text for i in spoken) / len(spoken)
    loose_asks = sum("?" in lines[i].text for i in loose) / len(loose)
    result = dict(starts)
    if known_role(label) is Role.INTERVIEWER or (known_role(label) is None and asks > 0.5 > loose_asks):
        for i in loose:
            result[i] = Start(RESPONDENT, joins=True)
    elif loose_asks > 0.5:
        for i in loose:
            if "?" in lines[i].text:
                result[i] = Start(INTERVIEWER, joins=True)
    return result


_BEFORE_STAMPS = ((RUN, "teams"), (HEADING, "heading"))
_AFTER_STAMPS = ((TAB, "hanging"), (BOLD, "bold"), (BARE, "bare"))


def style_of(heads: Sequence[Head], cues: bool) -> str:
    """Name the style that most of the labels are written in; ``cues`` says that the file is a subtitle file."""
    if cues:
        return "subtitles"
    half = len(heads) / 2
    forms = Counter([head.form for head in heads])
    leads = Counter([head.lead for head in heads])
    for form, name in _BEFORE_STAMPS:
        if forms[form] > half:
            return name
    if sum(head.stamp is not None for head in heads) > half:
        return "stamped"
    for form, name in _AFTER_STAMPS:
        if forms[form] > half:
            return name
    for lead, name in (("heading", "heading"), ("number", "numbered"), ("bullet", "bullets")):
        if leads[lead] > half:
            return name
    if sum(head.alone and head.form in {COLON, ALONE} for head in heads) >= half:
        return "alone"
    return "colon"
