"""Every act is told of in the reader's language, from what it changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.running import Runner
from tests.words.catalogues import ROOT
from workbench.services.history.act_words import ACTS

RECORDED = re.compile(r'(?:action=|\.(?:record|revise)\(.{0,200}?|_record\(.{0,120}?)"([a-z]+\.[a-z]+)"', re.DOTALL)


def test_every_act_that_is_recorded_has_words() -> None:
    found: set[str] = set()
    for folder in ("services", "store"):
        for path in (ROOT / "workbench" / folder).rglob("*.py"):
            found.update(RECORDED.findall(path.read_text(encoding="utf-8")))
    assert len(found) > 35
    assert sorted(found - set(ACTS)) == []


@pytest.fixture
def anna(example_study: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys, "--project", str(example_study), "--coder", "anna", "--language", "nn")


def test_a_days_work_is_told_of_in_nynorsk_from_what_was_changed(anna: Runner, tmp_path: Path) -> None:
    def did(*line: str) -> str:
        done = anna(*line)
        assert done.code == 0, done.err
        return str(anna("history", "--limit", "1", "--format", "json").json[0]["what"])

    moss = "Moss_2010_intervju-01"
    file = tmp_path / "kodingar.csv"
    file.write_text(f"transcript,start,end,code\n{moss},3,40,startlan\n{moss},5,45,startlan\n", encoding="utf-8")
    assert did("code", moss, "0", "60", "startlan") == f"Startlån gitt i {moss}"
    assert did("undo") == f"angra: Startlån gitt i {moss}"
    assert did("codings", "import", str(file)) == "2 kodingar henta inn frå kodingar.csv"
    assert did("undo") == "angra: 2 kodingar henta inn frå kodingar.csv"
    assert did("redo") == "gjort om att: 2 kodingar henta inn frå kodingar.csv"
    assert did("status", moss, "--set", "done") == f"{moss}: ferdig"
    assert did("status", moss, "--primary", "anna") == f"{moss}: anna blir talt"
    assert did("memos", "add", "code", "startlan", "Kor mange?") == "notat skrive på Startlån"
    assert did("settings", "min_cell=5") == "innstillingar endra: min_cell"
    assert did("attributes", "set", moss, "year=2012") == f"year for {moss}: 2012"
    assert did("codebook", "rename", "startlan", "Lån", "--in", "nn") == "koden Lån fekk nytt namn"
    assert did("codebook", "edit", "startlan", "--definition", "Alt om lån.") == "kortet til Lån endra"
    assert did("codebook", "recolour", "startlan", "#0072b2") == "Lån fekk ein annan farge"
    assert did("codebook", "letter", "startlan", "z") == "bokstaven til Lån endra"
    assert did("codebook", "add", "Renter", "--below", "startlan") == "koden Renter lagd til"
    assert did("codebook", "move", "renter", "--top") == "koden Renter flytta"
    assert did("codebook", "retire", "renter") == "koden Renter teken ut av bruk"
    assert did("codebook", "restore", "renter") == "koden Renter teken i bruk att"
    assert did("codebook", "delete", "renter") == "koden Renter sletta"
    assert did("codebook", "merge", "startlan", "auka-budsjett") == "Lån slått saman med Auka budsjett"
    assert did("undo") == "angra: Lån slått saman med Auka budsjett"
    recoded = did("passages", "code=startlan coder:anna", "--recode-to", "auka-budsjett", "--yes")
    assert re.fullmatch(r"\d+ kodingar fekk koden Auka budsjett", recoded)
    assert did("sample", "--coder", "berit", "--share", "0.2", "--seed", "1").endswith("intervju trekte til berit")
    assert did("blind", "on") == "blind koding starta"
    assert did("blind", "off") == "blind koding avslutta"

    told = anna("history", "--limit", "1000", "--format", "json").json
    assert [one for one in told if one["what"] == one["summary"] and one["summary"] != one["action"]] == []


def test_who_is_stopped_on_the_way_hears_what_stands_there_in_their_own_words(
    anna: Runner, example_study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert anna("codebook", "add", "Renter").code == 0
    assert anna("code", "Moss_2010_intervju-01", "0", "60", "startlan").code == 0
    ben = Runner(capsys, "--project", str(example_study), "--coder", "bjorn", "--language", "nn")
    assert ben("code", "Moss_2010_intervju-01", "0", "60", "renter").code == 0
    stopped = anna("undo", "2")
    assert stopped.code == 1
    assert "1 angra; den neste kan ikkje bli det: «koden" in stopped.err
    assert "«koden Renter lagd til»: bjorn har lagt til noko sidan: koding (Renter gitt i Moss_2010" in stopped.err
    assert "ingenting vart endra" not in stopped.err
    assert "; ingenting vart endra." in anna("undo").err
