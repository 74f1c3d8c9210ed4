"""A coded transcript in Word: every word is there, and each coding is a comment on exactly its words."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.services.desks import Desk
from workbench.core.codings import Certainty
from workbench.core.errors import NotFoundError
from workbench.services import transcripts
from workbench.services.codings import coding
from workbench.services.memos import memos
from workbench.services.project import opened
from workbench.services.reports import coded_transcripts


def commented(path: Path) -> list[tuple[str, str, str]]:
    """Return each comment with its author and the words it is on, turns parted by |."""
    document: Any = Document(str(path))
    words: dict[str, list[str]] = {}
    on: list[str] = []
    for paragraph in document.element.body.iter(qn("w:p")):
        for element in paragraph.iter():
            number = element.get(qn("w:id"))
            if element.tag == qn("w:commentRangeStart"):
                on.append(number)
                words[number] = []
            elif element.tag == qn("w:commentRangeEnd"):
                on.remove(number)
            elif element.tag in {qn("w:t"), qn("w:br")}:
                for one in on:
                    words[one].append(element.text or "\n")
        for one in on:
            words[one].append("|")
    assert not on
    return [(c.author, c.text, "".join(words[str(c.comment_id)])) for c in document.comments]


def test_each_coding_is_a_comment_on_its_words_with_code_coder_and_memo(desk: Desk, tmp_path: Path) -> None:
    transcript = desk.interview()
    desk.code(transcript, "Budsjettet har auka")
    sure = desk.code(transcript, "auka", "startlan")
    memos.write_memo(desk.project, "coding", sure.uuid, "Kvifor?\nSjekk <dette> & hint.")
    unsure = desk.code(transcript, "Startlån er det", "motstand")
    coding.set_certainty(desk.project, unsure, Certainty.UNSURE)
    with desk.as_coder("bjorn") as bjorn:
        bjorn.code(transcript, "auka.\n\nOg startlån?", "motstand")
    target = tmp_path / "coded.docx"
    assert coded_transcripts.write(desk.project, transcript, target) == 4
    assert commented(target) == [
        ("anna", "Budsjett", "Budsjettet har auka"),
        ("bjorn", "Motstand", "auka.|3I: Og startlån?"),
        ("anna", "Startlan\nKvifor?\nSjekk <dette> & hint.", "auka"),
        ("anna", "Motstand (unsure)", "Startlån er det"),
    ]
    assert coded_transcripts.write(desk.project, transcript, target, coder="bjorn", force=True) == 1
    assert [author for author, _, _ in commented(target)] == ["bjorn"]
    with pytest.raises(NotFoundError):
        coded_transcripts.write(desk.project, transcript, target, coder="carl", force=True)
    assert coded_transcripts.write(desk.project, transcript, target, codes=False, force=True) == 0
    assert commented(target) == []


def test_every_word_of_an_interview_arrives_with_speaker_turn_and_preamble(example_study: Path, tmp_path: Path) -> None:
    with opened(example_study, coder="anna") as project:
        found = transcripts.find(project, "Moss_2012_intervju-01")
        said = transcripts.text(project, found)
        assert coded_transcripts.write(project, found, tmp_path / "coded.docx") == 52
        document = Document(str(tmp_path / "coded.docx"))
        turns = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Turn"]
        for number, (turn, text) in enumerate(zip(said.turns, turns, strict=True), 1):
            speaker = f"{turn.speaker}: " if turn.speaker else ""
            assert text == f"{number}\t{speaker}{said.text[turn.start : turn.end]}"
        assert any("KONSTRUERT EKSEMPEL" in p.text for p in document.paragraphs)
        own = {(c.start, c.end) for c in transcripts.open_transcript(project, found.uuid).codings}
        quoted = {words for _, _, words in commented(tmp_path / "coded.docx") if "|" not in words}
        assert quoted <= {said.text[start:end] for start, end in own}
        assert len(quoted) > 25


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_comments(desk: Desk, tmp_path: Path) -> None:
    transcript = desk.interview()
    desk.code(transcript, "auka")
    coded_transcripts.write(desk.project, transcript, tmp_path / "coded.docx")
    own = f"-env:UserInstallation=file://{tmp_path / 'office'}"
    command = [
        "soffice",
        own,
        "--headless",
        "--convert-to",
        "odt",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "coded.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(tmp_path / "coded.odt") as odt:
        assert odt.read("content.xml").decode().count("<office:annotation ") == 1
