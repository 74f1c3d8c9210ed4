"""How values are spelled where a file is plain text."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from workbench.analysis.tables import Marked, Value, flat
from workbench.core.language import _

_RISKY = re.compile(r"[\s\"'`\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|[\t\r\n]")


@dataclass(frozen=True, slots=True)
class Spelling:
    """Choices about delimited text.

    ``for_spreadsheet`` puts ' before text that a spreadsheet might take for a formula. ``norwegian`` is what Norwegian
    Excel opens right: a byte order mark, semicolons and decimal commas.
    """

    for_spreadsheet: bool = False
    norwegian: bool = False

    @property
    def encoding(self) -> str:
        """The file's encoding."""
        return "utf-8-sig" if self.norwegian else "utf-8"

    def notes(self) -> list[str]:
        """Say what a reader of the file must know."""
        found = []
        if self.for_spreadsheet:
            found.append(
                _("Text that a spreadsheet might take for a formula has ' before it, which is not part of the text.")
            )
        if self.norwegian:
            found.append(_("Values are parted by semicolons, and numbers have decimal commas."))
        return found


RAW = Spelling()
"""Values as they are, parted by commas, in UTF-8: what programs read."""


def is_risky(text: str) -> bool:
    """Whether a spreadsheet that opens a .csv might take the text for a formula."""
    return bool(_RISKY.match(text))


def spelled(value: Value, spelling: Spelling) -> str:
    """Return a value as it stands in delimited text; numbers are never prefixed, TRUE and FALSE are R's and Excel's."""
    if isinstance(value, Marked):
        value = value.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(value).replace(".", ",") if spelling.norwegian else str(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = value if isinstance(value, str) else flat(value)
    return f"'{text}" if spelling.for_spreadsheet and is_risky(text) else text
