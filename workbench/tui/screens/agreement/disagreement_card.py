"""The lit disagreement: who gave what, and the words with a lane for each coder beside them."""

from __future__ import annotations

from bisect import bisect_right

from textual.content import Content

from workbench.core.coders import Coder
from workbench.core.language import _, mark, plural
from workbench.core.passages import Span
from workbench.core.transcripts import TranscriptText
from workbench.services.settling.reading import ContestedPassage
from workbench.tui.layout.cells import shown_name
from workbench.tui.layout.side_by_side import rows
from workbench.tui.screens.desk import Desk

KINDS = {
    "omission": mark("left out"),
    "boundary": mark("boundary"),
    "substitution": mark("another code"),
    "granularity": mark("in pieces"),
}
"""What the kinds of disagreement are called."""

_LANE = "┃"


def within(one: ContestedPassage, text: TranscriptText) -> Span:
    """Return the turns that the contested passages lie in."""
    if not text.turns:
        return Span(0, len(text.text))
    first = max(0, bisect_right(text.turns, one.start, key=lambda turn: turn.start) - 1)
    last = max(0, bisect_right(text.turns, one.end - 1, key=lambda turn: turn.start) - 1)
    return Span(min(text.turns[first].start, one.start), max(text.turns[last].end, one.end))


def card_of(one: ContestedPassage, text: TranscriptText, desk: Desk, width: int, decided: str) -> tuple[Content, int]:
    """Draw a disagreement, and return with it the first row in which somebody marked something.

    What all marked is bold, what only some did is underlined besides; a number and a bar in the margin say who, so that
    colour carries nothing alone.

    Args:
        one: the disagreement.
        text: what it stands in.
        desk: whose names of codes are shown.
        width: cells that a row may take.
        decided: what was decided, in a word or two.
    """
    turn = bisect_right(text.turns, one.start, key=lambda turn: turn.start)
    parts: list[tuple[str, str]] = [
        (shown_name(desk.name(one.code)), "bold"),
        (f" · {_(KINDS[one.kind.value])}", ""),
        (_(" · {name} turn {turn}").format(name=shown_name(one.name), turn=turn), "$quiet"),
    ]
    for at, coder in enumerate(one.coders):
        parts += [(f"\n{at + 1} {shown_name(coder.name)}: ", "bold"), (_gave(one, coder, text, desk), "$quiet")]
    if one.settlement is not None:
        parts += [(f"\n{decided}", "bold"), (f"  {shown_name(one.settlement.reason)}", "$quiet")]
    parts.append(("\n\n", ""))
    given = [one.given(coder) for coder in one.coders]
    drawn = rows(text.text, within(one, text), given, max(20, width) - 2 * len(given) - 2)
    everybody = (1 << len(given)) - 1
    for row in drawn:
        lanes = "".join(f"{at + 1}{_LANE}" if marked else "  " for at, marked in enumerate(row.lanes))
        parts.append((f"{lanes} ", "$secondary"))
        for start, end, who in row.pieces:
            style = "bold" if who == everybody else "bold underline" if who else "$quiet"
            parts.append((shown_name(text.text[start:end]), style))
        parts.append(("\n", ""))
    head = len(one.coders) + 2 + (one.settlement is not None)
    return Content.assemble(*parts), head + next((n for n, row in enumerate(drawn) if any(row.lanes)), 0)


def _gave(one: ContestedPassage, coder: Coder, text: TranscriptText, desk: Desk) -> str:
    spans = one.given(coder)
    if spans:
        words = sum(len(text.text[slice(*span)].split()) for span in spans)
        pieces = _(" in {n} pieces").format(n=len(spans)) if len(spans) > 1 else ""
        return plural(words, "1 word", "{n} words") + pieces
    if one.instead:
        codes = ", ".join(desk.tree.find(key).name(desk.language) for key in one.instead)
        return _("not this code, but {codes}").format(codes=shown_name(codes))
    return _("nothing here")
