"""Transcripts and what they say."""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import starmap
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
)

from workbench.core.coders import Progress, Viewer
from workbench.core.errors import NotFoundError
from workbench.core.language import _
from workbench.core.names import name_key
from workbench.core.segments import Unit, touched
from workbench.core.transcripts import (
    Revision,
    Role,
    Speaker,
    Summary,
    Transcript,
    TranscriptText,
    Turn,
    packed,
)
from workbench.store import cases, full_text, records, visibility
from workbench.store.rows import add_rows, plain
from workbench.store.tables import (
    CASE,
    CODER,
    CODING,
    REVIEWED,
    REVISION,
    SPEAKER,
    SPEECH,
    STATUS,
    TRANSCRIPT,
    TRANSCRIPT_TEXT,
    TURN,
    UNIT,
)


def unpacked(blob: bytes) -> array[int]:
    """Return a unit's starts and ends; the inverse of :func:`workbench.core.transcripts.packed`."""
    flat = array("I")
    flat.frombytes(blob)
    if sys.byteorder == "big":
        flat.byteswap()
    return flat


_TURN = ("text_id", "n", "start_offset", "end_offset", "speaker", "time_ms", "time_text")
_NEW_TEXT = insert(TRANSCRIPT_TEXT)
_KEY_OF_TEXT = select(TRANSCRIPT_TEXT.c.id).where(TRANSCRIPT_TEXT.c.content_hash == bindparam("content"))


def add_text(connection: Connection, text: TranscriptText) -> str:
    """Store a text with its turns, units and index, unless the very same one is there; return its content hash."""
    content = text.content_hash
    if connection.execute(_KEY_OF_TEXT, {"content": content}).first():
        return content
    inserted = connection.execute(
        _NEW_TEXT,
        {
            "content_hash": content,
            "text_hash": text.text_hash,
            "text": text.text,
            "preamble": text.preamble,
            "length": len(text.text),
            "words": len(text.units.get("word", ())) // 2,
            "unit_rule": text.unit_rule,
        },
    ).inserted_primary_key
    key = int(inserted[0]) if inserted else 0
    records.remember_key(connection, "transcript_text", content, key)
    turns = [(key, n, t.start, t.end, t.speaker, t.time_ms, t.time_text) for n, t in enumerate(text.turns)]
    add_rows(connection, TURN, _TURN, turns)
    units = [(key, kind, packed(spans), text.unit_rule) for kind, spans in text.units.items()]
    add_rows(connection, UNIT, ("text_id", "kind", "spans", "rule"), units)
    add_rows(connection, SPEECH, ("text_id", "speaker", "turns", "words"), [(key, *said) for said in speeches(text)])
    full_text.index_turns(connection, indexed(connection, key, text.text))
    return content


def speeches(text: TranscriptText) -> list[tuple[str, int, int]]:
    """Return how much is said under each label: label, turns, words as matrices count them."""
    from workbench.analysis.matrices import Spoken, SpokenText, Voices  # only an import and a check pay for it

    whole = SpokenText.of(text, {})
    found: list[tuple[str, int, int]] = []
    for label, turns in sorted(Counter(turn.speaker for turn in text.turns).items()):
        roles = [Role.RESPONDENT if turn.speaker == label else Role.OTHER for turn in text.turns]
        found.append((label, turns, Spoken(replace(whole, roles=roles), Voices.RESPONDENTS).words_in_all()))
    return found


_PLACES = select(TURN.c.id, TURN.c.start_offset, TURN.c.end_offset).where(TURN.c.text_id == bindparam("text"))


def indexed(connection: Connection, key: int, text: str) -> list[tuple[int, str]]:
    """Return the turns of a text as the full-text index takes them: local key and words."""
    return [(turn, text[start:end]) for turn, start, end in plain(connection, _PLACES, text=key)]


_HEAD = (TRANSCRIPT_TEXT.c.id, TRANSCRIPT_TEXT.c.text, TRANSCRIPT_TEXT.c.preamble, TRANSCRIPT_TEXT.c.unit_rule)
_HEAD_OF = (
    select(*_HEAD)
    .join(REVISION, REVISION.c.text_id == TRANSCRIPT_TEXT.c.id)
    .join(TRANSCRIPT, TRANSCRIPT.c.id == REVISION.c.transcript_id)
    .where(TRANSCRIPT.c.uuid == bindparam("transcript"), REVISION.c.n == bindparam("n"))
)


def text(connection: Connection, content_hash: str) -> TranscriptText:
    """Return a text by its content hash.

    Raises:
        NotFoundError: it is not there.
    """
    head = connection.execute(select(*_HEAD).where(TRANSCRIPT_TEXT.c.content_hash == content_hash)).first()
    if head is None:
        raise NotFoundError(_("The text is not in the project."), hint=_("Run: workbench check"))
    return _whole(connection, *head)


