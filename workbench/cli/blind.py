"""``blind``, ``sample``: double coding in which nobody sees the other's work, and who codes what."""

from __future__ import annotations

import click

from workbench.cli.context import Context
from workbench.cli.output import Data, data_options, emit
from workbench.core.language import _, plural


@click.command("blind")
@click.argument("state", type=click.Choice(["on", "off"]), required=False)
@click.pass_obj
def blind_command(context: Context, state: str | None) -> None:
    """Begin or end blind coding, or say whether it is on.

    While it is on, coders see nothing of each other's codings, counts and memos on a transcript before all who were
    given it are done with it. The lead sees how far everybody is.

    \b
    Example:  workbench --coder anna blind on
    """
    from workbench.services.blinding import blind

    with context.project() as project:
        if state is not None:
            blind.set_blind(project, state == "on")
        click.echo("on" if blind.is_blind(project) else "off")


@click.command("sample")
@click.option("--coder", "whose", metavar="NAME", required=True, help="Who is given the interviews: bjorn, or anna/2.")
@click.option("--share", required=True, type=float, help="Which share of the interviews, over 0 and up to 1.")
@click.option("--seed", required=True, type=int, help="A whole number; the same one draws the same interviews.")
@click.option("--by", metavar="NAMES", help="Spread over these attributes; else municipality,year.")
@click.option("--where", default="", metavar="QUERY", help="Draw only from interviews such as these: year>=2011")
@click.option("--dry-run", is_flag=True, help="Show what would be drawn, and give nothing.")
@data_options
@click.pass_obj
def sample_command(
    context: Context, *, whose: str, share: float, seed: int, by: str | None, where: str, dry_run: bool, data: Data
) -> None:
    """Draw a stratified sample of the interviews and give it to a coder to code.

    The sample is spread over the municipalities and years. It is one act, and workbench undo takes it back.

    \b
    Example:  workbench --coder anna sample --coder bjorn --share 0.3 --seed 2013
    """
    from workbench.services.blinding import blind

    strata = None if by is None else [name.strip() for name in by.split(",") if name.strip()]
    with context.project() as project:
        sample = blind.draw(project, whose, share, seed, by=strata, where=where, dry_run=dry_run)
        emit(project, blind.table(sample), data)
    said = plural(
        len(sample.drawn), "1 of {of} interviews was drawn for {coder}", "{n} of {of} interviews were drawn for {coder}"
    )
    given = _("nothing was given") if dry_run else plural(sample.given, "1 is new to them", "{n} are new to them")
    click.echo(f"{said.format(of=sample.of, coder=whose)}; {given}.", err=True)
