"""YAML as nodes that know their lines, judged before a tree is built from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import yaml
from yaml.nodes import Node

from workbench.core.errors import MalformedFile
from workbench.core.language import _

_DEEPEST = 30


def compose(text: str, path: Path) -> Node | None:
    """Parse a text as YAML; scalars stay as they are written, and nothing is built from them.

    Raises:
        MalformedFile: it is not YAML, is nested too deeply, or refers to its own parts.
    """
    try:
        for depth in _depths(text):
            if depth > _DEEPEST:
                raise MalformedFile(
                    _("{name} is nested too deeply.").format(name=path.name),
                    path=path,
                    hint=_("Check that it is the right file."),
                )
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else ""
        reason = getattr(error, "problem", None) or "not readable as YAML"
        raise MalformedFile(
            _("{name} is not valid YAML: {reason}{value}.").format(
                name=path.name, reason=reason, value=f" ({where})" if where else ""
            ),
            path=path,
            where=where,
            hint=_("Check the indentation and the quotes near that line."),
        ) from error


def _depths(text: str) -> Iterator[int]:
    """Walk the parser's events, so that nesting and aliases are judged before a tree is built."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
            yield depth
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            raise yaml.MarkedYAMLError(None, None, "aliases (*) are not used here", cast("Any", event.start_mark))
