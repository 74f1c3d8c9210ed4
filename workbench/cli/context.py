"""What every command is given: which project, which coder, which language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from workbench.cli.spoken import speak_here
from workbench.core.language import _, spoken

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
        from workbench.services.preferences import languages

        with project.opened(self.project_path, coder=self.coder) as found:
            speak_here(self.language_option, found.language)
            languages.remember_project(found.path, found.language)
            yield found
            if found.joined and len(project.coders(found)) > 1:
                click.echo(_("{name} is a new coder in this project.").format(name=found.actor.name), err=True)

    @property
    def language(self) -> str:
        """The language of the interface and of code names."""
        return spoken()
