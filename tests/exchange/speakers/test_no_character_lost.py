"""Whatever the paragraphs: nothing is lost, and offsets, turns and paragraphs fit together."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.speakers.papers import ink
from workbench.core.drafts import Choices
from workbench.core.segments import cut, words
from workbench.core.transcripts import clean
from workbench.exchange.paragraphs import Paragraph, Run
from workbench.exchange.speakers import Turned, take_turns

LABELS = ["I", "R", "Intervjuar", "Informant 1", "Informant 2", "Kari", "Note", "Dato", "GV and RO", "Intevjuar", "P7"]
STAMPS = ["[00:00:03.635]", "00:01:02", "(0:12)", "3:37", "#00:00:01-5#", "[00;00;10;005]"]
SPEECH = ["Ja.", "Kva då?", "– Nei [latter]", "Det er slik: vi ventar", "10:30 kom dei", "æøå a\u030a e\u0301",
          "x" * 60,
          "\u200bord\u200b", "«Sitat»", "1. Punkt", "\x07pip", "lina\u2028ny", "\U0001f600 ja", "", " "]  # fmt: skip

label = st.sampled_from(LABELS)
stamp = st.sampled_from(STAMPS)
speech = st.one_of(st.sampled_from(SPEECH), st.text(max_size=30))
separator = st.sampled_from([": ", ":", "\t", " ", ":\t", "\n", ":\n", " - "])
line = st.one_of(
    speech,
    st.tuples(label, separator, speech).map("".join),
    st.tuples(stamp, st.sampled_from([" ", "\t"]), label, separator, speech).map("".join),
    st.tuples(label, st.sampled_from([" ", ""]), stamp, separator, speech).map("".join),
    label,
    stamp,
    st.tuples(speech, st.just("\n"), label, separator, speech).map("".join),
)


@st.composite
def paragraph(draw: st.DrawFn) -> Paragraph:
    text = draw(line)
    at = draw(st.integers(0, len(text)))
    runs = (Run(text[:at], draw(st.booleans()), draw(st.booleans())), Run(text[at:])) if at else (Run(text),)
    category = draw(st.sampled_from(["body"] * 8 + ["table", "footnote", "text box"]))
    return Paragraph(runs, category, heading=draw(st.sampled_from([0, 0, 0, 2])))


papers = st.lists(paragraph(), max_size=14)


def check(paragraphs: list[Paragraph], turned: Turned) -> None:
    assert sum(turned.imported.values()) == ink(paragraphs)
    for category in {p.category for p in paragraphs}:
        assert turned.imported.get(category, 0) == ink([p for p in paragraphs if p.category == category])
    text = turned.text
    assert clean(text).text == text
    at = 0
    for n, turn in enumerate(turned.turns):
        assert turn.start == at
        assert turn.start < turn.end
        at = turn.end + (2 if n + 1 < len(turned.turns) else 0)
        assert text[turn.end : at].strip("\n") == ""
    assert at == len(text)
    inside = 0
    for start, end in turned.paragraphs:
        assert inside <= start < end
        assert text[start:end] == text[start:end].strip()
        inside = end
    assert "".join(text.split()) == "".join("".join(text[a:b].split()) for a, b in turned.paragraphs)
    assert [list(span) for span in words(text)] == [
        list(turned.words[i : i + 2]) for i in range(0, len(turned.words), 2)
    ]
    assert sum(speaker.turns for speaker in turned.speakers if speaker.label) == sum(
        bool(t.speaker) for t in turned.turns
    )
    cut(text, turned.turns, turned.paragraphs, packed_words=turned.words)


@settings(max_examples=100, deadline=None)
@given(papers)
def test_no_character_is_lost_and_every_offset_fits(paragraphs: list[Paragraph]) -> None:
    turned = take_turns(paragraphs, Choices())
    check(paragraphs, turned)
    for paragraph_, place in zip(paragraphs, turned.places, strict=True):
        if place is not None:
            at, before = place
            kept = paragraph_.text[before:]
            assert clean(kept).text.startswith(turned.text[at]) or clean(kept[:8]).text.strip()[:1] == turned.text[at]


@settings(max_examples=60, deadline=None)
@given(papers)
def test_what_is_in_no_turn_is_label_stamp_or_preamble(paragraphs: list[Paragraph]) -> None:
    turned = take_turns(paragraphs, Choices())
    given_ = sorted("".join("".join(clean(p.text).text.split()) for p in paragraphs))
    kept = sorted("".join((turned.text + turned.preamble).split()))
    rest = list(given_)
    for character in kept:
        rest.remove(character)
    head = "".join(LABELS + STAMPS) + ":;.,)-–—#*_•●○·▪‣−\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad0123456789："
    plain = [c for c in rest if c not in head and not c.isalnum()]
    assert plain == [] or set("".join(p.text for p in paragraphs)) & set("([{<")


@settings(max_examples=60, deadline=None)
@given(papers)
def test_what_was_decided_reads_every_file_the_same_way_again(paragraphs: list[Paragraph]) -> None:
    first = take_turns(paragraphs, Choices())
    again = take_turns(paragraphs, first.choices)
    check(paragraphs, again)
    if not any("\n" in clean(p.text).text for p in paragraphs):
        assert (again.text, again.turns, again.preamble) == (first.text, first.turns, first.preamble)
