"""Interviews come in one by one, whole or refused, and go out together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.exchange.word_files import comment, commented, paragraph, run, word_file
from tests.services.desks import SAID, Desk
from workbench.core.drafts import Choices, Comment, Draft
from workbench.core.errors import FileError, NotFoundError, RefusedError, UnreadableFile
from workbench.core.transcripts import Role, Speaker
from workbench.services import project, transcripts
from workbench.services.history import history
from workbench.services.imports import importing
from workbench.services.imports.comments import comment_memos
from workbench.services.imports.importing import Outcome
from workbench.services.memos import memos
from workbench.services.project import OpenProject
from workbench.services.transcripts import OpenTranscript
from workbench.store import records


def names(desk: Desk) -> list[str]:
    return [summary.transcript.name for summary in transcripts.summaries(desk.project)]


def files(desk: Desk, count: int) -> Path:
    """Write a folder of short interviews, each with words of its own."""
    for n in range(count):
        desk.file(f"inn/Moss_{2000 + n}_a.txt", f"I: Kva hende i {n}?\nR: Lite, eigentleg, nummer {n}.")
    return desk.folder / "inn"


def plan(desk: Desk, *paths: Path, pattern: str = "") -> importing.Plan:
    return importing.plan(
        paths, choices=importing.choices(desk.project), remembered=importing.remembered(desk.project), pattern=pattern
    )


def opened(desk: Desk, outcome: Outcome) -> OpenTranscript:
    assert outcome.transcript is not None, outcome.error
    return transcripts.open_transcript(desk.project, outcome.transcript.uuid)


def informants(desk: Desk, speakers: tuple[Speaker, ...]) -> dict[str, str | None]:
    with desk.project.database.reading() as connection:
        called = {one.uuid: one.name for one in records.all_of(connection, "informant")}
    return {speaker.label: called.get(speaker.informant or "") for speaker in speakers}


def test_the_same_file_the_same_words_and_the_same_name_are_each_refused(desk: Desk) -> None:
    desk.interview("Moss_2010")
    again = [
        desk.file("inn/kopi.txt", SAID),
        desk.file("inn/andre-labels.txt", SAID.replace("\n", "\r\n")),
        desk.file("inn/moss_2010.txt", "I: Noko anna?\nR: Ja, noko anna."),
    ]
    for looked in (importing.preview(desk.project, plan(desk, *again)), desk.bring(*again)):
        said = [str(outcome.error) for outcome in looked]
        assert ["is in the project already, as Moss_2010" in text for text in said] == [True, True, False]
        assert "There is a transcript called moss_2010 with other words" in said[2]
    assert names(desk) == ["Moss_2010"]


def test_a_dry_run_finds_twins_among_the_files_and_stores_nothing(desk: Desk) -> None:
    paths = [
        desk.file("inn/a.txt", SAID),
        desk.file("inn/b.txt", SAID),
        desk.file("inn/a.md", "I: Anna?\nR: Ja, noko heilt anna."),
    ]
    looked = list(importing.preview(desk.project, plan(desk, *paths)))
    done = desk.bring(*paths)
    assert [outcome.ok for outcome in looked] == [outcome.ok for outcome in done] == [True, False, False]


def test_a_dry_run_says_what_the_import_will_notice(desk: Desk) -> None:
    path = desk.file("inn/a.txt", SAID)
    (looked,) = importing.preview(desk.project, plan(desk, path))
    assert names(desk) == []
    assert [n.kind for n in looked.notices] == [n.kind for n in desk.bring(path)[0].notices]
    assert {"case-missing", "year-missing"} <= {n.kind for n in looked.notices}


def test_two_hundred_files_with_one_bad_come_in_without_it(desk: Desk) -> None:
    folder = files(desk, 200)
    (folder / "Moss_2137_a.txt").write_bytes(b"PK\x03\x04 broken")
    outcomes = list(importing.import_files(desk.project, plan(desk, folder, pattern="{municipality}_{year}_*"), jobs=2))
    assert [outcome.path.name for outcome in outcomes if not outcome.ok] == ["Moss_2137_a.txt"]
    assert len(names(desk)) == 199
    assert [outcome.path.name for outcome in outcomes] == sorted(outcome.path.name for outcome in outcomes)
    desk.undo()
    assert names(desk) == []
    assert desk.facts() == {}
    history.redo(desk.project)
    assert len(names(desk)) == 199


def test_several_processes_read_the_same_as_one_and_bring_their_refusals_back(desk: Desk) -> None:
    folder = files(desk, 21)
    (folder / "Moss_2005_a.txt").write_bytes(b"PK\x03\x04 broken")
    planned = plan(desk, folder)
    one, many = ([*importing.drafts(planned, jobs=jobs)] for jobs in (1, 2))
    assert [outcome.draft for outcome in one] == [outcome.draft for outcome in many]
    assert [str(outcome.error) for outcome in one] == [str(outcome.error) for outcome in many]
    assert any(outcome.error and outcome.error.hint for outcome in many)


@pytest.mark.parametrize("jobs", [1, 2])
def test_cancelling_half_way_keeps_what_is_whole(desk: Desk, jobs: int) -> None:
    outcomes = importing.import_files(desk.project, plan(desk, files(desk, 24)), jobs=jobs)
    for _ in range(3):
        next(outcomes)
    outcomes.close()
    assert names(desk) == ["Moss_2000_a", "Moss_2001_a", "Moss_2002_a"]
    desk.undo()
    assert names(desk) == []


def test_undo_of_an_import_is_one_step_also_with_what_it_remembered(desk: Desk) -> None:
    desk.bring(files(desk, 2), pattern="{municipality}_{year}_*")
    with project.open_project(desk.project.path, coder="anna") as again:
        assert importing.remembered(again)["pattern"] == "{municipality}_{year}_*"
        event = history.undo(again)
        assert transcripts.summaries(again) == []
        assert history.said(again, event).startswith("2 transcripts")


def test_choices_are_remembered_and_can_be_forgotten(desk: Desk) -> None:
    said = "Kari: Kva {0}?\nOla: Ikkje mykje {0}.\nKari: Å {0}?\nOla: Nei {0}."
    chosen = importing.choices(desk.project, roles={"Kari": "respondent", "Ola": "interviewer"})
    desk.bring(desk.file("a.txt", said.format("a")), choices=chosen)
    for name, forget, role in (("b", False, Role.RESPONDENT), ("c", True, Role.INTERVIEWER)):
        with project.open_project(desk.project.path, coder="anna") as again:
            choices = importing.choices(again, forget=forget)
            planned = importing.plan([desk.file(f"{name}.txt", said.format(name))], choices=choices)
            (done,) = importing.import_files(again, planned)
            speakers = opened(Desk(again, desk.folder), done).speakers
        assert next(s.role for s in speakers if s.label == "Kari") is role


def test_a_mapping_file_names_speakers_and_people_and_is_remembered(desk: Desk) -> None:
    mapping = desk.file("val.csv", "label;speaker;role;informant\nIntevjuar;I;interviewer;\nR;R;respondent;Hamar A\n")
    said = "Intevjuar: Kva {0}?\nR: Lite {0}.\nIntevjuar: Å {0}?\nR: Ja {0}."
    chosen = importing.choices(desk.project, mapping=mapping)
    first = desk.bring(desk.file("a.txt", said.format("a")), choices=chosen)
    second = list(importing.import_files(desk.project, plan(desk, desk.file("b.txt", said.format("b")))))
    for done in (*first, *second):
        assert informants(desk, opened(desk, done).speakers) == {"I": None, "R": "Hamar A"}
    with desk.project.database.reading() as connection:
        assert len(records.all_of(connection, "informant")) == 1


def test_nothing_is_remembered_of_an_import_that_brought_nothing(desk: Desk) -> None:
    bad = desk.folder / "a.docx"
    bad.write_bytes(b"PK\x03\x04 broken")
    desk.bring(bad, pattern="{municipality}")
    assert importing.remembered(desk.project) == {}


def test_a_style_or_role_that_does_not_exist_is_refused_before_reading(desk: Desk) -> None:
    with pytest.raises(NotFoundError, match="no style called"):
        importing.choices(desk.project, style="kolon")
    with pytest.raises(RefusedError, match="is not a role"):
        importing.choices(desk.project, roles={"A": "sjef"})


def test_a_folder_without_transcripts_is_said_to_hold_none(desk: Desk) -> None:
    with pytest.raises(FileError, match="No transcripts were found"):
        plan(desk, desk.project.path.parent)


def test_the_tenth_informant_is_a_person_and_two_together_are_not(desk: Desk) -> None:
    labels = [f"Informant {n}" for n in range(1, 12)]
    said = [f"{label}: Eg er nummer {n} her." for n, label in enumerate(labels)] * 2
    said += ["Informant 1 og Informant 2: Ja!", "Informant 1 og Informant 2: Nei!"]
    roles = {label: "respondent" for label in (*labels, "Informant 1 og Informant 2")}
    chosen = importing.choices(desk.project, roles=roles)
    (done,) = desk.bring(desk.file("gruppe.txt", "\n".join(said)), choices=chosen)
    people = informants(desk, opened(desk, done).speakers)
    assert people["Informant 10"] == "gruppe: Informant 10"
    assert people["Informant 1 og Informant 2"] is None
    assert len({person for person in people.values() if person}) == 11


def test_the_pattern_names_the_only_informant(desk: Desk) -> None:
    done = desk.bring(desk.file("Moss_2010_Informant-7.txt", SAID), pattern="{municipality}_{year}_{informant}")
    assert informants(desk, opened(desk, done[0]).speakers) == {"I": None, "R": "Informant-7"}
    assert desk.facts() == {("Moss", "municipality"): "Moss", ("Moss_2010_Informant-7", "year"): "2010"}


def test_facts_by_case_meet_the_municipality_of_the_name(desk: Desk) -> None:
    table = desk.file("kommunar.csv", "case,innbyggjarar\nMoss,30000\nVoss,14000\n")
    planned = importing.plan([files(desk, 2)], pattern="{municipality}_{year}_*", attributes=table)
    assert [notice.kind for notice in planned.notices] == ["row-without-case"]
    list(importing.import_files(desk.project, planned))
    assert desk.facts()["Moss", "innbyggjarar"] == "30000"


def test_the_type_of_a_fact_is_that_of_all_files(desk: Desk) -> None:
    table = desk.file("fakta.csv", 'transcript,minutt\nMoss_2000_a,55\nMoss_2001_a,"7,5"\n')
    outcomes = desk.bring(files(desk, 2), attributes=table)
    assert {n.kind for outcome in outcomes for n in outcome.notices}.isdisjoint({"attribute-type"})
    assert desk.facts()["Moss_2001_a", "minutt"] == "7.5"


def test_margin_comments_become_memos_on_their_words_where_wanted(desk: Desk) -> None:
    body = paragraph("I: Kva?") + paragraph("R: Det var ", commented(1, run("noko viktig")), run(" der."))
    path = desk.folder / "a.docx"
    path.write_bytes(word_file(body, comments=comment(1, "Sjekk dette")))
    (done,) = desk.bring(path, comments=True)
    whole = opened(desk, done)
    (memo,) = whole.memos
    with desk.project.database.reading() as connection:
        passage = records.get(connection, "passage", memo.passage or "")
    assert memo.body == "Sjekk dette"
    assert whole.text.text[passage.start : passage.end] == "noko viktig"
    desk.undo()
    assert list(memos.table(desk.project).rows) == []


def a_draft(desk: Desk, *comments: Comment) -> Draft:
    (outcome,) = importing.drafts(importing.plan([desk.file("a.txt", SAID)]))
    assert outcome.draft is not None
    return replace(outcome.draft, comments=comments)


def test_a_comment_at_a_point_is_about_the_word_there_and_stays_in_the_text(desk: Desk) -> None:
    draft = a_draft(desk)
    text = draft.text.text
    space = text.index(" har")
    comments = [Comment(space, space, "a"), Comment(len(text), len(text), "b"), Comment(0, 0, ""), Comment(0, 4, "c")]
    (done,) = desk.bring(desk.folder / "a.txt")
    assert done.transcript is not None
    made = comment_memos(replace(draft, comments=tuple(comments)), done.transcript, "coder", 0)
    passages = [change.after for change in made if change.kind == "passage" and change.after]
    assert [text[one["start"] : one["end"]] for one in passages] == ["Budsjettet", "får", "Kva"]
    assert sum(change.kind == "memo" for change in made) == 3


def test_importing_needs_a_coder_before_anything_is_read(desk: Desk) -> None:
    with project.open_project(desk.project.path) as nobody, pytest.raises(RefusedError, match="Nobody has said"):
        list(importing.import_files(nobody, importing.Plan((desk.folder / "nowhere.txt",), Choices())))


def test_a_stray_note_in_a_folder_is_named_and_not_imported(desk: Desk) -> None:
    interview = desk.file("inn/Moss_2010.txt", SAID)
    note = desk.file("inn/notes.xyz", "Hugs møtet på torsdag.")

    planned = importing.plan([interview.parent])

    assert planned.paths == (interview,)
    assert [n.message for n in planned.notices] == ["1 file of another kind was passed over: notes.xyz."]
    assert importing.plan([note]).paths == (note,)
    interview.unlink()
    with pytest.raises(UnreadableFile) as refused:
        importing.plan([note.parent])
    assert "notes.xyz" in refused.value.hint


@pytest.mark.parametrize("read", [importing.preview, importing.import_files])
def test_doubles_within_an_import_are_named_with_their_folders(
    read: Callable[[OpenProject, importing.Plan], Iterable[Outcome]], desk: Desk
) -> None:
    desk.file("inn/Moss_2010_a.txt", SAID)
    desk.file("inn/Moss_2010_b.txt", SAID)
    (desk.folder / "inn" / "nord").mkdir()
    desk.file("inn/nord/moss_2010_a.txt", SAID + " Og meir.")

    done = list(read(desk.project, importing.plan([desk.folder / "inn"])))

    said = [(row[0], row[6]) for row in importing.table(done).rows if not row[1]]
    assert len(said) == 2
    assert said[0][0] == "Moss_2010_b.txt"
    assert "the same text as Moss_2010_a.txt in this import" in str(said[0][1])
    assert said[1][0] == "nord/moss_2010_a.txt"
    assert "Moss_2010_a.txt in this import has the same name and other words" in str(said[1][1])
