"""Charts: what is read off them, and how a person moves in them."""

from __future__ import annotations

import numpy as np
import pytest
from pyqtgraph import InfiniteLine
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from pytestqt.qtbot import QtBot

from deeptuner.monitor.curves import Curves, Saved
from deeptuner.monitor.series import Curve
from deeptuner.ui.pages.monitor.charts.axes import write_step, write_value
from deeptuner.ui.pages.monitor.charts.loss import LossChart
from deeptuner.ui.pages.monitor.charts.marks import Marked, epochs
from deeptuner.ui.pages.monitor.charts.small import SmallChart
from deeptuner.ui.pages.monitor.curves import CurvesPanel
from deeptuner.ui.preferences import Preferences
from deeptuner.ui.theme.theme import theme
from tests.monitor.runs import checkpoint, evaluation, step


@pytest.fixture
def chart(qtbot: QtBot) -> LossChart:
    built = Curves()
    built.add(step(n, loss=2.0 - n / 100, max_steps=200) for n in range(1, 101))
    built.add([evaluation(50, 1.6), evaluation(100, 1.4), checkpoint(100, best=True, loss=1.4)])
    made = LossChart()
    qtbot.addWidget(made)
    made.resize(800, 300)
    made.show()
    made.smooth(0.9)
    made.show_told(built.told())
    qtbot.waitUntil(lambda: made.box.viewRange()[0][1] > 200)
    return made


def test_values_are_read_with_the_keyboard(qtbot: QtBot, chart: LossChart) -> None:
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.reading.isVisible()
    assert chart.reading.texts()[0] == "Step 100"
    assert "Train 1.000" in chart.reading.texts()
    assert "Eval at 100 1.400" in chart.reading.texts()


def test_values_are_read_with_the_mouse(qtbot: QtBot, chart: LossChart) -> None:
    here = QPointF(chart._x_of(50), 80)
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(
        QEvent.Type.MouseMove, here, chart.mapToGlobal(here), none, none, Qt.KeyboardModifier(0)
    )
    chart.mouseMoveEvent(move)
    assert abs(float(chart.reading.texts()[0].split()[1]) - 50) <= 1


def test_zoom_keeps_its_middle_and_the_whole_comes_back(qtbot: QtBot, chart: LossChart) -> None:
    told: list[bool] = []
    chart.zoomed.connect(told.append)
    chart.zoom(0.5, 40.0)
    low, high = chart.part()
    assert (low, high) == (20.0, 120.0)
    chart.move_by(5)
    assert chart.part() == (100.0, 200.0), "nothing is beyond the last step"
    qtbot.keyClick(chart, Qt.Key.Key_0)
    assert chart.part() == (0.0, 200.0)
    assert told == [True, True, False]


def test_the_scale_is_that_of_what_is_shown(qtbot: QtBot, chart: LossChart) -> None:
    whole = chart.box.viewRange()[1]
    chart.zoom(0.1, 90.0)
    qtbot.waitUntil(lambda: chart.box.viewRange()[1] != whole)
    bottom, top = chart.box.viewRange()[1]
    assert 0.9 < bottom < 1.0
    assert top < whole[1]


def test_colours_follow_the_theme(qtbot: QtBot, chart: LossChart) -> None:
    theme().set_mode("dark")
    surface = QColor(theme().tokens.surface)
    qtbot.waitUntil(lambda: chart.grab().toImage().pixelColor(2, 290) == surface)
    assert chart._smooth.item.opts["pen"].color().name() == theme().tokens.blue.lower()


def test_a_long_curve_is_drawn_with_as_many_points_as_fit(qtbot: QtBot) -> None:
    small = SmallChart("Grad norm", "plum")
    qtbot.addWidget(small)
    small.resize(400, 120)
    small.show()
    y = np.full(200_000, 0.5)
    y[123_456] = 9.0
    assert small.show_curve(Curve(np.arange(200_000.0), y), 200_000) == "0.500"
    small.draw()
    x, drawn = small._line.item.getData()
    assert len(x) <= 3 * 400
    assert drawn.max() == 9.0, "a peak is never lost"


def test_nothing_measured_is_said_in_words(qtbot: QtBot) -> None:
    made = LossChart()
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    made.show_told(Curves().told())
    made.draw()
    assert made._nothing.isVisible()
    assert made.summary() == "Nothing is measured yet."
    qtbot.keyClick(made, Qt.Key.Key_Left)
    assert not made.reading.isVisible()


def test_epochs_are_marked_and_of_many_only_some() -> None:
    assert epochs(Marked(10, 300, 100.0, Saved(5))) == [(2, 100), (3, 200)]
    assert epochs(Marked(10, 300, None)) == []
    assert len(epochs(Marked(10, 100_000, 100.0))) <= 13


@pytest.mark.parametrize("per_epoch", [40.0, 51.0, 120.0])
def test_marks_of_epochs_follow_when_an_epoch_turns_out_longer_or_shorter(
    chart: LossChart, per_epoch: float
) -> None:
    marks = chart._marks
    assert marks is not None
    marks.set(Marked(100, 200, 50.0))
    now = Marked(101, 200, per_epoch)
    marks.set(now)
    items = chart.box.childGroup.childItems()
    lines = [item for item in items if isinstance(item, InfiniteLine) and item.isVisible()]
    drawn = [line.value() for line in lines]
    assert sorted(drawn) == [at for _, at in epochs(now)]


@pytest.mark.parametrize(
    ("value", "spacing", "words"),
    [
        (0.0, 0.5, "0"),
        (1.5, 0.5, "1.5"),
        (12.0, 2.0, "12"),
        (2e-4, 1e-4, "2e-4"),
        (0.25, 0.05, "0.25"),
    ],
)
def test_numbers_beside_an_axis(value: float, spacing: float, words: str) -> None:
    assert write_value(value, spacing) == words


def test_steps_beside_an_axis_are_whole() -> None:
    assert (write_step(100.0, 50.0), write_step(0.5, 0.5), write_step(0.0, 50.0)) == ("100", "", "")


def test_charts_that_grow_are_painted_anew_one_after_the_other(qtbot: QtBot) -> None:
    """Until its turn a chart shows the picture it had: three in one go hold the window up."""
    built = Curves()
    built.add(step(n, loss=2.0 - n / 100, max_steps=200) for n in range(1, 101))
    curves = CurvesPanel(Preferences())
    qtbot.addWidget(curves)
    curves.resize(800, 500)
    curves.show()
    curves.show_told(built.told())
    charts = [curves.loss, curves.rate, curves.norm]
    qtbot.waitUntil(lambda: all(not one.empty() and one._picture for one in charts))
    qtbot.waitUntil(lambda: curves.turns.idle)
    qtbot.wait(50)  # the last is painted
    before = [one._picture for one in charts]
    curves.resize(1000, 700)
    curves.grab()
    assert [one._picture for one in charts] == before
    qtbot.waitUntil(lambda: charts[0]._picture not in (None, before[0]))
    qtbot.waitUntil(
        lambda: all(
            one._picture is not None and one._picture.width() == one.viewport().width()
            for one in charts
        )
    )
