"""What an import will do: which files, what is known of them, and how they are read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.core.cases import AttributeType
from workbench.core.drafts import Choices
from workbench.core.errors import NotFoundError, Notice, RefusedError, UnreadableFile
from workbench.core.language import _, plural
from workbench.core.names import name_key, without_controls
from workbench.core.transcripts import Role
from workbench.exchange import attribute_files, files, mapping_files
from workbench.exchange.speakers import STYLES
from workbench.services.imports.attributes import without_case
from workbench.services.imports.facts import MUNICIPALITY, types_of
from workbench.services.project import OpenProject


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import will do, before it does it.

    ``attributes`` gives each file's facts by its path, ``types`` and ``on_cases`` are as in
    :class:`workbench.services.imports.facts.Facts`; ``comments`` takes margin comments in as memos.
    """

    paths: tuple[Path, ...]
    choices: Choices = field(default_factory=Choices)
    attributes: Mapping[Path, Mapping[str, str]] = field(default_factory=dict)
    types: Mapping[str, AttributeType] = field(default_factory=dict)
    on_cases: frozenset[str] = frozenset()
    pattern: str = ""
    comments: bool = False
    notices: tuple[Notice, ...] = ()


def plan(
    paths: Iterable[Path],
    *,
    choices: Choices | None = None,
    attributes: Path | None = None,
    pattern: str = "",
    comments: bool = False,
    remembered: Mapping[str, Any] | None = None,
) -> Plan:
    """Find the files and their facts.

    Args:
        paths: files and folders; a folder means every file in it that may be a transcript, in natural order.
        choices: how files are read; what is left out is detected.
        attributes: a .csv with a row for each transcript or case.
        pattern: what a file's name says, such as ``{municipality}_{year}_*``.
        comments: take margin comments in as memos.
        remembered: the project's ``import`` setting, used where nothing else is said.

    Raises:
        FileError: a path is not there, no file was found, or the .csv has problems.
        RefusedError: the pattern names nothing.
    """
    kept = remembered or {}
    chosen = choices or _remembered_choices(kept)
    pattern = pattern or str(kept.get("pattern", ""))
    paths = list(paths)
    found = files.transcripts_in(paths)
    notices = _passed_over(files.passed_over(paths))
    if not found:
        hint = " ".join([_("Name files, or a folder that holds some."), *(notice.message for notice in notices)])
        raise UnreadableFile(_("No transcripts were found there."), hint=hint)
    facts: dict[Path, dict[str, str]] = {path: {} for path in found}
    if pattern:
        for path in found:
            matched = attribute_files.match_name(path.stem, pattern)
            if matched is None:
                notices.append(
                    Notice(
                        "name-without-pattern",
                        _("the name does not follow {pattern}").format(pattern=pattern),
                        where=path.name,
                    )
                )
            else:
                facts[path].update(matched)
    on_cases: frozenset[str] = frozenset()
    if attributes is not None:
        rows = attribute_files.read_attributes(attributes)
        for path in found:
            facts[path].update(rows.of(path, _case_name(facts[path])))
        on_cases = frozenset(name_key(name) for row in rows.cases.values() for name in row.cells)
        notices.extend(rows.unmatched(found))
        notices.extend(without_case(rows, map(_case_name, facts.values())))
    return Plan(tuple(found), chosen, facts, types_of(facts.values()), on_cases, pattern, comments, tuple(notices))


_NAMED = 10


def _passed_over(paths: Sequence[Path]) -> list[Notice]:
    if not paths:
        return []
    named = [*(without_controls(path.name) for path in paths[:_NAMED]), *(["…"] if len(paths) > _NAMED else [])]
    return [
        Notice(
            "passed-over",
            plural(
                len(paths),
                "1 file of another kind was passed over: {names}.",
                "{n} files of other kinds were passed over: {names}.",
            ).format(names=", ".join(named)),
            count=len(paths),
        )
    ]


def names(paths: Sequence[Path]) -> dict[Path, str]:
    """Return what to call each of several files: its name, and where they lie in different folders those too."""
    if len({path.parent for path in paths}) < 2:
        return {path: without_controls(path.name) for path in paths}
    places = [os.path.abspath(path.parent) for path in paths]
    try:
        above = os.path.commonpath(places)
    except ValueError:
        # On Windows they may lie on several disks.
        return {path: without_controls(str(path)) for path in paths}
    return {
        path: without_controls((Path(place).relative_to(above) / path.name).as_posix())
        for path, place in zip(paths, places, strict=True)
    }


def _case_name(facts: Mapping[str, str]) -> str:
    """Return the case that a file's facts name so far, as :meth:`Facts.describe` will."""
    folded = {name_key(name): value for name, value in facts.items()}
    return next((folded[key] for key in ("case", *MUNICIPALITY) if folded.get(key)), "")


def choices(project: OpenProject, *, mapping: Path | None = None, forget: bool = False, **told: Any) -> Choices:
    """Put together how files are read: what the project remembers, a mapping file over it, and what is said over both.

    Args:
        project: whose earlier choices are remembered.
        mapping: labels, roles and informants in a file (:mod:`workbench.exchange.mapping_files`).
        forget: what the project remembers does not count.
        **told: fields of :class:`workbench.core.drafts.Choices`; roles as words.

    Raises:
        FileError: the mapping file has problems.
        RefusedError: a role is none, or a style.
    """
    if told.get("style") and told["style"] not in STYLES:
        raise NotFoundError.named("style", told["style"], STYLES)
    kept = _remembered_choices({} if forget else remembered(project))
    if mapping is not None:
        kept = _over(kept, mapping_files.read_mapping(mapping))
    roles = {label: _role(role) for label, role in told.pop("roles", {}).items()}
    return _over(kept, Choices(roles=roles, **{name: value for name, value in told.items() if value is not None}))


def _role(word: str) -> Role:
    try:
        return Role(word.casefold())
    except ValueError:
        raise RefusedError(
            _("“{word}” is not a role.").format(word=word), hint=_("Say {names}.").format(names=", ".join(Role))
        ) from None


def _over(under: Choices, over: Choices) -> Choices:
    return Choices(
        style=over.style or under.style,
        labels={**under.labels, **over.labels},
        roles={**under.roles, **over.roles},
        informants={**under.informants, **over.informants},
        encoding=over.encoding or under.encoding,
        headers=over.headers or under.headers,
        preamble=under.preamble if over.preamble is None else over.preamble,
    )


def _remembered_choices(kept: Mapping[str, Any]) -> Choices:
    return Choices(
        style=kept.get("style"),
        labels=dict(kept.get("labels", {})),
        roles={label: Role(role) for label, role in kept.get("roles", {}).items()},
        informants=dict(kept.get("informants", {})),
    )


def remembered(project: OpenProject) -> Mapping[str, Any]:
    """Return what was chosen at earlier imports into the project."""
    found: Mapping[str, Any] = project.project.settings.get("import", {})
    return found
