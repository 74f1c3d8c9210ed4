"""A coding that stood elsewhere before its transcript was corrected can go as any other, and comes back whole."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.services.desks import Desk
from workbench.core.codings import Coding, CodingAnchor
from workbench.core.events import added
from workbench.services.codebooks import code_merges, codebook
from workbench.services.codings import coding, recoding
from workbench.services.memos import memos
from workbench.store import bundles, events


def whole(desk: Desk) -> str:
    with desk.project.database.reading() as connection:
        return bundles.export(connection).digest()


def uncode(desk: Desk, one: Coding) -> None:
    coding.uncode(desk.project, one.uuid)


def uncode_several(desk: Desk, one: Coding) -> None:
    recoding.uncode(desk.project, [one.uuid])


def recode(desk: Desk, one: Coding) -> None:
    recoding.recode(desk.project, [one.uuid], codebook.tree(desk.project).find("motstand"))


def merge(desk: Desk, _one: Coding) -> None:
    tree = codebook.tree(desk.project)
    code_merges.merge(desk.project, tree.find("budsjett"), tree.find("motstand"))


@pytest.mark.parametrize("act", [uncode, uncode_several, recode, merge])
def test_a_coding_goes_with_its_former_places(desk: Desk, act: Callable[[Desk, Coding], None]) -> None:
    transcript = desk.interview()
    one = desk.code(transcript, "auka")
    desk.code(transcript, "auka", "motstand")
    memos.write_memo(desk.project, "coding", one.uuid, "Kor mykje?")
    with desk.project.database.writing() as connection:
        place = CodingAnchor(str(uuid4()), one.uuid, 1, 0, 5)
        events.record(connection, [added(place)], actor=None, action="transcript.correct", at=1)
    before = whole(desk)

    act(desk, one)

    assert [code for _, code, _ in desk.codings()] == ["motstand"]
    desk.undo()
    assert whole(desk) == before
