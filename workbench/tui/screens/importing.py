"""Bringing interviews in: everything is shown before anything is stored, and what was misread is put right here."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import DataTable, Footer, Input, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from workbench.core.drafts import DraftSpeaker
from workbench.core.errors import WorkbenchError
from workbench.core.language import _, mark, plural
from workbench.core.transcripts import Role
from workbench.services.imports import importing
from workbench.services.imports.importing import Outcome, Plan
from workbench.tui.dialogs.asking import AskOne
from workbench.tui.dialogs.browse import Browse
from workbench.tui.keys import IMPORT, Place, bindings
from workbench.tui.layout.cells import shorten, shown_name
from workbench.tui.screens.desk import Desk
from workbench.tui.screens.pages.page import Page
from workbench.tui.widgets.draft_content import draft_content, speaker_content
from workbench.tui.widgets.file_suggester import FileSuggester
from workbench.tui.widgets.list_table import ListTable
from workbench.tui.widgets.top_bar import TopBar

_NO_LABEL = "\0"


_LABELS = {"import-paths": mark("Files"), "import-pattern": mark("Names say"), "import-csv": mark("Attributes")}
"""What the lines to write in are called, by their ids."""


class ImportScreen(Page):
    """Files, what would come of each, its speakers; and the storing of them."""

    AUTO_FOCUS = "#import-paths"
    KEYS = IMPORT
    HINTS: ClassVar[Mapping[str, str]] = {
        "import-paths": mark("write a file or a folder; several are parted by ; — → completes"),
        "import-pattern": mark("for example {municipality}_{year}_*"),
        "import-csv": mark("may be left empty, or a .csv with a row for each transcript or case"),
    }
    ABOUT = mark(
        "Nothing is stored before s. Each file is stored whole or not at all; u in a transcript takes an import back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.IMPORT)]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.roles: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        self.comments = True
        self.outcomes: list[Outcome] = []
        self.stored = False
        self._working = False

    def compose(self) -> ComposeResult:
        """Three lines to write in, the files, and the lit file with its speakers."""
        kept = importing.remembered(self.desk.project)
        yield TopBar()
        with Vertical(id="import-lines"):
            for line, label in _LABELS.items():
                with Horizontal(classes="import-line"):
                    yield Static(_(label), classes="import-label", id=f"{line}-label", markup=False)
                    pattern = line == "import-pattern"
                    value, suggester = str(kept.get("pattern", "")) if pattern else "", FileSuggester()
                    yield Input(
                        value,
                        placeholder=self.hint(line),
                        id=line,
                        suggester=None if pattern else suggester,
                        select_on_focus=False,
                    )
        yield ListTable(id="import-files")
        with Vertical(id="import-card"):
            yield OptionList(id="import-speakers", markup=False)
            with VerticalScroll(can_focus=False):
                yield Static(id="import-draft", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Wait for a path."""
        self._say_what_first()

    def _say_what_first(self) -> None:
        project = self.desk.project
        coder = project.coder.name if project.coder else ""
        self.top.tell(project=project.project.name, place=_("Import"), state=_("nothing is stored yet"), coder=coder)
        self._say(_("Write a path, or b chooses from a tree once you left the line with Tab. Enter looks."))

    def speak_anew(self) -> None:
        """Write again, in the language that is spoken now, all that stands here; notices stay as they were read."""
        super().speak_anew()
        for line, label in _LABELS.items():
            self.query_one(f"#{line}-label", Static).update(_(label))
        if self.outcomes:
            self._fill(self.files.cursor_row)
        else:
            self._say_what_first()

    def _say(self, words: str) -> None:
        self.query_one("#import-draft", Static).update(Content.styled(words, "$quiet"))

    @property
    def files(self) -> ListTable:
        """The table of files."""
        return self.query_one("#import-files", ListTable)

    def _value(self, id_: str) -> str:
        return self.query_one(f"#{id_}", Input).value.strip()

    # Looking

    def _plan(self) -> Plan | None:
        paths = [Path(part.strip()).expanduser() for part in self._value("import-paths").split(";") if part.strip()]
        if not paths:
            self._say(_("Which files? Write a path above."))
            self.query_one("#import-paths").focus()
            return None
        project, table = self.desk.project, self._value("import-csv")
        try:
            return importing.plan(
                paths,
                choices=importing.choices(project, roles=dict(self.roles), labels=dict(self.labels)),
                attributes=Path(table).expanduser() if table else None,
                pattern=self._value("import-pattern"),
                comments=self.comments,
                remembered={},
            )
        except WorkbenchError as error:
            self.refuse(error)
            return None

    def action_look(self) -> None:
        """Read the files and show what would come of them."""
        planned = None if self._working else self._plan()
        if planned is None:
            return
        if not planned.paths:
            self._say(_("There are no transcripts in there: .docx, .odt, .rtf, .txt, .md, .vtt, .srt, .pdf."))
            return
        self.stored = False
        self._working = True
        self.top.tell(state=plural(len(planned.paths), "reading 1 file …", "reading {n} files …"))
        self._read(planned)

    @work(thread=True, exclusive=True, group="import", exit_on_error=False)
    def _read(self, planned: Plan) -> None:
        worker, found = get_current_worker(), []
        for outcome in importing.drafts(planned):
            if worker.is_cancelled:
                break
            found.append(outcome)
            state = _("read {n} of {all}").format(n=len(found), all=len(planned.paths))
            self.app.call_from_thread(self.top.tell, state=state)
        self.app.call_from_thread(self._looked, found, planned)

    def _looked(self, found: list[Outcome], planned: Plan) -> None:
        self._working = False
        if not self.is_attached:
            return
        lit = self.files.cursor_row
        self.outcomes = found
        self._fill(lit)
        bad = sum(1 for outcome in found if not outcome.ok)
        self.top.tell(
            state=_("{n} can be stored, {bad} cannot · nothing is stored yet").format(n=len(found) - bad, bad=bad)
        )
        for notice in planned.notices[:3]:
            self.notify(f"{notice.where} {notice.message}".strip(), markup=False, severity="warning")
        self.files.focus()

    def _fill(self, lit: int) -> None:
        headings = ("", _("File"), _("Turns"), _("Words"), _("Speakers"), _("Attributes"), _("Notices"))
        rows = [self._row(outcome) for outcome in self.outcomes]
        self.files.fill(headings, rows, right=frozenset({_("Turns"), _("Words"), _("Notices")}), lit=lit)
        self._show_lit()

    def _row(self, outcome: Outcome) -> list[Text]:
        name = Text(shorten(shown_name(outcome.path.name), 34))
        if outcome.error is not None:
            sign = Text("✗", style=self._ink("error", bold=True))
            reason = Text(shorten(shown_name(outcome.error.message), 60), style=self._ink("error"))
            return [sign, name, Text(""), Text(""), reason, Text(""), Text("")]
        draft = outcome.draft
        if draft is None:
            return [Text(""), name, *(Text("") for _ in range(5))]
        speakers = ", ".join(f"{shown_name(one.label) or '–'} {one.turns}" for one in draft.speakers)
        facts = ", ".join(shown_name(value) for value in outcome.attributes.values())
        return [
            Text("✓" if outcome.transcript is not None else "·", style=self._ink("success", bold=True)),
            name,
            Text(str(len(draft.text.turns)), justify="right"),
            Text(str(draft.words), justify="right"),
            Text(shorten(speakers, 34)),
            Text(shorten(facts, 30) or "–"),
            Text(str(len(outcome.notices) or ""), justify="right", style=self._ink("warning")),
        ]

    def _ink(self, name: str, *, bold: bool = False) -> str:
        return ("bold " if bold else "") + self.app.theme_variables[name]

    # The lit file

    @property
    def _outcome(self) -> Outcome | None:
        at = self.files.cursor_row
        return self.outcomes[at] if 0 <= at < len(self.outcomes) else None

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Show what would come of the lit file."""
        self._show_lit()

    def _show_lit(self) -> None:
        outcome = self._outcome
        speakers = self.query_one("#import-speakers", OptionList)
        lit = speakers.highlighted
        if outcome is None:
            return
        draft = outcome.draft
        found: Sequence[DraftSpeaker] = draft.speakers if draft is not None else ()
        speakers.display = bool(found)
        speakers.set_options([Option(speaker_content(speaker)) for speaker in found])
        if found:
            speakers.highlighted = min(lit or 0, len(found) - 1)
        body = self.query_one("#import-draft", Static)
        if outcome.error is not None:
            body.update(
                Content.assemble((shown_name(outcome.error.message), "$error"), "\n" + shown_name(outcome.error.hint))
            )
        elif draft is not None:
            body.update(draft_content(draft, outcome.attributes, outcome.notices, comments=self.comments))

    def _speaker(self) -> DraftSpeaker | None:
        outcome, at = self._outcome, self.query_one("#import-speakers", OptionList).highlighted
        if outcome is None or outcome.draft is None or at is None or at >= len(outcome.draft.speakers):
            return None
        return outcome.draft.speakers[at]

    # Putting right

    def action_role(self) -> None:
        """Give the lit speaker's label the next role, in every file."""
        speaker = self._speaker()
        if speaker is not None and not self.stored:
            roles = list(Role)
            self.roles[speaker.label] = str(roles[(roles.index(speaker.role) + 1) % len(roles)])
            self.action_look()

    def action_merge(self) -> None:
        """Take the lit speaker's label for another's, or for no label at all."""
        speaker = self._speaker()
        if speaker is None or self.stored:
            return
        drafts = [outcome.draft for outcome in self.outcomes if outcome.draft is not None]
        others = dict.fromkeys(one.label for draft in drafts for one in draft.speakers if one.label != speaker.label)
        answers = [(label, label, _("the same speaker")) for label in others if label]
        answers.append((_NO_LABEL, _("no label"), _("these are words of the turn")))

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self.labels[speaker.label] = "" if answer == _NO_LABEL else answer
                self.action_look()

        self.app.push_screen(AskOne(_("{name} is …").format(name=shown_name(speaker.label)), answers), chosen)

    def action_comments(self) -> None:
        """Take comments in the margin in as memos, or leave them."""
        self.comments = not self.comments
        self._show_lit()

    # Storing

    def action_store(self) -> None:
        """Store what is shown."""
        if self._working or self.stored or not any(outcome.draft is not None for outcome in self.outcomes):
            self.say(_("There is nothing to store.") if not self._working else _("Wait until the files are read."))
            return
        planned = self._plan()
        if planned is not None:
            self._working = True
            self._store(planned)

    @work(thread=True, exclusive=True, group="import", exit_on_error=False)
    def _store(self, planned: Plan) -> None:
        worker, found = get_current_worker(), []
        try:
            for outcome in importing.import_files(self.desk.project, planned):
                found.append(outcome)
                self.app.call_from_thread(
                    self.top.tell,
                    state=_("stored {n} of {n2} · Esc stops after this one").format(
                        n=len(found), n2=len(planned.paths)
                    ),
                )
                if worker.is_cancelled:
                    break
        except WorkbenchError as error:
            self.app.call_from_thread(self.refuse, error)
        self.app.call_from_thread(self._was_stored, found, len(planned.paths))

    def _was_stored(self, found: list[Outcome], wanted: int) -> None:
        self._working = False
        if not self.is_attached:
            return
        self.stored = True
        self.outcomes = found
        self._fill(0)
        stored = sum(1 for outcome in found if outcome.transcript is not None)
        bad = len(found) - stored
        left = _(", {wanted} left out").format(wanted=wanted - len(found)) if len(found) < wanted else ""
        self.top.tell(
            state=_("{stored} stored, {bad} not{left} · Esc goes to the transcripts").format(
                stored=stored, bad=bad, left=left
            )
        )
        self.say(
            _("One transcript was stored.")
            if stored == 1
            else _("{stored} transcripts were stored.").format(stored=stored)
        )

    # Keys

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Look."""
        self.action_look()

    def action_files(self) -> None:
        """Go to the line of files."""
        self.query_one("#import-paths").focus()

    def action_browse(self) -> None:
        """Choose from a tree."""
        given = self._value("import-paths").split(";")[0].strip()
        start = Path(given or os.curdir).expanduser()
        start = start if start.is_dir() else start.parent if start.parent.is_dir() else Path.cwd()

        def chosen(path: Path | None) -> None:
            if path is not None:
                self.query_one("#import-paths", Input).value = str(path)
                self.action_look()

        self.app.push_screen(Browse(start.resolve()), chosen)

    def action_back(self) -> None:
        """Stop what is going on, or go back."""
        if self._working:
            self.workers.cancel_group(self, "import")
            self.top.tell(state=_("stopping …"))
        else:
            self.close_page()
