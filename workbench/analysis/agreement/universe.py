"""What is compared: which coders, which codes, which transcripts, and what is left out for which reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from workbench.analysis.agreement.judgements import MOST_CODERS
from workbench.analysis.agreement.recipes import AgreementRecipe
from workbench.analysis.agreement.report import ComparedCode, LeftOut
from workbench.analysis.matrices.records import Interview, Study
from workbench.core.codebook import Code
from workbench.core.coders import Coder, CoderKind, Progress, parse_coder
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.language import _
from workbench.core.names import name_key

NOT_DONE = "not_done"
BLIND = "blind"
REVISIONS = "different_text_revisions"
RETIRED = "retired"
NOT_IN_CODEBOOK = "not_in_codebook"
NO_UNITS = "no_units"


@dataclass(frozen=True, slots=True)
class Comparable:
    """A transcript that is compared: the places of the coders who judged it, and of codes that not all could give."""

    interview: Interview
    present: tuple[int, ...]
    apart: frozenset[int] = frozenset()


def choose_coders(study: Study, names: Sequence[str], seen: Collection[str] = ()) -> list[Coder]:
    """Return the compared coders in the order of their names as given, each once.

    Where nobody is named it is every person who is done with something; the consensus only where it is named.

    Args:
        study: whose coders.
        names: as written, ``anna`` or ``anna/2``.
        seen: UUIDs of those who are done with something.

    Raises:
        NotFoundError: a coder is named who is not in the study.
        RefusedError: fewer than two are left, or more than can be compared at once.
    """
    by_name = {(name_key(c.person), c.round): c for c in study.coders}
    chosen: dict[str, Coder] = {}
    for name in names:
        person, round_ = parse_coder(name)
        found = by_name.get((name_key(person), round_))
        if found is None:
            raise NotFoundError.named("coder", name, [c.name for c in study.coders])
        chosen[found.uuid] = found
    if not names:
        people = [c for c in study.coders if c.kind is CoderKind.PERSON and c.uuid in seen]
        chosen = {c.uuid: c for c in sorted(people, key=lambda c: (name_key(c.person), c.round))}
    if len(chosen) < 2:
        who = ", ".join(c.name for c in chosen.values())
        raise RefusedError(
            _("Agreement needs two coders; there is only {who}.").format(who=who)
            if who
            else _("Agreement needs two coders who are done with a transcript."),
            hint=_("Name two: --coders anna,bjorn; the same person's rounds are anna,anna/2."),
        )
    if len(chosen) > MOST_CODERS:
        raise RefusedError(
            _("{n} coders are too many to be compared at once.").format(n=len(chosen)),
            hint=_("Name at most {n}.").format(n=MOST_CODERS),
        )
    return list(chosen.values())


def choose_codes(study: Study, recipe: AgreementRecipe) -> list[ComparedCode]:
    """Return the rows: the codes named, else the themes where they are rolled up, else every code not retired.

    Raises:
        NotFoundError: a code is named that is not there.
        RefusedError: a code that is named is retired.
    """
    tree = study.tree
    if recipe.codes:
        codes = list({c.uuid: c for c in map(tree.find, recipe.codes)}.values())
        for code in codes:
            if code.retired:
                raise RefusedError(
                    _("The code {key} is retired; nobody gives it any more.").format(key=code.key),
                    hint=_("Leave it out, or compare its theme with --roll-up."),
                )
    else:
        codes = [c for c in (tree.themes() if recipe.roll_up else tree.order) if not c.retired]
    if not codes:
        raise RefusedError(_("There is no code to compare."), hint=_("Bring a codebook in: workbench codebook import"))
    shared = {key for key, n in Counter(code.key for code in tree.order).items() if n > 1}
    books = {book.uuid: book.stable_id for book in tree.codebooks}
    return [
        ComparedCode(
            code.uuid,
            f"{books[code.codebook]}:{code.key}" if code.key in shared else code.key,
            code.names,
            tuple(c.uuid for c in _branch(study, code, recipe)),
        )
        for code in codes
    ]


def _branch(study: Study, code: Code, recipe: AgreementRecipe) -> list[Code]:
    return study.tree.branch(code) if recipe.roll_up else [code]


def universe(
    study: Study,
    coders: Sequence[Coder],
    codes: Sequence[ComparedCode],
    recipe: AgreementRecipe,
    *,
    hidden: Collection[str] = (),
) -> tuple[list[Comparable], list[LeftOut]]:
    """Return the transcripts that two coders at least are done with, and what is left out.

    Args:
        study: everything but the codings.
        coders: the compared ones.
        codes: the compared rows.
        recipe: what counts as done.
        hidden: UUIDs of transcripts on which the one who looks sees nobody else's work.
    """
    found: list[Comparable] = []
    left_out: list[LeftOut] = []
    since = [_since(study, code) for code in codes]
    for interview in study.interviews:
        if interview.uuid in hidden:
            left_out.append(LeftOut(BLIND, interview.name))
            continue
        present = tuple(at for at, c in enumerate(coders) if recipe.assume_done or is_done(interview, c.uuid))
        if len(present) < 2:
            absent = tuple(c.name for at, c in enumerate(coders) if at not in present)
            left_out.append(LeftOut(NOT_DONE, interview.name, coders=absent))
            continue
        under = _codebook_under(interview, [coders[at].uuid for at in present])
        apart = frozenset(at for at, first in enumerate(since) if under is not None and first > under)
        left_out += [LeftOut(NOT_IN_CODEBOOK, interview.name, codes[at].key) for at in sorted(apart)]
        found.append(Comparable(interview, present, apart))
    return found, left_out


def is_done(interview: Interview, coder: str) -> bool:
    """Whether a coder (a UUID) is done with a transcript."""
    layer = interview.layers.get(coder)
    return layer is not None and layer.progress is Progress.DONE


def has_begun(interview: Interview, coder: str) -> bool:
    """Whether a coder (a UUID) has begun a transcript."""
    layer = interview.layers.get(coder)
    return layer is not None and layer.progress is not Progress.NOT_STARTED


def _since(study: Study, code: ComparedCode) -> int:
    """Return the first codebook revision that held all that a row counts; what is retired is asked of nobody."""
    held: Mapping[str, int] = study.held_since
    asked = [uuid for uuid in code.below if uuid == code.uuid or not study.tree.by_uuid[uuid].retired]
    return max(held.get(uuid, 1) for uuid in asked)


def _codebook_under(interview: Interview, coders: Sequence[str]) -> int | None:
    """Return the oldest codebook revision under which one of the coders was done; None where none is known."""
    layers = [interview.layers[coder] for coder in coders if is_done(interview, coder)]
    known = [layer.codebook_revision for layer in layers if layer.codebook_revision is not None]
    return min(known) if known else None


def names_of(coders: Sequence[Coder], places: Sequence[int]) -> tuple[str, ...]:
    """Return the names of coders by their places."""
    return tuple(coders[at].name for at in places)
