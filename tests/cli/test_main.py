"""The table of commands: each is there, says what it does, and refuses what it does not know."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from deeptuner import __version__
from deeptuner.cli.main import COMMANDS, build_parser, main


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_of_its_own(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    printed = capsys.readouterr().out
    assert f"deeptuner {name}" in printed
    assert "--json" in printed
    assert import_module(f"deeptuner.cli.commands.{name}").__doc__


@pytest.mark.parametrize(
    ("name", "said"),
    [("report", "Draw how warm and busy the GPUs were"), ("export", "such as Ollama.")],
)
def test_a_sentence_of_help_keeps_the_capitals_of_names(
    name: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([name, "--help"])
    assert said in " ".join(capsys.readouterr().out.split())


def test_help_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    printed = capsys.readouterr().out
    for name in COMMANDS:
        assert name in printed


def test_without_a_command_the_window_opens(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 2
    assert "There is no screen to show the window on." in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.strip() == f"deeptuner {__version__}"


def test_an_unknown_command_is_wrong_input() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["trian"])
    assert ended.value.code == 2


def test_only_the_chosen_command_is_loaded() -> None:
    assert "RUN" not in build_parser().format_help()


def test_the_module_runs_as_a_program(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "deeptuner.cli.main", "init", str(tmp_path / "experiment")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert (tmp_path / "experiment" / "models").is_dir()


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    code = (
        "import sys; from deeptuner.cli.main import main; input(); "
        "sys.exit(main(['settings', '--yaml']))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    _, said = process.communicate(b"\n", timeout=60)
    assert said == b""
