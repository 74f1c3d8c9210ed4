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
from workbench.core.language import _
from workbench.core.names import name_key
from workbench.core.transcripts import Transcript, clean

ON_CASES = frozenset({"municipality", "kommune", "case", "region", "fylke", "county"})
"""Attributes that, where nobody says otherwise, are facts about the case; all others are about the transcript."""


MUNICIPALITY = ("municipality", "kommune")
"""Attributes that name a transcript's case where nothing else does."""

_FITS = {
    AttributeType.TEXT: frozenset(AttributeType),
    AttributeType.INTEGER: frozenset({AttributeType.INTEGER}),
    AttributeType.NUMBER: frozenset({AttributeType.INTEGER, AttributeType.NUMBER}),
    AttributeType.BOOLEAN: frozenset({AttributeType.BOOLEAN}),
    AttributeType.DATE: frozenset({AttributeType.DATE}),
}
"""The guessed types of values that an attribute of a type takes as they are, so that 0301 stays 0301."""


def types_of(rows: Iterable[Mapping[str, str]]) -> dict[str, AttributeType]:
    """Return the narrowest type for each attribute (by folded name) that all its values in all the rows have."""
    values: dict[str, list[str]] = {}
    for row in rows:
        for name, value in row.items():
            values.setdefault(name_key(name), []).append(value)
    return {name: guess_type(given) for name, given in values.items()}


