"""Presence agrees with a look into every transcript, and saturation with a walk through them."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.analysis.code_tables import brute_force
from tests.analysis.matrices.builders import Written, a_study, an_interview
from tests.analysis.matrices.random_studies import studies
from workbench.analysis.code_tables.figures import Figures
from workbench.analysis.code_tables.presence import PresenceMeasure, PresenceRecipe, figures, presence
from workbench.analysis.code_tables.saturation import Saturation, SaturationRecipe, saturation
from workbench.analysis.matrices import Layer, Policy, Voices
from workbench.core.coders import Progress
from workbench.core.errors import NotFoundError

EXAMPLES = 400 if os.environ.get("WORKBENCH_MANY") else 15


@pytest.mark.parametrize("policy", [Policy.ONE, Policy.UNION, Policy.INTERSECTION, Policy.SUM])
@settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(data=st.data())
def test_the_fast_path_and_a_look_into_every_transcript_agree(policy: Policy, data: st.DataObject) -> None:
    study, codings, _ = data.draw(studies(Voices.RESPONDENTS))
    works = brute_force.works(study, codings, policy)
    assume(any(c[4] in work.coders for work in works for c in codings if c[0] == work.interview.uuid))
    roll_up, assume_done = data.draw(st.booleans()), data.draw(st.booleans())
    recipe = PresenceRecipe(
        policy=policy, roll_up=roll_up, assume_done=assume_done, measure=data.draw(st.sampled_from(PresenceMeasure))
    )
    found = presence(study, recipe, codings)
    for row, line in zip(found.rows, found.cells, strict=True):
        codes = brute_force.branch(study, row.code) if roll_up else {row.code}
        held = {code for code in codes if code != "u-innsparing"} | {row.code}
        for work, value in zip(works, line, strict=True):
            count = sum(len(layer.get(code, [])) for layer in work.layers for code in codes)
            why = brute_force.why_no_zero([work], study, held, policy, Voices.ALL, assume_done=assume_done, heard=False)
            if recipe.measure is PresenceMeasure.PRESENCE:
                count = min(count, 1)
            assert value == (count if count or not why else why)

    walk = saturation(study, SaturationRecipe(policy=policy, roll_up=roll_up, order="transcript"), codings, {})
    seen: set[str] = set()
    for step in walk.steps:
        (work,) = [one for one in works if one.interview.uuid == step.interview.uuid]
        here = {
            row.code
            for row in found.rows
            for code in (brute_force.branch(study, row.code) if roll_up else {row.code})
            if any(layer.get(code) for layer in work.layers)
        }
        assert {row.code for row in step.held} == here
        assert {row.code for row in step.new} == here - seen
        seen |= here
    assert [s.interview.name for s in walk.steps] == sorted(
        w.interview.name for w in works if any(passages for layer in w.layers for passages in layer.values())
    )


SAID = ("R: one two three", "R: four")


def looked_up(*written: Written, **rest: Any) -> Figures:
    rows = sorted(row for one in written for row in one.codings)
    return figures(presence(a_study(*written), PresenceRecipe(**rest), rows))


def test_a_code_that_nobody_has_looked_for_yet_is_not_absent() -> None:
    done = an_interview(said=SAID, name="done").coded("needs", "one").coded("needs", "four")
    begun = an_interview(said=SAID, name="begun", layers={"anna": Layer(Progress.CODING)}).coded("needs", "one")
    said = looked_up(done, begun).document["cells"]
    assert isinstance(said, list)
    values = {(one["code"], one["transcript"]): (one["value"], one["reason"]) for one in said}
    assert values["needs", "done"] == (1, None)
    assert values["budget", "done"] == (0, None)
    assert values["needs", "begun"] == (1, None)
    assert values["budget", "begun"] == (None, "not done yet")
    counted = looked_up(done, begun, measure=PresenceMeasure.CODINGS, codes=("needs",)).wide
    assert [str(getattr(value, "value", value)) for value in next(iter(counted.rows))] == ["Needs", "2", "1", "2"]


def walk(*written: Written, order: str = "coding", **first: int) -> Saturation:
    rows = sorted(row for one in written for row in one.codings)
    times = {one.interview.uuid: {"anna": first[one.interview.name]} for one in written if first}
    return saturation(a_study(*written), SaturationRecipe(order=order), rows, times)


def test_new_codes_follow_the_order_in_which_interviews_were_coded() -> None:
    early = an_interview(said=SAID, name="early", year="2012").coded("needs", "one").coded("budget", "two")
    late = an_interview(said=SAID, name="late", year="2010").coded("needs", "one").coded("figures", "four")
    steps = walk(late, early, early=1, late=2).steps
    assert [(s.interview.name, [row.key for row in s.new]) for s in steps] == [
        ("early", ["needs", "budget"]),
        ("late", ["figures"]),
    ]
    by_year = walk(late, early, order="year", early=1, late=2)
    assert [(s.interview.name, s.value, len(s.new)) for s in by_year.steps] == [
        ("late", "2010", 2),
        ("early", "2012", 1),
    ]
    assert [row.key for row in by_year.unused] == ["mapping"]


def test_interviews_coded_in_one_moment_stand_by_name_and_that_is_said() -> None:
    one, other = (an_interview(said=SAID, name=name).coded("needs", "one") for name in ("b", "a"))
    found = walk(one, other, a=5, b=5)
    assert ([s.interview.name for s in found.steps], found.tied) == (["a", "b"], 2)


def test_an_unknown_order_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="yeer") as refused:
        walk(an_interview(said=SAID).coded("needs", "one"), order="yeer")
    assert "year" in refused.value.hint
