"""What an act was, in the reader's words: from its action and its changes, not from the English line stored with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.core.events import Change, Event, inverse
from workbench.core.language import _, mark, plural
from workbench.core.memos import TARGETS
from workbench.services.project import OpenProject
from workbench.store import codebook, codings, event_lists, records
from workbench.store.database import Transaction
from workbench.store.event_lists import REDO, UNDO

State = Mapping[str, Any]


@dataclass(frozen=True)
class Names:
    """What codes, transcripts, cases and coders are called, by UUID; codes in the reader's language."""

    connection: Transaction
    language: str
    of: Mapping[str, str]

    @classmethod
    def read(cls, connection: Transaction, project: OpenProject, language: str) -> Names:
        """Read the names as they are now."""
        found = {code.uuid: code.name(language) for code in codebook.tree(connection).order}
        for kind in ("transcript", "case", "coder", "attribute", "informant"):
            found |= {record.uuid: record.name for record in records.all_of(connection, kind)}
        found[project.project.uuid] = project.project.name
        return cls(connection, language, found)


def words(project: OpenProject, event: Event, *, language: str = "en") -> str:
    """Return what an event did, naming codes and transcripts; of an undo or redo what that is about."""
    with project.database.reading() as connection:
        return _about(Names.read(connection, project, language), event)


def words_with(names: Names, event: Event) -> str:
    """Return what an event did, an undo or redo as such."""
    said = _about(names, event)
    if event.action == UNDO:
        return _("taken back: {what}").format(what=said)
    return _("done again: {what}").format(what=said) if event.action == REDO else said


def _about(names: Names, event: Event) -> str:
    first, action = event_lists.root(names.connection, event)
    changes = tuple(inverse(event.changes)) if event.action == UNDO else event.changes
    tell = ACTS.get(action)
    said = tell(_Done(names, changes, event, first)) if tell is not None else ""
    return said or event.summary or action


class _Done:
    """The changes of an act, as it was done and not as it was taken back, and what they speak of."""

    def __init__(self, names: Names, changes: tuple[Change, ...], event: Event, first: str) -> None:
        self.names, self.changes, self.created = names, changes, event.created
        self.file = event.summary.rpartition(" from ")[2]
        self._first = first

    def of(self, kind: str) -> list[Change]:
        """Return the changes of one kind of record."""
        return [change for change in self.changes if change.kind == kind]

    def states(self, kind: str) -> list[State]:
        """Return the records of a kind that were touched, as they are after it, or were."""
        return [change.after or change.before or {} for change in self.of(kind)]

    def name(self, uuid: object) -> str:
        """Return what a record is called now, or was when this was done."""
        known = self.names.of.get(str(uuid))
        if known is None:
            state = next((one.before or one.after or {} for one in self.changes if one.uuid == uuid), {})
            called = state.get("names") or {}
            known = called.get(self.names.language) or next(iter(called.values()), "")
            known = known or state.get("name") or state.get("person") or "?"
        return known

    def code_of_bulk(self) -> str:
        """Return the name of the code that a bulk act gave, as far as one of its codings still stands."""
        found = codings.code_of_event(self.names.connection, self._first)
        return self.name(found) if found is not None else _("a code")

    def codings(self) -> int:
        """Return how many codings came, went or were changed."""
        return len(self.of("coding")) + self.created


def _first(kind: str, words: str) -> Callable[[_Done], str]:
    """Tell of the first record of a kind, and how many more there are; ``{target}`` is what a memo hangs on."""

    def tell(done: _Done) -> str:
        states = done.states(kind)
        if not states:
            return ""
        said = _(words).format(**_holes(done, states[0], words))
        return said if len(states) == 1 else _("{what} and {n} more").format(what=said, n=len(states) - 1)

    return tell


def _holes(done: _Done, state: State, words: str) -> dict[str, str]:
    holes = {"file": done.file}
    holes |= {field: done.name(state[field]) for field in ("code", "transcript", "coder") if state.get(field)}
    holes |= {field: _(str(state[field])) for field in ("certainty", "progress", "approval") if state.get(field)}
    if "{target}" in words:
        holes["target"] = _target(done, state)
    if state.get("person"):
        holes["coder"] = str(state["person"])
    return holes


def _target(done: _Done, memo: State) -> str:
    """Return what a memo hangs on, by name where it has one."""
    kind = next(kind for kind in TARGETS if memo.get(kind))
    if kind in {"passage", "coding"}:
        work = records.get(done.names.connection, kind, memo[kind])
        where = done.name(work.transcript) if work is not None else ""
        what = _("a coding") if kind == "coding" else _("a passage")
        return _("{what} in {transcript}").format(what=what, transcript=where) if where else what
    return done.name(memo[kind])


