"""Waiting for the app in tests: until something is so, or until nothing is under way, and never for a fixed time.

A fixed pause is long enough until the machine is busy. Textual's own pause looks at how much processor time goes by,
and a test that is kept waiting by another process looks idle to it.
"""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from functools import partial
from time import monotonic

from textual import events
from textual._context import message_hook
from textual.app import App
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.message import Message
from textual.message_pump import MessagePump
from textual.pilot import Pilot

PATIENCE = 20.0
"""Seconds after which what has not happened is taken not to happen."""

SOON = 0.5
"""Seconds: a one-time timer this short is part of what a key does; a longer one is a message that goes away again."""

_STEP = 0.002


@asynccontextmanager
async def piloted(
    app: App[None], *, size: tuple[int, int] = (80, 24), notifications: bool = False
) -> AsyncIterator[PatientPilot]:
    """Run an app without a terminal, under a pilot that waits for what it does."""
    pilot = PatientPilot(app)
    token = message_hook.set(pilot.hear)
    try:
        async with app.run_test(size=size, notifications=notifications, message_hook=pilot.hear):
            await pilot.pause()
            yield pilot
    finally:
        message_hook.reset(token)


async def until(pilot: Pilot[None], condition: Callable[[], object], what: str) -> None:
    """Wait until a condition holds, and for all that follows from it.

    Args:
        pilot: of the app.
        condition: asked again and again; must not raise.
        what: what one waits for, as a sentence that the failure says is not so.

    Raises:
        AssertionError: it did not hold in time.
    """
    await pilot.pause()
    end = monotonic() + PATIENCE
    while not condition():
        if pilot.app._exception is not None:
            return  # raised where the app is left
        assert monotonic() < end, f"waited {PATIENCE:.0f} s, and it is still not so: {what}"
        await asyncio.sleep(0.01)
    await pilot.pause()


class PatientPilot(Pilot[None]):
    """A pilot that waits until the app has come to rest, however busy the machine is."""

    def __init__(self, app: App[None]) -> None:
        super().__init__(app)
        self._heard = 0

    def hear(self, message: Message) -> None:
        """Notice that a message is dealt with, other than one of the pilot's own."""
        callback = message.callback if isinstance(message, events.Callback) else None
        if not isinstance(callback, partial) or not isinstance(callback.func, _Turn):
            self._heard += 1

    async def press(self, *keys: str) -> None:
        """Press keys, each once what the one before did is done."""
        for key in keys:
            await self.settle(timers=False)
            if self._gone:
                return
            self.app.post_message(_event(key, self.app))
        await self.settle(timers=False)

    async def pause(self, delay: float | None = None) -> None:
        """Wait until the app has come to rest.

        Args:
            delay: seconds that go by first; only where time itself is what is tested.
        """
        if delay is not None:
            await asyncio.sleep(delay)
        await self.settle()

    async def _wait_for_screen(self, timeout: float = PATIENCE) -> bool:
        await self.settle()
        return self.app._exception is None

    async def settle(self, *, timers: bool = True) -> None:
        """Wait until there is no key, message, layout, drawing, background work nor (``timers``) short timer left.

        Raises:
            AssertionError: something was under way all the time.
        """
        end = monotonic() + PATIENCE
        while not self._gone:
            heard, reason = self._heard, next(self._under_way(timers=timers), "")
            if not reason:
                await self._let_each_have_its_turn(end)
                if heard == self._heard and next(self._under_way(timers=timers), None) is None:
                    return
            assert monotonic() < end, f"waited {PATIENCE:.0f} s, and the app is still busy: {reason or 'messages'}"
            await asyncio.sleep(_STEP)
            if reason in {"layout", "drawing"} and not self._gone:
                self.app.screen._on_timer_update()

    @property
    def _gone(self) -> bool:
        app = self.app
        return app._exit or not app._running or app._exception is not None or not app.screen_stack

    def _pumps(self) -> list[MessagePump]:
        nodes = (node for node in list(self.app._registry) if not node._closing and not node._closed)
        return [self.app, *nodes]

    def _under_way(self, *, timers: bool) -> Iterator[str]:
        """Yield what is going on."""
        app = self.app
        for pump in self._pumps():
            if not pump._message_queue.empty() or pump._pending_message is not None or pump._next_callbacks:
                yield f"messages for {pump!r}"
            for timer in list(pump._timers) if timers else ():
                task = timer._task
                if timer._repeat == 0 and timer._interval <= SOON and task is not None and not task.done():
                    yield f"{timer!r} of {pump!r}"
        screen = app.screen
        if app._batch_count or screen._layout_required or screen._scroll_required or screen._repaint_required:
            yield "layout"
        if screen._recompose_required or screen._dirty_widgets or screen._callbacks:
            yield "drawing"
        if app.animator._animations or app.animator._scheduled:
            yield "an animation"
        for worker in app.workers:
            if not worker.is_finished:
                yield f"{worker!r}"

    async def _let_each_have_its_turn(self, end: float) -> None:
        """Wait until every widget has dealt with what it had in hand."""
        waiting: set[MessagePump] = set()
        for pump in self._pumps():
            if pump.call_later(_Turn(pump, waiting)):
                waiting.add(pump)
        while any(not pump._closing and not pump._closed for pump in waiting):
            if self._gone or monotonic() > end:
                return
            await asyncio.sleep(0)


class _Turn:
    """Notes that a widget has come to what was posted to it."""

    def __init__(self, pump: MessagePump, waiting: set[MessagePump]) -> None:
        self.pump, self.waiting = pump, waiting

    def __call__(self) -> None:
        self.waiting.discard(self.pump)


def _event(key: str, app: App[None]) -> events.Key:
    """Return what a terminal says of a key that is given by its name or as a character."""
    if len(key) == 1 and not key.isalnum():
        key = _character_to_key(key)
    character: str | None
    try:
        character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        character = key if len(key) == 1 else None
    event = events.Key(key, character)
    event.set_sender(app)
    return event
