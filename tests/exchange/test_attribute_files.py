"""Attributes from names and from .csv."""

import unicodedata
from pathlib import Path

import pytest

from workbench.core.errors import MalformedFile, RefusedError, UnreadableFile
from workbench.exchange.attribute_files import AttributeRows, match_name, read_attributes


@pytest.mark.parametrize(
    ("stem", "pattern", "found"),
    [
        ("Hamar_2012_intervju-01", "{municipality}_{year}_*", {"municipality": "Hamar", "year": "2012"}),
        ("Bærum 2010", "{municipality} {year}", {"municipality": "Bærum", "year": "2010"}),
        ("Moss2011b", "{kommune}{år}*", {"kommune": "Moss", "år": "2011"}),
        ("intervju 3 (Hamar) runde 2", "*({case}) runde {round}", {"case": "Hamar", "round": "2"}),
        ("P7_Moss", "{informant}_{case}", {"informant": "P7", "case": "Moss"}),
        ("Moss_vår_1", "{municipality}_{year}_*", {"municipality": "Moss", "year": "vår"}),
        ("Moss_2012", "{municipality}_{year}_*", None),
        ("notat", "{municipality}_{year}", None),
        ("a.b+c_1", "a.b+{x}_*", {"x": "c"}),
    ],
)
def test_a_name_tells_what_the_pattern_says(stem: str, pattern: str, found: dict[str, str] | None) -> None:
    assert match_name(stem, pattern) == found


def test_a_name_from_a_macintosh_is_the_same_name() -> None:
    assert match_name(unicodedata.normalize("NFD", "Ås_2010"), "{municipality}_{year}") == {
        "municipality": "Ås",
        "year": "2010",
    }


@pytest.mark.parametrize("pattern", ["", "Hamar_*", "{a}_{a}", "{}_{b}", "{a}_{b", "a}_{b}"])
def test_a_pattern_that_names_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(RefusedError, match=r"\{municipality\}"):
        match_name("Hamar_2012", pattern)


def rows(tmp_path: Path, text: str, encoding: str = "utf-8") -> AttributeRows:
    path = tmp_path / "attributes.csv"
    path.write_bytes(text.encode(encoding))
    return read_attributes(path)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_delimiter_and_encoding_gives_the_same_rows(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = "transcript,kommune,year\nBærum_1,Bærum,2010\n\nMoss_1.docx,Møss,\n".replace(",", delimiter)
    found = rows(tmp_path, text, encoding)
    assert found.of(Path("x/Bærum_1.docx")) == {"kommune": "Bærum", "year": "2010"}
    assert found.of(Path("Moss_1.odt")) == {"kommune": "Møss"}
    assert found.of(Path("Hamar_1.docx")) == {}


def test_a_name_with_a_point_in_it_is_not_taken_for_a_suffix(tmp_path: Path) -> None:
    found = rows(tmp_path, "file,year\nintervju 1.2,2010\nintervju 1.3.docx,2011\n")
    assert found.of(Path("intervju 1.2.docx")) == {"year": "2010"}
    assert found.of(Path("intervju 1.3.docx")) == {"year": "2011"}


def test_rows_of_cases_are_found_by_the_files_case(tmp_path: Path) -> None:
    found = rows(tmp_path, "case,region\nHamar,aust\n")
    assert found.of(Path("a.docx"), "hamar") == {"case": "Hamar", "region": "aust"}
    assert found.of(Path("a.docx")) == {}


def test_rows_without_files_and_files_without_rows_are_told(tmp_path: Path) -> None:
    found = rows(tmp_path, "transcript,year\nA,2010\nB,2011\n")
    told = list(found.unmatched([Path("A.docx"), Path("C.docx")]))
    assert [(notice.kind, notice.where) for notice in told] == [
        ("row-without-file", "attributes.csv, line 3"),
        ("file-without-row", "C.docx"),
    ]


def test_every_problem_is_listed_and_nothing_is_read(tmp_path: Path) -> None:
    with pytest.raises(MalformedFile) as caught:
        rows(tmp_path, "transcript,year,\nA,2010\n,2011\na.docx,2012\nB,2013,x,y\nC,2014,z\n")
    assert caught.value.hint.splitlines() == [
        "1. line 3: the column “transcript” is empty",
        "2. line 4: “a.docx” stands on line 2 already",
        "3. line 5: the row has 4 cells, the header 3",
        "4. line 6: “z” stands in a column without a name",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "the file is empty"),
        ("year,place\n2010,x\n", "there is no column “transcript”"),
        ("transcript,Year,year\nA,1,2\n", "stands twice"),
        ("transcript,year\n", "no row below the header"),
        ('transcript,year\n"A,1\n', "quotes"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(MalformedFile, match=problem):
        rows(tmp_path, text)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_attributes(tmp_path / "none.csv")
