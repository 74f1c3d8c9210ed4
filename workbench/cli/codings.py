"""``codings``: all codings out, and codings from a file in."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli.context import Context
from workbench.cli.output import Data, data_options, emit
from workbench.core.language import plural


@click.group("codings", invoke_without_command=True)
@click.option("--transcript", metavar="NAME", help="Only on this transcript.")
@click.option("--code", metavar="CODE", help="Only with this code, or one below it.")
@click.option("--by", "--coder", "by_coder", metavar="CODER", help="Only by this coder.")
@click.option("--where", default="", help="Only in these interviews, such as municipality=Moss.")
@data_options
@click.pass_context
def codings_command(
    ctx: click.Context, transcript: str | None, code: str | None, by_coder: str | None, where: str, data: Data
) -> None:
    """List all codings, or write them to a file.

    \b
    Example:  workbench codings --code budsjettering -o codings.csv
    """
    from workbench.services.codings import codings

    if ctx.invoked_subcommand is not None:
        return
    context: Context = ctx.obj
    with context.project() as project:
        table = codings.table(
            project, transcript=transcript, code=code, coder=by_coder, where=where, language=context.language
        )
        emit(project, table, data)


@codings_command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only check the file.")
@click.pass_obj
def import_codings(context: Context, file: Path, dry_run: bool) -> None:
    """Bring codings in from FILE (.csv with transcript, start, end, code), all of them or none.

    \b
    Example:  workbench --coder anna codings import codings.csv --dry-run
    """
    from workbench.services.codings import codings

    with context.project() as project:
        done = codings.import_codings(project, file, dry_run=dry_run)
        if dry_run:
            new = plural(done.new, "1 coding would be new", "{n} codings would be new")
        else:
            new = plural(done.new, "1 coding is new", "{n} codings are new")
        alike = plural(done.alike, "1 was there already", "{n} were there already")
        click.echo(f"{new}, {alike}.", err=True)
