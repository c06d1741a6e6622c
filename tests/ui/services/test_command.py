"""Commands as children of the window: everything they say arrives, and none is left behind."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deeptuner import __version__
from deeptuner.ui.services import command as module
from deeptuner.ui.services.command import Command, Commands, Outcome, shown_command

Start = Callable[[str], Command]


@pytest.fixture
def start(qapp: QApplication) -> Iterator[Start]:
    """Starts a script in place of our own program."""
    made: list[Command] = []

    def start(script: str) -> Command:
        head = "import json, os, signal, subprocess, sys, time\n"
        command = Command(["merge", "a run"], program=[sys.executable, "-uc", head + script])
        made.append(command)
        command.start()
        return command

    yield start
    for command in made:
        command.end()


def outcome(command: Command, qtbot: QtBot) -> Outcome:
    qtbot.waitUntil(lambda: command.outcome is not None, timeout=20_000)
    assert command.outcome is not None
    return command.outcome


def test_progress_messages_events_and_result_arrive(start: Start, qtbot: QtBot) -> None:
    command = start(
        'print(\'{"kind": "progress", "done": 1, "total": 2}\')\n'
        "print('a library says hello')\n"
        'print(\'{"kind": "message", "message": {"id": "x"}, "text": "hm"}\')\n'
        'print(\'{"kind": "event", "event": {"url": "http://127.0.0.1"}}\')\n'
        'sys.stdout.write(\'{"kind": "result", "out\')\n'
        "sys.stdout.flush(); time.sleep(0.2)\n"
        'sys.stdout.write(\'put": "merge/x"}\')\n'
    )
    heard: list[Any] = []
    command.progressed.connect(heard.append)
    command.said.connect(heard.append)
    command.happened.connect(heard.append)
    ended = outcome(command, qtbot)
    assert [each.get("done") or each.get("text") or each.get("url") for each in heard] == [
        1,
        "hm",
        "http://127.0.0.1",
    ]
    assert ended == Outcome(True, {"output": "merge/x"})


def test_an_error_is_told_as_the_command_told_it(start: Start, qtbot: QtBot) -> None:
    ended = outcome(
        start(
            "error = {'kind': 'InputError', 'what': {'id': 'runs.no-model-name'}, 'where': 'here',"
            " 'fix': {'id': 'runs.did-you-mean', 'params': {'nearest': 'llama'}}}\n"
            "print(json.dumps({'kind': 'error', 'error': error}))\n"
            "print('on stderr', file=sys.stderr); sys.exit(2)"
        ),
        qtbot,
    )
    assert not ended.ok
    assert ended.error is not None
    assert (ended.error.what, ended.error.where) == ("No model is chosen.", "here")
    assert ended.error.fix == "Did you mean llama?"
    assert ended.exit_code == 2
    assert ended.details == "on stderr"


def test_a_child_that_dies_without_a_word_is_told_with_its_last_lines(
    start: Start, qtbot: QtBot
) -> None:
    ended = outcome(
        start(
            "print('\\n'.join(f'line {n}' for n in range(1000)), file=sys.stderr)\n"
            "sys.stderr.write('torn end'); sys.stderr.flush()\n"
            "os.kill(os.getpid(), signal.SIGSEGV)"
        ),
        qtbot,
    )
    assert ended.error is not None
    assert "ended by the system" in ended.error.what
    assert ended.details.endswith("line 999\ntorn end")
    failed = outcome(start("sys.exit(3)"), qtbot)
    assert failed.error is not None
    assert "exit code 3" in failed.error.what


def test_a_very_long_result_arrives_whole(start: Start, qtbot: QtBot) -> None:
    ended = outcome(
        start("print(json.dumps({'kind': 'result', 'rows': ['x' * 1000] * 4000}))"), qtbot
    )
    assert len(ended.result["rows"]) == 4000


def test_cancelling_is_like_ctrl_c(start: Start, qtbot: QtBot) -> None:
    command = start(
        'try:\n    print(\'{"kind": "progress"}\')\n    time.sleep(60)\n'
        "except KeyboardInterrupt:\n    sys.exit(130)"
    )
    with qtbot.waitSignal(command.progressed, timeout=20_000):
        pass
    command.cancel()
    ended = outcome(command, qtbot)
    assert (ended.cancelled, ended.error, ended.exit_code) == (True, None, 130)


def test_one_that_does_not_listen_is_killed_with_its_children(
    start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "GRACE", 300)
    command = start(
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "print(json.dumps({'kind': 'event', 'event': {'pid': child.pid}}))\n"
        "time.sleep(60)"
    )
    with qtbot.waitSignal(command.happened, timeout=20_000) as heard:
        pass
    command.cancel()
    assert outcome(command, qtbot).cancelled
    qtbot.waitUntil(lambda: _gone(heard.args[0]["pid"]))


def test_work_that_ends_well_in_spite_of_cancelling_counts(start: Start, qtbot: QtBot) -> None:
    command = start(
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        'print(\'{"kind": "progress"}\'); time.sleep(0.3)\n'
        'print(\'{"kind": "result", "done": true}\')'
    )
    with qtbot.waitSignal(command.progressed, timeout=20_000):
        pass
    command.cancel()
    ended = outcome(command, qtbot)
    assert (ended.ok, ended.cancelled, ended.result) == (True, False, {"done": True})


def test_a_program_that_is_not_there_is_told(qapp: QApplication, qtbot: QtBot) -> None:
    command = Command(["merge"], program=["/nowhere/python"])
    command.start()
    ended = outcome(command, qtbot)
    assert ended.error is not None
    assert "could not be started" in ended.error.what


def test_a_folder_that_is_gone_is_told(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    command = Command(["merge"], cwd=gone)
    command.start()
    ended = outcome(command, qtbot)
    assert ended.error is not None
    assert "folder that this would work in is gone" in ended.error.what
    assert ended.error.where == str(gone)
    assert "try again" in ended.error.fix


def script(folder: Path, text: str = "#!/bin/sh\n") -> Path:
    """A program of our name in `folder`."""
    folder.mkdir(exist_ok=True)
    file = folder / "deeptuner"
    file.write_text(text)
    file.chmod(0o755)
    return file


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Our own program, in an environment whose path has a space; the terminal knows no other."""
    (tmp_path / "terminal").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "terminal"))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "my env" / "python"))
    return script(tmp_path / "my env")


