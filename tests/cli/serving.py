"""A served project, and tabs on it: over true websockets, and in a true browser."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from yarl import URL

PATIENCE = 60.0
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|.)")


class Served:
    """A running ``workbench serve``."""

    def __init__(self, process: asyncio.subprocess.Process, address: str) -> None:
        self.process = process
        self.address = URL(address)
        self.token = self.address.query["token"]

    def at(self, path: str, **query: str) -> URL:
        return self.address.with_path(path).with_query(query)

    async def stop(self, number: int = signal.SIGINT) -> int:
        """Press Ctrl-C; wait for the end and return the exit code."""
        if self.process.returncode is None:
            self.process.send_signal(number)
        return await asyncio.wait_for(self.process.wait(), PATIENCE)


@asynccontextmanager
async def serving(path: Path, *options: str, coder: str = "anna") -> AsyncIterator[Served]:
    """Serve a project on a free port until the block ends."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "workbench", "--coder", coder, "serve", str(path), "--port", "0", "--no-open", *options,
        stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL, env=dict(os.environ),
    )  # fmt: skip
    try:
        assert process.stderr is not None
        said = (await asyncio.wait_for(process.stderr.readline(), PATIENCE)).decode()
        found = re.search(r"http://\S+", said)
        assert found, said
        served = Served(process, found.group())
        yield served
        assert await served.stop() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


class Tab:
    """What a browser's tab is to the server: a websocket that is given keys and shows what comes."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._drawn = bytearray()

    async def press(self, keys: str) -> None:
        self._drawn.clear()
        await self._socket.send_str(json.dumps(["stdin", keys]))

    async def shows(self, words: str) -> None:
        """Wait until some words have been drawn since the last key."""
        async with asyncio.timeout(PATIENCE):
            while words not in self.drawn:
                message = await self._socket.receive()
                assert message.type in {aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT}, (message, self.drawn)
                if message.type is aiohttp.WSMsgType.BINARY:
                    self._drawn += message.data

    @property
    def drawn(self) -> str:
        return _ESCAPES.sub("", self._drawn.decode("utf-8", "replace"))


@asynccontextmanager
async def tab(served: Served) -> AsyncIterator[Tab]:
    """Open a tab, as the page's own script does."""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(served.at(f"/ws/{served.token}", width="100", height="30")) as socket,
    ):
        await socket.send_str(json.dumps(["resize", {"width": 100, "height": 30}]))
        yield Tab(socket)


class Chromium:
    """A headless browser, driven over its own protocol; it remembers every address that it asked for."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._calls = 0
        self.asked: list[str] = []

    async def call(self, method: str, **arguments: Any) -> Any:
        """Call a method of the protocol, and note the requests that are told meanwhile."""
        self._calls += 1
        await self._socket.send_json({"id": self._calls, "method": method, "params": arguments})
        async with asyncio.timeout(PATIENCE):
            while True:
                told = await self._socket.receive_json()
                if told.get("method") == "Network.requestWillBeSent":
                    self.asked.append(told["params"]["request"]["url"])
                if told.get("method") == "Network.webSocketCreated":
                    self.asked.append(told["params"]["url"])
                if told.get("id") == self._calls:
                    assert "error" not in told, told
                    return told["result"]

    async def key(self, letter: str) -> None:
        """Press a letter, or Enter."""
        text = "\r" if letter == "Enter" else letter
        code = 13 if letter == "Enter" else ord(letter.upper())
        for kind in ("keyDown", "keyUp"):
            await self.call(
                "Input.dispatchKeyEvent", type=kind, key=letter, windowsVirtualKeyCode=code,
                **({"text": text} if kind == "keyDown" else {}),
            )  # fmt: skip

    async def picture(self) -> bytes:
        """Return the page as a PNG, half a second from now."""
        await asyncio.sleep(0.5)
        return base64.b64decode((await self.call("Page.captureScreenshot"))["data"])

    async def value(self, expression: str) -> Any:
        """Return what an expression of the page's script is."""
        return (await self.call("Runtime.evaluate", expression=expression))["result"].get("value")


@asynccontextmanager
async def chromium(program: str, folder: Path, address: URL) -> AsyncIterator[Chromium]:
    """Open an address in a headless Chromium."""
    process = await asyncio.create_subprocess_exec(
        program, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--no-first-run",
        "--window-size=1280,800", f"--user-data-dir={folder}", "about:blank",
        stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert process.stderr is not None
        port = ""
        async with asyncio.timeout(PATIENCE):
            while not port:
                line = (await process.stderr.readline()).decode("utf-8", "replace")
                assert line, "Chromium ended"
                found = re.search(r"DevTools listening on ws://127\.0\.0\.1:(\d+)", line)
                port = found.group(1) if found else ""
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                pages = await answer.json()
            where = next(page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page")
            async with session.ws_connect(where, max_msg_size=0) as socket:
                browser = Chromium(socket)
                await browser.call("Network.enable")
                await browser.call("Page.enable")
                await browser.call("Page.navigate", url=str(address))
                yield browser
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
