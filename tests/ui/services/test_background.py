"""Reading beside the event loop: its result comes back, and nothing is let go of in the thread."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from deeptuner.errors import InputError
from deeptuner.ui.services import background
from deeptuner.ui.services.background import in_background, wait_until_read
from deeptuner.ui.services.postman import Postman
from deeptuner.ui.translation import Told
from deeptuner.words import message


class Noted:
    """Something that work refers to, as a page. Notes in which thread it goes."""

    def __init__(self, gone: list[int]) -> None:
        self.gone = gone

    def __del__(self) -> None:
        self.gone.append(threading.get_ident())

    def work(self) -> int:
        return 7


class Slow(Postman):
    """Comes back only when what was posted has been done: then the thread has its end before it."""

    def post(self, call: Callable[[], None]) -> None:
        done = threading.Event()

        def both() -> None:
            call()
            done.set()

        super().post(both)
        done.wait(10)


def test_the_result_comes_in_the_event_loop(qtbot: QtBot) -> None:
    owner = QObject()
    heard: list[tuple[int, int]] = []
    in_background(owner, lambda: 7, lambda seven: heard.append((seven, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(7, threading.get_ident())]


def test_an_error_is_told(qtbot: QtBot) -> None:
    owner = QObject()
    told: list[Told] = []

    def wrong() -> None:
        raise InputError(message("common.check-path"))

    in_background(owner, wrong, lambda _: None, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].what


def test_nobody_hears_of_it_when_the_owner_is_gone(qtbot: QtBot) -> None:
    owner = QObject()
    heard: list[int] = []
    go = threading.Event()
    in_background(owner, lambda: go.wait(10), heard.append)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete.value)
    go.set()
    assert wait_until_read()
    QCoreApplication.processEvents()
    assert heard == []


def test_what_the_work_refers_to_goes_in_the_event_loop(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow()
    monkeypatch.setattr(background, "postman", lambda: slow)
    owner = QObject()
    gone: list[int] = []
    in_background(owner, Noted(gone).work, lambda _: None)
    qtbot.waitUntil(lambda: bool(gone))
    assert gone == [threading.get_ident()]
