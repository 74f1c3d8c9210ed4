"""The language that the program speaks: English sentences in the code are the keys of its catalogues.

A catalogue is a gettext file in ``workbench/locale/LANGUAGE/LC_MESSAGES/``. Words that nobody translated are said in
English.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from gettext import NullTranslations
from pathlib import Path

LANGUAGES = ("nn", "nb", "en")
"""Languages of the interface, and of names and cards of codes: nynorsk, bokmål, English."""

NAMES = {"nn": "nynorsk", "nb": "bokmål", "en": "English"}
"""What each language calls itself."""

DOMAIN = "workbench"
CATALOGUES = Path(__file__).resolve().parent.parent / "locale"


@dataclass
class _Speech:
    language: str = "en"
    catalogue: NullTranslations = field(default_factory=NullTranslations)


_speech = _Speech()


def speak(language: str) -> None:
    """Speak a language from here on; one that has no catalogue is English."""
    from gettext import translation

    if language != _speech.language:
        _speech.catalogue = translation(DOMAIN, str(CATALOGUES), [language], fallback=True)
        _speech.language = language


def spoken() -> str:
    """Return the language that is spoken."""
    return _speech.language


def _(words: str) -> str:
    """Return a sentence of the interface in the language spoken; holes are named: ``{name}``."""
    return _speech.catalogue.gettext(words) if words else ""


def words_in(language: str) -> Callable[[str], str]:
    """Return what says a sentence in a language, whatever language is spoken: a text for others has its own."""
    from gettext import translation

    return translation(DOMAIN, str(CATALOGUES), [language], fallback=True).gettext


def plural(number: int, one: str, many: str) -> str:
    """Return the words for a number of things, ``{n}`` filled in: ``plural(3, "one file", "{n} files")``.

    Other holes stay for the caller to fill.
    """
    return _speech.catalogue.ngettext(one, many, number).replace("{n}", str(number))


def mark(words: str) -> str:
    """Mark words to be translated where they are shown; they stay English here."""
    return words


def of_locale() -> str:
    """Return the language that the machine speaks, English where it speaks none of ours."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    spoken = next((name for name in names if name), "")
    if not spoken:
        import locale

        spoken = locale.getlocale()[0] or ""
    found = {"no": "nb"}.get(spoken[:2].casefold(), spoken[:2].casefold())
    return found if found in LANGUAGES else "en"
