"""What threads look at comes into the event loop; what dies in one takes nothing of Qt with it."""

from __future__ import annotations

import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from deeptuner.ui.services.looking import Looking
from deeptuner.ui.services.postman import Postman
from deeptuner.ui.services.threads import end_all, under_way


def endless() -> Iterator[object]:
    while True:
        yield 60.0


def test_a_thread_that_waits_long_ends_at_once(qtbot: QtBot) -> None:
    parent = QObject()
    Looking(endless(), parent, "a long wait").start()
    assert end_all()
    assert not under_way()


def test_no_connection_ends_in_the_thread(qtbot: QtBot) -> None:
    """PySide watches the object of a connected method by a weak reference, and disconnects when it
    dies: in the thread, while the event loop deletes the other end."""
    parent = QObject()
    looking = Looking(endless(), parent, "its last breath")
    (over,) = [each for each in vars(looking).values() if isinstance(each, threading.Event)]
    assert weakref.getweakrefcount(over) == 0


def test_a_closed_postman_takes_nothing_and_brings_nothing(qtbot: QtBot) -> None:
    postman = Postman()
    brought: list[str] = []
    postman.post(lambda: brought.append("before"))
    postman.close()
    postman.post(lambda: brought.append("after"))
    QCoreApplication.processEvents()
    assert brought == []


BUSY = """
import sys
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from deeptuner.ui.garbage import Collector
from deeptuner.ui.services.looking import Looking

def look():
    while True:
        yield [[number] for number in range(1000)]
        yield 0.0005

application = QApplication([])
collector = Collector(application)
owner = QObject(application)
latest = []

def again():
    for older in latest:
        older.stop()
        older.deleteLater()
    latest[:] = [Looking(look(), owner, "busy")]
    latest[0].start()

timer = QTimer(application, interval=1)
timer.timeout.connect(again)
timer.start()
QTimer.singleShot(2000, application.quit)
application.exec()
"""


def test_hundreds_of_busy_threads_come_and_go(qtbot: QtBot) -> None:
    code = BUSY + (
        "from deeptuner.ui.services.postman import postman\n"
        "from deeptuner.ui.services.threads import end_all\n"
        "assert end_all()\n"
        "postman().close()\n"
        "collector.end()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
