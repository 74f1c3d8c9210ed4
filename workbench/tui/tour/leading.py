"""Beginning the tour, from the start or where it was left, and ending it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.app import App

from workbench.core.language import _
from workbench.tui.dialogs.asking import AskOne
from workbench.tui.keys import Key
from workbench.tui.screens.home import HomeScreen
from workbench.tui.tour.guide import Guide, left_at
from workbench.tui.tour.steps import STEPS


def begin(app: App[None], keys: Iterable[Key], led: Callable[[Guide], None]) -> None:
    """Lead through the screens; ask whether to go on where the tour was left, if it was.

    Args:
        app: the running app.
        keys: as its user has them.
        led: is given the guide, once it leads.
    """
    names = {key.id.replace(".", "_").replace("-", "_"): key.written.split(", ")[0].split(" + ")[0] for key in keys}

    def lead(step: int) -> None:
        led(Guide(app, names, step))
        below = app.screen
        if step and isinstance(below, HomeScreen):
            below.action_open()

    left = left_at()
    if not left:
        lead(0)
        return
    answers = [
        ("on", _("Go on where you left it"), _("{n} of {all}").format(n=left + 1, all=len(STEPS))),
        ("start", _("From the start"), ""),
    ]

    def chosen(answer: str | None) -> None:
        if answer is not None:
            lead(left if answer == "on" else 0)

    app.push_screen(AskOne(_("The tour"), answers), chosen)


def farewell() -> str:
    """Return how one gets the tour back that was left."""
    goes_on = _("“workbench tour” goes on with the tour where you left it.")
    return goes_on if left_at() else _("“workbench tour” brings the tour back.")
