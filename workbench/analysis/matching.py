"""Finding a code by what somebody types of its name.

What begins a word beats what stands inside one, and that beats what is merely alike; among equals the codes used
lately, or near here, come first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from workbench.core.folding import fold

ALIKE = 62.0
"""From which score of rapidfuzz's WRatio (0 to 100) on two names count as alike."""

_LATER, _PLAINER = 0.5, 0.25
"""How much less a name in another language counts, and one that only fits without its accents."""

_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ß": "ss"})


def plain(text: str) -> str:
    """Fold a text and take accents off: ``Økt Åre`` becomes ``okt are``."""
    parted = unicodedata.normalize("NFKD", fold(text))
    return "".join(c for c in parted if not unicodedata.combining(c)).translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class Form:
    """A name as it is compared: ``spaced`` has a space before every word, ``plain`` names lack accents."""

    name: str
    plain: bool
    spaced: str
    initials: str

    @classmethod
    def of(cls, name: str, *, plain: bool) -> Form:
        """Make a name ready to be compared."""
        words = name.replace("-", " ").replace("/", " ").split()
        return cls(name, plain, " ".join(("", *words)), "".join(word[0] for word in words))


@dataclass(frozen=True)
class Entry:
    """Something that can be found: ``names`` in any language, the best known first, its ``key`` and ``path``."""

    id: str
    names: Sequence[str]
    key: str = ""
    path: str = ""
    shortcut: str = ""

    @cached_property
    def spelled(self) -> tuple[str, ...]:
        """Names and key as they are compared, accents kept."""
        return tuple(dict.fromkeys(fold(name) for name in (*self.names, self.key) if name))

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """Names and key without accents."""
        return tuple(dict.fromkeys(plain(name) for name in (*self.names, self.key) if name))

    @cached_property
    def forms(self) -> tuple[tuple[Form, float], ...]:
        """All that a query is compared with, and how much less a fit of it counts than one of the first name."""
        spelled = [(Form.of(name, plain=False), _LATER * (at > 0)) for at, name in enumerate(self.spelled)]
        bare = [(Form.of(name, plain=True), _PLAINER + _LATER * (at > 0)) for at, name in enumerate(self.plain)]
        return (*spelled, *bare)

    @cached_property
    def place(self) -> str:
        """The path without accents."""
        return plain(self.path)


def find(
    query: str, entries: Sequence[Entry], *, nearness: Mapping[str, float] | None = None, limit: int = 12
) -> list[Entry]:
    """Return the entries that are meant by a few letters, the likeliest first.

    Args:
        query: what was typed; several words may each begin another word of the name. Nothing at all means everything.
        entries: in the order of the codebook.
        nearness: how lately, or how near here, an entry (by id) was used; more comes first among equals.
        limit: how many are wanted.
    """
    near = nearness or {}
    typed, bare = fold(query).strip(), plain(query).strip()
    if not bare:
        order = sorted(range(len(entries)), key=lambda i: (-near.get(entries[i].id, 0.0), i))
        return [entries[i] for i in order[:limit]]
    ranked: list[tuple[float, float, int, int]] = []
    rest: list[int] = []
    for index, entry in enumerate(entries):
        tier = _tier(typed, bare, entry)
        if tier is None:
            rest.append(index)
        else:
            shortest = min((len(name) for name in entry.plain if bare in name), default=len(entry.place))
            ranked.append((tier, -near.get(entry.id, 0.0), shortest, index))
    ranked.sort()
    found = [entries[index] for *_, index in ranked[:limit]]
    if len(found) < limit and len(bare) > 1:
        found += _alike(bare, [entries[index] for index in rest], near, limit - len(found))
    return found


def named_by(query: str, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries with a name or key of which a word begins so; where none does, those that have it inside."""
    bare = plain(query).strip()
    fits = (
        [
            (min((f for n in entry.plain if (f := _fit(bare, Form.of(n, plain=True))) is not None), default=9.0), entry)
            for entry in entries
        ]
        if bare
        else []
    )
    for worst in (0.0, 2.0, 3.0):
        if found := [entry for fit, entry in fits if fit <= worst]:
            return found
    return []


def _tier(typed: str, bare: str, entry: Entry) -> float | None:
    """Return how well an entry fits, 0 the best; None where nothing of it stands in the entry."""
    best: float | None = None
    for form, less in entry.forms:
        fit = _fit(bare if form.plain else typed, form)
        if fit is not None and (best is None or fit + less < best):
            best = fit + less
    if best is None and entry.place and all(word in entry.place for word in bare.split()):
        return 5.0
    return best


def _fit(query: str, form: Form) -> float | None:
    name = form.name
    if query in name:
        if name.startswith(query):
            return 0.0 if name == query else 1.0
        return 2.0 if f" {query}" in form.spaced else 3.0
    parts = query.split()
    if len(parts) > 1 and all(f" {part}" in form.spaced for part in parts):
        return 2.0
    if len(query) > 1 and form.initials.startswith(query):
        return 4.0
    return None


def _alike(bare: str, entries: Sequence[Entry], near: Mapping[str, float], limit: int) -> list[Entry]:
    from rapidfuzz import fuzz

    scored = []
    for index, entry in enumerate(entries):
        score = max((fuzz.WRatio(bare, name, score_cutoff=ALIKE) for name in entry.plain), default=0.0)
        if score:
            scored.append((-score, -near.get(entry.id, 0.0), index))
    return [entries[index] for *_, index in sorted(scored)[:limit]]


def found_by(query: str, entry: Entry) -> str:
    """Return the name in another language by which an entry was found, "" where its own name fits."""
    bare = plain(query).strip()
    if not bare or _fit(bare, Form.of(plain(entry.names[0]), plain=True)) is not None:
        return ""
    return next((name for name in entry.names[1:] if _fit(bare, Form.of(plain(name), plain=True)) is not None), "")
