"""``disagreements``: where coders differ, and how."""

from __future__ import annotations

import click

from workbench.analysis.agreement.recipes import AgreementRecipe, Rule
from workbench.analysis.matrices.recipes import Voices
from workbench.cli.agreement import names
from workbench.cli.context import Context
from workbench.cli.output import Data, data_options, emit
from workbench.core.errors import RefusedError
from workbench.core.segments import Unit


@click.command("disagreements")
@click.option("--coders", default="", help="Whose work, by comma: anna,bjorn; a person's rounds: anna,anna/2.")
@click.option("--code", default="", help="Only this code.")
@click.option("--transcript", default="", help="Only this transcript.")
@click.option("--where", default="", help="Only these interviews, such as municipality=Moss.")
@click.option("--assume-done", is_flag=True, help="Take every transcript as done.")
@click.option("--roll-up", is_flag=True, help="Compare themes, each with everything below.")
@click.option("--settled", is_flag=True, help="What was settled, and how.")
@click.option("--confusion", is_flag=True, help="Count which code of the one met which of the other, in units.")
@click.option("--unit", type=click.Choice([one.value for one in Unit]), default="turn", help="Of --confusion.")
@click.option("--rule", type=click.Choice([one.value for one in Rule]), default="any", help="Of --confusion.")
@click.option("--text", type=click.Choice([one.value for one in Voices]), default="respondents", help="Of --confusion.")
@data_options
@click.pass_obj
def disagreements_command(context: Context, /, data: Data, **given: str | bool) -> None:
    """List every stretch of text that some gave a code and others did not.

    \b
    Example:  workbench disagreements --coders anna,bjorn --code budsjettering
              workbench disagreements --coders anna,bjorn --confusion -o confusion.csv
              workbench disagreements --settled -o settled.csv
    """
    from workbench.services.agreement import agreement
    from workbench.services.settling import reading, tables

    recipe = AgreementRecipe(
        coders=names(str(given["coders"])),
        unit=Unit(str(given["unit"])),
        rule=Rule(str(given["rule"])),
        text=Voices(str(given["text"])),
        roll_up=bool(given["roll_up"]),
        where=str(given["where"]),
        assume_done=bool(given["assume_done"]),
    )
    with context.project() as project:
        if given["settled"]:
            emit(project, tables.settled(project), data)
            return
        if given["confusion"]:
            emit(project, agreement.confusion_table(project, recipe), data)
            return
        found = agreement.disagreements(project, recipe, code=str(given["code"]), transcript=str(given["transcript"]))
        if recipe.roll_up or recipe.assume_done:
            emit(project, agreement.disagreements_table(found), data)
            return
        try:
            settling = reading.read(project, recipe.coders, where=recipe.where)
        except RefusedError:
            emit(project, agreement.disagreements_table(found), data)
            return
        emit(project, tables.with_ids(found, settling), data)
