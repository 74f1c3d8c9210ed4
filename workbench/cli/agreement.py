"""``agreement``: how far coders agree, code by code and in all."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from workbench.analysis.agreement.recipes import FOR_PEOPLE, AgreementRecipe, Measure, Rule
from workbench.analysis.matrices.recipes import Voices
from workbench.cli.context import Context
from workbench.cli.output import Data, data_options, emit, wrote
from workbench.core.errors import NotFoundError
from workbench.core.segments import Unit

if TYPE_CHECKING:
    from workbench.analysis.agreement.report import AgreementReport
    from workbench.analysis.tables import Table
    from workbench.services.project import OpenProject

SHORT_NAMES = {
    "percent": Measure.PERCENT,
    "kappa": Measure.COHEN,
    "alpha": Measure.ALPHA,
    "pi": Measure.SCOTT,
    "ac1": Measure.AC1,
    "s": Measure.BRENNAN_PREDIGER,
    "pabak": Measure.BRENNAN_PREDIGER,
    "f1": Measure.SPAN_F1,
}
"""What measures are called at the coffee machine."""


def names(given: str) -> tuple[str, ...]:
    """Return names parted by commas."""
    return tuple(name.strip() for name in given.split(",") if name.strip())


def measures(given: str) -> tuple[Measure, ...]:
    """Return the measures named, all where none is.

    Raises:
        NotFoundError: one is not known.
    """
    known: dict[str, Measure] = {**{one.value: one for one in Measure}, **SHORT_NAMES}
    found: list[Measure] = []
    for name in names(given):
        if name.casefold() not in known:
            raise NotFoundError.named("measure", name, known)
        found.append(known[name.casefold()])
    return tuple(dict.fromkeys(found)) or tuple(Measure)


@click.command("agreement")
@click.option("--coders", default="", help="Whose work, by comma: anna,bjorn; a person's rounds: anna,anna/2.")
@click.option("--unit", type=click.Choice([one.value for one in Unit]), default="turn", show_default=True)
@click.option("--rule", type=click.Choice([one.value for one in Rule]), default="any", show_default=True)
@click.option("--text", type=click.Choice([one.value for one in Voices]), default="respondents", show_default=True)
@click.option("--codes", default="", help="Only these codes, by comma.")
@click.option("--measure", default="", help="Only these measures, by comma; else all.")
@click.option("--by", type=click.Choice(["code", "transcript"]), default="code", show_default=True)
@click.option("--roll-up", is_flag=True, help="Compare themes, or the codes named, with everything below.")
@click.option("--where", default="", help="Only these interviews, such as municipality=Moss.")
@click.option("--domain", "domains", multiple=True, help="Codes that exclude each other, for the u-alphas.")
@click.option("--overlap", type=click.FloatRange(0, 1), default=0.5, show_default=True, help="Of a match in span_f1.")
@click.option("--assume-done", is_flag=True, help="Take every transcript as done.")
@click.option("--reviewed-only", is_flag=True, help="Only what all these coders have judged.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the intervals.")
@click.option("--replicates", type=click.IntRange(0, 100_000), default=1000, show_default=True)
@click.option("--units-table", is_flag=True, help="What each coder gave to each unit, to recompute the figures.")
@click.option("--methods-text", is_flag=True, help="The paragraph for a section on methods, in the language chosen.")
@data_options
@click.pass_obj
def agreement_command(context: Context, /, data: Data, **given: str | bool | int | float | tuple[str, ...]) -> None:
    """Reckon how far coders agree on transcripts that they are done with.

    \b
    Example:  workbench agreement --coders anna,bjorn
              workbench agreement --coders anna,bjorn --unit sentence -o agreement.xlsx
              workbench agreement --coders anna,bjorn --units-table -o units.csv
              workbench --language nn agreement --coders anna,bjorn --methods-text
    """
    from workbench.services.agreement import agreement

    recipe = _recipe(given)
    with context.project() as project:
        if given["methods_text"]:
            report = agreement.report(project, replace(recipe, measures=FOR_PEOPLE))
            _give_text(project, agreement.methods_text(report, context.language), data)
            return
        if given["units_table"] and not _is_workbook(data):
            emit(project, agreement.units_table(project, recipe), data)
            return
        further = [agreement.units_table(project, recipe)] if given["units_table"] else []
        _give(project, agreement.report(project, _as_much_as_shown(recipe, data)), data, context.language, further)


def _as_much_as_shown(recipe: AgreementRecipe, data: Data) -> AgreementRecipe:
    """Leave the measures that nobody asked for out where only a table for people is wanted."""
    people = data.shown in {"table", "md"} if data.output is None else data.output.suffix in {".txt", ".md", ".docx"}
    if not people or recipe.measures != tuple(Measure):
        return recipe
    return replace(recipe, measures=FOR_PEOPLE)


def _is_workbook(data: Data) -> bool:
    return data.output is not None and data.output.suffix.casefold() == ".xlsx"


def _give(project: OpenProject, report: AgreementReport, data: Data, language: str, further: list[Table]) -> None:
    from workbench.services import exporting
    from workbench.services.agreement import agreement_files

    spelling = exporting.spelling(for_spreadsheet=data.for_spreadsheet, norwegian=data.norwegian)
    if data.output is None:
        agreement_files.print_report(
            report, data.shown, sys.stdout, language=language, spelling=spelling, width=data.width
        )
        return
    written = agreement_files.write_report(
        project, report, data.output, language=language, spelling=spelling, further=further, force=data.force
    )
    wrote(written)


def _give_text(project: OpenProject, text: str, data: Data) -> None:
    from workbench.services import exporting

    if data.output is None:
        click.echo(text)
    else:
        wrote([exporting.write_text(project, text + "\n", data.output, force=data.force)])


def _recipe(given: dict[str, str | bool | int | float | tuple[str, ...]]) -> AgreementRecipe:
    domains = given["domains"]
    return AgreementRecipe(
        coders=names(str(given["coders"])),
        unit=Unit(str(given["unit"])),
        rule=Rule(str(given["rule"])),
        text=Voices(str(given["text"])),
        codes=names(str(given["codes"])),
        measures=measures(str(given["measure"])),
        by=str(given["by"]),
        roll_up=bool(given["roll_up"]),
        where=str(given["where"]),
        domains=tuple(map(names, domains)) if isinstance(domains, tuple) else (),
        overlap=float(str(given["overlap"])),
        assume_done=bool(given["assume_done"]),
        reviewed_only=bool(given["reviewed_only"]),
        seed=int(str(given["seed"])),
        replicates=int(str(given["replicates"])),
    )
