import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.reading import a_mark, a_text
from workbench.core.segments import cut
from workbench.core.transcripts import Role, Speaker, Turn
from workbench.tui.layout.coding_marks import CodingMark
from workbench.tui.layout.columns import Columns, columns
from workbench.tui.layout.page import Page

WORDS = "Eg trur at budsjettet er for lite til det vi skal få til her i kommunen. " * 3
TEXT = a_text(WORDS, "Ja.", WORDS, speakers=("Intervjuar", "Informant 1"))
spans = st.tuples(st.integers(0, len(TEXT.text) - 2), st.integers(1, 200)).map(
    lambda s: (s[0], min(len(TEXT.text), s[0] + s[1]))
)


def lanes_collide(page: Page) -> bool:
    for row in range(page.layout.rows):
        lanes = [page.slot(mark).lane for mark in page.marks_on(row)]
        if len(lanes) != len(set(lanes)):
            return True
    return False


@given(st.lists(spans, max_size=8), st.lists(spans, max_size=4), st.integers(20, 160))
def test_no_two_codings_share_a_lane_on_a_row_at_any_width(
    loaded: list[tuple[int, int]], added: list[tuple[int, int]], width: int
) -> None:
    page = Page(TEXT, (), [a_mark(*span, uuid=f"l{i}") for i, span in enumerate(loaded)], 90)
    assert not lanes_collide(page)
    for i, span in enumerate(added):
        page.add(a_mark(*span, uuid=f"a{i}"))
    assert not lanes_collide(page)
    page.rewrap(width)
    assert not lanes_collide(page)


def test_a_coding_stays_in_its_lane_when_another_is_added_or_taken_away() -> None:
    page = Page(TEXT, (), [a_mark(0, 50, uuid="a"), a_mark(10, 20, uuid="b")], 90)
    before = {uuid: page.slot(page.index.query(12, 13)[i]).lane for i, uuid in enumerate("ab")}
    rows = page.add(a_mark(5, 30, uuid="c"))

    assert rows == range(1)
    assert [page.slot(mark).lane for mark in page.index.query(12, 13)] == [before["a"], 2, before["b"]]
    assert page.remove("a") == range(1)
    assert page.add(a_mark(0, 9, uuid="d")) == range(1)
    assert page.slot(page.index.query(0, 1)[0]).lane == before["a"]
    assert page.remove("nobody") == range(0)


ACTS = st.lists(
    st.tuples(st.sampled_from(["add", "remove", "undo", "reload", "others", "move"]), st.integers(0, 11), spans),
    max_size=14,
)


@given(st.lists(st.tuples(spans, st.booleans()), max_size=8), ACTS, st.sampled_from([60, 80, 130]), st.booleans())
def test_no_lane_in_sight_changes_while_the_transcript_is_open(
    loaded: list[tuple[tuple[int, int], bool]],
    acts: list[tuple[str, int, tuple[int, int]]],
    width: int,
    compared: bool,
) -> None:
    there = {f"m{i}": a_mark(*span, uuid=f"m{i}", own=own) for i, (span, own) in enumerate(loaded)}
    gone: dict[str, CodingMark] = {}
    page = Page(TEXT, (), there.values(), width)
    page.compare(compared=compared)
    shown = True

    def lanes() -> dict[str, int]:
        seen = [(mark, page.slot(mark).lane) for mark in page.index]
        return {mark.uuid: lane for mark, lane in seen if lane < len(page.columns.lanes_of(own=mark.own))}

    for act, which, span in acts:
        before, uuid = lanes(), f"m{which}"
        if act == "add" and uuid not in there:
            there[uuid] = a_mark(*span, uuid=uuid)
            page.add(there[uuid])
        elif act == "remove" and uuid in there and there[uuid].own:
            gone[uuid] = there.pop(uuid)
            page.remove(uuid)
        elif act == "undo" and uuid in gone and uuid not in there:
            there[uuid] = gone.pop(uuid)
            page.add(there[uuid])
        elif act == "move" and uuid in there and there[uuid].own:
            there[uuid] = a_mark(*span, uuid=uuid)
            page.add(there[uuid])
            before.pop(uuid, None)
        elif act in {"reload", "others"}:
            shown = shown if act == "reload" else not shown
            page.set_marks([mark for mark in there.values() if mark.own or shown])
        after = lanes()
        assert not lanes_collide(page) or compared
        assert {uuid: after[uuid] for uuid in before if uuid in after} == {u: before[u] for u in before if u in after}
        still = {uuid for uuid in before if uuid in page.index}
        assert still <= set(after)


def test_a_coding_that_moves_tells_of_its_old_rows_and_its_new_ones() -> None:
    page = Page(TEXT, (), [a_mark(0, 5, uuid="a")], 60)
    last = page.layout.rows - 1

    assert page.add(a_mark(len(TEXT.text) - 4, len(TEXT.text), uuid="a")) == range(0, last + 1)


def test_the_heading_says_number_speaker_time_and_role() -> None:
    page = Page(TEXT, [Speaker("i", "t", "Intervjuar", Role.INTERVIEWER)], (), 90)

    assert page.heading(0) == ("1", "Intervjuar", "", Role.INTERVIEWER)
    assert page.heading(1) == ("2", "Informant 1", "", Role.OTHER)


@pytest.mark.parametrize(
    ("time_ms", "shown"),
    [
        (None, ""),
        (0, "0:00"),
        (187_900, "3:07"),
        (3_765_000, "1:02:45"),
        (360_000_000, "100:00:00"),
    ],
)
def test_the_time_of_a_turn_is_shown_as_short_as_it_can_be_read(time_ms: int | None, shown: str) -> None:
    text = cut("Ja.", [Turn(0, 3, "I", time_ms, "[00:03:07.900]")])
    page = Page(text, (), (), 90)

    assert page.heading(0).time == shown
    assert page.columns.speaker >= min(len(shown), 11)


def test_reviewed_rows_and_hits_are_found_by_row() -> None:
    page = Page(TEXT, (), (), 60)
    second = page.layout.span(1)
    page.set_reviewed([(second.start + 2, second.end), (0, 3), (0, 5)])
    page.set_hits([(1, 4), (second.start, second.start + 2)])

    assert [page.begins_reviewed(row) for row in range(3)] == [True, True, False]
    assert page.hits_in(page.layout.span(0)) == [(1, 4)]
    assert page.hits_in(second) == [(second.start, second.start + 2)]


@given(st.integers(1, 300), st.integers(0, 5000), st.integers(0, 40))
def test_the_columns_fill_the_pane_and_leave_its_last_cell(width: int, turns: int, longest: int) -> None:
    given_columns = columns(width, turns, longest)

    assert given_columns.text >= 1
    if width >= 24:
        used = given_columns.text_x + given_columns.text + (given_columns.labels and given_columns.labels + 2)
        assert used <= width - 1
        assert given_columns.text >= min(40, width - 12)
    assert given_columns.labels == 0 or given_columns.labels >= 16


def test_at_eighty_cells_the_text_has_at_least_55_beside_number_and_speaker() -> None:
    wide: Columns = columns(80, 120, cell_len("Intervjuar"))

    assert (wide.heading, wide.number, wide.speaker) == (False, 3, 10)
    assert wide.text >= 55
    assert columns(54, 120, 10).heading
