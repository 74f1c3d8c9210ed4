"""The codebook is worked on code by code: each act is one event, undone whole, and a revision where meaning changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import an_empty_project
from tests.services.desks import Desk
from workbench.core.codebook import Card, Code, CodebookRevision, CodeRevision
from workbench.core.errors import RefusedError
from workbench.services import project
from workbench.services.codebooks import codebook, codes
from workbench.services.codings import coding
from workbench.services.memos import memos
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
    with open_project(tmp_path / "ny.workbench", coder="anna") as study:
        codes.add_code(study, "???", language="nn")
        tree = codebook.tree(study)
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
        ("Nytt budsjett", []),
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


def test_a_code_is_renamed_in_one_language_and_keeps_its_key_and_codings(desk: Desk) -> None:
    transcript = desk.interview()
    desk.code(transcript, "Budsjettet")
    code = find(desk, "budsjett")
    codes.rename(desk.project, code, "Budget", language="en")
    codes.rename(desk.project, code, "Pengar", language="nn")
    assert find(desk, "budsjett").names == {"nn": "Pengar", "en": "Budget"}
    assert desk.codings() == [("anna", "budsjett", "Budsjettet")]
    assert revised(desk, revision(desk)) == {"budsjett"}
    with pytest.raises(RefusedError, match="there already, startlan"):
        codes.rename(desk.project, code, "startlan", language="en")
    codes.rename(desk.project, code, "", language="en")
    assert find(desk, "budsjett").names == {"nn": "Pengar"}
    with pytest.raises(RefusedError, match="needs a name"):
        codes.rename(desk.project, code, "", language="nn")
    for _act in range(3):
        desk.undo()
    assert find(desk, "budsjett").names == {"nn": "Budsjett"}


def test_the_same_name_again_makes_neither_an_act_nor_a_revision(desk: Desk) -> None:
    codes.rename(desk.project, find(desk, "budsjett"), "Budsjett", language="nn")
    assert revision(desk) == 1


def test_a_code_moves_with_its_branch_and_never_below_itself(desk: Desk) -> None:
    below = codes.add_code(desk.project, "Auka", language="nn", parent=find(desk, "budsjett"))
    codes.move(desk.project, find(desk, "budsjett"), below=find(desk, "motstand"))
    assert order(desk) == ["startlan", "motstand", "  budsjett", "    auka"]
    with pytest.raises(RefusedError, match="below itself"):
        codes.move(desk.project, find(desk, "motstand"), below=below)
    with pytest.raises(RefusedError, match="below itself"):
        codes.move(desk.project, below, below=below)
    desk.undo()
    assert order(desk) == ["budsjett", "  auka", "startlan", "motstand"]


def test_a_code_is_not_moved_beside_one_of_its_name(desk: Desk) -> None:
    other = codes.add_code(desk.project, "Budsjett", language="nn", parent=find(desk, "startlan"))
    with pytest.raises(RefusedError, match="there already"):
        codes.move(desk.project, other, below=None)


def test_another_order_among_siblings_is_no_revision(desk: Desk) -> None:
    codes.move(desk.project, find(desk, "motstand"), below=None, at=0)
    assert order(desk) == ["motstand", "budsjett", "startlan"]
    codes.move(desk.project, find(desk, "budsjett"), below=None, at=99)
    assert order(desk) == ["motstand", "startlan", "budsjett"]
    assert revision(desk) == 1
    desk.undo()
    desk.undo()
    assert order(desk) == ["budsjett", "startlan", "motstand"]


def test_a_code_stays_in_its_codebook(desk: Desk) -> None:
    codebook.import_codebook(desk.project, desk.file("metode.csv", "id,name_nn\nmetode,Metode"))
    with pytest.raises(RefusedError, match="two codebooks"):
        codes.move(desk.project, find(desk, "metode"), below=find(desk, "budsjett"))


def test_a_colour_is_given_to_one_code_or_to_its_branch(desk: Desk) -> None:
    codes.add_code(desk.project, "Auka", language="nn", parent=find(desk, "budsjett"))
    before = [code.colour for code in codebook.tree(desk.project).order]
    codes.recolour(desk.project, find(desk, "budsjett"), "#0A0B0C", branch=True)
    assert {find(desk, key).colour for key in ("budsjett", "auka")} == {"#0a0b0c"}
    assert revision(desk) == 2
    codes.recolour(desk.project, find(desk, "auka"), "#ffffff")
    with pytest.raises(RefusedError, match="is not a colour"):
        codes.recolour(desk.project, find(desk, "auka"), "red")
    desk.undo()
    desk.undo()
    assert [code.colour for code in codebook.tree(desk.project).order] == before


def test_a_letter_leaves_the_code_that_had_it_and_says_which(desk: Desk) -> None:
    assert codes.set_shortcut(desk.project, find(desk, "budsjett"), "B").taken_from is None
    done = codes.set_shortcut(desk.project, find(desk, "startlan"), "b")
    assert done.taken_from is not None
    assert done.taken_from.key == "budsjett"
    assert [code.shortcut for code in codebook.tree(desk.project).order] == ["", "b", ""]
    for wrong in ("bb", "-", " + "):
        with pytest.raises(RefusedError, match="one letter"):
            codes.set_shortcut(desk.project, find(desk, "startlan"), wrong)
    codes.set_shortcut(desk.project, find(desk, "startlan"), "")
    assert not find(desk, "startlan").shortcut
    desk.undo()
    desk.undo()
    assert [code.shortcut for code in codebook.tree(desk.project).order] == ["b", "", ""]


def test_a_card_is_edited_in_three_languages_and_makes_a_revision(desk: Desk) -> None:
    code = find(desk, "budsjett")
    card = Card({"nn": " Pengar \n", "en": "Money", "nb": "  "}, {}, {"nn": "Lån"}, {"nn": ("Vi fekk meir.", " ")})
    after = codes.edit_card(desk.project, code, card)
    assert after.card == Card({"nn": "Pengar", "en": "Money"}, {}, {"nn": "Lån"}, {"nn": ("Vi fekk meir.",)})
    assert (revision(desk), revised(desk, 2)) == (2, {"budsjett"})
    with pytest.raises(RefusedError, match="changed in the meantime"):
        codes.edit_card(desk.project, code, Card({"nn": "Noko anna"}))
    desk.undo()
    assert find(desk, "budsjett").card == code.card


def test_a_retired_code_keeps_its_codings_and_takes_no_new_ones_until_it_is_back(desk: Desk) -> None:
    transcript = desk.interview()
    desk.code(transcript, "Budsjettet")
    codes.retire(desk.project, find(desk, "budsjett"))
    assert desk.codings() == [("anna", "budsjett", "Budsjettet")]
    with pytest.raises(RefusedError, match="retired"):
        desk.code(transcript, "Startlån")
    with pytest.raises(RefusedError, match="which is retired"):
        codes.add_code(desk.project, "Budsjett", language="nn")
    codes.restore(desk.project, find(desk, "budsjett"))
    desk.code(transcript, "Startlån")
    assert revision(desk) == 3
    desk.undo()
    desk.undo()
    desk.undo()
    assert (find(desk, "budsjett").retired, revision(desk)) == (False, 1)


def test_only_a_code_that_was_never_used_is_deleted(desk: Desk) -> None:
    transcript = desk.interview()
    desk.code(transcript, "Budsjettet")
    with pytest.raises(RefusedError, match="was used"):
        codes.delete(desk.project, find(desk, "budsjett"))
    unused = find(desk, "motstand")
    memos.write_memo(desk.project, "code", unused.uuid, "Overflødig?")
    coding.pin(desk.project, 4, unused)
    codes.delete(desk.project, unused)
    assert order(desk) == ["budsjett", "startlan"]
    assert coding.pins(desk.project) == {}
    desk.undo()
    assert order(desk) == ["budsjett", "startlan", "motstand"]
    assert coding.pins(desk.project) == {4: unused.uuid}
    with desk.as_coder("ben") as ben, pytest.raises(RefusedError, match="another coder's memo"):
        codes.delete(ben.project, unused)


def test_a_theme_with_codes_below_is_not_deleted(desk: Desk) -> None:
    codes.add_code(desk.project, "Auka", language="nn", parent=find(desk, "budsjett"))
    with pytest.raises(RefusedError, match="codes below it"):
        codes.delete(desk.project, find(desk, "budsjett"))


def test_the_codebook_of_a_blind_project_stands_still_for_everybody(desk: Desk) -> None:
    project.change_settings(desk.project, blind=True)
    card = replace(find(desk, "budsjett").card, definition={"nn": "Pengar."})
    acts: list[Callable[[Desk, Code], object]] = [
        lambda at, _: codes.add_code(at.project, "Auka", language="nn"),
        lambda at, code: codes.rename(at.project, code, "Pengar", language="nn"),
        lambda at, code: codes.move(at.project, code, below=find(at, "startlan")),
        lambda at, code: codes.edit_card(at.project, code, card),
        lambda at, code: codes.retire(at.project, code),
        lambda at, code: codes.delete(at.project, code),
        lambda at, _: at.codebook("budsjett", "nykode"),
    ]
    for name in ("ben", "anna"):
        with desk.as_coder(name) as coder:
            for act in acts:
                with pytest.raises(RefusedError, match="codebook stands still"):
                    act(coder, find(coder, "budsjett"))
    codes.recolour(desk.project, find(desk, "budsjett"), "#aa0000")
    codes.set_shortcut(desk.project, find(desk, "budsjett"), "b")
    project.change_settings(desk.project, blind=False)
    codes.rename(desk.project, find(desk, "budsjett"), "Pengar", language="nn")
