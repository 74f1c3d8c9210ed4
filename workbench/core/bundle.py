"""A bundle: a whole project as records. Interchange, merging and copies are functions between bundles."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.core.events import Event
from workbench.core.records import image
from workbench.core.transcripts import TranscriptText


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A record that was deleted, and by which event; merging needs it."""

    kind: str
    uuid: str
    event: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """Every record of a project.

    ``records`` maps a kind (:data:`workbench.core.records.KINDS`) to its records in UUID order; ``texts`` maps a
    content hash to the text; ``events`` are in the order they happened. ``bulk`` maps a bulk act's event to the UUIDs
    of its codings that still stand as it made them, in UUID order.
    """

    records: Mapping[str, tuple[Any, ...]]
    texts: Mapping[str, TranscriptText]
    events: tuple[Event, ...] = ()
    tombstones: tuple[Tombstone, ...] = field(default=())
    bulk: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def digest(self) -> str:
        """Return a SHA-256 over all records and texts; events and tombstones do not count."""
        digest = hashlib.sha256()
        for kind in sorted(self.records):
            for record in sorted(self.records[kind], key=lambda r: str(r.uuid)):
                line = json.dumps([kind, record.uuid, image(record)], ensure_ascii=False, sort_keys=True)
                digest.update(line.encode())
        for content in sorted(self.texts):
            digest.update(content.encode())
        return digest.hexdigest()
