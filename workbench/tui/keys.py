"""Every key of every screen, declared once.

The footer, the help, the command palette and README's key table are made from these records, and a user's keymap file
speaks of them by ``id``. No key that legacy terminals swallow or confuse (ctrl+enter, ctrl+i, ctrl+m, alt+digit), and
nothing primary that needs AltGr on a Nordic keyboard.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding


class Place(StrEnum):
    """Which screen, or which part of the reading screen, answers to a key."""

    PANE = "pane"
    SCREEN = "screen"
    HOME = "home"
    IMPORT = "import"
    MATRIX = "matrix"
    APP = "app"


class Topic(StrEnum):
    """What a key is about: the headings of the help and of README's table."""

    MOVE = "Moving"
    SELECT = "Selecting"
    CODE = "Coding"
    REVIEW = "Reviewing"
    LOOK = "Looking"
    LIST = "Lists and tables"
    APP = "Everywhere"


@dataclass(frozen=True, slots=True)
class Key:
    """One key: ``keys`` as Textual names them, parted by commas, and ``written`` as a reader sees it.

    ``{key}`` in ``action`` stands for the key itself, so that ten digits need one record.
    """

    id: str
    keys: str
    written: str
    action: str
    label: str
    tooltip: str
    place: Place
    topic: Topic
    shown: bool = False

    def bindings(self) -> Iterator[Binding]:
        """Make the bindings: one for all keys, or one a key where the action wants to know which."""
        keys = self.keys.split(",") if "{key}" in self.action else [self.keys]
        for key in keys:
            yield Binding(
                key,
                self.action.format(key=key),
                self.label,
                show=self.shown,
                key_display=self.written.split(", ")[0],
                tooltip=self.tooltip,
                priority=self.id in ABOVE_DIALOGS,
                id=self.id if len(keys) == 1 else f"{self.id}.{key}",
            )


FOOTER = frozenset(
    "code.choose code.again code.remove undo review.next review.nothing reading.back app.help"
    " home.open home.filter home.import home.matrix home.coder import.look import.role import.store import.back"
    " matrix.measure matrix.rows matrix.columns matrix.coders matrix.export matrix.back".split()
)
"""Which keys the footer shows; it is short, and everything is in the help."""


ABOVE_DIALOGS = frozenset({"app.quit"})
"""Which keys work even while a dialog asks something."""


def _keys(place: Place, topic: Topic, *rows: tuple[str, str, str, str, str, str]) -> Iterator[Key]:
    for id_, keys, written, action, label, tooltip in rows:
        yield Key(id_, keys, written, action, label, tooltip, place, topic, id_ in FOOTER)


def _keys_of(place: Place, topic: Topic, *rows: tuple[str, str, str, str, str, str]) -> tuple[Key, ...]:
    return tuple(_keys(place, topic, *rows))


