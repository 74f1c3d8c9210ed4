"""Text that XML and HTML can hold."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")


def for_xml(text: str) -> str:
    """Return a text with what no document of XML can hold as symbols, a bell as ␇."""
    return _FORBIDDEN.sub(lambda match: _symbol(ord(match.group())), text)


def _symbol(point: int) -> str:
    return chr(0x2400 + point) if point < 0x20 else "\ufffd"


def escaped(text: str) -> str:
    """Return a text as it stands between tags or within the quotes of an attribute."""
    text = for_xml(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#39;")
