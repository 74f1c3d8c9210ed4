"""WebVTT and SubRip: cues, voices, times, and files that break the rules."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.speakers.papers import ink, ink_by_category
from workbench.core.drafts import Choices
from workbench.core.errors import MalformedFile
from workbench.exchange.paragraphs import ReadFile
from workbench.exchange.speakers import Turned, take_turns
from workbench.exchange.subtitles import milliseconds, read_srt, read_vtt

WHISPER = [("So we begin", 0, 1_480), ("with the list.", 1_480, 62_000), ("And stop.", 3_661_250, 3_662_000)]


def vtt(text: str) -> ReadFile:
    file = read_vtt(text.encode(), "a.vtt", Choices())
    assert ink_by_category(file.paragraphs) == {c: n for c, n in file.in_file.items() if n}
    return file


def turns(file: ReadFile) -> Turned:
    return take_turns(file.paragraphs, Choices())


def said(file: ReadFile) -> list[tuple[str, int | None, str]]:
    turned = turns(file)
    return [(turn.speaker, turn.time_ms, turned.text[turn.start : turn.end]) for turn in turned.turns]


def clock(ms: int, mark: str, hours: bool) -> str:
    minutes, rest = divmod(ms, 60_000)
    head = f"{minutes // 60:02}:{minutes % 60:02}" if hours else f"{minutes:02}"
    return f"{head}:{rest // 1000:02}{mark}{rest % 1000:03}"


def test_the_same_cues_without_hours_in_vtt_and_with_them_in_srt_give_the_same_turns() -> None:
    as_vtt = "WEBVTT\n\n" + "\n\n".join(
        f"{clock(start, '.', start >= 3_600_000)} --> {clock(end, '.', end >= 3_600_000)}\n{text}"
        for text, start, end in WHISPER
    )
    as_srt = "\n\n".join(
        f"{n}\n{clock(start, ',', True)} --> {clock(end, ',', True)}\n{text}"
        for n, (text, start, end) in enumerate(WHISPER, 1)
    )
    expected = [("", start, text) for text, start, _ in WHISPER]
    assert said(vtt(as_vtt)) == said(read_srt(as_srt.encode(), "a.srt", Choices())) == expected


def test_notes_styles_regions_settings_and_identifiers_are_not_text() -> None:
    file = vtt(
        "WEBVTT - a title\nKind: captions\n\nNOTE\nmade by hand\nin two lines\n\nSTYLE\n::cue { color: red }\n\n"
        "REGION\nid:fred\n\nfirst-cue\n00:01.000 --> 00:02.000 align:start position:10%\nHello\n\n"
        "2\n00:03.000 --> 00:04.000\nagain\n"
    )
    assert said(file) == [("", 1000, "Hello"), ("", 3000, "again")]
    assert [(notice.kind, notice.count) for notice in file.notices] == [("notes-skipped", 1)]


def test_voices_give_the_speakers_and_tags_are_no_text() -> None:
    file = vtt(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Alice>Hello, <i>you</i> &amp; me.</v>\n<v.loud Bob Ek>Hi!</v>\n\n"
        "00:03.000 --> 00:04.000\n<v Bob Ek>So <00:03.500>then.\n\n00:05.000 --> 00:06.000\n<v Alice>Yes.\n"
    )
    assert said(file) == [
        ("Alice", 1000, "Hello, you & me."),
        ("Bob Ek", 1000, "Hi!\nSo then."),
        ("Alice", 5000, "Yes."),
    ]


def test_names_before_a_colon_and_cues_that_go_on() -> None:
    file = vtt(
        "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nMaria Lund (ML): Shall we?\n\n2\n00:03.000 --> 00:04.000\n"
        "Per Dahl (PD): Yes.\n\n3\n00:05.000 --> 00:06.000\nI have an hour.\n\n4\n00:07.000 --> 00:08.000\n"
        "Maria Lund (ML): Good.\n"
    )
    assert said(file) == [
        ("Maria Lund", 1000, "Shall we?"),
        ("Per Dahl", 3000, "Yes.\nI have an hour."),
        ("Maria Lund", 7000, "Good."),
    ]


def test_a_loop_of_the_transcription_program_is_told_and_kept() -> None:
    file = vtt("WEBVTT\n\n" + "\n\n".join(f"00:0{n}.000 --> 00:0{n}.900\nThank you." for n in range(5)))
    assert len(turns(file).turns) == 5
    assert [(notice.kind, notice.count) for notice in file.notices] == [("repeated-cues", 4)]


@pytest.mark.parametrize("data", [b"WEBVTT", b"WEBVTT\n\nNOTE nothing\n", b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n"])
def test_a_file_without_a_cue_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(MalformedFile, match="without a single cue"):
        read_vtt(data, "a.vtt", Choices())


def test_cues_without_blank_lines_between_them_are_cut_at_their_times() -> None:
    file = read_srt(
        b"1\r\n00:00:01,000 --> 00:00:02,000\r\nOne\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nTwo\r\n",
        "a.srt",
        Choices(),
    )
    assert said(file) == [("", 1000, "One"), ("", 3000, "Two")]
    assert file.in_file == {"body": 6}


def test_awkward_times_are_kept_in_order_and_never_negative() -> None:
    file = vtt(
        "WEBVTT\n\n-00:01.000 --> 00:02.000\nbefore\n\n100:00:00.000 --> 100:00:01.000\nlate\n\n"
        "00:05.000 --> 00:03.000\nbackwards\n\n00:04.000 -->\nno end\n"
    )
    assert [(ms, text) for _, ms, text in said(file)] == [
        (0, "before"),
        (360_000_000, "late"),
        (5000, "backwards"),
        (4000, "no end"),
    ]
    assert [notice.kind for notice in file.notices] == ["cue-times", "cue-times"]
    assert "time-backwards" in {notice.kind for notice in turns(file).notices}


def test_an_arrow_in_the_words_is_text() -> None:
    assert said(vtt("WEBVTT\n\n00:01.000 --> 00:02.000\nfrom here --> there\n")) == [("", 1000, "from here --> there")]


def test_a_blank_line_inside_a_subrip_cue_loses_nothing() -> None:
    file = read_srt(b"1\n00:00:01,000 --> 00:00:02,000\n<i>One</i>\n\nmore of it\n", "a.srt", Choices())
    assert said(file) == [("", 1000, "One\nmore of it")]
    assert file.in_file == {"body": 11}


@pytest.mark.parametrize(
    ("stamp", "ms"), [("00:01.5", 1500), ("1:02:03,004", 3_723_004), ("90:00", 5_400_000), ("-00:01.000", 0)]
)
def test_times_in_milliseconds(stamp: str, ms: int) -> None:
    assert milliseconds(stamp) == ms


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "WEBVTT",
                "",
                "1",
                "id",
                "NOTE x",
                "00:01.000 --> 00:02.000",
                "00:00:03,000 --> ",
                "Hei",
                "<v Bo>Ja</v>",
                "I: Kva?",
                "a --> b",
                "STYLE",
                "&lt;tag&gt; <b>feit</b>",
                "-00:01.000 --> 00:00.500",
            ]
        ),
        max_size=20,
    )
)
def test_what_the_second_pass_counts_is_what_is_read_however_broken(lines: list[str]) -> None:
    text = "\n".join(lines)
    for reader, data in ((read_vtt, "WEBVTT\n\n" + text), (read_srt, text)):
        try:
            file = reader(data.encode(), "a", Choices())
        except MalformedFile:
            continue
        assert ink(file.paragraphs) == sum(file.in_file.values())
