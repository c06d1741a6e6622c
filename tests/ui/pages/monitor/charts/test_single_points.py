"""A measurement with none beside it is seen: as a dot, for a line needs two."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from deeptuner.monitor.curves import Curves
from deeptuner.monitor.series import Curve, thinned
from deeptuner.ui.pages.monitor.charts.chart import Chart
from deeptuner.ui.pages.monitor.charts.line import alone
from deeptuner.ui.pages.monitor.charts.loss import LossChart
from deeptuner.ui.pages.monitor.charts.small import SmallChart
from deeptuner.ui.theme.theme import Mode, theme
from tests.monitor.runs import step

NAN = float("nan")


def dots_seen(chart: Chart, tone: str) -> list[tuple[int, int]]:
    """The pixels of the curve's own colour in the plot."""
    colour, image = QColor(getattr(theme().tokens, tone)), chart.grab().toImage()
    area = chart.box.sceneBoundingRect().toRect()
    return [
        (x, y)
        for x in range(area.left(), area.right())
        for y in range(area.top(), area.bottom())
        if image.pixelColor(x, y) == colour
    ]


def small(qtbot: QtBot, y: list[float]) -> SmallChart:
    chart = SmallChart("Grad norm", "plum")
    qtbot.addWidget(chart)
    chart.resize(300, 100)
    chart.show()
    chart.show_curve(Curve(np.arange(1.0, len(y) + 1), np.array(y)), 10)
    chart.draw()
    return chart


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("value", [3.77, 0.0, -2.0, 1e30, 1e-12])
def test_the_first_step_is_seen_in_a_small_chart(qtbot: QtBot, mode: Mode, value: float) -> None:
    theme().set_mode(mode)
    chart = small(qtbot, [value])
    seen = dots_seen(chart, "plum")
    assert len(seen) >= 9
    bottom, top = chart.box.viewRange()[1]
    assert bottom < value < top, "no half dot"
    assert abs(np.mean([x for x, _ in seen]) - chart._x_of(1)) <= 1.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_first_step_is_seen_in_the_loss_chart(qtbot: QtBot, mode: Mode) -> None:
    theme().set_mode(mode)
    built = Curves()
    built.add([step(1, loss=8.13, max_steps=144)])
    chart = LossChart()
    qtbot.addWidget(chart)
    chart.resize(600, 260)
    chart.show()
    chart.show_told(built.told())
    chart.draw()
    assert len(dots_seen(chart, "blue")) >= 9


def test_a_dot_takes_the_colour_of_another_theme(qtbot: QtBot) -> None:
    theme().set_mode("light")
    chart = small(qtbot, [1.0])
    theme().set_mode("dark")
    qtbot.waitUntil(lambda: len(dots_seen(chart, "plum")) >= 9)


def test_a_piece_between_gaps_is_seen(qtbot: QtBot) -> None:
    chart = small(qtbot, [1.0, 1.0, 1.0, NAN, 1.0, NAN, 1.0, 1.0])
    middle = chart._x_of(5)
    assert any(abs(x - middle) <= 1 for x, _ in dots_seen(chart, "plum"))
    assert len(alone(chart._line.curve)) == 1 if chart._line.curve else False
    chart.show_curve(Curve(np.arange(1.0, 4.0), np.ones(3)), 10)
    chart.draw()
    assert not len(chart._line._dots.data), "a curve without gaps has no dots"


def test_the_newest_point_behind_a_gap_stays_when_many_are_thinned() -> None:
    y = np.full(10_000, NAN)
    y[:9_000] = 1.0
    y[-1] = 2.0
    found = alone(thinned(Curve(np.arange(10_000.0), y), 50))
    assert found.x.tolist() == [9_999.0]
