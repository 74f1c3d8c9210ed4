"""README shows what the program has: its keys, its commands, and a true picture of it."""

from __future__ import annotations

from pathlib import Path

from tests.tui import readme_parts


def test_the_table_of_keys_is_the_programs_own() -> None:
    readme = readme_parts.README.read_text(encoding="utf-8")
    assert readme_parts.with_keys(readme) == readme


async def test_the_picture_shows_what_the_program_draws(example_study: Path) -> None:
    drawn = await readme_parts.picture(example_study)
    shown = readme_parts.PICTURE.read_text(encoding="utf-8")
    assert readme_parts.words_in(shown) == readme_parts.words_in(drawn)
    assert readme_parts.colours_in(shown) == readme_parts.colours_in(drawn)
    assert {"livredd", "Allocation", "allowance", "anna", "bjorn"} <= readme_parts.words_in(shown)


def test_the_picture_loads_nothing_from_elsewhere() -> None:
    svg = readme_parts.PICTURE.read_text(encoding="utf-8")
    assert "url(http" not in svg
    assert "@font-face" not in svg
