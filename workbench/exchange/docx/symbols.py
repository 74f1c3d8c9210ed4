"""Characters that a Word file gives by their number in a symbol font."""

from __future__ import annotations

_WINGDINGS = {
    0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0xA7: "▪", 0xA8: "◻", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_SYMBOL = {
    0x2D: "−", 0xA3: "≤", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB9: "≠", 0xBC: "…", 0xDB: "⇔", 0xDE: "⇒",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "symbol": _SYMBOL}


def symbol(number: str | None, font: str | None) -> str:
    """Return the character with a hexadecimal number in a font: always exactly one.

    The usual signs of Wingdings and Symbol become the Unicode characters they look like; others stay where the font
    has them, in the private use area. What is not a number becomes U+FFFD.
    """
    try:
        point = int(number or "", 16)
    except ValueError:
        return "\ufffd"
    known = _FONTS.get((font or "").casefold())
    if known and point & 0xFF in known and (point < 0x100 or 0xF000 <= point < 0xF100):
        return known[point & 0xFF]
    legal = 0x20 < point < 0x110000 and not 0x7F <= point < 0xA1 and not 0xD800 <= point < 0xE000
    return chr(point) if legal and not chr(point).isspace() else "\ufffd"
