"""The real program with a window, as a process: it starts, is killed, starts again, and ends."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from deeptuner.runs.experiment import Experiment
from deeptuner.ui.app import Session
from deeptuner.ui.failures import Failures, Log
from deeptuner.ui.languages import speak
from deeptuner.ui.preferences import Preferences
from deeptuner.ui.services.draft import FILE
from deeptuner.ui.services.instance import knock
from deeptuner.ui.services.threads import under_way
from deeptuner.ui.shell import Shell
from deeptuner.ui.translation import tr
from tests.monitor.runs import step, write_run

GUI = [sys.executable, "-m", "deeptuner.cli.main", "gui"]
PATIENCE = 60.0
Start = Callable[[Path], subprocess.Popen[bytes]]


def handles_signals(pid: int) -> bool:
    """Whether the process has a handler of its own for SIGTERM."""
    status = Path(f"/proc/{pid}/status").read_text()
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt:"))
    return bool(int(caught.split()[1], 16) & 1 << (signal.SIGTERM - 1))


@pytest.fixture
def start(own_folders: Path) -> Iterator[Start]:
    """Starts the program on a folder and waits until its window answers."""
    started: list[subprocess.Popen[bytes]] = []

    def start(folder: Path) -> subprocess.Popen[bytes]:
        process = subprocess.Popen([*GUI, str(folder)], stderr=subprocess.PIPE)
        started.append(process)
        deadline = time.monotonic() + PATIENCE
        while not (knock(folder) and handles_signals(process.pid)):
            assert process.poll() is None, process.communicate()[1].decode()
            assert time.monotonic() < deadline
            time.sleep(0.1)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_it_ends_once_the_first_frame_is_painted(own_folders: Path, experiment: Experiment) -> None:
    code = (
        "import sys\n"
        "from deeptuner.cli.main import main\n"
        "from deeptuner.ui.main_window import MainWindow\n"
        "heavy = {'torch', 'transformers', 'numpy', 'pydantic', 'pyqtgraph', 'yaml'}\n"
        "begin = MainWindow._first_frame\n"
        "def look(window):\n"
        "    print(sorted(heavy & set(sys.modules)))\n"
        "    begin(window)\n"
        "MainWindow._first_frame = look\n"
        f"sys.exit(main(['gui', '--quit-when-shown', {str(experiment.folder)!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == "[]", "nothing heavy is loaded before the first frame"


def test_a_second_window_shows_the_first_and_ends(start: Start, experiment: Experiment) -> None:
    start(experiment.folder)
    second = subprocess.run(
        [*GUI, str(experiment.folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert second.returncode == 0
    assert second.stdout.strip() == "A window with this folder is open already, and is shown now."


def test_after_a_kill_the_window_opens_again_with_what_was_edited(
    start: Start, experiment: Experiment
) -> None:
    (experiment.folder / FILE).write_text("version: 1\nname: kept\n")
    first = start(experiment.folder)
    first.send_signal(signal.SIGKILL)
    first.wait()
    start(experiment.folder)
    assert "name: kept" in (experiment.folder / FILE).read_text()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_order_and_leaves_no_child(
    start: Start, experiment: Experiment, number: signal.Signals
) -> None:
    process = start(experiment.folder)
    below = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(number)
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert b"Traceback" not in errors
    _, alive = psutil.wait_procs(below, timeout=10)
    assert alive == []
    assert Preferences().folder == experiment.folder
    assert not Preferences().geometry.isEmpty()


def test_a_folder_that_is_not_there_is_wrong_input(own_folders: Path) -> None:
    done = subprocess.run(
        [*GUI, str(own_folders / "nowhere")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "does not exist" in done.stderr


def test_a_remembered_folder_that_is_gone_does_not_keep_the_window_from_opening(
    own_folders: Path,
) -> None:
    Preferences().remember(own_folders / "gone", 1.0)
    done = subprocess.run(
        [*GUI, "--quit-when-shown"], capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert not (own_folders / "gone").exists()


@pytest.fixture
def session(shell: Shell, qapp: QApplication, tmp_path: Path) -> Iterator[Session]:
    made = Session(shell, Failures(Log(tmp_path / "window.log")))
    made.window.show()
    yield made
    speak("en")
    made.window.hide()
    made.window.deleteLater()


def test_another_language_speaks_at_once_and_nothing_is_lost(
    session: Session, shell: Shell, qtbot: QtBot
) -> None:
    shell.workspace.change({"name": "kept"})
    first = session.window
    first.open_page("help")
    shell.preferences.language = "zh_TW"
    qtbot.waitUntil(lambda: session.window is not first)
    assert session.window.top.tabs.tabText(4) == tr("Help")
    assert session.window.current() == "help"
    assert shell.workspace.config.name == "kept"
    assert not first.isVisible()


def test_the_theme_follows_the_preference(session: Session, shell: Shell) -> None:
    from deeptuner.ui.theme.theme import theme

    shell.preferences.theme = "dark"
    assert theme().is_dark
    shell.preferences.theme = "light"
    assert not theme().is_dark


def test_at_the_end_neither_the_window_nor_a_thread_is_left(
    shell: Shell, experiment: Experiment, qtbot: QtBot, tmp_path: Path
) -> None:
    """What of them lived on would meet Qt's end in whatever order Python lets go of things."""
    name = "20260101-120000-busy"
    write_run(experiment.runs_dir / name, events=[step(1)], log="a line\n" * 1000)
    ending = Session(shell, Failures(Log(tmp_path / "window.log")))
    ending.window.show()
    ending.window.open_page("monitor", name)
    qtbot.waitUntil(lambda: len(under_way()) > 2, timeout=20_000)
    ending.end()
    assert not under_way()
    assert not isValid(ending.window)


def test_the_desktop_finds_the_program_by_its_window(qapp: QApplication) -> None:
    from deeptuner.shipped import shipped_folder
    from deeptuner.ui.app import DESKTOP_FILE

    file = shipped_folder("assets") / "desktop" / f"{DESKTOP_FILE}.desktop"
    entries = dict(line.split("=", 1) for line in file.read_text().splitlines() if "=" in line)
    assert entries["Exec"].split()[0] == "deeptuner"
    assert entries["StartupWMClass"] == "deeptuner"
    assert (shipped_folder("assets") / "icons" / f"{entries['Icon']}.svg").is_file()
