"""A few letters find the code that is meant."""

from workbench.analysis.matching import Entry, find, found_by

CODES = [
    Entry("1", ["Larger budget", "Auka budsjett", "Økt budsjett"], "auka-budsjett", "Budgeting > Larger budget"),
    Entry("2", ["Start-up loan", "Startlån"], "startlan", "Budgeting > Start-up loan"),
    Entry("3", ["Resistance", "Motstand"], "motstand", "Mobilisation > Resistance"),
    Entry("4", ["Elderly", "Eldre"], "eldre", "Groups > Elderly"),
    Entry("5", ["Budgeting", "Budsjettering"], "budsjettering", "Budgeting"),
    Entry("6", ["Housing allowance", "Bustøtte"], "bustotte", "Budgeting > Housing allowance"),
    Entry("7", ["Ordinary home", "Ålmenn bustad"], "almenn", "Groups > Ordinary home"),
]


def names(query: str, **near: float) -> list[str]:
    return [entry.names[0] for entry in find(query, CODES, nearness=near)]


def test_what_begins_a_name_comes_before_what_begins_a_later_word() -> None:
    assert names("bud")[:2] == ["Budgeting", "Larger budget"]


def test_the_readers_own_language_comes_first_and_other_languages_are_found() -> None:
    assert names("bu")[0] == "Budgeting"
    assert "Housing allowance" in names("bu")
    assert names("motst") == ["Resistance"]
    assert found_by("motst", CODES[2]) == "Motstand"
    assert found_by("resis", CODES[2]) == ""


def test_what_begins_a_word_comes_before_what_stands_inside_one() -> None:
    assert names("sta")[0] == "Start-up loan"
    assert names("sta").index("Start-up loan") < names("sta").index("Resistance")


def test_accents_may_be_left_out_and_count_where_they_are_written() -> None:
    assert names("okt bud")[0] == "Larger budget"
    assert names("bustotte")[0] == "Housing allowance"
    assert names("ålm")[0] == names("alm")[0] == "Ordinary home"


def test_the_beginnings_of_several_words_find_a_name() -> None:
    assert names("au bu")[0] == "Larger budget"
    assert names("hous al")[0] == "Housing allowance"


def test_a_typing_error_still_finds_it() -> None:
    assert names("resitsance")[0] == "Resistance"


def test_nothing_typed_gives_the_codes_used_lately_and_then_the_codebooks_order() -> None:
    assert names("", **{"4": 2.0, "6": 3.0})[:3] == ["Housing allowance", "Elderly", "Larger budget"]


def test_among_equals_the_one_used_lately_comes_first() -> None:
    assert names("e", **{"4": 1.0})[0] == "Elderly"


def test_nonsense_finds_nothing_and_no_more_than_asked_for_is_found() -> None:
    assert names("qqqzzz") == []
    assert len(find("", CODES, limit=3)) == 3
