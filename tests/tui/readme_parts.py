"""The parts of README that the program itself writes: the table of keys, and the picture of the reading screen.

``python -m tests.tui.readme_parts`` writes both anew.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from pathlib import Path
from unittest.mock import patch

from tests.tui.waiting import piloted, until
from workbench.services import example
from workbench.tui.app import WorkbenchApp
from workbench.tui.keys import SCREENS, Key

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
PICTURE = ROOT / "docs" / "reading-screen.svg"
TRANSCRIPT = "Lillehammer_2012_intervju-01"
_KEYS_TO_PRESS = ["g", "t", *["down"] * 17, "s", *["down"] * 9]
"""To a sentence with two codes, the other coder's lanes beside."""

_KEYS = re.compile(r"(?<=<!-- keys -->\n).*?(?=<!-- /keys -->)", re.DOTALL)
_FONTS = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


def key_table() -> str:
    """Return the keys of the reading screen by topic, then those of the other screens, in Markdown."""
    rows = ["| | key | what it does |", "|---|---|---|"]
    for name, keys in SCREENS.items():
        before = ""
        for key in keys:
            topic = name or str(key.topic)
            rows.append(f"| {topic if topic != before else ''} | {_written(key)} | {key.tooltip} |")
            before = topic
    return "\n".join(rows) + "\n"


def _written(key: Key) -> str:
    return (
        " ".join(f"`{part.strip()}`" for part in key.written.split(",")) if "," in key.written else f"`{key.written}`"
    )


def with_keys(readme: str) -> str:
    """Return README with the table of keys as it is now."""
    return _KEYS.sub(lambda _: key_table(), readme)


async def picture(study: Path) -> str:
    """Return the reading screen with the example study as SVG, in full colour; it loads no font from anywhere."""
    with patch.multiple("textual.constants", COLOR_SYSTEM="truecolor"), patch.dict(os.environ):
        os.environ.pop("NO_COLOR", None)
        return await _drawn(study)


async def _drawn(study: Path) -> str:
    app = WorkbenchApp(study, coder=example.CODER, transcript=TRANSCRIPT)
    async with piloted(app, size=(120, 40)) as pilot:
        await until(pilot, lambda: app.screen.query("TranscriptView"), "the transcript is open")
        await pilot.press(*_KEYS_TO_PRESS)
        for key in ("up", "down"):  # the card comes once the cursor rests, and keeps to what it showed before
            await pilot.pause()
            await pilot.press(key)
        await pilot.pause()
        return re.sub(r"terminal-\d+-", "terminal-", _FONTS.sub("", app.export_screenshot(title="workbench")))


def colours_in(svg: str) -> set[str]:
    """Return the colours of a picture."""
    return set(re.findall(r"#[0-9a-f]{6}", svg))


def words_in(svg: str) -> set[str]:
    """Return the words that a picture shows."""
    shown = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))
    return set(re.findall(r"\w{4,}", shown.replace("&#160;", " ")))


def main() -> None:
    """Write README's table and picture."""
    README.write_text(with_keys(README.read_text(encoding="utf-8")), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WORKBENCH_STATE_DIR"] = str(Path(folder) / "state")
        PICTURE.write_text(asyncio.run(picture(example.build(Path(folder) / "study"))), encoding="utf-8")


if __name__ == "__main__":
    main()
