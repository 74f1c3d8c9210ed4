"""Agreement between coders: how far they agree, and where they do not."""

from __future__ import annotations

import datetime
import shlex
from collections import Counter
from dataclasses import replace

from workbench import __version__
from workbench.analysis.agreement import methods, rendering, stretches
from workbench.analysis.agreement.recipes import FOR_PEOPLE, AgreementRecipe, Measure
from workbench.analysis.agreement.reckoning import reckon
from workbench.analysis.agreement.report import AgreementReport, Sampled
from workbench.analysis.tables import Table
from workbench.core.errors import RefusedError
from workbench.core.language import _
from workbench.services.agreement.agreement_reading import Compared, read
from workbench.services.agreement.disagreements import confusion_table, disagreements, units_table
from workbench.services.agreement.disagreements import table as disagreements_table
from workbench.services.agreement.readings import Readings
from workbench.services.project import OpenProject
from workbench.services.project import coders as every_coder
from workbench.store import codebook
from workbench.store import coders as stored_coders

__all__ = [
    "Readings",
    "command",
    "confusion_table",
    "disagreements",
    "disagreements_table",
    "done_at",
    "methods_text",
    "report",
    "table",
    "units_table",
]


def report(project: OpenProject, recipe: AgreementRecipe, readings: Readings | None = None) -> AgreementReport:
    """Reckon how far coders agree.

    Args:
        project: reckoned as far as the coder may see it; of a blind transcript from what stood when each was done.
        recipe: who, what, where and how; project, date, version, command and codebook revision are filled in here.
        readings: what was read before, where several recipes are reckoned one after another.

    Raises:
        NotFoundError: the recipe names a coder, a code or an attribute that is not there.
        RefusedError: it names one coder or a retired code, no transcript is left to compare, or codes of a domain
            overlap.
    """
    compared = read(project, recipe, readings=readings)
    recipe = _complete(project, recipe, compared)
    if recipe.domains or (recipe.measures != tuple(Measure) and _needs_domains(recipe)):
        _refuse_clash(recipe, compared)
    found = reckon(recipe, [c.name for c in compared.coders], compared.codes, compared.transcripts)
    return replace(
        found,
        left_out=compared.left_out,
        notices=compared.notices,
        blind=compared.blind,
        samples=_samples(project, compared),
    )


def _samples(project: OpenProject, compared: Compared) -> tuple[Sampled, ...]:
    """Return how transcripts were drawn for the compared coders."""
    names = {coder.uuid: coder.name for coder in compared.coders}
    return tuple(
        Sampled(names[one["coder"]], one["drawn"], one["of"], tuple(one["by"]), one["seed"])
        for one in project.project.settings.get("samples", [])
        if one["coder"] in names
    )


def table(report: AgreementReport, language: str = "en") -> Table:
    """Return a report as people read it: a row a code, or by transcript a row a transcript."""
    return rendering.summary(report, language)


def methods_text(report: AgreementReport, language: str = "en") -> str:
    """Return the paragraph for a section on methods, in English, nynorsk or bokmål; it needs the headline measures."""
    return methods.paragraph(report, language)


def done_at(project: OpenProject, report: AgreementReport) -> dict[str, int]:
    """Return when the last of the compared coders was done with each transcript, microseconds UTC by name.

    Figures in this order show whether coders drift apart, or learn to agree.
    """
    compared = set(report.coders)
    people = {coder.uuid: coder.name for coder in every_coder(project)}
    names = {one.uuid: one.name for one in report.transcripts}
    found: dict[str, int] = {}
    with project.database.reading() as connection:
        for status in stored_coders.statuses(connection, project.viewer):
            if status.transcript in names and people.get(status.coder) in compared:
                name = names[status.transcript]
                found[name] = max(found.get(name, 0), status.at)
    return found


def _needs_domains(recipe: AgreementRecipe) -> bool:
    return bool({Measure.U, Measure.CU, Measure.KU} & set(recipe.measures))


