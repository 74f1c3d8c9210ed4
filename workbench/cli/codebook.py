"""``codebook``: show, import, export, look at its use and its history, and work on it."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli.codebook_acts import ACTS
from workbench.cli.context import Context
from workbench.cli.output import Data, data_options, emit
from workbench.core.language import _, plural


@click.group("codebook")
def codebook_command() -> None:
    """Show, import, export and work on the codebook.

    \b
    Example:  workbench codebook lint
    """


@codebook_command.command("show")
@data_options
@click.pass_obj
def show(context: Context, data: Data) -> None:
    """List the codes in the codebook's order, with their cards.

    \b
    Example:  workbench --language nn codebook show
    """
    from workbench.services.codebooks import codebook

    with context.project() as project:
        emit(project, codebook.table(project, context.language), data)


@codebook_command.command("import")
@click.argument("file")
@click.pass_obj
def import_(context: Context, file: str) -> None:
    """Bring the codebook FILE (.yaml, .csv, .qdc, or a shipped one's name) in, all of it or nothing.

    \b
    Example:  workbench codebook import arbeidsmetodikk
    """
    from workbench.services.codebooks import codebook

    with context.project() as project:
        done = codebook.import_codebook(project, codebook.locate(file), language=context.language)
        new = plural(done.new, "1 new code", "{n} new codes")
        said = _("{new}, {changed} changed, {alike} as before").format(new=new, changed=done.changed, alike=done.alike)
        click.echo(f"{done.codebook.stable_id}: {said}.", err=True)


@codebook_command.command("export")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="A .yaml, .csv or .qdc file.")
@click.option("--name", help="Which codebook, where there are several.")
@click.option("--force", is_flag=True, help="Overwrite the file that is there.")
@click.pass_obj
def export(context: Context, output: Path, name: str | None, force: bool) -> None:
    """Write the codebook to a file that can be imported again.

    A .qdc is for other programs: it has one language, and no keys, letters or retired marks.

    \b
    Example:  workbench codebook export -o codebook.yaml
    """
    from workbench.services.codebooks import codebook

    with context.project() as project:
        click.echo(
            _("Wrote {export_codebook}").format(
                export_codebook=codebook.export_codebook(
                    project, output, name=name, force=force, language=context.language
                )
            ),
            err=True,
        )


@codebook_command.command("lint")
@click.option(
    "--least",
    type=click.Choice(["serious", "warning", "note"]),
    default="note",
    show_default=True,
    help="Leave out what matters less.",
)
@data_options
@click.pass_obj
def lint(context: Context, data: Data, least: str) -> None:
    """List what is amiss: no definition, never used, nearly the same name, a language missing, and more.

    \b
    Example:  workbench codebook lint --least warning
    """
    from workbench.services.codebooks import codebook_lint

    with context.project() as project:
        found = codebook_lint.table(project, least=codebook_lint.Severity(least), language=context.language)
        emit(project, found, data)


@codebook_command.command("history")
@click.argument("code", required=False)
@data_options
@click.pass_obj
def history(context: Context, data: Data, code: str | None) -> None:
    """List the revisions of the codebook, or of one CODE, the latest first: what was said before and after.

    \b
    Example:  workbench codebook history budsjett
    """
    from workbench.services.codebooks import codebook, codebook_history

    with context.project() as project:
        meant = codebook.tree(project).find(code) if code else None
        emit(project, codebook_history.table(project, meant), data)


@codebook_command.command("usage")
@click.option("--by", metavar="ATTRIBUTE", help="Count by this attribute; else by municipality.")
@click.option("--roll-up", is_flag=True, help="Count a code with everything below it.")
@data_options
@click.pass_obj
def usage(context: Context, data: Data, by: str | None, roll_up: bool) -> None:
    """Count the codings of each code, by coder and by an attribute.

    \b
    Example:  workbench codebook usage --by year
    """
    from workbench.services.codebooks import code_usage

    with context.project() as project:
        emit(project, code_usage.table(project, by=by, roll_up=roll_up, language=context.language), data)


@codebook_command.command("before")
@click.argument("code")
@click.option("--keep", metavar="ID", multiple=True, help="This coding holds under today's definition too; again.")
@data_options
@click.pass_obj
def before(context: Context, data: Data, code: str, keep: tuple[str, ...]) -> None:
    """List your codings with CODE that were made before its definition changed.

    \b
    Example:  workbench codebook before ventetid
    """
    from workbench.services.codebooks import codebook, codebook_changes

    with context.project() as project:
        meant = codebook.tree(project).find(code)
        for coding in [one.coding for one in codebook_changes.coded_before(project, meant) if one.coding.uuid in keep]:
            codebook_changes.keep(project, coding)
        emit(project, codebook_changes.table(project, meant), data)


for act in ACTS:
    codebook_command.add_command(act)
