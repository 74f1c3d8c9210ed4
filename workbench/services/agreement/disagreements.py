"""Where coders differ: every stretch with its words, which code was taken for which, and the units they judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbench.analysis.agreement.disagreements import NO_CODE, Differing, Disagreement, confusions, differing
from workbench.analysis.agreement.judgements import runs_of
from workbench.analysis.agreement.recipes import AgreementRecipe
from workbench.analysis.matrices.recipes import Voices
from workbench.analysis.tables import Table, TableColumn, Value, ValueKind
from workbench.core.errors import RefusedError
from workbench.core.language import _, mark
from workbench.core.segments import Unit
from workbench.services.agreement.agreement_reading import Compared, read
from workbench.services.project import OpenProject
from workbench.services.transcripts import find

_COLUMNS = (
    ("transcript", mark("Transcript"), ValueKind.TEXT),
    ("start", mark("Start"), ValueKind.INTEGER),
    ("end", mark("End"), ValueKind.INTEGER),
    ("code", mark("Code"), ValueKind.TEXT),
    ("kind", mark("Kind"), ValueKind.TEXT),
    ("has", mark("Has it"), ValueKind.TEXT),
    ("lacks", mark("Lacks it"), ValueKind.TEXT),
    ("instead", mark("Instead"), ValueKind.TEXT),
    ("quotation", mark("Quotation"), ValueKind.TEXT),
)


def disagreements(
    project: OpenProject, recipe: AgreementRecipe, *, code: str = "", transcript: str = ""
) -> list[Disagreement]:
    """Return every stretch on which coders differ, transcript by transcript in text order.

    Stretches are of characters, in all of the text, whatever unit and text the recipe names; one without a word in it
    is none. Codes that took another's place are found among all the recipe's codes.

    Args:
        project: read as far as the coder may see it; a blind transcript as it stood when each was done.
        recipe: who, what and where is compared.
        code: only this one, by key, name or path, with everything below it where the recipe rolls up.
        transcript: only this one, by name.

    Raises:
        NotFoundError: a name is not there.
        RefusedError: as :func:`workbench.services.agreement.agreement.report`.
    """
    recipe = replace(recipe, unit=Unit.CHARACTER, text=Voices.ALL, replicates=0, reviewed_only=False)
    only = find(project, transcript).uuid if transcript else ""
    compared = read(project, recipe, only=only, keep_texts=True)
    rows = _rows_of(compared, code) if code else None
    found: list[Disagreement] = []
    for judged in compared.transcripts:
        text = compared.texts[judged.transcript].text
        stretches = [one for one in differing(judged) if rows is None or one.code in rows]
        stretches.sort(key=lambda one: (one.start, one.end, one.code))
        for one in stretches:
            words = text[one.start : one.end]
            if words.strip():
                found.append(_named(compared, judged.transcript, judged.name, one, words))
    return found


def _rows_of(compared: Compared, code: str) -> set[int]:
    wanted = compared.study.tree.find(code)
    rows = {at for at, row in enumerate(compared.codes) if row.uuid == wanted.uuid}
    if not rows:
        raise RefusedError(
            _("The code {key} is not compared: it is retired, or rolled up.").format(key=wanted.key),
            hint=_("Name its theme, or another code."),
        )
    return rows


def _named(compared: Compared, transcript: str, name: str, one: Differing, words: str) -> Disagreement:
    return Disagreement(
        transcript,
        name,
        compared.revisions[transcript],
        one.start,
        one.end,
        compared.codes[one.code].key,
        one.kind,
        tuple(compared.coders[at].name for at in one.has),
        tuple(compared.coders[at].name for at in one.lacks),
        tuple(compared.codes[at].key for at in one.instead),
        words,
    )


def table(found: Sequence[Disagreement]) -> Table:
    """Return disagreements, a row each."""
    counted: dict[str, int] = {}
    for one in found:
        counted[one.kind] = counted.get(one.kind, 0) + 1
    rows = [
        (
            one.name,
            one.start,
            one.end,
            one.code,
            str(one.kind),
            list(one.has),
            list(one.lacks),
            list(one.instead),
            one.quotation,
        )
        for one in found
    ]
    return Table(
        _("Disagreements"),
        [TableColumn(key, heading, kind, spoken=key == "kind") for key, heading, kind in _COLUMNS],
        rows,
        name="Disagreements",
        notes=["; ".join(f"{_(kind)} {n}" for kind, n in sorted(counted.items()))] if counted else [],
    )


def confusion_table(project: OpenProject, recipe: AgreementRecipe) -> Table:
    """Return which code of the first coder met which of the second, in units; rows are the first coder's.

    Raises:
        NotFoundError: a name is not there.
        RefusedError: not two coders are compared; else as :func:`workbench.services.agreement.agreement.report`.
    """
    compared = read(project, replace(recipe, replicates=0))
    if len(compared.coders) != 2:
        raise RefusedError(
            _("A table of confusions is of two coders."),
            hint=_("Name two: --coders {names}.").format(names="anna,bjorn"),
        )
    counted = confusions(compared.transcripts, len(compared.codes), recipe.rule)
    used = sorted({at for pair in counted for at in pair if at != NO_CODE})
    first, second = (coder.name for coder in compared.coders)
    keys = {at: compared.codes[at].key for at in used} | {NO_CODE: _("(no other code)")}
    columns = [TableColumn("code", f"{first} ↓ {second} →")]
    columns += [
        TableColumn("none" if at == NO_CODE else keys[at], keys[at], ValueKind.INTEGER) for at in [*used, NO_CODE]
    ]
    rows: list[list[Value]] = [
        [keys[row], *(counted.get((row, column)) for column in [*used, NO_CODE])] for row in [*used, NO_CODE]
    ]
    return Table(
        _("Codes of {first} beside those of {second}, in units").format(first=first, second=second),
        columns,
        rows,
        name="Confusion",
        frozen=1,
    )


def units_table(project: OpenProject, recipe: AgreementRecipe) -> Table:
    """Return what everybody gave to each unit: a row a unit and code, a column a coder, so that anyone can recompute.

    A coder's column is 1 or 0, empty where the coder did not judge the transcript. ``units`` is how many units a row
    stands for: 1, but for characters, of which a row is a run that was coded alike.

    Raises:
        NotFoundError: a name is not there.
        RefusedError: as :func:`workbench.services.agreement.agreement.report`.
    """
    compared = read(project, replace(recipe, replicates=0))
    columns = [
        TableColumn("transcript"),
        TableColumn("unit", kind=ValueKind.INTEGER),
        TableColumn("start", kind=ValueKind.INTEGER),
        TableColumn("end", kind=ValueKind.INTEGER),
        TableColumn("units", kind=ValueKind.INTEGER),
        TableColumn("code"),
        *(TableColumn(coder.name, kind=ValueKind.INTEGER) for coder in compared.coders),
    ]
    return Table(_("Units by code and coder"), columns, _unit_rows(compared, recipe), name="Units")


def _unit_rows(compared: Compared, recipe: AgreementRecipe) -> Iterator[Sequence[Value]]:
    coders = range(len(compared.coders))
    for judged in compared.transcripts:
        for code, row in enumerate(compared.codes):
            if code in judged.apart:
                continue
            last = 0
            for start, end, who in [*runs_of(judged, code, recipe.rule), (judged.line.n, judged.line.n, 0)]:
                for first, stop, given in ((last, start, 0), (start, end, who)):
                    marks = [given >> at & 1 if at in judged.present else None for at in coders]
                    step = max(1, stop - first) if recipe.unit is Unit.CHARACTER else 1
                    for unit in range(first, stop, step):
                        span = judged.line.span_of(unit, unit + step)
                        yield judged.name, unit + 1, span.start, span.end, step, row.key, *marks
                last = end
