"""The example interviews as shipped: what the builder makes of the sources, plainly invented, and nobody's."""

from __future__ import annotations

import csv
import itertools
import re
import unicodedata
from pathlib import Path

import docx
import pytest
from lxml import etree

from tests.example_study.build_interviews import build
from tests.example_study.packed import unpack
from tests.example_study.sources import Source, read_all
from tests.example_study.word_xml import w
from workbench.core.shipped import shipped

FOLDER = shipped("transcripts")
SOURCES = read_all()
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix in {".docx", ".odt", ".txt", ".vtt"})
DISCLAIMERS = {
    "KONSTRUERT EKSEMPEL – ikkje eit verkeleg intervju. Ingen har sagt dette.",
    "KONSTRUERT EKSEMPEL – ikke et virkelig intervju. Ingen har sagt dette.",
}
MUNICIPALITIES = ("Lillehammer", "Hamar", "Bærum", "Lørenskog", "Moss")
YEARS = ("2010", "2011", "2012")
RUN = 12

every_source = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


def shipped_file(source: Source) -> Path:
    return FOLDER / f"{source.name}.{source.format}"


def paragraphs_of(path: Path) -> list[str]:
    """Read a shipped file with nothing of our own: what stands on its pages, notes and comments last."""
    if path.suffix == ".txt":
        return path.read_bytes().decode("cp1252").splitlines()
    if path.suffix == ".vtt":
        blocks = path.read_text(encoding="utf-8").replace("\r", "").split("\n\n")
        cues = [block.partition("-->")[2].partition("\n")[2] for block in blocks if "-->" in block]
        return [re.sub("<[^>]+>", "", cue) for cue in cues]
    members = unpack(path.read_bytes())
    if path.suffix == ".odt":
        return [_odt_text(p) for p in etree.fromstring(members["content.xml"]).iter("{*}p")]
    parts = [
        members[name] for name in ("word/document.xml", "word/footnotes.xml", "word/comments.xml") if name in members
    ]
    bodies = [etree.fromstring(part) for part in parts]
    for old_word in [node for body in bodies for node in body.iter("{*}Fallback")]:
        _parent(old_word).remove(old_word)
    return [_word_text(p) for body in bodies for p in body.iter(w("p"))]


def _word_text(paragraph: etree._Element) -> str:
    shown = {w("br"): "\n", w("tab"): "\t", w("noBreakHyphen"): "-"}
    runs = (run for run in paragraph.iter(w("r")) if next(run.iterancestors(w("p"))) is paragraph)
    return "".join((node.text or "") if node.tag == w("t") else shown.get(node.tag, "") for run in runs for node in run)


def _parent(node: etree._Element) -> etree._Element:
    parent = node.getparent()
    assert parent is not None
    return parent


def _odt_text(paragraph: etree._Element) -> str:
    for node in paragraph.iter("{*}line-break", "{*}tab", "{*}s"):
        node.text = {"line-break": "\n", "tab": "\t", "s": " "}[etree.QName(node).localname]
    return "".join(str(text) for text in paragraph.itertext())


def words_of(path: Path) -> list[str]:
    kept = (text for text in paragraphs_of(path) if text.strip() not in DISCLAIMERS)
    return re.findall(r"\w+", " ".join(kept).casefold())


@every_source
def test_a_shipped_interview_is_what_the_builder_makes_of_its_source(source: Source) -> None:
    made = unpack(build(source))
    assert unpack(shipped_file(source).read_bytes()) == made
    assert unpack(build(source)) == made


@every_source
def test_every_line_of_a_source_stands_in_its_file(source: Source) -> None:
    standing = [unicodedata.normalize("NFC", text).strip() for text in paragraphs_of(shipped_file(source))]
    missing = [line for line in source.lines if unicodedata.normalize("NFC", line).strip() not in standing]
    assert missing == []


def test_five_municipalities_are_visited_three_years_in_a_row() -> None:
    visits = {tuple(path.stem.split("_")[:2]) for path in FILES if path.suffix == ".docx"}
    assert visits >= set(itertools.product(MUNICIPALITIES, YEARS))


def test_there_is_an_interview_in_each_other_format() -> None:
    assert {path.suffix for path in FILES} == {".docx", ".odt", ".txt", ".vtt"}


@every_file
def test_an_interview_says_first_that_it_is_invented(path: Path) -> None:
    assert paragraphs_of(path)[0] in DISCLAIMERS


@every_file
def test_an_interview_has_a_thousand_to_two_and_a_half_thousand_words(path: Path) -> None:
    assert 1_000 <= sum(len(text.split()) for text in paragraphs_of(path)) <= 2_500


def test_no_two_interviews_share_twelve_words_on_end() -> None:
    first_seen: dict[tuple[str, ...], str] = {}
    shared = set()
    for path in FILES:
        words = words_of(path)
        for run in {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}:
            if first_seen.setdefault(run, path.name) != path.name:
                shared.add((first_seen[run], path.name, " ".join(run)))
    assert shared == set()


@every_file
def test_no_file_carries_the_name_of_an_author(path: Path) -> None:
    if path.suffix == ".docx":
        facts = docx.Document(str(path)).core_properties
        assert {facts.author, facts.last_modified_by, facts.comments, facts.title} == {""}
        written = {
            value for part in unpack(path.read_bytes()).values() for value in re.findall(rb'w:author="([^"]*)"', part)
        }
        assert written <= {b"Transkribent"}
    elif path.suffix == ".odt":
        meta = unpack(path.read_bytes())["meta.xml"]
        assert b"creator" not in meta


def test_an_odt_can_be_told_by_its_first_bytes() -> None:
    [path] = [path for path in FILES if path.suffix == ".odt"]
    assert path.read_bytes()[30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    "element",
    "ins del footnoteReference commentReference sdt txbxContent tbl br tab noBreakHyphen headerReference".split(),
)
def test_what_word_keeps_beside_the_words_lies_somewhere_in_the_interviews(element: str) -> None:
    bodies = [unpack(path.read_bytes())["word/document.xml"] for path in FILES if path.suffix == ".docx"]
    assert any(f"<w:{element}".encode() in body for body in bodies)


def test_the_table_says_of_every_file_what_its_name_says_and_more() -> None:
    with (FOLDER / "transcripts.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["transcript"] for row in rows] == sorted(path.stem for path in FILES)
    for row in rows:
        assert row["transcript"].split("_")[:2] == [row["municipality"], row["year"]]
        assert row["case"] == row["municipality"]
        assert row["konstruert"] == "ja"
        assert all(row.values()), row["transcript"]


def test_the_readme_tells_of_every_file() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in FILES if path.name not in readme] == []
