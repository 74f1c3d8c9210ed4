"""``codebook``: show, import and export."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli.context import Context
from workbench.cli.output import Data, counted, data_options, emit
from workbench.core.language import _


@click.group("codebook")
def codebook_command() -> None:
    """Show, import or export the codebook."""


@codebook_command.command("show")
@data_options
@click.pass_obj
def show(context: Context, data: Data) -> None:
    """List the codes in the codebook's order, with their cards.

    \b
    Example:  workbench --language nn codebook show
    """
    from workbench.services import codebook

    with context.project() as project:
        emit(project, codebook.table(project, context.language), data)


@codebook_command.command("import")
@click.argument("file")
@click.pass_obj
def import_(context: Context, file: str) -> None:
    """Bring the codebook FILE (.yaml, .csv, or a shipped one's name) in, all of it or nothing.

    \b
    Example:  workbench codebook import arbeidsmetodikk
    """
    from workbench.services import codebook

    with context.project() as project:
        done = codebook.import_codebook(project, codebook.locate(file))
        new = counted(done.new, "new code", "new codes")
        said = f"{new}, {done.changed} changed, {done.alike} as before"
        click.echo(f"{done.codebook.stable_id}: {said}.", err=True)


@codebook_command.command("export")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="A .yaml or .csv file.")
@click.option("--name", help="Which codebook, where there are several.")
@click.option("--force", is_flag=True, help="Overwrite the file that is there.")
@click.pass_obj
def export(context: Context, output: Path, name: str | None, force: bool) -> None:
    """Write the codebook to a file that can be imported again.

    \b
    Example:  workbench codebook export -o codebook.yaml
    """
    from workbench.services import codebook

    with context.project() as project:
        click.echo(
            _("Wrote {export_codebook}").format(
                export_codebook=codebook.export_codebook(project, output, name=name, force=force)
            ),
            err=True,
        )
