"""What matrices are counted from, read in bulk: figures by index, plain tuples, no object for a row."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Integer, Select, and_, bindparam, func, literal_column, select, union_all

from workbench.analysis.matrices import CodingRow, Interview, Layer, SpokenText, Study, Tally, Voices
from workbench.core.coders import CoderKind, Progress, Viewer
from workbench.core.errors import NotFoundError
from workbench.core.language import _
from workbench.core.transcripts import Role
from workbench.store import cases, codebook, records, visibility
from workbench.store.rows import plain
from workbench.store.tables import (
    CASE,
    CODE,
    CODE_REVISION,
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
from workbench.store.transcripts import newest, unpacked

_HERE = (
    select(REVISION.c.text_id, TRANSCRIPT.c.id)
    .join(TRANSCRIPT, newest())
    .where(TRANSCRIPT.c.uuid == bindparam("transcript"))
)
_ROLES = select(SPEAKER.c.label, SPEAKER.c.role).where(SPEAKER.c.transcript_id == bindparam("transcript"))
_TURNS = (
    select(TURN.c.start_offset, TURN.c.end_offset, TURN.c.speaker)
    .where(TURN.c.text_id == bindparam("text"))
    .order_by(TURN.c.n)
)
_UNITS = select(UNIT.c.kind, UNIT.c.spans).where(UNIT.c.text_id == bindparam("text"))
_HEADS = (
    select(TRANSCRIPT.c.id, TRANSCRIPT.c.uuid, TRANSCRIPT.c.name, CASE.c.name, CODER.c.uuid)
    .join(CASE, CASE.c.id == TRANSCRIPT.c.case_id, isouter=True)
    .join(CODER, CODER.c.id == TRANSCRIPT.c.primary_coder_id, isouter=True)
    .order_by(TRANSCRIPT.c.name_key)
)
_HELD = (
    select(CODE.c.uuid, func.min(CODE_REVISION.c.n))
    .join(CODE_REVISION, CODE_REVISION.c.code_id == CODE.c.id)
    .group_by(CODE.c.uuid)
)
_SAID = (
    select(TRANSCRIPT.c.id, func.sum(SPEECH.c.words))
    .join(REVISION, newest())
    .join(SPEECH, SPEECH.c.text_id == REVISION.c.text_id)
    .group_by(TRANSCRIPT.c.id)
)
_SAID_BY = {
    Voices.ALL: _SAID,
    Voices.RESPONDENTS: _SAID.join(
        SPEAKER, and_(SPEAKER.c.transcript_id == TRANSCRIPT.c.id, SPEAKER.c.label == SPEECH.c.speaker)
    ).where(SPEAKER.c.role == Role.RESPONDENT.value),
}
_SAID_BY_ROLE = (
    select(TRANSCRIPT.c.id, SPEAKER.c.role, func.sum(SPEECH.c.words))
    .join(REVISION, newest())
    .join(SPEECH, SPEECH.c.text_id == REVISION.c.text_id)
    .join(SPEAKER, and_(SPEAKER.c.transcript_id == TRANSCRIPT.c.id, SPEAKER.c.label == SPEECH.c.speaker), isouter=True)
    .group_by(TRANSCRIPT.c.id, SPEAKER.c.role)
)
_MARKED = (
    select(
        REVIEWED.c.transcript_id,
        REVIEWED.c.coder_id,
        func.sum(REVIEWED.c.end_offset - REVIEWED.c.start_offset) * 1.0 / func.max(TRANSCRIPT_TEXT.c.length),
    )
    .join(TRANSCRIPT, and_(TRANSCRIPT.c.id == REVIEWED.c.transcript_id, TRANSCRIPT.c.revision == REVIEWED.c.revision))
    .join(REVISION, newest())
    .join(TRANSCRIPT_TEXT, TRANSCRIPT_TEXT.c.id == REVISION.c.text_id)
    .group_by(REVIEWED.c.transcript_id, REVIEWED.c.coder_id)
)
_STANDS = select(
    STATUS.c.transcript_id, STATUS.c.coder_id, CODER.c.uuid, STATUS.c.progress, STATUS.c.codebook_revision
).join(CODER, CODER.c.id == STATUS.c.coder_id)
_IN_FORCE = and_(TRANSCRIPT.c.id == CODING.c.transcript_id, TRANSCRIPT.c.revision == CODING.c.revision)
_TALLIES = (
    select(CODING.c.transcript_id, CODING.c.code_id, CODING.c.coder_id, func.count())
    .select_from(CODING)
    .join(TRANSCRIPT, _IN_FORCE)
    .group_by(CODING.c.transcript_id, CODING.c.code_id, CODING.c.coder_id)
    .order_by(CODING.c.transcript_id)
)
_PLACE = (CODING.c.transcript_id, CODING.c.code_id, CODING.c.start_offset, CODING.c.end_offset, CODING.c.coder_id)
_CODINGS = select(*_PLACE).select_from(CODING).join(TRANSCRIPT, _IN_FORCE).order_by(*_PLACE)
_UUIDS = union_all(
    *(select(literal_column(str(at), Integer), of.c.id, of.c.uuid) for at, of in enumerate((TRANSCRIPT, CODE, CODER)))
)


def study(
    connection: Connection, viewer: Viewer, *, voices: Voices = Voices.RESPONDENTS, by_role: bool = False
) -> Study:
    """Return everything but the codings that a matrix is counted from, as far as the viewer may see it.

    The words of each role are counted where they are asked for. A layer that is done has judged all of its transcript;
    of one that is not, the marks count.
    """
    coders = records.all_of(connection, "coder")
    consensus = {coder.uuid for coder in coders if coder.kind is CoderKind.CONSENSUS}
    project = records.all_of(connection, "project")[0]
    words = _words(connection, voices)
    said = _words_by_role(connection) if by_role else {}
    layers = _layers(connection, viewer)
    facts = cases.attributes_of_transcripts(connection)
    informants = cases.informants_of_transcripts(connection)
    interviews = [
        Interview(
            uuid=uuid,
            name=name,
            case=case,
            attributes=facts.get(key, {}),
            informants=informants.get(key, ()),
            words=words.get(key, 0),
            layers=layers.get(key, {}),
            primary=primary,
            words_by_role=said.get(key, {}),
            consensus_complete=any(
                coder in consensus and layer.progress is Progress.DONE for coder, layer in layers.get(key, {}).items()
            ),
        )
        for key, uuid, name, case, primary in plain(connection, _HEADS)
    ]
    return Study(
        interviews=interviews,
        tree=codebook.tree(connection),
        coders=coders,
        attributes=cases.types_of_attributes(connection),
        held_since=_held_since(connection),
        first_coder=project.settings.get("first_coder"),
    )


def _held_since(connection: Connection) -> dict[str, int]:
    return dict(plain(connection, _HELD))


def _words(connection: Connection, voices: Voices) -> dict[int, int]:
    """Return how many words each transcript's counted text has, by local key."""
    return {transcript: int(n) for transcript, n in plain(connection, _SAID_BY[voices])}