def _count(kind: str, words: Callable[[int], str]) -> Callable[[_Done], str]:
    """Tell how many records of a kind there are, a bulk act's codings among them."""

    def tell(done: _Done) -> str:
        n = done.codings() if kind == "coding" else len(done.of(kind))
        if not n:
            return ""
        holes = _holes(done, next(iter(done.states(kind)), {}), "")
        return words(n).format(**{"code": done.code_of_bulk(), **holes})

    return tell


def _code(words: str) -> Callable[[_Done], str]:
    """Tell of the code that an act on the codebook is about: the one that is new, or changed most."""

    def tell(done: _Done) -> str:
        about = _code_meant(done)
        return _(words).format(code=done.name(about.uuid)) if about is not None else ""

    return tell


def _code_meant(done: _Done) -> Change | None:
    codes = done.of("code")
    with_meaning = {str(state.get("code")) for state in done.states("code_revision")}
    new = (one for one in codes if one.before is None)
    revised = (one for one in codes if one.uuid in with_meaning)
    return next(new, None) or next(revised, None) or max(codes, key=_moved, default=None)


def _moved(change: Change) -> int:
    """Return over how many places a code was moved, for the one among its siblings that was meant."""
    before, after = change.before or {}, change.after or {}
    return abs(int(after.get("position", 0)) - int(before.get("position", 0)))


def _merged(done: _Done) -> str:
    gone = next((one for one in done.of("code") if (one.after or {}).get("retired")), None)
    if gone is None:
        return ""
    heirs: Iterator[object] = (
        (one.after or {}).get(field)
        for one in done.changes
        for field in ("code", "parent")
        if one.uuid != gone.uuid and (one.before or {}).get(field) == gone.uuid
    )
    heir = next((one for one in heirs if one and one != gone.uuid), None)
    if heir is None:
        return _("{code} merged into another code").format(code=done.name(gone.uuid))
    return _("{code} merged into {other}").format(code=done.name(gone.uuid), other=done.name(heir))


def _split(done: _Done) -> str:
    new = next((one for one in done.of("code") if one.before is None), None)
    if new is None:
        return ""
    name, moved = done.name(new.uuid), done.of("coding")
    if not moved:
        return _("{code} split from another code").format(code=name)
    other = done.name((moved[0].before or {}).get("code"))
    n = len(moved)
    return plural(n, "{code} split from {other}, one coding", "{code} split from {other}, {n} codings").format(
        code=name, other=other
    )


def _settings(done: _Done) -> str:
    change = next(iter(done.of("project")), None)
    before, after = ((state or {}).get("settings") or {} for state in ((change.before, change.after) if change else ()))
    names = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    if "blind" in names:
        return _("blind coding began") if after.get("blind") else _("blind coding ended")
    return _("settings changed: {names}").format(names=", ".join(names)) if names else ""


def _read(done: _Done) -> str:
    spans = done.of("reviewed")
    if not spans:
        return ""
    length = sum(sign * (s["end"] - s["start"]) for one in spans for s, sign in ((one.after, 1), (one.before, -1)) if s)
    said = plural(length, "{transcript}: one character read", "{transcript}: {n} characters read")
    return said.format(transcript=done.name(done.states("reviewed")[0]["transcript"]))


def _pin(done: _Done) -> str:
    pins = done.of("pin")
    kept = next((one.after for one in pins if one.after), None)
    if kept is not None:
        return _("{digit} pinned to {code}").format(digit=kept["digit"], code=done.name(kept["code"]))
    freed = next((one.before for one in pins if one.before), None)
    return _("nothing pinned to {digit} any more").format(digit=freed["digit"]) if freed else ""


def _counted(done: _Done) -> str:
    state = next(iter(done.states("transcript")), {})
    if not state.get("primary_coder"):
        return ""
    told = _("{transcript}: {coder} is counted")
    return told.format(transcript=state["name"], coder=done.name(state["primary_coder"]))


def _imported(done: _Done) -> str:
    transcript, revision = next(iter(done.states("transcript")), {}), next(iter(done.states("revision")), {})
    if not transcript:
        return ""
    return _("{transcript} brought in from {file}").format(
        transcript=transcript["name"], file=revision.get("file_name", "?")
    )


def _codebook(done: _Done) -> str:
    codes = done.of("code")
    new = sum(one.before is None for one in codes)
    told = _("codebook brought in: {new} codes new, {changed} changed")
    return told.format(new=new, changed=len(codes) - new)


