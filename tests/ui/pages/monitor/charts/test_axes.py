"""Numbers beside an axis: always there, always short enough, written as in the legend."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from deeptuner.monitor.curves import Curves
from deeptuner.monitor.series import Curve
from deeptuner.ui.format import number
from deeptuner.ui.pages.monitor.charts.axes import write_value
from deeptuner.ui.pages.monitor.charts.chart import Chart
from deeptuner.ui.pages.monitor.charts.loss import LossChart
from deeptuner.ui.pages.monitor.charts.small import SmallChart
from tests.monitor.runs import step

VALUES = [1e-12, 3.3e-7, 2e-4, 1.3e-3, 0.8, 7.0, 999.0, 123_456.0, 1e6, 2.5e6, 6.3e12, 1e30]


def beside(chart: Chart) -> list[str]:
    """The numbers that are really painted beside the upright axis."""
    axis = chart._left
    axis.picture = None
    painter = QPainter(image := QImage(10, 10, QImage.Format.Format_ARGB32))
    painter.setFont(axis.style["tickFont"])
    _, ticks, texts = axis.generateDrawSpecs(painter)
    painter.end()
    del image
    assert len(texts) == len(ticks), "a number is left out"
    assert all(rect.width() <= axis.width() for rect, _, _ in texts)
    return [text for _, _, text in texts]


@pytest.mark.parametrize("value", VALUES)
def test_a_small_chart_has_numbers_whatever_its_values(qtbot: QtBot, value: float) -> None:
    chart = SmallChart("Grad norm", "plum")
    qtbot.addWidget(chart)
    chart.resize(400, 120)
    chart.show()
    chart.show_curve(Curve(np.arange(1.0, 5.0), np.array([0.2, 1.0, 0.4, 0.7]) * value), 5)
    chart.draw()
    texts = beside(chart)
    assert len(texts) >= 2
    assert all(texts)
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("factor", VALUES)
@pytest.mark.parametrize("spread", [1.0, 1e-3])
def test_the_loss_has_numbers_that_differ(qtbot: QtBot, factor: float, spread: float) -> None:
    built = Curves()
    built.add(step(n, loss=factor * (1 + spread * n / 10), max_steps=20) for n in range(1, 11))
    chart = LossChart()
    qtbot.addWidget(chart)
    chart.resize(600, 260)
    chart.show()
    chart.show_told(built.told())
    chart.draw()
    texts = beside(chart)
    assert len(texts) >= 2
    assert all(texts)
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("value", "spacing"),
    [(2e-4, 1e-4), (2.5e6, 5e5), (1e30, 2e29), (1e-12, 5e-13), (8e5, 2e5), (0.861, 1e-3), (12, 2)],
)
def test_an_axis_writes_a_number_as_a_legend_does(value: float, spacing: float) -> None:
    axis, legend = write_value(value, spacing), number(value)
    assert ("e" in axis) == ("e" in legend)
    assert float(axis) == float(legend)


def test_all_numbers_of_an_axis_are_written_in_one_way(qtbot: QtBot) -> None:
    chart = SmallChart("Learning rate", "teal")
    qtbot.addWidget(chart)
    strings = chart._left.tickStrings
    assert strings([0.0, 5e5, 1e6, 1.5e6], 1.0, 5e5) == ["0", "5e5", "1e6", "1.5e6"]
    assert strings([0.0, 5e-4, 1e-3], 1.0, 5e-4) == ["0", "0.0005", "0.0010"]
    assert strings([-1e-19, 5e-5], 1.0, 5e-5) == ["0", "5e-5"]
