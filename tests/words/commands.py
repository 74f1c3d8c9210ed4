"""What the command line says: the help of every command, and the words of the library that reads command lines."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click

from workbench.cli.main import COMMANDS, workbench
from workbench.cli.spoken import told_in, value_in, value_of

READING = ("core", "decorators", "exceptions", "formatting", "parser", "types")
"""Modules of click whose words a user of a command may read."""

TO_PROGRAMMERS = (
    *("defined twice", "must be an iterable", "Invalid start character", "Choice(", "(dynamic)", "declaration"),
    *("Boolean option", "DeprecationWarning", "deprecated", "UUID", "Confirm the action", "Do you want", "declare"),
    *("the format", "(s) values", "env var", "Aborted", "Positional"),
)
"""Parts of what click says to whoever writes a command wrongly."""


def commands() -> Iterator[click.Command]:
    """Yield the program's command and all below it."""
    waiting: list[click.Command] = [workbench]
    context = click.Context(workbench)
    while waiting:
        command = waiting.pop()
        yield command
        if isinstance(command, click.Group):
            below = (command.get_command(context, name) for name in command.list_commands(context))
            waiting += [one for one in below if one is not None]


def said_by_commands() -> Iterator[str]:
    """Yield everything that the help of all commands says, in English."""
    said: list[str] = [line for _module, line in COMMANDS.values()]

    def say(words: str) -> str:
        said.append(words)
        return words

    for command in commands():
        told_in(command.help or "", say)
        value_in(command.options_metavar or "", say)
        if isinstance(command, click.Group):
            value_in(command.subcommand_metavar, say)
        for param in command.params:
            value_in(value_of(param), say)
            if isinstance(param, click.Option):
                say(param.help or "")
    yield from said


def said_by_click() -> Iterator[str | tuple[str, str]]:
    """Yield what click says to users: its words in _(), its pairs in ngettext()."""
    for name in READING:
        module = import_module(f"click.{name}")
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}:
                words = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                if words and not any(part in words[0] for part in TO_PROGRAMMERS):
                    yield words[0] if len(words) == 1 else (words[0], words[1])
    yield "required"