def _sampled(done: _Done) -> str:
    drawn = done.states("status")
    if not drawn:
        return ""
    told = plural(len(drawn), "one interview drawn for {coder}", "{n} interviews drawn for {coder}")
    return told.format(coder=done.name(drawn[0]["coder"]))


def _facts(done: _Done) -> str:
    facts = done.states("attribute_value")
    if len(facts) != 1:
        return plural(len(facts), "one fact set", "{n} facts set") if facts else ""
    fact = facts[0]
    bearer = next((done.name(fact[kind]) for kind in ("transcript", "informant", "case") if fact.get(kind)), "?")
    told = _("{attribute} of {bearer}: {value}")
    return told.format(attribute=done.name(fact["attribute"]), bearer=bearer, value=fact["value"])


def _agreed(done: _Done) -> str:
    reached = {state["transcript"] for kind in ("coding", "settlement") for state in done.states(kind)}
    return plural(
        len(reached),
        "what all agree on given to the consensus",
        "what all agree on given to the consensus, {n} transcripts",
    )


def _recoded(done: _Done) -> str:
    codes = [one.after for one in done.of("coding") if one.after]
    if not codes:
        return _count("coding", lambda n: plural(n, "one coding recoded", "{n} codings recoded"))(done)
    return plural(done.codings(), "one coding given the code {code}", "{n} codings given the code {code}").format(
        code=done.name(codes[0]["code"])
    )


ACTS: Mapping[str, Callable[[_Done], str]] = {
    "attributes.set": _facts,
    "code.add": _code(mark("code {code} added")),
    "code.card": _code(mark("card of {code} changed")),
    "code.colour": _code(mark("{code} given another colour")),
    "code.delete": _code(mark("code {code} deleted")),
    "code.merge": _merged,
    "code.move": _code(mark("code {code} moved")),
    "code.order": _code(mark("code {code} moved among its siblings")),
    "code.rename": _code(mark("code {code} renamed")),
    "code.restore": _code(mark("code {code} brought back")),
    "code.retire": _code(mark("code {code} retired")),
    "code.shortcut": _code(mark("letter of {code} changed")),
    "code.split": _split,
    "codebook.import": _codebook,
    "coder.add": _first("coder", mark("{coder} joined")),
    "coding.apply": _first("coding", mark("{code} given in {transcript}")),
    "coding.certainty": _first("coding", mark("{code} in {transcript}: {certainty}")),
    "coding.keep": _first("coding", mark("{code} in {transcript} holds under the new definition")),
    "coding.move": _first("coding", mark("{code} in {transcript} given other words")),
    "coding.remove": _first("coding", mark("{code} taken away in {transcript}")),
    "coding.search": _count(
        "coding",
        lambda n: plural(
            n, "one passage given {code}, found by searching", "{n} passages given {code}, found by searching"
        ),
    ),
    "codings.import": _count(
        "coding", lambda n: plural(n, "one coding brought in from {file}", "{n} codings brought in from {file}")
    ),
    "codings.recode": _recoded,
    "codings.remove": _count("coding", lambda n: plural(n, "one coding taken away", "{n} codings taken away")),
    "disagreement.agreed": _agreed,
    "disagreement.reason": _first("settlement", mark("why {code} in {transcript} was settled so")),
    "disagreement.reopen": _first("settlement", mark("{code} in {transcript} is open again")),
    "disagreement.settle": _first("settlement", mark("{code} in {transcript} settled")),
    "memo.change": _first("memo", mark("memo changed on {target}")),
    "memo.remove": _first("memo", mark("memo taken away from {target}")),
    "memo.write": _first("memo", mark("memo written on {target}")),
    "memos.import": _count(
        "memo", lambda n: plural(n, "one memo brought in from {file}", "{n} memos brought in from {file}")
    ),
    "migrate": lambda done: _("project brought to this version of the program"),
    "pin.set": _pin,
    "project.create": lambda done: _("project started"),
    "project.settings": _settings,
    "report.approval": _first("report_mark", mark("quotation in {transcript}: {approval}")),
    "report.mark": _first("report_mark", mark("passage in {transcript} marked for the report")),
    "report.unmark": _first("report_mark", mark("passage in {transcript} no longer marked for the report")),
    "reviewed.mark": _read,
    "sample.draw": _sampled,
    "status.set": _first("status", mark("{transcript}: {progress}")),
    "transcript.import": _imported,
    "transcript.primary": _counted,
}
"""How each act is told of."""
