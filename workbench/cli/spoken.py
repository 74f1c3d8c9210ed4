"""The help of commands in the language spoken: what is written in English in the code is said when it is shown."""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Callable
from inspect import cleandoc

import click

from workbench.core.language import CATALOGUES, DOMAIN, _, of_locale, speak, spoken

_AS_IT_STANDS = "\b\n"
_PIECE = re.compile(r"\S+(?: \S+)*")
_VALUE = re.compile(r"[A-Z][A-Z_-]+(?: [A-Z]{2,})*")


def speak_here(option: str | None, project: str = "") -> None:
    """Speak the language asked for by option or ``$WORKBENCH_LANG``, else the user's, the project's, the machine's.

    The library that reads the command line asks gettext for its words, which asks ``$LANGUAGE`` for the language.

    Args:
        option: what ``--language`` said.
        project: the project's language, "" where it has none.
    """
    from workbench.services.preferences import languages

    speak(option or languages.chosen() or project or of_locale())
    if os.environ.get("LANGUAGE") != spoken():
        import gettext

        gettext.bindtextdomain(DOMAIN, str(CATALOGUES))
        gettext.textdomain(DOMAIN)
        os.environ["LANGUAGE"] = spoken()


def in_the_language_spoken(command: click.Command) -> click.Command:
    """Return a command whose help is in the language spoken; where that is English, the command itself."""
    if spoken() == "en":
        return command
    told = copy.copy(command)
    told.help = told_in(command.help or "", _)
    told.params = [_param(param) for param in command.params]
    told.options_metavar = value_in(command.options_metavar or "", _)
    told._help_option = None
    if isinstance(told, click.Group):
        told.subcommand_metavar = value_in(told.subcommand_metavar, _)
        told.commands = {name: in_the_language_spoken(one) for name, one in told.commands.items()}
    return told


def _param(param: click.Parameter) -> click.Parameter:
    told = copy.copy(param)
    if isinstance(told, click.Option):
        told.help = _(told.help or "")
    value = value_of(param)
    if value:
        told.metavar = value_in(value, _)
    return told


def value_of(param: click.Parameter) -> str:
    """Return what stands for the value in help, "" where it is a choice, which is typed as it stands, or none."""
    if param.metavar is not None:
        return param.metavar
    if isinstance(param.type, click.Choice) or (isinstance(param, click.Option) and (param.is_flag or param.count)):
        return ""
    if isinstance(param, click.Option):
        return _path(param.type) if isinstance(param.type, click.Path) else param.type.name.upper()
    named = (param.name or "").upper()
    return (named if param.required else f"[{named}]") + ("..." if param.nargs != 1 else "")


def _path(type_: click.Path) -> str:
    """Return what a path is in English: click names it in the language that was spoken when it was declared."""
    if type_.file_okay == type_.dir_okay:
        return "PATH"
    return "FILE" if type_.file_okay else "DIRECTORY"


def value_in(value: str, say: Callable[[str], str]) -> str:
    """Return what stands for a value with its words said: ``[NAME=VALUE]...``."""
    return _VALUE.sub(lambda word: say(word[0]), value)


def told_in(help_: str, say: Callable[[str], str]) -> str:
    """Return the text of a help with each of its paragraphs said.

    Of lines that stand as they are (examples, lists), what is typed stays, and words beside it are said.
    """
    return "\n\n".join(
        _lines(paragraph, say) if paragraph.startswith(_AS_IT_STANDS) else say(" ".join(paragraph.split()))
        for paragraph in cleandoc(help_).split("\n\n")
        if paragraph
    )


def _lines(paragraph: str, say: Callable[[str], str]) -> str:
    return "\n".join([_AS_IT_STANDS.strip("\n"), *(_line(line, say) for line in paragraph.splitlines()[1:])])


def _line(line: str, say: Callable[[str], str]) -> str:
    told = ""
    for piece in _PIECE.finditer(line):
        words = piece[0]
        typed = words.startswith("workbench ") or (piece.start() == 0 and not words.endswith(":"))
        if told:
            told += " "
        told = told.ljust(piece.start()) + (words if typed else say(words))
    return told
