"""Lists are drawn for the screen that there is."""

from __future__ import annotations

import io

from tests.services.desks import Desk
from workbench.services import exporting, transcripts
from workbench.services.codings import codings


def test_on_a_narrow_terminal_each_transcript_is_told_from_the_next(desk: Desk) -> None:
    said = "I: Kva no?\nR: Budsjettet har auka.\n"
    for n in (1, 2):
        desk.code(desk.interview(f"Moss_2011_bustadkontoret-{n}", said + "R: Ja. \n" * n), "Budsjettet")
    for table in (transcripts.table(desk.project), codings.table(desk.project)):
        out = io.StringIO()
        exporting.print_table(table, "table", out, spelling=exporting.spelling(), width=80)
        lines = out.getvalue().splitlines()
        assert max(map(len, lines)) <= 80
        assert sum(line.startswith("Moss_2011_bustadkontoret-1 ") for line in lines) >= 1
        assert sum(line.startswith("Moss_2011_bustadkontoret-2 ") for line in lines) >= 1
        assert desk.project.project.uuid not in out.getvalue()
