"""All memos in one list: what each hangs on, who wrote it and when, narrowed down as one likes."""

from __future__ import annotations

import datetime
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.analysis.tables import Table, TableColumn, ValueKind
from workbench.core.errors import RefusedError
from workbench.core.folding import fold
from workbench.core.language import _, mark
from workbench.core.memos import TARGETS, Memo, MemoPlace
from workbench.services.codings.codings import interviews_where
from workbench.services.project import OpenProject, find_coder
from workbench.services.transcripts import find
from workbench.store import codebook, memos, records, transcripts
from workbench.store.database import Transaction

KIND_WORDS = {
    "project": mark("project"),
    "transcript": mark("transcript"),
    "passage": mark("passage"),
    "code": mark("code"),
    "coding": mark("coding"),
    "case": mark("case"),
}
"""What each kind of target is called."""


@dataclass(frozen=True, slots=True)
class WantedMemos:
    """Which memos are meant; what is left out does not narrow the list.

    ``on`` is a kind of target, ``code``, ``transcript`` and ``coder`` are names as commands take them, ``where`` a
    filter on interviews, ``words`` words that stand in the memo, its quotation or the name of what it hangs on.
    """

    on: str = ""
    code: str = ""
    transcript: str = ""
    coder: str = ""
    where: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ListedMemo:
    """A memo as lists show it.

    ``target`` says in a few words what it hangs on; ``place`` is where the words stand that it is about, None where it
    is about none; ``transcript`` and ``code`` are UUIDs of what it has to do with, "" for none.
    """

    memo: Memo
    kind: str
    target: str
    coder: str
    own: bool
    transcript: str = ""
    transcript_name: str = ""
    code: str = ""
    code_key: str = ""
    place: MemoPlace | None = None

    @property
    def quotation(self) -> str:
        """The words that it is about, "" for none."""
        return self.place.quotation if self.place is not None else ""


def listing(project: OpenProject, wanted: WantedMemos | None = None, *, language: str = "en") -> list[ListedMemo]:
    """Return the memos that the coder may see, the oldest first.

    Args:
        project: where.
        wanted: which; None is all.
        language: in which ``words`` finds codes, besides their keys.

    Raises:
        NotFoundError: a name is not there.
        RefusedError: the filter cannot be read, or memos hang on no such kind.
    """
    wanted = wanted or WantedMemos()
    if wanted.on and wanted.on not in TARGETS:
        raise RefusedError(
            _("No memo hangs on a “{kind}”.").format(kind=wanted.on[:40]),
            hint=_("There is: {kinds}.").format(kinds=", ".join(TARGETS)),
        )
    only = find(project, wanted.transcript).uuid if wanted.transcript else ""
    by = find_coder(project, wanted.coder).uuid if wanted.coder else ""
    with project.database.reading() as connection:
        tree = codebook.tree(connection)
        codes = {code.uuid for code in tree.branch(tree.find(wanted.code))} if wanted.code else set()
        interviews, cases = _where(connection, project, wanted.where)
        names = {code.uuid: tree.path(code, language) for code in tree.order}
        found = _listed(connection, project)
    words = fold(wanted.words).split()
    return [
        one
        for one in found
        if (not wanted.on or one.kind == wanted.on)
        and (not by or one.memo.coder == by)
        and (not only or one.transcript == only)
        and (not wanted.code or one.code in codes)
        and (not wanted.where or one.transcript in interviews or (one.memo.case or "") in cases)
        and all(word in _folded(one, names.get(one.code, "")) for word in words)
    ]


def _folded(one: ListedMemo, code: str) -> str:
    return fold("\n".join((one.memo.body, one.target, one.quotation, one.coder, code)))


def _where(connection: Transaction, project: OpenProject, where: str) -> tuple[set[str], set[str]]:
    """Return the transcripts that a filter lets through and their cases, by UUID."""
    if not where:
        return set(), set()
    left = set(interviews_where(connection, project, where))
    of_left = {s.case for s in transcripts.summaries(connection, project.viewer) if s.transcript.uuid in left}
    return left, {case.uuid for case in records.all_of(connection, "case") if case.name in of_left}


def _listed(connection: Transaction, project: OpenProject) -> list[ListedMemo]:
    every = memos.listing(connection, project.viewer)
    places = memos.places(connection, project.viewer)
    keys = {code.uuid: code.key for code in codebook.tree(connection).order}
    names: dict[str, str] = {record.uuid: record.name for record in records.all_of(connection, "transcript")}
    cases: dict[str, str] = {record.uuid: record.name for record in records.all_of(connection, "case")}
    people = {coder.uuid: coder.name for coder in records.all_of(connection, "coder")}
    me = project.coder.uuid if project.coder else ""
    found: list[ListedMemo] = []
    for memo in every:
        kind, target = memo.target
        place = places.get(target)
        transcript = place.transcript if place is not None else memo.transcript or ""
        code = place.code if place is not None else memo.code or ""
        if place is not None:
            said = f"{names[place.transcript]} {place.start}–{place.end}"
        elif kind == "project":
            said = project.project.name
        else:
            said = keys.get(target) or names.get(target) or cases.get(target) or ""
        whose = people.get(memo.coder, "?")
        found.append(
            ListedMemo(
                memo,
                kind,
                said,
                whose,
                memo.coder == me,
                transcript,
                names.get(transcript, ""),
                code,
                keys.get(code, ""),
                place,
            )
        )
    return found


