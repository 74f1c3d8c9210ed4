"""Matrices that are counted one after another from what was read once."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

from tests.services.desks import Desk
from workbench.analysis.matrices import Matrix, Measure, Policy, Recipe, Voices
from workbench.services import project
from workbench.services.matrices import matrices
from workbench.services.matrices.readings import Readings
from workbench.services.project import OpenProject


def undated(matrix: Matrix) -> Matrix:
    return replace(matrix, recipe=replace(matrix.recipe, date=""))


def agree(opened: OpenProject, readings: Readings, recipe: Recipe) -> None:
    found = readings.matrix(recipe)
    assert found is not None
    assert undated(found) == undated(matrices.matrix(opened, recipe))


def total(readings: Readings, recipe: Recipe) -> float | None:
    found = readings.matrix(recipe)
    assert found is not None
    return found.total.value


def test_every_choice_gives_the_matrix_that_is_counted_from_scratch(built_example: Path) -> None:
    with project.opened(built_example, coder="anna", read_only=True) as opened:
        readings = Readings(opened)
        for at, (measure, policy) in enumerate(product(Measure, Policy)):
            recipe = Recipe(
                rows=("code", "theme", "municipality", "coder")[at % 4],
                columns=(("year",), ("year", "theme"))[at % 4 > 1 and at % 3 == 1],
                measure=measure,
                policy=policy,
                roll_up=at % 3 == 0,
                voices=list(Voices)[at % 2],
                pooled=at % 5 > 0,
            )
            agree(opened, readings, recipe)
            agree(opened, readings, replace(recipe, where="municipality:Moss"))
            agree(opened, readings, replace(recipe, columns=("transcript",), pooled=False, assume_done=True))


def test_what_was_read_is_read_again_once_somebody_has_written(desk: Desk) -> None:
    transcript = desk.interview()
    desk.code(transcript, "Budsjettet har auka")
    readings = Readings(desk.project)
    recipe = Recipe(columns=("transcript",), measure=Measure.WORDS, assume_done=True)
    assert total(readings, recipe) == 3

    with desk.as_coder("anna") as other:
        other.code(transcript, "Startlån er", "startlan")
    assert total(readings, recipe) == 5

    desk.code(transcript, "det fleire", "startlan")
    agree(desk.project, readings, recipe)
    assert total(readings, recipe) == 7


def test_reading_ahead_gives_way_to_whoever_writes(desk: Desk) -> None:
    transcript = desk.interview()
    other = desk.interview("Moss_2011", "R: Budsjettet er som i fjor.")
    desk.code(transcript, "Budsjettet har auka")
    desk.code(other, "Budsjettet er")
    readings = Readings(desk.project)
    recipe = Recipe(columns=("transcript",), measure=Measure.WORDS, assume_done=True)

    steps = readings.ahead(recipe)
    next(steps)
    desk.code(transcript, "det fleire", "startlan")
    assert not list(steps)
    assert len(list(readings.ahead(recipe))) == 3
    assert len(list(readings.ahead(recipe))) == 1
    agree(desk.project, readings, recipe)


def test_a_count_that_nobody_waits_for_any_more_is_not_made(desk: Desk) -> None:
    desk.code(desk.interview(), "Budsjettet har auka")

    readings = Readings(desk.project)
    assert readings.matrix(Recipe(), lambda: False) is None
    steps = readings.ahead(Recipe())
    next(steps)
    readings.at_rest = True
    assert not list(steps)
    assert readings.matrix(Recipe()) is None
