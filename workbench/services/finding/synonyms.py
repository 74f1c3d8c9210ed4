"""The project's own synonyms, beside the shipped ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench.analysis.searching import Synonyms, read_groups, shipped_groups
from workbench.analysis.tables import Table, TableColumn
from workbench.core.errors import UnreadableFile
from workbench.core.language import _
from workbench.core.names import name_key
from workbench.exchange.csv_rows import read_bytes
from workbench.exchange.encodings import decode
from workbench.services.project import OpenProject, change_settings
from workbench.store import records


def own_groups(project: OpenProject) -> list[tuple[str, ...]]:
    """Return the project's own groups of words that find each other."""
    with project.database.reading() as connection:
        (record,) = records.all_of(connection, "project")
    return [tuple(map(str, group)) for group in record.settings.get("synonyms", ())]


def synonyms(project: OpenProject) -> Synonyms:
    """Return the words that mean the same: the project's own and the shipped ones."""
    return Synonyms([*own_groups(project), *shipped_groups()])


def import_groups(project: OpenProject, path: Path) -> int:
    """Add the groups of a file to the project's own; return how many are new.

    Raises:
        FileError: it cannot be read.
        RefusedError: a line is not a group; nothing was changed.
    """
    if not path.is_file():
        raise UnreadableFile(_("There is no file {path}.").format(path=path), path=path)
    return _add(project, read_groups(decode(read_bytes(path), path.name, None).text))


def set_groups(project: OpenProject, written: Sequence[str]) -> int:
    """Set groups written ``WORD=OTHER,...``: each replaces the project's own that begins with its first word.

    ``WORD=`` alone takes the group away. Shipped ones stay.

    Returns:
        How many groups are new, changed or gone.

    Raises:
        RefusedError: one is not of that form; nothing was changed.
    """
    standing = {name_key(group[0]): group for group in own_groups(project)}
    after = dict(standing)
    for one in written:
        word, equals, rest = one.partition("=")
        if equals and word.strip() and not rest.strip(" ,="):
            after.pop(name_key(word), None)
        else:
            for group in read_groups(one):
                after[name_key(group[0])] = group
    _store(project, list(after.values()))
    return sum(standing.get(key) != after.get(key) for key in {**standing, **after})


def _add(project: OpenProject, groups: Sequence[tuple[str, ...]]) -> int:
    standing = own_groups(project)
    new = [group for group in dict.fromkeys(groups) if group not in standing]
    _store(project, [*standing, *new])
    return len(new)


def _store(project: OpenProject, groups: Sequence[Sequence[str]]) -> None:
    if [tuple(group) for group in groups] != own_groups(project):
        change_settings(project, synonyms=[list(group) for group in groups])


def table(project: OpenProject) -> Table:
    """Return all groups: the words, and whether they are the project's own or shipped."""
    columns = [TableColumn("word", "Word"), TableColumn("synonyms", "Finds too"), TableColumn("list", "List")]
    rows = [
        (group[0], list(group[1:]), name)
        for name, groups in (("own", own_groups(project)), ("shipped", shipped_groups()))
        for group in groups
    ]
    return Table(_("synonyms"), columns, rows, name="Synonyms")
