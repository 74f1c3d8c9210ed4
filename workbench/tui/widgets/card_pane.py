"""The card: which codes lie under the cursor, by whom, and when to use the one that is marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.color import Color
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbench.core.codebook import Card
from workbench.tui.layout.cells import shown_name
from workbench.tui.widgets.code_content import CodingLine, card_content, coding_content, note_content, wanted_content

_TALL = 12
"""Rows from which the card stands beside the text and has room for every coding in a row of its own."""


class CardPane(VerticalScroll, can_focus=True):
    """Shows codings, and the definition of one code."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: dict[str, object] = {}

    def _changed(self, part: str, *shown: object) -> bool:
        """Whether a part must be drawn anew; laying the pane out again at every step would make reading slow."""
        now = (*shown, self.ground)
        changed = self._shown.get(part) != now
        self._shown[part] = now
        return changed

    def compose(self) -> ComposeResult:
        """Two texts: the codings here, and the card of a code."""
        yield Static(id="card-codings", markup=False)
        yield Static(id="card-code", markup=False)

    @property
    def ground(self) -> Color:
        """The colour that the card's text stands on."""
        return self.background_colors[1]

    def show_codings(
        self, lines: Sequence[CodingLine], empty: str, notes: Sequence[str] = (), wanted: Sequence[str] = ()
    ) -> None:
        """Show the codings under the cursor, or a sentence where there is none, and the memos on its words.

        ``wanted`` says which words here are marked for the report.
        """
        rows = self.size.height
        if not self._changed("codings", tuple(lines), empty, tuple(notes), tuple(wanted), self.size):
            return
        many = 0 < rows < len(lines) + len(wanted) + len(notes) and len(lines) > 1 and rows < _TALL
        self.set_class(many, "-many")
        if many:
            drawn = self._in_two_columns(lines)
        else:
            drawn = [coding_content(line, self.ground) for line in lines] or [Content.styled(empty, "$quiet")]
        content = Content("\n").join([*drawn, *map(wanted_content, wanted), *map(note_content, notes)])
        self.query_one("#card-codings", Static).update(content)

    def _in_two_columns(self, lines: Sequence[CodingLine]) -> list[Content]:
        """Lay codings side by side, so that twice as many are in sight where there are few rows."""
        width = max(8, (self.content_size.width - 3) // 2)
        brief = [coding_content(line, self.ground, brief=True).truncate(width, ellipsis=True) for line in lines]
        half = (len(brief) + 1) // 2
        left = [one.pad_right(max(0, width - one.cell_length) + 2) for one in brief[:half]]
        return [one + (brief[half + at] if half + at < len(brief) else Content("")) for at, one in enumerate(left)]

    def show_code(
        self,
        name: str,
        keys: str,
        card: Card | None,
        language: str,
        names: Mapping[str, str],
        live: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        """Show when to use a code; no card shows nothing.

        ``names`` are those of codes, by key, and ``live`` what is shown for examples that are passages.
        """
        if not self._changed("code", name, keys, card, language, names, live):
            return
        body = self.query_one("#card-code", Static)
        if card is None:
            body.update("")
            return
        heading = Content.assemble((shown_name(name), "bold"), (f"   {keys}" if keys else "", "$primary"), "\n")
        body.update(heading + card_content(card, language, names, live))
