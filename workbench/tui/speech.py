"""Which language the screens speak, and speaking another one while the program runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.core.language import NAMES, _, of_locale, speak, spoken
from workbench.services.preferences import languages
from workbench.tui.dialogs.asking import AskOne
from workbench.tui.screens.pages.page import Page

if TYPE_CHECKING:
    from textual.app import App

    from workbench.services.project import OpenProject


def begin(option: str | None, path: Path | None) -> None:
    """Speak what was asked for, or what the user or the project (not open yet) is known to want."""
    closed = languages.of_closed_project(str(path) if path is not None else None)
    speak(option or languages.chosen() or closed or of_locale())


def open_project(option: str | None, project: OpenProject) -> None:
    """Speak what was asked for, else the user's language, else that of a project that was just opened."""
    languages.remember_project(project.path, project.language)
    speak(option or languages.chosen() or project.language or of_locale())


def again(language: str, project: OpenProject | None) -> None:
    """Speak another language from here on, and remember it for this user; "" is what project or machine say."""
    languages.choose(language)
    speak(language or languages.chosen() or (project.language if project is not None else "") or of_locale())


def ask(app: App[None], then: Callable[[str], None]) -> None:
    """Ask over a screen which language to speak from here on, "" for what the project or the machine says."""
    if not isinstance(app.screen, Page):
        return
    now = spoken()
    answers = [(one, name, _("spoken now") if one == now else "") for one, name in NAMES.items()]
    answers.append(("", _("What the project or the machine says"), ""))

    def chosen(answer: str | None) -> None:
        if answer is not None:
            then(answer)

    app.push_screen(
        AskOne(_("Which language?"), answers, note=_("Remembered for you, in every project."), lit=now), chosen
    )
