import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from workbench.tui.layout.coding_marks import CodingMark
from workbench.tui.layout.colours import (
    PALETTE,
    RGB,
    SIGN_CONTRAST,
    TEXT_CONTRAST,
    contrast,
    luminance,
    readable,
    rgb,
    tint,
)
from workbench.tui.themes import THEMES
from workbench.tui.widgets.passage_styles import Inks, Look, PassageStyles

colours = st.tuples(*[st.integers(0, 255)] * 3)
ALL_THEMES = [theme for theme in (*BUILTIN_THEMES.values(), *THEMES) if not theme.name.startswith("ansi")]


def inks_of(theme: Theme) -> Inks:
    variables = theme.to_color_system().generate() | theme.variables
    ground = Color.parse(variables["background"])

    def over(name: str) -> RGB:
        return (ground + Color.parse(variables[name])).rgb

    return Inks(ground.rgb, over("foreground"), over("primary"), over("warning"))


def drawn(styles: PassageStyles, look: Look) -> float:
    style = styles.text(look)
    assert style.color is not None
    assert style.bgcolor is not None
    return contrast(tuple(style.color.get_truecolor()), tuple(style.bgcolor.get_truecolor()))  # type: ignore[arg-type]


def is_light_on_dark(styles: PassageStyles, look: Look) -> bool:
    style = styles.text(look)
    assert style.color is not None
    assert style.bgcolor is not None
    return luminance(tuple(style.color.get_truecolor())) > luminance(tuple(style.bgcolor.get_truecolor()))


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@given(colours, colours)
def test_readable_always_reaches_its_contrast(colour: RGB, ground: RGB) -> None:
    assert contrast(readable(colour, ground), ground) >= TEXT_CONTRAST


@given(colours, colours, colours, st.floats(0, 1))
def test_a_tint_leaves_room_for_ink_of_the_same_kind(colour: RGB, ground: RGB, ink: RGB, share: float) -> None:
    tinted = tint(colour, ground, ink, share)

    assert tinted == ground or contrast(readable(ink, tinted), tinted) >= TEXT_CONTRAST


@pytest.mark.parametrize("theme", ALL_THEMES, ids=lambda theme: theme.name)
def test_text_can_be_read_on_every_tint_of_every_theme(theme: Theme) -> None:
    inks = inks_of(theme)
    styles = PassageStyles(inks)
    light_ink = luminance(inks.ink) > luminance(inks.ground)
    for code in (None, *map(rgb, PALETTE), (255, 255, 255), (0, 0, 0), (128, 128, 128)):
        for codings in (1, 2):
            for lit, small, selected in ((0, 0, 0), (1, 0, 0), (1, 1, 0), (1, 0, 1)):
                for quiet in (False, True):
                    look = Look(code, codings if code else 0, True, quiet, bool(lit), bool(small), bool(selected))
                    assert drawn(styles, look) >= TEXT_CONTRAST
                    assert is_light_on_dark(styles, look) == light_ink
                    assert drawn(styles, look._replace(hit=True, own=False)) >= TEXT_CONTRAST


@pytest.mark.parametrize("theme", ALL_THEMES, ids=lambda theme: theme.name)
def test_brackets_and_margin_can_be_seen_in_every_theme(theme: Theme) -> None:
    inks = inks_of(theme)
    styles = PassageStyles(inks)
    for colour in (*PALETTE, "#ffffff", "#000000", "#101010", "#f4f4f4"):
        mark = CodingMark("u", 0, 1, "k", "K", "K", colour)
        for letter, least in ((False, SIGN_CONTRAST), (True, TEXT_CONTRAST)):
            style = styles.sign(mark, letter=letter)
            assert style.color is not None
            assert contrast(tuple(style.color.get_truecolor()), inks.ground) >= least  # type: ignore[arg-type]
    for style in (styles.number, styles.speaker, styles.quiet_speaker):
        assert style.color is not None
        assert contrast(tuple(style.color.get_truecolor()), inks.ground) >= TEXT_CONTRAST  # type: ignore[arg-type]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_palette_gives_as_many_tints_as_it_has_colours(theme: Theme) -> None:
    styles = PassageStyles(inks_of(theme))
    for codings in (1, 2):
        assert len({styles.text(Look(rgb(colour), codings)).bgcolor for colour in PALETTE}) == len(PALETTE)


def test_without_colours_everything_is_told_by_attributes() -> None:
    styles = PassageStyles(inks_of(THEMES[0]), colours=False)
    plain = styles.text(Look())
    coded = styles.text(Look(rgb(PALETTE[0]), 1))
    lit = styles.text(Look(lit=True))
    selected = styles.text(Look(lit=True, selected=True))
    word = styles.text(Look(lit=True, small=True))

    assert plain.color is plain.bgcolor is coded.color is None
    assert len({str(style) for style in (plain, coded, lit, selected)}) == 4
    assert coded.underline
    assert selected.reverse
    assert word.reverse


def test_a_code_without_a_colour_gets_the_same_one_every_time() -> None:
    assert rgb("", "budsjett") == rgb("nonsense", "budsjett")
    assert rgb("#0072b2", "budsjett") == (0, 0x72, 0xB2)
    assert len({rgb("", f"kode-{i}") for i in range(60)}) == len(PALETTE)
