"""Putting a report together and writing it to a file, whole or not at all."""

from __future__ import annotations

import datetime
from pathlib import Path

from workbench import __version__
from workbench.core.errors import UnknownFormat
from workbench.core.language import _, plural, spoken
from workbench.exchange import atomic
from workbench.exchange.reports.document import Part, Report
from workbench.services.project import OpenProject
from workbench.services.reports.codebook import codebook_part
from workbench.services.reports.counts import counts, development_part, themes_part
from workbench.services.reports.material import interviews_part, material, material_part
from workbench.services.reports.methods import agreed, agreement_by_code_part, agreement_part, methods_part
from workbench.services.reports.quotations import quotations_part
from workbench.services.reports.recipes import recipes_part
from workbench.services.reports.wanted import Wanted

SUFFIXES = (".docx", ".html", ".htm")


def report(project: OpenProject, wanted: Wanted) -> Report:
    """Gather a report on the study, as far as the coder may see it, in the language spoken.

    Raises:
        NotFoundError: a column is neither an attribute nor the case.
    """
    about = material(project, wanted)
    found = counts(project, about, wanted)
    agreement = agreed(project, about, wanted)
    people = sum({name: 1 for one in about.study.interviews for name in one.informants or (one.uuid,)}.values())
    chapters = [
        material_part(about, people),
        methods_part(project, about, found, agreement),
        themes_part(about, found),
        development_part(about, found),
        quotations_part(project, about, wanted),
        agreement_part(agreement),
    ]
    parts = [part for part in chapters if part.blocks]
    parts += _appendices(
        interviews_part(about, _("The interviews")),
        codebook_part(about, _("Codebook")),
        agreement_by_code_part(agreement, _("Agreement by code")),
    )
    letter = chr(ord("A") + sum(part not in chapters for part in parts))
    parts.append(recipes_part(parts, _appendix(letter, _("How each table was made"))))
    return Report(
        wanted.title or project.project.name,
        plural(len(about.summaries), "Report on one interview", "Report on {n} interviews"),
        _("{date}, by the Interview coding workbench {version}").format(date=_today(), version=__version__),
        spoken(),
        parts,
        wanted.by,
    )


def _today() -> str:
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def _appendices(*parts: Part | None) -> list[Part]:
    there = [part for part in parts if part is not None]
    return [
        Part(_appendix(letter, part.title), part.blocks, part.across, appendix=True)
        for letter, part in zip("ABCDEFGH", there, strict=False)
    ]


def _appendix(letter: str, title: str) -> str:
    return _("Appendix {letter}. {title}").format(letter=letter, title=title)


def write(project: OpenProject, wanted: Wanted, target: Path, *, force: bool = False) -> Path:
    """Write the report on the study to a .docx or .html, never over the project.

    Raises:
        FileError: the target cannot be written, or its suffix is neither.
        NotFoundError: a column is neither an attribute nor the case.
        RefusedError: a file is there already.
    """
    suffix = target.suffix.casefold()
    if suffix not in SUFFIXES:
        raise UnknownFormat(
            _("A report cannot be written as {name}.").format(name=suffix or target.name),
            path=target,
            hint=_("End the name in .docx or .html."),
        )
    atomic.check_target(target, force=force, protected=[project.path])
    made = report(project, wanted)
    # Only who wants a report pays for what writes it.
    if suffix == ".docx":
        from workbench.exchange.reports.word import write_report
    else:
        from workbench.exchange.reports.web import write_report
    with atomic.writing(target, force=force, protected=[project.path]) as out:
        write_report(made, out)
    return target
