"""Facts land on what they are about, in the narrowest type that loses nothing."""

from __future__ import annotations

import pytest

from tests.services.desks import Desk
from workbench.core.cases import AttributeType
from workbench.core.errors import MalformedFile, RefusedError
from workbench.services import transcripts
from workbench.services.history import history
from workbench.services.imports import attributes
from workbench.services.imports.attributes import AttributesChanged


def give(desk: Desk, name: str, **facts: str) -> AttributesChanged:
    return attributes.set_attributes(desk.project, name, facts, as_text=True)


def take(desk: Desk, *lines: str) -> AttributesChanged:
    return attributes.import_attributes(desk.project, desk.file("fakta.csv", "\n".join(lines)))


def types(desk: Desk) -> dict[str, str]:
    return {str(row[2]): str(row[3]) for row in attributes.table(desk.project).rows}


def case_of(desk: Desk, name: str) -> str:
    return next(s.case for s in transcripts.summaries(desk.project) if s.transcript.name == name)


def test_interviews_of_one_municipality_share_a_case_and_its_facts(desk: Desk) -> None:
    for name in ("a", "b"):
        desk.interview(name, f"I: Kva?\nR: {name}")
        give(desk, name, municipality="Moss", year="2010")
    give(desk, "a", region="Østfold")
    assert desk.facts() == {
        ("Moss", "municipality"): "Moss",
        ("Moss", "region"): "Østfold",
        ("a", "year"): "2010",
        ("b", "year"): "2010",
    }
    assert types(desk)["year"] == AttributeType.INTEGER


def test_a_corrected_municipality_moves_the_interview_and_leaves_the_others(desk: Desk) -> None:
    for name in ("a", "b"):
        desk.interview(name, f"I: Kva?\nR: {name}")
        give(desk, name, municipality="Mos")
    give(desk, "a", municipality="Moss")
    assert (case_of(desk, "a"), case_of(desk, "b")) == ("Moss", "Mos")


def test_a_case_that_was_named_keeps_its_interviews_when_the_municipality_is_told(desk: Desk) -> None:
    desk.interview("a")
    give(desk, "a", case="Bustadkontoret")
    done = give(desk, "a", municipality="Moss")
    assert case_of(desk, "a") == "Bustadkontoret"
    assert desk.facts() == {("Bustadkontoret", "municipality"): "Moss"}
    assert done.notices == ()
    told = give(desk, "a", municipality="Hamar")
    assert [notice.message for notice in told.notices] == ["municipality of all of Bustadkontoret was Moss, is Hamar"]
    give(desk, "a", case="")
    assert case_of(desk, "a") == ""


def test_a_fact_about_a_case_is_kept_where_no_case_is_known(desk: Desk) -> None:
    desk.interview("a")
    give(desk, "a", region="Østfold")
    assert desk.facts() == {("a", "region"): "Østfold"}


@pytest.mark.parametrize(
    ("values", "type_", "spelled"),
    [
        (("55", "60"), "integer", ("55", "60")),
        (("55", "7,5"), "number", ("55", "7.5")),
        (("7,5", "55"), "number", ("7.5", "55")),
        (("55", "om lag 60"), "text", ("55", "om lag 60")),
        (("301", "0219"), "text", ("301", "0219")),
        (("0219", "301"), "text", ("0219", "301")),
        (("1", "1_000"), "text", ("1", "1_000")),
        (("1,5", "nan"), "text", ("1.5", "nan")),
        (("ja", "nei"), "boolean", ("ja", "nei")),
        (("ja", "kanskje"), "text", ("ja", "kanskje")),
        (("ja", "1"), "text", ("ja", "1")),
        (("2011-02-03", "2011-02-30"), "text", ("2011-02-03", "2011-02-30")),
    ],
)
def test_a_type_widens_so_that_no_value_is_lost(
    desk: Desk, values: tuple[str, str], type_: str, spelled: tuple[str, str]
) -> None:
    for name, value in zip("ab", values, strict=True):
        desk.interview(name, f"I: Kva?\nR: {name}")
        give(desk, name, svar=value)
    assert types(desk) == {"svar": type_}
    assert (desk.facts()["a", "svar"], desk.facts()["b", "svar"]) == spelled


