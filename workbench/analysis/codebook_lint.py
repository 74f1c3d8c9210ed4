"""What is amiss in a codebook: codes that nobody could apply as they are described, or that nobody applies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.analysis.matching import plain
from workbench.analysis.near_names import NEAR, words_near
from workbench.core.codebook import Code, CodeTree
from workbench.core.language import LANGUAGES, _
from workbench.core.names import name_key


class Severity(StrEnum):
    """How much a finding matters: ``serious`` misleads, ``warning`` weakens, ``note`` could be better."""

    SERIOUS = "serious"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is amiss with a code; ``kind`` is a stable word for programs, ``with_`` another code's key."""

    kind: str
    severity: Severity
    code: Code
    message: str
    with_: str = ""


def lint(tree: CodeTree, use: Mapping[str, Mapping[str, int]]) -> list[Finding]:
    """Return what is amiss in a codebook, code by code, the serious things of each first.

    Args:
        tree: the codes.
        use: codings by the UUID of the code and the name of the coder, as far as the reader may see them.
    """
    found = [
        *_cards(tree),
        *_languages(tree),
        *_use(tree, use),
        *_shared(tree),
        *_near(tree),
    ]
    place = {code.uuid: at for at, code in enumerate(tree.order)}
    rank = list(Severity)
    return sorted(found, key=lambda one: (place[one.code.uuid], rank.index(one.severity), one.kind, one.with_))


def _living(tree: CodeTree) -> list[Code]:
    return [code for code in tree.order if not code.retired]


def _cards(tree: CodeTree) -> Iterator[Finding]:
    same: dict[str, Code] = {}
    for code in _living(tree):
        card = code.card
        if not any(card.definition.values()):
            yield Finding("no-definition", Severity.WARNING, code, _("has no definition"))
            continue
        if not any(card.include.values()):
            yield Finding("no-include", Severity.NOTE, code, _("does not say what to include"))
        if not any(card.exclude.values()):
            yield Finding("no-exclude", Severity.NOTE, code, _("does not say what to leave out"))
        if not any(card.examples.values()):
            yield Finding("no-example", Severity.NOTE, code, _("has no example"))
        for words in {name_key(said) for said in card.definition.values() if said}:
            other = same.setdefault(words, code)
            if other.uuid != code.uuid:
                message = _("has the same definition as {other}").format(other=other.key)
                yield Finding("same-definition", Severity.WARNING, code, message, other.key)
                break


def _languages(tree: CodeTree) -> Iterator[Finding]:
    """Tell what is not said in a language that names or definitions of the same codebook are given in."""
    for book in tree.codebooks:
        codes = [code for code in _living(tree) if code.codebook == book.uuid]
        named = [one for one in LANGUAGES if any(code.names.get(one) for code in codes)]
        defined = [one for one in LANGUAGES if any(code.card.definition.get(one) for code in codes)]
        for code in codes:
            lacking = [one for one in named if not code.names.get(one)]
            if lacking:
                message = _("has no name in: {languages}").format(languages=", ".join(lacking))
                yield Finding("missing-name", Severity.WARNING, code, message)
            lacking = [one for one in defined if not code.card.definition.get(one)]
            if lacking and len(lacking) < len(defined):
                message = _("has no definition in: {languages}").format(languages=", ".join(lacking))
                yield Finding("missing-language", Severity.NOTE, code, message)


def _use(tree: CodeTree, use: Mapping[str, Mapping[str, int]]) -> Iterator[Finding]:
    coders = {coder for counts in use.values() for coder, n in counts.items() if n}
    for code in tree.order:
        by = [coder for coder, n in use.get(code.uuid, {}).items() if n]
        n = sum(use.get(code.uuid, {}).values())
        above = tree.by_uuid.get(code.parent or "")
        if code.retired:
            if n:
                message = _("is retired, and {n} codings stand on it").format(n=n)
                yield Finding("retired-with-codings", Severity.WARNING, code, message)
            continue
        if above is not None and above.retired:
            message = _("stands below {parent}, which is retired").format(parent=above.key)
            yield Finding("parent-retired", Severity.WARNING, code, message, above.key)
        if not coders or tree.children(code):
            # A theme that only gathers its sub-codes is used through them.
            continue
        if not by:
            yield Finding("never-used", Severity.NOTE, code, _("was never used"))
        elif len(by) == 1 and len(coders) > 1:
            yield Finding("one-coder", Severity.WARNING, code, _("is used by {coder} only").format(coder=by[0]))


def _shared(tree: CodeTree) -> Iterator[Finding]:
    letters: dict[str, Code] = {}
    colours: dict[str, Code] = {}
    names: dict[tuple[str, str | None, str], Code] = {}
    for code in _living(tree):
        if code.shortcut:
            other = letters.setdefault(code.shortcut.casefold(), code)
            if other is not code:
                message = _("has the letter of {other}: {letter}").format(other=other.key, letter=code.shortcut)
                yield Finding("same-shortcut", Severity.SERIOUS, code, message, other.key)
        above = tree.by_uuid.get(code.parent or "")
        if code.colour and (above is None or above.colour != code.colour):
            other = colours.setdefault(code.colour.casefold(), code)
            if other is not code:
                message = _("has the colour of {other}").format(other=other.key)
                yield Finding("same-colour", Severity.NOTE, code, message, other.key)
        for name in {name_key(one) for one in code.names.values() if one}:
            other = names.setdefault((code.codebook, code.parent, name), code)
            if other is not code:
                message = _("is called as {other}, beside it").format(other=other.key)
                yield Finding("same-name", Severity.SERIOUS, code, message, other.key)


def _near(tree: CodeTree) -> Iterator[Finding]:
    """Tell which codes are called nearly so, each pair once, at the later code."""
    from rapidfuzz import fuzz, process

    said: list[str] = []
    owners: list[int] = []
    codes = _living(tree)
    for at, code in enumerate(codes):
        for name in dict.fromkeys(plain(one).strip() for one in code.names.values() if one):
            if len(name) > 3:
                said.append(name)
                owners.append(at)
    told: set[tuple[int, int]] = set()
    for name, owner in zip(said, owners, strict=True):
        hits: Sequence[tuple[str, float, int]] = process.extract(
            name, said, scorer=fuzz.ratio, score_cutoff=NEAR, limit=None
        )
        told |= {(owners[at], owner) for *_rest, at in hits if owners[at] < owner and words_near(name, said[at])}
    for first, later in sorted(told):
        one, other = codes[later], codes[first]
        message = _("is called nearly as {other}").format(other=other.key)
        yield Finding("near-name", Severity.WARNING, one, message, other.key)
