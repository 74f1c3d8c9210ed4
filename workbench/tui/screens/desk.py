"""What every screen has on its desk: the open project, its codebook, who codes, and which codes are at hand."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from workbench.analysis.matching import Entry
from workbench.core.codebook import Code
from workbench.core.coders import Coder
from workbench.core.codings import Certainty, Coding
from workbench.core.language import _
from workbench.services import local_state
from workbench.services.codebooks import codebook, live_examples
from workbench.services.codebooks.live_examples import LiveExample
from workbench.services.codings import coding
from workbench.services.project import OpenProject, coders
from workbench.tui.layout.coding_marks import CodingMark
from workbench.tui.layout.colours import COLOUR_BLIND
from workbench.tui.layout.initials import initials
from workbench.tui.widgets.code_content import examples

_LATELY = 12
COLOUR_BLIND_PALETTE = "colour-blind"
"""What the setting ``palette`` says where codes are to have colours that the colour-blind can tell apart."""


class Desk:
    """An open project as the screens share it; ``language`` is the reader's, for names and cards of codes."""

    def __init__(self, project: OpenProject, language: str = "en") -> None:
        self.project = project
        self.language = language
        self.lately: deque[str] = deque(maxlen=_LATELY)
        self.reload()

    def speak(self, language: str) -> None:
        """Take the names and cards of codes in another language from here on."""
        self.language = language
        self.reload()

    def reload(self) -> None:
        """Read codebook, coders, pins and the choice of colours again, after somebody has changed them."""
        self.tree = codebook.tree(self.project)
        self._live: dict[tuple[str, ...], Mapping[str, LiveExample]] = {}
        self.colour_blind = local_state.setting("palette") == COLOUR_BLIND_PALETTE
        roots = [code.uuid for code in self.tree.order if not code.parent]
        self._hues = {root: COLOUR_BLIND[at % len(COLOUR_BLIND)] for at, root in enumerate(roots)}
        self.people: dict[str, Coder] = {coder.uuid: coder for coder in coders(self.project)}
        self.names = self.names_in(self.language)
        self.pins = coding.pins(self.project)
        self.initials = initials((code.uuid, code.name(self.language)) for code in self.tree.order)
        self.entries = [
            Entry(
                code.uuid,
                [code.name(self.language), *code.names.values()],
                code.key,
                self.tree.path(code, self.language),
                code.shortcut,
            )
            for code in self.tree.order
            if not code.retired
        ]

    def live_examples(self, code: Code, language: str = "") -> Mapping[str, LiveExample]:
        """Return the examples on a code's card that are passages, by what the card says; read once until a reload."""
        lines = tuple(examples(code.card, language or self.language))
        if lines not in self._live:
            self._live[lines] = live_examples.live(self.project, lines) if lines else {}
        return self._live[lines]

    def told_examples(self, code: Code, language: str = "") -> Mapping[str, tuple[str, str]]:
        """Return how a card shows the examples that are passages: their words as they are now, and where they are."""
        return {line: (one.words, _where(one)) for line, one in self.live_examples(code, language).items()}

    def names_in(self, language: str) -> Mapping[str, str]:
        """Return the names of all codes in a language, by key."""
        return {code.key: code.name(language) for code in self.tree.order}

    @property
    def me(self) -> str:
        """The coder's UUID, "" while nobody has said who is coding."""
        return self.project.coder.uuid if self.project.coder else ""

    @property
    def shortcuts(self) -> Mapping[str, Code]:
        """The code of each letter that may follow ``k``."""
        return {code.shortcut: code for code in self.tree.order if code.shortcut and not code.retired}

    def keys_of(self, code: str) -> str:
        """Return how a code is given from the keyboard: its digit, else ``k`` and its letter, else ""."""
        digit = next((digit for digit, pinned in self.pins.items() if pinned == code), None)
        if digit is not None:
            return str(digit)
        found = self.tree.by_uuid.get(code)
        return f"k{found.shortcut}" if found and found.shortcut else ""

    def name(self, code: str) -> str:
        """Return a code's name in the reader's language."""
        found = self.tree.by_uuid.get(code)
        return found.name(self.language) if found else "?"

    def coder_name(self, coder: str) -> str:
        """Return a coder's name as written."""
        found = self._coder(coder)
        return found.name if found else "?"

    def _coder(self, uuid: str) -> Coder | None:
        """Return a coder; who is not known yet may have come into the project with their first act."""
        me = self.project.coder
        if uuid not in self.people and uuid:
            self.people = {coder.uuid: coder for coder in coders(self.project)}
        return self.people.get(uuid) or (me if me is not None and me.uuid == uuid else None)

    def used(self, code: str) -> None:
        """Remember that a code was just given."""
        if code in self.lately:
            self.lately.remove(code)
        self.lately.append(code)

    def mark(self, coded: Coding) -> CodingMark:
        """Return a coding as the reading pane draws it."""
        code = self.tree.by_uuid.get(coded.code)
        coder = self._coder(coded.coder)
        return CodingMark(
            uuid=coded.uuid,
            start=coded.start,
            end=coded.end,
            key=code.key if code else "?",
            label=self.name(coded.code),
            initial=self.initials.get(coded.code, "?"),
            colour=self.colour(code),
            coder=coder.initials if coder else "?",
            own=coded.coder == self.me,
            unsure=coded.certainty is Certainty.UNSURE,
            depth=self.tree.depth(code) if code else 0,
        )

    def colour(self, code: Code | None) -> str:
        """Return a code's own colour or that of the nearest code above it that has one, else "".

        Where colours for the colour-blind are chosen, it is that of the code's whole branch, whatever it has itself.
        """
        while code is not None and code.parent and (self.colour_blind or not code.colour):
            code = self.tree.by_uuid.get(code.parent)
        if self.colour_blind and code is not None:
            return self._hues.get(code.uuid, "")
        return code.colour if code is not None else ""


def _where(example: LiveExample) -> str:
    if not example.transcript:
        return _("{where}: not in the project any more").format(where=example.where)
    if example.changed:
        return _("{where}: said otherwise by now").format(where=example.where)
    return example.where
