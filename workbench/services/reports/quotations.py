"""Chosen quotations: the passages marked for the report, under the theme that they are coded with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from workbench.core.language import _, mark, plural, spoken
from workbench.core.passages import Span
from workbench.core.report_marks import Approval
from workbench.core.transcripts import Role
from workbench.exchange.reports.document import Block, Heading, Paragraph, Part, Quotation, Tone
from workbench.services.codings import report_marks
from workbench.services.codings.report_marks import ListedMark
from workbench.services.project import OpenProject
from workbench.services.reports.material import Material
from workbench.services.reports.wanted import Wanted
from workbench.services.transcripts import OpenTranscript, open_transcript

STATES = {
    Approval.NOT_ASKED: mark("not asked"),
    Approval.ASKED: mark("asked, not answered"),
    Approval.APPROVED: mark("approved"),
    Approval.REFUSED: mark("refused"),
}
"""What an informant said to being quoted, in words."""

_SHORT = re.compile(r"(?:i|inf|info|informant|r|resp|res|respondent)[ .:]*(\d*)", re.IGNORECASE)


def quotations_part(project: OpenProject, material: Material, wanted: Wanted) -> Part:
    """Return the chapter of quotations; none that its informant refused."""
    title = _("Quotations")
    marks = report_marks.of_project(project)
    allowed = [one for one in marks if one.mark.approval is not Approval.REFUSED]
    chosen = _first_approved(allowed, wanted.quotations)
    if wanted.quotations == 0:
        return Part(title, [])
    if not marks:
        says = _("No passage is marked for the report yet: in the reading screen, r marks what is lit.")
        return Part(title, [Paragraph(says, Tone.MISSING)])
    return Part(title, [*_grouped(project, material, chosen), *_said_of_the_rest(marks, allowed, chosen)])


def _first_approved(allowed: Sequence[ListedMark], most: int | None) -> list[ListedMark]:
    """Choose some, the approved before those that were asked about and these before others, and keep their order."""
    ranks = [Approval.APPROVED, Approval.ASKED, Approval.NOT_ASKED]
    ranked = sorted(range(len(allowed)), key=lambda at: (ranks.index(allowed[at].mark.approval), at))
    return [allowed[at] for at in sorted(ranked[:most])]


def _grouped(project: OpenProject, material: Material, chosen: Sequence[ListedMark]) -> Iterator[Block]:
    opened = {uuid: open_transcript(project, uuid) for uuid in {one.mark.transcript for one in chosen}}
    by_theme: dict[str, list[ListedMark]] = {}
    for one in chosen:
        by_theme.setdefault(_theme(material, opened[one.mark.transcript], one), []).append(one)
    names = {code.uuid: code.name(spoken()) for code in material.study.tree.themes()} | {"": _("Not coded")}
    for theme, name in names.items():
        if theme not in by_theme:
            continue
        if theme or len(by_theme) > 1:
            yield Heading(name)
        for one in by_theme[theme]:
            where = reference(material, one, roles_of(opened[one.mark.transcript]))
            yield Quotation(one.quotation, where, _(STATES[one.mark.approval]))


def _theme(material: Material, opened: OpenTranscript, one: ListedMark) -> str:
    """Return the theme (a UUID) whose codings cover most of a passage, "" where none does."""
    tree = material.study.tree
    passage = Span(one.mark.start, one.mark.end)
    covers: Counter[str] = Counter()
    for coding in opened.codings:
        shared = min(coding.end, passage.end) - max(coding.start, passage.start)
        if shared > 0 and coding.revision == one.mark.revision:
            covers[tree.theme(tree.by_uuid[coding.code]).uuid] += shared
    most = max(covers.values(), default=0)
    return next((theme.uuid for theme in tree.themes() if most and covers[theme.uuid] == most), "")


def _said_of_the_rest(
    marks: Sequence[ListedMark], allowed: Sequence[ListedMark], chosen: Sequence[ListedMark]
) -> Iterator[Block]:
    refused, more = len(marks) - len(allowed), len(allowed) - len(chosen)
    waiting = sum(one.mark.approval is not Approval.APPROVED for one in chosen)
    if waiting:
        says = plural(
            waiting,
            "One quotation is not approved by the one who said it: ask before the report is given away.",
            "{n} quotations are not approved by those who said them: ask before the report is given away.",
        )
        yield Paragraph(says, Tone.REMARK)
    if refused:
        says = plural(
            refused,
            "One marked passage is left out, since the informant refused.",
            "{n} marked passages are left out, since the informants refused.",
        )
        yield Paragraph(says, Tone.REMARK)
    if more > 0:
        says = plural(more, "One more marked passage is not shown.", "{n} more marked passages are not shown.")
        yield Paragraph(says, Tone.REMARK)


def roles_of(opened: OpenTranscript) -> Mapping[str, Role]:
    """Return the roles of a transcript's speakers by label."""
    return {speaker.label: speaker.role for speaker in opened.speakers}


def reference(material: Material, one: ListedMark, roles: Mapping[str, Role], *, turn: bool = True) -> str:
    """Return where a quotation stands: ``Informant 1, Moss 2011, turn 45``, or without the ``turn`` whose it is.

    The transcript's name is added where several are from the same place and time.
    """
    place = material.place(one.summary)
    alike = sum(material.place(other) == place for other in material.summaries)
    name = one.summary.transcript.name
    where = f"{place} ({name})" if alike > 1 and name != place else place
    at = _("turn {n}").format(n=one.turn + 1) if turn and one.turn >= 0 else ""
    return ", ".join(part for part in (speaker_name(one.speaker, roles), where, at) if part)


def speaker_name(label: str, roles: Mapping[str, Role]) -> str:
    """Return a speaker as a reader knows them: a transcriber's ``INF1`` is Informant 1; other labels stay."""
    short = _SHORT.fullmatch(label.strip())
    if short is None or roles.get(label) is not Role.RESPONDENT:
        return label
    number = short.group(1)
    return _("Informant {n}").format(n=number) if number else _("Informant")
