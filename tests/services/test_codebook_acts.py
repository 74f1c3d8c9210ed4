"""Whatever is done to a codebook in whatever order, taking all of it back leaves the project as it was."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tests.services.desks import Desk
from workbench.core.bundle import Bundle
from workbench.core.codebook import Card
from workbench.core.errors import WorkbenchError
from workbench.core.transcripts import Transcript
from workbench.services.codebooks import code_merges, codebook, codebook_changes, codes
from workbench.services.codings import coding, recoding
from workbench.services.history import history
from workbench.services.memos import memos
from workbench.store import bundles, checks


def whole(desk: Desk) -> Bundle:
    with desk.project.database.reading() as connection:
        assert checks.problems(connection) == []
        return bundles.export(connection)


def events(desk: Desk) -> int:
    return len(history.history(desk.project, limit=1000))


def an_act(desk: Desk, chance: random.Random, transcript: Transcript, step: int) -> Callable[[], object]:
    """Return something that a researcher might do next."""
    study = desk.project
    tree = codebook.tree(study)
    one, other = chance.choice(tree.order), chance.choice([*tree.order, None])
    own = [c for c in whole(desk).records["coding"] if c.code == one.uuid]
    acts: list[Callable[[], object]] = [
        lambda: codes.add_code(study, f"Kode {step % 7}", language="nn", parent=other),
        lambda: codes.rename(study, one, f"Namn {step}", language=chance.choice(["nn", "en"])),
        lambda: codes.move(study, one, below=other, at=chance.randint(0, 3)),
        lambda: code_merges.merge(study, one, other or one),
        lambda: code_merges.split(study, one, [c.uuid for c in own[:1]], f"Del {step}", language="nn"),
        lambda: codes.retire(study, one),
        lambda: codes.restore(study, one),
        lambda: codes.recolour(study, one, f"#00000{step % 10}", branch=True),
        lambda: codes.set_shortcut(study, one, chance.choice("abc")),
        lambda: codes.edit_card(study, one, Card({"nn": f"Nytt {step}"})),
        lambda: codes.delete(study, one),
        lambda: coding.apply_code(study, transcript, desk.place(transcript, "auka"), one),
        lambda: coding.pin(study, chance.randint(0, 3), one),
    ]
    if own:
        acts += [
            lambda: codebook_changes.keep(study, own[0]),
            lambda: recoding.recode(study, [own[0].uuid], other or one),
            lambda: coding.uncode(study, own[0].uuid),
        ]
    return chance.choice(acts)


@pytest.mark.parametrize("seed", range(4))
def test_taking_all_of_it_back_leaves_the_project_as_it_was(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    transcript = desk.interview()
    for words in ("Budsjettet", "auka", "startlån"):
        for key in ("budsjett", "startlan"):
            memos.write_memo(desk.project, "coding", desk.code(transcript, words, key).uuid, "Noko.")
    before, begun = whole(desk).digest(), events(desk)

    for step in range(30):
        act, so_far = an_act(desk, chance, transcript, step), events(desk)
        try:
            act()
        except WorkbenchError:
            assert events(desk) == so_far
    after, done = whole(desk).digest(), events(desk) - begun

    assert done > 5
    for _act in range(done):
        desk.undo()
    assert whole(desk).digest() == before
    for _act in range(done):
        history.redo(desk.project)
    assert whole(desk).digest() == after
