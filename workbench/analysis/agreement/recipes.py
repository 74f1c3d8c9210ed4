"""Recipes: everything that says what a figure of agreement means, printed with every figure."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from workbench.analysis.matrices.recipes import Voices
from workbench.core.segments import Unit


class Rule(StrEnum):
    """When a unit counts as coded: any character of it is, or at least half of them are."""

    ANY = "any"
    HALF = "half"


class Measure(StrEnum):
    """What is reckoned.

    All but ``span_f1``, the unitizing and the set-valued ones follow from how many coders gave a code to how many
    units. ``scott_pi`` and ``cohen_kappa`` are for two coders; ``fleiss_kappa`` and ``conger_kappa`` are the same with
    more. ``brennan_prediger`` is also called S, PABAK and Randolph's kappa.
    """

    PERCENT = "percent_agreement"
    PREVALENCE = "prevalence"
    DICE = "dice"
    JACCARD = "jaccard"
    COHEN = "cohen_kappa"
    CONGER = "conger_kappa"
    SCOTT = "scott_pi"
    FLEISS = "fleiss_kappa"
    ALPHA = "krippendorff_alpha"
    AC1 = "gwet_ac1"
    BRENNAN_PREDIGER = "brennan_prediger"
    SPAN_F1 = "span_f1"
    U_BINARY = "u_alpha_binary"
    U = "u_alpha"
    CU = "cu_alpha"
    KU = "ku_alpha"
    ALPHA_JACCARD = "alpha_jaccard"
    ALPHA_MASI = "alpha_masi"

    @property
    def unitizing(self) -> bool:
        """Whether the measure looks at passages as stretches of one line, whatever the unit is."""
        return self in {Measure.U_BINARY, Measure.U, Measure.CU, Measure.KU}

    @property
    def of_sets(self) -> bool:
        """Whether the measure compares the sets of codes that a unit has."""
        return self in {Measure.ALPHA_JACCARD, Measure.ALPHA_MASI}

    @property
    def of_counts(self) -> bool:
        """Whether the measure follows from counts of units."""
        return not (self.unitizing or self.of_sets or self is Measure.SPAN_F1)

    @property
    def chance_corrected(self) -> bool:
        """Whether the measure is one minus observed over expected disagreement, from counts of units."""
        return self.of_counts and self not in {Measure.PERCENT, Measure.PREVALENCE, Measure.DICE, Measure.JACCARD}


HEADLINE = (Measure.ALPHA, Measure.COHEN, Measure.PERCENT, Measure.PREVALENCE, Measure.DICE)
"""What a table for people shows, Conger's kappa for Cohen's with more than two coders; the rest is on demand."""

FOR_PEOPLE = (*HEADLINE, Measure.CONGER)
"""What is reckoned for a table for people, or a paragraph."""


@dataclass(frozen=True, slots=True)
class AgreementRecipe:
    """How agreement was reckoned; enough to reckon it again and to say what a figure means.

    ``coders`` are names as written (``anna``, ``anna/2``), none meaning every person who is done with something.
    ``codes`` are keys or names, none meaning all that are not retired. ``roll_up`` compares themes, or with ``codes``
    those codes, each with everything below it. ``overlap`` is the share, 0 to 1, of the union that two passages have to
    share to be a match of ``span_f1``. ``domains`` are sets of mutually exclusive codes for the unitizing measures,
    none meaning one domain of all compared codes. ``primary`` is the project's declared measure; the others are
    sensitivity checks. ``date`` is ISO 8601, ``command`` reckons it again.
    """

    coders: tuple[str, ...] = ()
    unit: Unit = Unit.TURN
    rule: Rule = Rule.ANY
    text: Voices = Voices.RESPONDENTS
    codes: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = tuple(Measure)
    primary: Measure = Measure.ALPHA
    by: str = "code"
    roll_up: bool = False
    where: str = ""
    assume_done: bool = False
    reviewed_only: bool = False
    seed: int = 1
    replicates: int = 1000
    overlap: float = 0.5
    domains: tuple[tuple[str, ...], ...] = ()
    codebook_revision: int = 0
    project: str = ""
    date: str = ""
    version: str = ""
    command: str = ""

    @property
    def joins_turns(self) -> bool:
        """Whether a respondent's turns that are parted by a mere "mhm" of the interviewer's are one unit."""
        return self.unit is Unit.TURN and self.text is Voices.RESPONDENTS

    def as_json(self) -> dict[str, object]:
        """Return the recipe as JSON values, in a fixed order."""
        values: dict[str, object] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, StrEnum):
                values[field.name] = str(value)
            elif isinstance(value, tuple):
                values[field.name] = [list(v) if isinstance(v, tuple) else str(v) for v in value]
            else:
                values[field.name] = value
        values["joins_turns"] = self.joins_turns
        return values
