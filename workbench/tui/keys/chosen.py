"""The keys that a user chose in place of ours: what of them can be used, and what is wrong with the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from textual.binding import Binding
from textual.keys import Keys, format_key

from workbench.core.language import _
from workbench.tui.keys.key import Key, Place

_BESIDE = frozenset({Place.PANE, Place.SCREEN})
_EVERYWHERE = frozenset({Place.WAY, Place.APP})
_SYMBOLS = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "space": "space",
    "full_stop": ".",
}
_SWALLOWED = frozenset(
    {"ctrl+enter", "shift+enter", "alt+enter", "ctrl+i", "ctrl+m", "ctrl+h", "ctrl+space", "ctrl+slash", "ctrl+c"}
)
"""Chords that terminals do not deliver, or deliver as another key, or that Textual keeps."""

_PARTS = {"ctrl", "shift", "alt"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A user's keys: by the id of each binding the keys that it gets, and sentences on what could not be used."""

    keymap: Mapping[str, str]
    problems: tuple[str, ...] = ()

    def shown(self, keys: Iterable[Key]) -> tuple[Key, ...]:
        """Return keys as the user has them, for help and lists."""
        return tuple(self._shown(key) for key in keys)

    def _shown(self, key: Key) -> Key:
        mine = self.keymap.get(key.id)
        if mine is None:
            return key
        return replace(key, keys=mine, written=", ".join(written(one) for one in mine.split(",")))


def written(key: str) -> str:
    """Write a key as readers see it: ``ctrl+→`` for ctrl+right."""
    *parts, last = key.split("+")
    if not last:
        return key
    shown = _SYMBOLS.get(last) or (last.upper() if last[0] == "f" and last[1:].isdigit() else format_key(last))
    return "+".join([*parts, shown])


def choose(said: Mapping[str, object], keys: Iterable[Key]) -> Chosen:
    """Check what a user's file says against the keys that there are.

    Args:
        said: by id a key, several parted by commas, or a list of them.
        keys: every key of the program.
    """
    places = {binding.id: (key.place, binding.key) for key in keys for binding in key.bindings() if binding.id}
    keymap: dict[str, str] = {}
    problems: list[str] = []
    for name, value in said.items():
        wanted, wrong = _keys(value)
        if name not in places:
            problems.append(_unknown(name, places))
        elif wrong or not wanted:
            problems.append(f"{name}: {wrong or _('no key is given.')}")
        else:
            keymap[name] = ",".join(wanted)
    now = {name: (place, keymap.get(name, given)) for name, (place, given) in places.items()}
    for name in tuple(keymap):
        for one in keymap[name].split(","):
            ours = {o for o, (_place, given) in places.items() if one in _each(given)}
            shared = ours if name in ours else set()
            other = next((o for o in now if o not in {name, *shared} and _clash(now, name, o, one)), None)
            if other is not None:
                problems.append(
                    _("{name}: {key} is already the key of {other}.").format(name=name, key=written(one), other=other)
                )
                keymap.pop(name, None)
                now[name] = places[name]
    return Chosen(keymap, tuple(problems))


def _unknown(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=2, cutoff=0.5)
    said = _("There is no key called {name}.").format(name=name[:60])
    return f"{said} {_('Nearest: {near}.').format(near=', '.join(near))}" if near else said


def _each(keys: str) -> list[str]:
    return [one.strip() for one in keys.split(",")]


def _clash(now: Mapping[str, tuple[Place, str]], one: str, other: str, key: str) -> bool:
    """Say whether a key of one binding is another's too, and both can be in force at the same time."""
    first, second = now[one][0], now[other][0]
    together = first is second or bool({first, second} & _EVERYWHERE) or {first, second} <= _BESIDE
    return together and key in _each(now[other][1])


def _keys(value: object) -> tuple[list[str], str]:
    """Return keys by the names that Textual has for them, or what is wrong with one."""
    given = value if isinstance(value, list) else value.split(",") if isinstance(value, str) else [value]
    if value == ",":
        given = [value]
    found: list[str] = []
    for one in given:
        if not isinstance(one, str) or not one.strip():
            return [], _('a key is written in quotes, such as "r" or "ctrl+r".')
        name, wrong = _key(one.strip())
        if wrong:
            return [], wrong
        found.append(name)
    return found, ""


def _named(character: str) -> str:
    """Return what Textual calls the key of a character: ``full_stop``."""
    if character == ",":  # it parts the keys of a binding
        return "comma"
    return next(iter(Binding.make_bindings([Binding(character, "", "")]))).key


def _key(said: str) -> tuple[str, str]:
    *parts, last = said.split("+") if len(said) > 1 else [said]
    parts = [part.lower() for part in parts]
    if len(last) == 1:
        name = _named(last)
    else:
        name = last.lower()
        known = {str(key.value) for key in Keys if "+" not in key.value and "<" not in key.value}
        known |= {"enter", "backspace", *(_named(chr(code)) for code in range(33, 127))}
        if name not in known:
            near = get_close_matches(name, known, n=1)
            said_so = _("no key is called {name}.").format(name=said[:30])
            return "", f"{said_so} {_('Nearest: {near}.').format(near=near[0])}" if near else said_so
    if not set(parts) <= _PARTS:
        return "", _("no key is called {name}.").format(name=said[:30])
    whole = "+".join([*sorted(parts, key=["alt", "ctrl", "shift"].index), name])
    letter_with_shift = "shift" in parts and len(name) == 1
    if whole in _SWALLOWED or letter_with_shift:
        return "", _("{key} does not arrive from most terminals.").format(key=said[:30])
    return whole, ""
