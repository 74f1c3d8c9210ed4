"""``example``: the example study, built, counted and opened."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from workbench.analysis.matrices.recipes import Recipe, RowKind
from workbench.cli.context import Context
from workbench.cli.output import Data, emit_matrix
from workbench.core.language import _


@click.command("example")
@click.argument("directory", type=click.Path(path_type=Path), default="example", metavar="[DIR]")
@click.option("--no-open", is_flag=True, help="Only build it and print its matrix.")
@click.pass_obj
def example_command(context: Context, directory: Path, no_open: bool) -> None:
    """Build the example study in DIR, print its matrix by municipality and year, and open it.

    \b
    Example:  workbench example
    """
    from workbench.services import example
    from workbench.services.matrices import matrices

    there = example.file_in(directory).exists()
    doing = (
        _("Opening the example study in {directory} …") if there else _("Building the example study in {directory} …")
    )
    click.echo(doing.format(directory=directory), err=True)
    path = example.build(directory)
    with example.opened(path) as study:
        matrix = matrices.matrix(study, Recipe(rows=RowKind.THEME, columns=("municipality", "year"), min_cell=0))
        emit_matrix(study, matrix, Data(format="table"), tidy=False, language=context.language)
    click.echo(_("The project is {path}. Its coders are anna and bjorn.").format(path=path), err=True)
    if not no_open and sys.stdin.isatty() and sys.stdout.isatty():
        from workbench.cli.screens import open_screens

        open_screens(path, coder=context.coder, language=context.language_option)
