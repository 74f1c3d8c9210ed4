"""The terminal program: its first frame stands before anything heavy is imported; the project opens behind it."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from time import strftime
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.screen import Screen

from workbench.core.errors import NoProject, WorkbenchError
from workbench.core.language import NAMES, _, spoken
from workbench.services import local_state
from workbench.services.preferences import user_keys
from workbench.tui import speech, trouble
from workbench.tui.dialogs.dialog import Dialog
from workbench.tui.dialogs.help import KeyHelp
from workbench.tui.dialogs.said import Said, WhatWasSaid
from workbench.tui.keys import ALL, Place, bindings
from workbench.tui.keys.chosen import Chosen, choose, written
from workbench.tui.screens.home import HomeScreen
from workbench.tui.screens.pages.page import Page
from workbench.tui.themes import NIGHT, PAPER, THEMES

if TYPE_CHECKING:
    from workbench.tui.screens.desk import Desk
    from workbench.tui.tour.guide import Guide

_LIGHT_GROUNDS = frozenset({"7", "15"})

_TOLD_TO_LEAVE = ("SIGTERM", "SIGHUP")
"""Signals that ask the program to end: a machine that shuts down, a terminal window that is closed."""

_AT_MOST = 10.0
"""Seconds that the program takes to leave once it was told to and its project is closed."""

_REMEMBERED = 200
"""How many of the things that were said can be read again."""

_LOST = 0.5
"""After how many seconds a key is given up that its widget took along when it was removed."""


class KeyPassed(Message):
    """Follows a key through the same widgets, so that the app knows when it has been dealt with."""

    def __init__(self, key: events.Key) -> None:
        super().__init__()
        self.key = key


class WorkbenchApp(App[None]):
    """The screens over one project.

    Args:
        path: the project; None looks here and above, and else offers to open, start or see one.
        coder: who codes, asked for where it is not given.
        transcript: start reading this one, by name.
        read_only: change nothing.
        tour: lead through the screens once the project is open.
        language: of the interface, and of names and cards of codes; else the project's, else the machine's.
    """

    CSS_PATH = "app.tcss"
    TITLE = "workbench"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.APP)]

    def __init__(
        self,
        path: Path | None = None,
        *,
        coder: str | None = None,
        transcript: str | None = None,
        read_only: bool = False,
        language: str | None = None,
        tour: bool = False,
    ) -> None:
        super().__init__()
        self.wanted = path
        self.coder = coder
        self.transcript = transcript
        self.read_only = read_only
        self.language = language
        speech.begin(language, path)
        self.desk: Desk | None = None
        self.tour_wanted = tour
        self.guide: Guide | None = None
        self.own_keys = Chosen({})
        self._said: deque[Said] = deque(maxlen=_REMEMBERED)
        self._keys: deque[events.Key] = deque()
        self._under_way: events.Key | None = None
        for theme in THEMES:
            self.register_theme(theme)
        ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
        chosen = local_state.setting("theme") or (PAPER.name if ground in _LIGHT_GROUNDS else NIGHT.name)
        self.theme = chosen if chosen in self.available_themes else NIGHT.name

    def get_default_screen(self) -> Screen[None]:
        """Begin with the list of transcripts, empty until the project is open."""
        return HomeScreen()

    @property
    def home(self) -> HomeScreen:
        """The list of transcripts, under everything else."""
        found = self.screen_stack[0]
        assert isinstance(found, HomeScreen)  # noqa: S101 - the default screen is made above
        return found

    # The project

    def open_project(self, path: Path | None) -> None:
        """Open a project in the background, and show it when it is there."""
        self.home.waiting(_("Opening …"))
        self.run_worker(lambda: self._open(path), thread=True, exclusive=True, group="open", exit_on_error=False)

    def _open(self, path: Path | None) -> None:
        from workbench.services import project
        from workbench.tui.screens.desk import Desk

        try:
            opened = project.open_project(path, coder=self.coder, read_only=self.read_only)
        except WorkbenchError as error:
            self.call_from_thread(self._not_opened, error, given=path is not None)
            return
        local_state.remember_project(opened.path)
        speech.open_project(self.language, opened)
        self.call_from_thread(self._opened, Desk(opened, spoken()))

    def _opened(self, desk: Desk) -> None:
        if self.desk is not None:
            self.desk.project.close()
        self.desk = desk
        self.home.show(desk)

    def show_list(self, words: str) -> None:
        """Go to the list of transcripts from wherever one is, narrowed by words."""
        while self.screen is not self.home:
            if isinstance(self.screen, Page):
                self.screen.leave()
            self.pop_screen()
        self.home.narrow(words)

    # The tour, and the user's own keys

    def begin_tour(self) -> None:
        """Lead through the screens; the panel says what to try, and Esc leaves it."""
        from workbench.tui.tour import leading

        self.tour_wanted = False
        leading.begin(self, self.own_keys.shown(ALL), self._led)

    def _led(self, guide: Guide) -> None:
        self.guide = guide

    def end_tour(self) -> None:
        """Take the tour's panel away, and say how to get it back."""
        if self.guide is not None:
            from workbench.tui.tour import leading

            self.guide.stop()
            self.guide = None
            self.notify(leading.farewell(), markup=False)

    def get_key_display(self, binding: Binding) -> str:
        """Write a key in the footer as the help does."""
        return binding.key_display or written(binding.key)

    def _take_own_keys(self) -> None:
        try:
            self.own_keys = choose(user_keys.read(), ALL)
        except WorkbenchError as error:
            self.notify(error.hint, title=error.message, severity="warning", markup=False)
            return
        self.set_keymap(dict(self.own_keys.keymap))
        if self.own_keys.problems:
            what = _("“workbench keys --check” says more.")
            self.notify(what, title=self.own_keys.problems[0], severity="warning", markup=False)

    def _not_opened(self, error: WorkbenchError, *, given: bool) -> None:
        self.home.waiting("")
        if self.desk is not None:
            self.home.refuse(error)
        else:
            silent = isinstance(error, NoProject) and not given
            self.home.choose_project("" if silent else str(error))

    async def action_quit(self) -> None:
        """Remember the place in every open screen, keep what is being written, close the project, leave."""
        self._leave(0)

    def _leave(self, code: int) -> None:
        self.close_project()
        self.exit(return_code=code)

    def _leave_soon(self, code: int) -> None:
        """Leave because the machine asks; where the terminal is gone, giving it back may take for ever."""
        self._leave(code)
        last = threading.Timer(_AT_MOST, os._exit, [code])
        last.daemon = True
        last.start()

    def on_mount(self) -> None:
        """Leave in good order when the machine asks, with the terminal as it was."""
        self._take_own_keys()
        for name in _TOLD_TO_LEAVE:
            # Windows has neither these signals nor such handlers, and only the main thread may have them.
            with suppress(KeyError, NotImplementedError, RuntimeError, ValueError):
                number = signal.Signals[name]
                asyncio.get_running_loop().add_signal_handler(number, self.call_later, self._leave_soon, 128 + number)

    def close_project(self) -> None:
        """Close the project; the screens tell the machine where they stood, and keep what is being written."""
        if self.desk is None:
            return
        for screen in reversed(self.screen_stack):
            if isinstance(screen, (Page, Dialog)):
                screen.leave()
        desk, self.desk = self.desk, None
        desk.project.close()

    def on_exit_app(self) -> None:
        """Close the project also where nobody pressed a key to leave: a browser's window was closed."""
        self.close_project()

    def on_unmount(self) -> None:
        """Close the project, however the program ends."""
        self.close_project()

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Take keys one at a time, each after what the one before it did.

        Textual hands keys on as they come. Typed quickly (or sent by a program), the letters after the key that opens a
        dialog would reach the screen below it, and an Enter could be ahead of the letters that it confirms.
        """
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._keys.append(event)
            if self._under_way is not None and event.time - self._under_way.time > _LOST:
                self._under_way = None
            await self._next_key()
        else:
            await super().on_event(event)

    async def _next_key(self) -> None:
        while self._keys and self._under_way is None and not self._building:
            self._under_way = key = self._keys.popleft()
            if key.key == "escape" and self.guide is not None and self.guide.takes_escape():
                self._under_way = None
                self.end_tour()
                continue
            target = self.focused or self.screen
            await super().on_event(key)
            if not key.is_forwarded or not target.post_message(KeyPassed(key)):
                self._under_way = None

    async def _on_key(self, event: events.Key) -> None:
        """Go on after a key that came all the way up; Textual's own handler of it runs between."""
        self.call_next(self._passed, event)

    async def _passed(self, key: events.Key) -> None:
        if key is self._under_way:
            self._under_way = None
            if self.guide is not None:
                self.guide.look()
            await self._next_key()

    @property
    def _building(self) -> bool:
        return isinstance(self.screen, Dialog) and not self.screen.ready

    async def on_key_passed(self, message: KeyPassed) -> None:
        """Go on after a key that some widget kept to itself."""
        await self._passed(message.key)

    def on_dialog_ready(self) -> None:
        """Give the dialog the keys that came while it was being built."""
        self.call_next(self._next_key)

    def action_help(self) -> None:
        """Show what the keys do on the screen in hand."""
        if isinstance(self.screen, Page):
            page = self.screen
            self.push_screen(KeyHelp(_("What the keys do here"), self.own_keys.shown(page.help_keys()), page.ABOUT))

    def action_other_theme(self) -> None:
        """Change between paper and night."""
        self.theme = PAPER.name if self.theme == NIGHT.name else NIGHT.name
        local_state.remember_setting("theme", self.theme)

    def action_other_palette(self) -> None:
        """Give codes their own colours, or ones that the colour-blind can tell apart."""
        from workbench.tui.screens.desk import COLOUR_BLIND_PALETTE
        from workbench.tui.screens.pages.desk_page import DeskPage

        chosen = "" if local_state.setting("palette") == COLOUR_BLIND_PALETTE else COLOUR_BLIND_PALETTE
        local_state.remember_setting("palette", chosen)
        if self.desk is not None:
            self.desk.reload()
        if isinstance(self.screen, DeskPage):
            self.screen.came_back()
        self.notify(_("Colours for the colour-blind.") if chosen else _("The codes' own colours."), markup=False)

    def action_other_language(self) -> None:
        """Ask which language to speak from here on."""
        speech.ask(self, self._speak_anew)

    def _speak_anew(self, language: str) -> None:
        self.language = language or None
        speech.again(language, self.desk.project if self.desk is not None else None)
        if self.desk is not None:
            self.desk.speak(spoken())
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.speak_anew()
        self.notify(_("The program speaks {language}.").format(language=NAMES[spoken()]), markup=False)

    def action_said(self) -> None:
        """Show again what was said."""
        if isinstance(self.screen, Page):
            self.push_screen(WhatWasSaid(tuple(self._said)))

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something for a moment, as text and never as markup, and keep it to be read again."""
        self._said.append(Said(strftime("%H:%M"), title, message))
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer the keys of the screen in hand by name, then light and dark, help and leaving."""
        if isinstance(screen, Page):
            for key in screen.help_keys():
                if "{key}" not in key.action and key.id not in {"app.palette", "app.quit"}:
                    action = key.action if "." in key.action.split("(")[0] else f"screen.{key.action}"
                    if key.place is Place.APP:
                        action = f"app.{key.action}"
                    if key.place is not Place.PANE:
                        yield SystemCommand(_(key.label), _(key.tooltip), lambda action=action: self.run_later(action))
        yield SystemCommand(_("Quit"), _("Leave; everything is saved already"), self.action_quit)

    def run_later(self, action: str) -> None:
        """Run an action once the palette is gone."""
        self.call_after_refresh(self.run_action, action)

    # Trouble

    def report(self, error: BaseException) -> None:
        """Say that something failed in the background, and write down where."""
        log = trouble.write_down(error)
        where = _("Where it happened is written in {log}.").format(log=log) if log else ""
        self.notify(where, title=_("Something went wrong; nothing was changed."), severity="error", markup=False)

    def _handle_exception(self, error: Exception) -> None:
        """Leave with a sentence, never with a traceback: it would print words of transcripts."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        log = trouble.write_down(error)
        where = _(" Where it happened is written in {log}.").format(log=log) if log else ""
        self.panic(
            Text(
                _("The program had to stop ({name}). What you coded is saved.{where}").format(
                    name=type(error).__name__, where=where
                )
            )
        )
