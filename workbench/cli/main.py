"""The ``workbench`` command: its subcommands are imported when they are called, so that help is quick."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from workbench import __version__
from workbench.cli.context import Context
from workbench.cli.exits import DONE, FILE, REFUSED, USAGE, exit_code
from workbench.cli.spoken import in_the_language_spoken, speak_here
from workbench.core.errors import RefusedError, WorkbenchError
from workbench.core.language import LANGUAGES, _

COMMANDS: dict[str, tuple[str, str]] = {
    "example": ("workbench.cli.example", "Build the example study and open it."),
    "tour": ("workbench.cli.tour", "Learn the keys in five minutes, on the example study."),
    "init": ("workbench.cli.projects", "Start a new project."),
    "open": ("workbench.cli.screens", "Open the terminal screens on a project."),
    "serve": ("workbench.cli.serve", "Show the screens in a browser, to this machine only."),
    "keys": ("workbench.cli.keys", "List every key of the screens, and change them to your own."),
    "import": ("workbench.cli.importing", "Bring transcripts in."),
    "transcripts": ("workbench.cli.transcripts", "List the transcripts."),
    "show": ("workbench.cli.transcripts", "Print a transcript's text or turns."),
    "settings": ("workbench.cli.settings", "Show or change what is decided for the whole project."),
    "attributes": ("workbench.cli.attributes", "Show or set facts on cases, informants and transcripts."),
    "codebook": ("workbench.cli.codebook", "Show, import or export the codebook."),
    "code": ("workbench.cli.coding", "Give a code to a passage."),
    "uncode": ("workbench.cli.coding", "Take a coding of yours away."),
    "codings": ("workbench.cli.codings", "List, export or import codings."),
    "passages": ("workbench.cli.passages", "List the passages that a query finds."),
    "search": ("workbench.cli.searching", "Find a phrase in all transcripts, and code what was found."),
    "synonyms": ("workbench.cli.searching", "Show or set words that find each other."),
    "status": ("workbench.cli.coding", "Show or set how far you are with a transcript."),
    "memos": ("workbench.cli.memos", "List or export memos."),
    "report-marks": ("workbench.cli.report_marks", "List the passages marked for the report."),
    "matrix": ("workbench.cli.matrix", "Count codes per municipality and year, or any attributes."),
    "cooccurrence": ("workbench.cli.cooccurrence", "Count how often two codes stand together."),
    "presence": ("workbench.cli.presence", "Show which codes are in which transcripts."),
    "saturation": ("workbench.cli.saturation", "Count the codes that are new in each interview."),
    "frequencies": ("workbench.cli.frequencies", "Count words, by attributes too."),
    "framework": ("workbench.cli.framework", "Lay quotations or memos out by case and theme."),
    "progress": ("workbench.cli.progress", "Show how far every coder is, by municipality and year too."),
    "report": ("workbench.cli.report", "Write the report on the study, for Word or a browser."),
    "agreement": ("workbench.cli.agreement", "Reckon how far coders agree."),
    "disagreements": ("workbench.cli.disagreements", "List where coders differ."),
    "settle": ("workbench.cli.settle", "Settle where coders differ, and see how far that has come."),
    "blind": ("workbench.cli.blind", "Begin or end blind coding, or say whether it is on."),
    "sample": ("workbench.cli.blind", "Draw a stratified sample of the interviews and give it to a coder to code."),
    "history": ("workbench.cli.history", "Show what was done, by whom and when."),
    "undo": ("workbench.cli.history", "Take back your latest act."),
    "redo": ("workbench.cli.history", "Do again what you took back."),
    "check": ("workbench.cli.projects", "Check that the project is whole."),
    "backup": ("workbench.cli.projects", "Make a verified copy of the project."),
    "restore": ("workbench.cli.projects", "Bring a copy back."),
}
"""Name of a command -> the module that has it (as ``NAME_command``, with _ for -) and its line in the help."""


class LazyGroup(click.Group):
    """A group that knows its commands' names and one-line helps without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of one command; its help is in the language spoken."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return in_the_language_spoken(command)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a pipe that nobody reads any more is an end, not a failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise click.exceptions.Exit(_nobody_reads()) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, (_module, text) in COMMANDS.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the command; an unknown name is answered with the nearest ones."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, n=3)
            hint = _(" Did you mean {names}?").format(names=", ".join(near)) if near else _(" See workbench --help.")
            ctx.fail(_("There is no command “{name}”.{hint}").format(name=name, hint=hint))
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--project", "project_path", metavar="PATH", help="Which project; else $WORKBENCH_PROJECT, or the one here."
)
@click.option("--coder", metavar="NAME", help="Who is coding; else $WORKBENCH_CODER, else the last one here.")
@click.option(
    "--language",
    type=click.Choice(["en", "nn", "nb"]),
    help="Language of the interface and of code names; else $WORKBENCH_LANG, yours, the project's, the machine's.",
)
@click.version_option(__version__, prog_name="workbench")
@click.pass_context
def workbench(ctx: click.Context, project_path: str | None, coder: str | None, language: str | None) -> None:
    """Code in-depth interviews: read, code passages, count per municipality and year.

    Without a command it opens the terminal screens.

    \b
    Example:  workbench example            build and open the example study
              workbench matrix --columns municipality,year -o matrix.xlsx
    """
    if coder is not None and not coder.strip():
        raise RefusedError(_("--coder names nobody."), hint=_("Say for example --coder anna, or leave it out."))
    ctx.obj = Context(project_path, coder, language)
    if ctx.invoked_subcommand is None:
        from workbench.cli.screens import start

        start(ctx.obj)


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code: 0 done, 1 refused, 2 usage, 3 project, 4 file."""
    _speak_as(arguments)
    try:
        result = in_the_language_spoken(workbench).main(arguments, prog_name="workbench", standalone_mode=False)
        sys.stdout.flush()
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo(_("Stopped."), err=True)
        return REFUSED
    except click.ClickException as error:
        error.show(file=sys.stderr)
        return USAGE
    except WorkbenchError as error:
        click.echo(error.message, err=True)
        if error.hint:
            click.echo(error.hint, err=True)
        return exit_code(error)
    except BrokenPipeError:
        return _nobody_reads()
    except OSError as error:
        return _system_refuses(error)
    return result if isinstance(result, int) else DONE


def _speak_as(arguments: Sequence[str]) -> None:
    """Speak the language that a command line asks for before it is read: its help and what is wrong with it are told.

    The project is not opened for that; what it said when it was last open counts.
    """
    from workbench.services.preferences import languages

    # What cannot be read is told of when it is read in earnest.
    lenient = click.Context(workbench, resilient_parsing=True, **workbench.context_settings)
    said, _rest, _order = workbench.make_parser(lenient).parse_args(list(arguments))
    option, path = said.get("language"), said.get("project_path") or os.environ.get("WORKBENCH_PROJECT")
    speak_here(option if option in LANGUAGES else None, languages.of_closed_project(path))


def _nobody_reads() -> int:
    """End well where the reader of a pipe (``head``) has had enough; what is left to be flushed goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _system_refuses(error: OSError) -> int:
    """Say what the system refused, such as a disk that is full or a name that is too long, instead of a traceback."""
    place = f"{str(error.filename)[:80]}: " if error.filename else ""
    click.echo(f"{place}{error.strerror or error}.", err=True)
    if error.errno == errno.ENOSPC:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FILE
