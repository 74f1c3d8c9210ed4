"""Writing what a screen shows to a file: its name is asked for, and what is there gives way only when told so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from workbench.core.errors import RefusedError, WorkbenchError
from workbench.core.language import _
from workbench.tui.dialogs.asking import AskLine, AskOne
from workbench.tui.layout.cells import shown_name
from workbench.tui.screens.pages.page import Page
from workbench.tui.widgets.file_suggester import FileSuggester

Write = Callable[[Path, bool], Sequence[Path]]
"""Writes to a path, over what is there if the second argument says so, and returns the files written."""


def write_file(page: Page, title: str, proposed: str, suffixes: Sequence[str], write: Write, wrong: str = "") -> None:
    """Ask for a file's name and write it; a refusal asks again.

    Args:
        page: the screen that asks.
        title: the question.
        proposed: a name to begin with.
        suffixes: what the name may end in.
        write: does it.
        wrong: why the last name would not do.
    """
    note = wrong or _("End the name in {suffixes}.").format(suffixes=", ".join(suffixes))

    def named(answer: str | None, *, force: bool = False) -> None:
        if answer is None:
            return
        try:
            written = write(Path(answer).expanduser(), force)
        except RefusedError as error:
            page.app.push_screen(AskOne(shown_name(error.message), _instead()), lambda what: replaced(answer, what))
        except WorkbenchError as error:
            write_file(page, title, answer, suffixes, write, str(error))
        else:
            page.say(_("Written: {paths}").format(paths=", ".join(map(str, written))))

    def replaced(answer: str, what: str | None) -> None:
        if what == "replace":
            named(answer, force=True)
        else:
            write_file(page, title, answer, suffixes, write)

    page.app.push_screen(AskLine(title, value=proposed, note=note, suggester=FileSuggester()), named)


def _instead() -> list[tuple[str, str, str]]:
    return [("other", _("Choose another name"), ""), ("replace", _("Replace it"), _("what is in it now is lost"))]
