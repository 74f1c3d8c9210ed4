"""Facts: typed attributes of cases, informants and transcripts, and the cases themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from uuid import uuid4

from workbench.core.cases import (
    Attribute,
    AttributeType,
    AttributeValue,
    Bearer,
    Case,
    Informant,
    canonical,
    guess_type,
)
from workbench.core.errors import Notice, RefusedError
from workbench.core.events import Change, added, changed, removed
from workbench.core.names import name_key
from workbench.core.transcripts import Transcript

ON_CASES = frozenset({"municipality", "kommune", "case", "region", "fylke", "county"})
"""Attributes that, where nobody says otherwise, are facts about the case; all others are about the transcript."""


@dataclass(slots=True)
class Facts:
    """The cases, informants and attributes of a project, and the changes that are being made to them.

    One import or one command reads them once, adds to them, and hands ``changes`` to the event.
    """

    cases: dict[str, Case] = field(default_factory=dict)
    informants: dict[tuple[str | None, str], Informant] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    values: dict[tuple[str, str], AttributeValue] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        cases: Iterable[Case],
        informants: Iterable[Informant],
        attributes: Iterable[Attribute],
        values: Iterable[AttributeValue],
    ) -> Facts:
        """Gather what a project holds."""
        return cls(
            {name_key(case.name): case for case in cases},
            {(informant.case, name_key(informant.name)): informant for informant in informants},
            {name_key(attribute.name): attribute for attribute in attributes},
            {(value.attribute, value.case or value.informant or value.transcript or ""): value for value in values},
        )

    def case(self, name: str) -> Case:
        """Return the case of a name, new where there is none."""
        key = name_key(name)
        if key not in self.cases:
            self.cases[key] = Case(str(uuid4()), " ".join(name.split()))
            self.changes.append(added(self.cases[key]))
        return self.cases[key]

    def informant(self, name: str, case: Case | None) -> Informant:
        """Return the informant of a name in a case, new where there is none."""
        key = (case.uuid if case else None, name_key(name))
        if key not in self.informants:
            self.informants[key] = Informant(str(uuid4()), name, case.uuid if case else None)
            self.changes.append(added(self.informants[key]))
        return self.informants[key]

    def attribute(self, name: str, value: str, bearer: Bearer | None = None) -> Attribute:
        """Return the attribute of a name, new where there is none; a new one's type is guessed from the value."""
        key = name_key(name)
        if key not in self.attributes:
            default = Bearer.CASE if key in ON_CASES else Bearer.TRANSCRIPT
            self.attributes[key] = Attribute(str(uuid4()), name.strip(), guess_type([value]), bearer or default)
            self.changes.append(added(self.attributes[key]))
        return self.attributes[key]

    def set(self, attribute: Attribute, bearer: Case | Informant | Transcript, value: str) -> None:
        """Give a bearer its value of an attribute; an empty value takes it away.

        A value that is not of the attribute's type makes the attribute text, with a notice: data are never dropped.
        """
        key = (attribute.uuid, bearer.uuid)
        standing = self.values.get(key)
        if not value.strip():
            if standing is not None:
                self.changes.append(removed(self.values.pop(key)))
            return
        try:
            spelled = canonical(value, attribute.type)
        except RefusedError:
            attribute = self._as_text(attribute, value)
            spelled = canonical(value, attribute.type)
        if standing is not None and standing.value == spelled:
            return
        if standing is not None:
            if isinstance(bearer, Case):
                self.notices.append(
                    Notice("attribute-changed", f"{attribute.name} of {bearer.name} was {standing.value}, is {spelled}")
                )
            after = replace(standing, value=spelled)
            self.changes.append(changed(standing, after))
        else:
            after = AttributeValue(
                str(uuid4()),
                attribute.uuid,
                spelled,
                case=bearer.uuid if isinstance(bearer, Case) else None,
                informant=bearer.uuid if isinstance(bearer, Informant) else None,
                transcript=bearer.uuid if isinstance(bearer, Transcript) else None,
            )
            self.changes.append(added(after))
        self.values[key] = after

    def _as_text(self, attribute: Attribute, value: str) -> Attribute:
        after = replace(attribute, type=AttributeType.TEXT)
        self.attributes[name_key(attribute.name)] = after
        self.changes.append(changed(attribute, after))
        self.notices.append(
            Notice("attribute-type", f"{attribute.name} was of type {attribute.type}; “{value[:40]}” makes it text")
        )
        return after

    def describe(self, transcript: Transcript, values: Mapping[str, str]) -> Transcript:
        """Give a transcript and its case the values of attributes by name.

        ``case`` names the transcript's case; without it the municipality does. What belongs on a
        case is set there.

        Returns:
            The transcript, with its case.
        """
        given = {name_key(name): (name, value) for name, value in values.items()}
        case_name = given.pop("case", ("", ""))[1]
        for key in ("municipality", "kommune"):
            case_name = case_name or given.get(key, ("", ""))[1]
        if case_name:
            transcript = replace(transcript, case=self.case(case_name).uuid)
        case = next((c for c in self.cases.values() if c.uuid == transcript.case), None)
        for name, value in given.values():
            if not value.strip() and name_key(name) not in self.attributes:
                continue
            attribute = self.attribute(name, value)
            if attribute.bearer is Bearer.CASE and case is not None:
                self.set(attribute, case, value)
            elif attribute.bearer is Bearer.TRANSCRIPT:
                self.set(attribute, transcript, value)
            else:
                self.notices.append(
                    Notice(
                        "attribute-without-bearer", f"{name} is a fact about a {attribute.bearer}, and there is none"
                    )
                )
        return transcript
