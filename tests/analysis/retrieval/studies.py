"""Small random transcripts with codings, and the slow, plain reading of what a query finds in them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.builders import a_codebook, a_coder, a_uuid
from workbench.analysis.queries import All, Either, Near, Node, Not, Term, read
from workbench.analysis.retrieval import CodedPassage, Setting, Vocabulary
from workbench.core.cases import AttributeType
from workbench.core.codebook import CodeTree
from workbench.core.codings import Certainty, Coding, ListedCoding
from workbench.core.transcripts import Role

LENGTH, TURN = 30, 6
"""A text of 30 characters; every sixth one begins a turn, and the last of each turn stands between turns."""

BOOK, CODES = a_codebook("a", "a/b", "c", "d")
ANNA, BEN = a_coder("anna"), a_coder("ben")
TYPES = {"year": AttributeType.INTEGER, "municipality": AttributeType.TEXT}
SETTING = Setting(a_uuid(), "Moss_2011", "Moss", {"year": "2011", "municipality": "Moss"})
VOCABULARY = Vocabulary(
    CodeTree([BOOK], CODES.values()), [ANNA, BEN], TYPES, ["Moss_2011", "Hamar_2010"], ["Moss", "Hamar"]
)
BELOW = {"a": {"a", "b"}, "b": {"b"}, "c": {"c"}, "d": {"d"}}


def a_passage(
    start: int, end: int, code: str, coder: str = "anna", *, sure: bool = True, memo: str = ""
) -> CodedPassage:
    """Build a coding on the text."""
    coding = Coding(
        a_uuid(),
        SETTING.uuid,
        1,
        CODES[code].uuid,
        start,
        end,
        {"anna": ANNA, "ben": BEN}[coder].uuid,
        Certainty.SURE if sure else Certainty.UNSURE,
    )
    turn = start // TURN if start % TURN < TURN - 1 else -1
    listed = ListedCoding(coding, "x" * (end - start), "", "", turn, "IR"[turn % 2], (end - 1) // TURN)
    return CodedPassage(listed, Role.RESPONDENT if turn % 2 else Role.INTERVIEWER, (memo,) if memo else ())


def some_passages(random: Random) -> list[CodedPassage]:
    """Build up to a dozen codings, in text order."""
    made = []
    for _ in range(random.randint(0, 12)):
        start = random.randrange(LENGTH - 1)
        end = random.randint(start + 1, min(LENGTH, start + 8))
        coder = random.choice(["anna", "anna", "ben"])
        memo = random.choice(["", "", "viktig", "sjå Budsjettet"])
        made.append(a_passage(start, end, random.choice("abcd"), coder, sure=random.random() < 0.7, memo=memo))
    return sorted(made, key=lambda one: (one.coding.start, one.coding.end))


_TERMS = [
    *(f"code{sign}{code}" for sign in (":", "=", "!=") for code in "abcd"),
    *("a", "b", "c"),
    *(
        "coder:anna",
        "coder:ben",
        "coder!=ben",
        "certainty:unsure",
        "certainty:sure",
        "memo:*",
        "memo:",
        "memo:BUDSJETT",
    ),
    *("memo!=viktig", "role:informant", "speaker:R", "text:xxx"),
    *("year>=2011", "year<2011", "municipality:M*", "municipality:", "transcript:hamar*", "case:Moss"),
]


def a_query(random: Random, depth: int = 3) -> str:
    """Write a query at random."""
    kind = random.random()
    if depth == 0 or kind < 0.3:
        return random.choice(_TERMS)
    one, other = a_query(random, depth - 1), a_query(random, depth - 1)
    if kind < 0.45:
        return f"not ({one})"
    if kind < 0.7:
        return f"({one} {random.choice(['and', ''])} {other})"
    if kind < 0.85:
        return f"({one} or {other})"
    if kind < 0.95:
        return f"near({one}, {other}, {random.randrange(3)} turns)"
    return f"same-turn({one}, {other})"


@dataclass
class Slowly:
    """What a query finds by the rules of :mod:`workbench.analysis.retrieval.finding`, one coding at a time."""

    passages: list[CodedPassage]

    def matches(self, query: str) -> list[int]:
        """Return the indexes of what is found."""
        tree = read(query)
        return [at for at, one in enumerate(self.passages) if tree is None or self.finds(tree, one)]

    def finds(self, node: Node, one: CodedPassage) -> bool:
        """Whether a part of a query finds a coding."""
        match node:
            case Term():
                return self._code(node, one) if self._names_code(node) else self._fact(node, one)
            case Not():
                return not self.holds_at(node.part, one)
            case Either():
                return any(self.finds(part, one) for part in node.parts)
            case Near():
                return self.finds(node.first, one) and any(
                    other is not one and self.finds(node.second, other) and self._apart(one, other) <= node.turns
                    for other in self._of_the_same(one)
                )
            case All():
                naming = [part for part in node.parts if self._names_code(part)]
                first = naming[0] if naming else None
                return all(self.finds(part, one) if part is first else self.holds_at(part, one) for part in node.parts)

    def holds_at(self, node: Node, one: CodedPassage) -> bool:
        """Whether a part of a query holds where a coding stands."""
        match node:
            case Not():
                return not self.holds_at(node.part, one)
            case Either():
                return any(self.holds_at(part, one) for part in node.parts)
            case All() if not self._names_code(node):
                return all(self.holds_at(part, one) for part in node.parts)
        if not self._names_code(node):
            return self.finds(node, one)
        return any(
            self.finds(node, other)
            for other in self._of_the_same(one)
            if set(range(one.coding.start, one.coding.end)) & set(range(other.coding.start, other.coding.end))
        )

    def _of_the_same(self, one: CodedPassage) -> list[CodedPassage]:
        return [other for other in self.passages if other.coding.coder == one.coding.coder]

    def _names_code(self, node: Node) -> bool:
        match node:
            case Term():
                return node.name in {"", "code"} and node.sign != "!="
            case Near():
                return True
            case All() | Either():
                return any(map(self._names_code, node.parts))
        return False

    def _apart(self, one: CodedPassage, other: CodedPassage) -> float:
        if -1 in {one.listed.turn, other.listed.turn}:
            return float("inf")
        turns = [set(range(p.listed.turn, p.listed.last_turn + 1)) for p in (one, other)]
        return min(abs(a - b) for a in turns[0] for b in turns[1])

    def _code(self, term: Term, one: CodedPassage) -> bool:
        wanted = BELOW[term.value] if term.sign in {"", ":"} else {term.value}
        return one.coding.code in {CODES[key].uuid for key in wanted}

    def _fact(self, term: Term, one: CodedPassage) -> bool:
        if term.name == "code":
            return not self.holds_at(Term(0, "code", "=", term.value), one)
        anna = one.coding.coder == ANNA.uuid
        return {
            "coder:anna": anna,
            "coder!=ben": anna,
            "coder:ben": not anna,
            "certainty:unsure": one.coding.certainty == "unsure",
            "certainty:sure": one.coding.certainty == "sure",
            "memo:*": one.memos != (),
            "memo:": one.memos == (),
            "memo:BUDSJETT": one.memos == ("sjå Budsjettet",),
            "memo!=viktig": one.memos != ("viktig",),
            "role:informant": one.role == "respondent",
            "speaker:R": one.listed.speaker == "R",
            "text:xxx": one.coding.end - one.coding.start >= 3,
            "year>=2011": True,
            "municipality:M*": True,
            "case:Moss": True,
            "year<2011": False,
            "municipality:": False,
            "transcript:hamar*": False,
        }[f"{term.name}{term.sign}{term.value}"]
