"""The screens in a browser: who gets in, what the page loads, what a key in a tab stores."""

from __future__ import annotations

import asyncio
import re
import shutil
import signal
import socket
from pathlib import Path

import aiohttp
import pytest

from tests.cli.running import Runner
from tests.cli.serving import PATIENCE, chromium, serving, tab
from tests.tui.studies import SAID, a_study, stored

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


async def test_only_the_address_with_its_token_opens_the_page_and_the_websocket(tmp_path: Path) -> None:
    path = a_study(tmp_path, SAID)
    async with serving(path) as served, aiohttp.ClientSession() as session:
        assert served.address.host == "127.0.0.1"
        for wrong in (served.at("/"), served.at("/", token="guess"), served.at("/ws/guess"), served.at("/other")):
            async with session.get(wrong) as answer:
                assert answer.status == 403
        for wrong in (served.at("/ws"), served.at("/ws", token="guess"), served.at("/ws/guess")):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await session.ws_connect(wrong)
            assert refused.value.status == 403
        async with session.get(served.address) as answer:
            assert answer.status == 200


async def test_the_page_names_no_host_but_this_machine(tmp_path: Path) -> None:
    path = a_study(tmp_path, SAID)
    async with serving(path) as served, aiohttp.ClientSession() as session:
        async with session.get(served.address) as answer:
            page, policy = await answer.text(), answer.headers["Content-Security-Policy"]
        named = re.findall(r"(?:https?|wss?)://([^/\"'\s;]+)|[\"'(](//[^\"'()]+)", page + policy)
        assert {host for host, _ in named} == {served.address.authority}
        assert "default-src 'none'" in policy
        loaded = re.findall(r"(?:href|src)=\"(/[^\"]+)\"|url\(\"([^\"]+)\"\)", page)
        assert len(loaded) >= 4
        for link, font in loaded:
            async with session.get(served.at(link or font)) as answer:
                assert answer.status == 200
                body = (await answer.read()).decode("latin-1")
            assert "@import" not in body
            assert "googleapis" not in body


async def test_two_tabs_are_two_openers_and_both_store_what_they_code(tmp_path: Path) -> None:
    path = a_study(tmp_path, SAID)
    async with serving(path) as served:
        async with tab(served) as one, tab(served) as other:
            for opened in (one, other):
                await opened.shows("Moss_2011_intervju")
                await opened.press("\r")
                await opened.shows("budsjettet")
            await other.press("\x1b[B")
            for opened in (one, other):
                await opened.press("c")
                await opened.shows("Enter")
                await opened.press("startl")
                await opened.shows("Start-up loan")
                await opened.press("\r")
            async with asyncio.timeout(PATIENCE):
                while len(stored(path)) < 2:
                    await asyncio.sleep(0.1)
        words = [said for _, said, _ in stored(path)]
    assert len(set(words)) == 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_ctrl_c_closes_every_tab_and_leaves_one_whole_file(tmp_path: Path, number: signal.Signals) -> None:
    path = a_study(tmp_path, SAID)
    async with serving(path) as served, tab(served) as open_tab:
        await open_tab.shows("Moss_2011_intervju")
        assert await served.stop(number) == 0
    assert not list(path.parent.glob("*-wal"))


def test_a_port_that_is_taken_is_a_sentence_and_not_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = Runner(capsys)("serve", str(a_study(tmp_path, SAID)), "--port", port, "--no-open")
    assert ran.code == 1
    assert ran.err.splitlines() == [
        f"Port {port} is taken.",
        "Choose another with --port, or any free one with --port 0.",
    ]


def test_without_the_browsers_part_the_command_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("textual_serve", "textual_serve.app_service", "workbench.cli.browser.server"):
        monkeypatch.setitem(__import__("sys").modules, name, None)
    ran = Runner(capsys)("serve", str(a_study(tmp_path, SAID)))
    assert ran.code == 1
    assert "pip install textual-serve" in ran.err


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")
async def test_a_true_browser_draws_the_screens_and_asks_nobody_else(tmp_path: Path) -> None:
    path = a_study(tmp_path, SAID)
    async with serving(path) as served, chromium(str(CHROMIUM), tmp_path / "profile", served.address) as browser:
        async with asyncio.timeout(PATIENCE):
            while not await browser.value("document.body && document.body.classList.contains('-first-byte')"):
                await asyncio.sleep(0.1)
            home = await browser.picture()
            while home != (later := await browser.picture()):
                home = later
            await browser.value("document.querySelector('.xterm-helper-textarea').focus()")
            await browser.key("Enter")
            reading = await browser.picture()
            while len(reading) < 1.2 * len(home):  # the reading screen has far more ink
                reading = await browser.picture()
        hosts = {re.sub(r"^\w+://([^/]*).*", r"\1", url) for url in browser.asked if not url.startswith("data:")}
        assert hosts == {served.address.authority}
