"""Regular expressions that a person wrote: compiled or refused in a sentence, and what they hit."""

from __future__ import annotations

import re
import unicodedata
import warnings

from workbench.core.errors import RefusedError
from workbench.core.language import _


def compile_pattern(written: str) -> re.Pattern[str]:
    """Compile a pattern in the syntax of Python's ``re``; case does not count, all else is as it stands in the text.

    Raises:
        RefusedError: it is none; the message says why.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return re.compile(unicodedata.normalize("NFC", written), re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise RefusedError(
            _("“{pattern}” is not a regular expression: {why}.").format(pattern=written[:60], why=error),
            hint=_("Without --regex the phrase is looked for as it stands. A \\ before a sign takes it as it is."),
        ) from None
