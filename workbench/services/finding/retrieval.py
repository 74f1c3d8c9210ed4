"""Passages: what is coded so, found by a query, given another code or none, several at once."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from workbench.analysis import retrieval
from workbench.analysis.retrieval import CodedPassage, Found, Question, Setting, Vocabulary
from workbench.analysis.tables import Table, TableColumn, Value, ValueKind
from workbench.core.codebook import CodeTree
from workbench.core.coders import Coder, CoderKind, Viewer
from workbench.core.codings import Coding
from workbench.core.language import _
from workbench.core.passages import CONTEXT, Span
from workbench.core.transcripts import Role, Speaker, TranscriptText
from workbench.services.codings.recoding import Recoded, recode, uncode
from workbench.services.project import OpenProject
from workbench.store import cases, codebook, codings, memos, records, transcripts
from workbench.store.database import Transaction

__all__ = ["Recoded", "passages", "recode", "table", "text_of", "uncode", "whole_turns"]


def passages(project: OpenProject, query: str = "", *, context: int = CONTEXT, language: str = "en") -> Iterator[Found]:
    """Yield the passages that a query finds, as far as the coder may see them, by transcript and in text order.

    A passage is one coding of one coder; :mod:`workbench.analysis.retrieval.finding` says what a query finds. Names
    are looked up before the first one is asked for; the passages are then read transcript by transcript.

    Args:
        project: where.
        query: such as ``code:budsjett and not code:innsparing municipality:Moss year>=2011``; "" finds all codings.
        context: how many characters around the quotation come along at most, in whole words.
        language: of the codes' names and paths.

    Raises:
        RefusedError: the query cannot be read; a :class:`workbench.analysis.queries.QueryError` says where.
        NotFoundError: a name in it is not there.
    """
    with project.database.reading() as connection:
        question = retrieval.understand(query, replace(_vocabulary(connection, project.viewer), language=language))
    return _stream(project, question, max(0, context), language)


def _vocabulary(connection: Transaction, viewer: Viewer) -> Vocabulary:
    def counted_by(named: Sequence[str | None]) -> Mapping[str, str | None]:
        # Only who asks for what a matrix counts pays for matrices.
        from workbench.analysis.matrices.layers import Choice, layer_of
        from workbench.analysis.matrices.recipes import Policy
        from workbench.store import matrices

        study = matrices.study(connection, viewer)
        consensus = frozenset(coder.uuid for coder in study.coders if coder.kind is CoderKind.CONSENSUS)
        chosen = tuple(coder for coder in named if coder is not None)
        choice = Choice(Policy.ONE, chosen, consensus, study.first_coder, bool(named))
        return {interview.uuid: layer_of(interview, choice) for interview in study.interviews}

    return Vocabulary(
        codebook.tree(connection),
        records.all_of(connection, "coder"),
        cases.types_of_attributes(connection),
        [one.name for one in records.all_of(connection, "transcript")],
        [one.name for one in records.all_of(connection, "case")],
        counted_by,
    )


@dataclass(slots=True)
class _Known:
    """What every passage is told with."""

    tree: CodeTree
    people: Mapping[str, Coder]
    roles: Mapping[tuple[str, str], Role]
    memos: Mapping[str, Sequence[str]]
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def _stream(project: OpenProject, question: Question | None, context: int, language: str) -> Iterator[Found]:
    """Yield what is found while the transaction is open, so that a list of any length is streamed."""
    with project.database.reading() as connection:
        known = _known(connection, project.viewer, language)
        settings = {
            one.transcript.uuid: Setting(one.transcript.uuid, one.transcript.name, one.case, one.attributes)
            for one in transcripts.summaries(connection, project.viewer)
        }
        wanted = None
        if question is not None:
            wanted = [uuid for uuid, setting in settings.items() if retrieval.possible(question, setting)]
            wanted = None if len(wanted) == len(settings) else wanted
        listing = codings.listing(connection, project.viewer, transcripts=wanted)
        for uuid, rows in groupby(listing, key=lambda one: one.coding.transcript):
            here = [
                CodedPassage(
                    one,
                    known.roles.get((uuid, one.speaker), Role.OTHER),
                    tuple(known.memos.get(one.coding.uuid, ())),
                )
                for one in rows
            ]
            hits = retrieval.matches(question, settings[uuid], here)
            beside = retrieval.overlapping(here, hits)
            text = None
            if hits and context > CONTEXT:
                text = transcripts.text_of(connection, uuid, here[0].coding.revision).text
            for at in hits:
                own = here[at].coding.code
                others = [
                    code for code in dict.fromkeys(here[other].coding.code for other in beside[at]) if code != own
                ]
                yield _found(here[at], others, settings[uuid], known, _around(here[at], text, context))


def _known(connection: Transaction, viewer: Viewer, language: str) -> _Known:
    speakers: list[Speaker] = records.all_of(connection, "speaker")
    noted: dict[str, list[str]] = {}
    for memo in memos.listing(connection, viewer):
        if memo.coding:
            noted.setdefault(memo.coding, []).append(memo.body)
    tree = codebook.tree(connection)
    return _Known(
        tree,
        {one.uuid: one for one in records.all_of(connection, "coder")},
        {(one.transcript, one.label): one.role for one in speakers},
        noted,
        {code.uuid: (code.name(language), tree.path(code, language)) for code in tree.order},
    )


def _found(
    passage: CodedPassage, others: Sequence[str], setting: Setting, known: _Known, around: tuple[str, str]
) -> Found:
    listed, coding = passage.listed, passage.coding
    person = known.people[coding.coder]
    name, path = known.names[coding.code]
    return Found(
        coding=coding,
        setting=setting,
        turn=listed.turn + 1 if listed.turn >= 0 else None,
        speaker=listed.speaker,
        role=passage.role,
        quotation=listed.quotation,
        before=around[0],
        after=around[1],
        code=known.tree.by_uuid[coding.code].key,
        code_name=name,
        code_path=path,
        codes=tuple(known.tree.by_uuid[code].key for code in others),
        names=tuple(known.names[code][0] for code in others),
        coder=person.name,
        round=person.round,
        memo="\n".join(passage.memos),
    )


def _around(passage: CodedPassage, text: str | None, context: int) -> tuple[str, str]:
    """Return up to ``context`` characters before and after a passage; a word that is cut there is left out."""
    start, end = passage.coding.start, passage.coding.end
    if text is not None:
        before, after = text[max(0, start - context) : start], text[end : end + context]
    else:
        before = passage.listed.before[max(0, len(passage.listed.before) - context) :]
        after = passage.listed.after[:context]
    if len(before) < start:
        cut = next((at for at, character in enumerate(before) if character.isspace()), len(before))
        before = before[cut:]
    if len(after) == context and after and not after[-1].isspace():
        cut = next((at for at in range(len(after) - 1, -1, -1) if after[at].isspace()), 0)
        after = after[:cut]
    return before, after


def text_of(project: OpenProject, coding: Coding) -> TranscriptText:
    """Return the text that a coding stands in.

    Raises:
        NotFoundError: the transcript is not there any more.
    """
    with project.database.reading() as connection:
        return transcripts.text_of(connection, coding.transcript, coding.revision)


def whole_turns(text: TranscriptText, coding: Coding) -> Span:
    """Return the span of the turns that a coding reaches over, or its own where it stands in none."""
    touched = [turn for turn in text.turns if turn.start < coding.end and coding.start < turn.end]
    if not touched:
        return Span(coding.start, coding.end)
    return Span(min(coding.start, touched[0].start), max(coding.end, touched[-1].end))


# Giving out

_COLUMNS = (
    TableColumn("id", aside=True),
    TableColumn("transcript", "Transcript"),
    TableColumn("turn", "Turn", kind=ValueKind.INTEGER),
    TableColumn("speaker", "Speaker"),
    TableColumn("role", "Role", aside=True, spoken=True),
    TableColumn("code", "Code"),
    TableColumn("code_path", "Path", aside=True),
    TableColumn("codes", "Other codes here", aside=True),
    TableColumn("coder", "Coder"),
    TableColumn("before", "Before", aside=True),
    TableColumn("quotation", "Quotation"),
    TableColumn("after", "After", aside=True),
    TableColumn("start", "Start", kind=ValueKind.INTEGER, aside=True),
    TableColumn("end", "End", kind=ValueKind.INTEGER, aside=True),
    TableColumn("certainty", "Certainty", aside=True, spoken=True),
    TableColumn("memo", "Memo", aside=True),
    TableColumn("created", "Created", kind=ValueKind.TIME, aside=True),
    TableColumn("round", "Round", kind=ValueKind.INTEGER, aside=True),
    TableColumn("case", "Case", aside=True),
    TableColumn("attributes", "Attributes", aside=True),
)


def table(found: Iterable[Found], query: str = "", *, around: bool = False) -> Table:
    """Return passages as a table, one row each, in the order in which they come; ``around`` shows what is around."""
    columns = [replace(one, aside=False) if around and one.key in {"before", "after"} else one for one in _COLUMNS]
    title = _("Passages") if not query.strip() else _("Passages: {query}").format(query=query.strip())
    return Table(title, columns, map(_row, found), name="Passages", frozen=2)


def _row(found: Found) -> tuple[Value, ...]:
    coding = found.coding
    return (
        coding.uuid,
        found.setting.name,
        found.turn,
        found.speaker,
        str(found.role),
        found.code,
        found.code_path,
        list(found.codes),
        found.coder,
        found.before,
        found.quotation,
        found.after,
        coding.start,
        coding.end,
        str(coding.certainty),
        found.memo,
        datetime.datetime.fromtimestamp(coding.created_at / 1e6, datetime.UTC),
        found.round,
        found.setting.case,
        dict(found.setting.attributes),
    )