def _words_by_role(connection: Connection) -> dict[int, dict[Role, int]]:
    found: dict[int, dict[Role, int]] = {}
    for transcript, word, n in plain(connection, _SAID_BY_ROLE):
        role = Role(word or Role.OTHER)
        by_role = found.setdefault(transcript, {})
        by_role[role] = by_role.get(role, 0) + int(n)
    return found


def _layers(connection: Connection, viewer: Viewer) -> dict[int, dict[str, Layer]]:
    """Return every visible coder's work by the transcript's local key and the coder's UUID."""
    judged = {(transcript, coder): float(share) for transcript, coder, share in plain(connection, _MARKED)}
    stands = visibility.narrowed(
        _STANDS, connection, viewer, coder=STATUS.c.coder_id, transcript=STATUS.c.transcript_id
    )
    found: dict[int, dict[str, Layer]] = {}
    for transcript, coder, uuid, word, revision in plain(connection, stands):
        progress = Progress(word)
        share = 1.0 if progress is Progress.DONE else judged.get((transcript, coder), 0.0)
        found.setdefault(transcript, {})[uuid] = Layer(progress, revision, share)
    return found


def tallies(connection: Connection, viewer: Viewer) -> Iterator[Tally]:
    """Yield how many codings there are by transcript, code and coder, transcripts together, from the index alone."""
    transcripts, codes, coders = _uuids(connection)
    for transcript, code, coder, n in plain(connection, _visible(_TALLIES, connection, viewer)):
        yield transcripts[transcript], codes[code], coders[coder], n


def codings(connection: Connection, viewer: Viewer) -> Iterator[CodingRow]:
    """Yield the codings of the newest revisions in the index's order, as tuples of UUIDs and offsets."""
    transcripts, codes, coders = _uuids(connection)
    for transcript, code, start, end, coder in plain(connection, _visible(_CODINGS, connection, viewer)):
        yield transcripts[transcript], codes[code], start, end, coders[coder]


def _visible(statement: Select[*tuple[Any, ...]], connection: Connection, viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return visibility.narrowed(
        statement, connection, viewer, coder=CODING.c.coder_id, transcript=CODING.c.transcript_id
    )


def _uuids(connection: Connection) -> tuple[dict[int, str], ...]:
    """Return the UUIDs of transcripts, codes and coders by their local keys."""
    found: tuple[dict[int, str], ...] = ({}, {}, {})
    for at, key, uuid in plain(connection, _UUIDS):
        found[at][key] = uuid
    return found


def spoken(connection: Connection, transcript: str) -> SpokenText:
    """Return the turns with their roles, the words, sentences and marks of a transcript's newest revision.

    Raises:
        NotFoundError: there is no such transcript.
    """
    head = connection.execute(_HERE, {"transcript": transcript}).first()
    if head is None:
        raise NotFoundError(_("The transcript is no longer there."), hint=_("Look at the list: workbench transcripts"))
    text, key = head
    roles = {label: Role(word) for label, word in plain(connection, _ROLES, transcript=key)}
    spans: list[int] = []
    speaks: list[Role] = []
    for start, end, speaker in plain(connection, _TURNS, text=text):
        spans += (start, end)
        speaks.append(roles.get(speaker, Role.OTHER))
    units = {kind: unpacked(bytes(blob)) for kind, blob in plain(connection, _UNITS, text=text)}
    word, sentence, mark = (units.get(unit, array("I")) for unit in ("word", "sentence", "mark"))
    return SpokenText(array("I", spans), speaks, word, sentence, mark)