READING: tuple[Key, ...] = (
    *_keys(
        Place.PANE,
        Topic.MOVE,
        ("move.next", "right", "→", "move(1)", "Next", "Go to the next turn, sentence, word or character"),
        ("move.previous", "left", "←", "move(-1)", "Previous", "Go to the one before"),
        ("move.down", "down", "↓", "move_line(1)", "Down", "Next turn or sentence; with words, the row below"),
        ("move.up", "up", "↑", "move_line(-1)", "Up", "Turn or sentence before; with words, the row above"),
        ("move.sentence-on", "ctrl+right", "ctrl+→", "jump('sentence', 1)", "Next sentence", "Go to the next sentence"),
        ("move.sentence-back", "ctrl+left", "ctrl+←", "jump('sentence', -1)", "Sentence before", "Go a sentence back"),
        ("move.turn-on", "ctrl+down", "ctrl+↓", "jump('turn', 1)", "Next turn", "Go to the next turn"),
        ("move.turn-back", "ctrl+up", "ctrl+↑", "jump('turn', -1)", "Turn before", "Go a turn back"),
        ("move.page-down", "pagedown,space", "PgDn, space", "page(1)", "Page down", "Read on by a screenful"),
        ("move.page-up", "pageup", "PgUp", "page(-1)", "Page up", "Read back by a screenful"),
        ("move.row-start", "home", "Home", "row_edge(-1)", "Row start", "Go to the start of the row"),
        ("move.row-end", "end", "End", "row_edge(1)", "Row end", "Go to the end of the row"),
        ("move.first", "ctrl+home", "ctrl+Home", "text_edge(-1)", "Beginning", "Go to the first turn"),
        ("move.last", "ctrl+end", "ctrl+End", "text_edge(1)", "End", "Go to the last turn"),
    ),
    *_keys(
        Place.PANE,
        Topic.SELECT,
        ("unit.character", "b", "b", "unit('character')", "Character", "Move and code by the character"),
        ("unit.word", "w", "w", "unit('word')", "Word", "Move and code by the word"),
        ("unit.sentence", "s", "s", "unit('sentence')", "Sentence", "Move and code by the sentence"),
        ("unit.turn", "t", "t", "unit('turn')", "Turn", "Move and code by the turn"),
        ("select.more", "e", "e", "extend(1)", "Extend", "Take the next unit into the selection too"),
        ("select.less", "E", "E", "extend(-1)", "Shorten", "Give the last unit back"),
        ("select.right", "shift+right", "shift+→", "edge('character', 1)", "Select on", "End a character later"),
        ("select.left", "shift+left", "shift+←", "edge('character', -1)", "Select back", "End a character sooner"),
        ("select.down", "shift+down", "shift+↓", "edge_line(1)", "Select down", "End a row lower"),
        ("select.up", "shift+up", "shift+↑", "edge_line(-1)", "Select up", "End a row higher"),
        ("select.word-on", "ctrl+shift+right", "ctrl+shift+→", "edge('word', 1)", "Word on", "End a word later"),
        ("select.word-back", "ctrl+shift+left", "ctrl+shift+←", "edge('word', -1)", "Word back", "End a word sooner"),
        ("select.row-end", "shift+end", "shift+End", "edge_row(1)", "To row end", "Select to the end of the row"),
        ("select.row-start", "shift+home", "shift+Home", "edge_row(-1)", "To row start", "Select to the row's start"),
        ("select.clear", "escape", "Esc", "clear", "Let go", "Let the selection go"),
    ),
    *_keys(
        Place.PANE,
        Topic.CODE,
        ("code.choose", "c,enter", "c, Enter", "choose", "Code", "Find a code for what is lit"),
    ),
    *_keys(
        Place.SCREEN,
        Topic.CODE,
        ("code.pinned", "1,2,3,4,5,6,7,8,9,0", "1–9 0", "pinned({key})", "Pinned code", "Give the code pinned there"),
        ("code.shortcut", "k", "k + letter", "shortcut", "Shortcut", "Give the code whose letter follows"),
        ("code.again", "full_stop", ".", "again", "Again", "Give the last code again"),
        ("code.remove", "x", "x", "remove", "Remove", "Take my coding here away"),
        ("code.certainty", "q", "q", "certainty", "Sure or not", "Mark my coding here as unsure, or sure again"),
        ("code.mark", "j", "j", "next_in_card", "Next in card", "Mark the next coding in the card, for x, q and m"),
        ("code.memo", "m", "m", "memo", "Memo", "Write a note on the coding that is marked in the card"),
        ("code.pin", "a,f4", "a + digit", "pin", "Pin", "Pin the code in the card, or lit in the codebook, to a digit"),
        ("code.copy", "y", "y", "copy_quotation", "Copy", "Copy the words with case, year and turn"),
        ("undo", "u", "u", "undo", "Undo", "Take back my latest act"),
        ("redo", "U", "U", "redo", "Redo", "Do again what I took back"),
    ),
    *_keys(
        Place.SCREEN,
        Topic.REVIEW,
        ("review.next", "n", "n", "next_open", "Next", "Go to the next segment that I have not reviewed"),
        ("review.previous", "p", "p", "previous_open", "Open before", "Go to the one before that I have not reviewed"),
        ("review.nothing", "o", "o", "nothing_here", "Nothing here", "Read it, nothing to code here; go on"),
        ("review.done", "D", "D", "done", "Done", "Say that I am done with this transcript, or not yet"),
    ),
    *_keys(
        Place.SCREEN,
        Topic.LOOK,
        ("look.coders", "g", "g", "toggle_coders", "Other coders", "Show or hide other coders' lanes"),
        ("look.codebook", "f2", "F2", "toggle_codebook", "Codebook", "Show or hide the codebook"),
        ("look.card", "f3", "F3", "toggle_card", "Card", "Show or hide the card of what is lit"),
        ("look.alone", "z", "z", "alone", "Text alone", "Hide the panes around the text, or bring them back"),
        ("look.matrix", "v", "v", "matrix", "Matrix", "Count codes by case and attribute"),
    ),
    *_keys(
        Place.SCREEN,
        Topic.APP,
        ("reading.panes", "tab", "Tab", "app.focus_next", "Next pane", "Go to the next pane"),
        ("reading.back", "escape", "Esc", "back", "Back", "Let go, or go back to the transcripts"),
    ),
)
"""The keys of the reading screen, in the order in which help lists them."""

