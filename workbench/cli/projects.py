"""``init``, ``check``, ``backup``, ``restore``: a project as a file."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from workbench.analysis.tables import Table, TableColumn
from workbench.cli.context import Context
from workbench.cli.exits import DONE, PROJECT
from workbench.cli.output import Data, data_options, emit
from workbench.core.language import _, plural


@click.command("init")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--codebook", "codebooks", multiple=True, metavar="FILE", help="A file, or a shipped one's name.")
@click.pass_obj
def init_command(context: Context, path: Path, codebooks: tuple[str, ...]) -> None:
    """Start a new project in the file PATH.

    \b
    Example:  workbench --coder anna init bustad --codebook boligsosialt-utviklingsprogram
    """
    from workbench.services import project
    from workbench.services.codebooks import codebook

    paths = [codebook.locate(name) for name in codebooks]
    files = codebook.read_together(paths)
    with project.create(path, coder=context.coder or os.environ.get("WORKBENCH_CODER")) as created:
        click.echo(_("Started {path}").format(path=created.path), err=True)
        for file, source in zip(files, paths, strict=True):
            done = codebook.add_codes(created, file, source=source.name)
            click.echo(f"{done.codebook.stable_id}: {plural(done.new, '1 code', '{n} codes')}", err=True)
        if created.coder is None:
            click.echo(_("Say who is coding with --coder NAME; the first coder is the project's lead."), err=True)


@click.command("check")
@click.option("--rebuild-index", is_flag=True, help="Build the search index anew from the texts first.")
@data_options
@click.pass_obj
def check_command(context: Context, data: Data, rebuild_index: bool) -> int:
    """Check that the project is whole: the file, the texts, every coding's words, the audit trail.

    \b
    Example:  workbench check --format json
    """
    from workbench.services import upkeep

    with context.project() as project:
        if rebuild_index:
            upkeep.rebuild_index(project)
        problems = upkeep.check(project)
        if data.format == "json" and data.output is None:
            click.echo(json.dumps({"ok": not problems, "problems": problems}, ensure_ascii=False, indent=2))
        elif problems or data.format or data.output:
            emit(project, Table(_("Problems"), (TableColumn("problem", "Problem"),), [(p,) for p in problems]), data)
    if problems:
        click.echo(
            plural(
                len(problems),
                "1 problem. A verified copy may help: workbench restore --help",
                "{n} problems. A verified copy may help: workbench restore --help",
            ),
            err=True,
        )
        return PROJECT
    click.echo(_("The project is whole."), err=True)
    return DONE


@click.command("backup")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where; else beside the project, dated.")
@click.pass_obj
def backup_command(context: Context, output: Path | None) -> None:
    """Make a verified copy of the project, also while it is open elsewhere.

    \b
    Example:  workbench backup -o /media/usb/bustad.workbench
    """
    from workbench.services import upkeep

    with context.project() as project:
        click.echo(str(upkeep.backup(project, output)))


@click.command("restore")
@click.argument("copy", type=click.Path(path_type=Path))
@click.pass_obj
def restore_command(context: Context, copy: Path) -> None:
    """Bring a copy back as the project; what is there now is kept as a backup.

    \b
    Example:  workbench --project bustad.workbench restore bustad.backups/2026-11-22T101500.workbench
    """
    from workbench.services import upkeep

    restored, kept = upkeep.restore(context.project_path, copy)
    click.echo(_("Restored {restored}").format(restored=restored), err=True)
    if kept:
        click.echo(_("What was there is kept as {kept}").format(kept=kept), err=True)
