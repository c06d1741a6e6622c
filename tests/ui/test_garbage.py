"""Garbage is collected in the event loop alone: a widget must not die in another thread."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from deeptuner.ui.garbage import Collector


class Knot:
    """Something that only a collection takes away; notes in which thread it went."""

    gone: list[int]

    def __init__(self, gone: list[int]) -> None:
        self.itself, self.gone = self, gone

    def __del__(self) -> None:
        self.gone.append(threading.get_ident())


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    made = Collector()
    yield made
    made.end()
    made.deleteLater()


def make_garbage(gone: list[int], kept: list[list[int]]) -> None:
    Knot(gone)
    kept += [[number] for number in range(20_000)]  # enough for Python to collect by itself


def test_what_a_thread_leaves_is_collected_in_the_event_loop(
    collector: Collector, qtbot: QtBot
) -> None:
    gone: list[int] = []
    kept: list[list[int]] = []
    thread = threading.Thread(target=make_garbage, args=(gone, kept))
    thread.start()
    thread.join()
    assert gone == []
    qtbot.waitUntil(lambda: gone == [threading.get_ident()], timeout=5000)


def test_afterwards_python_collects_by_itself_again(collector: Collector) -> None:
    assert not gc.isenabled()
    collector.end()
    assert gc.isenabled()
