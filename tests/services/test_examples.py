"""Passages become examples on a code's card, with where they stand."""

from __future__ import annotations

import pytest

from tests.services.desks import Desk
from workbench.core.errors import RefusedError
from workbench.core.passages import Span
from workbench.services import project, transcripts
from workbench.services.codebooks import codebook, examples


def lines(desk: Desk, language: str = "nn") -> list[str]:
    return list(codebook.tree(desk.project).find("budsjett").card.examples.get(language, ()))


def make(desk: Desk, words: str, *, language: str = "nn") -> None:
    transcript = desk.interview() if not transcripts.summaries(desk.project) else transcripts.find(desk.project, "Moss")
    opened = transcripts.open_transcript(desk.project, transcript.uuid)
    code = codebook.tree(desk.project).find("budsjett")
    examples.add_example(desk.project, code, opened, desk.place(transcript, words), language=language)


def test_an_example_says_where_it_stands_and_is_one_act(desk: Desk) -> None:
    make(desk, "har auka")
    assert lines(desk) == ["har auka (Moss_2010, R, turn 2)"]
    with pytest.raises(RefusedError, match="an example of “budsjett” already"):
        make(desk, "har auka")
    desk.undo()
    assert lines(desk) == []


def test_examples_in_another_language_are_gone_on_with(desk: Desk) -> None:
    make(desk, "har auka")
    make(desk, "Budsjettet", language="en")
    assert lines(desk) == ["har auka (Moss_2010, R, turn 2)", "Budsjettet (Moss_2010, R, turn 2)"]
    assert lines(desk, "en") == []


def test_a_long_passage_is_shortened(desk: Desk) -> None:
    said = "ja " * 400
    transcript = desk.interview(said=f"I: Kva?\nR: {said}")
    opened = transcripts.open_transcript(desk.project, transcript.uuid)
    code = codebook.tree(desk.project).find("budsjett")
    span = Span(opened.text.turns[1].start, opened.text.turns[1].end)
    after = examples.add_example(desk.project, code, opened, span, language="nn")
    (line,) = after.card.examples["nn"]
    assert line.endswith("ja […] (Moss_2010, R, turn 2)")
    assert len(line) < 450


def test_in_a_blind_project_an_example_would_tell(desk: Desk) -> None:
    desk.interview()
    project.change_settings(desk.project, blind=True)
    for name in ("bjorn", "anna"):
        with desk.as_coder(name) as coder, pytest.raises(RefusedError, match="project is blind"):
            make(coder, "har auka")
    assert not lines(desk)


def test_a_card_that_was_changed_meanwhile_is_not_written_over(desk: Desk) -> None:
    transcript = desk.interview()
    opened = transcripts.open_transcript(desk.project, transcript.uuid)
    stale = codebook.tree(desk.project).find("budsjett")
    make(desk, "Budsjettet")
    with pytest.raises(RefusedError, match="changed in the meantime"):
        examples.add_example(desk.project, stale, opened, desk.place(transcript, "har auka"), language="nn")
    assert len(lines(desk)) == 1
