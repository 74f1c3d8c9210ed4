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
        if not self._changed("codings", tuple(lines), empty, tuple(notes), tuple(wanted)):
            return
        drawn = [coding_content(line, self.ground) for line in lines] or [Content.styled(empty, "$quiet")]
        content = Content("\n").join([*drawn, *map(wanted_content, wanted), *map(note_content, notes)])
        self.query_one("#card-codings", Static).update(content)

    def show_code(self, name: str, keys: str, card: Card | None, language: str, names: Mapping[str, str]) -> None:
        """Show when to use a code; no card shows nothing. ``names`` are those of codes, by key."""
        if not self._changed("code", name, keys, card, language, names):
            return
        body = self.query_one("#card-code", Static)
        if card is None:
            body.update("")
            return
        heading = Content.assemble((shown_name(name), "bold"), (f"   {keys}" if keys else "", "$primary"), "\n")
        body.update(heading + card_content(card, language, names))
