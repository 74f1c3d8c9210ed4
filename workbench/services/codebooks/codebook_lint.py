"""What is amiss in the codebook of a project, as far as the one who reads may see its use."""

from __future__ import annotations

from workbench.analysis.codebook_lint import Finding, Severity, lint
from workbench.analysis.tables import Table, TableColumn
from workbench.core.language import _, plural
from workbench.services.codebooks import codebook
from workbench.services.codebooks.code_usage import usage
from workbench.services.project import OpenProject

__all__ = ["Finding", "Severity", "findings", "lint", "table"]


def findings(project: OpenProject) -> list[Finding]:
    """Return what is amiss, in the codebook's order, the serious things of each code first."""
    _attribute, counted = usage(project)
    return lint(codebook.tree(project), {uuid: found.coders for uuid, found in counted.items()})


def table(project: OpenProject, *, least: Severity = Severity.NOTE, language: str = "en") -> Table:
    """Return what is amiss, one row a finding.

    Args:
        project: whose codebook.
        least: leave out what matters less.
        language: of the codes' names.
    """
    rank = list(Severity)
    found = [one for one in findings(project) if rank.index(one.severity) <= rank.index(least)]
    rows = [
        (
            str(one.severity),
            one.kind,
            one.code.key,
            one.code.name(language),
            one.message,
            one.with_ or None,
            one.code.uuid,
        )
        for one in found
    ]
    columns = [
        TableColumn("severity", "How much", spoken=True),
        TableColumn("kind", "Kind", aside=True),
        TableColumn("code", "Code"),
        TableColumn("name", "Name", aside=True),
        TableColumn("message", "What"),
        TableColumn("with", "With", aside=True),
        TableColumn("id", aside=True),
    ]
    counts = {one: sum(f.severity is one for f in found) for one in Severity}
    note = ", ".join(f"{n} {_(severity)}" for severity, n in counts.items() if n)
    notes = [_("{found}: {counts}").format(found=plural(len(found), "one finding", "{n} findings"), counts=note)]
    return Table(_("What is amiss in the codebook"), columns, rows, name="Lint", notes=notes if found else ())
