"""Damaged and hostile Word files: one sentence and a hint each, before anything is parsed."""

from __future__ import annotations

import random
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests.exchange.built_files import BUILT, plain_interview
from tests.exchange.word_files import cell, content_control, deleted, packed, paragraph, parts_of, word_file
from workbench.core.drafts import Choices, Draft
from workbench.core.errors import FileError, MalformedFile, UnknownFormat
from workbench.exchange import transcripts
from workbench.exchange.docx import read

DOCUMENT = "word/document.xml"


def refusal(data: bytes) -> FileError:
    with pytest.raises(FileError) as caught:
        read(data, "intervju.docx", Choices())
    assert "intervju.docx" in caught.value.message
    assert caught.value.message.endswith(".")
    assert caught.value.hint
    return caught.value


def outcome(path: Path, data: bytes) -> Draft | FileError:
    path.write_bytes(data)
    try:
        return transcripts.read(path)
    except FileError as error:
        return error


def test_a_truncated_file_is_refused_at_whatever_length(tmp_path: Path) -> None:
    whole = BUILT["notes_file"]()
    chance = random.Random(1)
    for length in sorted(chance.sample(range(len(whole)), 100)):
        assert isinstance(outcome(tmp_path / "intervju.docx", whole[:length]), FileError)


def test_a_flipped_bit_is_refused_or_harmless_and_never_changes_the_text(tmp_path: Path) -> None:
    whole = BUILT["plain_table"]()
    path = tmp_path / "intervju.docx"
    untouched = outcome(path, whole)
    assert isinstance(untouched, Draft)
    chance = random.Random(2)
    for _ in range(300):
        at = chance.randrange(len(whole))
        flipped = whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :]
        read_ = outcome(path, flipped)
        assert isinstance(read_, FileError) or read_.text.text == untouched.text.text


@pytest.mark.parametrize("missing", ["[Content_Types].xml", "_rels/.rels", DOCUMENT])
def test_a_file_without_a_part_it_cannot_do_without_is_not_a_whole_word_document(missing: str) -> None:
    parts = parts_of(paragraph("x"))
    del parts[missing]
    assert "is not a whole Word document" in refusal(packed(parts)).message


def test_a_package_whose_main_part_is_something_else_is_refused() -> None:
    parts = {**parts_of(paragraph("x")), DOCUMENT: "<workbook/>"}
    assert isinstance(refusal(packed(parts)), UnknownFormat)


@pytest.mark.parametrize("xml", ["", "<w:document", "ikkje xml", "\xff\xfe"])
def test_a_main_part_that_is_not_xml_is_damage(xml: str) -> None:
    error = refusal(packed({**parts_of(paragraph("x")), DOCUMENT: xml}))
    assert isinstance(error, MalformedFile)
    assert error.where == DOCUMENT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_part_that_is_read(encoding: str) -> None:
    body = paragraph("A").replace("A", "A&e;B")
    good = str(parts_of(body)[DOCUMENT]).replace("UTF-8", encoding)
    laughs = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    xml = good.replace("?>", f"?>{laughs}", 1).encode(encoding)
    assert "declares a document type" in refusal(packed({**parts_of(body), DOCUMENT: xml})).message
    links = {"_rels/.rels": laughs + str(parts_of(body)["_rels/.rels"])}
    assert "declares a document type" in refusal(packed({**parts_of(paragraph("x")), **links})).message


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "to.docx"
    path.write_bytes(plain_interview())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("Word/Document.xml", str(parts_of(paragraph("Noko heilt anna"))[DOCUMENT]))
    assert "holds two parts called" in refusal(path.read_bytes()).message


def test_an_entry_that_points_outside_is_only_a_name(tmp_path: Path) -> None:
    parts = {**parts_of(paragraph("Trygt")), "../../utanfor.xml": "<x/>"}
    assert [p.text for p in read(packed(parts), "intervju.docx", Choices()).paragraphs] == ["Trygt"]


def test_too_many_parts_are_refused() -> None:
    parts = {**parts_of(paragraph("x")), **{f"x/{n}.xml": "" for n in range(5_001)}}
    assert "5,000 are the most" in refusal(packed(parts)).message


