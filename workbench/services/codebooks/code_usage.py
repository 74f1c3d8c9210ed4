"""How much each code is used: by coder, and by municipality or any other attribute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbench.analysis.tables import Table, TableColumn, Value, ValueKind
from workbench.core.cases import Attribute, sort_key
from workbench.core.codebook import Code, CodeTree
from workbench.core.coders import Coder
from workbench.core.errors import NotFoundError
from workbench.core.language import _
from workbench.core.names import name_key
from workbench.services.project import OpenProject
from workbench.store import code_use, codebook, records, transcripts

UNKNOWN = "–"
"""Where an interview says nothing of the attribute."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a code was used for: codings, in how many transcripts, by each coder, at each value of an attribute."""

    codings: int = 0
    transcripts: int = 0
    coders: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)


def usage(
    project: OpenProject, *, by: str | None = None, codes: Sequence[Code] | None = None, roll_up: bool = False
) -> tuple[str, dict[str, Usage]]:
    """Count the codings of each code as far as the coder may see them.

    Args:
        project: where.
        by: an attribute; municipality, or the first that there is, where it is not said.
        codes: which codes; all where it is not said.
        roll_up: count a code with everything below it.

    Returns:
        The attribute, "" where there is none, and the usage of each code by UUID.

    Raises:
        NotFoundError: there is no such attribute.
    """
    with project.database.reading() as connection:
        tree = codebook.tree(connection)
        found = code_use.uses(connection, project.viewer)
        people: dict[str, Coder] = {c.uuid: c for c in records.all_of(connection, "coder")}
        attributes: list[Attribute] = records.all_of(connection, "attribute")
        attribute = _attribute(attributes, by)
        facts = {}
        if attribute:
            facts = {s.transcript.uuid: s.attributes for s in transcripts.summaries(connection, project.viewer)}
    by_code: dict[str, list[code_use.Use]] = {}
    for use in found:
        by_code.setdefault(use.code, []).append(use)
    counted: dict[str, Usage] = {}
    for code in tree.order if codes is None else codes:
        meant = tree.branch(code) if roll_up else [code]
        uses = [use for one in meant for use in by_code.get(one.uuid, [])]
        coders: Counter[str] = Counter()
        places: Counter[str] = Counter()
        for use in uses:
            coders[people[use.coder].name] += use.codings
            if attribute:
                places[facts[use.transcript].get(attribute.name) or UNKNOWN] += use.codings
        counted[code.uuid] = Usage(
            sum(coders.values()),
            len({use.transcript for use in uses}),
            dict(sorted(coders.items(), key=lambda one: name_key(one[0]))),
            _in_order(places, attribute),
        )
    return attribute.name if attribute else "", counted


def _attribute(attributes: Sequence[Attribute], wanted: str | None) -> Attribute | None:
    named = {name_key(one.name): one for one in attributes}
    if wanted is None:
        return named.get("municipality") or next(iter(sorted(attributes, key=lambda one: name_key(one.name))), None)
    if name_key(wanted) not in named:
        raise NotFoundError.named("attribute", wanted, [one.name for one in attributes])
    return named[name_key(wanted)]


def _in_order(places: Counter[str], attribute: Attribute | None) -> dict[str, int]:
    if attribute is None:
        return {}
    known = sorted((one for one in places if one != UNKNOWN), key=lambda one: sort_key(one, attribute.type))
    return {one: places[one] for one in (*known, *([UNKNOWN] if UNKNOWN in places else []))}


def table(project: OpenProject, *, by: str | None = None, roll_up: bool = False, language: str = "en") -> Table:
    """Return how much each code is used, one row a code in the codebook's order, as far as the coder may see it.

    Raises:
        NotFoundError: there is no such attribute.
    """
    attribute, counted = usage(project, by=by, roll_up=roll_up)
    tree: CodeTree
    with project.database.reading() as connection:
        tree = codebook.tree(connection)
    rows: list[tuple[Value, ...]] = [
        (
            code.uuid,
            code.key,
            code.name(language),
            tree.path(code, language),
            found.codings,
            found.transcripts,
            found.coders,
            attribute,
            found.places,
        )
        for code in tree.order
        for found in [counted.get(code.uuid, Usage())]
    ]
    columns = [
        TableColumn("id", aside=True),
        TableColumn("key", "Key"),
        TableColumn("name", "Name", aside=True),
        TableColumn("path", "Path", aside=True),
        TableColumn("codings", "Codings", kind=ValueKind.INTEGER),
        TableColumn("transcripts", "Transcripts", kind=ValueKind.INTEGER),
        TableColumn("coders", "Coders"),
        TableColumn("by", "By", aside=True),
        TableColumn("places", attribute.capitalize() or "Places"),
    ]
    return Table(_("Use of the codes"), columns, rows, name="Usage", frozen=2)
