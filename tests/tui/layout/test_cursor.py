import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.graphemes import is_boundary
from workbench.core.passages import Span, trim
from workbench.core.segments import Unit, cut
from workbench.core.transcripts import Turn
from workbench.tui.layout.cursor import CURSOR_UNITS, Cursor
from workbench.tui.layout.wrapping import regions

FIRST = "Vi fekk startlån i 2011. Det var f.eks. dyrt!"
SECOND = "Ja."
THIRD = "Nei, ikkje no. Seinare?"


def a_cursor(*turns: str, unit: Unit = Unit.SENTENCE) -> Cursor:
    text, made, at = "\n".join(turns), [], 0
    for turn in turns:
        made.append(Turn(at, at + len(turn), "I"))
        at += len(turn) + 1
    return Cursor(cut(text, made), regions(text, made), unit)


def words(cursor: Cursor) -> str:
    return cursor._text.text[slice(*cursor.lit)]


def test_moving_goes_from_sentence_to_sentence_through_the_turns_and_stops_at_the_ends() -> None:
    cursor = a_cursor(FIRST, SECOND, THIRD)
    seen = [words(cursor)]
    for _ in range(6):
        cursor.move(1)
        seen.append(words(cursor))

    assert seen[:5] == ["Vi fekk startlån i 2011.", "Det var f.eks. dyrt!", "Ja.", "Nei, ikkje no.", "Seinare?"]
    assert seen[5:] == ["Seinare?", "Seinare?"]
    cursor.move(-1)
    cursor.move(-1)
    assert words(cursor) == "Ja."


def test_the_unit_can_be_changed_at_the_same_place() -> None:
    cursor = a_cursor(FIRST, SECOND)
    cursor.move(1)

    cursor.set_unit(Unit.WORD)
    assert words(cursor) == "Det"
    cursor.set_unit(Unit.CHARACTER)
    assert words(cursor) == "D"
    cursor.set_unit(Unit.TURN)
    assert words(cursor) == FIRST


def test_extending_takes_in_whole_units_and_gives_them_back() -> None:
    cursor = a_cursor(FIRST, SECOND, unit=Unit.WORD)
    cursor.move(1)
    cursor.extend(1)
    cursor.extend(1)
    assert words(cursor) == "fekk startlån i"

    cursor.extend(-1)
    assert words(cursor) == "fekk startlån"
    for _ in range(2):
        cursor.extend(-1)
    assert words(cursor) == "Vi fekk"


def test_an_exact_selection_begins_with_the_unit_and_moves_its_end() -> None:
    cursor = a_cursor(FIRST, SECOND)
    cursor.move_edge(-1)
    assert words(cursor) == "Vi fekk startlån i 2011"
    cursor.move_edge(-1, Unit.WORD)
    assert words(cursor) == "Vi fekk startlån i "
    assert cursor.passage == Span(0, len("Vi fekk startlån i"))

    cursor.move(1)
    assert cursor.selection is None
    assert words(cursor) == "Det var f.eks. dyrt!"


def test_a_passage_holds_no_white_space_at_its_ends_and_none_is_made_of_white_space_alone() -> None:
    cursor = a_cursor(FIRST, SECOND)
    cursor.select(len(FIRST), len(FIRST) + 1)
    assert cursor.passage is None

    cursor.select(len(FIRST) + 2, len(FIRST) - 5)
    assert cursor.lit == Span(len(FIRST) - 5, len(FIRST) + 2)


def test_a_decomposed_letter_is_one_step_and_never_cut_by_a_selection() -> None:
    cursor = a_cursor("a\u030ar og år", unit=Unit.CHARACTER)
    assert cursor.span == Span(0, 2)
    cursor.move(1)
    assert cursor.span == Span(2, 3)

    cursor.select(1, 2)
    assert cursor.lit == Span(0, 2)


def test_word_steps_stop_at_a_turn_without_words() -> None:
    cursor = a_cursor("Ja", "…", "Nei", unit=Unit.WORD)
    cursor.move(1)
    assert words(cursor) == "…"
    cursor.move(1)
    assert words(cursor) == "Nei"
    cursor.move(-1)
    assert words(cursor) == "…"


