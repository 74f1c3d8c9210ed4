"""The codebook beside the text: a tree with counts and keys, filtered as one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Tree
from textual.widgets.tree import TreeNode

from workbench.analysis.matching import Entry, find
from workbench.core.language import _
from workbench.tui.layout.cells import shorten, shown_name, text_width
from workbench.tui.widgets.code_content import SWATCH, ink

TREE_SHUT, TREE_OPEN = "▸ ", "▾ "
_GUIDE = 2


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code as the tree shows it: ``parent`` is a code or, on top, a codebook; ``keys`` how it is typed."""

    id: str
    parent: str
    name: str
    key: str
    colour: str = ""
    keys: str = ""
    count: int = 0
    retired: bool = False


class CodebookPane(Vertical):
    """Posts :class:`CodeChosen` for a code to be given, and :class:`CodeLit` for one that is looked at.

    Args:
        id: of the widget.
        giving: Enter in the filter line gives the first code that is meant; else it goes to that code in the tree, and
            what is lit is told while the filter changes.
    """

    class CodeChosen(Message):
        """A code is to be given to what is lit in the text."""

        def __init__(self, code: str) -> None:
            super().__init__()
            self.code = code

    class CodeLit(Message):
        """The cursor of the tree stands on a code."""

        def __init__(self, code: str) -> None:
            super().__init__()
            self.code = code

    class BookLit(Message):
        """The cursor of the tree stands on one of several codebooks."""

        def __init__(self, book: str) -> None:
            super().__init__()
            self.book = book

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f,ctrl+f", "filter", "Filter", show=False, id="codebook.filter"),
        Binding("down", "into_tree", "Codes", show=False, id="codebook.tree"),
    ]

    def __init__(self, *, id: str | None = None, giving: bool = True) -> None:
        super().__init__(id=id)
        self._giving = giving
        self._books: Sequence[tuple[str, str]] = ()
        self._lines: dict[str, CodeLine] = {}
        self._entries: Sequence[Entry] = ()
        self._parents: set[str] = set()
        self._branches: dict[str, TreeNode[str]] = {}
        self._book_nodes: dict[int, str] = {}
        self._most = 0

    def compose(self) -> ComposeResult:
        """A filter line over the tree."""
        yield Input(placeholder=_("filter codes"), id="codebook-filter", select_on_focus=False)
        tree: Tree[str] = Tree("", id="codebook-tree")
        tree.show_root = False
        tree.auto_expand = False
        tree.guide_depth = _GUIDE
        tree.ICON_NODE, tree.ICON_NODE_EXPANDED = TREE_SHUT, TREE_OPEN
        tree.show_guides = False
        yield tree

    @property
    def codes(self) -> Tree[str]:
        """The tree of codes; a node's data is the code's id."""
        return self.query_one("#codebook-tree", Tree)

    @property
    def lit(self) -> str | None:
        """The code that the tree's cursor stands on."""
        node = self.codes.cursor_node
        return node.data if node is not None else None

    @property
    def filter(self) -> Input:
        """The filter line."""
        return self.query_one("#codebook-filter", Input)

    @property
    def lit_book(self) -> str | None:
        """The codebook that the tree's cursor stands on, where there are several."""
        node = self.codes.cursor_node
        return self._book_nodes.get(node.id) if node is not None else None

    def speak_anew(self) -> None:
        """Write again, in the language that is spoken now, what stands here besides the codes."""
        self.filter.placeholder = _("filter codes")

    def show(self, books: Sequence[tuple[str, str]], lines: Sequence[CodeLine], entries: Sequence[Entry]) -> None:
        """Show codebooks (id, name) with their codes, in order."""
        self._books, self._entries = books, entries
        self._lines = {line.id: line for line in lines}
        self._parents = {line.parent for line in lines}
        self._fill(self.filter.value)

    def unfilter(self) -> None:
        """Show all codes; the lit one stays lit."""
        lit = self.lit
        with self.prevent(Input.Changed):
            self.filter.value = ""
        self._fill("")
        self.light(lit)

    def light(self, code: str | None) -> None:
        """Put the tree's cursor on a code, or on the first where it is not there; a filter that hides it goes."""
        if code in self._lines and code not in self._branches:
            with self.prevent(Input.Changed):
                self.filter.value = ""
            self._fill("")
        tree, wanted = self.codes, code if code in self._branches else next(iter(self._branches), None)
        for line in range(tree.last_line + 1):
            node = tree.get_node_at_line(line)
            if node is not None and node.data == wanted:
                tree.cursor_line = line
                tree.scroll_to_line(line)
                return
        # Without this the tree would go on telling of a code that it shows no more.
        tree.cursor_line = -1

    def count(self, counts: Mapping[str, int]) -> None:
        """Show how often codes stand in the transcript; those that are not named stand there not at all."""
        most = max(counts.values(), default=0)
        if len(str(most)) != len(str(self._most)):
            self._most = most
            self._lines = {id_: replace(line, count=counts.get(id_, 0)) for id_, line in self._lines.items()}
            self.on_resize()
        for id_, line in self._lines.items():
            if line.count != counts.get(id_, 0):
                self._lines[id_] = replace(line, count=counts.get(id_, 0))
                if id_ in self._branches:
                    self._branches[id_].set_label(self._label(self._lines[id_]))

    def _fill(self, query: str) -> None:
        tree = self.codes
        tree.clear()
        self._branches = {}
        self._book_nodes = {}
        wanted = self._wanted(query)
        places: dict[str, TreeNode[str]] = {}
        for id_, name in self._books:
            if len(self._books) > 1 and any(self._book(line) == id_ for line in wanted):
                places[id_] = tree.root.add(Text(shown_name(name), style="dim"), expand=True)
                self._book_nodes[places[id_].id] = id_
            else:
                places[id_] = tree.root
        for line in wanted:
            under = places.get(line.parent, tree.root)
            node = under.add(self._label(line), data=line.id, expand=True)
            node.allow_expand = self._has_children(line)
            places[line.id] = self._branches[line.id] = node
        tree.root.expand()

    def _book(self, line: CodeLine) -> str:
        return [line, *self._above(line)][-1].parent

    def _wanted(self, query: str) -> list[CodeLine]:
        if not query.strip():
            return list(self._lines.values())
        found = {entry.id for entry in find(query, self._entries, limit=len(self._entries))}
        for id_ in list(found):
            found.update(line.id for line in self._above(self._lines[id_]))
        return [line for line in self._lines.values() if line.id in found]

    def _label(self, line: CodeLine) -> Text:
        """Lay a code out so that counts and keys stand below each other at the right edge."""
        shown = len(self._books) > 1
        level = len(self._above(line)) + shown
        indent = _GUIDE * level + (len(TREE_OPEN) if self._has_children(line) else 0)
        digits = max(2, len(str(self._most)))
        keys = f" {line.keys:<2}"
        right = f" {line.count or '':>{digits}}{keys}"
        # The pane's own width: the tree may not have been laid out anew yet. One column is the scrollbar's.
        width = max(8, self.content_size.width - 1 - indent - len(SWATCH))
        # A name goes on where nothing stands at the right edge.
        taken = len(right.lstrip()) + 1 if right.strip() else 0
        name = shorten(shown_name(line.name), max(6, width - taken))
        left = max(0, width - text_width(name))
        tail = right.rjust(left)[len(right.rjust(left)) - left :]
        label = Text(no_wrap=True, overflow="ellipsis")
        label.append(SWATCH, style=ink(line.colour, line.key, self.background_colors[1]))
        label.append(name, style="dim strike" if line.retired else "bold" if line.count else "")
        label.append(tail[: -len(keys)], style="bold")
        label.append(tail[-len(keys) :], style="dim")
        return label

    def _has_children(self, line: CodeLine) -> bool:
        return line.id in self._parents

    def _above(self, line: CodeLine) -> list[CodeLine]:
        above = []
        while line.parent in self._lines:
            line = self._lines[line.parent]
            above.append(line)
        return above

    def on_resize(self) -> None:
        """Fit the names to the new width."""
        for id_, node in self._branches.items():
            node.set_label(self._label(self._lines[id_]))

    def action_filter(self) -> None:
        """Go to the filter line, at once: letters that follow in the same breath are meant for it."""
        self.screen.set_focus(self.filter)

    def action_into_tree(self) -> None:
        """Go from the filter line into the tree."""
        self.codes.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show only the codes that are meant; the likeliest is lit."""
        event.stop()
        if self._giving:
            self._fill(event.value)
        else:
            self._look_for(event.value)

    def _look_for(self, query: str) -> None:
        best = find(query, self._entries, limit=1) if query.strip() else []
        lit = best[0].id if best else self.lit
        self._fill(query)
        self.light(lit if lit in self._branches else None)
        self.post_message(self.CodeLit(self.lit or ""))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the first code that is meant, or go to it."""
        event.stop()
        if not self._giving:
            # The news of the last letters may still be on its way.
            self._look_for(event.value)
            self.screen.set_focus(self.codes)
            return
        found = find(event.value, self._entries, limit=1) if event.value.strip() else []
        if found:
            event.input.value = ""
            self.post_message(self.CodeChosen(found[0].id))

    def on_tree_node_selected(self, event: Tree.NodeSelected[str]) -> None:
        """Give the code."""
        event.stop()
        if event.node.data:
            self.post_message(self.CodeChosen(event.node.data))

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[str]) -> None:
        """Tell which code is looked at."""
        event.stop()
        if not self.codes.has_focus:
            return
        if event.node.data:
            self.post_message(self.CodeLit(event.node.data))
        elif event.node.id in self._book_nodes:
            self.post_message(self.BookLit(self._book_nodes[event.node.id]))
