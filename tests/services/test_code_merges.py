"""Several codes are made one, and one is made two: nothing is lost, and all of it is undone at once."""

from __future__ import annotations

import pytest

from tests.services.desks import Desk
from workbench.core.bundle import Bundle
from workbench.core.codebook import Code
from workbench.core.coders import Progress
from workbench.core.errors import NotFoundError, RefusedError
from workbench.services import project
from workbench.services.codebooks import code_merges, codebook, codes
from workbench.services.codings import coding
from workbench.services.history import history
from workbench.services.memos import memos
from workbench.store import bundles


def find(desk: Desk, key: str) -> Code:
    return codebook.tree(desk.project).find(key)


def whole(desk: Desk) -> Bundle:
    with desk.project.database.reading() as connection:
        return bundles.export(connection)


def noted(desk: Desk) -> list[tuple[str, str]]:
    return [(str(row[3]), str(row[4])) for row in memos.table(desk.project).rows]


def test_codings_memos_pins_and_subcodes_go_over_and_come_back_as_one_act(desk: Desk) -> None:
    transcript = desk.interview()
    desk.code(transcript, "Budsjettet")
    desk.code(transcript, "startlån", "startlan")
    codes.add_code(desk.project, "Auka", language="nn", parent=find(desk, "budsjett"))
    memos.write_memo(desk.project, "code", find(desk, "budsjett").uuid, "Vidt.")
    coding.pin(desk.project, 1, find(desk, "budsjett"))
    codes.set_shortcut(desk.project, find(desk, "budsjett"), "b")
    with desk.as_coder("ben") as ben:
        ben.code(transcript, "auka")
    before = whole(desk).digest()

    preview = code_merges.merge_preview(desk.project, find(desk, "budsjett"), find(desk, "startlan"))
    done = code_merges.merge(desk.project, find(desk, "budsjett"), find(desk, "startlan"))

    assert done == preview
    assert (done.moved, done.together, done.memos) == (2, 0, 1)
    assert {row[1] for row in desk.codings()} == {"startlan"}
    assert find(desk, "budsjett").retired
    assert (find(desk, "startlan").shortcut, find(desk, "budsjett").shortcut) == ("b", "")
    assert codebook.tree(desk.project).path(find(desk, "auka"), "nn") == "Startlan > Auka"
    assert coding.pins(desk.project) == {1: find(desk, "startlan").uuid}
    assert history.undo(desk.project).summary == "code budsjett merged into startlan"
    assert whole(desk).digest() == before


def test_a_coding_that_would_be_one_that_stands_is_dropped_and_its_memo_hangs_on_that_one(desk: Desk) -> None:
    transcript = desk.interview()
    dropped = desk.code(transcript, "Budsjettet")
    standing = desk.code(transcript, "Budsjettet", "startlan")
    memo = memos.write_memo(desk.project, "coding", dropped.uuid, "Om pengane.")
    coding.pin(desk.project, 1, find(desk, "budsjett"))
    coding.pin(desk.project, 2, find(desk, "startlan"))
    before = whole(desk).digest()

    done = code_merges.merge(desk.project, find(desk, "budsjett"), find(desk, "startlan"))

    assert (done.moved, done.together, done.memos) == (0, 1, 1)
    left = whole(desk).records
    assert [one.uuid for one in left["coding"]] == [standing.uuid]
    assert [(one.uuid, one.coding) for one in left["memo"]] == [(memo.uuid, standing.uuid)]
    assert coding.pins(desk.project) == {2: find(desk, "startlan").uuid}
    desk.undo()
    assert whole(desk).digest() == before


def test_what_a_blind_coder_judged_when_done_goes_over_too(desk: Desk) -> None:
    transcript = desk.interview()
    project.change_settings(desk.project, blind=True)
    desk.code(transcript, "Budsjettet")
    desk.code(transcript, "Budsjettet", "startlan")
    desk.code(transcript, "auka")
    coding.set_status(desk.project, transcript, Progress.DONE)
    project.change_settings(desk.project, blind=False)
    before = whole(desk).digest()
    code_merges.merge(desk.project, find(desk, "budsjett"), find(desk, "startlan"))
    kept = whole(desk).records["coding_at_done"]
    assert {one.code for one in kept} == {find(desk, "startlan").uuid}
    assert len(kept) == 2
    desk.undo()
    assert whole(desk).digest() == before


def test_a_merge_that_makes_no_sense_is_refused(desk: Desk) -> None:
    below = codes.add_code(desk.project, "Auka", language="nn", parent=find(desk, "budsjett"))
    with pytest.raises(RefusedError, match="into itself"):
        code_merges.merge(desk.project, below, below)
    with pytest.raises(RefusedError, match="stands below"):
        code_merges.merge(desk.project, find(desk, "budsjett"), below)
    codes.add_code(desk.project, "Auka", language="nn", parent=find(desk, "startlan"))
    with pytest.raises(RefusedError, match="there already, auka"):
        code_merges.merge(desk.project, find(desk, "startlan"), find(desk, "budsjett"))
    codes.retire(desk.project, find(desk, "motstand"))
    with pytest.raises(RefusedError, match="is retired"):
        code_merges.merge(desk.project, below, find(desk, "motstand"))


def test_a_subcode_is_merged_into_the_code_above_it(desk: Desk) -> None:
    below = codes.add_code(desk.project, "Auka", language="nn", parent=find(desk, "budsjett"))
    desk.code(desk.interview(), "auka", "auka")
    code_merges.merge(desk.project, below, find(desk, "budsjett"))
    assert desk.codings() == [("anna", "budsjett", "auka")]


def test_nobody_merges_or_splits_codes_of_a_blind_project(desk: Desk) -> None:
    mine = desk.code(desk.interview(), "Budsjettet")
    project.change_settings(desk.project, blind=True)
    before = whole(desk).digest()
    for act in (code_merges.merge_preview, code_merges.merge):
        with pytest.raises(RefusedError, match="codebook stands still"):
            act(desk.project, find(desk, "budsjett"), find(desk, "startlan"))
    with pytest.raises(RefusedError, match="codebook stands still"):
        code_merges.split(desk.project, find(desk, "budsjett"), [mine.uuid], "Pengar", language="nn")
    assert whole(desk).digest() == before


def test_chosen_codings_go_to_a_new_code_and_keep_their_revision(desk: Desk) -> None:
    transcript = desk.interview()
    first = desk.code(transcript, "Budsjettet")
    desk.code(transcript, "auka")
    before = whole(desk).digest()
    new = code_merges.split(desk.project, find(desk, "budsjett"), [first.uuid], "Pengar", language="nn")
    assert (new.key, new.position, new.colour) == ("pengar", 1, find(desk, "budsjett").colour)
    assert sorted(desk.codings()) == [("anna", "budsjett", "auka"), ("anna", "pengar", "Budsjettet")]
    assert {one.codebook_revision for one in whole(desk).records["coding"]} == {1}
    with pytest.raises(NotFoundError, match="1 of the chosen"):
        code_merges.split(desk.project, find(desk, "budsjett"), [first.uuid], "Meir", language="nn")
    with pytest.raises(RefusedError, match="No passage"):
        code_merges.split(desk.project, find(desk, "budsjett"), [], "Meir", language="nn")
    desk.undo()
    assert whole(desk).digest() == before
