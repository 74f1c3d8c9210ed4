"""Labels: which of the would-be labels are speakers, and which are two spellings of one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbench.core.transcripts import Role
from workbench.exchange.speakers.heads import ALONE, BOLD, COLON, HEADING, TAB, Head
from workbench.exchange.speakers.vocabulary import (
    JOINT,
    is_meta,
    is_speech,
    known_role,
    label_key,
    may_be_meta,
    name_shaped,
    near_word,
)

_SURE = 5
_FEW = 8
_MANY = 60
"""Among more labels than these no misspelling is looked for: it is no interview."""


@dataclass(slots=True)
class Candidate:
    """A would-be label: its spellings, forms and how often it stands with nothing after it."""

    key: str
    spellings: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    parens: Counter[str] = field(default_factory=Counter)
    first: int = 0
    bold: int = 0
    stamped: int = 0

    @property
    def label(self) -> str:
        """The most frequent spelling."""
        return self.spellings.most_common(1)[0][0]

    @property
    def count(self) -> int:
        """How often it was seen."""
        return self.forms.total()


@dataclass(frozen=True, slots=True)
class Labels:
    """The decision: ``speakers`` maps a folded label to the speaker's label, ``refused`` has what only looked like one.

    ``aliases`` maps a spelling that was taken for another speaker's to that speaker; ``doubts`` pairs labels that might
    be one speaker and were left apart; ``renamed`` maps each label as it stands in the file to its speaker.
    """

    speakers: Mapping[str, str]
    refused: Mapping[str, int]
    aliases: Mapping[str, str]
    doubts: tuple[tuple[str, str], ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)


def gather(heads: Sequence[Head | None]) -> dict[str, Candidate]:
    """Count the would-be labels."""
    found: dict[str, Candidate] = {}
    for i, head in enumerate(heads):
        if head is None or not head.key:
            continue
        candidate = found.get(head.key)
        if candidate is None:
            candidate = found[head.key] = Candidate(head.key, first=i)
        candidate.spellings[head.label] += 1
        candidate.forms[head.form] += 1
        candidate.bold += head.bold
        candidate.stamped += head.stamp is not None
        if head.paren:
            candidate.parens[head.paren] += 1
    return found


def decide(heads: Sequence[Head | None], text: str, chosen: Mapping[str, str], filled: int) -> Labels:
    """Decide which labels are speakers.

    Args:
        heads: what stands at the start of each line, None where nothing does.
        text: all the words, to see whether a label is an ordinary word in them.
        chosen: a person's decisions: label to speaker, "" for "not a label".
        filled: how many lines are not blank.
    """
    candidates = gather(heads)
    wanted = {label_key(label): speaker for label, speaker in chosen.items()}
    out = {key for key, speaker in wanted.items() if not speaker}
    accepted = {key for key in candidates if wanted.get(key)}
    open_keys = [key for key in candidates if key not in wanted]
    _accept_repeated(candidates, open_keys, accepted, text, filled)
    _accept_joint(candidates, open_keys, accepted)
    _accept_once(candidates, open_keys, accepted, text)
    aliases, doubts = _misspelt(candidates, accepted, set(wanted))
    accepted |= set(aliases)
    speakers = {
        key: wanted.get(key) or candidates[aliases.get(key, key)].label for key in candidates if key in accepted
    }
    refused = {
        candidate.label: candidate.count
        for key, candidate in candidates.items()
        if key not in accepted
        and (key in out or (candidate.forms[COLON] and name_shaped(candidate.label) and not is_meta(candidate.label)))
    }
    shown = {candidates[alias].label: candidates[key].label for alias, key in aliases.items()}
    renamed = {candidates[key].label: speaker for key, speaker in speakers.items()}
    return Labels(speakers, refused, shown, doubts, renamed)


def _accept_repeated(
    candidates: Mapping[str, Candidate], keys: Sequence[str], accepted: set[str], text: str, filled: int
) -> None:
    """Accept what is repeated in a form that labels have, and what the vocabulary knows."""
    labelled = sum(c.forms[COLON] for c in candidates.values() if c.count > 1 and not is_meta(c.label))
    stamped = sum(c.stamped for c in candidates.values())
    alone: list[str] = []
    for key in keys:
        candidate = candidates[key]
        label = candidate.label
        forms = candidate.forms
        if candidate.stamped and (candidate.stamped >= 2 or stamped >= 3 or known_role(label)):
            if not is_speech(label) and (name_shaped(label) or known_role(label)):
                accepted.add(key)
            continue
        if is_meta(label) or is_speech(label):
            continue
        if known_role(label) is not None and forms.total() > forms[ALONE]:
            accepted.add(key)
            continue
        count = forms[COLON] + forms[TAB] + forms[BOLD] + forms[HEADING]
        if count >= 2 and _looks_repeated(candidate, count, labelled, text):
            accepted.add(key)
        elif forms[ALONE] + count >= 2 or known_role(label) is not None:
            alone.append(key)
    if not any(not candidates[key].label.isdigit() for key in accepted):
        accepted.difference_update([key for key in accepted if key in keys])
    _accept_alone(candidates, alone, accepted, filled)


def _looks_repeated(candidate: Candidate, count: int, labelled: int, text: str) -> bool:
    label = candidate.label
    if not name_shaped(label):
        return count >= _SURE and len(label.split()) <= 4 and count * 20 >= labelled
    if may_be_meta(label):
        return count >= _SURE
    if count >= _SURE or candidate.forms[COLON] < count:
        return count >= 3 or not _ordinary(label, text)
    return not _ordinary(label, text)


def _ordinary(label: str, text: str) -> bool:
    """Whether the label is a word that the text also uses in lower case, so that it is hardly a name."""
    if " " in label or len(label) < 3 or label.isupper() or any(c.isdigit() for c in label):
        return False
    word = label[0].lower() + label[1:]
    return word in text and re.search(rf"\b{re.escape(word)}\b", text) is not None


def _accept_alone(candidates: Mapping[str, Candidate], keys: Sequence[str], accepted: set[str], filled: int) -> None:
    """Accept labels that stand on lines of their own: two or more that together head a good part of the text."""
    likely = [
        key
        for key in keys
        if name_shaped(candidates[key].label)
        and len(candidates[key].label.split()) <= 3
        and (candidates[key].count >= 2 or known_role(candidates[key].label) is not None)
        and not may_be_meta(candidates[key].label)
    ]
    known = [key for key in likely if known_role(candidates[key].label) is not None]
    total = sum(candidates[key].count for key in likely)
    if accepted:
        accepted.update(key for key in known if candidates[key].count >= 2)
    elif len(likely) >= 2 and total * 8 >= filled and (known or total >= 4):
        accepted.update(likely)


def _accept_joint(candidates: Mapping[str, Candidate], keys: Sequence[str], accepted: set[str]) -> None:
    """Accept "GV and RO" and "Informant 1 og 2" where each of them is a speaker."""
    for key in keys:
        if key not in accepted and members(candidates[key].label, accepted):
            accepted.add(key)


def members(label: str, accepted: set[str] | Mapping[str, object]) -> list[str]:
    """Return the folded labels of those who speak together under a label, [] where it is not of that kind."""
    parts = [part for part in JOINT.split(re.sub(r"\bin unison\b|\bi kor\b|\bsammen\b|\bsaman\b", "", label)) if part]
    if len(parts) < 2:
        return []
    stem = re.match(r"(\D+?)\s*\d+$", parts[0])
    keys = [label_key(f"{stem[1]}{part}" if part.isdigit() and stem else part) for part in parts]
    return keys if all(key in accepted for key in keys) else []


def _accept_once(candidates: Mapping[str, Candidate], keys: Sequence[str], accepted: set[str], text: str) -> None:
    """Accept who speaks only once: in a short text, or where the label is set as all the others are."""
    if not accepted:
        once = [k for k in keys if candidates[k].forms[COLON] and _may_speak_once(candidates[k], text)]
        if len(once) >= 2 and len(once) * 2 >= len([k for k in keys if candidates[k].forms[COLON]]):
            accepted.update(once)
        return
    first = min(candidates[key].first for key in accepted)
    turns = sum(candidates[key].count for key in accepted)
    bold = sum(candidates[key].bold for key in accepted)
    for key in keys:
        candidate = candidates[key]
        if key in accepted or candidate.first < first or not _may_speak_once(candidate, text):
            continue
        set_alike = bold * 5 >= turns * 4 and candidate.bold
        initials = candidate.label.isupper() and len(candidate.label) <= 4
        if candidate.forms[COLON] and (turns <= _FEW or set_alike or initials):
            accepted.add(key)


def _may_speak_once(candidate: Candidate, text: str) -> bool:
    label = candidate.label
    return (
        name_shaped(label)
        and len(label.split()) <= 3
        and not (is_meta(label) or may_be_meta(label) or is_speech(label) or _ordinary(label, text))
    )


def _misspelt(
    candidates: Mapping[str, Candidate], accepted: set[str], decided: set[str]
) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Find labels that are another's misspelling; a name is one only where it is rare beside the other."""
    aliases: dict[str, str] = {}
    doubts: list[tuple[str, str]] = []
    solid = [key for key in accepted if candidates[key].count >= 2 or known_role(candidates[key].label) is not None]
    if len(solid) > _MANY:
        return {}, ()
    for key, candidate in candidates.items():
        if key in decided or len(key) < 4 or not candidate.forms.total() > candidate.forms[ALONE]:
            continue
        if key not in accepted and (is_meta(candidate.label) or is_speech(candidate.label)):
            continue
        for other in sorted(solid, key=lambda k: -candidates[k].count):
            if other == key or other in aliases:
                continue
            verdict = _verdict(candidate, candidates[other])
            if not verdict or not _close(key, other):
                continue
            if verdict == "alias":
                aliases[key] = other
                break
            if verdict == "doubt" and (candidates[other].label, candidate.label) not in doubts:
                doubts.append((candidate.label, candidates[other].label))
    return aliases, tuple(doubts)


def _close(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 2 or re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    from rapidfuzz.distance import OSA

    letters = min(len(re.sub(r"\d", "", one)), len(re.sub(r"\d", "", other)))
    allowed = 0 if letters < 4 else 1 if letters < 7 else 2
    return bool(OSA.distance(one, other, score_cutoff=allowed) <= allowed)


def _verdict(candidate: Candidate, other: Candidate) -> str:
    """Say of two labels that are nearly spelt alike: "alias" (the first is the second), "doubt", or "" (two people)."""
    role, other_role = known_role(candidate.label), known_role(other.label)
    if role is not None and other_role is not None:
        rare = candidate.count * 10 <= other.count
        return "alias" if role is other_role and role is not Role.OTHER and rare else ""
    if other_role is not None and near_word(candidate.label) is not None:
        return "alias"
    if role is not None:
        return ""
    if candidate.count * 10 <= other.count or (candidate.count == 1 and other.count >= 3):
        return "alias"
    return "doubt" if candidate.count <= other.count else ""
