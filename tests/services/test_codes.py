"""The codebook is worked on code by code: each act is one event, undone whole, and a revision where meaning changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import an_empty_project
from tests.services.desks import Desk
from workbench.core.codebook import Code, CodebookRevision, CodeRevision
from workbench.core.errors import RefusedError
from workbench.services import codebook, codes
from workbench.services.project import open_project
from workbench.store import codebook as stored
from workbench.store import records


def find(desk: Desk, key: str) -> Code:
    return codebook.tree(desk.project).find(key)


def revision(desk: Desk) -> int:
    with desk.project.database.reading() as connection:
        return stored.revision(connection)


def revised(desk: Desk, n: int) -> set[str]:
    """Return the keys of the codes that a codebook revision says something new about."""
    tree = codebook.tree(desk.project)
    with desk.project.database.reading() as connection:
        found: list[CodeRevision] = records.all_of(connection, "code_revision")
    return {tree.by_uuid[one.code].key for one in found if one.n == n}


def order(desk: Desk) -> list[str]:
    tree = codebook.tree(desk.project)
    return ["  " * tree.depth(code) + code.key for code in tree.order]


def test_a_new_code_stands_last_among_its_siblings_and_makes_a_revision(desk: Desk) -> None:
    made = codes.add_code(desk.project, "Auka  budsjett!", language="nn", parent=find(desk, "budsjett"))
    assert (made.key, made.names, made.colour) == (
        "auka-budsjett",
        {"nn": "Auka budsjett!"},
        find(desk, "budsjett").colour,
    )
    codes.add_code(desk.project, "Kutt", language="nn", parent=find(desk, "budsjett"), definition="Mindre pengar.")
    codes.add_code(desk.project, "Ventetid", language="nn")
    assert order(desk) == ["budsjett", "  auka-budsjett", "  kutt", "startlan", "motstand", "ventetid"]
    assert find(desk, "kutt").card.definition == {"nn": "Mindre pengar."}
    assert (revision(desk), revised(desk, 4)) == (4, {"ventetid"})
    desk.undo()
    assert (order(desk)[-1], revision(desk)) == ("motstand", 3)


def test_a_new_code_may_stand_right_after_another(desk: Desk) -> None:
    codes.add_code(desk.project, "Ventetid", language="nn", after=find(desk, "budsjett"))
    assert order(desk) == ["budsjett", "ventetid", "startlan", "motstand"]
    desk.undo()
    assert order(desk) == ["budsjett", "startlan", "motstand"]


def test_a_new_code_can_be_given_at_once_and_only_its_coding_stands_in_the_way_of_undo(desk: Desk) -> None:
    transcript = desk.interview()
    codes.add_code(desk.project, "Fleire som får", language="nn")
    made = desk.code(transcript, "Startlån", "fleire-som-får")
    assert made.codebook_revision == 2
    desk.undo()
    desk.undo()
    assert "fleire-som-får" not in order(desk)


def test_a_name_that_a_sibling_has_is_refused_but_not_elsewhere_in_the_tree(desk: Desk) -> None:
    with pytest.raises(RefusedError, match="called “BUDSJETT” there already, budsjett"):
        codes.add_code(desk.project, "BUDSJETT", language="en")
    below = codes.add_code(desk.project, "Budsjett", language="nn", parent=find(desk, "startlan"))
    assert below.key == "budsjett-2"
    with pytest.raises(RefusedError, match="needs a name"):
        codes.add_code(desk.project, " \x1b[31m ", language="nn")
    with pytest.raises(RefusedError, match="200"):
        codes.add_code(desk.project, "å" * 201, language="nn")


def test_a_project_without_a_codebook_gets_one_with_its_first_code(tmp_path: Path) -> None:
    an_empty_project(tmp_path, name="ny").close()
    with open_project(tmp_path / "ny.workbench", coder="anna") as project:
        codes.add_code(project, "???", language="nn")
        tree = codebook.tree(project)
        assert [code.key for code in tree.order] == ["code"]
        assert len(tree.codebooks) == 1


def test_a_code_made_here_goes_out_in_a_file_and_comes_in_as_itself(desk: Desk) -> None:
    codes.add_code(desk.project, "Auka budsjett", language="nn", parent=find(desk, "budsjett"))
    for suffix in ("yaml", "csv"):
        out = codebook.export_codebook(desk.project, desk.folder / f"ut.{suffix}")
        done = codebook.import_codebook(desk.project, out)
        assert (done.new, done.changed, done.alike) == (0, 0, 4)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("budsjett", ["budsjett"]),
        ("Budsjettet", ["budsjett"]),
        ("Startlån", ["startlan"]),
        ("Mótstand", ["motstand"]),
        ("Motsatt", []),
        ("Bustad", []),
        ("", []),
    ],
)
def test_codes_that_are_called_nearly_so_are_found(desk: Desk, name: str, found: list[str]) -> None:
    assert [code.key for code in codes.near_duplicates(codebook.tree(desk.project), name)] == found


def test_the_number_of_a_revision_that_codings_were_made_under_is_not_given_again(desk: Desk) -> None:
    transcript = desk.interview()
    codes.add_code(desk.project, "Ventetid", language="nn")
    with desk.as_coder("ben") as ben:
        ben.code(transcript, "Budsjettet")
    desk.undo()
    codes.add_code(desk.project, "Ventelister", language="nn")
    with desk.project.database.reading() as connection:
        numbers: list[CodebookRevision] = records.all_of(connection, "codebook_revision")
    assert sorted(one.n for one in numbers) == [1, 3]
