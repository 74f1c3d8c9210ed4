"""Which format a file is in: what it holds decides, not what it is called."""

from __future__ import annotations

import pickle

import pytest

from tests.exchange import built_files, odt_files
from tests.exchange.word_files import packed
from workbench.core.errors import FileError, MalformedFile, UnknownFormat
from workbench.exchange.formats import FORMATS, is_lock_file, recognise

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
TYPES = "[Content_Types].xml"
VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\nHei\n"
SRT = "1\n00:00:01,000 --> 00:00:02,000\nHei\n"


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (built_files.plain_interview(), "a.docx", "docx"),
        (built_files.plain_interview(), "a.txt", "docx"),
        (built_files.plain_interview(), "a", "docx"),
        (built_files.renamed_file(), "a.docx", "docx"),
        (odt_files.plain_text(), "a.odt", "odt"),
        (odt_files.plain_text(), "a.docx", "odt"),
        (b"{\\rtf1\\ansi Hei}", "a.doc", "rtf"),
        (b"%PDF-1.7\n...", "a.pdf", "pdf"),
        (b"\n\x00%PDF-1.4", "a", "pdf"),
        (VTT.encode(), "a.vtt", "vtt"),
        (b"\xef\xbb\xbf" + VTT.encode(), "a.txt", "vtt"),
        (VTT.encode("utf-16"), "a.txt", "vtt"),
        (b"WEBVTT", "a.vtt", "vtt"),
        (SRT.encode(), "a.srt", "srt"),
        (SRT.replace("\n", "\r\n").encode("utf-16"), "a.txt", "srt"),
        (b"I: Hei", "a.srt", "srt"),
        (b"# Tittel\n", "a.md", "md"),
        ("I: Hei på deg".encode(), "a.txt", "txt"),
        ("I: Hei på deg".encode("cp1252"), "a.txt", "txt"),
        ("I: Hei på deg".encode("utf-16"), "a.txt", "txt"),
        ("I: Hei på deg, du".encode("utf-16-le"), "a.txt", "txt"),
        (b"I: BM er ei gruppe", "a", "txt"),
        (b"BMW er ein bil", "a.txt", "txt"),
        (b"{\\rt er ikkje rtf", "a.txt", "txt"),
    ],
)
def test_a_file_is_recognised_by_what_it_holds(data: bytes, name: str, expected: str) -> None:
    assert recognise(data, name).name == expected


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.docx", "is empty"),
        (b"\xef\xbb\xbf \r\n", "a.txt", "is empty"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "Word document of the old kind"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "protected by a password"),
        (OLE + "Workbook".encode("utf-16-le"), "a.xls", "Excel sheet of the old kind"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "a.ppt", "PowerPoint show of the old kind"),
        (OLE + "__substg1.0".encode("utf-16-le"), "a.msg", "e-mail message"),
        (OLE, "a.bin", "Office file of the old kind"),
        (packed({TYPES: "<x/>", "xl/workbook.xml": "<x/>"}), "a.docx", "Excel sheet (.xlsx)"),
        (packed({TYPES: "<x/>", "ppt/presentation.xml": "<x/>"}), "a.pptx", "PowerPoint show (.pptx)"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "a.ods", "spreadsheet (.ods)"),
        (packed({"mimetype": "application/epub+zip"}), "a.epub", "e-book"),
        (packed({"intervju.txt": "I: Hei"}), "a.zip", "packed archive"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "picture"),
        (b"\xff\xd8\xff\xe0", "a.jpg", "picture"),
        (b"BM\x8a\x10\x00\xff", "a.bmp", "picture"),
        (b"ID3\x03", "a.mp3", "sound recording"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "a.wav", "sound recording"),
        (b"\x00\x00\x00\x20ftypM4A ", "a.m4a", "recording"),
        (b"SQLite format 3\x00", "a.workbench", "project"),
        (b"\x1f\x8b\x08", "a.gz", "packed archive"),
        (b"<!DOCTYPE html><html>", "a.html", "web page"),
        (b"<?xml version='1.0'?><office:document/>", "a.fodt", "XML"),
        (bytes(range(256)), "a.bin", "is not a text"),
        (built_files.plain_interview(), "~$ntervju.docx", "the mark a word processor leaves"),
        (b"x", ".~lock.intervju.odt#", "the mark a word processor leaves"),
    ],
)
def test_what_cannot_be_imported_is_named_with_what_to_do_about_it(data: bytes, name: str, said: str) -> None:
    with pytest.raises(UnknownFormat) as caught:
        recognise(data, name)
    assert said in caught.value.message
    assert name in caught.value.message
    assert caught.value.hint
    assert caught.value.path is not None


def test_a_damaged_archive_is_damage_and_not_an_unknown_format() -> None:
    with pytest.raises(MalformedFile, match="damaged or was cut short"):
        recognise(built_files.plain_interview()[:300], "a.docx")


def test_a_word_file_without_its_list_of_types_is_left_to_the_reader_to_refuse() -> None:
    assert recognise(packed({"word/document.xml": "<x/>"}), "a.zip").name == "docx"
    assert recognise(packed({"noko.xml": "<x/>"}), "a.docx").name == "docx"


def test_lock_files_are_known_by_their_names() -> None:
    assert is_lock_file("~$tervju.docx")
    assert is_lock_file(".~lock.intervju.odt#")
    assert not is_lock_file("intervju.docx")


def test_the_table_of_formats_cannot_be_changed_and_its_suffixes_are_distinct() -> None:
    with pytest.raises(TypeError):
        FORMATS["x"] = FORMATS["txt"]  # type: ignore[index]
    suffixes = [suffix for known in FORMATS.values() for suffix in known.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert list(FORMATS) == ["docx", "odt", "rtf", "pdf", "vtt", "srt", "md", "txt"]


def test_a_refusal_travels_between_processes_with_its_hint() -> None:
    with pytest.raises(FileError) as caught:
        recognise(b"", "a.docx")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (copy.message, copy.hint, copy.path) == (caught.value.message, caught.value.hint, caught.value.path)
