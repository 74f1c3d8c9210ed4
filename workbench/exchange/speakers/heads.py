"""Heads: what stands at the start of a line and might be a speaker's label."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from workbench.exchange.speakers import stamps
from workbench.exchange.speakers.lines import INVISIBLE, Line
from workbench.exchange.speakers.stamps import Stamp
from workbench.exchange.speakers.vocabulary import known_role, label_key

COLON = "colon"
STAMPED = "stamped"
RUN = "run"
TAB = "tab"
BOLD = "bold"
HEADING = "heading"
ALONE = "alone"
BARE = "bare"

_GAP = rf"[\s{INVISIBLE}]*"
_LEAD = re.compile(
    rf"{_GAP}(?:(?P<hash>\#{{1,6}}(?!\d)){_GAP}|(?P<number>\(?\d{{1,4}}[.)]?)(?=[\s{INVISIBLE}]){_GAP}"
    rf"|(?P<bullet>[-–—−•*·▪‣●○](?!\*)){_GAP})?(?P<stamp>{stamps.ANY})?[,]?{_GAP}(?:[-–—]\s+(?=\w))?(?P<mark>[*_]{{2,3}}(?=\w))?"
)
_LABEL = r"(?P<label>[^\W\d_][\w \u00a0\u202f.,'’&+/\#@-]{0,47})"
_COLON = re.compile(
    rf"{_LABEL}(?:(?P<stamp>{stamps.ANY}){_GAP})?(?P<paren>\([^()\n]{{1,40}}\)\s*)?(?:(?P<stamp2>{stamps.ANY}){_GAP})?"
    rf"[*_]{{0,3}}{_GAP}(?:[:：][*_]{{0,3}}(?![\d/\\:])|(?<!\d):(?={stamps.BARE}))"
)
_FIGURE = re.compile(rf"(?P<label>\d{{1,3}})[:：](?=\s){_GAP}")
_LOOSE = re.compile(rf"{_LABEL}\s*(?:;|\s[-–—])\s+(?=\S)")
_AFTER = re.compile(
    rf"[{INVISIBLE}]*\s*(?:(?P<stamp>{stamps.BRACKETED})"
    rf"|(?P<bare>{stamps.BARE}(?=\t|\s\s|\s*$)|{stamps.FULL}(?=\s)))?\s*"
)
_STAMPED = re.compile(
    rf"{_LABEL}(?:(?P<stamp>{stamps.BRACKETED})|(?P<bare>{stamps.BARE})(?=\t|\s\s|\s*$)){_GAP}[*_]{{0,3}}{_GAP}"
)
_TABBED = re.compile(
    r"(?P<label>[^\W\d_](?:[\w.,'’&+/\#@-]|[ \u00a0](?![ \u00a0])){0,47})(?: ?\t| {2,})"
    rf"{_GAP}(?:(?P<stamp>{stamps.ANY}){_GAP})?"
)
_ALONE = re.compile(rf"{_LABEL}(?P<paren>\([^()\n]{{1,40}}\))?[*_]{{0,3}}{_GAP}")
_STAMP_ONLY = re.compile(rf"{_GAP}(?P<stamp>{stamps.ANY}){_GAP}")
_BARE = re.compile(
    r"(?P<label>[^\W\d_]{1,14}\.?(?: ?(?:nr\.? ?)?\d{1,3}[A-Za-z]?)?)(?:[.)](?=\s))?"
    r"(?:\s+[-–—]\s+|\s*;\s+|\s+)(?=\S)"
)


class Head(NamedTuple):
    """What might be a label: as written, folded, in which form, and where the speech after it begins in the line.

    ``lead`` is "number", "bullet", "heading" or "", ``alone`` says that nothing follows on the line, ``paren`` what
    stood in parentheses after the label ("(SL)"), ``stamp`` a time stamp before or after it.
    """

    label: str
    key: str
    form: str
    cut: int
    stamp: Stamp | None
    lead: str = ""
    alone: bool = False
    paren: str = ""
    bold: bool = False


def find_head(line: Line, heading: int = 0) -> Head | None:
    """Return what might be a label at the start of a line; None where nothing looks like one."""
    text = line.text
    if text[:1].isalpha():
        at, stamp, kind = 0, None, "heading" if heading else ""
    else:
        lead = _LEAD.match(text)
        if lead is None:
            return None
        at, stamp, kind = lead.end(), _parsed(lead["stamp"]), _kind(lead, heading)
    head: Head | None = None
    colon = text.find(":", at, at + 110) >= 0
    if colon or text.find("：", at, at + 110) >= 0:
        head = _with_colon(line, at, stamp, kind)
    if head is None and (line.run_lead or line.bold_lead):
        head = _in_own_run(line, at, stamp, kind)
    if head is None and (colon or "[" in text[at : at + 60]):
        head = _with_stamp(line, at, kind)
    return head or _with_tab(line, at, stamp, kind) or _on_its_own(line, at, stamp, kind)


def find_bare(line: Line) -> Head | None:
    """Return a word of the interview vocabulary, or initials, that a line starts with, and nothing else marks."""
    lead = _LEAD.match(line.text)
    if lead is None:
        return None
    match = _BARE.match(line.text, lead.end())
    if match is None:
        return None
    label = match["label"]
    if label.count(".") == 1:
        label = label.rstrip(".")
    if known_role(label) is None and not (label.isupper() and 2 <= len(label) <= 4):
        return None
    return _head(line, label, BARE, match.end(), _parsed(lead["stamp"]), _kind(lead, 0))


def find_loose(line: Line, speakers: Mapping[str, str]) -> Head | None:
    """Return a speaker's label that a semicolon follows, or for a word of the vocabulary a dash, and no colon."""
    text = line.text
    if ";" not in text[:50] and " - " not in text[:50] and " – " not in text[:50] and " — " not in text[:50]:
        return None
    lead = _LEAD.match(text)
    match = _LOOSE.match(text, lead.end()) if lead else None
    if match is None or lead is None:
        return None
    head = _head(line, match["label"], COLON, match.end(), _parsed(lead["stamp"]), _kind(lead, 0))
    if head.key in speakers and (";" in match.group() or known_role(head.label) is not None):
        return head
    return None


