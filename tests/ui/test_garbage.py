"""Garbage is collected in the event loop alone: a widget must not die in another thread."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from deeptuner.ui.garbage import Collector, set_aside


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


def collect_all_that_is_due(collector: Collector) -> None:
    """As after a long while: Python counts ten collections of the younger before the oldest."""
    for _ in range(25 * 12):
        kept = [[number] for number in range(1000)]
        collector.collect()
        del kept


def test_what_was_set_aside_is_looked_at_when_everything_is(collector: Collector) -> None:
    gone: list[int] = []
    knot = Knot(gone)
    collect_all_that_is_due(collector)
    assert gc.get_freeze_count()
    del knot
    collect_all_that_is_due(collector)
    assert gone == []  # a look at all objects takes too long for every time
    collector.collect_everything()
    assert gone == [threading.get_ident()]


def test_what_was_built_is_set_aside_only_where_it_is_taken_back(collector: Collector) -> None:
    set_aside()
    assert gc.get_freeze_count()
    collector.end()
    set_aside()
    assert gc.get_freeze_count() == 0


def test_at_the_end_nothing_is_set_aside(collector: Collector) -> None:
    collect_all_that_is_due(collector)
    collector.end()
    assert gc.get_freeze_count() == 0
