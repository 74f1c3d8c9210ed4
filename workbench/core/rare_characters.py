"""Characters that are rare in a transcript, taken out of it so that rules about them need not go through all of it."""

from __future__ import annotations

_ORDINARY = bytes(range(0x20, 0x7F)) + b"\t\n"


def rare_characters(text: str) -> str:
    """Return a text's characters other than printable ASCII, tab and newline, in their order.

    Where a rule is about such characters only, this is what it has to be asked of: a fiftieth of a Norwegian text.
    """
    return text.encode("utf-8", "surrogatepass").translate(None, _ORDINARY).decode("utf-8", "surrogatepass")
