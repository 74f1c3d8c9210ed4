"""Memos by command: listed, written, taken in and given out."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from tests.cli.running import Runner


@pytest.fixture
def anna(example_study: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys, "--project", str(example_study), "--coder", "anna")


def test_a_memo_is_written_found_changed_and_taken_away(anna: Runner) -> None:
    for words in (
        ["project", "om alt"],
        ["transcript", "Moss_2010", "om Moss"],
        ["passage", "Moss_2010", "11", "40", "ulveord her"],
        ["case", "moss", "om staden"],
        ["code", "samarbeid-einingar", "om koden"],
    ):
        assert anna("memos", "add", *words).code == 0, words
    assert anna("memos", "ulveord", "her", "--format", "json").json[0]["start"] == 11
    (found,) = anna("memos", "--on", "transcript", "--transcript", "Moss_2010", "--format", "json").json
    assert (found["kind"], found["target"], found["memo"]) == ("transcript", "Moss_2010_intervju-01", "om Moss")
    assert anna("memos", "change", found["id"], "zebra om NAV").code == 0
    assert [one["memo"] for one in anna("memos", "zebra", "--format", "json").json] == ["zebra om NAV"]
    assert anna("memos", "remove", found["id"]).code == 0
    assert anna("memos", "zebra", "--format", "json").json == []
    assert anna("undo").err == "Took back: memo taken away from Moss_2010_intervju-01\n"
    assert "There is no coding “x”." in anna("memos", "add", "coding", "x", "y").err
    wrong = anna("memos", "add", "passage", "Moss_2010", "y")
    assert (wrong.code, "TRANSCRIPT START END" in wrong.err) == (2, True)


def test_memos_go_to_a_document_and_a_table_and_come_in_from_one(anna: Runner, tmp_path: Path) -> None:
    document, rows = tmp_path / "memo.docx", tmp_path / "memo.csv"
    assert anna("memos", "--on", "code", "-o", str(document)).code == 0
    said = "\n".join(paragraph.text for paragraph in Document(str(document)).paragraphs)
    assert "Koden blir stor." in said
    assert "anna, 20" in said
    assert "Ordninga i tid" not in said
    assert anna("memos", "--on", "code", "-o", str(document)).code == 1
    assert anna("memos", "-o", str(rows)).code == 0
    assert "0 memos are new" in anna("memos", "import", str(rows)).err
    rows.write_text("kind,memo\nproject,nytt\n", encoding="utf-8")
    assert "1 memo would be new" in anna("memos", "import", str(rows), "--dry-run").err
    assert "1 memo is new, 0 were there already." in anna("memos", "import", str(rows)).err
    rows.write_text("kind,memo\nbok,nytt\nproject,\n", encoding="utf-8")
    refused = anna("memos", "import", str(rows))
    assert refused.code == 4
    assert "1. line 2: no memo hangs on a “bok”" in refused.err
