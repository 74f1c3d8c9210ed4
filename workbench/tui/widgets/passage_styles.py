"""Styles of the reading pane, derived from the theme that is on.

Colour never carries a meaning alone: a coded passage has its bracket and letter in the margin, two codes on the same
words are underlined, and where a terminal has few or no colours everything is told by underline, bold and reverse.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from rich.color import Color
from rich.style import Style

from workbench.tui.layout.coding_marks import CodingMark
from workbench.tui.layout.colours import RGB, SIGN_CONTRAST, blend, readable, rgb, tint

_ONE_CODE = 0.20
_MORE_CODES = 0.34
_OTHERS_CODE = 0.11
_LIT = 0.20
_LIT_UNFOCUSED = 0.09
_LIT_SMALL = 0.34
_SELECTED = 0.36
_HIT = 0.40
_QUIET_INK = 0.26
_MARGIN_INK = 0.52


@dataclass(frozen=True, slots=True)
class Inks:
    """What the theme gives: ground, ink, the accent of the cursor and the colour of a search hit."""

    ground: RGB
    ink: RGB
    accent: RGB
    hit: RGB


class Look(NamedTuple):
    """How one piece of text is to look.

    ``code`` is the colour of the code on top, None without one; ``codings`` counts the codings on these words. ``lit``
    says that the cursor's unit or the selection covers it, ``small`` that this unit is a word or a character.
    """

    code: RGB | None = None
    codings: int = 0
    own: bool = True
    quiet: bool = False
    lit: bool = False
    small: bool = False
    selected: bool = False
    focused: bool = True
    hit: bool = False


class PassageStyles:
    """Styles of one theme, each made once.

    Args:
        inks: colours of the theme.
        colours: whether the terminal can show them; without, only attributes are used.
        attributes: whether underline, bold and reverse must tell what colour tells elsewhere.
    """

    def __init__(self, inks: Inks, *, colours: bool = True, attributes: bool = False) -> None:
        self._inks = inks
        self._colours = colours
        self._attributes = attributes or not colours
        self._texts: dict[Look, Style] = {}
        self._signs: dict[tuple[RGB, bool], Style] = {}
        margin = readable(blend(inks.ink, inks.ground, _MARGIN_INK), inks.ground)
        self.base = self._style(inks.ink, inks.ground)
        self._texts[Look()] = self.base
        self.number = self._style(margin, inks.ground)
        self.speaker = self._style(readable(blend(inks.ink, inks.ground, 0.1), inks.ground), inks.ground, bold=True)
        self.quiet_speaker = self._style(margin, inks.ground)
        self.reviewed = self.number
        self.thumb = self._style(blend(inks.ground, inks.ink, 0.24), inks.ground)
        self.bar = self._style(readable(inks.accent, inks.ground, SIGN_CONTRAST), inks.ground)

    def _style(self, ink: RGB, ground: RGB, *, bold: bool = False, underline: bool = False) -> Style:
        if not self._colours:
            return Style(bold=bold or None, underline=underline or None)
        return Style(
            color=Color.from_rgb(*ink),
            bgcolor=Color.from_rgb(*ground),
            bold=bold or None,
            underline=underline or None,
        )

    @staticmethod
    def colour_of(mark: CodingMark) -> RGB:
        """Return a coding's colour before it is fitted to the theme."""
        return rgb(mark.colour, mark.key)

    def sign(self, mark: CodingMark, *, letter: bool) -> Style:
        """Return the style of a coding's bracket, or of its letters and label."""
        key = (self.colour_of(mark), letter)
        if key not in self._signs:
            ground = self._inks.ground
            ink = readable(key[0], ground) if letter else readable(key[0], ground, SIGN_CONTRAST)
            self._signs[key] = self._style(ink, ground, bold=letter)
        return self._signs[key]

    def text(self, look: Look) -> Style:
        """Return the style of a piece of text."""
        style = self._texts.get(look)
        if style is None:
            style = self._texts[look] = self._text(look)
        return style

    def _text(self, look: Look) -> Style:
        inks = self._inks
        ink = blend(inks.ink, inks.ground, _QUIET_INK) if look.quiet else inks.ink
        ground = inks.ground
        if look.code is not None:
            share = (_MORE_CODES if look.codings > 1 else _ONE_CODE) if look.own else _OTHERS_CODE
            ground = tint(look.code, ground, ink, share)
        if look.selected:
            ground = tint(inks.accent, ground, ink, _SELECTED)
        elif look.lit:
            share = _LIT_UNFOCUSED if not look.focused else _LIT_SMALL if look.small else _LIT
            ground = tint(inks.accent, ground, ink, share)
        if look.hit:
            ground = tint(inks.hit, ground, ink, _HIT)
        style = self._style(readable(ink, ground), ground, bold=look.hit, underline=look.codings > 1 or look.hit)
        if self._attributes:
            strong = look.selected or (look.lit and look.small)
            style += Style(
                underline=look.code is not None or look.hit or None,
                reverse=strong or None,
                bold=look.hit or look.lit or None,
            )
        return style
