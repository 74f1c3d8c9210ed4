"""What a query asks, once its names are known: questions about a coding, its transcript, and what stands by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workbench.analysis.retrieval.records import CodedPassage, Setting


@dataclass(frozen=True, slots=True)
class HasCode:
    """Codings with one of some codes, by UUID."""

    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Beside:
    """Codings of ``first`` with another one of ``second`` at most ``turns`` turns away."""

    first: Question
    second: Question
    turns: int


@dataclass(frozen=True, slots=True)
class OfCoding:
    """What is asked of the coding itself."""

    holds: Callable[[CodedPassage], bool]


@dataclass(frozen=True, slots=True)
class OfTranscript:
    """What is asked of the transcript that the coding stands in."""

    holds: Callable[[Setting], bool]


@dataclass(frozen=True, slots=True)
class Never:
    """What must not hold."""

    part: Question


@dataclass(frozen=True, slots=True)
class Every:
    """What must hold together."""

    parts: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    """What must hold at least in part."""

    parts: tuple[Question, ...]


Question = HasCode | Beside | OfCoding | OfTranscript | Never | Every | OneOf


def names_code(question: Question) -> bool:
    """Whether a question says which codings it means: it names a code outside of every "not"."""
    match question:
        case HasCode() | Beside():
            return True
        case Every() | OneOf():
            return any(map(names_code, question.parts))
    return False


def possible(question: Question, setting: Setting) -> bool:
    """Whether anything in a transcript can be found, as far as what is asked of the transcript alone can tell."""
    match question:
        case OfTranscript():
            return question.holds(setting)
        case Never(OfTranscript() as part):
            return not part.holds(setting)
        case Beside():
            return possible(question.first, setting) and possible(question.second, setting)
        case Every():
            return all(possible(part, setting) for part in question.parts)
        case OneOf():
            return any(possible(part, setting) for part in question.parts)
    return True
