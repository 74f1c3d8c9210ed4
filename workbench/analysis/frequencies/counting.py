"""Counting words: by stem, by interview, by groups of interviews."""

from __future__ import annotations

import math
import shlex
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields

from workbench.analysis.frequencies.stop_words import stop_words
from workbench.analysis.matrices.recipes import Voices, limit_in_words
from workbench.analysis.matrices.records import Interview, Study
from workbench.analysis.searching.stems import stem
from workbench.analysis.tables import moment
from workbench.core.cases import AttributeType, sort_key
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.folding import fold
from workbench.core.language import _

OWN_VARIABLES = ("case", "transcript")
"""What interviews may be grouped by without being an attribute."""

_PROVENANCE = frozenset({"project", "date", "version", "command"})
_OPTIONS = {"voices": "text", "whole_words": "no-stems", "every_word": "stop-words"}


@dataclass(frozen=True, slots=True)
class WordRecipe:
    """How words were counted; enough to count them again.

    ``by`` names attributes, or ``case`` or ``transcript``; ``key`` is a filter on interviews whose words are compared
    with all others'. ``whole_words`` counts each form by itself, ``every_word`` keeps the stop words; ``top`` is how
    many words are shown, 0 for all. ``min_cell`` is the least number of people that a group may come from, below 0 the
    project's.
    """

    by: tuple[str, ...] = ()
    key: str = ""
    voices: Voices = Voices.RESPONDENTS
    whole_words: bool = False
    every_word: bool = False
    min_length: int = 2
    top: int = 50
    where: str = ""
    min_cell: int = -1
    project: str = ""
    date: str = ""
    version: str = ""
    command: str = ""

    def as_json(self) -> dict[str, object]:
        """Return the recipe as JSON values."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return {**values, "by": list(self.by), "voices": str(self.voices)}

    def lines(self) -> list[tuple[str, str]]:
        """Return the recipe as pairs of a label and what it says."""
        turns = _("respondents’ turns") if self.voices is Voices.RESPONDENTS else _("all turns")
        stems = _("forms of a word together, by Snowball's Norwegian stems")
        said = [
            (_("Words"), _("each form by itself") if self.whole_words else stems),
            (_("Left out"), self._left_out()),
            (_("Text"), _("{turns}, without time stamps and bracketed marks").format(turns=turns)),
            (_("Groups"), " × ".join(self.by)),
            (_("Compared"), self.key and _("{key} with all other interviews").format(key=self.key)),
            (_("Filter"), self.where or _("none")),
            (_("Small cells"), limit_in_words(self.min_cell)),
            (_("Project"), self.project),
            (_("Made"), moment(self.date)),
            (_("Version"), self.version),
            (_("Command"), self.command),
        ]
        return [(label, says) for label, says in said if says]

    def _left_out(self) -> str:
        parts = [_("what holds no letter")]
        if self.min_length > 1:
            parts.append(_("words of fewer than {n} letters").format(n=self.min_length))
        if not self.every_word:
            parts.append(_("stop words of bokmål and nynorsk"))
        return ", ".join(parts)

    def command_line(self) -> str:
        """Return the command that counts again: what differs from the defaults, as options."""
        default, words = WordRecipe(), ["workbench", "frequencies"]
        for one in fields(self):
            value = getattr(self, one.name)
            if one.name in _PROVENANCE or value == getattr(default, one.name):
                continue
            words.append("--" + _OPTIONS.get(one.name, one.name).replace("_", "-"))
            if not isinstance(value, bool):
                words.append(",".join(value) if isinstance(value, tuple) else str(value))
        return shlex.join(words)


@dataclass(slots=True)
class Group:
    """Interviews with the same values, and how many words they say in all, stop words among them."""

    values: tuple[str, ...]
    members: list[Interview] = field(default_factory=list)
    words: int = 0

    @property
    def interviews(self) -> int:
        """How many they are."""
        return len(self.members)


@dataclass(frozen=True, slots=True)
class Keyness:
    """How much more (or, below zero, less) a word is said in some interviews than in all others.

    ``value`` is Dunning's log-likelihood ratio G² with a sign: 2·(a·ln(a/E₁) + b·ln(b/E₂)) for a and b uses among c and
    d words, E₁ = c·(a+b)/(c+d), E₂ = d·(a+b)/(c+d) (Dunning 1993; Rayson and Garside 2000).
    """

    here: int
    elsewhere: int
    value: float


@dataclass(frozen=True, slots=True)
class CountedWord:
    """One word: its most common form, every ``form`` with its count, and where it is said.

    ``by_group`` stands in the order of the groups; ``interviews`` is how many say it.
    """

    word: str
    forms: Mapping[str, int]
    count: int
    interviews: int
    by_group: Sequence[int] = ()
    keyness: Keyness | None = None


@dataclass(frozen=True, slots=True)
class Frequencies:
    """The words asked for, the most common or the most telling first, of ``different`` there are in all.

    ``words`` is how many are said in all, stop words among them; ``silent`` how many interviews have none that count.
    """

    recipe: WordRecipe
    found: Sequence[CountedWord]
    groups: Sequence[Group]
    words: int
    interviews: int
    silent: int
    different: int
    here: Group | None = None


@dataclass(slots=True)
class _Sum:
    forms: Counter[str] = field(default_factory=Counter)
    by_group: Counter[int] = field(default_factory=Counter)
    interviews: int = 0
    here: int = 0


def frequencies(
    study: Study,
    recipe: WordRecipe,
    words_of: Callable[[str], Iterable[str]],
    is_key: Callable[[Interview], bool] | None = None,
) -> Frequencies:
    """Count words.

    Args:
        study: the interviews that the recipe's filter left.
        recipe: which words, and in which groups.
        words_of: gives the words of a transcript (a UUID) that count as text, as they are written.
        is_key: tells the interviews whose words are compared with the others'.

    Raises:
        NotFoundError: the recipe groups by an attribute that is not there.
        RefusedError: nobody says a word that counts, or the interviews to be compared are all or none.
    """
    for name in recipe.by:
        if name not in study.attributes and name not in OWN_VARIABLES:
            raise NotFoundError.named("attribute", name, [*study.attributes, *OWN_VARIABLES])
    groups = _groups(study, recipe)
    place = {group.values: at for at, group in enumerate(groups)}
    sums: dict[str, _Sum] = {}
    here = Group(())
    total = silent = 0
    for interview in study.interviews:
        said = Counter(map(fold, words_of(interview.uuid)))
        number = sum(said.values())
        total += number
        silent += not number
        at = place[_values(study, interview, recipe)]
        groups[at].members.append(interview)
        groups[at].words += number
        key = is_key is not None and is_key(interview)
        if key:
            here.members.append(interview)
            here.words += number
        _add(sums, said, recipe, at, key=key)
    _refuse_nothing(study, recipe, sums, here, total, compared=is_key is not None)
    found = [
        CountedWord(
            max(one.forms, key=lambda form: (one.forms[form], form)),
            dict(one.forms.most_common()),
            one.forms.total(),
            one.interviews,
            [one.by_group[at] for at in range(len(groups))] if recipe.by else (),
            keyness(one.here, one.forms.total() - one.here, here.words, total - here.words) if is_key else None,
        )
        for one in sums.values()
    ]
    found.sort(key=lambda word: (-word.keyness.value if word.keyness else -word.count, -word.count, word.word))
    return Frequencies(
        recipe,
        found[: recipe.top] if recipe.top else found,
        groups if recipe.by else [],
        total,
        len(study.interviews),
        silent,
        len(found),
        here if is_key else None,
    )


def _add(sums: dict[str, _Sum], said: Mapping[str, int], recipe: WordRecipe, at: int, *, key: bool) -> None:
    """Add one interview's words to the sums."""
    left_out = frozenset() if recipe.every_word else stop_words()
    heard = set()
    for form, count in said.items():
        if len(form) < recipe.min_length or form in left_out or not any(map(str.isalpha, form)):
            continue
        root = form if recipe.whole_words else stem(form)
        one = sums.setdefault(root, _Sum())
        one.forms[form] += count
        one.by_group[at] += count
        one.here += count if key else 0
        heard.add(root)
    for root in heard:
        sums[root].interviews += 1


