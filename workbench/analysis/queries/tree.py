"""What a query says, as a tree, before anybody asks what its names mean; ``at`` is where each part begins."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One comparison: ``municipality:Moss``; a bare word has neither ``name`` nor ``sign``.

    ``sign`` is one of ``: = != < <= > >=``. What stood in quotes is ``literal`` (its ``*`` is a star), and a name in
    quotes is ``own_name``: an attribute's, even where the language has a word that is spelt so.
    """

    at: int
    name: str
    sign: str
    value: str
    literal: bool = False
    own_name: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """``near(first, second, 2 turns)``; ``same-turn(first, second)`` is near by 0 turns."""

    at: int
    first: Node
    second: Node
    turns: int


@dataclass(frozen=True, slots=True)
class Not:
    """What does not hold."""

    at: int
    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """Two parts or more that hold together."""

    at: int
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Two parts or more of which one holds at least."""

    at: int
    parts: tuple[Node, ...]


Node = Term | Near | Not | All | Either
