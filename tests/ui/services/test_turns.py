"""Threads work one at a time, and only when the event loop gives leave."""

from __future__ import annotations

import threading
import time

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from deeptuner.ui.services.postman import Postman
from deeptuner.ui.services.turns import PATIENCE, Turns


def test_a_turn_begins_when_the_event_loop_gives_leave(qtbot: QtBot) -> None:
    given: list[object] = []
    turns = Turns(given.append)
    began = threading.Event()

    def work() -> None:
        with turns.turn():
            began.set()

    thread = threading.Thread(target=work)
    thread.start()
    qtbot.waitUntil(lambda: bool(given))
    leave = given[0]
    assert callable(leave)
    leave()
    assert began.wait(5)
    thread.join()


def test_an_event_loop_that_is_busy_for_long_does_not_stop_all_reading() -> None:
    turns = Turns(lambda call: None)
    begun = time.monotonic()
    with turns.turn():
        assert time.monotonic() - begun >= PATIENCE * 0.9


def test_only_one_thread_has_a_turn(qtbot: QtBot) -> None:
    postman = Postman()
    turns = Turns(postman.post)
    inside: list[int] = []
    most: list[int] = []

    def work() -> None:
        for number in range(20):
            with turns.turn():
                inside.append(number)
                time.sleep(0.0005)  # others could begin meanwhile
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        QCoreApplication.processEvents()
        time.sleep(0.001)
    assert most == [1] * 80
    postman.close()