def keyness(here: int, elsewhere: int, words_here: int, words_elsewhere: int) -> Keyness:
    """Return the signed log-likelihood ratio of a word's uses here and elsewhere, among so many words each."""
    both, words = here + elsewhere, words_here + words_elsewhere
    value = 0.0
    for used, of in ((here, words_here), (elsewhere, words_elsewhere)):
        if used:
            value += 2 * used * math.log(used * words / (of * both))
    less = here * words_elsewhere < elsewhere * words_here
    return Keyness(here, elsewhere, -abs(value) if less else abs(value))


def _groups(study: Study, recipe: WordRecipe) -> list[Group]:
    types = [study.attributes.get(name, AttributeType.TEXT) for name in recipe.by]
    seen = {_values(study, interview, recipe) for interview in study.interviews}
    order = sorted(seen, key=lambda values: [sort_key(v, t) for v, t in zip(values, types, strict=True)])
    return [Group(values) for values in order]


def _values(study: Study, interview: Interview, recipe: WordRecipe) -> tuple[str, ...]:
    own = {"case": interview.case or "", "transcript": interview.name}
    return tuple(interview.attributes.get(name, "") if name in study.attributes else own[name] for name in recipe.by)


def _refuse_nothing(
    study: Study, recipe: WordRecipe, sums: Mapping[str, _Sum], here: Group, total: int, *, compared: bool
) -> None:
    if not total and recipe.voices is Voices.RESPONDENTS:
        raise RefusedError(
            _("No respondent is known in any interview ({n}), so that no word counts.").format(n=len(study.interviews)),
            hint=_("--text all counts everybody's words; roles are given at import."),
        )
    if not sums:
        raise RefusedError(
            _("No word is left to be counted in the interviews ({n}).").format(n=len(study.interviews)),
            hint=_("Ask for shorter words with --min-length, or for all with --stop-words."),
        )
    if compared and here.interviews in {0, len(study.interviews)}:
        raise RefusedError(
            _("{n} of {all} interviews have {key}, so that there is nothing to compare.").format(
                n=here.interviews, all=len(study.interviews), key=recipe.key
            ),
            hint=_("workbench attributes shows which values there are."),
        )
