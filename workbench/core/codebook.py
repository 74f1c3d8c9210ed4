"""Codebooks: trees of codes, each with a card that says when to use it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from workbench.core.errors import NotFoundError
from workbench.core.language import LANGUAGES, _
from workbench.core.names import name_key

_NAMESPACE = UUID("6d1f5c6e-54b0-5d43-9d5c-0f6f1f2b8f35")

COLOURS = (
    "#4269d0", "#efb118", "#ff725c", "#6cc5b0", "#3ca951", "#ff8ab7", "#a463f2", "#97bbf5", "#9c6b4e", "#9498a0"
)  # fmt: skip
"""Given in turn to themes that name no colour; a code without one takes its parent's."""


@dataclass(frozen=True, slots=True)
class Card:
    """When to use a code: each field maps a language to text; ``examples`` maps it to several."""

    definition: Mapping[str, str] = field(default_factory=dict)
    include: Mapping[str, str] = field(default_factory=dict)
    exclude: Mapping[str, str] = field(default_factory=dict)
    examples: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Codebook:
    """A tree of codes with a name; ``stable_id`` is the file's own id for it."""

    uuid: str
    stable_id: str
    names: Mapping[str, str]
    position: int = 0
    description: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Code:
    """A named idea.

    ``key`` is its short word (``auka-budsjett``), ``shortcut`` the letter that follows ``k`` on the keyboard,
    ``stable_id`` the codebook file's own id, ``parent`` and ``codebook`` UUIDs, ``colour`` ``#rrggbb``. ``position``
    orders it among its siblings.
    """

    uuid: str
    codebook: str
    key: str
    names: Mapping[str, str]
    stable_id: str = ""
    parent: str | None = None
    position: int = 0
    shortcut: str = ""
    colour: str = ""
    card: Card = field(default_factory=Card)
    retired: bool = False

    def name(self, language: str = "en") -> str:
        """Return the name in a language, or the first there is, or the key."""
        return self.names.get(language) or next((n for n in self.names.values() if n), self.key)


@dataclass(frozen=True, slots=True)
class CodebookRevision:
    """A numbered state of all codebooks of the project; ``n`` counts from 1."""

    uuid: str
    n: int
    created_at: int = 0


@dataclass(frozen=True, slots=True)
class CodeRevision:
    """What one code said from codebook revision ``n`` on; ``state`` is the code's image at that point."""

    uuid: str
    code: str
    n: int
    state: Mapping[str, Any] = field(default_factory=dict)


def codebook_uuid(stable_id: str) -> str:
    """Return the UUID of a codebook by its file's id: the same file gives the same UUID in every project."""
    return str(uuid5(_NAMESPACE, stable_id))


def code_uuid(codebook_stable_id: str, stable_id: str) -> str:
    """Return the UUID of a code by its codebook's and its own id in the file."""
    return str(uuid5(UUID(codebook_uuid(codebook_stable_id)), stable_id))


class CodeTree:
    """All codes of a project, with their order, parents and branches."""

    def __init__(self, codebooks: Iterable[Codebook], codes: Iterable[Code]) -> None:
        self.codebooks = tuple(sorted(codebooks, key=lambda b: (b.position, b.stable_id)))
        self.by_uuid: dict[str, Code] = {code.uuid: code for code in codes}
        children: dict[tuple[str, str | None], list[Code]] = {}
        for code in self.by_uuid.values():
            children.setdefault((code.codebook, code.parent), []).append(code)
        for siblings in children.values():
            siblings.sort(key=lambda c: (c.position, c.key))
        self._children = children
        self.order: tuple[Code, ...] = tuple(self._walk())

    def _walk(self) -> Iterable[Code]:
        for book in self.codebooks:
            stack = list(reversed(self._children.get((book.uuid, None), [])))
            while stack:
                code = stack.pop()
                yield code
                stack.extend(reversed(self.children(code)))

    def children(self, code: Code) -> list[Code]:
        """Return the codes right below a code, in order."""
        return self._children.get((code.codebook, code.uuid), [])

    def siblings(self, codebook: str, parent: str | None) -> list[Code]:
        """Return the codes right below a parent, or on top of a codebook, in order; both by UUID."""
        return list(self._children.get((codebook, parent), []))

    def themes(self) -> list[Code]:
        """Return the codes at the top of every codebook, in order."""
        return [code for code in self.order if code.parent is None]

    def theme(self, code: Code) -> Code:
        """Return the top code of the branch that a code stands in."""
        while code.parent is not None:
            code = self.by_uuid[code.parent]
        return code

    def branch(self, code: Code) -> list[Code]:
        """Return a code and everything below it, in order."""
        found = [code]
        for child in self.children(code):
            found.extend(self.branch(child))
        return found

    def depth(self, code: Code) -> int:
        """Return how many codes stand above this one."""
        depth = 0
        while code.parent is not None:
            code = self.by_uuid[code.parent]
            depth += 1
        return depth

    def path(self, code: Code, language: str = "en") -> str:
        """Return the names from the top down, parted by " > "."""
        names = [code.name(language)]
        while code.parent is not None:
            code = self.by_uuid[code.parent]
            names.append(code.name(language))
        return " > ".join(reversed(names))

    def find(self, wanted: str) -> Code:
        """Return the code that is meant by an id, key, name in any language, or path of names or keys.

        Raises:
            NotFoundError: nothing or more than one code is meant; the hint names the nearest.
        """
        key = name_key(wanted)
        for code in self.order:
            if wanted in {code.uuid, code.stable_id} or key == name_key(code.key):
                return code
        named = [code for code in self.order if key in {name_key(n) for n in code.names.values()}]
        if not named:
            parted = name_key(wanted.replace("/", " > ").replace(">", " > "))
            named = [
                code
                for code in self.order
                if parted in {name_key(self.path(code, language)) for language in LANGUAGES}
                or parted == name_key(self._key_path(code))
            ]
        if len(named) == 1:
            return named[0]
        if named:
            raise NotFoundError(
                _("“{wanted}” may mean {n} codes.").format(wanted=wanted, n=len(named)),
                hint=_("Say one of these keys: {names}.").format(names=", ".join(code.key for code in named)),
            )
        raise NotFoundError.named("code", wanted, [c.key for c in self.order] + [c.name() for c in self.order])

    def _key_path(self, code: Code) -> str:
        keys = [code.key]
        while code.parent is not None:
            code = self.by_uuid[code.parent]
            keys.append(code.key)
        return " > ".join(reversed(keys))
