"""The list of quotations that informants are asked about."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from workbench.core.language import _
from workbench.core.transcripts import Role
from workbench.exchange import atomic
from workbench.exchange.reports.approvals import Asked, Sheet, write_approvals
from workbench.services.codings import report_marks
from workbench.services.project import OpenProject
from workbench.services.reports.material import material
from workbench.services.reports.quotations import reference, roles_of, speaker_name
from workbench.services.reports.wanted import Wanted
from workbench.services.transcripts import open_transcript

SHOWN = 8
"""How many characters of a mark's id stand beside its quotation."""


def is_document(target: Path) -> bool:
    """Whether a file's name asks for the list to be sent, and not for a table."""
    return target.suffix.casefold() == ".docx"


def write(project: OpenProject, target: Path, *, force: bool = False) -> int:
    """Write the passages marked for the report to a .docx, a page for each informant.

    Returns:
        How many informants there are.

    Raises:
        FileError: the target cannot be written.
        RefusedError: a file is there already.
    """
    atomic.check_target(target, force=force, protected=[project.path])
    made = sheets(project)
    with atomic.writing(target, force=force, protected=[project.path]) as out:
        write_approvals(project.project.name, made, out)
    return len(made)


def sheets(project: OpenProject) -> list[Sheet]:
    """Return the marked passages that the coder may see by who said them, in the order of the transcripts."""
    about = material(project, Wanted())
    found: dict[tuple[str, str], Sheet] = {}
    roles: dict[str, Mapping[str, Role]] = {}
    for one in report_marks.of_project(project):
        transcript = one.mark.transcript
        if transcript not in roles:
            roles[transcript] = roles_of(open_transcript(project, transcript))
        where = _("turn {n}").format(n=one.turn + 1) if one.turn >= 0 else ""
        asked = Asked(one.quotation, where, one.mark.approval, one.mark.uuid[:SHOWN])
        place = reference(about, one, roles[transcript], turn=False)
        key = (one.summary.transcript.name, speaker_name(one.speaker, roles[transcript]))
        before = found[key].quotations if key in found else ()
        found[key] = Sheet(place, [*before, asked])
    return [found[key] for key in sorted(found)]
