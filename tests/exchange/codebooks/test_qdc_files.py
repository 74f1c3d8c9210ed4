"""Codebooks go out to other programs and come in from them as .qdc."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from workbench.core.codebook import Card, Code, Codebook
from workbench.core.errors import MalformedFile
from workbench.exchange import codebooks
from workbench.exchange.codebooks import CodebookFile
from workbench.services.codebooks.codebook import read_codebook, shipped_codebooks

SCHEMAS = [Path(__file__).resolve().parents[n] / place for n in (3, 4) for place in ("refi", "shared/refi")]
GUID = "8F0A2E62-2D8B-4D3C-9E0B-0D1B9D4C7A1{n}"


def a_qdc(codes: str, *, namespace: str = "urn:QDA-XML:codebook:1.0") -> str:
    return f'<?xml version="1.0"?>\n<CodeBook xmlns="{namespace}" origin="X"><Codes>\n{codes}\n</Codes></CodeBook>'


def a_code(n: int, name: str, inner: str = "", **more: str) -> str:
    said = {"isCodable": "true", **more}
    attributes = " ".join(f'{key}="{value}"' for key, value in said.items())
    return f'<Code guid="{GUID.format(n=n)}" name="{name}" {attributes}>{inner}</Code>'


def read(folder: Path, text: str) -> CodebookFile:
    path = folder / "frå-nvivo.qdc"
    path.write_text(text, encoding="utf-8")
    return codebooks.read(path, language="nn")


@pytest.mark.parametrize("path", shipped_codebooks(), ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["nn", "en"])
def test_a_codebook_goes_out_in_one_language_and_comes_back_with_its_cards(
    path: Path, language: str, tmp_path: Path
) -> None:
    book = read_codebook(path)
    out = tmp_path / "ut.qdc"
    out.write_bytes(codebooks.write(book, ".qdc", language=language))
    back = codebooks.read(out, language=language)
    paths = {code.uuid: code for code in book.codes}
    assert [code.stable_id for code in back.codes] == [code.uuid for code in book.codes]
    for before, after in zip(book.codes, back.codes, strict=True):
        assert after.name(language) == before.name(language)
        assert after.colour == before.colour
        assert (after.parent is None) is (before.parent is None or before.parent not in paths)
        for field in ("definition", "include", "exclude", "examples"):
            assert getattr(after.card, field).get(language) == getattr(before.card, field).get(language)


def test_what_goes_out_holds_to_the_schema(tmp_path: Path) -> None:
    schema = next((place / "Codebook.xsd" for place in SCHEMAS if (place / "Codebook.xsd").is_file()), None)
    if schema is None:
        pytest.skip("REFI-QDA's schemas are not here")
    validator = etree.XMLSchema(etree.parse(str(schema)))
    book = Codebook("b", "bok", {"nn": "Bok"})
    odd = Code(
        "8f0a2e62-2d8b-4d3c-9e0b-0d1b9d4c7a10", "b", "k", {"nn": 'A & B <"\x1b[31m>'}, card=Card({"nn": "\x0bå\ud800"})
    )
    for file in [*map(read_codebook, shipped_codebooks()), CodebookFile(book, (odd,))]:
        validator.assertValid(etree.fromstring(codebooks.write(file, ".qdc", language="nn")))


def test_names_descriptions_colours_and_the_tree_come_in(tmp_path: Path) -> None:
    inner = "<Description>Kor lenge.\n\nInclude: Kø.\n\nExample: Eitt år.\n\nExample: To år.</Description>"
    file = read(tmp_path, a_qdc(a_code(1, "Bustad", a_code(2, "Ventetid", inner, color="#AbC")) + a_code(3, "Pengar")))
    by_name = {code.name("nn"): code for code in file.codes}
    assert [code.key for code in file.codes] == ["bustad", "ventetid", "pengar"]
    assert by_name["Ventetid"].parent == by_name["Bustad"].uuid
    assert by_name["Ventetid"].colour == "#aabbcc"
    assert by_name["Ventetid"].stable_id == GUID.format(n=2).lower()
    card = Card({"nn": "Kor lenge."}, {"nn": "Kø."}, {}, {"nn": ("Eitt år.", "To år.")})
    assert by_name["Ventetid"].card == card
    assert file.codebook.stable_id == "frå-nvivo"


@pytest.mark.parametrize("namespace", ["urn:QDA-XML:codebook:0:4", "urn:QDA-XML:codebook:1:0"])
def test_what_other_programs_really_write_comes_in(tmp_path: Path, namespace: str) -> None:
    inside = a_code(1, "Lik", color="rgba(1,2,3,1)") + a_code(2, "Lik") + a_code(3, "&#27;[31m ").replace("&#27;", "")
    inside = inside.replace(GUID.format(n=2), "{" + GUID.format(n=2) + "}")
    text = a_qdc(a_code(0, "Nodes", inside, isCodable="false"), namespace=namespace)
    file = read(tmp_path, text.replace("</Codes>", "</Codes><Sets/>"))
    assert [(code.key, code.name("nn")) for code in file.codes] == [
        ("lik", "Lik"),
        ("lik-2", "Lik (2)"),
        ("31m", "[31m"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<CodeBook", "not well-formed"),
        ("<a/>", "1 problem"),
        (a_qdc(""), "1 problem"),
        (a_qdc('<Code name="x" isCodable="true"/>'), "problem"),
        (a_qdc(a_code(1, "a") + a_code(1, "b")), "1 problem"),
        ('<!DOCTYPE x [<!ENTITY a "b">]>' + a_qdc(a_code(1, "a")).split("\n", 1)[1], "document type"),
    ],
)
def test_what_is_no_codebook_is_refused_in_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(MalformedFile, match=said):
        read(tmp_path, text)
