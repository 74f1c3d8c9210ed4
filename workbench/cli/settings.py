"""``settings``: what the lead decides for the whole project."""

from __future__ import annotations

import click

from workbench.cli.context import Context
from workbench.cli.output import Data, data_options, emit
from workbench.core.errors import RefusedError
from workbench.core.language import _


@click.command("settings")
@click.argument("given", metavar="[NAME=VALUE]...", nargs=-1)
@data_options
@click.pass_obj
def settings_command(context: Context, given: tuple[str, ...], data: Data) -> None:
    """Show the project's settings, or change some.

    \b
    Example:  workbench settings language=nn min_cell=5
    """
    from workbench.services.preferences import settings

    said: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise RefusedError(
                _("“{one}” is not of the form NAME=VALUE.").format(one=one[:60]),
                hint=_("Write for example language=nn."),
            )
        said[name.strip()] = value
    with context.project() as project:
        if said:
            settings.change(project, said)
        emit(project, settings.table(project), data)
