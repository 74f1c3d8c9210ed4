"""``serve``: the screens in a browser on the same machine."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import click

from workbench.cli.context import Context
from workbench.core.errors import NoProject, RefusedError
from workbench.core.language import _


@click.command("serve")
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
@click.option("--no-open", is_flag=True, help="Only print the address; open no tab.")
@click.option("--read-only", is_flag=True, help="Look at everything, change nothing.")
@click.pass_obj
def serve_command(context: Context, path: Path | None, port: int, no_open: bool, read_only: bool) -> None:
    """Show the screens in a browser, to this machine only; the address holds a token.

    \b
    Example:  workbench --coder anna serve study.workbench
    """
    from workbench.services import project

    try:
        from workbench.cli.browser.server import HOST, BrowserServer, shell_command
    except ModuleNotFoundError as error:
        raise RefusedError(
            _("The browser's part of the program is not installed."),
            hint=_("Install it with: pip install textual-serve"),
        ) from error

    given = path or context.project_path or os.environ.get("WORKBENCH_PROJECT")
    try:
        with project.opened(given, coder=context.coder) as opened:
            found, title = opened.path, opened.project.name
    except NoProject:
        if given:
            raise
        found, title = None, "workbench"
    door = _listen(HOST, port)
    words: list[str] = []
    if context.coder:
        words += ["--coder", context.coder]
    if context.language_option:
        words += ["--language", context.language_option]
    words += ["open", *(["--read-only"] if read_only else []), *(["--", str(found)] if found else [])]
    BrowserServer(shell_command(words), door, title=title, open_tab=not no_open).serve()


def _listen(host: str, port: int) -> socket.socket:
    """Listen at a port of this machine, or for 0 at any.

    Raises:
        RefusedError: somebody listens there, or the machine keeps it to itself.
    """
    try:
        return socket.create_server((host, port))
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        raise RefusedError(
            (_("Port {port} is taken.") if taken else _("Port {port} cannot be used here.")).format(port=port),
            hint=_("Choose another with --port, or any free one with --port 0."),
        ) from error
