"""From a file to a draft."""

from __future__ import annotations

import hashlib
import os
import pickle
from pathlib import Path

import pytest

from tests.exchange import built_files, odt_files
from tests.exchange.word_files import comment, commented, paragraph, run, word_file
from workbench.core.errors import UnknownFormat, UnreadableFile
from workbench.core.transcripts import Role
from workbench.exchange import transcripts


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def interview(*said: str) -> bytes:
    return word_file("".join(map(paragraph, said)))


def test_an_interview_becomes_a_draft_with_its_turns_and_speakers(tmp_path: Path) -> None:
    data = interview("I: Korleis starta det?", "R: Det starta med eit møte.", "I: Og så?", "R: Så gjekk det fort.")
    draft = transcripts.read(written(tmp_path, "Hamar 2011.docx", data))
    assert (draft.name, draft.file_name, draft.file_format, draft.style) == (
        "Hamar 2011",
        "Hamar 2011.docx",
        "docx",
        "colon",
    )
    assert draft.file_hash == hashlib.sha256(data).hexdigest()
    said = [(turn.speaker, draft.text.text[turn.start : turn.end]) for turn in draft.text.turns]
    assert said == [
        ("I", "Korleis starta det?"),
        ("R", "Det starta med eit møte."),
        ("I", "Og så?"),
        ("R", "Så gjekk det fort."),
    ]
    assert {speaker.label: speaker.role for speaker in draft.speakers} == {
        "I": Role.INTERVIEWER,
        "R": Role.RESPONDENT,
    }
    assert draft.words == 14
    assert len(draft.text.spans("paragraph")) == 4


def test_what_was_decided_reads_the_same_file_the_same_way_again(tmp_path: Path) -> None:
    path = written(tmp_path, "a.docx", interview("I: Kva?", "R: Det.", "I: Ja?", "R: Ja."))
    draft = transcripts.read(path)
    again = transcripts.read(path, draft.choices)
    assert again.text.content_hash == draft.text.content_hash
    assert again.choices == draft.choices


def test_a_draft_travels_between_processes(tmp_path: Path) -> None:
    draft = transcripts.read(written(tmp_path, "a.docx", built_files.comments_file()))
    assert pickle.loads(pickle.dumps(draft)) == draft


def test_comments_lie_on_their_words_though_labels_were_taken_out(tmp_path: Path) -> None:
    body = (
        paragraph("I: Kva skjedde?")
        + paragraph(run("R: Ho sa "), commented(1, run("noko viktig")), run(" der."))
        + paragraph("I: Og så?")
        + paragraph(run("R: "), '<w:commentRangeStart w:id="2"/>', run("Så gjekk det."))
        + paragraph(run("Lenge etter"), '<w:commentRangeEnd w:id="2"/>', run(" kom det."))
    )
    data = word_file(body, comments=comment(1, "Sjekk") + comment(2, "Lang") + comment(3, "Laus"))
    draft = transcripts.read(written(tmp_path, "a.docx", data))
    about = [(draft.text.text[c.start : c.end], c.body) for c in draft.comments]
    assert about == [("noko viktig", "Sjekk"), ("Så gjekk det.\nLenge etter", "Lang"), ("", "Laus")]
    assert [(a.category, a.lost) for a in draft.accounts] == [("body", 0), ("comment", 0)]


def test_a_comment_after_decomposed_letters_lies_on_its_words(tmp_path: Path) -> None:
    body = paragraph(run("I: A\u030a, a\u030a pa\u030a "), commented(1, run("Ha\u030akonsgata")), run("?"))
    data = word_file(body + paragraph("R: Ja."), comments=comment(1, "Stad"))
    draft = transcripts.read(written(tmp_path, "a.docx", data))
    (found,) = draft.comments
    assert draft.text.text[found.start : found.end] == "Håkonsgata"
    assert [(a.category, a.lost) for a in draft.accounts] == [("body", 0), ("comment", 0)]


def test_a_file_called_something_else_than_it_is_is_read_and_noticed(tmp_path: Path) -> None:
    draft = transcripts.read(written(tmp_path, "a.docx", odt_files.plain_text()))
    assert draft.file_format == "odt"
    assert "other-format" in [notice.kind for notice in draft.notices]


def test_a_file_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match="holds no text"):
        transcripts.read(written(tmp_path, "a.docx", word_file("<w:p/>")))


def test_a_file_that_is_not_there_is_a_folder_or_is_not_ours_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="There is no file"):
        transcripts.read(tmp_path / "borte.docx")
    with pytest.raises(UnreadableFile, match="is a folder"):
        transcripts.read(tmp_path)
    with pytest.raises(UnreadableFile, match="its name cannot be used"):
        transcripts.read(tmp_path / "a\0b.docx")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "a.docx", built_files.plain_interview())
    path.chmod(0)
    with pytest.raises(UnreadableFile, match="cannot be read"):
        transcripts.read(path)


def test_a_file_larger_than_any_interview_is_not_read_at_all(tmp_path: Path) -> None:
    path = tmp_path / "opptak.docx"
    with path.open("wb") as file:
        file.truncate(200_000_001)
    with pytest.raises(UnreadableFile, match="200 MB; 200 is the most"):
        transcripts.read(path)


def test_no_words_of_the_interview_stand_in_a_refusal(tmp_path: Path) -> None:
    data = built_files.plain_interview()
    with pytest.raises(Exception, match="damaged") as caught:
        transcripts.read(written(tmp_path, "a.docx", data[:-40]))
    assert "Korleis" not in str(caught.value)
