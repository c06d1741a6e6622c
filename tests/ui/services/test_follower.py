"""A run's files reach the window through a thread that ends with whoever wanted them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from deeptuner.monitor.following import RunNow
from deeptuner.ui.services.follower import Follower
from deeptuner.ui.services.looking import Looking
from tests.monitor.runs import append, step, write_run


def threads(name: str) -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if name in thread.name]


def test_what_happens_in_a_run_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    run = write_run(tmp_path / "seen", events=[step(1)])
    parent = QObject()
    follower = Follower(parent)
    told: list[RunNow] = []
    follower.changed.connect(told.append)
    follower.follow(run)
    qtbot.waitUntil(lambda: bool(told) and told[-1].told.step == 1)
    append(run, step(2))
    qtbot.waitUntil(lambda: told[-1].told.step == 2)
    assert follower.now is told[-1]
    follower.follow(None)
    qtbot.waitUntil(lambda: not threads("seen"))


def test_another_run_takes_the_place_of_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first = write_run(tmp_path / "first", events=[step(1)])
    second = write_run(tmp_path / "second", events=[step(9)])
    parent = QObject()
    follower = Follower(parent)
    told: list[str] = []
    follower.changed.connect(lambda now: told.append(now.run.name))
    follower.follow(first)
    follower.follow(second)
    assert follower.now is None
    qtbot.waitUntil(lambda: "second" in told)
    assert "first" not in told
    follower.follow(None)


def test_the_thread_ends_with_its_owner(qtbot: QtBot) -> None:
    def forever() -> Iterator[object]:
        while True:
            yield 0.01

    parent = QObject()
    Looking(forever(), parent, "an endless look").start()
    assert threads("an endless look")
    parent.deleteLater()
    QCoreApplication.sendPostedEvents(parent, QEvent.Type.DeferredDelete.value)
    qtbot.waitUntil(lambda: not threads("an endless look"))


def test_nothing_is_told_after_the_stop(qtbot: QtBot) -> None:
    def quick() -> Iterator[object]:
        yield from range(5)

    parent = QObject()
    looking = Looking(quick(), parent, "a quick look")
    told: list[object] = []
    looking.told.connect(told.append)
    looking.start()
    looking.stop()
    looking.wait()
    QCoreApplication.processEvents()
    assert told == []
