"""Which files of a folder are read, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core.errors import UnreadableFile
from workbench.exchange.files import passed_over, transcripts_in


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def test_a_folder_is_read_in_natural_order_folder_by_folder(tmp_path: Path) -> None:
    touch(tmp_path, "intervju-10.docx", "intervju-2.docx", "Intervju-1.docx", "hamar/b.txt", "hamar/a.txt", "æ.md")
    found = [path.relative_to(tmp_path).as_posix() for path in transcripts_in([tmp_path])]
    assert found == ["hamar/a.txt", "hamar/b.txt", "Intervju-1.docx", "intervju-2.docx", "intervju-10.docx", "æ.md"]


def test_lock_files_hidden_files_and_what_the_system_leaves_are_passed_over(tmp_path: Path) -> None:
    touch(tmp_path, "a.docx", "~$a.docx", ".~lock.b.odt#", ".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX/a.docx")
    touch(tmp_path, ".git/b.docx")
    assert [path.name for path in transcripts_in([tmp_path])] == ["a.docx"]


def test_files_named_beside_their_folder_come_once_and_in_the_order_named(tmp_path: Path) -> None:
    touch(tmp_path, "a.docx", "b.docx", "~$b.docx")
    found = transcripts_in([tmp_path / "b.docx", tmp_path, tmp_path / "~$b.docx"])
    assert [path.name for path in found] == ["b.docx", "a.docx"]


def test_other_documents_are_kept_so_that_reading_them_says_what_to_do(tmp_path: Path) -> None:
    touch(tmp_path, "gammal.DOC", "a.docx", "tal.xlsx", "foredrag.pptx")
    names = ["a.docx", "foredrag.pptx", "gammal.DOC", "tal.xlsx"]
    assert [path.name for path in transcripts_in([tmp_path])] == names
    assert passed_over([tmp_path]) == []


def test_files_of_other_kinds_in_a_folder_are_passed_over_and_those_named_are_not(tmp_path: Path) -> None:
    touch(tmp_path, "opptak.mp3", "a.docx", "inni/notes.xyz", "utan-ending")
    assert [path.name for path in transcripts_in([tmp_path])] == ["a.docx"]
    assert [path.name for path in passed_over([tmp_path])] == ["notes.xyz", "opptak.mp3", "utan-ending"]
    named = tmp_path / "inni" / "notes.xyz"
    assert [path.name for path in transcripts_in([named, tmp_path])] == ["notes.xyz", "a.docx"]
    assert passed_over([named]) == []


@pytest.mark.parametrize("name", ["finst-ikkje", "med\0null", "x" * 400])
def test_a_path_that_is_not_there_is_refused_by_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        transcripts_in([tmp_path / name])


def test_a_folder_that_points_back_to_itself_is_not_walked_for_ever(tmp_path: Path) -> None:
    touch(tmp_path, "inni/a.docx")
    (tmp_path / "inni" / "ring").symlink_to(tmp_path)
    assert [path.name for path in transcripts_in([tmp_path])] == ["a.docx"]
