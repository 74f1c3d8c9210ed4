"""A definition that changes asks what was coded before; lint, use and history of the codebook."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.services.desks import Desk
from workbench.analysis.tables import Table
from workbench.core.codebook import Card, Code, CodeTree
from workbench.core.errors import NotFoundError, RefusedError
from workbench.services import project
from workbench.services.codebooks import (
    code_merges,
    code_usage,
    codebook,
    codebook_changes,
    codebook_history,
    codebook_lint,
    codes,
)
from workbench.services.codings import coding, recoding
from workbench.services.imports import attributes


def find(desk: Desk, key: str) -> Code:
    return codebook.tree(desk.project).find(key)


def define(desk: Desk, key: str, **words: str) -> None:
    codes.edit_card(desk.project, find(desk, key), Card(words))


def before(desk: Desk, key: str = "budsjett") -> list[str]:
    return [one.quotation for one in codebook_changes.coded_before(desk.project, find(desk, key))]


def rows(table: Table) -> list[dict[str, Any]]:
    return [dict(zip([c.key for c in table.columns], row, strict=True)) for row in table.rows]


def test_codings_made_before_a_definition_changed_are_gone_through_one_by_one(desk: Desk) -> None:
    transcript = desk.interview()
    first, second, third = (desk.code(transcript, words) for words in ("budsjettet", "Budsjettet", "auka"))
    assert before(desk) == []
    define(desk, "budsjett", nn="Berre vedtekne budsjett.")
    desk.code(transcript, "startlån")
    assert before(desk) == ["budsjettet", "Budsjettet", "auka"]
    assert codebook_changes.former_card(desk.project, find(desk, "budsjett"), first) == Card()

    assert codebook_changes.keep(desk.project, first).codebook_revision == 2
    recoding.recode(desk.project, [second.uuid], find(desk, "motstand"))
    coding.uncode(desk.project, third.uuid)
    assert before(desk) == []
    assert ("anna", "motstand", "Budsjettet") in desk.codings()
    for left in (["auka"], ["Budsjettet", "auka"], ["budsjettet", "Budsjettet", "auka"]):
        desk.undo()
        assert before(desk) == left


def test_another_name_colour_place_or_example_leaves_what_was_coded_before_alone(desk: Desk) -> None:
    desk.code(desk.interview(), "Budsjettet")
    codes.rename(desk.project, find(desk, "budsjett"), "Pengar", language="nn")
    codes.move(desk.project, find(desk, "budsjett"), below=find(desk, "startlan"))
    codes.retire(desk.project, find(desk, "budsjett"))
    codes.edit_card(desk.project, find(desk, "budsjett"), Card(examples={"nn": ("Vi fekk meir.",)}))
    assert before(desk) == []


def test_each_goes_through_their_own_codings_only(desk: Desk) -> None:
    transcript = desk.interview()
    with desk.as_coder("ben") as ben:
        theirs = ben.code(transcript, "Budsjettet")
    define(desk, "budsjett", nn="Nytt.")
    assert before(desk) == []
    with pytest.raises(RefusedError, match="another coder's"):
        codebook_changes.keep(desk.project, theirs)
    with desk.as_coder("ben") as ben:
        assert before(ben) == ["Budsjettet"]
        coding.uncode(ben.project, theirs.uuid)
        with pytest.raises(NotFoundError, match="not there any more"):
            codebook_changes.keep(ben.project, theirs)


def lint(desk: Desk) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in codebook_lint.findings(desk.project):
        found.setdefault(one.kind, set()).add(one.code.key)
    return found


def test_lint_tells_what_is_amiss_with_each_code(desk: Desk) -> None:
    transcript = desk.interview()
    assert lint(desk) == {"no-definition": {"budsjett", "startlan", "motstand"}}
    codes.add_code(desk.project, "Budsjettet", language="nn", definition="Pengar")
    codes.add_code(desk.project, "Housing", language="en", definition="pengar ")
    desk.code(transcript, "Budsjettet")
    desk.code(transcript, "auka", "startlan")
    with desk.as_coder("ben") as ben:
        ben.code(transcript, "auka", "startlan")
    codes.set_shortcut(desk.project, find(desk, "motstand"), "m")
    found = lint(desk)
    assert found["near-name"] == {"budsjettet"}
    assert found["same-definition"] == {"housing"}
    assert found["never-used"] == {"motstand", "budsjettet", "housing"}
    assert found["one-coder"] == {"budsjett"}
    assert found["missing-name"] == {"budsjett", "startlan", "motstand", "budsjettet", "housing"}
    assert found["no-include"] == found["no-exclude"] == found["no-example"] == {"budsjettet", "housing"}
    codes.retire(desk.project, find(desk, "budsjett"))
    codes.recolour(desk.project, find(desk, "motstand"), find(desk, "startlan").colour)
    assert lint(desk)["retired-with-codings"] == {"budsjett"}
    assert lint(desk)["same-colour"] == {"motstand"}
    codes.move(desk.project, find(desk, "motstand"), below=find(desk, "budsjett"))
    assert lint(desk)["parent-retired"] == {"motstand"}


def test_names_of_several_words_are_near_only_where_each_word_is(desk: Desk) -> None:
    for name in ("Administrativ leiing", "Ny administrativ eining", "Administrativ leiinga", "Leiing, administrativ"):
        codes.add_code(desk.project, name, language="nn")
    assert lint(desk)["near-name"] == {"administrativ-leiinga"}


def test_lint_leaves_out_what_matters_less_and_counts(desk: Desk) -> None:
    whole = codebook_lint.table(desk.project)
    assert whole.notes == ["3 findings: 3 warning"]
    assert {row["severity"] for row in rows(whole)} == {"warning"}
    assert rows(codebook_lint.table(desk.project, least=codebook_lint.Severity.SERIOUS)) == []


def test_the_shipped_codebooks_have_no_serious_finding() -> None:
    files = codebook.read_together(codebook.shipped_codebooks())
    tree = CodeTree((file.codebook for file in files), (code for file in files for code in file.codes))
    assert [one for one in codebook_lint.lint(tree, {}) if one.severity is codebook_lint.Severity.SERIOUS] == []


def use(desk: Desk, **told: Any) -> dict[str, tuple[int, int, dict[str, int], dict[str, int]]]:
    return {
        row["key"]: (row["codings"], row["transcripts"], dict(row["coders"]), dict(row["places"]))
        for row in rows(code_usage.table(desk.project, **told))
    }


def test_use_is_told_by_coder_and_by_any_attribute(desk: Desk) -> None:
    moss, hamar = desk.interview("Moss_2010"), desk.interview("Hamar_2012", "I: Pengar?\nR: Pengar, ja.")
    attributes.set_attributes(desk.project, moss.name, {"municipality": "Moss", "year": "2010"}, as_text=False)
    attributes.set_attributes(desk.project, hamar.name, {"municipality": "Hamar", "year": "2012"}, as_text=False)
    desk.code(moss, "Budsjettet")
    desk.code(hamar, "Pengar, ja")
    with desk.as_coder("ben") as ben:
        ben.code(hamar, "Pengar, ja")
    assert use(desk)["budsjett"] == (3, 2, {"anna": 2, "ben": 1}, {"Hamar": 2, "Moss": 1})
    assert use(desk, by="year")["budsjett"][3] == {"2010": 1, "2012": 2}
    codes.move(desk.project, find(desk, "budsjett"), below=find(desk, "startlan"))
    assert use(desk)["startlan"][0] == 0
    assert use(desk, roll_up=True)["startlan"][:2] == (3, 2)
    with pytest.raises(NotFoundError, match="no attribute called"):
        code_usage.table(desk.project, by="kommune")


def test_a_blind_coder_reads_the_same_of_the_codebook_whatever_the_other_has_coded(desk: Desk) -> None:
    transcript = desk.interview()
    project.change_settings(desk.project, blind=True)

    def told() -> str:
        with desk.as_coder("ben") as ben:
            tables = (
                code_usage.table(ben.project),
                codebook_lint.table(ben.project),
                codebook_history.table(ben.project),
            )
            return json.dumps([[list(map(str, row)) for row in one.rows] for one in tables])

    with desk.as_coder("ben") as ben:
        ben.code(transcript, "auka")
    before = told()
    desk.code(transcript, "Budsjettet")
    desk.code(transcript, "auka", "motstand")
    assert told() == before


def test_history_says_what_each_revision_made_of_each_code(desk: Desk) -> None:
    define(desk, "budsjett", nn="Pengar.")
    define(desk, "budsjett", nn="Vedtekne pengar.")
    codes.move(desk.project, find(desk, "motstand"), below=find(desk, "startlan"))
    code_merges.merge(desk.project, find(desk, "startlan"), find(desk, "budsjett"))
    made = codebook_history.revisions(desk.project)
    assert [(one.n, one.who, one.action) for one in made] == [
        (5, "anna", "code.merge"),
        (4, "anna", "code.move"),
        (3, "anna", "code.card"),
        (2, "anna", "code.card"),
        (1, "anna", "codebook.import"),
    ]
    assert [(c.key, c.field, c.before, c.after) for c in made[2].changes] == [
        ("budsjett", "definition.nn", "Pengar.", "Vedtekne pengar.")
    ]
    assert [(c.key, c.field, c.before, c.after) for c in made[0].changes] == [
        ("motstand", "parent", "startlan", "budsjett"),
        ("startlan", "retired", "", "yes"),
    ]
    assert [c.field for c in made[4].changes] == ["code", "code", "code"]
    assert [one.n for one in codebook_history.revisions(desk.project, find(desk, "budsjett"))] == [3, 2, 1]
    assert [row["revision"] for row in rows(codebook_history.table(desk.project))] == [5, 5, 4, 3, 2, 1, 1, 1]
    desk.undo()
    assert codebook_history.revisions(desk.project)[0].n == 4
