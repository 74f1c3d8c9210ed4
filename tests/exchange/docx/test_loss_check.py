"""The loss check: nothing of any built file is lost, and a walker that loses something is found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.built_files import BUILT, headers_file, plain_interview
from tests.exchange.word_files import packed, paragraph, parts_of, text_box
from workbench.core.drafts import Choices, Draft
from workbench.exchange import transcripts
from workbench.exchange.docx import walker


def drafted(tmp_path: Path, data: bytes, choices: Choices | None = None) -> Draft:
    path = tmp_path / "intervju.docx"
    path.write_bytes(data)
    return transcripts.read(path, choices or Choices())


@pytest.mark.parametrize("built", BUILT)
def test_nothing_of_a_built_file_is_lost_on_the_way_to_the_draft(built: str, tmp_path: Path) -> None:
    draft = drafted(tmp_path, BUILT[built](), Choices(headers=True))
    assert draft.accounts
    assert [account for account in draft.accounts if account.lost] == []
    assert [notice for notice in draft.notices if notice.kind == "text-lost"] == []


@pytest.mark.parametrize(
    ("broken", "built", "category", "where"),
    [
        ("sdt", "block_control", "body", "paragraph 2 of word/document.xml"),
        ("sdt", "inline_control", "body", "paragraph 1 of word/document.xml"),
        ("sdt", "table_control", "table", "paragraph 1 of word/document.xml"),
        ("sdt", "row_control", "table", "paragraph 1 of word/document.xml"),
        ("sdt", "cell_control", "table", "paragraph 1 of word/document.xml"),
        ("ins", "tracked_changes", "body", "paragraph 1 of word/document.xml"),
        ("moveTo", "tracked_changes", "body", "paragraph 2 of word/document.xml"),
        ("smartTag", "wrapped_runs", "body", "paragraph 1 of word/document.xml"),
        ("hyperlink", "wrapped_runs", "body", "paragraph 1 of word/document.xml"),
        ("fldSimple", "wrapped_runs", "body", "paragraph 1 of word/document.xml"),
        ("txbxContent", "box_file", "text box", "paragraph 2 of word/document.xml"),
        ("txbxContent", "old_box_file", "text box", "paragraph 2 of word/document.xml"),
        ("tbl", "plain_table", "table", "paragraph 1 of word/document.xml"),
        ("tc", "nested_table", "table", "paragraph 1 of word/document.xml"),
        ("footnoteReference", "notes_file", "footnote", "paragraph 3 of word/footnotes.xml"),
        ("endnoteReference", "notes_file", "endnote", "paragraph 1 of word/endnotes.xml"),
        ("noBreakHyphen", "tabs_and_breaks", "body", "paragraph 1 of word/document.xml"),
        ("sym", "symbols", "body", "paragraph 1 of word/document.xml"),
        ("m:t", "formula_file", "body", "paragraph 1 of word/document.xml"),
    ],
)
def test_a_walker_that_passes_over_something_is_reported_by_the_program(
    broken: str, built: str, category: str, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(walker.STARTS, broken, walker.skip)
    draft = drafted(tmp_path, BUILT[built]())
    lost = {account.category: account for account in draft.accounts if account.lost}
    assert lost[category].lost > 0
    assert lost[category].where == where
    notice = next(notice for notice in draft.notices if notice.serious and f"({category})" in notice.message)
    assert notice.kind == "text-lost"
    assert notice.where == where
    assert "intervju.docx" in notice.message


@pytest.mark.parametrize(
    ("unknown", "built", "category"),
    [
        ("del", "deleted_row", "table"),
        ("moveFrom", "tracked_changes", "body"),
        ("mc:Fallback", "box_file", "text box"),
    ],
)
def test_a_walker_that_takes_in_what_it_should_not_is_reported_too(
    unknown: str, built: str, category: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(walker.STARTS, unknown)
    monkeypatch.setitem(walker.STARTS, "tr", lambda reading, element: None)
    draft = drafted(tmp_path, BUILT[built]())
    (account,) = [account for account in draft.accounts if account.lost]
    assert account.category == category
    assert account.lost < 0
    assert any(notice.serious and "more than" in notice.message for notice in draft.notices)


def test_left_out_page_headers_are_shown_and_are_no_loss(tmp_path: Path) -> None:
    draft = drafted(tmp_path, headers_file())
    assert draft.headers == ("Intervju med Kari", "Første side", "Side 1")
    assert [account.category for account in draft.accounts] == ["body"]
    assert "headers-left-out" in [notice.kind for notice in draft.notices]
    assert "Kari" not in " ".join(notice.message for notice in draft.notices)


def test_chosen_page_headers_are_accounted_for(tmp_path: Path) -> None:
    draft = drafted(tmp_path, headers_file(), Choices(headers=True))
    assert [account.category for account in draft.accounts] == ["body", "header", "footer"]
    assert "Første side" in draft.text.text


def test_a_part_that_no_relationship_leads_to_is_found_by_the_second_pass(tmp_path: Path) -> None:
    parts = parts_of(paragraph("Tekst."), headers=(paragraph("Topptekst"),))
    parts["word/_rels/document.xml.rels"] = str(parts["word/_rels/document.xml.rels"]).replace(
        "header1.xml", "borte.xml"
    )
    draft = drafted(tmp_path, packed(parts), Choices(headers=True))
    assert [(account.category, account.lost) for account in draft.accounts] == [("body", 0), ("header", 9)]


def test_a_text_box_in_a_footnote_is_accounted_for_as_the_footnote(tmp_path: Path) -> None:
    notes = f'<w:footnote w:id="1">{paragraph("Note", text_box(paragraph("boks")))}</w:footnote>'
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    draft = drafted(tmp_path, packed(parts_of(paragraph("Tekst", mark), footnotes=notes)))
    assert [(a.category, a.in_file, a.lost) for a in draft.accounts] == [("body", 8, 0), ("footnote", 8, 0)]


def test_an_interview_without_oddities_has_one_account_and_no_serious_notice(tmp_path: Path) -> None:
    draft = drafted(tmp_path, plain_interview())
    assert [(a.category, a.in_file, a.imported, a.lost) for a in draft.accounts] == [("body", 46, 46, 0)]
    assert not any(notice.serious for notice in draft.notices)
