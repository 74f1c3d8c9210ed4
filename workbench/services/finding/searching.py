"""Searching in what all transcripts say, and coding what was found."""

from __future__ import annotations

import shlex
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from weakref import WeakKeyDictionary

from workbench.analysis import conditions
from workbench.analysis.searching import Choices, Query, Vocabulary, compile_query
from workbench.analysis.searching.queries import check
from workbench.analysis.tables import Table, TableColumn, Value, ValueKind
from workbench.core.passages import Span
from workbench.core.transcripts import Candidate, Role, Transcript
from workbench.services.finding.patterns import PatternFinder
from workbench.services.finding.synonyms import synonyms
from workbench.services.project import OpenProject
from workbench.store import events, records, searching
from workbench.store.cases import types_of_attributes
from workbench.store.database import Transaction

CONTEXT = 60
"""How many code points of the turn stand on each side of a hit."""

_NEAR = 16
"""How many of them stand before it on one line at most, so that the hit is seen in a narrow window."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a phrase stands.

    ``span`` and ``turn_span`` are half-open code points of the transcript's newest revision; ``turn`` counts from 0.
    ``before`` and ``after`` are up to :data:`CONTEXT` code points of the same turn; ``attributes`` are the case's and
    the transcript's.
    """

    transcript: Transcript
    span: Span
    turn: int
    turn_span: Span
    speaker: str
    role: Role
    before: str
    words: str
    after: str
    case: str = ""
    attributes: Mapping[str, str] | None = None


def search(
    project: OpenProject,
    phrase: str,
    choices: Choices | None = None,
    *,
    where: str = "",
    transcript: str | None = None,
) -> Generator[Hit, None, None]:
    """Yield where a phrase stands in the newest revisions, transcript by transcript in text order, as it is found.

    Args:
        project: what is searched.
        phrase: what is looked for (:mod:`workbench.analysis.searching`).
        choices: how it is meant.
        where: only in interviews with these attributes: ``municipality:Moss year>=2011``.
        transcript: only in this one, by UUID.

    Raises:
        RefusedError: the phrase or the filter cannot be read, at once; while searching, a regular expression takes
            too long.
        NotFoundError: the filter names an attribute that is not there.
    """
    choices = choices or Choices()
    check(phrase, choices)
    alike = synonyms(project) if choices.synonyms else None
    with project.database.reading() as connection:
        known = _known(project, connection)
        chosen = _chosen(connection, known, where)
        query = compile_query(phrase, choices, _vocabulary(known, connection, choices), alike)
        roles = known.roles
    return _hits(project, query, chosen, roles, choices.role, transcript)


@dataclass
class _Known:
    """What every search needs of a project as it stood after one event; ``texts`` says which words it had then.

    ``vocabulary`` holds the words of all texts; None where no search has asked for them since texts came or went.
    """

    latest: int
    texts: tuple[int, int]
    interviews: Mapping[str, searching.Interview]
    roles: Mapping[tuple[str, str], Role]
    vocabulary: Vocabulary | None


_KNOWN: WeakKeyDictionary[OpenProject, _Known] = WeakKeyDictionary()


def _known(project: OpenProject, connection: Transaction) -> _Known:
    """Return what is known of the project as this connection sees it; what another thread sees stays apart."""
    known, latest = _KNOWN.get(project), events.latest(connection)
    if known is None or known.latest != latest:
        texts = searching.state(connection)
        vocabulary = known.vocabulary if known is not None and known.texts == texts else None
        interviews, roles = searching.interviews(connection), searching.roles(connection)
        known = _KNOWN[project] = _Known(latest, texts, interviews, roles, vocabulary)
    return known


def _vocabulary(known: _Known, connection: Transaction, choices: Choices) -> Vocabulary:
    if choices.regex:
        return Vocabulary(())
    if known.vocabulary is None:
        known.vocabulary = Vocabulary(searching.vocabulary(connection))
    return known.vocabulary


def _chosen(connection: Transaction, known: _Known, where: str) -> Mapping[str, searching.Interview]:
    if not where.strip():
        return known.interviews
    types = types_of_attributes(connection)
    wanted = conditions.parse(where, types)
    return {
        uuid: one
        for uuid, one in known.interviews.items()
        if conditions.all_hold(wanted, {"case": one.case, "transcript": one.transcript.name, **one.attributes}, types)
    }


