"""A user's own keys: they act, they are shown, and what cannot be used is said."""

import os
from pathlib import Path

import pytest

from tests.cli.running import Runner
from tests.tui.studies import SAID, a_study, reading, running, stored, words_of
from workbench.tui.keys import ALL
from workbench.tui.keys.chosen import choose, written


def own(words: str) -> Path:
    file = Path(os.environ["WORKBENCH_CONFIG_DIR"]) / "keys.toml"
    file.write_text(words, encoding="utf-8")
    return file


async def test_a_key_of_ones_own_acts_is_in_the_footer_and_in_the_help(tmp_path: Path) -> None:
    own('undo = "f6"\ncode.choose = ["ctrl+r", "å"]\n')
    study = a_study(tmp_path, SAID)
    async with reading(study, size=(120, 120)) as (app, pilot, screen):
        await pilot.press("k", "b", "u")
        await pilot.pause()
        assert len(stored(study)) == 1
        await pilot.press("f6")
        await pilot.pause()
        assert stored(study) == []
        footer = words_of(screen).splitlines()[-1]
        assert "F6 Undo" in footer
        await pilot.press("å")
        await pilot.pause()
        assert app.screen is not screen
        await pilot.press("escape", "question_mark")
        await pilot.pause()
        row = next(line for line in words_of(app.screen).splitlines() if "Take back my latest act" in line)
        assert "F6" in row


async def test_keys_that_cannot_be_used_are_told_at_the_start_and_the_others_still_act(tmp_path: Path) -> None:
    own('undo = "f6"\ncode.agian = "r"\n')
    study = a_study(tmp_path, SAID)
    async with running(study) as (app, pilot):
        await pilot.pause()
        assert "code.agian" in words_of(app.screen)
        assert dict(app.own_keys.keymap) == {"undo": "f6"}


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"code.agian": "r"}, "There is no key called code.agian. Nearest: code.again"),
        ({"code.again": "x"}, "code.again: x is already the key of code.remove."),
        ({"code.again": "right"}, "code.again: → is already the key of move.next."),
        ({"code.again": "ctrl+enter"}, "code.again: ctrl+enter does not arrive from most terminals."),
        ({"code.again": "ctrl+shift+a"}, "code.again: ctrl+shift+a does not arrive from most terminals."),
        ({"code.again": "pagedwn"}, "code.again: no key is called pagedwn. Nearest: pagedown."),
        ({"code.again": 1}, 'code.again: a key is written in quotes, such as "r" or "ctrl+r".'),
        ({"code.again": []}, "code.again: no key is given."),
    ],
)
def test_what_cannot_be_used_is_said_plainly_with_the_nearest(said: dict[str, object], problem: str) -> None:
    chosen = choose(said, ALL)
    assert chosen.keymap == {}
    assert len(chosen.problems) == 1
    assert chosen.problems[0].startswith(problem)


def test_two_keys_can_change_places() -> None:
    chosen = choose({"code.again": "x", "code.remove": "."}, ALL)
    assert chosen.problems == ()
    assert chosen.keymap == {"code.again": "x", "code.remove": "full_stop"}


def test_the_same_key_on_two_screens_that_are_never_up_together_is_no_conflict() -> None:
    assert choose({"home.import": "x"}, ALL).problems == ()


def test_keys_are_written_as_readers_know_them() -> None:
    assert [written(key) for key in ("ctrl+right", "f6", "full_stop", "r", "pagedown")] == [
        "ctrl+→",
        "F6",
        ".",
        "r",
        "PgDn",
    ]


def test_the_command_lists_writes_and_checks_keys(capsys: pytest.CaptureFixture[str]) -> None:
    run = Runner(capsys)
    listed = run("keys", "--format", "json").json
    assert {"code.again", "undo", "app.quit"} <= {row["id"] for row in listed}
    assert run("keys", "--check").code == 0

    file = Path(run("keys", "--write").out.strip())
    assert run("keys", "--write").code == 1
    assert run("keys", "--check").code == 0
    uncommented = [line[2:] for line in file.read_text(encoding="utf-8").splitlines() if " = " in line]
    file.write_text("\n".join(uncommented), encoding="utf-8")
    assert run("keys", "--check").err.count("\n") == 1, "the keys as they are can all be said"

    file.write_text("undo = ", encoding="utf-8")
    wrong = run("keys")
    assert wrong.code == 1
    assert "not written as TOML" in wrong.err
    file.write_text('undo = "x"', encoding="utf-8")
    assert run("keys", "--check").code == 1
