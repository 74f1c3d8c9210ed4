"""A textual-serve server that answers only this machine, only with the token, and with nothing from outside.

textual-serve's own page asks Google for a font and lets everybody in. Here the page, its headers and its doors are
ours; the terminal in the page (static files) and the process behind each tab are textual-serve's.
"""

from __future__ import annotations

import logging
import secrets
import socket
import sys
import webbrowser
from collections.abc import Awaitable, Callable
from html import escape
from pathlib import Path
from string import Template

import click
from aiohttp import WSCloseCode, web
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

from workbench.core.language import _, spoken

HOST = "127.0.0.1"
_PAGE = Path(__file__).with_name("page.html")
_SMALLEST, _LARGEST = 8, 48
_LAST_WORDS = 5.0
"""For how many seconds the processes of the tabs may go on when the server ends."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class BrowserServer(Server):
    """Serves the screens to tabs of a browser on this machine; each tab is a process of its own.

    Args:
        command: the shell command that starts the screens.
        door: where to listen; a socket of this machine's own address.
        title: what the tab is called.
        open_tab: open a tab once the server listens.
        token: what the address must hold; a new one where none is given.
    """

    def __init__(
        self, command: str, door: socket.socket, *, title: str, open_tab: bool = True, token: str = ""
    ) -> None:
        super().__init__(command, host=HOST, port=door.getsockname()[1], title=title)
        self.door = door
        self.token = token or secrets.token_urlsafe(18)
        self.open_tab = open_tab
        self._tabs: set[web.WebSocketResponse] = set()

    @property
    def address(self) -> str:
        """What a browser is given: the page with its token."""
        return f"{self.public_url}/?token={self.token}"

    def serve(self, debug: bool = False) -> None:
        """Serve until Ctrl-C; no log is kept, since its lines would hold the token."""
        logging.getLogger("textual-serve").setLevel(logging.CRITICAL)
        web.run_app(
            self.make_app(), sock=self.door, print=self._announce, access_log=None, shutdown_timeout=_LAST_WORDS
        )

    async def make_app(self) -> web.Application:
        """Make the web application: the page, the websocket, the terminal's own files."""
        app = web.Application(middlewares=[self._guard])
        app.add_routes(
            [
                web.get("/", self.handle_index),
                web.get("/ws", self.handle_websocket),
                web.get("/ws/{token}", self.handle_websocket),
                web.static("/static", self.statics_path),
            ]
        )
        app.on_shutdown.append(self.on_shutdown)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let in who has the token; the terminal's own files hold nothing of a study."""
        given = request.match_info.get("token") or request.query.get("token", "")
        known = secrets.compare_digest(given.encode(), self.token.encode())
        if not known and not request.path.startswith("/static/"):
            raise web.HTTPForbidden(text=_("Open the address that “workbench serve” printed; it holds a token."))
        return await handler(request)

    async def handle_index(self, request: web.Request) -> web.Response:
        """Give the page; its policy lets the browser load nothing but what this server has."""
        size = to_int(request.query.get("fontsize", "16"), 16)
        page = Template(_PAGE.read_text(encoding="utf-8")).substitute(
            language=spoken(),
            title=escape(self.title),
            opening=escape(_("Opening …")),
            ended=escape(_("This tab is closed. Everything you did is saved.")),
            again=escape(_("Open again")),
            websocket=escape(f"ws://{request.host}/ws/{self.token}"),
            font_size=min(max(size, _SMALLEST), _LARGEST),
        )
        policy = (
            "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
            f"font-src 'self'; img-src 'self' data:; connect-src 'self' ws://{request.host}; "
            "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
        )
        headers = {"Content-Security-Policy": policy, "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}
        return web.Response(text=page, content_type="text/html", headers=headers)

    def _announce(self, _listening: str) -> None:
        click.echo(_("The screens are at {address}").format(address=self.address), err=True)
        click.echo(_("Only this machine can open them. Ctrl-C ends it; each tab is saved as it goes."), err=True)
        if self.open_tab:
            webbrowser.open(self.address)

    async def on_shutdown(self, app: web.Application) -> None:
        """Close every tab; each of their processes closes its project and ends."""
        for tab in tuple(self._tabs):
            await tab.close(code=WSCloseCode.GOING_AWAY)

    async def _process_messages(self, websocket: web.WebSocketResponse, app_service: AppService) -> None:
        self._tabs.add(websocket)
        try:
            await super()._process_messages(websocket, app_service)
        finally:
            self._tabs.discard(websocket)


def shell_command(arguments: list[str]) -> str:
    """Write the shell command that starts this program with arguments, whatever characters they hold."""
    words = [sys.executable, "-m", "workbench", *arguments]
    if sys.platform == "win32":
        import subprocess

        return subprocess.list2cmdline(words)
    import shlex

    return f"exec {shlex.join(words)}"