def test_a_file_that_would_unpack_to_more_than_the_limit_is_refused_by_its_directory() -> None:
    data = bytearray(packed({**parts_of(paragraph("x")), "word/media/film.bin": b"x" * 100}))
    at = data.rindex(b"word/media/film.bin") - 46
    data[at + 24 : at + 28] = struct.pack("<I", 300_000_000)
    assert "300 MB" in refusal(bytes(data)).message


def test_a_part_whose_stated_size_is_a_lie_is_never_unpacked_whole() -> None:
    data = bytearray(packed({**parts_of(paragraph("x")), DOCUMENT: "<a>" + " " * 5_000_000 + "</a>"}))
    at = data.rindex(b"word/document.xml") - 46
    data[at + 24 : at + 28] = struct.pack("<I", 900)
    assert "is damaged" in refusal(bytes(data)).message


def test_a_part_that_unpacks_to_hundreds_of_times_its_size_is_refused() -> None:
    assert "times its size" in refusal(packed({**parts_of(""), DOCUMENT: "<a>" + " " * 3_000_000 + "</a>"})).message


def test_more_text_than_any_interview_is_refused() -> None:
    parts = {**parts_of(paragraph("x")), DOCUMENT: "<a>" + " " * 50_000_001 + "</a>"}
    assert "50 MB" in refusal(packed(parts, zipfile.ZIP_STORED)).message


def test_more_paragraphs_or_tags_than_any_interview_are_refused() -> None:
    paragraphs = packed(parts_of("<w:p/>" * 200_001), zipfile.ZIP_STORED)
    assert "200,000 paragraphs" in refusal(paragraphs).message
    tags = packed(parts_of("<w:r/>" * 2_000_001), zipfile.ZIP_STORED)
    assert "2,000,000 tags" in refusal(tags).message


def test_deep_nesting_is_refused_and_nesting_that_is_allowed_is_read() -> None:
    inside = paragraph("djupt")
    for _ in range(100):
        inside = content_control(inside)
    assert [p.text for p in read(word_file(inside), "intervju.docx", Choices()).paragraphs] == ["djupt"]
    deep = "<w:sdt>" * 100_000 + "</w:sdt>" * 100_000
    assert "256 levels" in refusal(packed(parts_of(deep), zipfile.ZIP_STORED)).message


def test_a_row_or_a_drawing_of_any_width_costs_no_more_than_its_size() -> None:
    row = f"<w:tbl><w:tr>{cell('a') * 10_000}</w:tr></w:tbl>{paragraph(deleted('b'))}"
    choices = f"<w:p><mc:AlternateContent>{'<mc:Choice><w:t>a</w:t></mc:Choice>' * 10_000}</mc:AlternateContent></w:p>"
    start = time.process_time()
    read(packed(parts_of(row + choices), zipfile.ZIP_STORED), "intervju.docx", Choices())
    assert time.process_time() - start < 1.5


def test_large_pictures_cost_nothing() -> None:
    parts = {**parts_of(paragraph("Tekst")), "word/media/bilete.png": bytes(20_000_000)}
    assert [p.text for p in read(packed(parts, zipfile.ZIP_STORED), "intervju.docx", Choices()).paragraphs] == ["Tekst"]


_MEASURED = """
import sys, time
from pathlib import Path
from workbench.core.errors import MalformedFile
from workbench.exchange import docx, transcripts
start = time.process_time()
try:
    transcripts.read(Path(sys.argv[1]))
except MalformedFile:
    spent = time.process_time() - start
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(spent, int(peak.split()[1]) / 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read from /proc")
@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_two_million_paragraphs_are_refused_in_less_than_a_second_and_200_megabytes(
    compression: int, tmp_path: Path
) -> None:
    path = tmp_path / "bombe.docx"
    path.write_bytes(packed(parts_of("<w:p/>" * 2_000_000), compression))
    measured = subprocess.run([sys.executable, "-c", _MEASURED, str(path)], capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, measured.stdout.split())
    assert seconds < 1
    assert megabytes < 200


def test_an_encrypted_part_is_said_to_be_locked() -> None:
    data = bytearray(plain_interview())
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := data.find(signature, start)) >= 0:
            data[start + at] |= 1
            start += 4
    assert "protected by a password" in refusal(bytes(data)).message