def test_what_is_shown_can_be_typed_where_the_terminal_finds_it(ours: Path, tmp_path: Path) -> None:
    (tmp_path / "terminal" / "deeptuner").symlink_to(ours)
    command = Command(["train", "my settings.yaml", "--name", "it's"])
    assert command.shown() == """deeptuner train 'my settings.yaml' --name 'it'"'"'s'"""


def test_what_the_terminal_does_not_find_is_shown_with_its_place(ours: Path) -> None:
    assert Command(["train", "a b"]).shown() == f"'{ours}' train 'a b'"


def test_another_program_of_our_name_is_not_ours(ours: Path, tmp_path: Path) -> None:
    script(tmp_path / "terminal")
    assert Command(["runs"]).shown() == f"'{ours}' runs"


def test_without_a_script_python_is_shown_with_our_module(ours: Path) -> None:
    ours.unlink()
    shown = shlex.split(Command(["runs"]).shown())
    assert shown == [sys.executable, "-P", "-m", "deeptuner.cli.main", "runs"]


def test_what_is_shown_works_in_a_terminal_without_our_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after `./run`, which puts nothing into the terminal's PATH."""
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    line = shown_command(["--version"])
    done = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert __version__ in done.stdout


def test_a_real_command_runs_in_the_experiment(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    commands = Commands()
    command = commands.run(["init", "garden"], cwd=tmp_path)
    ended: list[Outcome] = []
    command.finished.connect(ended.append)
    qtbot.waitUntil(lambda: not commands.running, timeout=30_000)
    assert ended[0].ok
    assert (tmp_path / "garden" / "models").is_dir()


def test_a_secret_is_given_to_the_child_and_shown_nowhere(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    program = [sys.executable, "-c", 'import os; print(\'{"kind": "result", "t": %d}\' % ']
    program[2] += "len(os.environ['HF_TOKEN']))"
    command = Command(["get"], environment={"HF_TOKEN": "secret"}, program=program)
    command.start()
    assert outcome(command, qtbot).result == {"t": 6}
    assert "secret" not in command.shown()
    assert "HF_TOKEN" not in os.environ


def test_a_command_is_cancelled_when_who_asked_for_it_goes(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    commands = Commands()
    owner = QObject()
    command = commands.run(["worker"], owner, cwd=tmp_path)
    child = command._child.processId()
    assert commands.to_ask_about() == [command]
    owner.deleteLater()
    qtbot.waitUntil(lambda: not commands.running, timeout=30_000)
    qtbot.waitUntil(lambda: _gone(child))


def test_the_end_of_the_window_leaves_no_child(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    commands = Commands()
    quiet = commands.run(["worker"], cwd=tmp_path, ask_before_close=False)
    assert commands.to_ask_about() == []
    child = quiet._child.processId()
    commands.end()
    assert _gone(child)
    assert not commands.running


def _gone(pid: int) -> bool:
    return not psutil.pid_exists(pid)
