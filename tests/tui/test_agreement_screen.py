"""Agreement and disagreements on screen: the figures of the command, what they mean, and one key that settles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.widgets import Input

from tests.tui.studies import looking, running, words_of
from tests.tui.waiting import until
from workbench.analysis.agreement.recipes import FOR_PEOPLE, AgreementRecipe, Measure
from workbench.core.coders import Progress
from workbench.core.settlements import Decision
from workbench.services import transcripts
from workbench.services.agreement import agreement
from workbench.services.blinding import blind
from workbench.services.codings import coding
from workbench.services.settling import reading
from workbench.tui.screens.agreement.disagreements import DisagreementsScreen
from workbench.tui.screens.agreement.screen import AgreementScreen


async def reckoned(pilot: Any, app: Any) -> AgreementScreen:
    await until(
        pilot, lambda: isinstance(app.screen, AgreementScreen) and not app.screen.reckoning, "the figures are reckoned"
    )
    assert isinstance(app.screen, AgreementScreen)
    return app.screen


async def listed(pilot: Any, app: Any) -> DisagreementsScreen:
    await until(
        pilot,
        lambda: isinstance(app.screen, DisagreementsScreen) and app.screen.settling is not None,
        "the disagreements are listed",
    )
    assert isinstance(app.screen, DisagreementsScreen)
    return app.screen


async def test_the_screen_shows_the_figures_of_the_command_and_what_they_mean(example_study: Path) -> None:
    async with running(example_study, size=(120, 40)) as (app, pilot):
        await pilot.press("A")
        screen = await reckoned(pilot, app)
        with looking(example_study) as opened:
            told = agreement.report(opened, AgreementRecipe(measures=FOR_PEOPLE))
        assert screen.report is not None
        assert screen.report.overall == told.overall
        assert [one.figures for one in screen.report.codes] == [one.figures for one in told.codes]
        await pilot.press("down", "down", "down")
        seen = words_of(screen)
        for shown in (
            "0.68",
            "0.62 – 0.74",
            "too little to rely on",
            "mostly agreement on not coding",
            "sensitivity checks, the declared unit counts",
            "workbench agreement --coders anna,bjorn",
        ):
            assert shown in " ".join(seen.split())
        await pilot.press("s", "n", "b")
        screen = await reckoned(pilot, app)
        assert "lowest Alpha first" in " ".join(words_of(screen).split())
        await pilot.press("b")
        assert "in the order they were done in" in " ".join(words_of(screen).split())
        assert "--unit sentence --by transcript" in words_of(screen)
        await pilot.press("m")
        screen = await reckoned(pilot, app)
        assert screen.report is not None
        assert Measure.AC1 in screen.report.overall
        assert "all others are sensitivity checks" in " ".join(words_of(screen).split())


async def test_a_blind_coder_who_is_not_done_is_shown_nothing(example_study: Path) -> None:
    with looking(example_study) as lead:
        blind.set_blind(lead, True)
        for one in transcripts.summaries(lead):
            coding.set_status(lead, one.transcript, Progress.CODING)
    async with running(example_study, size=(100, 30)) as (app, pilot):
        await pilot.press("A")
        screen = await reckoned(pilot, app)
        assert screen.report is None
        assert "0." not in words_of(screen)


def passages(path: Path, transcript: str) -> list[reading.ContestedPassage]:
    with looking(path) as opened:
        return [one for one in reading.read(opened).passages if one.name == transcript]


async def test_one_key_settles_each_and_goes_on_to_the_next(example_study: Path) -> None:
    async with running(example_study, size=(120, 40)) as (app, pilot):
        await pilot.press("A")
        await reckoned(pilot, app)
        await pilot.press("enter")
        screen = await listed(pilot, app)
        first, here = screen.passages[:8], screen.passages[0].name
        for key in ("1", "2", "plus", "minus", "0", "d"):
            await pilot.press(key)
        await pilot.press("e", "left", "enter")
        await pilot.pause()
        found = {one.id: one.settlement for one in passages(example_study, here)}
        assert [found[one.id].decision for one in first[:7]] == [  # type: ignore[union-attr]
            Decision.TAKE,
            Decision.TAKE,
            Decision.UNION,
            Decision.INTERSECTION,
            Decision.NEITHER,
            Decision.LATER,
            Decision.EDITED,
        ]
        assert found[first[0].id].taken == first[0].coders[0].uuid  # type: ignore[union-attr]
        assert screen.lit is not None
        assert screen.lit.id == first[7].id
        assert "6 of" in words_of(screen)

        await pilot.press("r")
        await pilot.pause()
        app.screen.query_one(Input).value = "om tal"
        await pilot.press("enter", "u")
        screen = await listed(pilot, app)
        assert passages(example_study, here)[7].settlement is None, "the reason was the latest act"

        await pilot.press("f")
        screen.query_one("#disagreements-filter", Input).value = "settled boundary"
        await pilot.pause()
        assert all(screen.passages[at].settled for at in screen.shown)
        await pilot.press("enter", "t")
        await pilot.pause()
        assert "anna ↓ bjorn →" in words_of(app.screen)


async def test_home_shows_the_second_coder_what_was_given_to_them(example_study: Path) -> None:
    with looking(example_study) as lead:
        sample = blind.draw(lead, "cecilie", 0.2, 7)
    names = {one.transcript.name for one in sample.drawn}
    async with running(example_study, coder="cecilie", size=(100, 30)) as (app, pilot):
        assert words_of(app.screen).count(" given") == len(names)
        await pilot.press("g")
        await pilot.pause()
        seen = words_of(app.screen)
        assert all(name in seen for name in names)
        assert f"{len(names)} of 18 transcripts" in seen
        await pilot.press("g")
        await pilot.pause()
        assert "18 of 18 transcripts" in words_of(app.screen)
