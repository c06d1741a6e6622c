"""What the bars say in words: whole lengths, the last of each bar included."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from deeptuner.ui.pages.experiment.histogram_view import HistogramView
from deeptuner.ui.pages.experiment.inspector import _spread_words
from deeptuner.ui.theme.theme import theme

SEVENS = {"of": "tokens", "edges": [7, 8], "counts": [26], "longest": 7}
SPREAD = {"of": "tokens", "edges": [0, 10, 20, 500], "counts": [3, 9, 2], "longest": 500}


@pytest.fixture
def bars(qtbot: QtBot) -> HistogramView:
    made = HistogramView()
    qtbot.addWidget(made)
    made.resize(400, 150)
    return made


@pytest.mark.parametrize(
    ("lengths", "spoken"),
    [
        (SEVENS, "Lengths of the rows: most have 7, the longest 7"),
        (SPREAD, "Lengths of the rows: most have 10 to 19, the longest 500"),
        (None, "Lengths of the rows"),
    ],
)
def test_it_is_spoken_with_the_lengths_that_there_are(
    bars: HistogramView, lengths: dict[str, Any] | None, spoken: str
) -> None:
    bars.show_lengths(lengths, None)
    assert bars.accessibleName() == spoken


@pytest.mark.parametrize(("at", "told"), [(0, "0 to 9: 3 rows"), (2, "20 to 500: 2 rows")])
def test_a_bar_tells_its_lengths(
    bars: HistogramView, monkeypatch: pytest.MonkeyPatch, at: int, told: str
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, widget: said.append(text))
    bars.show_lengths(SPREAD, None)
    place = bars._bar(at).center()
    none = Qt.MouseButton.NoButton
    bars.mouseMoveEvent(
        QMouseEvent(
            QEvent.Type.MouseMove, place, QPointF(), none, none, Qt.KeyboardModifier.NoModifier
        )
    )
    assert said == [told]


def test_rows_as_long_as_the_limit_are_not_beyond_it(bars: HistogramView) -> None:
    bars.show_lengths(SEVENS, 7)
    assert bars._colour(0) == theme().tokens.blue
    assert bars._limit_x() is None
    bars.show_lengths(SEVENS, 6)
    assert bars._colour(0) == theme().tokens.orange
    assert bars._limit_x() == bars._area().left()


def test_half_of_equal_rows_are_not_below_their_length() -> None:
    told = _spread_words({"median": 7, "p99": 7, "longest": 7})
    assert told == "half at most 7 · 99 % at most 7 · longest 7"
