"""The picker's last row: a new code of the words typed, and where it would stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content

from workbench.core.language import _
from workbench.tui.layout.cells import shorten, shown_name

_NEAR = 4


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code that is wanted: its name, and the id of the code it stands below, "" for none."""

    name: str
    parent: str


class Naming:
    """Offers a new code, below the theme of the code that was lit last or another one, and warns of its likes.

    Args:
        parents: the codes that one may stand below, by id, with their names.
        beside: for each code the id of the one that a new code beside it stands below.
        near: returns the names of codes that are called nearly as a new one would be.
        start: the code that it stands beside at first, "" where none is likelier than another.
    """

    def __init__(
        self,
        parents: Mapping[str, str],
        beside: Mapping[str, str],
        near: Callable[[str], Sequence[str]],
        start: str = "",
    ) -> None:
        self._names = {**parents, "": _("nothing: a theme of its own")}
        self._beside = beside
        self._near = near
        self._parent = ""
        self._chosen = False
        self._warned = ""
        self.stand_beside(start)

    def stand_beside(self, code: str) -> None:
        """Stand below the theme of a code, unless another one was chosen."""
        parent = self._beside.get(code)
        if parent in self._names and not self._chosen:
            self._parent = parent

    def next_parent(self) -> None:
        """Stand below the next code that one may stand below."""
        ids = list(self._names)
        self._parent = ids[(ids.index(self._parent) + 1) % len(ids)]
        self._chosen = True

    def row(self, name: str, room: int) -> Content:
        """Lay the row out for so many cells."""
        called = shorten(shown_name(name), max(8, room - 14))
        return Content.assemble(("+ ", "bold $success"), (_("New code: “{name}”").format(name=called), ""))

    def about(self, name: str) -> Content:
        """Say where the code would stand and which ones are called nearly so."""
        below = _("below {theme}").format(theme=shown_name(self._names[self._parent]))
        parts = [(below, "bold")]
        near = self._near(name)[:_NEAR]
        if near:
            names = ", ".join(f"“{shown_name(one)}”" for one in near)
            parts.append(("\n" + _("There is nearly the same: {names}.").format(names=names), "$warning"))
        if near and self._warned == name:
            parts.append(("\n" + _("Enter again makes the new one all the same."), "bold $warning"))
        return Content.assemble(*parts)

    def accept(self, name: str) -> NewCode | None:
        """Return the code, or None where there is one called nearly so and nobody has been warned of it yet."""
        if self._warned != name and self._near(name):
            self._warned = name
            return None
        return NewCode(name, self._parent)
