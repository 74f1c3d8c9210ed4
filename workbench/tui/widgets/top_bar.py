"""The line on top of every screen: where one is, and who is coding."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from workbench.core.language import _
from workbench.tui.layout.cells import shorten, shown_name, text_width


class TopBar(Static):
    """Shows the project, what is open in it, how far one is, and always the coder's name."""

    DEFAULT_CSS = """
    TopBar {
        dock: top;
        height: 1;
        padding: 0 1;
        background: $panel;
        color: $foreground;
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._parts = ("", "", "", "")

    def tell(
        self,
        *,
        project: str | None = None,
        place: str | None = None,
        state: str | None = None,
        coder: str | None = None,
    ) -> None:
        """Say where one is; what is left out stays as it was."""
        given = (project, place, state, coder)
        parts = tuple(shown_name(new) if new is not None else old for new, old in zip(given, self._parts, strict=True))
        if parts != self._parts:
            self._parts = (parts[0], parts[1], parts[2], parts[3])
            self.refresh()

    def render(self) -> Content:
        """Draw the line: left the project and the place, right the coder; the middle gives way first."""
        project, place, state, coder = self._parts
        width = max(0, self.content_size.width)
        right = f"● {coder}" if coder else _("○ nobody is coding yet")
        right = shorten(right, max(8, width // 3))
        room = width - text_width(right) - 2
        place = shorten(place, room)
        room -= text_width(place) + 3 if place else 0
        state = shorten(state, room) if room > 8 else ""
        room -= text_width(state) + 3 if state else 0
        project = shorten(project, room) if room > 4 or not place else ""
        parts: list[tuple[str, str]] = [(project, "$quiet" if place else "bold")]
        if place:
            parts += [("  ", ""), (place, "bold")] if project else [(place, "bold")]
        if state:
            parts += [("  ", ""), (state, "$quiet")]
        used = sum(text_width(part[0]) for part in parts)
        parts += [(" " * max(1, width - used - text_width(right)), ""), (right, "bold $primary")]
        return Content.assemble(*parts)