def _refuse_clash(recipe: AgreementRecipe, compared: Compared) -> None:
    """Refuse unitizing measures where a coder gave two codes of one domain to the same text."""
    domains = stretches.domains_of(recipe, compared.codes)
    clash = next(stretches.clashes(domains, compared.transcripts), None)
    if clash is None:
        return
    name = next(one.name for one in compared.transcripts if one.transcript == clash.transcript)
    one, other = (compared.codes[at].key for at in clash.codes)
    raise RefusedError(
        _(
            "{coder} gave both {one} and {other} to the same words in {name}; in a domain, codes exclude each other."
        ).format(coder=compared.coders[clash.coder].name, one=one, other=other, name=name),
        hint=_(
            "Name domains of codes that never overlap: --domain {one},…; or leave the unitizing measures out."
        ).format(one=one),
    )


def _complete(project: OpenProject, recipe: AgreementRecipe, compared: Compared) -> AgreementRecipe:
    tree = compared.study.tree
    keys = {code.uuid: code.key for code in compared.codes}
    domains = []
    for domain in recipe.domains:
        found = [keys.get(tree.find(name).uuid) for name in domain]
        if None in found:
            missing = domain[found.index(None)]
            raise RefusedError(
                _("The code {name} is in a domain and is not compared.").format(name=missing),
                hint=_("Name it with --codes too, or leave --codes out."),
            )
        domains.append(tuple(dict.fromkeys(key for key in found if key is not None)))
    twice = [key for key, n in Counter(key for domain in domains for key in domain).items() if n > 1]
    if twice:
        raise RefusedError(
            _("The code {name} is in more than one domain.").format(name=twice[0]),
            hint=_("Name it in the domain of the codes that it excludes."),
        )
    with project.database.reading() as connection:
        revision = codebook.revision(connection)
    primary = Measure(project.project.settings.get("primary_measure", recipe.primary))
    for_people = recipe.measures == FOR_PEOPLE and primary not in recipe.measures
    recipe = replace(
        recipe,
        primary=primary,
        measures=(primary, *recipe.measures) if for_people else recipe.measures,
        coders=tuple(c.name for c in compared.coders),
        codes=tuple(code.key for code in compared.codes) if recipe.codes else (),
        domains=tuple(domains),
        codebook_revision=revision,
        project=project.project.name,
        date=datetime.datetime.now(datetime.UTC).replace(microsecond=0).isoformat(),
        version=__version__,
    )
    return replace(recipe, command=recipe.command or command(recipe))


def command(recipe: AgreementRecipe) -> str:
    """Return the command line that reckons a report again."""
    default = AgreementRecipe()
    given = {
        "--coders": ",".join(recipe.coders),
        "--unit": recipe.unit if recipe.unit is not default.unit else "",
        "--rule": recipe.rule if recipe.rule is not default.rule else "",
        "--text": recipe.text if recipe.text is not default.text else "",
        "--codes": ",".join(recipe.codes),
        "--measure": ",".join(recipe.measures)
        if recipe.measures not in (default.measures, FOR_PEOPLE, (recipe.primary, *FOR_PEOPLE))
        else "",
        "--by": recipe.by if recipe.by != default.by else "",
        "--where": recipe.where,
        "--overlap": f"{recipe.overlap:g}" if recipe.overlap != default.overlap else "",
        "--seed": str(recipe.seed) if recipe.seed != default.seed else "",
        "--replicates": str(recipe.replicates) if recipe.replicates != default.replicates else "",
    }
    flags = {
        "--roll-up": recipe.roll_up,
        "--assume-done": recipe.assume_done,
        "--reviewed-only": recipe.reviewed_only,
    }
    words = ["workbench", "agreement", *(w for option, value in given.items() if value for w in (option, str(value)))]
    words += [word for domain in recipe.domains for word in ("--domain", ",".join(domain))]
    return shlex.join([*words, *(flag for flag, wanted in flags.items() if wanted)])
