"""The screens in another language: who chooses it, and that none of them falls back to English."""

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from tests.cli.running import Runner
from tests.tui.studies import SAID, a_study, running, words_of
from tests.words.catalogues import catalogue, pairs
from workbench.core.language import spoken
from workbench.services import project
from workbench.services.preferences import settings
from workbench.tui.keys import ALL

ALIKE = {"Start", "Type", "Filter", "Status", "Text"}
"""Words that a study may hold by itself, or that another word of nynorsk begins with."""


def english_in(screen: Screen[object], labels: set[str]) -> list[str]:
    """Labels that stand on a screen in English though nynorsk has another word."""
    seen = words_of(screen)
    return [label for label in sorted(labels) if re.search(rf"(?<![\w-]){re.escape(label)}(?![\w-])", seen)]


async def settled(pilot: Pilot[None]) -> None:
    for _ in range(20):
        await pilot.pause()


async def test_no_label_of_the_screens_is_english_in_a_nynorsk_project(tmp_path: Path) -> None:
    study = a_study(tmp_path, SAID)
    with project.opened(study, coder="anna") as opened:
        settings.change(opened, {"language": "nn"})
    nynorsk = dict(pairs(catalogue("nn")))
    labels = {words for key in ALL for words in (key.label, key.tooltip, str(key.topic)) if nynorsk[words] != words}
    labels |= {"Transcript", "Municipality", "Year", "Words", "My progress", "Codings", "Definition", "Include"}
    labels -= ALIKE
    async with running(study, size=(80, 24)) as (app, pilot):
        for keys in (["f1"], ["escape", "enter"], ["f1"], ["escape", "C"], ["f1"], ["escape", "escape", "v"], ["f1"]):
            await pilot.press(*keys)
            await settled(pilot)
            assert english_in(app.screen, labels) == [], (keys, type(app.screen).__name__)
        assert "Kva tastane gjer her" in words_of(app.screen)


@pytest.mark.parametrize(
    ("option", "setting", "machine", "heard"),
    [
        ("", "", "C.UTF-8", "There is no code"),
        ("", "", "nb_NO.UTF-8", "Det finnes:"),
        ("", "nn", "nb_NO.UTF-8", "Det finst:"),
        ("nb", "nn", "en_GB.UTF-8", "Det finnes:"),
        ("en", "nn", "nb_NO.UTF-8", "There is:"),
    ],
)
def test_the_option_goes_before_the_project_and_the_project_before_the_machine(
    example_study: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    option: str,
    setting: str,
    machine: str,
    heard: str,
) -> None:
    with project.opened(example_study, coder="anna") as opened:
        settings.change(opened, {"language": setting})
    monkeypatch.setenv("LANG", machine)
    run = Runner(capsys, "--project", str(example_study), *(["--language", option] if option else []))
    told = run("codings", "--code", "ukjend-kode")
    assert told.code == 1
    assert heard in told.err, told.err


def test_a_list_for_people_speaks_and_a_list_for_programs_does_not(
    example_study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Runner(capsys, "--project", str(example_study), "--language", "nn")
    table = run("transcripts", "--format", "table").out
    assert "Replikkar" in table
    assert "anna=ferdig" in table
    csv = run("transcripts", "--format", "csv").out
    assert csv.startswith("id,name,case,attributes,words,turns,status,reviewed,codings")
    assert "anna=done" in csv
    assert spoken() == "nn"
