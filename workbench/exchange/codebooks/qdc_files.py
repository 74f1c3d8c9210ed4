"""Codebooks in REFI-QDA's .qdc, which other programs read and write: names, descriptions, colours, the tree.

REFI-QDA 1.0, Codebook.xsd of 5 October 2017. A .qdc has one language and one description a code: definition, include,
exclude and examples go into it as paragraphs, each with a word before it, and come out of it again. Keys, letters and
whether a code is retired have no place in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import __version__
from workbench.core.codebook import Code
from workbench.core.names import name_key, without_controls
from workbench.core.transcripts import clean
from workbench.exchange.archives import parse
from workbench.exchange.codebooks.rows import COLOUR, LONGEST_NAME, CodebookFile, Row, build, new_codebook
from workbench.exchange.problems import Problems

if TYPE_CHECKING:
    from lxml import etree

NAMESPACE = "urn:QDA-XML:codebook:1.0"
_ANY = "urn:QDA-XML:"
"""Programs write other versions, and 1:0 for 1.0: what begins so is meant."""

_GUID = re.compile(r"\{?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\}?")
_HEADED = re.compile(r"(Include|Exclude|Example): (.+)", re.DOTALL)
_WRAPPERS = {"nodes", "codes"}
"""What some programs call a folder that they put all codes in."""


def read_qdc(data: bytes, path: Path, language: str = "en") -> CodebookFile:
    """Read a codebook from .qdc; the GUID of a code is its id, its key is made of its name.

    Args:
        data: the file.
        path: what it is called, which names the codebook.
        language: of the names and descriptions, which the file does not say.

    Raises:
        MalformedFile: it is no .qdc, or has problems, each numbered with its line.
    """
    problems = Problems(path)
    root = parse(data, path.name, path.name)
    if _local(root) != "CodeBook":
        problems.add(1, "there is no CodeBook in the file")
    problems.raise_if_any()
    rows: list[Row] = []
    keys: set[str] = set()
    holders = [one for one in root if _local(one) == "Codes"]
    codes = [code for holder in holders for code in holder if _local(code) == "Code"]
    if len(codes) == 1 and codes[0].get("isCodable") in {"false", "0"} and _called(codes[0]).casefold() in _WRAPPERS:
        codes = [code for code in codes[0] if _local(code) == "Code"]
    _take(codes, "", language, rows, keys, problems)
    return build(rows, new_codebook(path.stem, {language: path.stem}), problems)


def _take(
    codes: Iterable[etree._Element], parent: str, language: str, rows: list[Row], keys: set[str], problems: Problems
) -> None:
    beside: set[str] = set()
    for code in codes:
        line = code.sourceline if isinstance(code.sourceline, int) else 1
        guid = _GUID.fullmatch((code.get("guid") or "").strip())
        if guid is None:
            problems.add(line, "a code has no GUID")
            continue
        if any(row.id == guid[1].lower() for row in rows):
            problems.add(line, f"the GUID {guid[1]} stands there twice")
            continue
        name = _unlike((_called(code) or "–")[:LONGEST_NAME], beside, " ({n})")
        key = re.sub(r"[^\w]+", "-", name_key(name)).strip("-_")[:60].strip("-_") or "code"
        colour = code.get("color") or ""
        row = Row(
            line,
            guid[1].lower(),
            key=_unlike(key, keys, "-{n}"),
            parent=parent,
            colour=colour if COLOUR.fullmatch(colour) else "",
            names={language: name},
        )
        _describe(row, next((one.text or "" for one in code if _local(one) == "Description"), ""), language)
        rows.append(row)
        _take([one for one in code if _local(one) == "Code"], row.id, language, rows, keys, problems)


def _local(element: etree._Element) -> str:
    """Return an element's name without its namespace, "" where that is not one of REFI-QDA's."""
    space, _, name = str(element.tag).removeprefix("{").rpartition("}")
    return name if space.startswith(_ANY) else ""


def _called(code: etree._Element) -> str:
    return " ".join(without_controls(code.get("name") or "").split())


def _unlike(name: str, taken: set[str], suffix: str) -> str:
    """Return a name that none of those taken is like, and take it."""
    tried, n = name, 2
    while name_key(tried) in taken:
        tried, n = name + suffix.format(n=n), n + 1
    taken.add(name_key(tried))
    return tried


def _describe(row: Row, text: str, language: str) -> None:
    """Take a description apart into definition, include, exclude and examples."""
    plain: list[str] = []
    fields: dict[str, list[str]] = {"Include": [], "Exclude": [], "Example": []}
    for paragraph in re.split(r"\n{2,}", clean(text).text.strip()):
        headed = _HEADED.fullmatch(paragraph)
        if headed is not None:
            fields[headed[1]].append(headed[2])
        elif paragraph:
            plain.append(paragraph)
    row.definition = {language: "\n\n".join(plain)} if plain else {}
    row.include = {language: "\n\n".join(fields["Include"])} if fields["Include"] else {}
    row.exclude = {language: "\n\n".join(fields["Exclude"])} if fields["Exclude"] else {}
    row.examples = {language: tuple(fields["Example"])} if fields["Example"] else {}


def write_qdc(file: CodebookFile, language: str = "en") -> bytes:
    """Return a codebook as .qdc, in one language, or the first that a code has."""
    from lxml import etree

    root = etree.Element(f"{{{NAMESPACE}}}CodeBook", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    root.set("origin", f"workbench {__version__}")
    holder = etree.SubElement(root, f"{{{NAMESPACE}}}Codes")
    elements: dict[str, etree._Element] = {}
    for code in file.codes:
        above = elements.get(code.parent or "", holder)
        element = etree.SubElement(above, f"{{{NAMESPACE}}}Code")
        element.set("guid", code.uuid.upper())
        element.set("name", without_controls(code.name(language)))
        element.set("isCodable", "true")
        if COLOUR.fullmatch(code.colour):
            element.set("color", code.colour)
        said = clean(_description(code, language)).text
        if said:
            etree.SubElement(element, f"{{{NAMESPACE}}}Description").text = said
        elements[code.uuid] = element
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _description(code: Code, language: str) -> str:
    def said(field: Mapping[str, str]) -> str:
        return field.get(language) or next((words for words in field.values() if words), "")

    card = code.card
    examples = card.examples.get(language) or next((lines for lines in card.examples.values() if lines), ())
    parts = [said(card.definition)]
    parts += [f"{head}: {words}" for head, words in (("Include", said(card.include)), ("Exclude", said(card.exclude)))]
    parts += [f"Example: {example}" for example in examples]
    return "\n\n".join(part for part in parts if part and not part.endswith(": "))
