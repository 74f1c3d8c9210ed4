"""What the screens look like: words and the runs of style under them, kept as text beside this file.

``WORKBENCH_PICTURES=new`` takes the pictures anew; look at the difference before you commit it.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from rich.segment import Segment

from tests.tui.studies import SAID, a_study, running
from workbench.tui.app import WorkbenchApp

PICTURES = Path(__file__).with_name("pictures")
WAYS = {"home": [], "reading": ["enter", "k", "b", "down", "k", "b"], "matrix": ["enter", "k", "b", "v"]}


def picture(app: WorkbenchApp) -> str:
    """Every row of the screen, and below it one letter a cell for its style; the letters are explained at the end.

    A row that is empty and of one style stands alone.
    """
    letters: dict[str, str] = {}
    rows: list[str] = []
    for strip in app.screen._compositor.render_strips():
        said, styles = strip.text.rstrip(), "".join(marks(strip, letters))
        rows += [said] if len(set(styles)) == 1 and not said else [said, styles]
    legend = [f"{letter}  {style}" for style, letter in letters.items()]
    return "\n".join([*(row.rstrip() for row in rows), "", *legend, ""])


def marks(strip: Iterable[Segment], letters: dict[str, str]) -> Iterable[str]:
    for segment in strip:
        style = segment.style
        if style is None:
            yield " " * segment.cell_length
            continue
        shown = [name for name in ("bold", "italic", "underline", "reverse", "dim") if getattr(style, name)]
        colours = [colour.get_truecolor().hex for colour in (style.color, style.bgcolor) if colour is not None]
        name = " ".join([*colours, *shown])
        if name not in letters:
            letters[name] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"[len(letters)]
        yield letters[name] * segment.cell_length


@pytest.mark.parametrize(("theme", "size"), [("night", (80, 24)), ("paper", (120, 40))])
@pytest.mark.parametrize("screen", WAYS)
async def test_the_screen_looks_as_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, screen: str, theme: str, size: tuple[int, int]
) -> None:
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    async with running(a_study(tmp_path, SAID), size=size) as (app, pilot):
        app.theme = theme
        for key in WAYS[screen]:
            await pilot.press(key)
            await pilot.pause()
        await pilot.pause()
        app.clear_notifications()
        await pilot.pause()
        seen = picture(app)
    kept = PICTURES / f"{screen}-{size[0]}x{size[1]}-{theme}.txt"
    if os.environ.get("WORKBENCH_PICTURES") == "new":
        kept.write_text(seen, encoding="utf-8")
    assert seen.splitlines() == kept.read_text(encoding="utf-8").splitlines(), "WORKBENCH_PICTURES=new takes them anew"
