"""The catalogues of the interface's words: what is said in the code, and what of it in nynorsk and bokmål.

``python -m tests.words.catalogues`` brings them up to date: new words are added with an empty translation, words that
are said no more are dropped, and the compiled files are written. Translations are edited in the .po files.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import zip_longest
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tests.words.commands import said_by_click, said_by_commands
from workbench.analysis.agreement.disagreements import Kind
from workbench.analysis.code_tables.cooccurrence import Rule
from workbench.analysis.codebook_lint import Severity
from workbench.analysis.matrices.recipes import Policy, RowKind, SmallCells
from workbench.analysis.matrices.records import Reason
from workbench.core.cases import AttributeType, Bearer
from workbench.core.coders import CoderKind, Progress, Rights
from workbench.core.codings import Certainty
from workbench.core.language import CATALOGUES, DOMAIN
from workbench.core.report_marks import Approval
from workbench.core.transcripts import Role
from workbench.services.history.history_lists import ActState
from workbench.tui.keys import ALL

ROOT = Path(__file__).resolve().parents[2]
SPOKEN = ("nn", "nb")
"""Languages that have a catalogue; English is what the code says."""

SHOWN = (
    *(ActState, Approval, AttributeType, Bearer, Certainty, CoderKind, Kind, Policy, Progress, Reason, Rights, Role),
    *(RowKind, Rule, Severity, SmallCells),
)
"""Kinds of things whose names are shown as words: ``_(str(progress))``."""

Words = str | tuple[str, str]

_ALWAYS = datetime(2026, 11, 22, tzinfo=UTC)


def said_in(source: str) -> Iterator[Words]:
    """Yield what a module says: words in ``_()`` and ``mark()``, pairs in ``plural()``.

    Raises:
        ValueError: something else than plain words is to be translated.
    """
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr == "named" and _is_constant(node.args[0]):
            yield _constant(node.args[0])
        if not isinstance(node.func, ast.Name):
            continue
        if node.func.id in {"mark", "_"} and _is_constant(node.args[0]):
            yield _constant(node.args[0])
        elif node.func.id == "plural":
            yield _constant(node.args[1]), _constant(node.args[2])
        elif node.func.id == "TableColumn" and isinstance(heading := node.args[:2][-1], ast.Constant):
            yield _constant(heading)


def _is_constant(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        raise ValueError(f"line {node.lineno}: words with f-holes cannot be translated")
    return isinstance(node, ast.Constant)


def _constant(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise ValueError(f"line {node.lineno}: only plain words can be translated")


def said() -> set[Words]:
    """Return everything that the program says."""
    found: set[Words] = {words for key in ALL for words in (key.label, key.tooltip, str(key.topic))}
    found |= {str(one) for kind in SHOWN for one in kind}
    found.update(said_by_commands())
    found.update(said_by_click())
    for path in sorted((ROOT / "workbench").rglob("*.py")):
        if path.name != "language.py":
            found.update(said_in(path.read_text(encoding="utf-8")))
    found.discard("")
    return found


def po_file(language: str) -> Path:
    """Return where a catalogue is edited."""
    return CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def _empty(language: str, comment: str = "") -> Catalog:
    """Return a catalogue of nothing; its header says no time, so that the same words make the same file."""
    return Catalog(
        locale=language,
        domain=DOMAIN,
        header_comment=comment,
        project=DOMAIN,
        version="1",
        msgid_bugs_address="",
        creation_date=_ALWAYS,
        revision_date=_ALWAYS,
        last_translator="",
        language_team="",
        fuzzy=False,
    )


def catalogue(language: str) -> Catalog:
    """Return a catalogue as it lies in its file; empty where there is none yet."""
    if not po_file(language).is_file():
        return _empty(language)
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def brought_up_to_date(language: str) -> Catalog:
    """Return a catalogue of just what is said now, with the translations that there are."""
    before = catalogue(language)
    after = _empty(language, before.header_comment)
    for words in sorted(said(), key=lambda one: one if isinstance(one, str) else one[0]):
        known = before.get(words if isinstance(words, str) else words[0])
        after.add(words, known.string if known is not None else None)
    return after


def pairs(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield what is said in English and in the catalogue's language, "" where it is not; plurals follow singulars."""
    for one in catalog:
        if one.id:
            said_so = one.id if isinstance(one.id, (tuple, list)) else (one.id,)
            told = one.string if isinstance(one.string, (tuple, list)) else (one.string,)
            yield from zip_longest(said_so, (words or "" for words in told), fillvalue="")


def untranslated(catalog: Catalog) -> list[str]:
    """Return what a catalogue does not say yet."""
    return [english for english, other in pairs(catalog) if not other]


def as_po(catalog: Catalog) -> bytes:
    """Return a catalogue as it is edited."""
    file = BytesIO()
    write_po(file, catalog, width=120)
    return file.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """Return a catalogue as the program reads it."""
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def main() -> None:
    """Bring all catalogues up to date and compile them."""
    for language in SPOKEN:
        now = brought_up_to_date(language)
        po_file(language).parent.mkdir(parents=True, exist_ok=True)
        po_file(language).write_bytes(as_po(now))
        po_file(language).with_suffix(".mo").write_bytes(as_mo(now))
        print(f"{language}: {len(now)} said, {len(untranslated(now))} not translated", file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    main()
