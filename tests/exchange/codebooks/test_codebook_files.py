"""Codebooks from files: complete, or refused with every problem named."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import yaml

from workbench.core.codebook import CodeTree
from workbench.core.errors import MalformedFile, UnknownFormat, UnreadableFile
from workbench.core.shipped import shipped
from workbench.exchange import codebooks

GOOD = """\
codebook:
  id: study
  name: {nn: Studie, en: Study}
codes:
  - id: mapping
    key: kartlegging
    name: {nn: Kartlegging, nb: Kartlegging, en: Mapping}
    colour: "#4269d0"
    definition: {en: What is there now.}
    example: {nn: [Vi kartla alt., Vi telte.]}
    codes:
      - id: needs
        name: {nn: Behov, en: Needs}
  - id: budget
    name: {nn: Budsjett, en: Budget}
"""


def a_file(tmp_path: Path, text: str | bytes, name: str = "book.yaml") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problems_of(path: Path) -> list[str]:
    with pytest.raises(MalformedFile) as refused:
        codebooks.read(path)
    return refused.value.hint.splitlines()


def test_a_yaml_codebook_gives_its_tree_with_cards(tmp_path: Path) -> None:
    file = codebooks.read(a_file(tmp_path, GOOD))
    tree = CodeTree([file.codebook], file.codes)
    assert [(code.key, tree.depth(code)) for code in tree.order] == [("kartlegging", 0), ("needs", 1), ("budget", 0)]
    assert tree.path(tree.find("needs"), "nn") == "Kartlegging > Behov"
    mapping = tree.find("Mapping")
    assert mapping.card.definition == {"en": "What is there now."}
    assert mapping.card.examples["nn"] == ("Vi kartla alt.", "Vi telte.")


def test_the_same_file_gives_the_same_uuids_again(tmp_path: Path) -> None:
    first = codebooks.read(a_file(tmp_path, GOOD))
    second = codebooks.read(a_file(tmp_path, GOOD, "copy.yaml"))
    assert [code.uuid for code in first.codes] == [code.uuid for code in second.codes]


@pytest.mark.parametrize("suffix", [".yaml", ".csv"])
def test_a_codebook_written_is_read_back_the_same(tmp_path: Path, suffix: str) -> None:
    file = codebooks.read(a_file(tmp_path, GOOD, "study.yaml"))
    again = codebooks.read(a_file(tmp_path, codebooks.write(file, suffix), f"study{suffix}"))
    assert again.codes == file.codes


def test_an_example_with_a_bar_in_it_stays_one_example(tmp_path: Path) -> None:
    text = "id,name_nn,example_nn\nstatus,Status,open | lukka\n"
    [code] = codebooks.read(a_file(tmp_path, text, "study.csv")).codes
    assert code.card.examples == {"nn": ("open", "lukka")}
    one = replace(code, card=replace(code.card, examples={"nn": ("open | lukka", "venta")}))
    file = replace(codebooks.read(a_file(tmp_path, text, "study.csv")), codes=(one,))
    assert codebooks.read(a_file(tmp_path, codebooks.write(file, ".csv"), "study.csv")).codes == (one,)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_needs_only_an_id_and_a_name(tmp_path: Path, delimiter: str) -> None:
    rows = [["id", "name_nb", "parent", "definition"], ["a", "Økonomi", "", "Penger"], ["b", "Låne", "a", ""]]
    text = "\ufeff" + "\r\n".join(delimiter.join(row) for row in rows)
    file = codebooks.read(a_file(tmp_path, text, "book.csv"))
    assert [(c.key, c.names, c.card.definition) for c in file.codes] == [
        ("a", {"nb": "Økonomi"}, {"nb": "Penger"}),
        ("b", {"nb": "Låne"}, {}),
    ]
    assert file.codes[1].parent == file.codes[0].uuid


def test_every_problem_is_numbered_with_its_line(tmp_path: Path) -> None:
    text = GOOD.replace('"#4269d0"', "rgb(1,2,3)").replace("id: budget", "id: mapping").replace("id: needs", "colr: x")
    listed = problems_of(a_file(tmp_path, text))
    assert [line.split(".")[0] for line in listed] == [str(n) for n in range(1, len(listed) + 1)]
    joined = "\n".join(listed)
    assert "line 5: the colour “rgb(1,2,3)”" in joined
    assert "line 12: the field “colr” is unknown" in joined
    assert "line 12: the code has no id" in joined
    assert "line 14: the id “mapping” stands on line 5 already" in joined


@pytest.mark.parametrize(
    ("csv", "told"),
    [
        ("id,name_nn,parent\na,A,b\nb,B,a\n", "its own ancestor"),
        ("id,name_nn,parent\na,A,nobody\n", "is not in the file"),
        ("id,name_nn\na,Budsjett\nb,  budsjett\u200b\n", "stands under the same parent on line 2"),
        ("id,name_nn\na,A\nA,B\n", "the id “A” stands on line 2 already"),
        ("name_nn\nA\n", "there is no column “id”"),
        ("id,colour\na,#fff\n", "there is no column “name_nn”"),
        ("id,name_nn,size\na,A,1\n", "the column “size” is unknown"),
        ("id,name_nn\na,A,more\n", "3 cells, the header 2"),
        (f"id,name_nn\na,{'x' * 300}\n", "300 characters"),
        ("id,name_nn\n\n", "there is no code"),
    ],
)
def test_a_malformed_csv_is_refused_with_the_reason(tmp_path: Path, csv: str, told: str) -> None:
    assert told in "\n".join(problems_of(a_file(tmp_path, csv, "book.csv")))


@pytest.mark.parametrize(
    "text",
    [
        "codes: [",
        "- just\n- a list\n",
        "a: &x [1]\nb: *x\n",
        "codes: " + "[" * 200,
        "codes:\n\t- id: x\n",
        b"\xff\xfe\x00",
    ],
)
def test_what_is_not_a_yaml_codebook_is_refused_in_words(tmp_path: Path, text: str | bytes) -> None:
    with pytest.raises(MalformedFile) as refused:
        codebooks.read(a_file(tmp_path, text))
    assert "book.yaml" in refused.value.message


def test_ten_thousand_codes_are_read(tmp_path: Path) -> None:
    rows = "".join(f"c{i},Kode {i},{'' if i % 100 == 0 else f'c{i - i % 100}'}\n" for i in range(10_000))
    assert len(codebooks.read(a_file(tmp_path, "id,name_nn,parent\n" + rows, "big.csv")).codes) == 10_000


def test_other_files_are_refused_with_what_to_use(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match=r"Use a \.yaml, a \.csv or a \.qdc"):
        codebooks.read(a_file(tmp_path, "x", "book.docx"))
    with pytest.raises(UnreadableFile):
        codebooks.read(tmp_path / "missing.yaml")


@pytest.mark.parametrize("name", ["boligsosialt-utviklingsprogram", "arbeidsmetodikk"])
def test_the_shipped_codebooks_are_complete_and_follow_their_schema(name: str) -> None:
    path = shipped("codebooks") / f"{name}.yaml"
    schema = json.loads((shipped("codebooks") / "codebook.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(yaml.safe_load(path.read_text(encoding="utf-8")), schema)
    for code in codebooks.read(path).codes:
        for field in (code.names, code.card.definition, code.card.include, code.card.exclude, code.card.examples):
            assert set(field) == {"nn", "nb", "en"}, code.key
            assert all(field.values()), code.key


def test_the_readmes_yaml_and_csv_say_the_same(tmp_path: Path) -> None:
    readme = (shipped("codebooks") / "README.md").read_text(encoding="utf-8")
    shown = {kind: re.findall(rf"```{kind}\n(.*?)```", readme, re.DOTALL) for kind in ("yaml", "csv")}
    assert [len(blocks) for blocks in shown.values()] == [1, 1]
    as_yaml, as_csv = (
        codebooks.read(a_file(tmp_path, blocks[0], f"garden.{kind}")).codes for kind, blocks in shown.items()
    )
    assert [(c.key, c.stable_id, c.shortcut, c.names) for c in as_csv] == [
        (c.key, c.stable_id, c.shortcut, c.names) for c in as_yaml
    ]
    assert as_csv[0].card.definition == as_yaml[0].card.definition


def test_the_shipped_codebooks_can_be_used_together() -> None:
    files = [codebooks.read(path) for path in sorted(shipped("codebooks").glob("*.yaml"))]
    tree = CodeTree([file.codebook for file in files], [code for file in files for code in file.codes])
    keys = [code.key for code in tree.order]
    shortcuts = [code.shortcut for code in tree.order if code.shortcut]
    assert len(keys) == len(set(keys)) == 43
    assert len(shortcuts) == len(set(shortcuts))
    for code in tree.order:
        for text in (*code.card.definition.values(), *code.card.include.values(), *code.card.exclude.values()):
            assert set(re.findall(r"`([^`]+)`", text)) <= set(keys), code.key
