"""How the sheets of a workbook are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


_BROADEST = 240
"""How many letters a page can be broad; more could not be read."""


def set_page(sheet: Worksheet, *, letters: int = 0, charts: bool = False) -> None:
    """Print a sheet on A4, with its name and page numbers at the foot.

    Args:
        sheet: is laid across and as broad as the paper.
        letters: how many letters it is broad; one that could not be read so goes over several pages.
        charts: whether it holds charts, and goes on one upright page.
    """
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    if charts:
        sheet.fit_to_pages(1, 1)
    else:
        sheet.set_landscape()
        if letters <= _BROADEST:
            sheet.fit_to_pages(1, 0)
        else:
            sheet.set_print_scale(60)
    sheet.set_footer("&L&8&A&R&8&P / &N")
