"""From a query's tree to what it asks: every name is looked up, an unknown one is answered with the nearest."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workbench.analysis.conditions import OWN_NAMES, condition, fits
from workbench.analysis.queries import All, Either, Near, Node, Not, QueryError, Term, read
from workbench.analysis.retrieval.code_names import joined, meant
from workbench.analysis.retrieval.questions import (
    Beside,
    Every,
    HasCode,
    Never,
    OfCoding,
    OfTranscript,
    OneOf,
    Question,
)
from workbench.analysis.retrieval.records import CodedPassage
from workbench.core.cases import AttributeType
from workbench.core.codebook import CodeTree
from workbench.core.coders import CONSENSUS, Coder
from workbench.core.codings import Certainty
from workbench.core.errors import NotFoundError
from workbench.core.folding import fold
from workbench.core.language import _
from workbench.core.names import name_key
from workbench.core.transcripts import Role

WORDS = ("code", "coder", "certainty", "memo", "text", "speaker", "role", "created", "counted")
"""What may be asked of a coding; every other name is an attribute's, ``case`` or ``transcript``."""

CountedBy = Callable[[Sequence[str | None]], Mapping[str, str | None]]
"""Gives for some coders, or none, whose work a matrix counts in each transcript: UUIDs for UUIDs, by UUID."""

_CERTAINTY = {
    "sure": Certainty.SURE,
    "sikker": Certainty.SURE,
    "unsure": Certainty.UNSURE,
    "usikker": Certainty.UNSURE,
}
_ROLES = {
    "interviewer": Role.INTERVIEWER,
    "intervjuer": Role.INTERVIEWER,
    "intervjuar": Role.INTERVIEWER,
    "respondent": Role.RESPONDENT,
    "informant": Role.RESPONDENT,
    "other": Role.OTHER,
    "annan": Role.OTHER,
    "annen": Role.OTHER,
}


