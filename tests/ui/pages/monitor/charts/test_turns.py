"""Charts are drawn one after the other, those that are seen first."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QRegion
from pytestqt.qtbot import QtBot

from deeptuner.ui.pages.monitor.charts.turns import Turns


class Chart:
    def __init__(self, name: str, seen: bool, drawn: list[str]) -> None:
        self._name, self._seen, self._drawn = name, seen, drawn

    def draw(self) -> None:
        self._drawn.append(self._name)

    def visibleRegion(self) -> QRegion:
        return QRegion(0, 0, 5, 5) if self._seen else QRegion()


def test_each_has_one_turn_and_the_seen_are_first(qtbot: QtBot, qapp: QObject) -> None:
    drawn: list[str] = []
    owner = QObject()
    turns = Turns(owner)
    hidden, first, second = (
        Chart(name, name != "hidden", drawn) for name in ("hidden", "first", "second")
    )
    for chart in (hidden, first, second, first, hidden):
        turns.ask(chart)
    assert drawn == [], "not within the turn that asked"
    qtbot.waitUntil(lambda: len(drawn) == 3)
    assert drawn == ["first", "second", "hidden"]
    turns.ask(first)
    qtbot.waitUntil(lambda: len(drawn) == 4)
