"""``report``: the study as a document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from workbench.analysis.matrices.recipes import Measure
from workbench.cli.context import Context
from workbench.cli.output import wrote
from workbench.core.errors import NotFoundError
from workbench.core.language import LANGUAGES, _, speak, spoken


@click.command("report")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="Where to: NAME.docx for Word, NAME.html for a browser.",
)
@click.option("--force", is_flag=True, help="Overwrite the file that is there.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Of the report; else the interface's.")
@click.option("--columns", help="Attributes to cross, by comma; else municipality and year.")
@click.option("--measure", default="", help="What the tables count, by comma; else words,share,transcripts.")
@click.option("--title", default="", help="What stands on top; else the project's name.")
@click.option("--by", default="", help="Who gives the report out, such as an institute; else nobody is named.")
@click.option("--no-agreement", is_flag=True, help="Leave the agreement between coders out.")
@click.option("--quotations", type=click.IntRange(0), help="How many quotations at most; else all that are marked.")
@click.pass_obj
def report_command(
    context: Context,
    /,
    output: Path,
    force: bool,
    language: str | None,
    columns: str | None,
    **given: Any,
) -> None:
    """Write the report on the study: material, themes, development, quotations, agreement, methods, codebook.

    Quotations are the passages marked for the report (r in the reading screen), but for those that were refused.

    \b
    Example:  workbench report -o study.docx
              workbench report -o studie.html --language nn --measure share,transcripts
    """
    from workbench.services import reports

    measures = tuple(_measure(name) for name in _names(given["measure"])) or reports.Wanted().measures
    wanted = reports.Wanted(
        columns=None if columns is None else _names(columns),
        measures=measures,
        agreement=not given["no_agreement"],
        quotations=given["quotations"],
        title=" ".join(given["title"].split()),
        by=" ".join(given["by"].split()),
    )
    with context.project() as project:
        interface = spoken()
        speak(language or interface)
        try:
            written = reports.write(project, wanted, output, force=force)
        finally:
            speak(interface)
        wrote([written])


def _names(given: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in given.split(",") if name.strip()))


def _measure(name: str) -> Measure:
    try:
        return Measure(name.casefold())
    except ValueError:
        raise NotFoundError.named(_("measure"), name, [one.value for one in Measure]) from None
