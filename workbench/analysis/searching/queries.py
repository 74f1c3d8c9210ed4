"""A query: a phrase compiled against the words that there are, which finds exact spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.analysis.searching.forms import plain_form, plain_form_with_offsets
from workbench.analysis.searching.patterns import compile_pattern
from workbench.analysis.searching.synonyms import Synonyms
from workbench.analysis.searching.vocabulary import WORD, Vocabulary
from workbench.core.errors import RefusedError
from workbench.core.language import _
from workbench.core.passages import Span
from workbench.core.transcripts import Role

_BEGINS, _ENDS = rf"(?<!{WORD})", rf"(?!{WORD})"
_PARTS = re.compile(rf"(?:{WORD}|(?<={WORD})\*|\*(?={WORD}))+|\s+|.", re.DOTALL)
_LETTERS = {"aa": "(?:aa|å)", "ae": "(?:ae|æ)", "oe": "(?:oe|ø)"}
_TYPED = re.compile("aa|ae|oe|.", re.DOTALL)
_ALIKE = ('"“”„‟«»″', "'‘’‚‛‹›`´′", "-‐‑‒–—−")
_SIGNS = {sign: f"[{re.escape(signs)}]" for signs in _ALIKE for sign in signs}
_SHORT = 3
"""Synonyms of so few letters are looked for as whole words: ``en`` stands in every third one."""
_LAST_LATIN = "\u024f"
"""Scripts beyond have marks that part words in the index and none here; such a phrase is looked for in every turn."""

_MANY = 2000
"""A word that may be any of more words than this leaves nearly every turn, so that the index is not asked."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How a phrase is meant.

    ``whole_words``: no part of a longer word. ``stems``: other forms of the words. ``synonyms``: words that mean the
    same. ``fuzzy``: words that are nearly so (:func:`workbench.analysis.searching.vocabulary.allowed_changes`).
    ``regex``: the phrase is a pattern. ``role``: only where one speaks. Stems and fuzziness compare whole words.
    """

    regex: bool = False
    fuzzy: bool = False
    stems: bool = False
    synonyms: bool = False
    whole_words: bool = False
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A phrase that is ready to be looked for.

    ``words`` holds for each word of the phrase all those of the vocabulary that may stand in its place, as the index
    spells them; None stands for a word that the index cannot narrow. Where they are ``adjacent``, they follow one
    another. A turn that does not have one of each has no hit.
    """

    pattern: re.Pattern[str]
    words: tuple[tuple[str, ...] | None, ...] = ()
    adjacent: bool = False
    regex: bool = False

    @property
    def hopeless(self) -> bool:
        """Whether no text of the vocabulary can have a hit."""
        return any(words == () for words in self.words)

    def spans(self, text: str) -> list[Span]:
        """Find where the phrase stands in a turn's text; half-open, in code points, in text order, none empty."""
        if self.regex:
            return [Span(*match.span()) for match in self.pattern.finditer(text) if match.end() > match.start()]
        form, offsets = plain_form_with_offsets(text)
        if isinstance(offsets, range):
            return [Span(*match.span()) for match in self.pattern.finditer(form)]
        return [_at(offsets, *match.span()) for match in self.pattern.finditer(form)]


def _at(offsets: Sequence[int], start: int, end: int) -> Span:
    """Return where a hit stands; a character that became several is in it whole."""
    while end < len(offsets) - 1 and offsets[end] == offsets[end - 1]:
        end += 1
    return Span(offsets[start], offsets[end])


@dataclass(frozen=True, slots=True)
class _Way:
    """One way in which a part of the phrase may stand in a text: patterns of words, and whether longer words do."""

    words: tuple[str, ...]
    opens: bool = False
    closes: bool = False

    def pattern(self, *, first: bool, last: bool) -> str:
        """Return the pattern of the way; only the phrase's own ends can be in the middle of a word."""
        inner = r"\s+".join(self.words)
        begins = first and not self.opens
        ends = "" if self.closes or not last else _ENDS
        if begins and self.words[0].isalpha():
            # A pattern that begins with letters is found many times faster than one that begins by looking back.
            return f"{self.words[0]}(?<!{WORD}{self.words[0]}){inner.removeprefix(self.words[0])}{ends}"
        return f"{_BEGINS if begins else ''}{inner}{ends}"

    def of_vocabulary(self) -> str:
        """Return the pattern of the words that have to be in the vocabulary; of several the last one."""
        opens = self.opens and len(self.words) == 1
        return f"{WORD + '*' if opens else ''}{self.words[-1]}{WORD + '*' if self.closes else ''}"


