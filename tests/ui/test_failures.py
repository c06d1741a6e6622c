"""Nothing dies silently: a mistake in a slot, in a thread or in Qt ends in the log and in view."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deeptuner.ui import failures as module
from deeptuner.ui.failures import Failures, Log


@pytest.fixture
def failures(qapp: QApplication, tmp_path: Path) -> Iterator[Failures]:
    """Installed over the test's own hooks, which come back afterwards."""
    before = sys.excepthook, threading.excepthook
    heard = qInstallMessageHandler(None)
    qInstallMessageHandler(heard)
    made = Failures(Log(tmp_path / "state" / "window.log"))
    made.install()
    yield made
    made.uninstall()
    sys.excepthook, threading.excepthook = before
    qInstallMessageHandler(heard)


def wrong(what: str) -> None:
    raise ValueError(what)


def report(failures: Failures, what: str) -> None:
    try:
        wrong(what)
    except ValueError as error:
        failures.report(type(error), error, error.__traceback__)


def test_a_mistake_is_shown_with_its_details_and_kept(
    failures: Failures, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    with qtbot.waitSignal(failures.happened) as heard:
        report(failures, "seven")
    assert heard.args is not None
    what, details = heard.args
    assert what == "ValueError: seven"
    assert "in wrong" in details
    assert "ValueError: seven" in failures.log.file.read_text()
    assert "ValueError: seven" in capsys.readouterr().err


def test_the_same_mistake_is_shown_once_and_logged_always(failures: Failures) -> None:
    shown: list[str] = []
    failures.happened.connect(lambda what, _: shown.append(what))
    for _ in range(3):
        report(failures, "again")
    assert shown == ["ValueError: again"]
    assert failures.log.file.read_text().count("Traceback") == 3


def test_a_mistake_in_a_thread_comes_to_the_event_loop(failures: Failures, qtbot: QtBot) -> None:
    with qtbot.waitSignal(failures.happened) as heard:
        thread = threading.Thread(target=wrong, args=("far away",))
        thread.start()
        thread.join()
    assert heard.args is not None
    assert heard.args[0] == "ValueError: far away"


def test_a_log_does_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_LOG", 500)
    log = Log(tmp_path / "window.log")
    for number in range(100):
        log.write(f"line {number}")
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 1500
    assert "line 99" in log.file.read_text()


def test_a_disk_that_takes_no_log_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    Log(tmp_path / "file" / "window.log").write("lost")


SLOT = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from deeptuner.ui.failures import Failures
failures = Failures()
failures.install()
app = QApplication([])
QTimer.singleShot(0, lambda: 1 / 0)
failures.happened.connect(lambda what, details: (print(what, flush=True), app.quit()))
app.exec()
"""


def test_a_mistake_in_a_slot_of_the_real_program_is_heard(own_folders: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SLOT], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == "ZeroDivisionError: division by zero"


def test_a_screen_that_does_not_answer_is_told_in_words(
    own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "no-such-platform")
    command = [sys.executable, "-m", "deeptuner.cli.main", "gui"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert "The window cannot be shown." in done.stderr
    assert "Traceback" not in done.stderr
