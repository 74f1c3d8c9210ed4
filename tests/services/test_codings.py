"""Codings go out as they are seen and come in all or none."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.services.desks import Desk
from workbench.analysis.tables import shown
from workbench.core.coders import Progress
from workbench.core.codings import Certainty
from workbench.core.errors import MalformedFile, NotFoundError, RefusedError
from workbench.services import project, transcripts
from workbench.services.codings import coding, codings
from workbench.services.codings.codings import CodingsImported
from workbench.services.history import history
from workbench.services.imports import attributes
from workbench.services.memos import memos

HEAD = "transcript,start,end,code,coder,memo,quotation"


def bring(desk: Desk, *lines: str, dry_run: bool = False) -> CodingsImported:
    return codings.import_codings(desk.project, desk.file("k.csv", "\n".join([HEAD, *lines])), dry_run=dry_run)


def row(desk: Desk, words: str, code: str = "budsjett", coder: str = "", memo: str = "") -> str:
    start, end = desk.place(transcripts.find(desk.project, "Moss_2010"), words)
    return f'Moss_2010,{start},{end},{code},{coder},{memo},"{words}"'


def test_codings_come_in_as_one_act_with_memos_and_a_new_coder(desk: Desk) -> None:
    desk.interview()
    done = bring(
        desk, row(desk, "Budsjettet"), row(desk, "auka", coder="bjorn", memo="Sikker?"), row(desk, "Budsjettet")
    )
    assert done == CodingsImported(2, 0)
    assert desk.codings() == [("anna", "budsjett", "Budsjettet"), ("bjorn", "budsjett", "auka")]
    assert [m[4] for m in memos.table(desk.project).rows] == ["Sikker?"]
    (summary,) = transcripts.summaries(desk.project)
    assert set(summary.progress.values()) == {Progress.CODING}
    desk.undo()
    assert desk.codings() == []
    assert list(memos.table(desk.project).rows) == []
    history.redo(desk.project)
    assert len(desk.codings()) == 2


def test_the_same_file_again_is_alike_and_no_act(desk: Desk) -> None:
    desk.interview()
    lines = [row(desk, "Budsjettet", memo="x"), row(desk, "auka", coder="BJORN")]
    assert bring(desk, *lines, dry_run=True) == CodingsImported(2, 0)
    assert [c.name for c in project.coders(desk.project)] == ["anna"]
    bring(desk, *lines)
    events = len(history.history(desk.project))
    assert bring(desk, *lines) == CodingsImported(0, 2)
    assert len(history.history(desk.project)) == events


def test_taking_an_import_back_leaves_the_new_coder_with_later_work(desk: Desk) -> None:
    transcript = desk.interview()
    bring(desk, row(desk, "auka", coder="bjorn"))
    with desk.as_coder("bjorn") as bjorn:
        bjorn.code(transcript, "Budsjettet")
    desk.undo()
    assert desk.codings() == [("bjorn", "budsjett", "Budsjettet")]


def test_every_problem_is_numbered_and_nothing_is_stored(desk: Desk) -> None:
    desk.interview()
    with pytest.raises(MalformedFile) as refused:
        bring(
            desk,
            row(desk, "auka"),
            "Moss_2099,0,5,budsjett,,,",
            "Moss_2010,0,5,bil,,,",
            "Moss_2010,0,99999,budsjett,,,",
            "Moss_2010,3,4,budsjett,,,nei",
            "Moss_2010,3,3,budsjett,,,",
        )
    assert [line.split(":")[0] for line in refused.value.hint.splitlines()] == [
        f"{n}. line {n + 2}" for n in range(1, 6)
    ]
    assert desk.codings() == []
    with pytest.raises(MalformedFile, match="1 problem;"):
        bring(desk, f"Moss_2010,0,{'9' * 5000},budsjett,,,")


def test_white_space_in_a_quotation_does_not_count(desk: Desk) -> None:
    desk.interview()
    start, end = desk.place(transcripts.find(desk.project, "Moss_2010"), "Budsjettet har auka.")
    bring(desk, f'Moss_2010,{start},{end + 1},budsjett,,,"Budsjettet\n  har auka. "')
    assert desk.codings() == [("anna", "budsjett", "Budsjettet har auka.")]


def test_in_a_blind_project_one_brings_only_ones_own(desk: Desk) -> None:
    desk.interview()
    bring(desk, row(desk, "auka"))
    project.change_settings(desk.project, blind=True)
    with desk.as_coder("bjorn") as bjorn:
        with pytest.raises(RefusedError, match="blind"):
            bring(bjorn, row(bjorn, "auka", coder="anna"))
        assert bring(bjorn, row(bjorn, "auka")) == CodingsImported(1, 0)
        assert bjorn.codings() == [("bjorn", "budsjett", "auka")]


def test_thirty_rows_and_three_thousand_ask_the_database_equally_often(desk: Desk) -> None:
    from sqlalchemy import event

    desk.interview("Moss_2010", "I: Kva?\nR: " + " ".join(f"ord{n}" for n in range(4000)))
    asked: list[str] = []
    event.listen(desk.project.database.writer, "before_cursor_execute", lambda *given: asked.append(str(given[2])))
    rng = random.Random(3)
    counts = []
    for many in (30, 3000):
        asked.clear()
        spots = rng.sample(range(20_000), many)
        bring(desk, *(f"Moss_2010,{at},{at + 30},budsjett,,," for at in spots))
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 5


def test_the_list_is_narrowed_by_code_coder_transcript_and_attributes(desk: Desk) -> None:
    for name, place in (("Moss_2010", "Moss"), ("Hamar_2010", "Hamar")):
        transcript = desk.interview(name, f"I: Kva?\nR: Budsjettet i {place}.")
        attributes.set_attributes(desk.project, name, {"municipality": place})
        desk.code(transcript, "Budsjettet")
        desk.code(transcript, place, "motstand")

    def listed(**narrow: str) -> list[str]:
        return [str(one[7]) for one in codings.table(desk.project, **narrow).rows]

    assert listed(where="municipality:Moss") == ["Budsjettet", "Moss"]
    assert listed(where="municipality:Moss", transcript="hamar") == []
    assert listed(code="motstand") == ["Hamar", "Moss"]
    assert listed(transcript="hamar") == ["Budsjettet", "Hamar"]
    with pytest.raises(NotFoundError):
        codings.table(desk.project, coder="bjorn")
    with pytest.raises(RefusedError):
        codings.table(desk.project, where="Moss")


def test_an_export_read_back_into_a_copy_changes_nothing(example_study: Path, tmp_path: Path) -> None:
    from workbench.services import exporting

    with project.open_project(example_study, coder="anna") as study:
        target = tmp_path / "ut.csv"
        exporting.write_table(study, codings.table(study), target, spelling=exporting.spelling())
        rows = len(list(codings.table(study).rows))
        assert codings.import_codings(study, target) == CodingsImported(0, rows)


def test_people_read_names_certainty_and_memos_where_programs_have_keys(desk: Desk) -> None:
    desk.codebook("behov", behov="Behov og tal")
    made = desk.code(desk.interview(), "Budsjettet", "behov")
    coding.set_certainty(desk.project, made, Certainty.UNSURE)
    memos.write_on(desk.project, memos.MemoTarget("coding", made.uuid), "Sjå på denne att.")
    table = codings.table(desk.project, language="nn")
    (row,) = table.rows
    told = {c.key: shown(v, c) for c, v in zip(table.columns, row, strict=True) if not c.aside}
    assert (told["code"], told["certainty"], told["memo"]) == ("Behov og tal", "unsure", "Sjå på denne att.")
    assert told.keys().isdisjoint({"id", "start", "end"})
    assert dict(zip([c.key for c in table.columns], row, strict=True))["code"] == "behov"
