"""Roles: who asks and who answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.core.transcripts import Role
from workbench.exchange.speakers.labels import members
from workbench.exchange.speakers.vocabulary import known_role, label_key, near_word

_ASKS = 0.3
"""An unknown speaker asks when at least this share of the turns holds a question …"""
_MARGIN = 0.15
"""… and the others stay this much below."""


@dataclass(slots=True)
class Voice:
    """What a speaker said, in figures."""

    turns: int = 0
    asking: int = 0
    size: int = 0

    @property
    def share(self) -> float:
        """Share of the turns that hold a question mark."""
        return self.asking / self.turns if self.turns else 0.0


@dataclass(frozen=True, slots=True)
class Roles:
    """Each speaker's role, and whose was guessed from the questions."""

    of: Mapping[str, Role]
    guessed: tuple[str, ...]
    unsure: tuple[str, ...]


def assign(voices: Mapping[str, Voice], chosen: Mapping[str, Role]) -> Roles:
    """Say what each speaker does: as a person decided, else by vocabulary, else by who asks the questions.

    Args:
        voices: label to figures, in order of appearance; "" is nobody named.
        chosen: a person's decisions by label.
    """
    wanted = {label_key(label): role for label, role in chosen.items()}
    roles: dict[str, Role] = {}
    joint: dict[str, list[str]] = {}
    keys = {label_key(label): label for label in voices}
    labels = list(voices)
    unknown: list[str] = []
    for label in voices:
        key = label_key(label)
        together = members(label, keys)
        role = wanted.get(key) or (None if together else _by_word(label, labels))
        if role is not None:
            roles[label] = role
        elif together:
            joint[label] = together
        elif label:
            unknown.append(label)
        else:
            roles[label] = Role.OTHER
    guessed = _by_questions(voices, unknown, roles)
    for label, together in joint.items():
        each = {roles[keys[key]] for key in together}
        roles[label] = each.pop() if len(each) == 1 else Role.OTHER
    unsure = tuple(label for label in unknown if label not in guessed)
    return Roles({label: roles[label] for label in voices}, tuple(guessed), unsure)


def _by_word(label: str, labels: Sequence[str]) -> Role | None:
    """Return the role the vocabulary gives, misspelt or not; "I 1" beside an interviewer is an informant."""
    folded = label_key(label)
    if len(folded) > 1 and folded[0] == "i" and folded[1:].isdigit():
        others = [known_role(other) for other in labels if not label_key(other).startswith("i")]
        asks = Role.INTERVIEWER in others or any(
            label_key(other) in {"i", "int", "intervjuar", "intervjuer"} for other in labels
        )
        return Role.RESPONDENT if asks and Role.RESPONDENT not in others else Role.INTERVIEWER
    if folded in {"a", "b"} and not {"q", "s"} & {label_key(other) for other in labels}:
        return None
    role = known_role(label)
    if role is None and len(folded) > 6 and (word := near_word(label)):
        role = known_role(word)
    return role


def _by_questions(voices: Mapping[str, Voice], unknown: Sequence[str], roles: dict[str, Role]) -> list[str]:
    """Give the unknown speakers roles by their share of questions; return whose could be told."""
    known = {role for label, role in roles.items() if label}
    if not unknown:
        return []
    if Role.INTERVIEWER in known:
        for label in unknown:
            roles[label] = Role.RESPONDENT if voices[label].turns > 1 or Role.RESPONDENT not in known else Role.OTHER
        return list(unknown)
    ranked = sorted(unknown, key=lambda label: (-voices[label].share, voices[label].size))
    top = voices[ranked[0]].share
    rest = [voices[label].share for label in ranked[1:]] + [
        voices[label].share for label, role in roles.items() if role is Role.RESPONDENT
    ]
    asks: list[str] = []
    if top >= _ASKS and rest and min(rest) + _MARGIN <= top:
        asks = [label for label in ranked if voices[label].share >= max(_ASKS, top * 0.6)]
        if len(asks) == len(ranked) and Role.RESPONDENT not in known:
            asks = asks[:1]
    for label in unknown:
        if asks or Role.RESPONDENT in known:
            answers = Role.RESPONDENT if voices[label].turns > 1 or len(voices) <= 3 else Role.OTHER
            roles[label] = Role.INTERVIEWER if label in asks else answers
        else:
            roles[label] = Role.OTHER
    return list(unknown) if asks or Role.RESPONDENT in known else []
