"""Names: of people, codes and places, however they are typed."""

import pytest

from workbench.core.coders import Coder, parse_coder
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.names import name_key, shown, without_controls


@pytest.mark.parametrize(("one", "other"), [("Moss", " moss "), ("Å\u200bse", "A\u030ase"), ("ﬁnn", "FINN")])
def test_two_spellings_of_a_name_are_one(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Lane", "Låne"), ("Berg", "Bærg"), ("kafe", "kafé")])
def test_accents_tell_names_apart(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_what_cannot_be_seen_is_shown_by_its_number() -> None:
    assert shown("Moss\u202e\x1b[2J\u00ad") == "Moss\\u202e\\u001b[2J\\u00ad"


@pytest.mark.parametrize(
    ("written", "meant"), [("anna", ("anna", 1)), (" anna  berg /2", ("anna berg", 2)), ("anna/02", ("anna", 2))]
)
def test_a_coder_is_a_person_in_a_round(written: str, meant: tuple[str, int]) -> None:
    assert parse_coder(written) == meant


@pytest.mark.parametrize("written", ["", "  ", "/2", "anna/", "anna/0", "anna/b", "anna/2/3", "an\u200bna", "a" * 101])
def test_what_is_no_coders_name_is_refused(written: str) -> None:
    with pytest.raises(RefusedError):
        parse_coder(written)


def test_a_later_round_stands_in_the_name() -> None:
    assert [Coder("", "anna", n).name for n in (1, 2)] == ["anna", "anna/2"]


@pytest.mark.parametrize(("person", "letters"), [("anna", "A"), ("Åse Berg", "ÅB"), ("per-olav lie", "PO"), ("7", "7")])
def test_a_coder_has_a_letter_or_two_for_the_margin(person: str, letters: str) -> None:
    assert Coder("", person).initials == letters


def test_a_name_that_is_not_there_is_answered_with_the_nearest() -> None:
    assert "Moss" in NotFoundError.named("case", "mos", ["Moss", "Hamar"]).hint
    assert "Hamar" in NotFoundError.named("case", "xyz", ["Moss", "Hamar"]).hint
    assert "no case yet" in NotFoundError.named("case", "xyz", []).hint


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("Moss_2010_\x1b[31mrød\x1b[0m", "Moss_2010_rød"),
        ("a\x1b]0;tittel\x07b", "ab"),
        ("a\x1b]52;c;eA==\x1b\\b", "ab"),
        ("to\nlinjer\tog\x00null", "to linjer og null"),
        ("\udce6 lone", "\ufffd lone"),
        ("a\u030a", "å"),
        ("[b] [/] $x", "[b] [/] $x"),
        ("\x1b[2J", ""),
        ("\x1b", ""),
    ],
)
def test_what_a_terminal_would_obey_goes_out_of_a_name(given: str, stored: str) -> None:
    assert without_controls(given) == stored