def compile_query(phrase: str, choices: Choices, vocabulary: Vocabulary, synonyms: Synonyms | None = None) -> Query:
    """Compile a phrase.

    Args:
        phrase: what is looked for, white space at its ends apart.
        choices: how it is meant.
        vocabulary: the words of the texts that it will be looked for in.
        synonyms: which words mean the same, where they are chosen.

    Raises:
        RefusedError: the phrase is empty, or no regular expression where it is to be one.
    """
    check(phrase, choices)
    if choices.regex:
        return Query(compile_pattern(phrase), regex=True)
    parts = _PARTS.findall(plain_form(phrase).strip())
    pieces = list(_pieces(parts, choices, vocabulary, synonyms))
    ends = len(pieces) - 1
    pattern = "".join(
        piece if isinstance(piece, str) else _either(piece, first=at == 0, last=at == ends)
        for at, piece in enumerate(pieces)
    )
    ways = [piece for piece in pieces if not isinstance(piece, str)]
    if any(part.isalnum() and max(part) > _LAST_LATIN for part in parts):
        return Query(re.compile(pattern))
    words = tuple(_candidates(piece, vocabulary) for piece in ways)
    single = all(len(way.words) == 1 for piece in ways for way in piece)
    return Query(re.compile(pattern), words, adjacent=single)


def check(phrase: str, choices: Choices) -> None:
    """Refuse what cannot be looked for.

    Raises:
        RefusedError: the phrase is empty, is to be a regular expression and is none, or the choices clash.
    """
    if not plain_form(phrase).strip():
        raise RefusedError(_("There is nothing to search for."), hint=_("Say a word or a phrase."))
    if choices.regex:
        if choices.fuzzy or choices.stems or choices.synonyms or choices.whole_words:
            raise RefusedError(
                _("A regular expression is looked for as it is; nothing was searched."),
                hint=_("Leave out --fuzzy, --stems, --synonyms and --whole-words, or --regex."),
            )
        compile_pattern(phrase)


def _pieces(
    parts: Sequence[str], choices: Choices, vocabulary: Vocabulary, synonyms: Synonyms | None
) -> Iterator[str | list[_Way]]:
    """Yield what parts the words as patterns, and for each word the ways in which it may stand there."""
    at = 0
    while at < len(parts):
        part = parts[at]
        if part.isspace():
            yield r"\s+"
            at += 1
        elif not _is_word(part):
            yield _SIGNS.get(part, re.escape(part))
            at += 1
        else:
            run = list(_run(parts, at))
            taken, others = synonyms.at(run) if choices.synonyms and synonyms is not None else (1, [])
            end = at + 2 * max(1, taken) - 1
            yield list(_ways(run[: max(1, taken)], others, choices, vocabulary, edges=(at == 0, end == len(parts))))
            at = end


def _is_word(part: str) -> bool:
    return part[0].isalnum() or (len(part) > 1 and part[0] == "*")


def _run(parts: Sequence[str], at: int) -> Iterator[str]:
    """Yield the words from a place on that only white space parts."""
    yield parts[at]
    for space, word in zip(parts[at + 1 :: 2], parts[at + 2 :: 2], strict=False):
        if not space.isspace() or not _is_word(word):
            return
        yield word


def _ways(
    words: Sequence[str], others: Sequence[str], choices: Choices, vocabulary: Vocabulary, *, edges: tuple[bool, bool]
) -> Iterator[_Way]:
    """Yield the ways of some words of the phrase; at its ``edges`` they may be part of longer words."""
    whole = choices.whole_words or choices.stems or choices.fuzzy
    first, last = (edge and not whole for edge in edges)
    own = tuple(_typed(word) for word in words)
    yield _Way(own, first and "*" not in words[0], last and "*" not in words[-1])
    for other in others:
        spelled = tuple(_typed(word) for word in other.split())
        long = len(other) > _SHORT
        yield _Way(spelled, first and long, last and long)
    for word in (*(words if len(words) == 1 else ()), *others):
        if "*" not in word and " " not in word:
            yield from (_Way((re.escape(near),)) for near in _near(word, choices, vocabulary))


def _near(word: str, choices: Choices, vocabulary: Vocabulary) -> dict[str, None]:
    """Return the words that are a form of one, or nearly are one, as far as that is asked for."""
    forms = vocabulary.with_stem(word) if choices.stems else []
    return dict.fromkeys([*forms, *(vocabulary.alike(word) if choices.fuzzy else ())])


def _typed(word: str) -> str:
    """Return the pattern of a word as somebody types it: ``*`` is any letters, ``aa`` is å too."""
    return "".join(
        rf"{WORD}*" if letters == "*" else _LETTERS.get(letters, re.escape(letters)) for letters in _TYPED.findall(word)
    )


def _either(ways: Sequence[_Way], *, first: bool, last: bool) -> str:
    patterns = list(dict.fromkeys(way.pattern(first=first, last=last) for way in ways))
    return patterns[0] if len(patterns) == 1 else f"(?:{'|'.join(patterns)})"


def _candidates(ways: Sequence[_Way], vocabulary: Vocabulary) -> tuple[str, ...] | None:
    """Return the words of the vocabulary of which a turn with a hit must have one, None where they are too many."""
    found = vocabulary.matching("|".join(dict.fromkeys(way.of_vocabulary() for way in ways)))
    return tuple(vocabulary.spellings(found)) if len(found) <= _MANY else None
