"""``import``: transcripts in, each file shown and counted."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.context import Context
from workbench.cli.exits import DONE, FILE, REFUSED
from workbench.cli.output import Data, data_options, emit
from workbench.core.language import _, plural

if TYPE_CHECKING:
    from workbench.services.imports.importing import Outcome, Plan


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE-OR-FOLDER...")
@click.option("--attributes", type=click.Path(path_type=Path), metavar="FILE.csv", help="Facts, a row a transcript.")
@click.option("--pattern", default="", help="What names say, such as {municipality}_{year}_*.")
@click.option(
    "--mapping", type=click.Path(path_type=Path), metavar="FILE", help="Labels, roles, informants (.yaml, .csv)."
)
@click.option("--style", help="The speaker style, where it is not found right.")
@click.option("--role", "roles", multiple=True, metavar="LABEL=ROLE", help="interviewer, respondent or other.")
@click.option("--label", "labels", multiple=True, metavar="SEEN=USED", help="Two spellings of one; SEEN= is no label.")
@click.option("--preamble", type=click.IntRange(0), help="How many paragraphs at the top are not speech.")
@click.option("--headers", is_flag=True, help="Take page headers and footers in.")
@click.option("--encoding", help="Of plain text, where it is not found right.")
@click.option("--comments", is_flag=True, help="Take margin comments in as memos.")
@click.option("--forget", is_flag=True, help="Read as if nothing had been chosen at earlier imports.")
@click.option("--dry-run", is_flag=True, help="Only show what would come in.")
@click.option(
    "--jobs", type=click.IntRange(1), default=None, help="Processes that read; else as many as there are cores."
)
@data_options
@click.pass_obj
def import_command(context: Context, /, paths: tuple[Path, ...], data: Data, **given: Any) -> int:
    """Bring transcripts in: .docx, .odt, .rtf, .pdf, .txt, .md, .vtt, .srt, or folders of them.

    One bad file never stops the others. What was chosen is remembered for the project's next import.

    \b
    Example:  workbench import interviews/ --pattern "{municipality}_{year}_*" --dry-run
    """
    from workbench.services import transcripts
    from workbench.services.imports import importing

    with context.project() as project:
        planned = importing.plan(
            paths,
            choices=importing.choices(project, **_chosen(given)),
            attributes=given["attributes"],
            pattern=given["pattern"],
            comments=given["comments"],
            remembered={} if given["forget"] else importing.remembered(project),
        )
        for notice in planned.notices:
            click.echo(": ".join(filter(None, (notice.where, notice.message))), err=True)
        jobs = given["jobs"] or os.cpu_count() or 1
        read = importing.preview if given["dry_run"] else importing.import_files
        before = len(transcripts.summaries(project))
        outcomes: list[Outcome] = []
        with closing(read(project, planned, jobs=jobs)) as coming:
            try:
                outcomes.extend(_told(planned, coming))
            except KeyboardInterrupt:
                # One may have been stored and not told of yet.
                came = len(transcripts.summaries(project)) - before
                said = plural(came, "1 transcript came", "{n} transcripts came")
                undo = _("; undo takes them out again") if came else ""
                click.echo(_("Stopped. {said} in whole and stay{undo}.").format(said=said, undo=undo), err=True)
                return REFUSED
        if given["dry_run"] or data.format or data.output:
            emit(project, importing.table(outcomes), data)
    failed = [outcome for outcome in outcomes if not outcome.ok]
    said = _("{n} can be imported, {bad} not.") if given["dry_run"] else _("{n} imported, {bad} not.")
    click.echo(said.format(n=len(outcomes) - len(failed), bad=len(failed)), err=True)
    return FILE if failed else DONE


def _chosen(given: dict[str, Any]) -> dict[str, Any]:
    pairs: dict[str, Any] = {
        name: given[name] for name in ("mapping", "style", "preamble", "headers", "encoding", "forget")
    }
    for name in ("roles", "labels"):
        pairs[name] = dict(_pair(text) for text in given[name])
    return pairs


def _pair(text: str) -> tuple[str, str]:
    left, equals, right = text.rpartition("=")
    if not equals:
        raise click.UsageError(_("“{text}” is not of the form NAME=VALUE.").format(text=text))
    return left.strip(), right.strip()


def _told(planned: Plan, outcomes: Iterable[Outcome]) -> Iterable[Outcome]:
    """Tell of each file on standard error as it is done, and hand it on."""
    from workbench.services.imports.importing import names

    called = names(planned.paths)
    for n, outcome in enumerate(outcomes, 1):
        click.echo(f"[{n}/{len(planned.paths)}] {called[outcome.path]}: {_line(outcome)}", err=True)
        yield outcome


def _line(outcome: Outcome) -> str:
    if outcome.error is not None:
        return str(outcome.error)
    draft = outcome.draft
    if draft is None:
        return _("not read")
    turns, words = plural(len(draft.text.turns), "1 turn", "{n} turns"), plural(draft.words, "1 word", "{n} words")
    speakers = ", ".join(f"{s.label or _('(no name)')} {s.turns}" for s in draft.speakers)
    style = _("style {style}").format(style=draft.style)
    lines = [f"{turns} ({speakers}), {words}, {style}"]
    lines += [f"    {notice.message}{f' ({notice.where})' if notice.where else ''}" for notice in outcome.notices]
    return "\n".join(lines)
