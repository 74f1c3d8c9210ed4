"""A paragraph for a report's section on methods, in English, nynorsk and bokmål.

It says what was compared, how, and what came out, and claims nothing that the program cannot know: what coders talked
about, and how transcripts were chosen where no sample was drawn here, the writer has to add.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.analysis.agreement.estimates import Estimate
from workbench.analysis.agreement.recipes import Measure, Rule
from workbench.analysis.agreement.report import AgreementReport, Sampled
from workbench.analysis.matrices.recipes import Voices
from workbench.core.segments import Unit


@dataclass(frozen=True, slots=True)
class Wording:
    """Sentences in one language, with named holes; numbers have its decimal sign."""

    comma: str
    joined: str
    opening: str
    blind: str
    sampled: str
    spread: str
    units: Mapping[Unit, str]
    rules: Mapping[Rule, str]
    texts: Mapping[Voices, str]
    joined_turns: str
    themes: str
    codes: str
    figure: str
    figure_alone: str
    interval: str
    resampled: Mapping[str, str]
    bounds: str
    mean: str
    beside: str
    undefined: str
    left_codes: str
    none: str
    closing: str
    measures: Mapping[Measure, str]


_ENGLISH = Wording(
    comma=".",
    joined=" and ",
    opening="Agreement between coders was reckoned on {n} of {total} transcripts ({share} %), those that {coders} had "
    "marked as done.",
    blind="None of them saw the others' work on an interview before all were done with it.",
    sampled="For {coder}, {drawn} of {of} interviews were drawn at random{spread} (seed {seed}).",
    spread=", spread over {by}",
    units={
        Unit.CHARACTER: "character",
        Unit.WORD: "word",
        Unit.SENTENCE: "sentence",
        Unit.PARAGRAPH: "paragraph",
        Unit.TURN: "turn",
        Unit.TRANSCRIPT: "transcript",
    },
    rules={
        Rule.ANY: "counted as coded where any of its text was coded",
        Rule.HALF: "counted as coded where at least half of its text was coded",
    },
    texts={
        Voices.RESPONDENTS: "The unit was the {unit}, of the respondents' speech alone ({units} units), and {rule}.",
        Voices.ALL: "The unit was the {unit}, of the whole text ({units} units), and {rule}.",
    },
    joined_turns="Turns of one respondent that only one or two words of the interviewer's parted were one unit.",
    themes="{codes} themes were compared, each with all codes below it.",
    codes="{codes} codes were compared, each as given or not given.",
    figure="Over all codes, {measure} was {value} (95 % interval {low} to {high}).",
    figure_alone="Over all codes, {measure} was {value}.",
    interval="Intervals come from {replicates} replicates {resampled} (seed {seed}).",
    resampled={
        "transcripts": "that resampled transcripts",
        "turns": "that resampled turns within transcripts, since these were few",
    },
    bounds="It was below 0.667 in {low} % of the replicates and below 0.800 in {high} %.",
    mean="The unweighted mean of {n} codes' own figures was {value}.",
    beside="Percent agreement was {percent} %, positive agreement (Dice) {dice}, and the codes' mean prevalence "
    "{prevalence} %.",
    undefined="For {n} codes the figure is undefined, since nothing varied or nothing could be compared; they are in "
    "no overall figure.",
    left_codes="In some transcripts codes were left out that came into the codebook after these were done.",
    none="Over all codes, {measure} is undefined.",
    closing="What was settled afterwards is in none of these figures (Interview coding workbench {version}).",
    measures={
        Measure.ALPHA: "Krippendorff's alpha",
        Measure.COHEN: "Cohen's kappa",
        Measure.CONGER: "Conger's kappa",
        Measure.SCOTT: "Scott's pi",
        Measure.FLEISS: "Fleiss' kappa",
        Measure.AC1: "Gwet's AC1",
        Measure.BRENNAN_PREDIGER: "Brennan and Prediger's S",
    },
)

_NYNORSK = Wording(
    comma=",",
    joined=" og ",
    opening="Samsvaret mellom kodarane er rekna ut på {n} av {total} intervju ({share} %), dei som {coders} hadde "
    "merkt som ferdige.",
    blind="Ingen av dei såg kva dei andre hadde gjort i eit intervju, før alle var ferdige med det.",
    sampled="For {coder} vart {drawn} av {of} intervju trekte tilfeldig{spread} (frø {seed}).",
    spread=", fordelte på {by}",
    units={
        Unit.CHARACTER: "teiknet",
        Unit.WORD: "ordet",
        Unit.SENTENCE: "setninga",
        Unit.PARAGRAPH: "avsnittet",
        Unit.TURN: "replikken",
        Unit.TRANSCRIPT: "intervjuet",
    },
    rules={
        Rule.ANY: "rekna som koda der noko av teksten var koda",
        Rule.HALF: "rekna som koda der minst halve teksten var koda",
    },
    texts={
        Voices.RESPONDENTS: "Eininga er {unit}, berre i det informantane seier ({units} einingar), {rule}.",
        Voices.ALL: "Eininga er {unit}, i heile teksten ({units} einingar), {rule}.",
    },
    joined_turns="Replikkar frå same informant som berre eitt eller to ord frå intervjuaren skil, er éi eining.",
    themes="{codes} tema er samanlikna, kvart med alle kodane under seg.",
    codes="{codes} kodar er samanlikna, kvar som gitt eller ikkje gitt.",
    figure="For alle kodane samla var {measure} {value} (95 % intervall {low} til {high}).",
    figure_alone="For alle kodane samla var {measure} {value}.",
    interval="Intervalla kjem frå {replicates} gjentak {resampled} (frø {seed}).",
    resampled={
        "transcripts": "der intervjua er trekte på nytt",
        "turns": "der replikkane i kvart intervju er trekte på nytt, sidan intervjua er få",
    },
    bounds="Han var under 0,667 i {low} % av gjentaka og under 0,800 i {high} %.",
    mean="Det uvekta gjennomsnittet av tala for {n} kodar var {value}.",
    beside="Prosentvis samsvar var {percent} %, positivt samsvar (Dice) {dice}, og kodane var i gjennomsnitt brukte på "
    "{prevalence} % av einingane.",
    undefined="For {n} kodar er talet udefinert, fordi ingenting varierte eller ingenting kunne samanliknast; dei er "
    "ikkje med i dei samla tala.",
    left_codes="I nokre intervju er kodar haldne utanfor som kom inn i kodeboka etter at intervjua var ferdige.",
    none="For alle kodane samla er {measure} udefinert.",
    closing="Det som vart avklara etterpå, er ikkje med i tala (Interview coding workbench {version}).",
    measures={
        Measure.ALPHA: "Krippendorffs alfa",
        Measure.COHEN: "Cohens kappa",
        Measure.CONGER: "Congers kappa",
        Measure.SCOTT: "Scotts pi",
        Measure.FLEISS: "Fleiss' kappa",
        Measure.AC1: "Gwets AC1",
        Measure.BRENNAN_PREDIGER: "Brennan og Predigers S",
    },
)

_BOKMAL = Wording(
    comma=",",
    joined=" og ",
    opening="Samsvaret mellom koderne er regnet ut på {n} av {total} intervjuer ({share} %), de som {coders} hadde "
    "merket som ferdige.",
    blind="Ingen av dem så hva de andre hadde gjort i et intervju, før alle var ferdige med det.",
    sampled="For {coder} ble {drawn} av {of} intervjuer trukket tilfeldig{spread} (frø {seed}).",
    spread=", fordelt på {by}",
    units={
        Unit.CHARACTER: "tegnet",
        Unit.WORD: "ordet",
        Unit.SENTENCE: "setningen",
        Unit.PARAGRAPH: "avsnittet",
        Unit.TURN: "replikken",
        Unit.TRANSCRIPT: "intervjuet",
    },
    rules={
        Rule.ANY: "regnet som kodet der noe av teksten var kodet",
        Rule.HALF: "regnet som kodet der minst halve teksten var kodet",
    },
    texts={
        Voices.RESPONDENTS: "Enheten er {unit}, bare i det informantene sier ({units} enheter), {rule}.",
        Voices.ALL: "Enheten er {unit}, i hele teksten ({units} enheter), {rule}.",
    },
    joined_turns="Replikker fra samme informant som bare ett eller to ord fra intervjueren skiller, er én enhet.",
    themes="{codes} temaer er sammenlignet, hvert med alle kodene under seg.",
    codes="{codes} koder er sammenlignet, hver som gitt eller ikke gitt.",
    figure="For alle kodene samlet var {measure} {value} (95 % intervall {low} til {high}).",
    figure_alone="For alle kodene samlet var {measure} {value}.",
    interval="Intervallene kommer fra {replicates} gjentak {resampled} (frø {seed}).",
    resampled={
        "transcripts": "der intervjuene er trukket på nytt",
        "turns": "der replikkene i hvert intervju er trukket på nytt, siden intervjuene er få",
    },
    bounds="Den var under 0,667 i {low} % av gjentakene og under 0,800 i {high} %.",
    mean="Det uveide gjennomsnittet av tallene for {n} koder var {value}.",
    beside="Prosentvis samsvar var {percent} %, positivt samsvar (Dice) {dice}, og kodene var i gjennomsnitt brukt på "
    "{prevalence} % av enhetene.",
    undefined="For {n} koder er tallet udefinert, fordi ingenting varierte eller ingenting kunne sammenlignes; de er "
    "ikke med i de samlede tallene.",
    left_codes="I noen intervjuer er koder holdt utenfor som kom inn i kodeboken etter at intervjuene var ferdige.",
    none="For alle kodene samlet er {measure} udefinert.",
    closing="Det som ble avklart etterpå, er ikke med i tallene (Interview coding workbench {version}).",
    measures={
        Measure.ALPHA: "Krippendorffs alfa",
        Measure.COHEN: "Cohens kappa",
        Measure.CONGER: "Congers kappa",
        Measure.SCOTT: "Scotts pi",
        Measure.FLEISS: "Fleiss' kappa",
        Measure.AC1: "Gwets AC1",
        Measure.BRENNAN_PREDIGER: "Brennan og Predigers S",
    },
)

WORDINGS: Mapping[str, Wording] = {"en": _ENGLISH, "nn": _NYNORSK, "nb": _BOKMAL}
"""Sentences by language; the paragraph is in the report's language, which need not be the interface's."""


def paragraph(report: AgreementReport, language: str = "en") -> str:
    """Return the paragraph in a language: ``en``, ``nn`` or ``nb``."""
    words = WORDINGS[language]
    recipe = report.recipe
    total = len(report.transcripts) + len(
        {one.transcript for one in report.left_out if one.transcript and not one.code}
    )
    said = [
        words.opening.format(
            n=len(report.transcripts),
            total=total,
            share=_decimals(100 * len(report.transcripts) / total, 0, words),
            coders=_joined(report.coders, words),
        ),
        words.blind if report.blind else "",
        *(_sampled(one, words) for one in report.samples),
        words.texts[recipe.text].format(unit=words.units[recipe.unit], units=report.n, rule=words.rules[recipe.rule]),
        words.joined_turns if recipe.joins_turns else "",
        (words.themes if recipe.roll_up else words.codes).format(codes=len(report.codes)),
        *_results(report, words),
        words.left_codes if any(one.reason == "not_in_codebook" for one in report.left_out) else "",
        words.closing.format(version=recipe.version),
    ]
    return " ".join(sentence for sentence in said if sentence)


def _sampled(one: Sampled, words: Wording) -> str:
    spread = words.spread.format(by=_joined(one.by, words)) if one.by else ""
    return words.sampled.format(coder=one.coder, drawn=one.drawn, of=one.of, spread=spread, seed=one.seed)


def _results(report: AgreementReport, words: Wording) -> list[str]:
    recipe = report.recipe
    measure = words.measures.get(recipe.primary, recipe.primary.value)
    one = report.overall.get(recipe.primary, Estimate())
    if one.value is None:
        return [words.none.format(measure=measure)]
    said: list[str] = []
    if one.low is None or one.high is None:
        said.append(words.figure_alone.format(measure=measure, value=_decimals(one.value, 3, words)))
    else:
        low, high = _decimals(one.low, 3, words), _decimals(one.high, 3, words)
        said.append(words.figure.format(measure=measure, value=_decimals(one.value, 3, words), low=low, high=high))
        said.append(
            words.interval.format(
                replicates=recipe.replicates, resampled=words.resampled[report.resampled], seed=recipe.seed
            )
        )
    if one.below_667 is not None and one.below_800 is not None:
        low, high = _decimals(100 * one.below_667, 1, words), _decimals(100 * one.below_800, 1, words)
        said.append(words.bounds.format(low=low, high=high))
    mean = report.mean[recipe.primary].value
    if mean is not None:
        said.append(words.mean.format(n=report.counted[recipe.primary], value=_decimals(mean, 3, words)))
    said.append(_beside(report, words))
    undefined = sum(code.figures[recipe.primary].value is None for code in report.codes)
    if undefined:
        said.append(words.undefined.format(n=undefined))
    return said


def _beside(report: AgreementReport, words: Wording) -> str:
    found = [report.overall.get(m, Estimate()).value for m in (Measure.PERCENT, Measure.DICE, Measure.PREVALENCE)]
    percent, dice, prevalence = found
    if percent is None or dice is None or prevalence is None:
        return ""
    return words.beside.format(
        percent=_decimals(100 * percent, 1, words),
        dice=_decimals(dice, 3, words),
        prevalence=_decimals(100 * prevalence, 1, words),
    )


def _decimals(value: float, decimals: int, words: Wording) -> str:
    return f"{value:.{decimals}f}".replace(".", words.comma).replace("-", "−")


def _joined(names: Sequence[str], words: Wording) -> str:
    return ", ".join(names[:-1]) + words.joined + names[-1] if len(names) > 1 else names[0]
