"""Tables beside the matrix show nobody's work that a blind project hides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.services.desks import Desk
from workbench.analysis.code_tables.cooccurrence import CooccurrenceRecipe
from workbench.analysis.code_tables.figures import Figures
from workbench.analysis.code_tables.presence import PresenceRecipe
from workbench.analysis.code_tables.saturation import SaturationRecipe
from workbench.analysis.matrices.recipes import Policy
from workbench.core.errors import RefusedError
from workbench.services.blinding import blind
from workbench.services.project import OpenProject
from workbench.services.tables import code_tables

Made = Callable[[OpenProject, tuple[str, ...], Policy], Figures]

TABLES: dict[str, Made] = {
    "cooccurrence": lambda project, coders, policy: code_tables.cooccurrence(
        project, CooccurrenceRecipe(coders=coders, policy=policy)
    ),
    "presence": lambda project, coders, policy: code_tables.presence(
        project, PresenceRecipe(coders=coders, policy=policy)
    ),
    "saturation": lambda project, coders, policy: code_tables.saturation(
        project, SaturationRecipe(coders=coders, policy=policy)
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_in_a_blind_project_only_ones_own_work_is_in_a_table(desk: Desk, name: str) -> None:
    moss = desk.interview()
    desk.code(moss, "Budsjettet har auka", "budsjett")
    with desk.as_coder("berit") as berit:
        berit.code(moss, "har auka", "motstand")
    made = TABLES[name]
    open_ = _codes(made(desk.project, ("anna", "berit"), Policy.SUM))
    blind.set_blind(desk.project, True)
    hidden = _codes(made(desk.project, ("anna", "berit"), Policy.SUM))
    assert (open_, hidden) == ({"budsjett", "motstand"}, {"budsjett"})
    with pytest.raises(RefusedError, match="Nothing is coded"):
        made(desk.project, ("berit",), Policy.ONE)
    with desk.as_coder("berit") as berit:
        assert _codes(made(berit.project, ("anna", "berit"), Policy.SUM)) == {"motstand"}


def _codes(figures: Figures) -> set[str]:
    """Return the codes that something was found of."""
    said: Any = figures.document
    if "interviews" in said:
        return {key for one in said["interviews"] for key in one["new_codes"]}
    if "transcripts" in said:
        return {one["code"] for one in said["cells"] if one["value"]}
    return {one["row"] for one in said["cells"] if one["count"]}


def test_the_lead_of_a_blind_project_sees_everybodys_progress_and_a_coder_their_own(desk: Desk) -> None:
    moss = desk.interview()
    with desk.as_coder("berit") as berit:
        berit.code(moss, "har auka", "motstand")
    blind.set_blind(desk.project, True)
    desk.code(moss, "Budsjettet har auka", "budsjett")
    said: Any = code_tables.progress(desk.project).document
    assert {one["coder"]: one["coding"] for one in said["coders"]} == {"anna": 1, "berit": 1}
    with desk.as_coder("berit") as berit:
        said = code_tables.progress(berit.project).document
        assert [one["coder"] for one in said["coders"]] == ["berit"]


def test_progress_that_nobody_has_made_is_said(desk: Desk) -> None:
    desk.interview()
    with pytest.raises(RefusedError, match="Nobody has begun"):
        code_tables.progress(desk.project)
