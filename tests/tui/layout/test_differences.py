from workbench.core.codings import Coding
from workbench.tui.layout.differences import differences

TEXT = "Vi fekk meir pengar. Ja, det gjekk."


def a_coding(words: str, code: str, coder: str) -> Coding:
    start = TEXT.index(words)
    return Coding(f"{code}{start}{coder}", "t", 1, code, start, start + len(words), coder)


def test_runs_that_only_one_coded_are_told_by_code_and_coder_in_text_order() -> None:
    mine = [a_coding("Vi fekk meir", "a", "me"), a_coding("Ja", "b", "me"), a_coding("det", "a", "me")]
    theirs = [a_coding("meir pengar", "a", "you"), a_coding("Ja", "b", "you"), a_coding("Ja", "c", "you")]
    found = [(TEXT[d.start : d.end], d.code, d.mine) for d in differences(TEXT, mine, theirs)]
    assert found == [("Vi fekk", "a", True), ("pengar", "a", False), ("Ja", "c", False), ("det", "a", True)]


def test_a_full_stop_more_or_less_is_no_difference() -> None:
    assert differences(TEXT, [a_coding("pengar.", "a", "me")], [a_coding("pengar", "a", "you")]) == []


def test_several_codings_of_one_code_count_as_what_they_cover() -> None:
    halves = [a_coding("Vi fekk ", "a", "me"), a_coding("fekk meir", "a", "me")]
    assert differences(TEXT, halves, [a_coding("Vi fekk meir", "a", "you")]) == []
