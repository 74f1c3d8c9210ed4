"""The texts that agreement is reckoned on: of each only what a recipe looks at, read once and kept."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from functools import partial

from workbench.analysis.agreement.continuum import ComparedText, Continuum, cut_units, joined_turns
from workbench.analysis.agreement.recipes import AgreementRecipe
from workbench.analysis.matrices.recipes import Voices
from workbench.core.segments import Unit
from workbench.core.transcripts import Role
from workbench.store import agreement as stored
from workbench.store.agreement import Head, Turns
from workbench.store.database import Transaction

_UNCUT = frozenset({Unit.CHARACTER, Unit.TURN, Unit.TRANSCRIPT})
_KEPT = 600
"""How many lines of each unit are kept: those of words take some 100 kilobytes each."""


class Texts:
    """What was read of texts, by their local keys, while nobody wrote."""

    def __init__(self) -> None:
        self._turns: dict[bool, dict[int, Turns]] = {False: {}, True: {}}
        self._units: dict[str, dict[int, array[int]]] = {}
        self._words: dict[int, str] = {}
        self._roles: dict[int, dict[str, Role]] | None = None
        self._lines: dict[tuple[Unit, Voices, bool], dict[Head, Continuum]] = {}

    def lines(
        self, connection: Transaction, heads: Sequence[Head], recipe: AgreementRecipe, *, by_turn: bool
    ) -> list[Continuum]:
        """Return the units of transcripts, all of them; with ``by_turn`` they know where turns begin."""
        kept = self._lines.setdefault((recipe.unit, recipe.text, by_turn), {})
        missing = [head for head in heads if head not in kept]
        texts = self._compared(connection, missing, recipe, by_turn=by_turn)
        cut = {
            head: Continuum(
                cut_units(text, recipe.unit, recipe.text),
                characters=recipe.unit is Unit.CHARACTER,
                turns=joined_turns(text, recipe.text) if by_turn else None,
            )
            for head, text in zip(missing, texts, strict=True)
        }
        found = [cut.get(head) or kept[head] for head in heads]
        kept |= list(cut.items())[: max(0, _KEPT - len(kept))]
        return found

    def _compared(
        self, connection: Transaction, heads: Sequence[Head], recipe: AgreementRecipe, *, by_turn: bool
    ) -> list[ComparedText]:
        """Return what a recipe looks at in transcripts: turns, speakers, units, and words when they are asked for."""
        heard, in_turns = recipe.text is Voices.RESPONDENTS, by_turn or recipe.unit is Unit.TURN
        texts = [head.text for head in heads]
        kinds = set() if recipe.unit in _UNCUT else {recipe.unit.value}
        kinds |= {"word"} if heard and in_turns else set()
        units = {kind: self._units_of(connection, texts, kind) for kind in kinds}
        turns = self._turns_of(connection, texts, speakers=heard) if heard or in_turns else {}
        if heard and self._roles is None:
            self._roles = stored.roles(connection)
        found: list[ComparedText] = []
        for head in heads:
            starts, ends, speakers = turns.get(head.text, Turns())
            of = (self._roles or {}).get(head.transcript, {})
            roles = [of.get(speaker, Role.OTHER) for speaker in speakers]
            own = {kind: by_text[head.text] for kind, by_text in units.items() if head.text in by_text}
            read = partial(self._said, connection, head.text)
            found.append(ComparedText(head.length, starts, ends, speakers, roles, read, own))
        return found

    def _turns_of(self, connection: Transaction, texts: Sequence[int], *, speakers: bool) -> Mapping[int, Turns]:
        kept = self._turns[True] if speakers else {**self._turns[False], **self._turns[True]}
        missing = [text for text in texts if text not in kept]
        if missing:
            read = stored.turns(connection, missing, speakers=speakers)
            self._turns[speakers] |= {text: read.get(text, Turns()) for text in missing}
            kept = {**kept, **self._turns[speakers]}
        return kept

    def _units_of(self, connection: Transaction, texts: Sequence[int], kind: str) -> Mapping[int, array[int]]:
        kept = self._units.setdefault(kind, {})
        missing = [text for text in texts if text not in kept]
        if not missing:
            return kept
        read = stored.units(connection, missing, kind)
        if len(kept) < _KEPT:
            kept |= read
        return {**kept, **read}

    def _said(self, connection: Transaction, text: int) -> str:
        if text not in self._words:
            if len(self._words) >= _KEPT:
                self._words.clear()
            self._words |= stored.words(connection, [text])
        return self._words[text]
