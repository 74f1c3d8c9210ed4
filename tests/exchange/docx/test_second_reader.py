"""Files written by python-docx, read by it and by us: the same words wherever python-docx reads everything."""

from __future__ import annotations

import io

import docx
import pytest
from docx.document import Document
from docx.table import Table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange import built_files
from tests.exchange.built_files import BUILT
from workbench.core.drafts import Choices
from workbench.exchange.docx import read

COMPLETE = ("plain_interview", "lists_file", "styled_file", "comments_file", "headers_file", "awkward_text")
"""Built files of which python-docx reads all the words; the rules for the others are why we walk ourselves."""

texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\t\n"), max_size=40)
rows = st.lists(st.lists(texts.filter(lambda text: "\n" not in text), min_size=2, max_size=2), min_size=1, max_size=3)
blocks = st.lists(st.one_of(st.lists(texts, max_size=3), rows.map(tuple)), max_size=5)


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def words(text: str) -> list[str]:
    return text.split()


def second_reading(data: bytes) -> str:
    pieces: list[str] = []
    for block in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            pieces += [cell.text for row in block.rows for cell in row.cells]
        else:
            pieces.append(block.text)
    return "\n".join(pieces)


@pytest.mark.parametrize("built", COMPLETE)
def test_the_second_reader_reads_the_same_words(built: str) -> None:
    data = BUILT[built]()
    body = [p.text for p in read(data, "a.docx", Choices()).paragraphs if p.category in {"body", "table"}]
    assert words(" ".join(body)) == words(second_reading(data))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(blocks)
def test_what_the_second_program_writes_is_read_as_it_was_written(
    content: list[list[str] | tuple[list[str], ...]],
) -> None:
    document = docx.Document()
    expected: list[str] = []
    for block in content:
        if isinstance(block, tuple):
            table = document.add_table(rows=len(block), cols=2)
            for row, cells in zip(table.rows, block, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
                filled = [text for text in cells if text.strip()]
                expected += ["\t".join(filled)] if filled else []
        else:
            paragraph = document.add_paragraph()
            for text in block:
                paragraph.add_run(text)
            expected.append("".join(block))
    file = read(saved(document), "a.docx", Choices())
    assert [paragraph.text for paragraph in file.paragraphs] == expected
    assert file.missing == {}


def test_what_the_second_reader_misses_is_what_we_read() -> None:
    data = built_files.inline_control()
    assert second_reading(data) == "Ho sa  ordna seg"
    assert [p.text for p in read(data, "a.docx", Choices()).paragraphs] == ["Ho sa at alt ordna seg"]
