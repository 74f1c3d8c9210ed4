"""The main job from end to end by command: interviews in, passages coded, a matrix out."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.running import Runner
from workbench.core.shipped import shipped


@pytest.fixture
def study(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    path = tmp_path / "bustad.workbench"
    runner = Runner(capsys, "--project", str(path), "--coder", "anna")
    made = Runner(capsys, "--coder", "anna")("init", str(path), "--codebook", "boligsosialt-utviklingsprogram")
    assert made.code == 0
    return runner


def interviews(*names: str) -> list[str]:
    return [str(next(shipped("transcripts").glob(f"{name}*"))) for name in names]


def test_a_passage_is_coded_counted_taken_back_and_done_again(study: Runner) -> None:
    assert study("import", *interviews("Moss_2010", "Moss_2011"), "--pattern", "{municipality}_{year}_*").code == 0
    turns = study("show", "Moss_2011_intervju-01", "--turns", "--format", "json").json
    answer = next(turn for turn in turns if turn["role"] == "respondent")

    def codings() -> list[str]:
        found = study("matrix", "--min-cell", "0", "--assume-done", "--tidy", "--format", "csv")
        rows = csv.DictReader(io.StringIO(found.out))
        return [f"{row['year']}: {row['value']}" for row in rows if row["row"] == "startlan"]

    coded = study("code", "Moss_2011_intervju-01", str(answer["start"]), str(answer["end"]), "startlan")
    assert coded.code == 0
    assert codings() == ["2010: 0", "2011: 1"]
    listed = study("codings", "--format", "json").json
    assert [one["quotation"] for one in listed] == [answer["text"]]
    assert study("undo").code == 0
    assert codings() == ["2010: 0", "2011: 0"]
    assert study("redo").code == 0
    assert study("codings", "--format", "json").json == listed
    assert study("uncode", coded.out.strip()).code == 0
    assert study("codings", "--format", "json").json == []
    assert study("check", "--format", "json").json == {"ok": True, "problems": []}


def test_the_matrix_goes_into_every_kind_of_file_with_its_recipe(
    example_study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lead = Runner(capsys, "--project", str(example_study))
    for suffix in ("csv", "tsv", "xlsx", "md", "json"):
        assert lead("matrix", "--rows", "theme", "-o", str(tmp_path / f"matrix.{suffix}")).code == 0
    assert "workbench matrix" in (tmp_path / "matrix.csv.recipe.json").read_text(encoding="utf-8")
    again = lead("matrix", "--rows", "theme", "-o", str(tmp_path / "matrix.csv"))
    assert again.code == 1
    assert "matrix.csv" in again.err


def test_a_folder_with_one_bad_file_imports_the_others_and_names_it(study: Runner, tmp_path: Path) -> None:
    folder = tmp_path / "inn"
    folder.mkdir()
    for n in range(6):
        (folder / f"Hamar_201{n}_a.txt").write_text(f"I: Kva er nytt i {n}?\nR: Lite, eigentleg.\n", encoding="utf-8")
    (folder / "Hamar_2013_a.txt").write_bytes(b"PK\x03\x04 broken")
    done = study("import", str(folder), "--pattern", "{municipality}_{year}_*")
    assert done.code == 4
    assert "5 imported, 1 not." in done.err
    assert "Hamar_2013_a.txt" in done.err
    again = study("import", str(folder / "Hamar_2010_a.txt"))
    assert again.code == 4
    assert "in the project already" in again.err


def test_all_files_of_one_import_are_taken_back_together(study: Runner) -> None:
    study("import", *interviews("Moss_2010", "Moss_2011"))
    assert len(study("transcripts", "--format", "json").json) == 2
    study("undo")
    assert study("transcripts", "--format", "json").json == []


def test_a_dry_run_shows_speakers_and_stores_nothing(study: Runner) -> None:
    shown = study("import", *interviews("Hamar_2011_intervju-01"), "--dry-run", "--format", "json")
    assert [one["speakers"] for one in shown.json] == [
        {"Intervjuar": 20, "Informant 1": 25, "Informant 2": 22, "Informant 1 og Informant 2": 1}
    ]
    assert study("transcripts", "--format", "json").json == []


def test_speakers_are_corrected_by_options_that_the_project_remembers(study: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Kari: Kva skjedde?\nOla: Ikkje mykje.\nKari: Å?\nOla: Nei.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Kari: Og sidan?\nOla: Litt meir.\nKari: Så bra.\nOla: Ja.\n", encoding="utf-8")
    study("import", str(tmp_path / "a.txt"), "--role", "Ola=interviewer", "--role", "Kari=respondent")
    study("import", str(tmp_path / "b.txt"))
    turns = study("show", "b", "--turns", "--format", "json").json
    assert [turn["role"] for turn in turns] == ["respondent", "interviewer", "respondent", "interviewer"]


def test_codings_go_out_and_come_back_the_same(
    example_study: Path, study: Runner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lead = Runner(capsys, "--project", str(example_study))
    lead("codings", "--transcript", "Moss_2011_intervju-01", "-o", str(tmp_path / "out.csv"))
    study("import", *interviews("Moss_2011"))
    assert study("codings", "import", str(tmp_path / "out.csv")).code == 0
    assert study("codings", "import", str(tmp_path / "out.csv")).err.startswith("0 codings are new")
    places: list[tuple[str, ...]] = [("transcript", "start", "end", "code", "coder", "certainty")]
    for runner in (lead, study):
        found = runner("codings", "--transcript", "Moss_2011_intervju-01", "--format", "json").json
        places.append(tuple(sorted(str([one[key] for key in places[0]]) for one in found)))
    assert places[1] == places[2]
    assert len(places[1]) > 20


def test_a_file_of_codings_with_problems_changes_nothing(study: Runner, tmp_path: Path) -> None:
    study("import", *interviews("Moss_2011"))
    rows = (
        "transcript,start,end,code,quotation\nMoss_2011_intervju-01,0,10,startlan,feil ord\nMoss_2099,0,5,startlan,\n"
    )
    (tmp_path / "bad.csv").write_text(rows + "Moss_2011_intervju-01,5,99999999,startlan,\n", encoding="utf-8")
    refused = study("codings", "import", str(tmp_path / "bad.csv"))
    assert refused.code == 4
    assert "3 problems" in refused.err
    assert "1. line 2: the quotation is not what stands at 0–10" in refused.err
    assert "2. line 3: There is no transcript called “Moss_2099”." in refused.err
    assert study("codings", "--format", "json").json == []


def test_a_copy_brings_the_project_back(study: Runner, tmp_path: Path) -> None:
    study("import", *interviews("Moss_2011"))
    copy = tmp_path / "kopiar" / "kopi.workbench"
    copy.parent.mkdir()
    assert study("backup", "-o", str(copy)).code == 0
    study("undo")
    assert study("transcripts", "--format", "json").json == []
    assert study("restore", str(copy)).code == 0
    assert [one["name"] for one in study("transcripts", "--format", "json").json] == ["Moss_2011_intervju-01"]
