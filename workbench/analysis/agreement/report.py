"""Reports: how far coders agree, by code, by transcript and in all, with everything that says what it means."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from workbench.analysis.agreement.estimates import Estimate
from workbench.analysis.agreement.recipes import AgreementRecipe, Measure
from workbench.core.errors import Notice

Figures = Mapping[Measure, Estimate]


class WhenAsked(Figures):
    """Figures that are reckoned when somebody first looks at them."""

    def __init__(self, reckoned: Callable[[], Figures]) -> None:
        self._reckoned = reckoned

    @cached_property
    def _figures(self) -> Figures:
        return self._reckoned()

    def __getitem__(self, measure: Measure) -> Estimate:
        return self._figures[measure]

    def __iter__(self) -> Iterator[Measure]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)


@dataclass(frozen=True, slots=True)
class ComparedCode:
    """A row: a code, or with ``below`` a code with everything below it. ``below`` holds UUIDs, its own among them."""

    uuid: str
    key: str
    names: Mapping[str, str] = field(default_factory=dict)
    below: tuple[str, ...] = ()

    def label(self, language: str = "en") -> str:
        """Return the name in a language, or the first there is, or the key."""
        return self.names.get(language) or next((n for n in self.names.values() if n), self.key)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A transcript that was not compared, or with ``code`` a code that was not compared there or anywhere.

    ``reason`` is a short word for programs, ``coders`` are those that it is about, by name.
    """

    reason: str
    transcript: str = ""
    code: str = ""
    coders: tuple[str, ...] = ()


NEVER, EVERYWHERE = "one coder never used this code", "one coder gave this code everywhere"
"""What to keep in mind of a code's figures, as programs read it."""


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """One code's figures.

    ``n`` is how many units were compared, ``given`` to how many each coder gave the code, by name; ``warnings`` say
    what to keep in mind.
    """

    code: ComparedCode
    n: int
    figures: Figures
    given: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TranscriptAgreement:
    """All codes together in one transcript; ``n`` is how many units it has."""

    uuid: str
    name: str
    n: int
    figures: Figures
    coders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sampled:
    """How transcripts were drawn for a coder: ``drawn`` of ``of``, spread over the attributes ``by``."""

    coder: str
    drawn: int
    of: int
    by: tuple[str, ...]
    seed: int


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """How far coders agree.

    ``overall`` pools the codes, ``mean`` is the unweighted mean of the codes' own figures; ``counted`` says of how many
    codes each mean is. ``resampled`` is "transcripts", "turns", or "" where there is no interval; ``coverage`` the
    share of the text that cu-alpha looks at; ``blind`` whether coders saw nothing of each other before they were done.
    """

    recipe: AgreementRecipe
    coders: tuple[str, ...]
    overall: Figures
    mean: Figures
    codes: tuple[CodeAgreement, ...]
    transcripts: tuple[TranscriptAgreement, ...]
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[Notice, ...] = ()
    counted: Mapping[Measure, int] = field(default_factory=dict)
    resampled: str = ""
    coverage: float | None = None
    blind: bool = False
    samples: tuple[Sampled, ...] = ()

    @property
    def n(self) -> int:
        """How many units were compared."""
        return sum(transcript.n for transcript in self.transcripts)
