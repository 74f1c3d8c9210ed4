"""The tables of the disagreements screen: which code met which, and what was settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

from workbench.analysis.agreement.recipes import AgreementRecipe
from workbench.core.errors import WorkbenchError
from workbench.core.language import _
from workbench.services import exporting
from workbench.services.agreement import agreement
from workbench.services.settling import tables
from workbench.tui.dialogs.reading_text import ReadText
from workbench.tui.screens.pages.desk_page import DeskPage
from workbench.tui.screens.pages.writing_files import write_file


def show_confusion(page: DeskPage, coders: tuple[str, ...]) -> None:
    """Show which code of the one coder met which of the other, from where it can be written to a file."""
    try:
        table = agreement.confusion_table(page.project, AgreementRecipe(coders=coders))
    except WorkbenchError as error:
        page.refuse(error)
        return
    laid = StringIO()
    exporting.print_table(replace(table, title=""), "table", laid, spelling=exporting.spelling())

    def write(target: Path, force: bool) -> Sequence[Path]:
        return exporting.write_table(page.project, table, target, spelling=exporting.spelling(), force=force)

    def closed(wanted: bool | None) -> None:
        if wanted:
            write_file(page, _("Write the table to"), "confusion.xlsx", exporting.suffixes(), write)

    page.app.push_screen(ReadText(table.title, laid.getvalue().strip("\n"), wraps=False), closed)


def write_settled(page: DeskPage) -> None:
    """Write what was settled, and how, to a file."""

    def write(target: Path, force: bool) -> Sequence[Path]:
        table = tables.settled(page.project)
        return exporting.write_table(page.project, table, target, spelling=exporting.spelling(), force=force)

    write_file(page, _("Write what was settled to"), "settled.xlsx", exporting.suffixes(), write)
