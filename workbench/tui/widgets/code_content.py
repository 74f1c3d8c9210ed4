"""Codes, their cards and codings as content: text that is text, whatever stands in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.color import Color
from textual.content import Content

from workbench.core.codebook import Card
from workbench.core.language import LANGUAGES, _, mark
from workbench.tui.layout.cells import shown_lines, shown_name
from workbench.tui.layout.colours import SIGN_CONTRAST, readable, rgb

SWATCH = "▌"

FIELDS = (("definition", ""), ("include", mark("Include  ")), ("exclude", mark("Exclude  ")))


def ink(colour: str, key: str, ground: Color) -> str:
    """Return the style of a code's sign, fitted to the ground that it stands on."""
    return Color(*readable(rgb(colour, key), ground.rgb, SIGN_CONTRAST)).hex


def said(field: Mapping[str, str], language: str) -> str:
    """Return what a card's field says in a language, or in the first that there is."""
    spoken = (language, *LANGUAGES)
    return next((field[one] for one in spoken if field.get(one)), "")


def examples(card: Card, language: str) -> Sequence[str]:
    """Return a card's examples in a language, or in the first that there is."""
    spoken = (language, *LANGUAGES)
    return next((card.examples[one] for one in spoken if card.examples.get(one)), ())


def card_content(
    card: Card, language: str, names: Mapping[str, str], live: Mapping[str, tuple[str, str]] | None = None
) -> Content:
    """Lay out when to use a code: definition, include, exclude, examples.

    Args:
        card: of the code.
        language: of the reader.
        names: of codes, by key; a key in backticks is shown as the name.
        live: of examples that are passages, by what the card says: their words as they are now, and where they are.
    """
    parts: list[tuple[str, str]] = []
    for name, heading in FIELDS:
        words = said(getattr(card, name), language)
        if words:
            parts += [("\n" if parts else "", ""), (_(heading), "bold $quiet"), *_with_names(shown_lines(words), names)]
    for example in examples(card, language):
        words, where = (live or {}).get(example, (example, ""))
        parts += [("\n" if parts else "", ""), ("“" + shown_lines(words) + "”", "italic $quiet")]
        if where:
            parts.append((f" ↗ {shown_name(where)}", "$quiet"))
    return Content.assemble(*parts) if parts else Content.styled(_("This code has no definition yet."), "$quiet")


def _with_names(words: str, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Put names of codes for their keys, which stand in backticks, and tell them from the words around them."""
    pieces = words.split("`")
    if len(pieces) % 2 == 0:
        return [(words, "")]
    return [
        (shown_name(names.get(piece, piece)), "$secondary") if at % 2 else (piece, "")
        for at, piece in enumerate(pieces)
    ]


@dataclass(frozen=True, slots=True)
class CodingLine:
    """One coding under the cursor, as the card shows it."""

    uuid: str
    code: str
    name: str
    key: str
    colour: str
    coder: str
    own: bool
    unsure: bool
    marked: bool
    memos: Sequence[str] = ()


def coding_content(line: CodingLine, ground: Color, *, brief: bool = False) -> Content:
    """Lay out one coding: code, coder, whether unsure, and what was noted on it; ``brief``: only that something was."""
    parts: list[tuple[str, str]] = [
        ("▸ " if line.marked else "  ", "bold $primary"),
        (SWATCH, ink(line.colour, line.key, ground)),
        (" " + shown_name(line.name), "bold" if line.marked else ""),
        ("  " + shown_name(line.coder), "$quiet" if line.own else "$accent"),
    ]
    if line.unsure:
        parts.append((_("  unsure?"), "$warning"))
    if brief and line.memos:
        parts.append(("  ✎", "$quiet"))
    for memo in () if brief else line.memos:
        parts += [("\n    ✎ ", "$quiet"), (shown_lines(memo.split("\n")[0]), "italic")]
    return Content.assemble(*parts)


def note_content(memo: str) -> Content:
    """Lay out a memo on the words themselves: its first line."""
    return Content.assemble(("  ✎ ", "$quiet"), (shown_lines(memo.split("\n")[0]), "italic"))


def wanted_content(told: str) -> Content:
    """Lay out that words here are marked for the report, with the sign that stands beside them."""
    return Content.assemble(("  » ", "bold $primary"), (shown_name(told), "$quiet"))
