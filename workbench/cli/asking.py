"""Asking for a yes at the terminal, in the language spoken."""

from __future__ import annotations

import click

from workbench.core.language import _

_YES, _NO = frozenset({"y", "yes", "j", "ja"}), frozenset({"", "n", "no", "nei"})


def agreed(question: str) -> bool:
    """Ask a question until it is answered; Enter alone is a no.

    Raises:
        click.Abort: nobody answers.
    """
    while True:
        said = click.prompt(f"{question} [{_('y/N')}]", default="", show_default=False, err=True).strip().casefold()
        if said in _YES | _NO:
            return said in _YES
        click.echo(_("Answer yes or no."), err=True)
