"""``frequencies``: which words are said how often."""

from __future__ import annotations

from typing import Any

import click

from workbench.analysis.frequencies.counting import WordRecipe
from workbench.analysis.matrices.recipes import Voices
from workbench.cli.context import Context
from workbench.cli.figures import emit_figures, limit, min_cell_option, one_of, parted
from workbench.cli.output import Data, data_options


@click.command("frequencies")
@click.option("--by", default="", help="Count by attributes too, by comma: year or municipality,year.")
@click.option("--key", default="", help="Which words are typical of these interviews: year=2010.")
@click.option("--where", default="", help="Only these interviews, such as municipality=Moss.")
@one_of("--text", Voices.RESPONDENTS, "Whose words.")
@click.option("--no-stems", is_flag=True, help="Count each form of a word by itself.")
@click.option("--stop-words", is_flag=True, help="Count small words (og, ikkje, men …) too.")
@click.option("--min-length", type=click.IntRange(1, 100), default=2, show_default=True, help="Fewest letters.")
@click.option("--top", type=click.IntRange(0), default=50, show_default=True, help="How many words; 0 for all.")
@min_cell_option
@click.option("--tidy/--wide", default=None, help="One row a word and group, or one row a word.")
@data_options
@click.pass_obj
def frequencies_command(context: Context, /, data: Data, **given: Any) -> None:
    """Count the respondents' words: forms of a word together, without Norwegian stop words.

    \b
    Example:  workbench frequencies --by year --top 30
              workbench frequencies --key municipality=Moss -o moss.xlsx
    """
    from workbench.services.tables import frequencies

    recipe = WordRecipe(
        by=parted(given["by"]),
        key=given["key"],
        voices=Voices(given["text"]),
        whole_words=given["no_stems"],
        every_word=given["stop_words"],
        min_length=given["min_length"],
        top=given["top"],
        where=given["where"],
        min_cell=limit(given),
    )
    with context.project() as project:
        emit_figures(project, frequencies.frequencies(project, recipe), data, tidy=given["tidy"])
