"""What every command is given: which project, which coder, which language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from workbench.core.language import _, of_locale, speak, spoken

if TYPE_CHECKING:
    from workbench.services.project import OpenProject


@dataclass(frozen=True, slots=True)
class Context:
    """The options that stand before the command."""

    project_path: str | None = None
    coder: str | None = None
    language_option: str | None = None

    @contextmanager
    def project(self) -> Iterator[OpenProject]:
        """Open the project for the length of a command.

        Raises:
            ProjectError: there is none, or it cannot be opened.
        """
        from workbench.services import project

        with project.opened(self.project_path, coder=self.coder) as found:
            self.speak(found.language)
            yield found
            if found.joined and len(project.coders(found)) > 1:
                click.echo(_("{name} is a new coder in this project.").format(name=found.actor.name), err=True)

    @property
    def language(self) -> str:
        """The language of the interface and of code names: the option, else the project's, else the machine's."""
        return spoken()

    def speak(self, language: str = "") -> None:
        """Speak the language that was asked for, else this one, else the machine's."""
        speak(self.language_option or language or of_locale())
