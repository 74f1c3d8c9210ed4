"""From an example on a card to where it was said."""

from __future__ import annotations

from workbench.core.codebook import Code
from workbench.core.language import _
from workbench.services.codebooks.live_examples import LiveExample
from workbench.tui.dialogs.asking import AskOne
from workbench.tui.layout.cells import shorten, shown_name
from workbench.tui.screens.pages.desk_page import DeskPage

_SAID = 60


def go_to_example(page: DeskPage, code: Code, language: str = "") -> None:
    """Read the passage that is an example of a code; of several, ask which; say so where none is there to be read."""
    found = list(page.desk.live_examples(code, language).values())
    there = [one for one in found if one.transcript]
    name = shown_name(code.name(language or page.desk.language))
    if not there and found:
        page.say(_("{where}: that transcript is not in the project any more.").format(where=shown_name(found[0].where)))
    elif not there:
        page.say(_("No example on the card of {name} is a passage of an interview.").format(name=name))
    elif len(there) == 1:
        _read(page, there[0])
    else:
        answers = [(str(at), shorten(shown_name(one.words), _SAID), one.where) for at, one in enumerate(there)]

        def chosen(answer: str | None) -> None:
            if answer is not None:
                _read(page, there[int(answer)])

        page.app.push_screen(AskOne(_("Which example of {name}?").format(name=name), answers), chosen)


def _read(page: DeskPage, example: LiveExample) -> None:
    page.leave()
    page.read(example.transcript, example.span)
    if example.changed:
        page.say(_("These words are not there any more; this is the turn they stood in."))
