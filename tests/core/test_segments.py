"""Sentences, words and marks, with the abbreviations and habits of Norwegian transcripts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.passages import Span
from workbench.core.segments import Unit, cut, lines, marks, pack, segments, sentences, touched, word_bounds, words
from workbench.core.transcripts import Turn


def cut_sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text, lines(text, [Span(0, len(text))]))]


def cut_words(text: str) -> list[str]:
    return [text[a:b] for a, b in words(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Vi har bl.a. NAV og f.eks. Husbanken med.",
        "Det gjeld dvs. Hamar og Moss m.fl. i år.",
        "Møtet var 3. juni i fjor.",
        "Planen vart vedteken 17. Mai av alle ting.",
        "Vi kom kl. 10.30 og gjekk kl. 12.",
        "Det kosta ca. 30 000 kr. per eining.",
        "Nr. 2 på lista og s. 14 i planen.",
        "Vi sit i 2. etasje.",
        "Dr. Hansen og prof. Berg var der.",
        "Ho heiter A. Hansen.",
        "Sjå St.meld. nr. 17 og pkt. 3 i han.",
        "Eg veit ikkje ... men det går vel.",
        "Eg veit ikkje… kanskje.",
        "Eg veit ikkje … – men ja.",
        "«Kva gjer vi no?» spurde ho.",
        "Han sa «nei!» og gjekk.",
        "Vi venta i 1,5 år på 2.500 kroner.",
        "1. Kva har hendt sidan sist?",
    ],
)
def test_a_sentence_with_stops_inside_stays_whole(sentence: str) -> None:
    assert cut_sentences(sentence) == [sentence]
    assert cut_sentences(f"{sentence} Neste kjem her.") == [sentence, "Neste kjem her."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Går det? Ja! Bra.", ["Går det?", "Ja!", "Bra."]),
        ("Møtet var kl. 10. Det var tidleg.", ["Møtet var kl. 10.", "Det var tidleg."]),
        ("Vi har NAV osv. Men ikkje fleire.", ["Vi har NAV osv.", "Men ikkje fleire."]),
        ("Det kosta 30 000 kr. Det var dyrt.", ["Det kosta 30 000 kr.", "Det var dyrt."]),
        ("Han sa «nei.» Så gjekk han.", ["Han sa «nei.»", "Så gjekk han."]),
        ("Kanskje ... Eg veit ikkje.", ["Kanskje ...", "Eg veit ikkje."]),
        ("Verkeleg?! Ja.", ["Verkeleg?!", "Ja."]),
        ("Kva no? seier du.", ["Kva no?", "seier du."]),
        ("Ho kom inn i. Så gjekk ho.", ["Ho kom inn i.", "Så gjekk ho."]),
        ("Ja. [latter] Det var det. [pause]", ["Ja.", "[latter] Det var det. [pause]"]),
        ("Utan punktum\nNy linje", ["Utan punktum", "Ny linje"]),
        ("– Ja. – Nei.", ["– Ja.", "– Nei."]),
    ],
)
def test_sentences_end_where_a_reader_would_say(text: str, expected: list[str]) -> None:
    assert cut_sentences(text) == expected


def test_a_soft_line_break_before_a_small_letter_ends_no_sentence() -> None:
    text = "Vi var tre, og no er vi fem, med to\ntil etter jul. Då er vi\nmange.\n\nJa.\nnei"
    end = text.index("\n\n")
    turns = (Turn(0, end, "R"), Turn(end + 2, len(text), "I"))
    broken = cut(text, turns, [Span(0, end), Span(end + 2, end + 5), Span(end + 6, len(text))])
    assert [text[a:b] for a, b in broken.spans("sentence")] == [
        "Vi var tre, og no er vi fem, med to\ntil etter jul.",
        "Då er vi\nmange.",
        "Ja.",
        "nei",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ja, f.eks. startlån-saka.", ["Ja", "f.eks", "startlån-saka"]),
        ("Kl. 10:30 kom 2.500 og 1,5.", ["Kl", "10:30", "kom", "2.500", "og", "1,5"]),
        ("og/eller NAV’s a@b.no", ["og/eller", "NAV’s", "a@b.no"]),
        ("– Nei – «aldri»!", ["Nei", "aldri"]),
        ("_kursiv_ og mjuk\u00adbindestrek", ["kursiv", "og", "mjuk\u00adbindestrek"]),
        ("null\u200bbreidd", ["null\u200bbreidd"]),
        ("", []),
    ],
)
def test_words_hold_together_what_is_one_word(text: str, expected: list[str]) -> None:
    assert cut_words(text) == expected


@settings(max_examples=100)
@given(st.text(alphabet=st.sampled_from("ab9 .,:-'’/@\n[]?–é_\u00ad\u0301"), max_size=40))
def test_packed_words_are_the_same_words_and_cover_every_letter(text: str) -> None:
    flat = word_bounds(text)
    spans = words(text)
    assert [(flat[i], flat[i + 1]) for i in range(0, len(flat), 2)] == [tuple(span) for span in spans]
    inside = {i for a, b in spans for i in range(a, b)}
    assert all(i in inside for i, c in enumerate(text) if c.isalnum())


@settings(max_examples=100)
@given(st.text(alphabet=st.characters(max_codepoint=0x20CF, exclude_categories=["Cs"]), max_size=30))
def test_words_do_not_depend_on_what_other_letters_the_text_has(text: str) -> None:
    assert words(text + " \u0101") == [*words(text), Span(len(text) + 1, len(text) + 2)]


@settings(max_examples=100)
@given(st.text(alphabet=st.sampled_from("aÅ9²ß .,:-'’‑/@\n\u00a0\u2003–«"), max_size=30))
def test_words_with_what_holds_them_together_do_not_either(text: str) -> None:
    assert words(text + " \u0101") == [*words(text), Span(len(text) + 1, len(text) + 2)]


def test_marks_are_remarks_in_brackets_and_time_stamps() -> None:
    text = "[latter] Ja [uklart 00:12:31] kl. 10:30, 00:01:02 og [ikkje\nlukka] 1:02:03.5"
    assert [text[a:b] for a, b in marks(text)] == ["[latter]", "[uklart 00:12:31]", "00:01:02", "1:02:03.5"]


def test_a_text_without_times_has_its_remarks_too() -> None:
    text = "Ja [pause] nei [] jo"
    assert [text[a:b] for a, b in marks(text)] == ["[pause]", "[]"]


@settings(max_examples=100)
@given(st.text(alphabet=st.sampled_from("aBé .?!…»)\n1kr"), max_size=60))
def test_every_visible_character_is_in_exactly_one_sentence(text: str) -> None:
    found = sentences(text, lines(text, [Span(0, len(text))]))
    covered = [i for a, b in found for i in range(a, b)]
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)


def test_a_cut_text_has_segments_of_every_unit() -> None:
    text = "Kva no?\n\nJa. Vel.\nSå gjekk vi."
    whole = cut(text, [Turn(0, 7, "I"), Turn(9, 30, "R")], preamble="Dato: 2012")
    counts = {str(unit): len(segments(whole, unit)) for unit in Unit}
    assert counts == {"character": 30, "word": 7, "sentence": 4, "paragraph": 3, "turn": 2, "transcript": 1}
    assert whole.preamble == "Dato: 2012"


def test_words_that_were_cut_before_are_taken_as_they_are() -> None:
    text = "Kva no?"
    turns = [Turn(0, 7, "I")]
    assert cut(text, turns, packed_words=word_bounds(text)) == cut(text, turns)


@pytest.mark.parametrize("turns", [[Turn(0, 5), Turn(3, 7)], [Turn(0, 9)], [Turn(4, 2)]])
def test_turns_that_overlap_or_lie_outside_are_refused(turns: list[Turn]) -> None:
    with pytest.raises(ValueError, match="out of order"):
        cut("Kva no?", turns)


@given(st.lists(st.integers(0, 9), max_size=12), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=6))
def test_segments_that_are_touched_are_counted_once_each(widths: list[int], places: list[tuple[int, int]]) -> None:
    found: list[Span] = []
    at = 0
    for width in widths:
        found.append(Span(at, at + width + 1))
        at += width + 2
    spans = [Span(start, start + length + 1) for start, length in places]
    assert touched(pack(found), spans) == sum(any(one.overlaps(span) for span in spans) for one in found)
