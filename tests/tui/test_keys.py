from textual.binding import Binding

from workbench.tui.keys import ALL, Place, bindings
from workbench.tui.widgets.transcript_view import TranscriptView

NEVER = {"ctrl+enter", "shift+enter", "alt+enter", "ctrl+i", "ctrl+m", "ctrl+h", "ctrl+space", "ctrl+slash"}
ALT_GR = {
    "left_square_bracket",
    "right_square_bracket",
    "at",
    "backslash",
    "vertical_line",
    "tilde",
    "slash",
    "dollar_sign",
}


def single(place: Place) -> list[Binding]:
    return list(Binding.make_bindings(bindings(place)))


def test_no_key_is_one_that_terminals_swallow_or_that_needs_alt_gr() -> None:
    keys = {binding.key for place in Place for binding in single(place)}

    assert not keys & (NEVER | ALT_GR)
    assert not any("ctrl+shift" in key and key.split("+")[-1] not in {"left", "right", "up", "down"} for key in keys)


def test_no_key_does_two_things_but_escape_which_backs_out() -> None:
    reading = [binding.key for place in (Place.PANE, Place.SCREEN, Place.WAY, Place.APP) for binding in single(place)]
    assert sorted({key for key in reading if reading.count(key) > 1}) == ["escape"]

    for place in set(Place) - {Place.PANE, Place.SCREEN, Place.WAY, Place.APP}:
        ways = () if place is Place.IMPORT else (Place.WAY,)
        keys = [binding.key for part in (place, *ways, Place.APP) for binding in single(part)]
        assert len(keys) == len(set(keys)), place


def test_every_key_has_an_id_of_its_own_a_label_and_a_tooltip() -> None:
    ids = [binding.id for place in Place for binding in bindings(place)]

    assert len(ids) == len(set(ids))
    assert all(key.label and key.tooltip and key.written for key in ALL)


def test_the_pane_has_an_action_for_every_key_of_its_own() -> None:
    for binding in bindings(Place.PANE):
        name = binding.action.split("(")[0]
        assert hasattr(TranscriptView, f"action_{name}"), name


def test_each_digit_knows_itself() -> None:
    assert [b.action for b in bindings(Place.SCREEN) if b.id and b.id.startswith("code.pinned")] == [
        f"pinned({digit})" for digit in "1234567890"
    ]
