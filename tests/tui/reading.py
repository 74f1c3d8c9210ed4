"""An app with nothing but the reading pane in it, and what its tests want to know of it."""

from collections.abc import Iterable, Sequence

from textual.app import App, ComposeResult
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Region
from textual.message import Message

from workbench.core.segments import Unit, cut
from workbench.core.transcripts import Role, Speaker, TranscriptText, Turn
from workbench.tui.themes import THEMES
from workbench.tui.widgets.transcript_view import CodingMark, TranscriptView


def a_text(*turns: str, speakers: Sequence[str] = ("I", "R")) -> TranscriptText:
    made, at = [], 0
    for i, turn in enumerate(turns):
        made.append(Turn(at, at + len(turn), speakers[i % len(speakers)]))
        at += len(turn) + 1
    return cut("\n".join(turns), made)


def a_mark(start: int, end: int, code: str = "budsjett", *, uuid: str = "", own: bool = True) -> CodingMark:
    return CodingMark(uuid or f"{code}-{start}", start, end, code, code.title(), code[:2].title(), "", "AN", own)


class Watched(TranscriptView):
    """Remembers which parts of it were asked to be drawn again; None stands for all of it."""

    def __init__(self) -> None:
        self.redrawn: list[Region | None] = []
        super().__init__()

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> "Watched":
        if repaint:
            self.redrawn.extend(regions or [None])
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self


class ReadingApp(App[None]):
    """Shows one transcript in one pane."""

    def __init__(
        self,
        text: TranscriptText,
        marks: Iterable[CodingMark] = (),
        *,
        unit: Unit = Unit.SENTENCE,
        theme: str = "night",
    ) -> None:
        super().__init__()
        self.view = Watched()
        self.text, self.marks, self.unit = text, tuple(marks), unit
        self.told: list[Message] = []
        for own in THEMES:
            self.register_theme(own)
        self.theme = theme

    def compose(self) -> ComposeResult:
        yield self.view

    def on_mount(self) -> None:
        speakers = [Speaker("i", "t", "I", Role.INTERVIEWER), Speaker("r", "t", "R", Role.RESPONDENT)]
        self.view.show(self.text, speakers, self.marks, unit=self.unit)
        self.view.focus()

    def on_transcript_view_passage_chosen(self, message: TranscriptView.PassageChosen) -> None:
        self.told.append(message)

    def on_pointed_transcript_mark_chosen(self, message: TranscriptView.MarkChosen) -> None:
        self.told.append(message)

    @property
    def lit(self) -> str:
        return self.text.text[slice(*self.view._cursor.lit)]

    def lines(self) -> list[str]:
        """What stands in the text column, line by line."""
        columns = self.view._page.columns
        strips = self.view.render_lines(Region(0, 0, *self.view.size))
        return [strip.crop(columns.text_x, columns.text_x + columns.text).text.rstrip() for strip in strips]

    def screen_text(self) -> str:
        return "\n".join(strip.text for strip in self.view.render_lines(Region(0, 0, *self.view.size)))

    def cell_of(self, offset: int) -> tuple[int, int]:
        """Where a character is drawn in the pane."""
        layout = self.view._page.layout
        row, x = layout.place(offset)
        return self.view._page.columns.text_x + x, layout.line_of(row) - self.view.scroll_offset.y


class CapturingDriver(HeadlessDriver):
    """Makes the terminal's bytes, as a terminal would get them, and keeps them."""

    written: list[str] = []  # noqa: RUF012

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        type(self).written.append(data)