@pytest.mark.parametrize("unit", CURSOR_UNITS)
def test_nothing_can_be_stood_on_in_an_empty_transcript(unit: Unit) -> None:
    cursor = a_cursor(unit=unit)
    cursor.move(1)
    cursor.extend(1)
    cursor.move_edge(1)

    assert cursor.lit == Span(0, 0)
    assert cursor.passage is None


parts = st.lists(st.text(alphabet="ab åa\u030a. 👍\U0001f3fd?!,\t", max_size=12), min_size=1, max_size=5)


@given(parts, st.sampled_from(CURSOR_UNITS))
def test_moving_on_and_back_passes_every_turn_and_always_ends(turns: list[str], unit: Unit) -> None:
    cursor = a_cursor(*turns, unit=unit)
    length = len("\n".join(turns))
    passed = {cursor.unit_at(cursor.point, Unit.TURN)}
    for _ in range(length + len(turns)):
        before = cursor.point
        cursor.move(1)
        assert cursor.point >= before
        passed.add(cursor.unit_at(cursor.point, Unit.TURN))
    assert len(passed) == len(turns)
    for _ in range(length + len(turns)):
        cursor.move(-1)
    assert cursor.unit_at(cursor.point, Unit.TURN).start == 0


@given(
    parts,
    st.sampled_from(CURSOR_UNITS),
    st.lists(st.tuples(st.sampled_from("mesw"), st.sampled_from([1, -1])), max_size=12),
)
def test_what_is_lit_never_cuts_a_character(turns: list[str], unit: Unit, steps: list[tuple[str, int]]) -> None:
    cursor = a_cursor(*turns, unit=unit)
    text = "\n".join(turns)
    for act, step in steps:
        if act == "m":
            cursor.move(step)
        elif act == "e":
            cursor.extend(step)
        else:
            cursor.move_edge(step, Unit.CHARACTER if act == "s" else Unit.WORD)
        start, end = cursor.lit
        assert 0 <= start <= end <= len(text)
        assert is_boundary(text, start)
        assert is_boundary(text, end)


def test_the_edges_of_a_passage_move_over_white_space_and_never_past_each_other() -> None:
    cursor = a_cursor(FIRST, SECOND)
    text = cursor._text.text

    def moved(span: Span, unit: Unit, *steps: int, start: bool) -> str:
        for step in steps:
            span = cursor.edge_moved(span, unit, step, start=start)
        return text[slice(*span)]

    fekk = Span(3, 7)
    assert moved(fekk, Unit.WORD, 1, start=False) == "fekk startlån"
    assert moved(fekk, Unit.WORD, 1, -1, start=False) == "fekk"
    assert moved(fekk, Unit.WORD, -1, start=False) == "fekk"
    assert moved(fekk, Unit.WORD, -1, start=True) == "Vi fekk"
    assert moved(fekk, Unit.CHARACTER, -1, -1, -1, start=True) == "Vi fekk"
    assert moved(fekk, Unit.CHARACTER, *[1] * 9, start=True) == "k"
    assert moved(fekk, Unit.CHARACTER, 1, start=False) == "fekk s"
    assert moved(fekk, Unit.CHARACTER, 1, -1, start=False) == "fekk"
    assert moved(Span(41, 45), Unit.WORD, 1, start=False) == "yrt!\nJa"


@given(
    parts, st.lists(st.tuples(st.sampled_from([Unit.WORD, Unit.CHARACTER]), st.sampled_from([1, -1]), st.booleans()))
)
def test_a_passage_whose_edges_move_always_holds_whole_words(
    turns: list[str], steps: list[tuple[Unit, int, bool]]
) -> None:
    cursor = a_cursor(*turns)
    text = "\n".join(turns)
    if not text.strip():
        return
    span = trim(text, Span(0, len(text)))
    for unit, step, start in steps:
        moved = cursor.edge_moved(span, unit, step, start=start)
        assert trim(text, moved) == moved
        assert moved.end == span.end if start else moved.start == span.start
        span = moved
