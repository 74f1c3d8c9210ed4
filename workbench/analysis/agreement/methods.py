"""A paragraph for a report's section on methods, in English, nynorsk and bokmål.

It says what was compared, how, and what came out, and claims nothing that the program cannot know: what coders talked
about, and how transcripts were chosen where no sample was drawn here, the writer has to add.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.analysis.agreement.estimates import Estimate
from workbench.analysis.agreement.recipes import Measure, Rule
from workbench.analysis.agreement.report import AgreementReport, Sampled
from workbench.analysis.matrices.recipes import Voices
from workbench.core.coders import parse_coder
from workbench.core.language import mark, words_in
from workbench.core.segments import Unit

_OPENING = mark(
    "Agreement between coders was reckoned on {n} of {total} transcripts ({share} %), those that {coders} had marked "
    "as done."
)
_BLIND = mark("None of them saw the others' work on an interview before all were done with it.")
_ROUNDS = mark(
    "Agreement of {coder} with the same person's own work was reckoned on {n} of {total} transcripts ({share} %), "
    "those that had been coded again and marked as done in each round ({rounds})."
)
_ROUNDS_BLIND = mark("An earlier round's codings were not shown while an interview was coded again.")
_SAMPLED = mark("For {coder}, {drawn} of {of} interviews were drawn at random{spread} (seed {seed}).")
_SPREAD = mark(", spread over {by}")
_UNITS = {
    Unit.CHARACTER: mark("the character"),
    Unit.WORD: mark("the word"),
    Unit.SENTENCE: mark("the sentence"),
    Unit.PARAGRAPH: mark("the paragraph"),
    Unit.TURN: mark("the turn"),
    Unit.TRANSCRIPT: mark("the transcript"),
}
_RULES = {
    Rule.ANY: mark("counted as coded where any of its text was coded"),
    Rule.HALF: mark("counted as coded where at least half of its text was coded"),
}
_TEXTS = {
    Voices.RESPONDENTS: mark("The unit was {unit}, of the respondents' speech alone ({units} units), and {rule}."),
    Voices.ALL: mark("The unit was {unit}, of the whole text ({units} units), and {rule}."),
}
_JOINED_TURNS = mark("Turns of one respondent that only one or two words of the interviewer's parted were one unit.")
_THEMES = mark("{codes} themes were compared, each with all codes below it.")
_CODES = mark("{codes} codes were compared, each as given or not given.")
_FIGURE = mark("Over all codes, {measure} was {value} (95 % interval {low} to {high}).")
_FIGURE_ALONE = mark("Over all codes, {measure} was {value}.")
_INTERVAL = mark("Intervals come from {replicates} replicates {resampled} (seed {seed}).")
_RESAMPLED = {
    "transcripts": mark("that resampled transcripts"),
    "turns": mark("that resampled turns within transcripts, since these were few"),
}
_BOUNDS = mark("It was below 0.667 in {low} % of the replicates and below 0.800 in {high} %.")
_MEAN = mark("The unweighted mean of {n} codes' own figures was {value}.")
_BESIDE = mark(
    "Percent agreement was {percent} %, positive agreement (Dice) {dice}, and the codes' mean prevalence "
    "{prevalence} %."
)
_UNDEFINED = mark(
    "For {n} codes the figure is undefined, since nothing varied or nothing could be compared; they are in no overall "
    "figure."
)
_LEFT_CODES = mark("In some transcripts codes were left out that came into the codebook after these were done.")
_NONE = mark("Over all codes, {measure} is undefined.")
_CLOSING = mark("What was settled afterwards is in none of these figures (Interview coding workbench {version}).")
_MEASURES = {
    Measure.ALPHA: mark("Krippendorff's alpha"),
    Measure.COHEN: mark("Cohen's kappa"),
    Measure.CONGER: mark("Conger's kappa"),
    Measure.SCOTT: mark("Scott's pi"),
    Measure.FLEISS: mark("Fleiss' kappa"),
    Measure.AC1: mark("Gwet's AC1"),
    Measure.BRENNAN_PREDIGER: mark("Brennan and Prediger's S"),
}


class _Wording:
    """The sentences in one language, which need not be the interface's; numbers have its decimal sign."""

    def __init__(self, language: str) -> None:
        self.say: Callable[[str], str] = words_in(language)
        self._comma = "." if language == "en" else ","

    def decimals(self, value: float, decimals: int) -> str:
        return f"{value:.{decimals}f}".replace(".", self._comma).replace("-", "−")

    def joined(self, names: Sequence[str]) -> str:
        return ", ".join(names[:-1]) + self.say(" and ") + names[-1] if len(names) > 1 else names[0]


