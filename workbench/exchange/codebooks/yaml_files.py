"""Codebooks in YAML: the form that says everything (codebooks/README.md describes it)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from workbench.core.codebook import Code, CodeTree
from workbench.core.errors import MalformedFile
from workbench.core.language import LANGUAGES, _
from workbench.core.transcripts import clean
from workbench.exchange.codebooks.rows import CodebookFile, Row, build, new_codebook
from workbench.exchange.problems import Problems
from workbench.exchange.yaml_nodes import compose

_BOOK_FIELDS = {"id", "name", "description"}
_CODE_FIELDS = {
    "id", "key", "shortcut", "colour", "name", "definition", "include", "exclude", "example", "retired", "codes"
}  # fmt: skip


def read_yaml(data: bytes, path: Path) -> CodebookFile:
    """Read a codebook from YAML.

    Raises:
        MalformedFile: the text is not YAML, or the codebook has problems, each numbered with its line.
    """
    problems = Problems(path)
    root = compose(_text(data, path), path)
    top = _fields(root, {"codebook", "codes"}, problems)
    book = _fields(top.get("codebook"), _BOOK_FIELDS, problems)
    stable_id = _scalar(book.get("id"), problems) or path.stem
    names = _languages(book.get("name"), problems) or {"en": path.stem}
    rows = list(_rows(top.get("codes"), "", problems))
    description = _languages(book.get("description"), problems)
    return build(rows, new_codebook(stable_id, names, description), problems)


def _text(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MalformedFile(
            _("{name} is not UTF-8 text.").format(name=path.name),
            path=path,
            where=_("byte {start}").format(start=error.start),
            hint=_("Save it as UTF-8."),
        ) from error


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _fields(node: Node | None, allowed: set[str], problems: Problems) -> dict[str, Node]:
    if node is None:
        return {}
    if not isinstance(node, MappingNode):
        problems.add(_line(node), f"here a list of fields ({', '.join(sorted(allowed))}) is expected")
        return {}
    found: dict[str, Node] = {}
    for key_node, value in node.value:
        key = str(key_node.value)
        if key not in allowed:
            problems.add(_line(key_node), f"the field “{key[:40]}” is unknown; there is {', '.join(sorted(allowed))}")
        elif key in found:
            problems.add(_line(key_node), f"the field “{key}” stands twice")
        else:
            found[key] = value
    return found


def _scalar(node: Node | None, problems: Problems) -> str:
    if node is None:
        return ""
    if not isinstance(node, ScalarNode):
        problems.add(_line(node), "here one value is expected")
        return ""
    return clean(str(node.value)).text.strip() if node.tag != "tag:yaml.org,2002:null" else ""


def _languages(node: Node | None, problems: Problems) -> dict[str, str]:
    return {language: _scalar(value, problems) for language, value in _fields(node, set(LANGUAGES), problems).items()}


def _examples(node: Node | None, problems: Problems) -> dict[str, Sequence[str]]:
    found: dict[str, Sequence[str]] = {}
    for language, value in _fields(node, set(LANGUAGES), problems).items():
        items = value.value if isinstance(value, SequenceNode) else [value]
        found[language] = tuple(_scalar(item, problems) for item in items)
    return found


def _rows(node: Node | None, parent: str, problems: Problems) -> Iterator[Row]:
    if node is None:
        return
    if not isinstance(node, SequenceNode):
        problems.add(_line(node), "“codes” is a list: each code begins with “- id:”")
        return
    for item in node.value:
        given = _fields(item, _CODE_FIELDS, problems)
        row_id = _scalar(given.get("id"), problems)
        if not row_id:
            problems.add(_line(item), "the code has no id")
        yield Row(
            line=_line(item),
            id=row_id,
            key=_scalar(given.get("key"), problems) or row_id,
            parent=parent,
            shortcut=_scalar(given.get("shortcut"), problems),
            colour=_scalar(given.get("colour"), problems),
            retired=_scalar(given.get("retired"), problems).casefold() in {"true", "yes", "ja"},
            names=_languages(given.get("name"), problems),
            definition=_languages(given.get("definition"), problems),
            include=_languages(given.get("include"), problems),
            exclude=_languages(given.get("exclude"), problems),
            examples=_examples(given.get("example"), problems),
        )
        yield from _rows(given.get("codes"), row_id, problems)


def write_yaml(file: CodebookFile) -> bytes:
    """Return a codebook as YAML that :func:`read_yaml` reads back to the same records."""
    book = file.codebook
    tree = CodeTree([book], file.codes)
    head: dict[str, Any] = {"id": book.stable_id, "name": dict(book.names)}
    if book.description:
        head["description"] = dict(book.description)
    whole = {"codebook": head, "codes": [_code(code, tree) for code in tree.themes()]}
    text = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=110)
    return text.encode()


def _code(code: Code, tree: CodeTree) -> dict[str, Any]:
    card = code.card
    examples: Mapping[str, Any] = {k: list(v) for k, v in card.examples.items()}
    entry: dict[str, Any] = {
        "id": code.stable_id or code.key,
        "key": code.key,
        "shortcut": code.shortcut,
        "colour": code.colour,
        "name": dict(code.names),
        "definition": dict(card.definition),
        "include": dict(card.include),
        "exclude": dict(card.exclude),
        "example": dict(examples),
        "retired": code.retired,
        "codes": [_code(child, tree) for child in tree.children(code)],
    }
    return {field: value for field, value in entry.items() if value}