def counted_by_kind(listed: list[ListedMemo]) -> dict[str, int]:
    """Return how many memos of a list hang on each kind of target, in the order of the kinds."""
    counts = Counter(one.kind for one in listed)
    return {kind: counts[kind] for kind in TARGETS if counts[kind]}


_COLUMNS = (
    TableColumn("id", aside=True),
    TableColumn("coder", "Coder"),
    TableColumn("kind", "Kind", spoken=True),
    TableColumn("target", "Target"),
    TableColumn("memo", "Memo"),
    TableColumn("target_id", "Target id", aside=True),
    TableColumn("transcript", "Transcript", aside=True),
    TableColumn("start", "Start", kind=ValueKind.INTEGER, aside=True),
    TableColumn("end", "End", kind=ValueKind.INTEGER, aside=True),
    TableColumn("turn", "Turn", kind=ValueKind.INTEGER, aside=True),
    TableColumn("speaker", "Speaker", aside=True),
    TableColumn("quotation", "Quotation", aside=True),
    TableColumn("code", "Code", aside=True),
    TableColumn("created", "Created", kind=ValueKind.TIME, aside=True),
    TableColumn("changed", "Changed", kind=ValueKind.TIME, aside=True),
)


def table(project: OpenProject, wanted: WantedMemos | None = None, *, language: str = "en") -> Table:
    """Return memos that the coder may see: what each hangs on, by whom, and its words; the oldest first.

    Raises:
        NotFoundError: a name is not there.
        RefusedError: the filter cannot be read, or memos hang on no such kind.
    """
    return Table(_("Memos"), _COLUMNS, list(_rows(listing(project, wanted, language=language))), name="Memos")


def _rows(
    listed: list[ListedMemo],
) -> Iterator[tuple[str | int | datetime.datetime | None, ...]]:
    for one in listed:
        place = one.place
        yield (
            one.memo.uuid,
            one.coder,
            one.kind,
            one.target,
            one.memo.body,
            one.memo.target[1],
            one.transcript_name,
            place.start if place else None,
            place.end if place else None,
            place.turn + 1 if place and place.turn >= 0 else None,
            place.speaker if place else "",
            one.quotation,
            one.code_key,
            _time(one.memo.created_at),
            _time(one.memo.changed_at),
        )


def _time(at: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(at / 1e6, datetime.UTC)


def command(wanted: WantedMemos) -> str:
    """Return the command line that lists the same memos."""
    given = {
        "--on": wanted.on,
        "--code": wanted.code,
        "--transcript": wanted.transcript,
        "--by": wanted.coder,
        "--where": wanted.where,
    }
    options = [word for option, value in given.items() if value for word in (option, value)]
    words = wanted.words.split()
    # A word to look for may be the name of a subcommand, or look like an option.
    subcommand = ["list"] if words else []
    before = ["--"] if any(word.startswith("-") for word in words) else []
    return shlex.join(["workbench", "memos", *subcommand, *options, *before, *words])


def write_document(
    project: OpenProject, listed: Iterable[ListedMemo], target: Path, *, language: str = "en", force: bool = False
) -> Path:
    """Write memos to a .docx to be read, by what they hang on; never over the project.

    Raises:
        FileError: the target cannot be written.
        RefusedError: a file is there already.
    """
    from workbench.exchange.memo_documents import MemoEntry, write_memo_document

    with project.database.reading() as connection:
        tree = codebook.tree(connection)
    paths = {code.uuid: tree.path(code, language) for code in tree.order}
    entries = [
        MemoEntry(
            heading=_(KIND_WORDS[one.kind]).capitalize(),
            on=" · ".join(filter(None, (paths.get(one.code, ""), one.target if one.kind != "code" else ""))),
            about=f"{one.coder}, {_time(one.memo.changed_at).astimezone():%Y-%m-%d %H:%M}",
            quotation=one.quotation,
            body=one.memo.body,
        )
        for one in sorted(listed, key=lambda one: (TARGETS.index(one.kind), one.target, one.memo.created_at))
    ]
    title = _("Memos in {project}").format(project=project.project.name)
    write_memo_document(title, entries, target, force=force, protected=[project.path])
    return target
