import ast
import re
from pathlib import Path

import pytest

from tests.words.catalogues import (
    ROOT,
    SPOKEN,
    as_mo,
    brought_up_to_date,
    catalogue,
    pairs,
    po_file,
    said,
    untranslated,
)

HOLES = re.compile(r"\{[^}]*\}")


@pytest.mark.parametrize("language", SPOKEN)
def test_everything_that_is_said_is_said_in_every_language(language: str) -> None:
    now = brought_up_to_date(language)

    assert untranslated(now) == [], "python -m tests.words.catalogues, then translate what is empty"
    assert {one.id for one in now} == {one.id for one in catalogue(language)}


@pytest.mark.parametrize("language", SPOKEN)
def test_a_translation_fills_the_same_holes(language: str) -> None:
    for english, other in pairs(catalogue(language)):
        assert sorted(set(HOLES.findall(other)) | {"{n}"}) == sorted(set(HOLES.findall(english)) | {"{n}"}), english


@pytest.mark.parametrize("language", SPOKEN)
def test_what_the_program_reads_is_what_is_edited(language: str) -> None:
    assert po_file(language).with_suffix(".mo").read_bytes() == as_mo(catalogue(language))


NO_SENTENCE = re.compile(r"workbench [a-z]|(?:bold|dim|italic|reverse|strike|underline| |\$\w+)+$")
"""A command, which is typed as it is, or the style of words."""


def unsaid_in(source: str) -> list[str]:
    """Sentences in a module of the screens that nobody can translate: outside _(), mark() and plural()."""
    tree = ast.parse(source)
    aside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            aside.add(id(node.value))
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in {
                "_",
                "mark",
                "plural",
                "keys_of",
                "query",
                "query_one",
                "TypeVar",
                "split",
                "compile",
                "Binding",
            }:
                aside.update(id(inner) for inner in ast.walk(node))
        if isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id in {"DEFAULT_CSS", "CSS"} and node.value is not None:
                aside.update(id(inner) for inner in ast.walk(node.value))
    return [
        f"{node.lineno}: {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in aside
        and re.search(r"[A-Za-z]{2,},? [A-Za-z]{2,}", node.value)
        and not NO_SENTENCE.match(node.value)
    ]


SCREENS = sorted((ROOT / "workbench" / "tui").rglob("*.py"))


@pytest.mark.parametrize("path", SCREENS, ids=[str(path.relative_to(ROOT)) for path in SCREENS])
def test_no_sentence_of_the_screens_is_said_past_the_catalogues(path: Path) -> None:
    if "keys" not in path.parts:
        assert unsaid_in(path.read_text(encoding="utf-8")) == []


def test_the_program_says_something() -> None:
    assert len(said()) > 300
