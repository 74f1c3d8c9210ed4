"""Random small studies with everything that makes a matrix hard."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.analysis.brute_force import counted_characters, counted_words
from workbench.analysis.matrices import CodingRow, Interview, Layer, SpokenText, Study, Voices
from workbench.core.cases import AttributeType
from workbench.core.codebook import Code, Codebook, CodeTree
from workbench.core.coders import Coder, CoderKind, Progress
from workbench.core.segments import cut
from workbench.core.transcripts import Role, Turn

CODERS = (
    Coder("u-anna", "anna"),
    Coder("u-bo", "bo"),
    Coder("u-anna-2", "anna", 2),
    Coder("u-consensus", "consensus", kind=CoderKind.CONSENSUS),
)

CODES = (
    Code("u-kartlegging", "book", "kartlegging", {"en": "Mapping"}, position=0),
    Code("u-behov", "book", "behov", {"en": "Needs"}, parent="u-kartlegging", position=0),
    Code("u-tal", "book", "tal", {"en": "Figures"}, parent="u-behov", position=0),
    Code("u-budsjett", "book", "budsjett", {"en": "Budget"}, position=1),
    Code("u-innsparing", "book", "innsparing", {"en": "Saving"}, parent="u-budsjett", position=0, retired=True),
)

SPEECH = ("ja ", "f.eks. ", "bustad", "🏠🏡 ", "𝔘𝔫 ", "nei. ", "Ny? ", "[latter] ", "00:12:31 ", "… ", "å", "\n")


@st.composite
def texts(draw: st.DrawFn) -> tuple[SpokenText, int]:
    """A text with turns, and its length in code points."""
    text, turns, roles = "", [], {}
    for at in range(draw(st.integers(0, 4))):
        said = "".join(draw(st.lists(st.sampled_from(SPEECH), max_size=6)))
        turns.append(Turn(len(text), len(text) + len(said), str(at)))
        roles[str(at)] = draw(st.sampled_from([Role.RESPONDENT, Role.RESPONDENT, Role.INTERVIEWER, Role.OTHER]))
        text += said + draw(st.sampled_from(["", "\n", "\n\n"]))
    return SpokenText.of(cut(text, turns), roles), len(text)


def layers(revisions: int) -> st.SearchStrategy[Layer]:
    done = st.builds(
        Layer, st.just(Progress.DONE), st.one_of(st.none(), st.integers(1, revisions)), st.sampled_from([0.0, 0.5, 1.0])
    )
    begun = st.builds(Layer, st.sampled_from([Progress.NOT_STARTED, Progress.CODING]))
    return st.one_of(done, done, begun)


@st.composite
def studies(draw: st.DrawFn, voices: Voices) -> tuple[Study, list[CodingRow], dict[str, SpokenText]]:
    """A study, its codings in index order, and the texts by transcript."""
    interviews: list[Interview] = []
    spoken: dict[str, SpokenText] = {}
    rows: set[CodingRow] = set()
    for at in range(draw(st.integers(0, 4))):
        uuid = f"t{at}"
        text, length = draw(texts())
        spoken[uuid] = text
        attributes = {"municipality": draw(st.sampled_from(["Moss", "Hamar", ""])), "year": draw(YEARS)}
        interviews.append(
            Interview(
                uuid,
                f"interview {at}",
                draw(st.sampled_from([None, "case 1", "case 2"])),
                {name: value for name, value in attributes.items() if value},
                tuple(draw(st.lists(st.sampled_from(["p1", "p2", "p3"]), unique=True, max_size=2))),
                counted_words(text, counted_characters(text, voices), voices),
                draw(st.dictionaries(st.sampled_from([c.uuid for c in CODERS]), layers(3), max_size=3)),
                draw(st.sampled_from([None, "u-anna", "u-bo"])),
                draw(st.booleans()),
                {role: counted_words(text, counted_characters(text, role), role) for role in Role},
            )
        )
        if length:
            # Few places, so that codings meet, touch and cover each other.
            offsets = st.sampled_from(draw(st.lists(st.integers(0, length), min_size=2, max_size=5, unique=True)))
            spans = st.tuples(offsets, offsets).map(sorted).filter(lambda pair: pair[0] < pair[1])
            coded = st.tuples(
                st.sampled_from([c.uuid for c in CODES]), spans, st.sampled_from([c.uuid for c in CODERS])
            )
            rows |= {(uuid, code, start, end, coder) for code, (start, end), coder in draw(st.lists(coded, max_size=9))}
    held = draw(st.dictionaries(st.sampled_from([c.uuid for c in CODES]), st.integers(1, 4), max_size=2))
    study = Study(
        interviews,
        CodeTree([Codebook("book", "book", {"en": "Book"})], CODES),
        CODERS,
        {"municipality": AttributeType.TEXT, "year": AttributeType.INTEGER},
        held,
        draw(st.sampled_from([None, "u-anna"])),
    )
    return study, sorted(rows), spoken


YEARS = st.sampled_from(["2010", "2012", "987", ""])
