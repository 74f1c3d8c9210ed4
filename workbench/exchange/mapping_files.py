"""Mapping files: what a person decided about speakers, kept in a file beside the transcripts.

As YAML::

    style: colon              # all of these may be left out
    preamble: 6               # paragraphs at the top that are not speech
    encoding: cp1252
    headers: false
    speakers:
      - label: Intevjuar      # as it stands in the file
        speaker: Intervjuar   # what it shall be; left out: as it stands
        role: interviewer     # interviewer, respondent or other, in English or Norwegian
      - label: Informant 1
        informant: Hamar A    # the person's name in the project
      - label: Note
        speaker: "-"          # not a label at all

As .csv, the columns ``label``, ``speaker``, ``role``, ``informant``, the last three optional::

    label;speaker;role;informant
    Intevjuar;Intervjuar;interviewer;
    Note;-;;
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from workbench.core.drafts import Choices
from workbench.core.names import name_key
from workbench.core.transcripts import Role
from workbench.exchange.csv_rows import CsvRow, read_bytes, read_rows
from workbench.exchange.encodings import decode
from workbench.exchange.problems import Problems
from workbench.exchange.speakers import STYLES

_FIELDS = ("label", "speaker", "role", "informant")
_SETTINGS: Mapping[str, type] = {"style": str, "preamble": int, "encoding": str, "headers": bool}
_ROLES = {
    **dict.fromkeys(("interviewer", "intervjuar", "intervjuer", "i"), Role.INTERVIEWER),
    **dict.fromkeys(("respondent", "informant", "intervjuobjekt", "r"), Role.RESPONDENT),
    **dict.fromkeys(("other", "annan", "annen", "andre", "o"), Role.OTHER),
}
_NULL = "tag:yaml.org,2002:null"
_NO_LABEL = frozenset({"", "-", "–"})


def read_mapping(path: Path) -> Choices:
    """Read a mapping file, YAML or .csv, all or nothing.

    Returns:
        Choices with the labels, roles and informants the file names, and what else it says.

    Raises:
        UnreadableFile: it is missing or not ours to read.
        MalformedFile: anything is wrong; the hint numbers the problems, each with its line.
    """
    data = read_bytes(path)
    problems = Problems(path)
    settings: dict[str, Any] = {}
    if path.suffix.casefold() in {".csv", ".tsv"}:
        rows = _csv_rows(data, path, problems)
    else:
        rows = _yaml_rows(data, path, problems, settings)
    choices = _choices(rows, settings, problems)
    problems.raise_if_any()
    return choices


def _choices(rows: Iterable[CsvRow], settings: Mapping[str, Any], problems: Problems) -> Choices:
    labels: dict[str, str] = {}
    roles: dict[str, Role] = {}
    informants: dict[str, str] = {}
    for row in rows:
        label = row.cells.get("label", "")
        if not label:
            problems.add(row.line, "there is no label")
            continue
        if label in labels:
            problems.add(row.line, f"the label “{label[:40]}” stands twice")
        speaker = row.cells.get("speaker", label)
        labels[label] = "" if speaker in _NO_LABEL else speaker
        role = row.cells.get("role", "")
        if name_key(role) in _ROLES:
            roles[labels[label] or label] = _ROLES[name_key(role)]
        elif role:
            problems.add(row.line, f"the role “{role[:40]}” is none of interviewer, respondent, other")
        if row.cells.get("informant"):
            informants[labels[label] or label] = row.cells["informant"]
    return Choices(labels=labels, roles=roles, informants=informants, **settings)


def _csv_rows(data: bytes, path: Path, problems: Problems) -> Iterator[CsvRow]:
    columns, rows = read_rows(data, path, problems)
    folded = {column: name_key(column) for column in columns}
    for column, key in folded.items():
        if key not in _FIELDS:
            problems.add(1, f"the column “{column[:40]}” is unknown; there is {', '.join(_FIELDS)}")
    if columns and "label" not in folded.values():
        problems.add(1, "there is no column “label”")
    problems.raise_if_any()
    for row in rows:
        cells = {folded[name]: cell for name, cell in row.cells.items()}
        if not cells.get("speaker"):
            cells.pop("speaker", None)
        yield CsvRow(row.line, cells)


def _yaml_rows(data: bytes, path: Path, problems: Problems, settings: dict[str, Any]) -> Iterator[CsvRow]:
    import yaml

    from workbench.exchange.yaml_nodes import compose

    root = compose(decode(data, path.name, None).text, path)
    if not isinstance(root, yaml.MappingNode):
        problems.add(1, "there is no “speakers:”")
        return
    for key, value in root.value:
        line = key.start_mark.line + 1
        if key.value == "speakers" and isinstance(value, yaml.SequenceNode):
            yield from _speakers(value, problems)
        elif isinstance(key.value, str) and key.value in _SETTINGS:
            _setting(key.value, value, line, problems, settings)
        else:
            problems.add(line, f"“{str(key.value)[:40]}” is unknown; there is speakers, {', '.join(_SETTINGS)}")


def _speakers(node: Any, problems: Problems) -> Iterator[CsvRow]:
    for entry in node.value:
        line = entry.start_mark.line + 1
        pairs = entry.value if isinstance(entry.value, list) else []
        cells: dict[str, str] = {}
        for pair in pairs:
            key, value = pair if isinstance(pair, tuple) else (pair, pair)
            if key.value not in _FIELDS or not isinstance(value.value, str):
                problems.add(key.start_mark.line + 1, f"“{str(key.value)[:40]}” is none of {', '.join(_FIELDS)}")
            else:
                cells[key.value] = value.value.strip()
        yield CsvRow(line, cells)


def _setting(name: str, node: Any, line: int, problems: Problems, settings: dict[str, Any]) -> None:
    import yaml

    if node.tag == _NULL:
        return
    try:
        value = yaml.SafeLoader("").construct_object(node)
    except (yaml.YAMLError, ValueError):
        # A date that is none, or a tag of somebody's own.
        value = None
    negative = isinstance(value, int) and value < 0
    if not isinstance(value, _SETTINGS[name]) or isinstance(value, bool) != (name == "headers") or negative:
        problems.add(line, f"“{name}” is of the wrong kind")
    elif isinstance(value, str) and name == "style" and value not in STYLES:
        problems.add(line, f"there is no style “{value[:40]}”; there is {', '.join(STYLES)}")
    else:
        settings[name] = value
