"""Passages become examples on a code's card, with where they stand."""

from __future__ import annotations

import pytest

from tests.services.desks import Desk
from workbench.core.errors import RefusedError
from workbench.core.passages import Span
from workbench.services import project, transcripts
from workbench.services.codebooks import codebook, examples, live_examples
from workbench.services.codebooks.live_examples import LiveExample


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


def test_an_example_is_read_from_the_transcript_as_it_is_now(desk: Desk) -> None:
    make(desk, "Budsjettet har auka")
    (line,) = lines(desk)
    transcript = transcripts.find(desk.project, "Moss_2010")
    foreign, plain = "Det auka. (Hamar_2011, R, replikk 45)", "Vi fekk meir (mykje meir)"
    found = live_examples.live(desk.project, [line, foreign, plain])
    assert found.keys() == {line, foreign}
    assert found[foreign] == LiveExample("Det auka.", "Hamar_2011, R, replikk 45")
    here = found[line]
    assert (here.words, here.transcript) == ("Budsjettet har auka", transcript.uuid)
    assert here.span == desk.place(transcript, "Budsjettet har auka")
    assert not here.changed
    other = line.replace("auka", "minka")
    gone = live_examples.live(desk.project, [other])[other]
    assert gone.changed
    assert gone.words == "Budsjettet har minka"
    assert gone.span is not None
    assert transcripts.text(desk.project, transcript).text[slice(*gone.span)].startswith("Budsjettet har auka")


def test_names_of_transcripts_may_hold_brackets_and_commas_and_a_cut_passage_is_found(desk: Desk) -> None:
    transcript = desk.interview("Moss (a), 2010", said=f"I: Kva?\nR: {'ja, det (altså) er so ' * 40}")
    opened = transcripts.open_transcript(desk.project, transcript.uuid)
    span = Span(opened.text.turns[1].start, opened.text.turns[1].end)
    code = codebook.tree(desk.project).find("budsjett")
    (line,) = examples.add_example(desk.project, code, opened, span, language="nn").card.examples["nn"]
    found = live_examples.live(desk.project, [line])[line]
    assert found.transcript == transcript.uuid
    assert found.words == line.rpartition(" (Moss")[0]
    assert found.span is not None
    assert found.span.start == span.start
