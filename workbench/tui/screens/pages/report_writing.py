"""Writing the report from any screen over a project: its name is asked for, and it is made while one goes on."""

from __future__ import annotations

from pathlib import Path

from workbench.core.errors import RefusedError, WorkbenchError
from workbench.core.language import _
from workbench.services.project import OpenProject
from workbench.tui.dialogs.asking import AskLine, AskOne
from workbench.tui.layout.cells import shown_name
from workbench.tui.screens.pages.page import Page
from workbench.tui.widgets.file_suggester import FileSuggester

PROPOSED = "report.docx"


def write_report(page: Page, project: OpenProject, proposed: str = PROPOSED, wrong: str = "") -> None:
    """Ask where the report shall go and write it; a refusal asks again.

    Args:
        page: the screen that asks.
        project: what the report is on.
        proposed: a name to begin with.
        wrong: why the last name would not do.
    """
    note = wrong or _("End the name in {suffixes}.").format(suffixes=".docx, .html")

    def named(answer: str | None) -> None:
        if answer is not None:
            _begin(page, project, answer, force=False)

    title = _("Write the report to")
    page.app.push_screen(AskLine(title, value=proposed, note=note, suggester=FileSuggester()), named)


def _begin(page: Page, project: OpenProject, answer: str, *, force: bool) -> None:
    page.say(_("Writing the report …"))
    page.run_worker(
        lambda: _write(page, project, answer, force=force),
        thread=True,
        exclusive=True,
        group="report",
        exit_on_error=False,
    )


def _write(page: Page, project: OpenProject, answer: str, *, force: bool) -> None:
    """Write it in a thread of its own, since agreement and pictures take seconds."""
    from workbench.services import reports

    try:
        written = reports.write(project, reports.Wanted(), Path(answer).expanduser(), force=force)
    except RefusedError as refused:
        page.app.call_from_thread(_replace_or_rename, page, project, answer, refused.message)
    except WorkbenchError as error:
        page.app.call_from_thread(write_report, page, project, answer, str(error))
    else:
        page.app.call_from_thread(page.say, _("Written: {paths}").format(paths=written))


def _replace_or_rename(page: Page, project: OpenProject, answer: str, says: str) -> None:
    choices = [
        ("other", _("Choose another name"), ""),
        ("replace", _("Replace it"), _("what is in it now is lost")),
    ]

    def chosen(what: str | None) -> None:
        if what == "replace":
            _begin(page, project, answer, force=True)
        else:
            write_report(page, project, answer)

    page.app.push_screen(AskOne(shown_name(says), choices), chosen)
