"""What agreement is reckoned from: the universe that a recipe asks for, as far as the coder may see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from workbench.analysis.agreement import universe
from workbench.analysis.agreement.continuum import ComparedText, Continuum
from workbench.analysis.agreement.judgements import Given, Judged
from workbench.analysis.agreement.recipes import AgreementRecipe
from workbench.analysis.agreement.report import ComparedCode, LeftOut
from workbench.analysis.agreement.resampling import FEWEST
from workbench.analysis.agreement.universe import Comparable
from workbench.analysis.matrices.records import Study
from workbench.core.coders import Coder, CoderKind
from workbench.core.errors import Notice, RefusedError
from workbench.core.language import _
from workbench.core.passages import Span, intersect, merge
from workbench.services.agreement.readings import Readings, Work
from workbench.services.matrices.matrices import narrowed
from workbench.services.project import OpenProject
from workbench.store import agreement as stored
from workbench.store.agreement import Head
from workbench.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Compared:
    """Who, what and where is compared, what is left out, and what must be said beside it.

    ``texts`` and ``revisions`` are by the transcript's UUID. ``blind`` says that every coder was done with every
    compared transcript while the project was blind.
    """

    study: Study
    coders: list[Coder]
    codes: list[ComparedCode]
    transcripts: list[Judged]
    texts: Mapping[str, ComparedText] = field(default_factory=dict)
    revisions: Mapping[str, int] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[Notice, ...] = ()
    blind: bool = False


def read(
    project: OpenProject,
    recipe: AgreementRecipe,
    *,
    only: str = "",
    keep_texts: bool = False,
    readings: Readings | None = None,
) -> Compared:
    """Read what a recipe compares.

    Args:
        project: read as far as the coder may see it.
        recipe: who, what and where.
        only: one transcript, by UUID; else all.
        keep_texts: give the texts along.
        readings: what was read before, where several recipes are read one after another.

    Raises:
        NotFoundError: the recipe names a coder, a code or an attribute that is not there.
        RefusedError: it names one coder or a retired code, or no transcript is left to compare.
    """
    with (readings or Readings(project)).looking() as (connection, kept):
        study = narrowed(kept.study(connection), recipe.where)
        seen = {c for i in study.interviews for c in i.layers if recipe.assume_done or universe.is_done(i, c)}
        hidden = kept.hidden(connection)
        if hidden and len(seen) < 2 and not recipe.coders:
            raise _nothing_common([], hidden)
        coders = universe.choose_coders(study, recipe.coders, seen)
        codes = universe.choose_codes(study, recipe)
        chosen, left_out = universe.universe(study, coders, codes, recipe, hidden=hidden)
        if only:
            chosen = [one for one in chosen if one.interview.uuid == only]
            left_out = [
                one for one in left_out if one.transcript in {i.name for i in study.interviews if i.uuid == only}
            ]
        if not chosen:
            raise _nothing_common(coders, hidden)
        reader = _Reader(connection, project, recipe, coders, codes, kept)
        return reader.read(study, chosen, left_out, only=only, keep_texts=keep_texts)


def _nothing_common(coders: Sequence[Coder], hidden: set[str]) -> RefusedError:
    names = ", ".join(c.name for c in coders)
    if hidden:
        return RefusedError(
            _("The project is blind: there is nothing to compare until all are done with a transcript."),
            hint=_("Say that you are done with one: D while reading, or workbench status TRANSCRIPT --set done"),
        )
    return RefusedError(
        _("No transcript is marked done by two of {names}.").format(names=names),
        hint=_("Mark it: workbench --coder NAME status TRANSCRIPT --set done; or take all as done: --assume-done."),
    )


_NOTHING = Work()


class _Reader:
    """Reads one comparison in one transaction."""

    def __init__(
        self,
        connection: Transaction,
        project: OpenProject,
        recipe: AgreementRecipe,
        coders: Sequence[Coder],
        codes: Sequence[ComparedCode],
        kept: Readings,
    ) -> None:
        self._connection = connection
        self._viewer = project.viewer
        self._recipe = recipe
        self._coders = list(coders)
        self._codes = list(codes)
        self._kept = kept
        self._keys = kept.keys(connection)
        self._place = {self._keys.coders[coder.uuid]: at for at, coder in enumerate(coders)}
        below: dict[str, list[int]] = {}
        for at, code in enumerate(codes):
            for uuid in code.below:
                below.setdefault(uuid, []).append(at)
        self._rows_of = {key: below[uuid] for key, uuid in self._keys.codes.items() if uuid in below}
        alone = all(len(places) == 1 for places in self._rows_of.values())
        self._row_of = {key: places[0] for key, places in self._rows_of.items()} if alone else {}
        self._notices: list[Notice] = []

    def read(
        self, study: Study, chosen: Sequence[Comparable], left_out: list[LeftOut], *, only: str, keep_texts: bool
    ) -> Compared:
        key_of = self._keys.transcripts
        work = self._kept.work(self._connection, list(self._place), key_of[only] if only else 0)
        newest = self._kept.revisions(self._connection)
        heads = self._kept.heads(self._connection)
        stands: dict[str, Head] = {}
        common: list[tuple[Comparable, Work]] = []
        for one in chosen:
            uuid, key = one.interview.uuid, key_of[one.interview.uuid]
            own = work.get(key, _NOTHING)
            held = own.revisions({at for at, place in self._place.items() if place in one.present}, newest[key])
            if len(held) > 1:
                who = universe.names_of(self._coders, one.present)
                left_out.append(LeftOut(universe.REVISIONS, one.interview.name, coders=who))
                continue
            stands[uuid] = heads[key, next(iter(held), newest[key])]
            common.append((one, own))
        judged = self._judged(common, stands)
        left_out += [LeftOut(universe.NO_UNITS, one.name) for one in judged if not one.line.n]
        left_out += self._retired(study, common)
        self._say_assumed(common)
        self._say_consensus()
        self._say_changed([own for _, own in common])
        return Compared(
            study,
            self._coders,
            self._codes,
            [one for one in judged if one.line.n],
            self._texts(stands) if keep_texts else {},
            {uuid: head.revision for uuid, head in stands.items()},
            tuple(left_out),
            tuple(self._notices),
            all({key for key, at in self._place.items() if at in one.present} <= own.kept for one, own in common),
        )

    def _texts(self, stands: Mapping[str, Head]) -> dict[str, ComparedText]:
        words = stored.words(self._connection, [head.text for head in stands.values()])
        return {
            uuid: ComparedText(head.length, (), (), (), (), partial(str, words[head.text]))
            for uuid, head in stands.items()
        }

    def _judged(self, common: Sequence[tuple[Comparable, Work]], stands: Mapping[str, Head]) -> list[Judged]:
        recipe = self._recipe
        by_turn = recipe.replicates > 0 and len(common) < FEWEST
        heads = [stands[one.interview.uuid] for one, _ in common]
        lines = self._kept.texts.lines(self._connection, heads, recipe, by_turn=by_turn)
        marks = self._marks(common, heads) if recipe.reviewed_only else {}
        found: list[Judged] = []
        for (one, own), head, whole in zip(common, heads, lines, strict=True):
            line: Continuum = whole
            if recipe.reviewed_only:
                line = whole.judged(self._judged_by_all(one, head, marks.get(head.transcript, {})))
            given = self._given(own, head.revision)
            found.append(Judged(one.interview.uuid, one.interview.name, line, one.present, given, one.apart))
        return found

    def _given(self, own: Work, revision: int) -> Given:
        """Return columns of what was given, in places of compared codes and coders."""
        rows = own.rows
        if not rows:
            return Given()
        _, revisions, codes, starts, ends, coders = zip(*rows, strict=True)
        who = [self._place[coder] for coder in coders]
        if self._row_of and set(revisions) == {revision} and self._row_of.keys() >= set(codes):
            return Given([self._row_of[code] for code in codes], starts, ends, who)
        kept = [
            (place, start, end, coder)
            for held, code, start, end, coder in zip(revisions, codes, starts, ends, who, strict=True)
            if held == revision
            for place in self._rows_of.get(code, ())
        ]
        return Given(*zip(*kept, strict=True)) if kept else Given()

    def _marks(
        self, common: Sequence[tuple[Comparable, Work]], heads: Sequence[Head]
    ) -> dict[int, dict[int, list[tuple[int, int]]]]:
        """Return what each coder has judged, by transcript's key and coder's place: marks and own codings."""
        found: dict[int, dict[int, list[tuple[int, int]]]] = {}
        stands = {head.transcript: head.revision for head in heads}
        given = [
            (key, revision, start, end, coder) for _, own in common for key, revision, _, start, end, coder in own.rows
        ]
        for key, revision, start, end, coder in (
            *given,
            *stored.reviewed(self._connection, self._viewer, list(self._place)),
        ):
            if stands.get(key) == revision:
                found.setdefault(key, {}).setdefault(self._place[coder], []).append((start, end))
        return found

    def _judged_by_all(self, one: Comparable, head: Head, marks: Mapping[int, list[tuple[int, int]]]) -> list[Span]:
        """Return what every coder has judged: everything where they are done, else their marks and codings."""
        judged = [Span(0, head.length)]
        for at in one.present:
            if not universe.is_done(one.interview, self._coders[at].uuid):
                judged = intersect(judged, merge(marks.get(at, [])))
        return judged

    def _retired(self, study: Study, common: Iterable[tuple[Comparable, Work]]) -> list[LeftOut]:
        """Return the retired codes that were given here and are no rows of their own."""
        if self._recipe.codes or not any(code.retired for code in study.tree.order):
            return []
        given = {self._keys.codes[key] for key in {row[2] for _, own in common for row in own.rows}}
        compared = {uuid for code in self._codes for uuid in code.below}
        return [
            LeftOut(universe.RETIRED, code=code.key)
            for code in study.tree.order
            if code.retired and code.uuid in given and code.uuid not in compared
        ]

    def _say_assumed(self, common: Sequence[tuple[Comparable, Work]]) -> None:
        if not self._recipe.assume_done:
            return
        for key, at in self._place.items():
            coder = self._coders[at]
            untouched = sum(
                at in one.present
                and not universe.has_begun(one.interview, coder.uuid)
                and all(row[5] != key for row in own.rows)
                for one, own in common
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

    def _say_changed(self, works: Iterable[Work]) -> None:
        """Say how many codings were changed after a coder was done with a blind transcript; none of them counts."""
        kept = [own for own in works if own.kept]
        for key, at in self._place.items():
            changed = sum(own.changed(key) for own in kept)
            if changed:
                self._notices.append(
                    Notice(
                        "changed since done",
                        _(
                            "{name} has changed {n} codings since being done; agreement is reckoned from what stood."
                        ).format(name=self._coders[at].name, n=changed),
                        count=changed,
                    )
                )


def _assumed(n: int, name: str) -> str:
    said = _("Taken as done and without a code of {name}, who has not begun them: {n} transcripts.")
    return said.format(name=name, n=n)