@dataclass(slots=True)
class Facts:
    """The cases, informants and attributes of a project, and the changes that are being made to them.

    One import or one command reads them once, adds to them, and hands ``changes`` to the event. ``types`` are those of
    attributes to come, by folded name, where all their values are known beforehand; ``on_cases`` the folded names of
    attributes that a file gives by case. Without ``widens`` no attribute becomes text because of one value.
    """

    cases: dict[str, Case] = field(default_factory=dict)
    informants: dict[tuple[str | None, str], Informant] = field(default_factory=dict)
    attributes: dict[tuple[str, Bearer], Attribute] = field(default_factory=dict)
    values: dict[tuple[str, str], AttributeValue] = field(default_factory=dict)
    types: Mapping[str, AttributeType] = field(default_factory=dict)
    on_cases: frozenset[str] = frozenset()
    widens: bool = True
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
            {(name_key(attribute.name), attribute.bearer): attribute for attribute in attributes},
            {(value.attribute, value.case or value.informant or value.transcript or ""): value for value in values},
        )

    @property
    def changed(self) -> int:
        """How many facts are new, changed or taken away."""
        return sum(change.kind in {"attribute_value", "transcript"} for change in self.changes)

    def stand(self, transcript: Transcript) -> dict[str, str]:
        """Return what is known of a transcript and its case by now: values by the attributes' names, and ``case``."""
        found = {}
        for attribute in self.attributes.values():
            bearer = transcript.case if attribute.bearer is Bearer.CASE else transcript.uuid
            value = self.values.get((attribute.uuid, bearer or ""))
            if value is not None:
                found[attribute.name] = value.value
        case = self.case_of(transcript)
        return {**found, "case": case.name} if case else found

    def case(self, name: str) -> Case:
        """Return the case of a name, new where there is none."""
        key = name_key(name)
        if key not in self.cases:
            self.cases[key] = Case(str(uuid4()), _tidy(name))
            self.changes.append(added(self.cases[key]))
        return self.cases[key]

    def case_of(self, transcript: Transcript) -> Case | None:
        """Return a transcript's case."""
        return next((c for c in self.cases.values() if c.uuid == transcript.case), None)

    def informant(self, name: str, case: Case | None) -> Informant:
        """Return the informant of a name in a case, new where there is none."""
        key = (case.uuid if case else None, name_key(name))
        if key not in self.informants:
            self.informants[key] = Informant(str(uuid4()), _tidy(name), case.uuid if case else None)
            self.changes.append(added(self.informants[key]))
        return self.informants[key]

    def attribute(self, name: str, value: str, bearer: Bearer) -> Attribute:
        """Return the attribute of a name, new where there is none; a new one's type is guessed from the value."""
        key = name_key(name)
        if (key, bearer) not in self.attributes:
            twin = next((a for (of, _), a in self.attributes.items() if of == key), None)
            type_ = twin.type if twin else self.types.get(key) or guess_type([value])
            made = Attribute(str(uuid4()), twin.name if twin else _tidy(name), type_, bearer)
            self.attributes[key, bearer] = made
            self.changes.append(added(made))
        return self.attributes[key, bearer]

    def set(self, attribute: Attribute, bearer: Case | Informant | Transcript, value: str) -> None:
        """Give a bearer its value of an attribute; an empty value takes it away.

        A value that is not of the attribute's type makes the attribute a number or text, with a notice: data are never
        dropped and never spelled so that something is lost.
        """
        key = (attribute.uuid, bearer.uuid)
        standing = self.values.get(key)
        if not value.strip():
            if standing is not None:
                self.changes.append(removed(self.values.pop(key)))
                self._tell_of_case(attribute, bearer, standing.value, "taken away")
            return
        attribute = self._taking(attribute, value)
        spelled = canonical(value, attribute.type)
        if standing is not None and standing.value == spelled:
            return
        if standing is not None:
            self._tell_of_case(attribute, bearer, standing.value, spelled)
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

    def _tell_of_case(self, attribute: Attribute, bearer: object, before: str, after: str) -> None:
        """Say what changes for every transcript of a case."""
        if isinstance(bearer, Case):
            said = f"{attribute.name} of all of {bearer.name} was {before}, is {after}"
            self.notices.append(Notice("attribute-changed", said))

    def _taking(self, attribute: Attribute, value: str) -> Attribute:
        """Return the attribute in a type that takes a value."""
        guessed = guess_type([value])
        type_ = attribute.type
        if type_ is AttributeType.INTEGER and guessed is AttributeType.NUMBER:
            type_ = AttributeType.NUMBER
        elif guessed not in _FITS[type_] or not _is_of(value, type_):
            type_ = AttributeType.TEXT
        if type_ is attribute.type:
            return attribute
        if type_ is AttributeType.TEXT and not self.widens:
            raise RefusedError(
                _("{name} is of type {type}, and “{value}” is not; nothing was changed.").format(
                    name=attribute.name, type=attribute.type, value=value[:40]
                ),
                hint=_("Correct the value. If {name} shall be text in every transcript, say --as-text.").format(
                    name=attribute.name
                ),
            )
        after = replace(attribute, type=type_)
        self.attributes[name_key(attribute.name), attribute.bearer] = after
        self.changes.append(changed(attribute, after))
        self.notices.append(
            Notice(
                "attribute-type",
                _("{name} was of type {type}; “{value}” makes it {type2}").format(
                    name=attribute.name, type=attribute.type, value=value[:40], type2=type_
                ),
            )
        )
        return after

    def describe(self, transcript: Transcript, values: Mapping[str, str]) -> Transcript:
        """Give a transcript and its case the values of attributes by name.

        ``case`` names the transcript's case, and an empty one takes it away. Without it the municipality names the
        case, unless the transcript has one of another name. What belongs on a case is set there; where there is no
        case, on the transcript.

        Returns:
            The transcript, with its case.
        """
        given = {name_key(name): (name, value) for name, value in values.items()}
        told, case_name = "case" in given, given.pop("case", ("", ""))[1]
        standing = self.case_of(transcript)
        if not told and (standing is None or self._is_named_by_municipality(standing)):
            case_name = next((given[key][1] for key in MUNICIPALITY if given.get(key, ("", ""))[1].strip()), "")
        if case_name.strip():
            transcript = replace(transcript, case=self.case(case_name).uuid)
        elif told:
            transcript = replace(transcript, case=None)
        case = self.case_of(transcript)
        for key, (name, value) in given.items():
            bearer = self._bearer(key, case)
            if not value.strip() and (key, bearer) not in self.attributes:
                continue
            self.set(self.attribute(name, value, bearer), case if bearer is Bearer.CASE and case else transcript, value)
        return transcript

    def _is_named_by_municipality(self, case: Case) -> bool:
        held = (self.attributes.get((key, Bearer.CASE)) for key in MUNICIPALITY)
        values = (self.values.get((attribute.uuid, case.uuid)) for attribute in held if attribute)
        return any(name_key(value.value) == name_key(case.name) for value in values if value)

    def _bearer(self, key: str, case: Case | None) -> Bearer:
        if case is None:
            return Bearer.TRANSCRIPT
        if key in self.on_cases or (key, Bearer.CASE) in self.attributes:
            return Bearer.CASE
        if (key, Bearer.TRANSCRIPT) in self.attributes:
            return Bearer.TRANSCRIPT
        return Bearer.CASE if key in ON_CASES else Bearer.TRANSCRIPT


def _is_of(value: str, type_: AttributeType) -> bool:
    try:
        canonical(value, type_)
    except RefusedError:
        return False
    return True


def _tidy(name: str) -> str:
    """Return a name on one line, without control characters."""
    return " ".join(clean(name).text.split())
