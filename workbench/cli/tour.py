"""``tour``: five minutes with the example study."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli.context import Context
from workbench.core.language import _


@click.command("tour")
@click.argument("directory", type=click.Path(path_type=Path), default="example", metavar="[DIR]")
@click.pass_obj
def tour_command(context: Context, directory: Path) -> None:
    """Learn the keys in five minutes, on the example study in DIR; Esc leaves it at any time.

    \b
    Example:  workbench tour
    """
    from workbench.cli.screens import open_screens, require_terminal
    from workbench.services import example

    require_terminal()
    if not example.file_in(directory).exists():
        click.echo(_("Building the example study in {directory} …").format(directory=directory), err=True)
    path = example.build(directory)
    open_screens(path, coder=context.coder, language=context.language_option, tour=True)