HOME: tuple[Key, ...] = _keys_of(
    Place.HOME,
    Topic.LIST,
    ("home.open", "enter", "Enter", "open", "Read", "Read the transcript where I left off"),
    ("home.filter", "f,ctrl+f", "f", "filter", "Filter", "Show only some transcripts"),
    ("home.import", "i", "i", "import", "Import", "Bring transcripts in"),
    ("home.matrix", "v", "v", "matrix", "Matrix", "Count codes by municipality and year"),
    ("home.coder", "w", "w", "coder", "Who codes", "Say who is coding"),
    ("home.project", "p", "p", "project", "Project", "Open another project, start one, or see the example"),
    ("home.reload", "f5", "F5", "reload", "Read anew", "Read the list anew"),
    ("home.back", "escape", "Esc", "back", "Back", "Take the filter away"),
)
"""The keys of the list of transcripts."""

IMPORT: tuple[Key, ...] = _keys_of(
    Place.IMPORT,
    Topic.LIST,
    ("import.files", "f", "f", "files", "Files", "Say which files, and what their names tell"),
    ("import.look", "l,f5", "l", "look", "Look", "Read the files and show what would come of them"),
    ("import.browse", "b", "b", "browse", "Browse", "Choose a file or a folder from a tree"),
    ("import.role", "r", "r", "role", "Role", "Interviewer, respondent, other: the next role for the lit speaker"),
    ("import.merge", "e", "e", "merge", "Merge", "Take the lit speaker's label for another's, or for no label"),
    ("import.comments", "m", "m", "comments", "Comments", "Take comments in the margin in as memos, or leave them"),
    ("import.store", "s", "s", "store", "Import", "Store what is shown"),
    ("import.back", "escape", "Esc", "back", "Back", "Stop, or go back"),
)
"""The keys of the import screen."""

MATRIX: tuple[Key, ...] = _keys_of(
    Place.MATRIX,
    Topic.LIST,
    ("matrix.measure", "m", "m", "measure(1)", "Measure", "The next measure: codings, transcripts, words, share …"),
    ("matrix.measure-back", "M", "M", "measure(-1)", "Measure before", "The measure before"),
    ("matrix.rows", "r", "r", "rows", "Rows", "Codes, codes with all below them, or themes"),
    ("matrix.columns", "c", "c", "columns", "Columns", "Which attributes the columns are made of"),
    ("matrix.coders", "w", "w", "coders", "Coders", "Whose codings are counted"),
    ("matrix.policy", "p", "p", "policy", "Policy", "How the work of several coders is put together"),
    ("matrix.text", "t", "t", "voices", "Text", "Respondents' words only, or everybody's"),
    ("matrix.assume", "a", "a", "assume", "Take as done", "Take every transcript as done, so that zeros show"),
    ("matrix.export", "e", "e", "export", "Export", "Write the matrix to a file: .xlsx, .csv, .md, .json"),
    ("matrix.back", "escape", "Esc", "back", "Back", "Go back"),
)
"""The keys of the matrix."""

EVERYWHERE: tuple[Key, ...] = _keys_of(
    Place.APP,
    Topic.APP,
    ("app.help", "f1,question_mark", "F1, ?", "help", "Help", "What the keys do here"),
    ("app.palette", "ctrl+p", "ctrl+p", "command_palette", "Commands", "Find a command by its name"),
    ("app.theme", "f8", "F8", "other_theme", "Light or dark", "Paper by day, night by night"),
    ("app.quit", "ctrl+q", "ctrl+q", "quit", "Quit", "Leave; everything is saved already"),
)
"""The keys that work on every screen."""

ALL: tuple[Key, ...] = (*READING, *HOME, *IMPORT, *MATRIX, *EVERYWHERE)


def bindings(place: Place) -> list[Binding]:
    """Make the bindings of one screen, or of one part of the reading screen."""
    return [binding for key in ALL if key.place is place for binding in key.bindings()]
