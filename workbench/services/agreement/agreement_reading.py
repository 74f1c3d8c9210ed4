"""What agreement is reckoned from: the universe that a recipe asks for, read once, as far as the coder may see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from workbench.analysis.agreement import universe
from workbench.analysis.agreement.continuum import ComparedText, Continuum, cut_units, joined_turns
from workbench.analysis.agreement.judgements import Judged
from workbench.analysis.agreement.recipes import AgreementRecipe
from workbench.analysis.agreement.report import ComparedCode, LeftOut
from workbench.analysis.agreement.resampling import FEWEST
from workbench.analysis.agreement.universe import Comparable
from workbench.analysis.matrices.records import Study
from workbench.core.coders import Coder, CoderKind
from workbench.core.errors import Notice, RefusedError
from workbench.core.language import _
from workbench.core.passages import Span, intersect, merge
from workbench.core.segments import Unit
from workbench.services.matrices.matrices import narrowed
from workbench.services.project import OpenProject
from workbench.store import agreement as stored
from workbench.store import matrices
from workbench.store.agreement import Given
from workbench.store.database import Transaction

Spans = dict[int, dict[int, list[tuple[int, int]]]]


@dataclass(frozen=True, slots=True)
class Compared:
    """Who, what and where is compared, what is left out, and what must be said beside it.

    ``texts`` and ``revisions`` are by the transcript's UUID.
    """

    study: Study
    coders: list[Coder]
    codes: list[ComparedCode]
    transcripts: list[Judged]
    texts: Mapping[str, ComparedText] = field(default_factory=dict)
    revisions: Mapping[str, int] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(slots=True)
class _Work:
    """One transcript's codings: by coder's place, the revision that they stand in and the spans by row."""

    rows: dict[int, list[Given]] = field(default_factory=dict)
    kept: set[int] = field(default_factory=set)

    def revision_of(self, coder: int, newest: int) -> int | None:
        """Return the revision that a coder's codings stand in, None where there are none."""
        held = {row[1] for row in self.rows.get(coder, ())}
        if coder not in self.kept and newest in held:
            return newest
        return max(held, default=None)


def read(project: OpenProject, recipe: AgreementRecipe, *, only: str = "", keep_texts: bool = False) -> Compared:
    """Read what a recipe compares.

    Args:
        project: read as far as the coder may see it.
        recipe: who, what and where.
        only: one transcript, by UUID; else all.
        keep_texts: give the texts along.

    Raises:
        NotFoundError: the recipe names a coder, a code or an attribute that is not there.
        RefusedError: it names one coder or a retired code, or no transcript is left to compare.
    """
    with project.database.reading() as connection:
        study = narrowed(matrices.study(connection, project.viewer), recipe.where)
        seen = {c for i in study.interviews for c in i.layers if recipe.assume_done or universe.is_done(i, c)}
        coders = universe.choose_coders(study, recipe.coders, seen)
        codes = universe.choose_codes(study, recipe)
        hidden = stored.hidden(connection, project.viewer)
        chosen, left_out = universe.universe(study, coders, codes, recipe, hidden=hidden)
        if only:
            chosen = [one for one in chosen if one.interview.uuid == only]
            left_out = [
                one for one in left_out if one.transcript in {i.name for i in study.interviews if i.uuid == only}
            ]
        if not chosen:
            raise _nothing_common(coders, hidden)
        reader = _Reader(connection, project, recipe, coders, codes)
        return reader.read(study, chosen, left_out, only=only, keep_texts=keep_texts)


def _nothing_common(coders: Sequence[Coder], hidden: set[str]) -> RefusedError:
    names = ", ".join(c.name for c in coders)
    if hidden:
        return RefusedError(
            _("The project is blind: there is nothing to compare until all are done with a transcript."),
            hint=_("Say that you are done with one: workbench status TRANSCRIPT --set done"),
        )
    return RefusedError(
        _("No transcript is marked done by two of {names}.").format(names=names),
        hint=_("Mark it: workbench --coder NAME status TRANSCRIPT --set done; or take all as done: --assume-done."),
    )


