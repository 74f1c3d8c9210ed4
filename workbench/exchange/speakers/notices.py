"""Notices: what was odd about the speakers, and what was done about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.core.drafts import DraftSpeaker
from workbench.core.errors import Notice
from workbench.core.language import _
from workbench.core.names import shown
from workbench.core.transcripts import CleanText, Turn
from workbench.exchange.speakers.labels import Labels
from workbench.exchange.speakers.roles import Roles
from workbench.exchange.speakers.starts import INTERVIEWER, RESPONDENT
from workbench.exchange.speakers.unlabelled import UNLABELLED

_FEW = 8
"""Up to how many of a kind are told one by one."""


def of_cleaning(total: CleanText) -> Iterator[Notice]:
    """Tell what bringing the text into the stored form changed."""
    if total.controls:
        yield Notice("control-characters", _("Control characters were taken out."), count=total.controls)
    if total.surrogates:
        yield Notice("surrogates", _("Broken characters were replaced by �."), count=total.surrogates, serious=True)
    if total.line_ends:
        yield Notice("line-ends", _("Foreign line ends were made newlines."), count=total.line_ends)
    if total.composed:
        yield Notice(
            "composed", _("Letters and their accents were composed to one character each."), count=abs(total.composed)
        )


def of_labels(labels: Labels, speakers: Sequence[DraftSpeaker], style: str) -> Iterator[Notice]:
    """Tell which labels were merged, doubted or refused, and when nobody is named."""
    for alias, label in labels.aliases.items():
        yield Notice(
            "label-alias",
            _("“{alias}” was taken for a misspelling of “{label}”.").format(alias=shown(alias), label=shown(label)),
        )
    for one, other in labels.doubts:
        yield Notice(
            "label-doubt",
            _("“{one}” and “{other}” may be one speaker; they were left apart.").format(
                one=shown(one), other=shown(other)
            ),
        )
    if len(labels.refused) > _FEW:
        names = _listed([f"“{shown(label)}”" for label in labels.refused])
        yield Notice(
            "not-a-label",
            _("These look like labels and were left in the text: {names}.").format(names=names),
            count=len(labels.refused),
        )
    else:
        for label, count in labels.refused.items():
            yield Notice(
                "not-a-label",
                _("“{label}” looks like a label and was left in the text.").format(label=shown(label)),
                count=count,
            )
    if style in UNLABELLED:
        found = {speaker.label for speaker in speakers}
        if {INTERVIEWER, RESPONDENT} & found:
            message = "No speaker is named; questions and answers were told apart by their form."
        else:
            message = "No speaker is named, so nobody's role is known."
        yield Notice("no-speakers", message)
    elif style == "subtitles" and all(not speaker.label for speaker in speakers):
        yield Notice("no-speakers", _("No speaker is named; each cue became a turn, and nobody's role is known."))


def of_roles(roles: Roles) -> Iterator[Notice]:
    """Tell whose role was guessed and whose could not be."""
    if roles.guessed:
        told = _listed([f"{shown(label)}: {roles.of[label]}" for label in roles.guessed])
        yield Notice("roles-guessed", _("Roles were guessed from who asks and who answers: {told}.").format(told=told))
    if roles.unsure:
        names = _listed([shown(label) for label in roles.unsure])
        yield Notice("roles-unknown", _("It could not be told who asks and who answers: {names}.").format(names=names))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "")


def of_preamble(preamble: str) -> Iterator[Notice]:
    """Tell how much stands at the top that is not speech."""
    if preamble:
        count = sum(bool(line.strip()) for line in preamble.split("\n"))
        yield Notice(
            "preamble",
            _("What stands before the first turn was kept apart as preamble; it may hold names."),
            count=count,
        )


def of_times(turns: Sequence[Turn]) -> Iterator[Notice]:
    """Tell where time stamps repeat or run backwards."""
    backwards = repeated = 0
    first = ""
    last: int | None = None
    for n, turn in enumerate(turns, start=1):
        if turn.time_ms is None:
            continue
        if last is not None and turn.time_ms < last:
            backwards += 1
            first = first or f"turn {n}"
        repeated += turn.time_ms == last
        last = turn.time_ms
    if backwards:
        yield Notice("time-backwards", _("Time stamps run backwards; they were kept as they are."), first, backwards)
    if repeated:
        yield Notice("time-repeated", _("Time stamps repeat; they were kept as they are."), count=repeated)


def of_silence(count: int) -> Iterator[Notice]:
    """Tell of labels after which nothing was said."""
    if count:
        yield Notice("empty-turn", _("Labels with no words after them were left out."), count=count)