def paragraph(report: AgreementReport, language: str = "en") -> str:
    """Return the paragraph in a language: ``en``, ``nn`` or ``nb``."""
    words = _Wording(language)
    say = words.say
    recipe = report.recipe
    total = len(report.transcripts) + len(
        {one.transcript for one in report.left_out if one.transcript and not one.code}
    )
    people = {parse_coder(name)[0] for name in report.coders}
    alone = len(people) == 1
    said = [
        say(_ROUNDS if alone else _OPENING).format(
            n=len(report.transcripts),
            total=total,
            share=words.decimals(100 * len(report.transcripts) / total, 0),
            coder=min(people),
            coders=words.joined(report.coders),
            rounds=words.joined([str(parse_coder(name)[1]) for name in report.coders]),
        ),
        say(_ROUNDS_BLIND if alone else _BLIND) if report.blind else "",
        *(_sampled(one, words) for one in report.samples),
        say(_TEXTS[recipe.text]).format(unit=say(_UNITS[recipe.unit]), units=report.n, rule=say(_RULES[recipe.rule])),
        say(_JOINED_TURNS) if recipe.joins_turns else "",
        say(_THEMES if recipe.roll_up else _CODES).format(codes=len(report.codes)),
        *_results(report, words),
        say(_LEFT_CODES) if any(one.reason == "not_in_codebook" for one in report.left_out) else "",
        say(_CLOSING).format(version=recipe.version),
    ]
    return " ".join(sentence for sentence in said if sentence)


def _sampled(one: Sampled, words: _Wording) -> str:
    spread = words.say(_SPREAD).format(by=words.joined(one.by)) if one.by else ""
    return words.say(_SAMPLED).format(coder=one.coder, drawn=one.drawn, of=one.of, spread=spread, seed=one.seed)


def _results(report: AgreementReport, words: _Wording) -> list[str]:
    recipe, say = report.recipe, words.say
    measure = say(_MEASURES.get(recipe.primary, recipe.primary.value))
    one = report.overall.get(recipe.primary, Estimate())
    if one.value is None:
        return [say(_NONE).format(measure=measure)]
    said: list[str] = []
    value = words.decimals(one.value, 3)
    if one.low is None or one.high is None:
        said.append(say(_FIGURE_ALONE).format(measure=measure, value=value))
    else:
        low, high = words.decimals(one.low, 3), words.decimals(one.high, 3)
        said.append(say(_FIGURE).format(measure=measure, value=value, low=low, high=high))
        resampled = say(_RESAMPLED[report.resampled])
        said.append(say(_INTERVAL).format(replicates=recipe.replicates, resampled=resampled, seed=recipe.seed))
    if one.below_667 is not None and one.below_800 is not None:
        low, high = words.decimals(100 * one.below_667, 1), words.decimals(100 * one.below_800, 1)
        said.append(say(_BOUNDS).format(low=low, high=high))
    mean = report.mean[recipe.primary].value
    if mean is not None:
        said.append(say(_MEAN).format(n=report.counted[recipe.primary], value=words.decimals(mean, 3)))
    said.append(_beside(report, words))
    undefined = sum(code.figures[recipe.primary].value is None for code in report.codes)
    if undefined:
        said.append(say(_UNDEFINED).format(n=undefined))
    return said


def _beside(report: AgreementReport, words: _Wording) -> str:
    found = [report.overall.get(m, Estimate()).value for m in (Measure.PERCENT, Measure.DICE, Measure.PREVALENCE)]
    percent, dice, prevalence = found
    if percent is None or dice is None or prevalence is None:
        return ""
    return words.say(_BESIDE).format(
        percent=words.decimals(100 * percent, 1),
        dice=words.decimals(dice, 3),
        prevalence=words.decimals(100 * prevalence, 1),
    )
