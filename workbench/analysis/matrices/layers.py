"""Whose work is counted in a transcript, and what that work can say."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from workbench.analysis.matrices.recipes import Policy, Recipe
from workbench.analysis.matrices.records import Interview, Study
from workbench.core.coders import CoderKind, Progress
from workbench.core.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Choice:
    """The coders that a recipe asks for, as UUIDs in its order; ``named`` says that somebody named them."""

    policy: Policy
    coders: tuple[str, ...]
    consensus: frozenset[str]
    first: str | None
    named: bool


def choose(study: Study, recipe: Recipe) -> Choice:
    """Find the coders that a recipe names, or its policy's own choice: for all but ``one``, every person.

    Raises:
        NotFoundError: a coder is named who is not in the study.
    """
    by_name = {coder.name: coder.uuid for coder in study.coders}
    for name in recipe.coders:
        if name not in by_name:
            raise NotFoundError.named("coder", name, by_name)
    consensus = frozenset(coder.uuid for coder in study.coders if coder.kind is CoderKind.CONSENSUS)
    chosen = tuple(dict.fromkeys(by_name[name] for name in recipe.coders))
    if not chosen and recipe.policy is not Policy.ONE:
        chosen = tuple(coder.uuid for coder in study.coders if coder.uuid not in consensus)
    return Choice(recipe.policy, chosen, consensus, study.first_coder, bool(recipe.coders))


def layer_of(interview: Interview, choice: Choice) -> str | None:
    """Return the one coder whose work policy ``one`` counts: exactly one layer a transcript."""
    if interview.consensus_complete:
        for coder in choice.coders if choice.named else sorted(choice.consensus):
            if coder in choice.consensus:
                return coder
    primary = interview.primary or choice.first
    if not choice.named:
        return primary
    persons = [coder for coder in choice.coders if coder not in choice.consensus]
    if primary in persons:
        return primary
    begun = (coder for coder in persons if _progress(interview, coder) is not Progress.NOT_STARTED)
    return next(begun, next(iter(persons), None))


def wanted(interview: Interview, choice: Choice) -> Collection[str]:
    """Return the coders whose codings are worth gathering in a transcript."""
    if choice.policy is Policy.ONE:
        layer = layer_of(interview, choice)
        return () if layer is None else (layer,)
    return [c for c in choice.coders if c not in choice.consensus or interview.consensus_complete]


def counted(interview: Interview, choice: Choice, found: Collection[str]) -> tuple[str, ...]:
    """Return the coders whose layers are counted: of the wanted ones, under ``one`` the one, else who took part.

    A coder took part who has begun the transcript, or has codings in it (``found``).
    """
    coders = wanted(interview, choice)
    if choice.policy is Policy.ONE:
        return tuple(coders)
    return tuple(c for c in coders if c in found or _progress(interview, c) is not Progress.NOT_STARTED)


def took_part(interview: Interview, choice: Choice, found: Collection[str]) -> bool:
    """Whether one of the coders asked for has begun the transcript or has codings in it (``found``)."""
    return any(
        coder in found or _progress(interview, coder) is not Progress.NOT_STARTED
        for coder in choice.coders
        if coder not in choice.consensus or interview.consensus_complete
    )


def _progress(interview: Interview, coder: str) -> Progress:
    layer = interview.layers.get(coder)
    return Progress.NOT_STARTED if layer is None else layer.progress


def done_under(interview: Interview, choice: Choice, layers: Collection[str]) -> int | None:
    """Return the oldest codebook revision under which the counted layers were marked done, None where one is not.

    An intersection is done only where every coder asked for is.
    """
    if not layers or (choice.policy is Policy.INTERSECTION and len(layers) < len(choice.coders)):
        return None
    oldest: list[int] = []
    for coder in layers:
        layer = interview.layers.get(coder)
        if coder not in choice.consensus and (layer is None or layer.progress is not Progress.DONE):
            return None
        oldest.append((layer.codebook_revision or 0) if layer else 0)
    return min(oldest)
