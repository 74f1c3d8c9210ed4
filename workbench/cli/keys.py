"""``keys``: every key of the screens, and the user's own in their place."""

from __future__ import annotations

import sys

import click

from workbench.analysis.tables import Table, TableColumn
from workbench.cli.exits import DONE, REFUSED
from workbench.cli.output import FORMATS, Data
from workbench.core.language import _


@click.command("keys")
@click.option("--write", is_flag=True, help="Write a file to put your own keys in; every line of it is a comment.")
@click.option("--check", is_flag=True, help="Say what in your file cannot be used, and why.")
@click.option("--format", "data_format", type=click.Choice(FORMATS), help="What goes out.")
def keys_command(write: bool, check: bool, data_format: str | None) -> int:
    """List every key of the screens; a file of your own changes them.

    \b
    Example:  workbench keys --write      then, in the file: code.again = "r"
    """
    from workbench.services import exporting
    from workbench.services.preferences import user_keys
    from workbench.tui.keys import ALL
    from workbench.tui.keys.chosen import choose

    if write:
        click.echo(str(user_keys.write_template(_template())))
        return DONE
    said = user_keys.read()
    chosen = choose(said, ALL)
    if check:
        for problem in chosen.problems:
            click.echo(problem, err=True)
        if not said:
            click.echo(_("There are no keys of your own in {file}.").format(file=user_keys.path()), err=True)
        elif not chosen.problems:
            click.echo(_("All keys in {file} can be used.").format(file=user_keys.path()), err=True)
        return REFUSED if chosen.problems else DONE
    columns = (
        TableColumn("id", "Id"),
        TableColumn("key", "Key"),
        TableColumn("own", "Own"),
        TableColumn("screen", "Screen"),
        TableColumn("does", "Does"),
    )
    rows = [
        (key.id, key.written, _("own") if key.id in chosen.keymap else "", str(key.place), _(key.tooltip))
        for key in chosen.shown(ALL)
    ]
    data = Data(data_format or "")
    table = Table(_("Keys"), columns, rows)
    exporting.print_table(table, data.shown, sys.stdout, spelling=exporting.spelling(), width=data.width)
    return DONE


def _template() -> str:
    """Return the words of a first file: how to write one, and every key there is."""
    from workbench.tui.keys import ALL

    lines = [
        "# Your own keys for the interview coding workbench. Take the # away before a line and write the key you want:",
        '# a letter, a digit, f2, ctrl+r, left, pagedown … Several are a list: ["r", "f6"].',
        "# workbench keys --check says what cannot be used.",
    ]
    for place in dict.fromkeys(key.place for key in ALL):
        lines += ["", f"# {place}"]
        for key in ALL:
            if key.place is place:
                for binding in key.bindings():
                    given = [f'"{one}"' for one in binding.key.split(",")]
                    value = given[0] if len(given) == 1 else f"[{', '.join(given)}]"
                    lines.append(f"# {binding.id} = {value}  # {key.tooltip}")
    return "\n".join(lines) + "\n"