def test_a_file_of_facts_is_one_act_whose_types_come_from_all_rows(desk: Desk) -> None:
    for name in ("a", "b"):
        desk.interview(name, f"I: Kva?\nR: {name}")
    done = take(desk, "transcript;minutt;kommunenr", "a.txt;55;301", "b;7,5;0219", "c;1;1")
    assert types(desk) == {"minutt": "number", "kommunenr": "text"}
    assert done.changed == 4
    assert [(n.kind, n.where) for n in done.notices] == [("row-without-file", "fakta.csv, line 4")]
    desk.undo()
    assert desk.facts() == {}
    history.redo(desk.project)
    assert desk.facts()["b", "minutt"] == "7.5"


def test_a_second_file_updates_facts_and_an_empty_cell_says_nothing(desk: Desk) -> None:
    desk.interview("a")
    take(desk, "transcript,municipality,year,form", "a,Moss,2010,gruppe")
    done = take(desk, "transcript,municipality,year,form", "a,Moss,2011,")
    assert done.changed == 1
    assert desk.facts() == {("Moss", "municipality"): "Moss", ("a", "year"): "2011", ("a", "form"): "gruppe"}
    assert take(desk, "transcript,municipality,year,form", "a,Moss,2011,").changed == 0


def test_a_file_by_case_gives_facts_to_cases(desk: Desk) -> None:
    for name, place in (("a", "Moss"), ("b", "Moss"), ("c", "Hamar")):
        desk.interview(name, f"I: Kva?\nR: {name}")
        give(desk, name, municipality=place)
    done = take(desk, "case,innbyggjarar", "Moss,30000", "Hamar,28000", "Voss,1")
    facts = desk.facts()
    assert facts["Moss", "innbyggjarar"] == "30000"
    assert facts["Hamar", "innbyggjarar"] == "28000"
    assert ("a", "innbyggjarar") not in facts
    assert [(n.kind, n.where) for n in done.notices] == [("row-without-case", "fakta.csv, line 4")]


def test_a_column_case_names_the_case_of_each_interview(desk: Desk) -> None:
    for name in ("a", "b"):
        desk.interview(name, f"I: Kva?\nR: {name}")
    take(desk, "transcript,case,municipality", "a,Kontor 1,Moss", "b,Kontor 2,Moss")
    assert (case_of(desk, "a"), case_of(desk, "b")) == ("Kontor 1", "Kontor 2")
    assert desk.facts()["Kontor 2", "municipality"] == "Moss"


def test_names_of_facts_are_one_however_they_are_spelt(desk: Desk) -> None:
    desk.interview("a")
    attributes.set_attributes(desk.project, "a", {" År ": "2010"})
    attributes.set_attributes(desk.project, "a", {"A\u030aR": "2011"})
    assert desk.facts() == {("a", "År"): "2011"}
    attributes.set_attributes(desk.project, "a", {"år": " "})
    assert desk.facts() == {}


def test_a_file_with_problems_changes_nothing(desk: Desk) -> None:
    desk.interview("a")
    with pytest.raises(MalformedFile) as refused:
        take(desk, "transcript,year", "a,2010", "a,2011", ",2012")
    assert refused.value.hint.count("\n") == 1
    assert desk.facts() == {}


def test_what_was_changed_is_told_and_the_trail_names_it_without_values(desk: Desk) -> None:
    desk.interview("Moss_2011_ola")
    give(desk, "Moss_2011_ola", municipality="Moss", year="2011")

    done = give(desk, "Moss_2011_ola", municipality="Hamar", year="")

    assert set(done.lines[0].removeprefix("Moss_2011_ola: ").split(", ")) == {
        "municipality Moss → Hamar",
        "case Moss → Hamar",
        "year 2011 → (none)",
    }
    summary = history.history(desk.project, limit=1)[0].summary
    assert summary.endswith(" of Moss_2011_ola")
    assert set(summary.removesuffix(" of Moss_2011_ola").split(", ")) == {"municipality", "case", "year"}


def test_a_slip_does_not_make_an_attribute_text_for_all(desk: Desk) -> None:
    desk.interview("a")
    give(desk, "a", year="2010")

    with pytest.raises(RefusedError, match="year is of type integer, and “banan” is not") as refused:
        attributes.set_attributes(desk.project, "a", {"year": "banan"})

    assert "--as-text" in refused.value.hint
    assert types(desk) == {"year": "integer"}
    assert take(desk, "transcript,year", "a,banan").notices[0].where == "a"
    assert types(desk) == {"year": "text"}