def _nobody_counts(_coders: Sequence[str | None]) -> Mapping[str, str | None]:
    return {}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names that a query may use.

    ``attributes`` gives their types, ``transcripts`` and ``cases`` are names, ``language`` is the reader's.
    """

    tree: CodeTree
    coders: Sequence[Coder]
    attributes: Mapping[str, AttributeType] = field(default_factory=dict)
    transcripts: Sequence[str] = ()
    cases: Sequence[str] = ()
    counted_by: CountedBy = _nobody_counts
    language: str = "en"


def understand(query: str, vocabulary: Vocabulary) -> Question | None:
    """Read a query and look its names up.

    Returns:
        What it asks, None where it asks for everything.

    Raises:
        QueryError: it cannot be read, or compares what cannot be compared so.
        NotFoundError: a name is not there; the hint says the nearest.
    """
    tree = read(query)
    return None if tree is None else _Reader(vocabulary, query).question(tree)


class _Reader:
    """Looks names up."""

    def __init__(self, vocabulary: Vocabulary, query: str) -> None:
        self._known = vocabulary
        self._query = query
        own = (
            self._code,
            self._coder,
            self._certainty,
            self._memo,
            self._text,
            self._speaker,
            self._role,
            self._created,
            self._counted,
        )
        self._own: dict[str, Callable[[Term], Question]] = dict(zip(WORDS, own, strict=True))

    def question(self, node: Node) -> Question:
        """Return what a part of the tree asks."""
        match node:
            case All():
                parts = joined(node.parts, self._query, self._known.tree)
                asked = tuple(map(self.question, parts))
                return asked[0] if len(asked) == 1 else Every(asked)
            case Either():
                return OneOf(tuple(map(self.question, node.parts)))
            case Not():
                return Never(self.question(node.part))
            case Near():
                return Beside(self.question(node.first), self.question(node.second), node.turns)
            case Term():
                return self._term(node)

    def _term(self, term: Term) -> Question:
        if not term.sign:
            return self._bare(term)
        own = None if term.own_name else self._own.get(name_key(term.name))
        if own is not None:
            return own(term)
        wanted = condition(term, self._known.attributes, own=self._own)
        if wanted.name in OWN_NAMES and wanted.name not in self._known.attributes:
            names = self._known.transcripts if wanted.name == "transcript" else self._known.cases
            wanted = replace(wanted, value=_meant(wanted.name, term, names))
        types = self._known.attributes
        return OfTranscript(lambda setting: wanted.holds_for(setting.values, types))

    def _bare(self, term: Term) -> Question:
        code = meant(term.value, self._known.tree, self._known.language)
        return self._code(Term(term.at, "code", ":", code.uuid))

    def _code(self, term: Term) -> Question:
        """``code:X`` is X with everything below it, ``code=X`` only X itself."""
        self._allow(term, ":", "=", "!=")
        code = self._known.tree.find(term.value)
        branch = self._known.tree.branch(code) if term.sign == ":" else [code]
        found = HasCode(frozenset(one.uuid for one in branch))
        return Never(found) if term.sign == "!=" else found

    def _coder(self, term: Term) -> Question:
        self._allow(term, ":", "=", "!=")
        wanted = self._coder_named(term.value)
        return OfCoding(_negated(lambda passage: passage.coding.coder == wanted, term))

    def _coder_named(self, name: str) -> str | None:
        """Return a coder's UUID; the consensus may be named before there is one."""
        for coder in self._known.coders:
            if name_key(coder.name) == name_key(name):
                return coder.uuid
        if name_key(name) == CONSENSUS:
            return None
        raise NotFoundError.named("coder", name, [coder.name for coder in self._known.coders])

    def _counted(self, term: Term) -> Question:
        """``counted:yes`` is the one coder's work that a matrix counts, ``counted:anna,berit`` that of one of these."""
        self._allow(term, ":", "=")
        own_choice = name_key(term.value) in {"yes", "ja"}
        by = self._known.counted_by([] if own_choice else [self._coder_named(name) for name in term.value.split(",")])
        return OfCoding(lambda passage: by.get(passage.coding.transcript) == passage.coding.coder)

    def _certainty(self, term: Term) -> Question:
        wanted = self._one_of(term, _CERTAINTY)
        return OfCoding(lambda passage: passage.coding.certainty is wanted)

    def _role(self, term: Term) -> Question:
        wanted = self._one_of(term, _ROLES)
        return OfCoding(lambda passage: passage.role is wanted)

    def _memo(self, term: Term) -> Question:
        """``memo:word`` asks for a memo on the coding with the word in it, ``memo:*`` for any, ``memo:`` for none."""
        self._allow(term, ":", "=", "!=")
        if not term.value:
            return OfCoding(_negated(lambda passage: not passage.memos, term))
        if term.value == "*" and not term.literal:
            return OfCoding(_negated(lambda passage: bool(passage.memos), term))
        wanted = fold(term.value)
        return OfCoding(_negated(lambda passage: any(wanted in fold(memo) for memo in passage.memos), term))

    def _text(self, term: Term) -> Question:
        self._allow(term, ":", "=", "!=")
        wanted = fold(term.value)
        return OfCoding(_negated(lambda passage: wanted in fold(passage.listed.quotation), term))

    def _speaker(self, term: Term) -> Question:
        self._allow(term, ":", "=", "!=")
        wanted = name_key(term.value)
        return OfCoding(
            _negated(lambda passage: fits(name_key(passage.listed.speaker), wanted, literal=term.literal), term)
        )

    def _created(self, term: Term) -> Question:
        """The day, UTC, on which the coding was made."""
        wanted = condition(Term(term.at, "created", term.sign, term.value), {"created": AttributeType.DATE})

        def holds(passage: CodedPassage) -> bool:
            at = datetime.datetime.fromtimestamp(passage.coding.created_at / 1e6, datetime.UTC)
            return wanted.holds(at.date().isoformat(), AttributeType.DATE)

        return OfCoding(holds)

    def _one_of(self, term: Term, known: Mapping[str, object]) -> object:
        self._allow(term, ":", "=")
        found = known.get(name_key(term.value))
        if found is None:
            raise NotFoundError.named(term.name, term.value, known)
        return found

    def _allow(self, term: Term, *signs: str) -> None:
        if term.sign not in signs:
            raise QueryError(
                _("“{name}” at character {n} cannot be compared with {sign}.").format(
                    name=term.name, n=term.at + 1, sign=term.sign
                ),
                at=term.at,
                hint=_("Use {names}.").format(names=" ".join(signs)),
            )


def _negated(holds: Callable[[CodedPassage], bool], term: Term) -> Callable[[CodedPassage], bool]:
    return (lambda passage: not holds(passage)) if term.sign == "!=" else holds


def _meant(kind: str, term: Term, names: Sequence[str]) -> str:
    """Return the transcript or case that is named, or the only one that begins so; one that is not there is refused."""
    wanted = name_key(term.value)
    if not wanted or any(fits(name_key(name), wanted, literal=term.literal) for name in names):
        return term.value
    near = [name for name in names if name_key(name).startswith(wanted)]
    if len(near) == 1:
        return near[0]
    if near:
        raise NotFoundError(
            _("“{name}” may mean {n} of them.").format(name=term.value, n=len(near)),
            hint=_("All that begin so are {name}*.").format(name=f"{kind}:{term.value}"),
        )
    raise NotFoundError.named(kind, term.value, names)
