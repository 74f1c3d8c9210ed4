"""``cooccurrence``: how often two codes stand together."""

from __future__ import annotations

from typing import Any

import click

from workbench.analysis.code_tables.cooccurrence import CooccurrenceRecipe, PairMeasure, Rule
from workbench.analysis.matrices.recipes import Voices
from workbench.cli.context import Context
from workbench.cli.figures import counting, counting_options, emit_figures, one_of
from workbench.cli.output import Data, data_options
from workbench.core.language import _


@click.command("cooccurrence")
@one_of("--rule", Rule.OVERLAP, "When two codes stand together.")
@click.option("--within", type=click.IntRange(0, 1000), help="With --rule near: at most so many turns apart; else 1.")
@one_of("--measure", PairMeasure.COUNT, "How often, or the share of all places with one of them (Jaccard).")
@one_of("--text", Voices.RESPONDENTS, "Whose turns and sentences are counted.")
@counting_options
@data_options
@click.pass_obj
def cooccurrence_command(context: Context, /, data: Data, **given: Any) -> None:
    """Count how often two codes stand together: in overlapping passages, one turn, one sentence, or near.

    \b
    Example:  workbench cooccurrence --rule turn -o codes.xlsx
              workbench cooccurrence --rule near --within 2 --measure coefficient --tidy
    """
    from workbench.services.tables import code_tables

    rule = Rule(given["rule"])
    if given["within"] is not None and rule is not Rule.NEAR:
        raise click.UsageError(_("--within goes with --rule near."))
    recipe = CooccurrenceRecipe(
        rule=rule,
        within=1 if given["within"] is None else given["within"],
        measure=PairMeasure(given["measure"]),
        **counting(given),
    )
    with context.project() as project:
        figures = code_tables.cooccurrence(project, recipe, language=context.language)
        emit_figures(project, figures, data, tidy=given["tidy"])
