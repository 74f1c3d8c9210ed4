"""``attributes``: typed facts on cases, informants and transcripts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.context import Context
from workbench.cli.output import Data, data_options, emit
from workbench.core.errors import RefusedError
from workbench.core.language import _

if TYPE_CHECKING:
    from workbench.services.imports.attributes import AttributesChanged


@click.group("attributes", invoke_without_command=True)
@data_options
@click.pass_context
def attributes_command(ctx: click.Context, data: Data) -> None:
    """Show the facts on cases, informants and transcripts.

    \b
    Example:  workbench attributes --format json
    """
    from workbench.services.imports import attributes

    if ctx.invoked_subcommand is not None:
        return
    context: Context = ctx.obj
    with context.project() as project:
        emit(project, attributes.table(project), data)


@attributes_command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def import_(context: Context, file: Path) -> None:
    """Take facts from FILE (.csv with a column transcript or case, and one for each attribute).

    \b
    Example:  workbench --coder anna attributes import transcripts.csv
    """
    from workbench.services.imports import attributes

    with context.project() as project:
        _tell(attributes.import_attributes(project, file))


@attributes_command.command("set")
@click.argument("transcript")
@click.argument("facts", nargs=-1, required=True, metavar="NAME=VALUE...")
@click.option("--as-text", is_flag=True, help="Let an attribute become text in every transcript.")
@click.pass_obj
def set_(context: Context, transcript: str, facts: tuple[str, ...], as_text: bool) -> None:
    """Set facts of TRANSCRIPT; what belongs to its case is set there. An empty value takes one away.

    \b
    Example:  workbench --coder anna attributes set Moss_2011_intervju-01 year=2011
    """
    from workbench.services.imports import attributes

    given = {}
    for fact in facts:
        name, equals, value = fact.partition("=")
        if not equals or not name.strip():
            raise RefusedError(
                _("“{fact}” is not of the form NAME=VALUE.").format(fact=fact), hint=_("Write for example year=2011.")
            )
        given[name.strip()] = value.strip()
    with context.project() as project:
        done = attributes.set_attributes(project, transcript, given, as_text=as_text)
        for line in done.lines:
            click.echo(line, err=True)
        _tell(done)


def _tell(done: AttributesChanged) -> None:
    for notice in done.notices:
        click.echo(": ".join(filter(None, (notice.where, notice.message))), err=True)
    click.echo(_("Facts new or changed: {changed}.").format(changed=done.changed), err=True)
