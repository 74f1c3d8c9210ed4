"""The corpus that everything is measured on: invented interviews, a codebook and who coded what, the same every time.

Five municipalities by three years, about 10,000 words an interview, 40 codes in five branches, two coders, 200 codings
a transcript. Size S has 15 interviews, M 150, L 1,500.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, product

from workbench.core.codebook import Card, Code, Codebook, code_uuid, codebook_uuid

SEED = 20130612
MUNICIPALITIES = ("Lillehammer", "Hamar", "Bærum", "Lørenskog", "Moss")
YEARS = (2010, 2011, 2012)
SIZES = {"S": 15, "M": 150, "L": 1500}
WORDS = 10_000
CODERS = ("anna", "bjørn")
CODINGS = 200
BRANCHES, BELOW = 5, 7
INTERVIEWER, RESPONDENT = "Intervjuar", "Informant"
PATTERN = "{municipality}_{year}_*"

_COMMON = (
    "det er og i vi som på har at ikkje for med til dei ein av å den men eg så om var frå kan då skal når eller blir "
    "må no kva sidan alle etter meir noko mykje også heilt berre litt veldig hadde der her oss seg sjølv kvar slik"
).split()
_FIRST = (
    "bustad kommune husbank budsjett program rådgjevar kartleggings tilvisings brukar utleige planleggings leige "
    "opplærings økonomi barneverns sosial flyktning helse låne tilskots rapporterings samarbeids"
).split()
_LAST = (
    "kontor plan møte arbeid gruppe sak midlar kurs skjema avtale strategi behov oppfølging prosess ordning leiar "
    "mål tiltak ansvar metodikk"
).split()


@dataclass(frozen=True, slots=True)
class Interview:
    """What was said in one interview: label and words of each turn, an interviewer's and a respondent's by turns."""

    municipality: str
    year: int
    number: int
    turns: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """The file's name without its suffix."""
        return f"{self.municipality}_{self.year}_intervju-{self.number:03}"


class _Speech:
    """Makes sentences of common words and of compounds, as often as their rank says (Zipf)."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        compounds = [first + last for first, last in product(_FIRST, _LAST)]
        random.Random(SEED).shuffle(compounds)
        self._words = [*_COMMON, *compounds]
        self._weights = list(accumulate(1 / rank for rank in range(2, len(self._words) + 2)))

    def sentence(self) -> list[str]:
        words = self._random.choices(self._words, cum_weights=self._weights, k=self._random.randint(5, 22))
        if len(words) > 12:
            words[6] += ","
        if self._random.random() < 0.02:
            words.insert(4, "[latter]")
        words[0] = words[0].capitalize()
        words[-1] += "?" if self._random.random() < 0.2 else "."
        return words

    def turn(self, label: str) -> list[str]:
        sentences = self._random.choice((1, 1, 2)) if label == INTERVIEWER else self._random.choice((1, 2, 2, 3, 4))
        return [word for _ in range(sentences) for word in self.sentence()]


def interview(at: int, words: int = WORDS) -> Interview:
    """Return interview number ``at``, from 0, of about so many words."""
    municipality, year = list(product(MUNICIPALITIES, YEARS))[at % (len(MUNICIPALITIES) * len(YEARS))]
    speech = _Speech(SEED + at)
    turns: list[tuple[str, str]] = []
    made = 0
    while made < words:
        label = (INTERVIEWER, RESPONDENT)[len(turns) % 2]
        said = speech.turn(label)
        made += len(said)
        turns.append((label, " ".join(said)))
    return Interview(municipality, year, at // (len(MUNICIPALITIES) * len(YEARS)) + 1, tuple(turns))


def interviews(count: int, words: int = WORDS) -> Iterator[Interview]:
    """Yield so many interviews, spread evenly over municipalities and years."""
    return (interview(at, words) for at in range(count))


def codebook() -> tuple[Codebook, list[Code]]:
    """Return the codebook: five themes with seven codes below each, with cards."""
    book = Codebook(codebook_uuid("bench"), "bench", {"nn": "Målebok", "en": "Bench"})
    codes: list[Code] = []
    for theme in range(BRANCHES):
        top = _code(book, f"tema-{theme}", None, theme)
        codes.append(top)
        codes += [_code(book, f"tema-{theme}-kode-{n}", top.uuid, n) for n in range(BELOW)]
    return book, codes


def _code(book: Codebook, key: str, parent: str | None, position: int) -> Code:
    said = {"nn": f"Kva {key} er, i ei setning eller to.", "en": f"What {key} is, in a sentence or two."}
    card = Card(definition=said, include=said, exclude=said, examples={"nn": ("Slik seier dei det.",)})
    return Code(
        code_uuid("bench", key),
        book.uuid,
        key,
        {"nn": f"Kode {key}", "en": f"Code {key}"},
        key,
        parent,
        position,
        colour="#d55e00",
        card=card,
    )


def passages(
    sentences: Sequence[tuple[int, int]], codes: int, seed: int, codings: int = CODINGS
) -> Iterator[tuple[int, int, int, int]]:
    """Yield the codings of one transcript: coder, code, start, end; the first two are places in their lists.

    A coding covers one to three sentences. The second coder often takes the same passage as the first, as people do who
    agree.
    """
    rng = random.Random(seed)
    taken: set[tuple[int, int, int, int]] = set()
    former = (0, 0, 1)
    while len(taken) < codings:
        coder = len(taken) % len(CODERS)
        if coder == 0 or rng.random() < 0.4:
            first = rng.randrange(max(1, len(sentences) - 3))
            last = min(len(sentences) - 1, first + rng.choice((0, 0, 0, 1, 2)))
            former = (rng.randrange(codes), sentences[first][0], sentences[last][1])
        found = (coder, *former)
        if found not in taken:
            taken.add(found)
            yield found
        elif coder:
            former = (rng.randrange(codes), *former[1:])