class _Reader:
    """Reads one comparison in one transaction."""

    def __init__(
        self,
        connection: Transaction,
        project: OpenProject,
        recipe: AgreementRecipe,
        coders: Sequence[Coder],
        codes: Sequence[ComparedCode],
    ) -> None:
        self._connection = connection
        self._viewer = project.viewer
        self._blind = bool(project.project.settings.get("blind", False))
        self._recipe = recipe
        self._coders = list(coders)
        self._codes = list(codes)
        self._place = {coder.uuid: at for at, coder in enumerate(coders)}
        self._rows_of: dict[str, list[int]] = {}
        for at, code in enumerate(codes):
            for uuid in code.below:
                self._rows_of.setdefault(uuid, []).append(at)
        self._notices: list[Notice] = []

    def read(
        self, study: Study, chosen: Sequence[Comparable], left_out: list[LeftOut], *, only: str, keep_texts: bool
    ) -> Compared:
        work = self._work({one.interview.uuid for one in chosen}, only)
        newest = stored.revisions(self._connection)
        stands: dict[str, int] = {}
        common: list[Comparable] = []
        for one in chosen:
            uuid = one.interview.uuid
            held = {
                revision for at in one.present if (revision := work[uuid].revision_of(at, newest[uuid])) is not None
            }
            if len(held) > 1:
                who = universe.names_of(self._coders, one.present)
                left_out.append(LeftOut(universe.REVISIONS, one.interview.name, coders=who))
                continue
            stands[uuid] = next(iter(held), newest[uuid])
            common.append(one)
        judged, texts = self._judged(common, work, stands)
        left_out += [LeftOut(universe.NO_UNITS, one.name) for one in judged if not one.line.n]
        left_out += self._retired(study, common, work)
        self._say_assumed(common, work)
        self._say_consensus()
        return Compared(
            study,
            self._coders,
            self._codes,
            [one for one in judged if one.line.n],
            texts if keep_texts else {},
            stands,
            tuple(left_out),
            tuple(self._notices),
        )

    def _work(self, transcripts: set[str], only: str) -> dict[str, _Work]:
        """Return everybody's codings; of a coder whose work was kept at done, those that were kept.

        Nothing is kept of a blind coder who had given nothing by then: what they gave afterwards does not count.
        """
        people = list(self._place)
        found = {uuid: _Work() for uuid in transcripts}
        for row in stored.codings_at_done(self._connection, self._viewer, people, only=only):
            if row[0] in found:
                at = self._place[row[5]]
                found[row[0]].rows.setdefault(at, []).append(row)
                found[row[0]].kept.add(at)
        for transcript, coder in stored.kept(self._connection, self._viewer, people, only=only):
            if transcript in found:
                found[transcript].kept.add(self._place[coder])
        live: dict[tuple[str, int], set[Given]] = {}
        after = stored.codings_after_done(self._connection, self._viewer, people, only=only) if self._blind else ()
        late = set(after)
        for row in stored.codings(self._connection, self._viewer, people, only=only):
            one = found.get(row[0])
            if one is None:
                continue
            at = self._place[row[5]]
            if at in one.kept:
                live.setdefault((row[0], at), set()).add(row)
            elif row not in late:
                one.rows.setdefault(at, []).append(row)
        self._say_changed(found, live)
        return found

    def _judged(
        self, common: Sequence[Comparable], work: Mapping[str, _Work], stands: Mapping[str, int]
    ) -> tuple[list[Judged], dict[str, ComparedText]]:
        recipe = self._recipe
        by_turn = recipe.replicates > 0 and len(common) < FEWEST
        marks = self._marks(common, work, stands) if recipe.reviewed_only else {}
        judged: list[Judged] = []
        texts: dict[str, ComparedText] = {}
        wanted = [(one.interview.uuid, stands[one.interview.uuid]) for one in common]
        for one, (uuid, text) in zip(common, stored.texts(self._connection, wanted, recipe.unit), strict=True):
            line = Continuum(
                cut_units(text, recipe.unit, recipe.text),
                characters=recipe.unit is Unit.CHARACTER,
                turns=joined_turns(text, recipe.text) if by_turn else None,
                judged=self._judged_by_all(one, text, marks.get(uuid, {})) if recipe.reviewed_only else None,
            )
            spans = self._spans(one, work[uuid], stands[uuid])
            judged.append(Judged(uuid, one.interview.name, line, one.present, spans, one.apart))
            texts[uuid] = text
        return judged, texts

    def _spans(self, one: Comparable, work: _Work, revision: int) -> Spans:
        found: Spans = {}
        for at in one.present:
            for row in work.rows.get(at, ()):
                if row[1] == revision:
                    for code in self._rows_of.get(row[2], ()):
                        found.setdefault(code, {}).setdefault(at, []).append((row[3], row[4]))
        return found

    def _marks(
        self, common: Sequence[Comparable], work: Mapping[str, _Work], stands: Mapping[str, int]
    ) -> dict[str, dict[int, list[tuple[int, int]]]]:
        """Return what each coder has judged, by transcript and the coder's place: marks and own codings."""
        found: dict[str, dict[int, list[tuple[int, int]]]] = {one.interview.uuid: {} for one in common}
        for uuid, by_coder in found.items():
            for at, rows in work[uuid].rows.items():
                by_coder[at] = [(row[3], row[4]) for row in rows if row[1] == stands[uuid]]
        for transcript, revision, start, end, coder in stored.reviewed(
            self._connection, self._viewer, list(self._place)
        ):
            if stands.get(transcript) == revision:
                found[transcript].setdefault(self._place[coder], []).append((start, end))
        return found

    def _judged_by_all(
        self, one: Comparable, text: ComparedText, marks: Mapping[int, list[tuple[int, int]]]
    ) -> list[Span]:
        """Return what every coder has judged: everything where they are done, else their marks and codings."""
        judged = [Span(0, len(text.text))]
        for at in one.present:
            if not universe.is_done(one.interview, self._coders[at].uuid):
                judged = intersect(judged, merge(marks.get(at, [])))
        return judged

    def _retired(self, study: Study, common: Iterable[Comparable], work: Mapping[str, _Work]) -> list[LeftOut]:
        """Return the retired codes that were given here and are no rows of their own."""
        if self._recipe.codes:
            return []
        given = {row[2] for one in common for rows in work[one.interview.uuid].rows.values() for row in rows}
        return [
            LeftOut(universe.RETIRED, code=code.key)
            for code in study.tree.order
            if code.retired and code.uuid in given and code.uuid not in self._rows_of
        ]

    def _say_assumed(self, common: Sequence[Comparable], work: Mapping[str, _Work]) -> None:
        for at, coder in enumerate(self._coders):
            untouched = sum(
                at in one.present
                and not universe.has_begun(one.interview, coder.uuid)
                and not work[one.interview.uuid].rows.get(at)
                for one in common
            )
            if untouched:
                self._notices.append(
                    Notice(
                        "assumed done",
                        _assumed(untouched, coder.name),
                        count=untouched,
                        serious=True,
                    )
                )

    def _say_consensus(self) -> None:
        if any(coder.kind is CoderKind.CONSENSUS for coder in self._coders):
            self._notices.append(
                Notice(
                    "consensus",
                    _("The consensus was made from the coders' work: this is no agreement of independent coders."),
                    serious=True,
                )
            )

    def _say_changed(self, found: Mapping[str, _Work], live: Mapping[tuple[str, int], set[Given]]) -> None:
        """Say how many codings were changed after a coder was done with a blind transcript; none of them counts."""
        for at, coder in enumerate(self._coders):
            changed = sum(
                len(set(work.rows.get(at, ())) ^ live.get((uuid, at), set()))
                for uuid, work in found.items()
                if at in work.kept
            )
            if changed:
                self._notices.append(
                    Notice(
                        "changed since done",
                        _(
                            "{name} has changed {n} codings since being done; agreement is reckoned from what stood."
                        ).format(name=coder.name, n=changed),
                        count=changed,
                    )
                )


def _assumed(n: int, name: str) -> str:
    said = _("Taken as done and without a code of {name}, who has not begun them: {n} transcripts.")
    return said.format(name=name, n=n)
