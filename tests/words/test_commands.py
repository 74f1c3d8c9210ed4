"""The command line in another language: its help, what is wrong with a line, and what it costs."""

import subprocess
import sys
from io import StringIO
from pathlib import Path

import click
import platformdirs
import pytest

from tests.cli.running import Runner
from tests.words.catalogues import catalogue, pairs
from workbench.cli.main import COMMANDS, workbench
from workbench.cli.spoken import told_in
from workbench.core.language import speak
from workbench.services import project
from workbench.services.preferences import languages, settings


def lines_of(name: str) -> list[list[str]]:
    """The command lines of a command and of what is below it."""
    command = workbench.get_command(click.Context(workbench), name)
    return [[name], *([name, below] for below in (command.commands if isinstance(command, click.Group) else ()))]


def english_of(line: list[str]) -> list[str]:
    """What the help of a command says in English, sentence by sentence."""
    speak("en")
    command: click.Command | None = workbench
    for name in line:
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(workbench), name)
    assert command is not None
    said: list[str] = []

    def heard(words: str) -> str:
        said.append(words)
        return words

    told_in(command.help or "", heard)
    return [*said, *(param.help or "" for param in command.params if isinstance(param, click.Option))]


@pytest.mark.parametrize("language", ["nn", "nb"])
@pytest.mark.parametrize("name", COMMANDS)
def test_no_sentence_of_a_commands_help_is_english_in_another_language(
    name: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    norwegian = dict(pairs(catalogue(language)))
    for line in lines_of(name):
        english = [words for words in english_of(line) if words and norwegian[words] != words]
        shown = " ".join(Runner(capsys, "--language", language)(*line, "--help").out.split())
        assert shown.startswith(f"Bruk: workbench {' '.join(line)} [VAL")
        assert [words for words in english if words in shown] == []
        assert all(word not in shown for word in ("Options:", "Example:", "[default", "Show this", "TRANSCRIPT"))


def test_the_list_of_commands_is_norwegian(capsys: pytest.CaptureFixture[str]) -> None:
    shown = Runner(capsys, "--language", "nn")("--help").out
    assert "  transcripts    List opp utskriftene." in shown
    assert "Kommandoar:" in shown
    assert "  -h, --help             Vis denne hjelpa og avslutt." in shown
    assert "  transcripts    List the transcripts." in Runner(capsys)("--help").out


@pytest.mark.parametrize(
    ("line", "heard"),
    [
        (["code"], "Feil: Argument manglar: 'UTSKRIFT'."),
        (["matrix", "--bogus"], "Feil: Det finst ikkje noko val '--bogus'."),
        (["report"], "Feil: Val manglar: '-o'"),
        (["codebook", "letter"], "Feil: Argument manglar: 'KODE'."),
        (["undo", "fem"], "'fem' er ikkje eit tal (integer range)."),
        (["history", "--limit", "0"], "0 ligg ikkje i området 1<=x"),
        (["agreement", "--unit", "side"], "'side' er ikkje ein av 'character'"),
        (["check", "meir"], "Feil: Eitt argument for mykje (meir)"),
        (["matrix", "--bogus"], "Prøv «workbench matrix --help» for hjelp."),
    ],
)
def test_what_is_wrong_with_a_line_is_said_in_the_language_asked_for(
    line: list[str], heard: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Runner(capsys, "--language", "nn")(*line)
    assert told.code == 2
    assert heard in told.err


@pytest.mark.parametrize(
    ("option", "variable", "own", "setting", "machine", "heard"),
    [
        ("", "", "", "", "C.UTF-8", "Usage:"),
        ("", "", "", "", "nb_NO.UTF-8", "[VALG]"),
        ("", "", "", "nn", "nb_NO.UTF-8", "[VAL]"),
        ("", "", "nb", "nn", "C.UTF-8", "[VALG]"),
        ("", "nn", "nb", "nb", "C.UTF-8", "[VAL]"),
        ("en", "nn", "nb", "nb", "nn_NO.UTF-8", "Usage:"),
        ("", "svensk", "", "", "nn_NO.UTF-8", "[VAL]"),
    ],
)
def test_help_is_in_the_language_of_option_variable_user_project_machine_in_this_order(
    example_study: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    option: str,
    variable: str,
    own: str,
    setting: str,
    machine: str,
    heard: str,
) -> None:
    with project.opened(example_study, coder="anna") as opened:
        settings.change(opened, {"language": setting})
    monkeypatch.chdir(example_study.parent)
    monkeypatch.setenv("LANG", machine)
    monkeypatch.setenv("WORKBENCH_LANG", variable)
    languages.choose(own)
    run = Runner(capsys, *(["--language", option] if option else []))
    assert run("transcripts").code == 0
    assert heard in run("transcripts", "--help").out


def test_what_a_project_says_is_known_by_its_path_while_it_is_closed(
    example_study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    languages.choose("nb")
    languages.remember_project(example_study, "nn")
    below = example_study.parent / "below"
    below.mkdir()
    monkeypatch.chdir(below)
    assert languages.of_closed_project(None) == "nn"
    assert languages.of_closed_project(f"../{example_study.name}") == ""
    for named in (str(example_study), str(example_study.with_suffix("")), str(example_study.parent)):
        assert languages.of_closed_project(named) == "nn"
    assert languages.of_closed_project(str(tmp_path / "other.workbench")) == ""
    languages.remember_project(example_study, "")
    assert (languages.of_closed_project(None), languages.chosen()) == ("", "nb")


def test_english_help_loads_no_catalogue() -> None:
    look = (
        "from workbench.cli.main import run; import sys, gettext; run(['matrix', '--help']);"
        "from workbench.core import language;"
        "print(type(language._speech.catalogue).__name__, len(gettext._translations), file=sys.stderr)"
    )
    assert subprocess.run([sys.executable, "-c", look], capture_output=True, text=True).stderr == "NullTranslations 0\n"


@pytest.mark.parametrize(("answer", "code"), [("ja", 0), ("J", 0), ("yes", 0), ("nei", 1), ("", 1)])
def test_a_norwegian_yes_is_a_yes(
    example_study: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answer: str, code: int
) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO(f"kanskje\n{answer}\n"))
    run = Runner(capsys, "--project", str(example_study), "--coder", "anna", "--language", "nn")
    told = run("passages", "code:startlan coder:anna", "--recode-to", "auka-budsjett")
    assert told.code == code
    assert "[j/N]" in told.err
    assert "Svar ja eller nei." in told.err


def test_the_languages_chosen_lie_where_the_machine_keeps_such_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORKBENCH_STATE_DIR")
    for kept in ("", "/tmp/kept"):
        monkeypatch.setenv("XDG_STATE_HOME", kept)
        folder = platformdirs.user_state_path(languages.NAME, appauthor=False)
        assert languages.file() == folder / languages.FILE
