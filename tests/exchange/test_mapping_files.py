"""Mapping files: decisions about speakers that are kept in a file."""

from pathlib import Path

import pytest

from tests.exchange.speakers.papers import paper
from workbench.core.drafts import Choices
from workbench.core.errors import MalformedFile
from workbench.core.transcripts import Role
from workbench.exchange.mapping_files import read_mapping
from workbench.exchange.speakers import take_turns

YAML = """\
style: colon
preamble: 1
encoding: cp1252
headers: false
speakers:
  - label: Intevjuar
    speaker: Intervjuar
    role: intervjuar
  - label: Informant 1
    role: respondent
    informant: Hamar A
  - label: Note
    speaker: "-"
"""
CSV = "label;speaker;role;informant\nIntevjuar;Intervjuar;Interviewer;\nInformant 1;;informant;Hamar A\nNote;-;;\n"


def mapping(tmp_path: Path, text: str, suffix: str = ".yaml") -> Choices:
    path = tmp_path / f"mapping{suffix}"
    path.write_text(text)
    return read_mapping(path)


def test_yaml_and_csv_say_the_same(tmp_path: Path) -> None:
    labels = {"Intevjuar": "Intervjuar", "Informant 1": "Informant 1", "Note": ""}
    roles = {"Intervjuar": Role.INTERVIEWER, "Informant 1": Role.RESPONDENT}
    informants = {"Informant 1": "Hamar A"}
    from_yaml = mapping(tmp_path, YAML)
    assert from_yaml == Choices("colon", labels, roles, informants, "cp1252", False, 1)
    assert mapping(tmp_path, CSV, ".csv") == Choices(labels=labels, roles=roles, informants=informants)


def test_a_mapping_decides_the_turns(tmp_path: Path) -> None:
    choices = mapping(tmp_path, CSV, ".csv")
    turned = take_turns(paper("Intevjuar: Kva?", "Informant 1: Ja.", "Note: støy", "Intevjuar: Og?"), choices)
    assert [turn.speaker for turn in turned.turns] == ["Intervjuar", "Informant 1", "Intervjuar"]
    assert "Note: støy" in turned.text


def test_every_problem_is_listed_with_its_line(tmp_path: Path) -> None:
    head = "style: telepathy\npreamble: many\ncolour: red\n"
    text = f"{head}speakers:\n  - speaker: x\n  - label: A\n    role: king\n  - label: A\n    age: 3\n"
    with pytest.raises(MalformedFile) as caught:
        mapping(tmp_path, text)
    found = [line.split(": ")[0] for line in caught.value.hint.splitlines()]
    assert found == ["1. line 1", "2. line 2", "3. line 3", "4. line 5", "5. line 6", "6. line 8", "7. line 9"]


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("- a\n- b\n", ".yaml"),
        ("a: [\n", ".yaml"),
        ("", ".yaml"),
        ("name;role\nA;other\n", ".csv"),
        ("label;age\nA;3\n", ".csv"),
    ],
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str, suffix: str) -> None:
    with pytest.raises(MalformedFile):
        mapping(tmp_path, text, suffix)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5000,
        "speakers: &a [*a]\n",
        "? [a, b]\n: c\n",
        "encoding: 2010-13-45\n",
        "preamble: !!int x\n",
        "headers: !!python/object:os.system x\n",
    ],
)
def test_yaml_that_is_a_trap_or_a_slip_ends_in_a_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(MalformedFile, match=r"^map"):
        mapping(tmp_path, text)
