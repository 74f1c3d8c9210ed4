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
    assert undated(readings.matrix(recipe)) == undated(matrices.matrix(opened, recipe))


def test_every_choice_gives_the_matrix_that_is_counted_from_scratch(built_example: Path) -> None:
    with project.opened(built_example, coder="anna", read_only=True) as opened:
        readings = Readings(opened)
        for at, (measure, policy) in enumerate(product(Measure, Policy)):
            recipe = Recipe(
                rows=("code", "theme", "municipality", "coder")[at % 4],
                columns=("year",),
                measure=measure,
                policy=policy,
                roll_up=at % 3 == 0,
                voices=list(Voices)[at % 2],
                pooled=at % 5 > 0,
            )
            agree(opened, readings, recipe)
            agree(opened, readings, replace(recipe, where="municipality:Moss"))


def test_what_was_read_is_read_again_once_somebody_has_written(desk: Desk) -> None:
    transcript = desk.interview()
    desk.code(transcript, "Budsjettet har auka")
    readings = Readings(desk.project)
    recipe = Recipe(columns=("transcript",), measure=Measure.WORDS, assume_done=True)
    assert readings.matrix(recipe).total.value == 3

    with desk.as_coder("anna") as other:
        other.code(transcript, "Startlån er", "startlan")
    assert readings.matrix(recipe).total.value == 5

    desk.code(transcript, "det fleire", "startlan")
    agree(desk.project, readings, recipe)
    assert readings.matrix(recipe).total.value == 7


def test_reading_ahead_gives_way_to_whoever_writes(desk: Desk) -> None:
    transcript = desk.interview()
    desk.interview("Moss_2011", "I: Kva no?\nR: Ingenting.")
    desk.code(transcript, "Budsjettet har auka")
    readings = Readings(desk.project)
    recipe = Recipe(columns=("transcript",), measure=Measure.WORDS, assume_done=True)

    assert len(list(readings.ahead(recipe))) == 3
    steps = readings.ahead(recipe)
    next(steps)
    desk.code(transcript, "det fleire", "startlan")
    assert not list(steps)
    agree(desk.project, readings, recipe)
