"""What figures of agreement say and do not say, in sentences beside them.

Limits are Krippendorff's (Content Analysis, 2004): rely on .800 and over, from .667 to .800 draw tentative conclusions
only; they are held to the lower end of the interval, never to the figure alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.agreement.estimates import Estimate
from workbench.analysis.agreement.recipes import Measure
from workbench.analysis.agreement.rendering import SAYS, TITLES
from workbench.analysis.agreement.report import EVERYWHERE, NEVER, AgreementReport, Figures
from workbench.core.language import _

RELIABLE, TENTATIVE = 0.8, 0.667
RARE = 0.1
"""Under this prevalence agreement on not coding outweighs the rest."""


def sentences(report: AgreementReport, figures: Figures, warnings: Sequence[str] = ()) -> list[str]:
    """Return what one row's figures mean: the primary one with its interval, and what to keep in mind."""
    primary = report.recipe.primary
    one = figures.get(primary, Estimate())
    name = _(TITLES[primary])
    if one.value is None:
        because = _(SAYS[one.reason]) if one.reason is not None else _("it was not reckoned")
        return [_("No {measure}: {because}. That is neither good nor bad.").format(measure=name, because=because)]
    said = [_limits(name, one) if primary.chance_corrected else f"{name} {one.value:.2f}."]
    prevalence, percent = figures.get(Measure.PREVALENCE, Estimate()), figures.get(Measure.PERCENT, Estimate())
    if prevalence.value is not None and percent.value is not None and prevalence.value < RARE:
        said.append(
            _("Given to {share:.0%} of the units: {percent:.0%} agreement is mostly agreement on not coding.").format(
                share=prevalence.value, percent=percent.value
            )
        )
    if EVERYWHERE in warnings:
        said.append(_("One coder gave this code everywhere: kappa is then nought, whatever the others did."))
    if NEVER in warnings:
        said.append(_("One coder never gave this code, so that it may be unknown to them rather than disputed."))
    return said


def _limits(name: str, one: Estimate) -> str:
    if one.low is None or one.high is None:
        return _("{measure} {value:.2f}; without an interval it says little.").format(measure=name, value=one.value)
    if one.low >= RELIABLE:
        verdict = _("even its lower end allows to rely on it")
    elif one.low >= TENTATIVE:
        verdict = _("its lower end allows tentative conclusions only")
    else:
        verdict = _("its lower end is under .667: too little to rely on; look at the disagreements")
    return _(
        "{measure} {value:.2f}, between {low:.2f} and {high:.2f}: {verdict}. Under .800 in {share:.0%} of replicates."
    ).format(measure=name, value=one.value, low=one.low, high=one.high, verdict=verdict, share=one.below_800 or 0)
