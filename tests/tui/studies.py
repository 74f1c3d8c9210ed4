"""The true app on a true project, and what its tests want to know of it."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from textual.pilot import Pilot
from textual.widget import Widget

from tests.tui.waiting import piloted, until
from workbench.core.codings import Coding
from workbench.services import project, transcripts
from workbench.services.codebooks import codebook
from workbench.services.history import history
from workbench.services.imports import importing
from workbench.services.project import OpenProject
from workbench.tui.app import WorkbenchApp
from workbench.tui.screens.reading.screen import ReadingScreen

NASTY = ("[b]fet[/b]", "[/]", "[@click=app.quit]kom[/]", "[pause]", "[red")


def a_nasty_study(folder: Path) -> Path:
    """Start a project in which every name looks like markup, or hides something."""
    rows = ["id,name_en,definition_en,shortcut"]
    rows += [f'c{i},"{name}","{name} means \x1b[2J {name}",{"abcde"[i]}' for i, name in enumerate(NASTY)]
    book = folder / "nasty.csv"
    book.write_text("\n".join(rows) + "\n", encoding="utf-8")
    file = folder / "[b]Moss[b] [red] 2011.txt"
    file.write_text("[b]I[/b]: Kva [/] no?\n[/]: Det [pause] gjekk [@click=app.quit]bra[/].\n" * 3, encoding="utf-8")
    with project.create(folder / "nasty", coder="[red]anna") as study:
        codebook.import_codebook(study, book)
        for outcome in importing.import_files(study, importing.plan([file])):
            if outcome.error is not None:
                raise outcome.error
        return study.path


def a_study(folder: Path, said: str, *, name: str = "Moss_2011_intervju", coder: str = "anna") -> Path:
    """Start a project with one interview and the shipped codebook."""
    file = folder / f"{name}.txt"
    file.write_text(said, encoding="utf-8")
    with project.create(folder / "study", coder=coder) as study:
        codebook.import_codebook(study, codebook.locate("boligsosialt-utviklingsprogram"))
        for outcome in importing.import_files(study, importing.plan([file], pattern="{municipality}_{year}_*")):
            if outcome.error is not None:
                raise outcome.error
        return study.path


SAID = """\
I: Korleis gjekk det med budsjettet?
R: Vi fekk meir pengar i 2011. Det gjekk til startlån. Så vart det stilt.
I: Og samarbeidet?
R: Det var vanskeleg. Ingen ville møtast. Til slutt gjekk det likevel.
"""


@asynccontextmanager
async def running(
    path: Path | None, *, coder: str | None = "anna", size: tuple[int, int] = (100, 30), read_only: bool = False
) -> AsyncIterator[tuple[WorkbenchApp, Pilot[None]]]:
    """Run the app until its project is open."""
    app = WorkbenchApp(path, coder=coder, read_only=read_only)
    async with piloted(app, size=size, notifications=True) as pilot:
        await until(pilot, lambda: path is None or app.desk is not None, "the project is open")
        yield app, pilot


@asynccontextmanager
async def reading(
    path: Path, *, coder: str = "anna", size: tuple[int, int] = (100, 30)
) -> AsyncIterator[tuple[WorkbenchApp, Pilot[None], ReadingScreen]]:
    """Run the app and open the lit transcript."""
    async with running(path, coder=coder, size=size) as (app, pilot):
        await pilot.press("enter")
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        assert screen.view.has_focus
        yield app, pilot, screen


@contextmanager
def looking(path: Path, coder: str = "anna") -> Iterator[OpenProject]:
    """Open the project beside the app, as another process would."""
    with project.opened(path, coder=coder) as opened:
        yield opened


def stored(path: Path, coder: str = "anna") -> list[tuple[str, str, str]]:
    """Every coding in the file, in text order: key of the code, its words, certainty."""
    found: list[tuple[int, int, str, str, str]] = []
    with looking(path, coder) as opened:
        tree = codebook.tree(opened)
        for summary in transcripts.summaries(opened):
            read = transcripts.open_transcript(opened, summary.transcript.uuid)
            for coded in read.codings:
                words = read.text.text[coded.start : coded.end]
                found.append((coded.start, coded.end, tree.by_uuid[coded.code].key, words, str(coded.certainty)))
    return [(key, words, certainty) for _, _, key, words, certainty in sorted(found)]


def drawn(screen: ReadingScreen) -> list[tuple[str, int, int]]:
    """Every coding that the pane draws: key, start, end."""
    return sorted((mark.key, mark.start, mark.end) for mark in screen.view.marks_in((0, 10**7)))


def mine(screen: ReadingScreen) -> Sequence[Coding]:
    return [coded for coded in screen.codings.values() if coded.coder == screen.desk.me]


def lit(screen: ReadingScreen) -> str:
    span = screen.view.selection
    return screen.opened.text.text[slice(*span)] if span else ""


def acts(path: Path) -> int:
    """How many events the file has."""
    with looking(path) as opened:
        return len(history.history(opened, limit=10_000))


def words_of(widget: Widget) -> str:
    """What a widget shows, as plain text."""
    return "\n".join(strip.text.rstrip() for strip in widget.screen._compositor.render_strips())
