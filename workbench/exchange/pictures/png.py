"""Pictures as dots, drawn from the same SVG."""

from __future__ import annotations

from functools import cache

from workbench.core.errors import RefusedError
from workbench.core.language import _

SCALE = 2
"""How many dots a unit of the picture has: some 300 an inch where it fills the width of a page."""

_LETTER = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{}</svg>'


def as_png(svg: str) -> bytes:
    """Return an SVG picture as PNG.

    Raises:
        RefusedError: what draws it is not installed, or the machine has no letters to draw.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise RefusedError(
            _("A .png picture needs a part that is not installed."),
            hint=_("Install it: {command}; or end the name in .svg.").format(
                command="pip install 'interview-coding-workbench[pictures]'"
            ),
        ) from None
    if not _has_letters():
        raise RefusedError(
            _("This machine has no fonts, and a picture without its letters says nothing."),
            hint=_("End the name in .svg."),
        )
    return bytes(svg_to_bytes(svg_string=svg, zoom=SCALE))


@cache
def _has_letters() -> bool:
    """Whether a letter leaves any dot: without fonts it is left out without a word."""
    from resvg_py import svg_to_bytes

    letter = _LETTER.format('<text y="15" font-family="Arial, sans-serif">A</text>')
    return bool(svg_to_bytes(svg_string=letter) != svg_to_bytes(svg_string=_LETTER.format("")))
