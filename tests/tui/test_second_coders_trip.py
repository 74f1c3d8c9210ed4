"""The second coder's way on the screens alone: from the blind sample to a settled consensus and a paragraph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.widgets import Input

from tests.tui.studies import looking, running, words_of
from tests.tui.waiting import until
from workbench.analysis.matrices import Policy, Recipe
from workbench.core.coders import Progress
from workbench.core.passages import Span
from workbench.services import project, transcripts
from workbench.services.blinding import blind
from workbench.services.codebooks import codebook
from workbench.services.codings import coding
from workbench.services.matrices import matrices
from workbench.services.settling import reading
from workbench.tui.screens.agreement.disagreements import DisagreementsScreen
from workbench.tui.screens.agreement.screen import AgreementScreen
from workbench.tui.screens.home import HomeScreen
from workbench.tui.screens.reading.screen import ReadingScreen

SEED, SHARE = 2013, 0.1


def given(path: Path) -> dict[str, int]:
    """How many codings the two coders of the example have."""
    with looking(path) as opened:
        names = {coder.uuid: coder.name for coder in project.coders(opened)}
        found = [(names[who], n) for one in transcripts.summaries(opened) for who, n in one.codings.items()]
    return {name: sum(n for who, n in found if who == name) for name in ("anna", "bjorn")}


async def test_from_a_blind_sample_to_a_settled_consensus_and_a_paragraph(example_study: Path, tmp_path: Path) -> None:
    like_anna: dict[str, list[tuple[Span, str]]] = {}
    with looking(example_study) as lead:
        blind.set_blind(lead, True)
        drawn = blind.draw(lead, "cecilie", SHARE, SEED).drawn
        for one in drawn:
            coding.set_status(lead, one.transcript, Progress.DONE)
            like_anna[one.transcript.uuid] = [
                (Span(c.start, c.end), c.code) for c in transcripts.open_transcript(lead, one.transcript.uuid).codings
            ]
        before = given(example_study)
    names = [one.transcript.name for one in drawn]
    with looking(example_study, "cecilie") as opened:  # most of what she gives, so that few keys are pressed below
        tree = codebook.tree(opened)
        for one in drawn:
            for span, code in like_anna[one.transcript.uuid][3:-1]:
                coding.apply_code(opened, one.transcript, span, tree.by_uuid[code])
    async with running(example_study, coder="cecilie", size=(80, 24)) as (app, pilot):
        assert "0 done by cecilie" in words_of(app.screen)
        await pilot.press("A")
        await until(pilot, lambda: "blind" in words_of(app.screen), "the agreement says that there is none yet")
        await pilot.press("escape", "g")
        for at, name in enumerate(names):
            await pilot.press(*["home", *["down"] * at, "enter"])
            await until(pilot, lambda: isinstance(app.screen, ReadingScreen), "the interview is open")
            assert name in words_of(app.screen)
            await pilot.press("t", "n", "n", "c", *"startl", "enter", "n", "full_stop")
            assert "anna" not in words_of(app.screen)
            await pilot.press("D", "down", "enter", "escape")
            await until(pilot, lambda: isinstance(app.screen, HomeScreen), "the list is shown")
        assert words_of(app.screen).count("done") >= len(names)

        await pilot.press("A")
        agreement = await reckoned(pilot, app)
        assert agreement.report is not None
        first = agreement.report.overall
        assert agreement.report.coders == ("anna", "cecilie")
        assert len(agreement.report.transcripts) == len(names)

        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DisagreementsScreen), "the disagreements are open")
        settling = app.screen
        assert isinstance(settling, DisagreementsScreen)
        await until(pilot, lambda: settling.settling is not None, "they are read")
        await pilot.press("1", "2", "plus", "minus", "0", "d", "e", "left", "enter", "r")
        app.screen.query_one(Input).value = "kortet seier det"
        await pilot.press("enter", "u", "home")
        while any(not one.settled for one in settling.passages):
            lit = settling.lit
            assert lit is not None
            await pilot.press("down" if lit.settled else "2")
        assert f"{len(settling.passages)} of {len(settling.passages)} settled" in words_of(settling)
        assert f"{len(names)} transcripts complete" in words_of(settling)
        await pilot.press("escape")

        agreement = await reckoned(pilot, app)
        assert agreement.report is not None
        assert agreement.report.overall == first, "there is no figure after settling"
        await pilot.press("p")
        await pilot.press("y")
        assert "Krippendorff's alpha" in app.clipboard
        await pilot.press("e")
        app.screen.query_one(Input).value = str(tmp_path / "methods.md")
        await pilot.press("enter")
        await until(pilot, (tmp_path / "methods.md").exists, "the paragraph is written")
    paragraph = (tmp_path / "methods.md").read_text(encoding="utf-8")
    assert f"For cecilie, {len(names)} of 18 interviews were drawn at random" in paragraph
    assert f"seed {SEED}" in paragraph
    with looking(example_study) as lead:
        found = reading.read(lead, ["anna", "cecilie"])
        assert all(one.complete for one in found.transcripts)
        assert {one.name for one in found.transcripts} == set(names)
        settled = next(c.uuid for c in project.coders(lead) if c.name == "consensus")
        for one in transcripts.summaries(lead):
            if one.transcript.name in names:
                recipe = Recipe(columns=(), policy=Policy.ONE, where=f"transcript:{one.transcript.name}")
                assert matrices.matrix(lead, recipe).total.value == one.codings[settled], "the matrix counts it"
    assert given(example_study) == before, "the coders' own codings stay as they are"


async def reckoned(pilot: Any, app: Any) -> AgreementScreen:
    await until(
        pilot, lambda: isinstance(app.screen, AgreementScreen) and not app.screen.reckoning, "agreement is reckoned"
    )
    assert isinstance(app.screen, AgreementScreen)
    return app.screen
