from hypothesis import given
from hypothesis import strategies as st

from workbench.tui.layout.coding_marks import CodingIndex, CodingMark
from workbench.tui.layout.lanes import assign, lowest_free

spans = st.tuples(st.integers(0, 3000), st.integers(1, 1500)).map(lambda s: (s[0], s[0] + s[1]))


def mark(uuid: str, start: int, end: int) -> CodingMark:
    return CodingMark(uuid, start, end, "budsjett", "Budsjett", "B")


@given(st.lists(spans, max_size=20), spans, st.data())
def test_a_query_finds_what_overlaps_also_after_removing(
    given_spans: list[tuple[int, int]], asked: tuple[int, int], data: st.DataObject
) -> None:
    marks = [mark(str(i), *span) for i, span in enumerate(given_spans)]
    index = CodingIndex(marks)
    gone = data.draw(st.sets(st.sampled_from([m.uuid for m in marks]))) if marks else set()
    for uuid in gone:
        index.remove(uuid)

    found = index.query(*asked)

    assert {m.uuid for m in found} == {
        m.uuid for m in marks if m.uuid not in gone and m.start < asked[1] and m.end > asked[0]
    }
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert len(index) == len(marks) - len(gone)


def test_a_coding_put_in_again_moves_to_its_new_place() -> None:
    index = CodingIndex([mark("a", 0, 10)])
    index.add(mark("a", 2000, 2010))

    assert index.query(0, 100) == []
    assert index.query(2005, 2006) == [mark("a", 2000, 2010)]
    assert index.remove("b") is None


@given(st.lists(spans, max_size=25))
def test_overlapping_codings_never_share_a_lane_and_no_lane_is_wasted(intervals: list[tuple[int, int]]) -> None:
    lanes = assign(intervals)

    for i, (start, end) in enumerate(intervals):
        for j in range(i):
            if start < intervals[j][1] and intervals[j][0] < end:
                assert lanes[i] != lanes[j]
    depth = max((sum(a <= at < b for a, b in intervals) for at, _ in intervals), default=0)
    assert max(lanes, default=-1) == depth - 1


def test_the_longer_of_two_codings_that_begin_together_stands_outside() -> None:
    assert assign([(0, 5), (0, 50), (6, 9)]) == [1, 0, 1]


def test_a_new_coding_takes_the_lowest_lane_that_is_free() -> None:
    assert lowest_free([0, 1, 3]) == 2
    assert lowest_free([]) == 0
