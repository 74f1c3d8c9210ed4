"""``open``: the terminal screens. Textual is imported when they start, and not before."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from workbench.cli.context import Context
from workbench.core.errors import RefusedError
from workbench.core.language import _


@click.command("open")
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--transcript", metavar="NAME", help="Start reading this one.")
@click.option("--read-only", is_flag=True, help="Look at everything, change nothing.")
@click.pass_obj
def open_command(context: Context, path: Path | None, transcript: str | None, read_only: bool) -> None:
    """Open the terminal screens on a project.

    \b
    Example:  workbench open study.workbench --transcript "Moss_2011_intervju-01"
    """
    open_screens(
        path or _given(context),
        coder=context.coder,
        transcript=transcript,
        read_only=read_only,
        language=context.language_option,
    )


def start(context: Context) -> None:
    """Open the screens for the bare ``workbench``: on the project named or found here, else on the first choices."""
    open_screens(_given(context), coder=context.coder, language=context.language_option)


def open_screens(
    path: Path | None,
    *,
    coder: str | None = None,
    transcript: str | None = None,
    read_only: bool = False,
    language: str | None = None,
    tour: bool = False,
) -> None:
    """Run the terminal screens until the reader leaves them.

    Raises:
        RefusedError: there is no terminal to draw on.
    """
    require_terminal()
    from workbench.tui.app import WorkbenchApp

    app = WorkbenchApp(
        path,
        coder=coder or os.environ.get("WORKBENCH_CODER"),
        transcript=transcript,
        read_only=read_only,
        language=language,
        tour=tour,
    )
    app.run()
    if app.return_code:
        sys.exit(app.return_code)


def require_terminal() -> None:
    """See to it that there is something to draw on.

    Raises:
        RefusedError: there is no terminal, nor a browser behind pipes, or one that cannot draw.
    """
    drawn_elsewhere = "TEXTUAL_DRIVER" in os.environ  # workbench serve: a browser draws, through pipes
    if not drawn_elsewhere and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise RefusedError(
            _("The screens need a terminal."), hint=_("The other commands work without one: workbench --help")
        )
    if not drawn_elsewhere and os.environ.get("TERM") == "dumb":
        raise RefusedError(
            _("This terminal says that it cannot place words on the screen (TERM=dumb)."),
            hint=_("Open another one; the other commands work here: workbench --help"),
        )


def _given(context: Context) -> Path | None:
    given = context.project_path or os.environ.get("WORKBENCH_PROJECT")
    return Path(given) if given else None