def _hits(
    project: OpenProject,
    query: Query,
    chosen: Mapping[str, searching.Interview],
    roles: Mapping[tuple[str, str], Role],
    role: Role | None,
    transcript: str | None,
) -> Generator[Hit, None, None]:
    if query.hopeless:
        return
    with ExitStack() as stack:
        connection = stack.enter_context(project.database.reading())
        finder = stack.enter_context(PatternFinder(query.pattern)) if query.regex else None
        narrow = [words for words in query.words if words is not None]
        adjacent = query.adjacent and len(narrow) == len(query.words)
        turns = searching.candidates(connection, narrow, adjacent=adjacent, transcript=transcript)
        for uuid, group in groupby(turns, key=lambda turn: turn.transcript):
            one = chosen.get(uuid)
            if one is None:
                continue
            asked = [
                (turn, who)
                for turn in group
                if (who := roles.get((uuid, turn.speaker), Role.OTHER)) is role or role is None
            ]
            text = searching.words_of(connection, uuid)
            said = [text[turn.start : turn.end] for turn, _ in asked]
            found = finder.spans(said) if finder is not None else map(query.spans, said)
            for (turn, who), words, spans in zip(asked, said, found, strict=True):
                yield from map(partial(_hit, one, turn, who, words), spans)


def _hit(one: searching.Interview, turn: Candidate, role: Role, words: str, span: Span) -> Hit:
    start, end = span
    return Hit(
        one.transcript,
        Span(turn.start + start, turn.start + end),
        turn.turn,
        Span(turn.start, turn.end),
        turn.speaker,
        role,
        words[max(0, start - CONTEXT) : start],
        words[start:end],
        words[end : end + CONTEXT],
        one.case,
        one.attributes,
    )


def turn_words(project: OpenProject, hit: Hit) -> str:
    """Return what is said in the turn that a hit stands in, "" where the transcript is gone."""
    with project.database.reading() as connection:
        return searching.words_of(connection, hit.transcript.uuid)[slice(*hit.turn_span)]


def transcript_name(project: OpenProject, uuid: str) -> str:
    """Return the name of a transcript, "" where it is gone."""
    with project.database.reading() as connection:
        found: Transcript | None = records.get(connection, "transcript", uuid)
    return found.name if found is not None else ""


def command(phrase: str, choices: Choices, *, where: str = "", transcript: str = "") -> str:
    """Return the command line that finds the same; ``transcript`` is a name."""
    flags = {
        "--regex": choices.regex,
        "--fuzzy": choices.fuzzy,
        "--stems": choices.stems,
        "--synonyms": choices.synonyms,
        "--whole-words": choices.whole_words,
    }
    given = {"--speaker": str(choices.role or ""), "--where": where, "--transcript": transcript}
    words = ["workbench", "search", *(["--"] if phrase.startswith("-") else []), phrase]
    options = [flag for flag, wanted in flags.items() if wanted]
    options += [word for option, value in given.items() if value for word in (option, value)]
    return shlex.join([*words[:2], *options, *words[2:]] if phrase.startswith("-") else [*words, *options])


def marked(hit: Hit) -> str:
    """Return a hit between marks with the words around it on one line: ``… i »budsjett«et er …``."""
    near = hit.before[-_NEAR:]
    if len(hit.before) > _NEAR and len(near.split()) > 1 and not hit.before[-_NEAR - 1].isspace():
        near = near.partition(" ")[2]
    before, after = " ".join(near.split()), " ".join(hit.after.split())
    before = before + " " if hit.before[-1:].isspace() else before
    after = " " + after if hit.after[:1].isspace() else after
    return f"{before}»{' '.join(hit.words.split())}«{after}"


def table(hits: Iterable[Hit]) -> Table:
    """Return hits as rows, as they come; turns count from 1."""
    columns = (
        TableColumn("transcript", "Transcript"),
        TableColumn("start", kind=ValueKind.INTEGER, aside=True),
        TableColumn("end", kind=ValueKind.INTEGER, aside=True),
        TableColumn("turn", "Turn", kind=ValueKind.INTEGER),
        TableColumn("speaker", "Speaker"),
        TableColumn("role", aside=True),
        TableColumn("context", "Context"),
        TableColumn("before", aside=True),
        TableColumn("hit", aside=True),
        TableColumn("after", aside=True),
        TableColumn("case", aside=True),
        TableColumn("attributes", aside=True),
    )
    return Table("", columns, map(_row, hits), name="Hits")


def _row(hit: Hit) -> Sequence[Value]:
    return (
        hit.transcript.name,
        hit.span.start,
        hit.span.end,
        hit.turn + 1,
        hit.speaker,
        str(hit.role),
        marked(hit),
        hit.before,
        hit.words,
        hit.after,
        hit.case,
        dict(hit.attributes or {}),
    )