def text_of(connection: Connection, transcript: str, revision: int) -> TranscriptText:
    """Return what a revision of a transcript says, by the transcript's UUID.

    Raises:
        NotFoundError: there is no such transcript or revision.
    """
    head = connection.execute(_HEAD_OF, {"transcript": transcript, "n": revision}).first()
    if head is None:
        raise NotFoundError(
            _("The transcript has no revision {revision}.").format(revision=revision),
            hint=_("Look at the list: workbench transcripts"),
        )
    return _whole(connection, *head)


_TURNS = (
    select(TURN.c.start_offset, TURN.c.end_offset, TURN.c.speaker, TURN.c.time_ms, TURN.c.time_text)
    .where(TURN.c.text_id == bindparam("text"))
    .order_by(TURN.c.n)
)
_UNITS = select(UNIT.c.kind, UNIT.c.spans).where(UNIT.c.text_id == bindparam("text")).order_by(UNIT.c.kind)


def _whole(connection: Connection, key: int, words: str, preamble: str, rule: int) -> TranscriptText:
    turns = tuple(starmap(Turn, plain(connection, _TURNS, text=key)))
    units = {kind: unpacked(spans) for kind, spans in connection.execute(_UNITS, {"text": key}).all()}
    return TranscriptText(words, turns, units, rule, preamble)


def orphans(connection: Connection) -> list[str]:
    """Return the content hashes of texts that no revision has."""
    held = select(REVISION.c.id).where(REVISION.c.text_id == TRANSCRIPT_TEXT.c.id).exists()
    return list(connection.execute(select(TRANSCRIPT_TEXT.c.content_hash).where(~held)).scalars())


def remove_text(connection: Connection, content_hash: str) -> None:
    """Take a text out that no revision has, with its turns, units and index."""
    row = connection.execute(
        select(TRANSCRIPT_TEXT.c.id, TRANSCRIPT_TEXT.c.text).where(TRANSCRIPT_TEXT.c.content_hash == content_hash)
    ).one()
    full_text.unindex_turns(connection, indexed(connection, *row))
    connection.execute(delete(TURN).where(TURN.c.text_id == row.id))
    connection.execute(delete(UNIT).where(UNIT.c.text_id == row.id))
    connection.execute(delete(SPEECH).where(SPEECH.c.text_id == row.id))
    connection.execute(delete(TRANSCRIPT_TEXT).where(TRANSCRIPT_TEXT.c.id == row.id))


def named(connection: Connection, name: str) -> Transcript | None:
    """Return the transcript of a name, however it is spelt (:func:`workbench.core.names.name_key`)."""
    row = connection.execute(_named(), {"key": name_key(name)}).first()
    return None if row is None else records.build("transcript", row)


@cache
def _named() -> Select[Any]:
    return records.selection("transcript").where(TRANSCRIPT.c.name_key == bindparam("key"))


_SAME = (
    select(TRANSCRIPT.c.name)
    .join(REVISION, REVISION.c.transcript_id == TRANSCRIPT.c.id)
    .where(
        or_(
            REVISION.c.file_hash == bindparam("file"),
            # Both sides have an index; the text's hash that stands with the revision has none.
            REVISION.c.text_id.in_(
                select(TRANSCRIPT_TEXT.c.id).where(TRANSCRIPT_TEXT.c.text_hash == bindparam("text"))
            ),
        )
    )
    .distinct()
    .order_by(TRANSCRIPT.c.name)
)


def same_content(connection: Connection, file_hash: str, text_hash: str) -> list[str]:
    """Return the names of the transcripts that came from the same file, or say the same, in any revision."""
    return list(connection.execute(_SAME, {"file": file_hash, "text": text_hash}).scalars())


def revisions(connection: Connection, transcript: str) -> list[Revision]:
    """Return the revisions of a transcript, by its UUID, the first one first."""
    wanted = _of(records.selection("revision"), REVISION.c.transcript_id).order_by(REVISION.c.n)
    return records.build_all("revision", connection.execute(wanted, {"transcript": transcript}).all())


def speakers(connection: Connection, transcript: str) -> list[Speaker]:
    """Return who speaks in a transcript, by its UUID, in the order of their labels."""
    return records.build_all("speaker", connection.execute(_speakers_of(), {"transcript": transcript}).all())


@cache
def _speakers_of() -> Select[Any]:
    return _of(records.selection("speaker"), SPEAKER.c.transcript_id).order_by(SPEAKER.c.label)


def _of(statement: Select[Any], column: Column[Any]) -> Select[Any]:
    key = select(TRANSCRIPT.c.id).where(TRANSCRIPT.c.uuid == bindparam("transcript")).scalar_subquery()
    return statement.where(column == key)


def newest() -> ColumnElement[bool]:
    """Return the condition that joins a transcript to the revision that it is in."""
    return and_(REVISION.c.transcript_id == TRANSCRIPT.c.id, REVISION.c.n == TRANSCRIPT.c.revision)


