"""Choosing a file or a folder from a tree."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import DirectoryTree, Static

from workbench.core.language import _
from workbench.tui.dialogs.dialog import Dialog


class Browse(Dialog[Path | None]):
    """Ends with the path that was chosen.

    Args:
        start: the folder to begin in.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Back", key_display="Esc", id="browse.back"),
        Binding("s", "take", "Take this", id="browse.take"),
        Binding("left,backspace", "up", "Folder above", key_display="←", id="browse.up"),
    ]

    def __init__(self, start: Path) -> None:
        super().__init__()
        self._start = start

    def compose(self) -> ComposeResult:
        """The tree over a word on its keys."""
        with Vertical(id="browse", classes="dialog"):
            yield Static(Content(_("Which interviews?")), classes="dialog-title", markup=False)
            yield DirectoryTree(self._start)
            yield Static(
                Content(
                    _("Enter opens a folder or takes a file · s takes the lit folder or file · ← the folder above")
                ),
                classes="dialog-note",
                markup=False,
            )

    def on_mount(self) -> None:
        """Begin in the tree."""
        self.query_one(DirectoryTree).focus()

    def on_directory_tree_file_selected(self, event: DirectoryTree.FileSelected) -> None:
        """Take a file."""
        self.end(event.path)

    def action_take(self) -> None:
        """Take what is lit."""
        node = self.query_one(DirectoryTree).cursor_node
        if node is not None and node.data is not None:
            self.end(node.data.path)

    def action_up(self) -> None:
        """Show the folder above."""
        tree = self.query_one(DirectoryTree)
        tree.path = Path(tree.path).resolve().parent

    def action_cancel(self) -> None:
        """Take nothing."""
        self.end(None)
