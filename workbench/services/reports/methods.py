"""How it was done: who coded, how much of it twice, what is counted, and how far the coders agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench import __version__
from workbench.analysis.agreement.recipes import FOR_PEOPLE, AgreementRecipe
from workbench.analysis.agreement.report import AgreementReport
from workbench.analysis.matrices import Measure
from workbench.core.coders import Progress
from workbench.core.errors import RefusedError
from workbench.core.language import _, mark, spoken
from workbench.exchange.reports.document import Block, Figures, Paragraph, Part, Tone
from workbench.services.agreement import agreement
from workbench.services.project import OpenProject
from workbench.services.reports.counts import Counts
from workbench.services.reports.material import Material
from workbench.services.reports.wanted import Wanted, counted, listed, percent

MEASURES = {
    Measure.CODINGS: mark("Codings are counted as they were given."),
    Measure.TRANSCRIPTS: mark(
        "An interview has a theme where one of its codes was given in it at least once; how many have it is told "
        "of how many there are."
    ),
    Measure.CASES: mark("A case has a theme where one of its interviews has it."),
    Measure.TURNS: mark("A turn has a theme where any of its text is coded with it."),
    Measure.SENTENCES: mark("A sentence has a theme where any of its text is coded with it."),
    Measure.WORDS: mark(
        "Words coded are the informants’ words in passages with one of the theme’s codes; a word counts once, however "
        "many codings cover it, and when half of it or more is covered. Interviewers’ turns, time stamps and the "
        "transcriber’s marks in brackets are left out."
    ),
    Measure.CHARACTERS: mark("Characters coded are those of the informants’ speech in coded passages, each once."),
    Measure.SHARE: mark(
        "Shares are those words as a share of all that the informants of the column said, pooled over its interviews."
    ),
    Measure.PER_1000: mark("Codings per 1,000 words are reckoned on the informants’ words of the column."),
    Measure.MEAN: mark("Codings per interview are the mean over the column’s interviews."),
}
"""What the figures of a measure mean, in sentences for a section on methods."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """How far coders agree, by theme and by code; or ``why`` there is no figure."""

    by_theme: AgreementReport | None = None
    by_code: AgreementReport | None = None
    why: str = ""


def agreed(project: OpenProject, material: Material, wanted: Wanted) -> Agreed:
    """Reckon agreement where it is wanted and there is something to compare."""
    if not wanted.agreement:
        return Agreed(why=_("It was not asked for."))
    if not material.coded:
        return Agreed(why=_("Nothing is coded yet, as far as the one who made the report may see."))
    try:
        by_code = agreement.report(project, AgreementRecipe(measures=FOR_PEOPLE))
        by_theme = agreement.report(project, AgreementRecipe(measures=FOR_PEOPLE, roll_up=True))
    except RefusedError as refused:
        return Agreed(why=refused.message)
    return Agreed(by_theme, by_code)


def agreement_part(found: Agreed) -> Part:
    """Return the chapter on agreement between coders."""
    title = _("Agreement between coders")
    if found.by_theme is None:
        return Part(title, [Paragraph(_("There is no figure of agreement. {why}").format(why=found.why), Tone.MISSING)])
    caption = _("Agreement of {coders} by theme").format(coders=listed(found.by_theme.coders))
    lead = _(
        "The table compares whether the coders gave a turn any code of a theme. How far they agree on single codes "
        "stands in the appendix, and how it was reckoned under Methods."
    )
    return Part(title, [Paragraph(lead), Figures(caption, agreement.table(found.by_theme, spoken()))])


def agreement_by_code_part(found: Agreed, title: str) -> Part | None:
    """Return the appendix with agreement by code; None where there is none."""
    if found.by_code is None:
        return None
    caption = _("Agreement of {coders} by code").format(coders=listed(found.by_code.coders))
    return Part(title, [Figures(caption, agreement.table(found.by_code, spoken()))])


def methods_part(project: OpenProject, material: Material, counts: Counts, found: Agreed) -> Part:
    """Return the chapter on methods."""
    blocks: list[Block] = [Paragraph(" ".join(_coding(project, material, found)))]
    said = " ".join(_counting(counts))
    if said:
        blocks.append(Paragraph(said))
    if found.by_code is not None:
        blocks.append(Paragraph(agreement.methods_text(found.by_code, spoken())))
    version = _("Counted with the Interview coding workbench, version {version}, from codebook revision {revision}.")
    revision = counts.every[0].recipe.codebook_revision if counts.every else None
    if revision is not None:
        blocks.append(Paragraph(version.format(version=__version__, revision=revision)))
    return Part(_("Methods"), blocks)


def _coding(project: OpenProject, material: Material, found: Agreed) -> Iterator[str]:
    total = len(material.summaries)
    if not total:
        yield _("Nothing is coded yet.")
        return
    done = {one.uuid: 0 for one in material.people}
    double = 0
    for summary in material.summaries:
        finished = [c for c, progress in summary.progress.items() if c in done and progress is Progress.DONE]
        double += len(finished) > 1
        for coder in finished:
            done[coder] += 1
    for one in material.people:
        if done[one.uuid]:
            says = _("{name} is done with {n} of {total} interviews.")
            yield says.format(name=one.name, n=counted(done[one.uuid]), total=counted(total))
    if not any(done.values()):
        yield _("No interview is marked as done yet.")
    elif double:
        says = _("{n} of {total} interviews ({share}) were coded by two or more.")
        yield says.format(n=counted(double), total=counted(total), share=percent(double / total))
    elif not material.hides:
        yield _("No interview was coded by two.")
    if found.by_code is None:
        yield from _samples(project, material)


def _samples(project: OpenProject, material: Material) -> Iterator[str]:
    """Say how interviews were drawn, as far as it concerns the one who looks; agreement's paragraph says it itself."""
    names = {one.uuid: one.name for one in material.people}
    own = project.coder.uuid if project.coder is not None else ""
    for one in project.project.settings.get("samples", []):
        if one["coder"] in names and (not material.hides or project.viewer.lead or one["coder"] == own):
            spread = _(", spread over {by}").format(by=listed(one["by"])) if one["by"] else ""
            yield _("For {name}, {drawn} of {of} interviews were drawn at random{spread} (seed {seed}).").format(
                name=names[one["coder"]], drawn=one["drawn"], of=one["of"], spread=spread, seed=one["seed"]
            )


def _counting(counts: Counts) -> Iterator[str]:
    if not counts.every:
        return
    yield _(
        "Each interview is counted once, whoever coded it: by the consensus where that is complete, else by the work "
        "of its primary coder, else of the project’s first coder."
    )
    measures: Sequence[Measure] = list(dict.fromkeys(matrix.recipe.measure for matrix in counts.every))
    if Measure.SHARE in measures and Measure.WORDS not in measures:
        measures = [Measure.WORDS, *measures]
    for measure in measures:
        yield _(MEASURES[measure])
    yield _(
        "A passage may have codes of several themes, so that themes do not add up to all codes. A zero stands only "
        "where a coder was done with the interview under a codebook that held the code; where nobody has looked, the "
        "cell is empty and says why."
    )