def find_stamp(text: str) -> tuple[Stamp, int] | None:
    """Return the stamp that a line starts with and where the words after it begin; None without one."""
    match = _STAMP_ONLY.match(text)
    stamp = stamps.parse(match["stamp"]) if match else None
    return (stamp, match.end()) if match and stamp else None


def _kind(lead: re.Match[str], heading: int) -> str:
    if lead["hash"] or heading:
        return "heading"
    if lead["number"]:
        return "number"
    return "bullet" if lead["bullet"] else ""


def _with_colon(line: Line, at: int, stamp: Stamp | None, kind: str) -> Head | None:
    match = _COLON.match(line.text, at)
    if match is None:
        figure = _FIGURE.match(line.text, at)
        return _head(line, figure["label"], COLON, figure.end(), stamp, kind) if figure else None
    written = match["stamp"] or match["stamp2"]
    found = stamp or _parsed(written)
    if written and found is None:
        return None
    after = _AFTER.match(line.text, match.end())
    late = (after["stamp"] or after["bare"]) if after else None
    timed = None if found else _parsed(late)
    # Figures behind the colon that are no time, or a second one, are words like any others and stay in the text.
    end = after.end() if after and (timed or not late) else match.end()
    found = found or timed
    paren = (match["paren"] or "").strip()
    bold = 0 < line.bold_lead <= end or (line.styled and end >= len(line.text.rstrip()))
    return _head(line, match["label"], COLON, end, found, kind, paren, bold)


def _in_own_run(line: Line, at: int, stamp: Stamp | None, kind: str) -> Head | None:
    text = line.text
    for lead in (line.bold_lead, line.run_lead):
        if lead <= at or lead - at > 48:
            continue
        label = _ALONE.fullmatch(text[at:lead])
        if label is None:
            continue
        glued = find_stamp(text[lead:])
        if glued is not None and (lead + glued[1] == len(text) or text[lead + glued[1] - 1].isspace()):
            return _head(line, label["label"], RUN, lead + glued[1], glued[0], kind, bold=lead == line.bold_lead)
        if lead == line.bold_lead:
            gap = len(text) - len(text[lead:].lstrip())
            return _head(line, label["label"], BOLD, gap, stamp, kind, label["paren"] or "", True)
    return None


def _with_stamp(line: Line, at: int, kind: str) -> Head | None:
    match = _STAMPED.match(line.text, at)
    found = _parsed(match["stamp"] or match["bare"]) if match else None
    return _head(line, match["label"], STAMPED, match.end(), found, kind) if match and found else None


def _with_tab(line: Line, at: int, stamp: Stamp | None, kind: str) -> Head | None:
    begin = line.text[at : at + 50]
    match = _TABBED.match(line.text, at) if "\t" in begin or "  " in begin else None
    return _head(line, match["label"], TAB, match.end(), stamp or _parsed(match["stamp"]), kind) if match else None


def _on_its_own(line: Line, at: int, stamp: Stamp | None, kind: str) -> Head | None:
    match = _ALONE.fullmatch(line.text, at) if len(line.text) - at <= 50 else None
    if match is None:
        return None
    form = HEADING if kind == "heading" else STAMPED if stamp else ALONE
    return _head(line, match["label"], form, len(line.text), stamp, kind, match["paren"] or "")


def _head(
    line: Line, label: str, form: str, cut: int, stamp: Stamp | None, lead: str, paren: str = "", bold: bool = False
) -> Head:
    label, key = _tidied(label)
    return Head(label, key, form, cut, stamp, lead, cut >= len(line.text.rstrip()), paren, bold)


@lru_cache(256)
def _tidied(written: str) -> tuple[str, str]:
    """Return a label and its key; an interview has few, and says them again and again."""
    label = " ".join(written.strip(INVISIBLE).split()).rstrip(" ,-–")
    return label, label_key(label)


def _parsed(text: str | None) -> Stamp | None:
    return stamps.parse(text) if text else None