def summaries(connection: Connection, viewer: Viewer) -> list[Summary]:
    """Return all transcripts as lists show them, by name; one query for each kind of figure, however many there are."""
    head = (
        select(TRANSCRIPT.c.id, CASE.c.name, TRANSCRIPT_TEXT.c.words, TRANSCRIPT_TEXT.c.id)
        .select_from(TRANSCRIPT.join(REVISION, newest()))
        .join(TRANSCRIPT_TEXT, TRANSCRIPT_TEXT.c.id == REVISION.c.text_id)
        .join(CASE, CASE.c.id == TRANSCRIPT.c.case_id, isouter=True)
    )
    figures = {key: found for key, *found in plain(connection, head)}
    said = select(SPEECH.c.text_id, func.sum(SPEECH.c.turns)).group_by(SPEECH.c.text_id)
    turns = {text_id: int(n) for text_id, n in connection.execute(said)}
    facts = cases.attributes_of_transcripts(connection)
    counted = _by_coder(connection, viewer, CODING, func.count())
    sentences, judged = _judged(connection, viewer)
    stands = _by_coder(connection, viewer, STATUS, func.max(STATUS.c.progress), progress=True)
    found: list[Summary] = []
    keyed = records.selection("transcript").add_columns(TRANSCRIPT.c.id).order_by(TRANSCRIPT.c.name_key)
    for *row, key in connection.execute(keyed):
        case_name, words, text_key = figures.get(key, ("", 0, 0))
        found.append(
            Summary(
                transcript=records.build("transcript", row),
                case=case_name or "",
                attributes=facts.get(key, {}),
                words=words,
                turns=turns.get(text_key, 0),
                sentences=sentences.get(key, 0),
                codings={coder: int(n) for coder, n in counted.get(key, {}).items()},
                progress={coder: Progress(word) for coder, word in stands.get(key, {}).items()},
                reviewed=judged.get(key, {}),
            )
        )
    return found


def _by_coder(
    connection: Connection, viewer: Viewer, of: Table, figure: ColumnElement[Any], *, progress: bool = False
) -> dict[int, dict[str, Any]]:
    """Return a figure by the transcript's local key and the coder's UUID, from rows of the newest revisions."""
    wanted = _work(connection, viewer, of, figure, progress=progress).group_by(TRANSCRIPT.c.id, of.c.coder_id)
    return _keyed(connection, wanted)


def _judged(connection: Connection, viewer: Viewer) -> tuple[dict[int, int], dict[int, dict[str, int]]]:
    """Return how many sentences each transcript has, and how many of them each coder has judged.

    A sentence is judged where a mark or a coding of the coder's shares a code point with it.
    """
    cut = (
        select(REVISION.c.transcript_id, UNIT.c.spans)
        .select_from(REVISION.join(TRANSCRIPT, newest()))
        .join(UNIT, and_(UNIT.c.text_id == REVISION.c.text_id, UNIT.c.kind == Unit.SENTENCE.value))
    )
    bounds = {key: unpacked(bytes(blob)) for key, blob in plain(connection, cut)}
    spans: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for of in (REVIEWED, CODING):
        places = _work(connection, viewer, of, of.c.start_offset, of.c.end_offset, progress=True)
        for key, coder, start, end in plain(connection, places):
            spans.setdefault((key, coder), []).append((start, end))
    coders = dict(plain(connection, select(CODER.c.id, CODER.c.uuid)))
    judged: dict[int, dict[str, int]] = {}
    for (key, coder), found in spans.items():
        judged.setdefault(key, {})[coders[coder]] = touched(bounds.get(key, ()), found)
    return {key: len(flat) // 2 for key, flat in bounds.items()}, judged


def _work(
    connection: Connection, viewer: Viewer, of: Table, *figures: ColumnElement[Any], progress: bool = False
) -> Select[Any]:
    """Select a transcript's local key, a coder's, and figures, from rows of the newest revisions."""
    in_force = TRANSCRIPT.c.id == of.c.transcript_id
    if "revision" in of.c:
        in_force = and_(in_force, TRANSCRIPT.c.revision == of.c.revision)
    return (
        select(TRANSCRIPT.c.id, of.c.coder_id, *figures)
        .join(of, in_force)
        .where(visibility.work(connection, viewer, of.c.coder_id, of.c.transcript_id, progress=progress))
    )


def _keyed(connection: Connection, wanted: Select[Any]) -> dict[int, dict[str, Any]]:
    coders = {key: uuid for key, uuid in connection.execute(select(CODER.c.id, CODER.c.uuid))}
    found: dict[int, dict[str, Any]] = {}
    for transcript, coder, value in connection.execute(wanted):
        found.setdefault(transcript, {})[coders[coder]] = value
    return found
