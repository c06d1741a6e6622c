"""The GPUs of a run on Monitor, as a person sees and uses them; records are written by the real
recorder."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deeptuner.monitor.telemetry.record import Recorder
from deeptuner.runs.events import Event
from deeptuner.runs.folder import RunFolder
from deeptuner.ui.pages.monitor.gpus.card import GpuCard
from deeptuner.ui.pages.monitor.telemetry.chart import TimeChart
from deeptuner.ui.pages.monitor.telemetry.panel import TelemetryPanel
from deeptuner.ui.pages.monitor.view import MonitorView
from deeptuner.ui.theme.theme import theme
from deeptuner.words import message
from tests.monitor.runs import step
from tests.support.telemetry import BEGAN, gpu, write_telemetry
from tests.ui.pages.monitor.conftest import PATIENCE, Make, open_run, texts

Open = Callable[[RunFolder], None]


@pytest.fixture
def show(qtbot: QtBot, page: MonitorView) -> Open:
    """Show a run, and wait until its telemetry is seen too."""

    def show(run: RunFolder) -> None:
        open_run(qtbot, page, run)
        qtbot.waitUntil(
            lambda: page.telemetry.run == run and page.telemetry.now is not None, timeout=PATIENCE
        )

    return show


def card(page: MonitorView, number: int) -> GpuCard:
    return page.perspectives.column.cards[gpu(number).key]


def charts_of(qtbot: QtBot, page: MonitorView) -> TelemetryPanel:
    """Go to the charts, and wait until all are drawn."""
    qtbot.mouseClick(page.perspectives.switch.button("gpus"), Qt.MouseButton.LeftButton)
    panel = page.perspectives.panel
    assert panel is not None
    qtbot.waitUntil(lambda: "mean" in chart(panel, "power").summary(), timeout=PATIENCE)
    return panel


def chart(panel: TelemetryPanel, key: str) -> TimeChart:
    return next(one for one in panel.charts if one.quantity.key == key)


def wait_for_plot(qtbot: QtBot, panel: TelemetryPanel) -> None:
    low, high = panel.times()
    origin = panel.charts[0].origin

    def is_there() -> bool:
        plot = panel._plot
        return plot is not None and plot.begin <= origin + low and plot.end >= origin + high

    qtbot.waitUntil(is_there, timeout=PATIENCE)


# cards


def test_a_finished_run_shows_each_gpu_and_the_computer(
    page: MonitorView, make: Make, show: Open
) -> None:
    run = make(status="finished", events=[step(1)])
    write_telemetry(run, gpus=2, seconds=600, integrated=True)
    show(run)
    assert card(page, 0).title.text() == "GPU0"
    values = card(page, 1).rows.values()
    assert values["Power"].endswith("/ 327 W")
    assert values["VRAM"] == "20.5 / 24.0 GB"
    assert card(page, 0).chip.text().startswith("Hot spot")
    assert "GPU2 · Radeon Graphics · integrated: does not train" in texts(page)
    assert page.perspectives.host.values()["ram_used"] == "22.5 / 62.5 GB"
    assert "No answer" not in texts(page), "a run that is over answers no more, and need not"


def test_a_live_run_follows_what_is_measured(
    qtbot: QtBot, page: MonitorView, make: Make, show: Open
) -> None:
    run = make(events=[step(1)])
    write_telemetry(run, gpus=1, seconds=30, began=time.time() - 30)
    show(run)
    recorder = Recorder(run)
    recorder.gpus(time.time(), {gpu(0).key: {"temperature_edge": 99, "power": 123.0}})
    recorder.close()
    qtbot.waitUntil(lambda: card(page, 0).rows.values()["Power"] == "123 / 327 W", timeout=PATIENCE)
    assert card(page, 0).rows.values()["Fan"] == "–", "it was not measured this time"
    assert card(page, 0).chip.face.tone == "warn", "1 °C under the limit of its edge"


def test_a_gpu_that_vanishes_shows_no_old_values(
    qtbot: QtBot, page: MonitorView, make: Make, show: Open
) -> None:
    run = make(events=[step(1)])
    write_telemetry(run, gpus=2, seconds=60, began=time.time() - 90)
    recorder = Recorder(run)
    recorder.gpus(time.time(), {gpu(0).key: {"power": 200.0}})
    recorder.close()
    show(run)
    qtbot.waitUntil(lambda: "No answer for" in texts(page), timeout=PATIENCE)
    assert set(card(page, 1).rows.values().values()) == {"–"}
    assert card(page, 0).rows.values()["Power"] == "200 / 327 W"
    assert not card(page, 0).said.isVisible()


def test_many_gpus_are_folded_and_open_one_by_one(
    qtbot: QtBot, page: MonitorView, make: Make, show: Open
) -> None:
    run = make(status="finished", events=[step(1)])
    write_telemetry(run, gpus=8, seconds=60)
    show(run)
    assert len(page.perspectives.column.cards) == 8
    shown = card(page, 3)
    before = shown.sizeHint().height()
    assert shown.line.isVisible()
    assert "/ 327 W" in shown.line.text()
    shown._caret.setFocus()
    qtbot.keyClick(shown._caret, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not shown.line.isVisible(), timeout=PATIENCE)
    assert shown.sizeHint().height() > before
    assert shown._caret.accessibleName() == "Show fewer values"


def test_a_run_on_the_cpu_shows_the_computer(page: MonitorView, make: Make, show: Open) -> None:
    run = make(status="finished", events=[step(1)])
    write_telemetry(run, gpus=0, seconds=60)
    show(run)
    assert page.perspectives.column.host.isVisible()
    assert page.perspectives.column.host.rows.values()["RAM"] == "22.5 / 62.5 GB"


def test_a_run_on_the_cpu_has_charts_of_the_computer(
    qtbot: QtBot, page: MonitorView, make: Make, show: Open
) -> None:
    run = make(status="finished", events=[step(1)])
    write_telemetry(run, gpus=0, seconds=60)
    show(run)
    page.perspectives.show_perspective("gpus")
    panel = page.perspectives.panel
    assert panel is not None
    qtbot.waitUntil(lambda: "mean" in chart(panel, "cpu").summary(), timeout=PATIENCE)
    seen = [one.chart.quantity.key for one in panel.cards if one.isVisible()]
    assert seen == ["cpu", "ram"]
    qtbot.waitUntil(lambda: panel.cards[-1].y() < 100, timeout=PATIENCE)


def test_why_something_is_missing_is_said(page: MonitorView, make: Make, show: Open) -> None:
    run = make(status="finished", events=[step(1)])
    why = message("monitor.telemetry-unreadable", why="there is no driver")
    write_telemetry(run, gpus=0, seconds=30, problem=why)
    show(run)
    assert "there is no driver" in texts(page)


def test_a_run_without_telemetry_is_shown_as_before(
    page: MonitorView, make: Make, show: Open
) -> None:
    show(make(status="finished", events=[step(1)]))
    assert not page.perspectives.switch.isVisible()
    assert not page.perspectives.column.isVisible()
    assert page.curves.isVisible()


def test_another_run_shows_its_own_gpus(
    qtbot: QtBot, page: MonitorView, make: Make, show: Open
) -> None:
    first = make(status="finished", events=[step(1)])
    write_telemetry(first, gpus=2, seconds=120)
    second = make("20260102-120000-other", "finished", events=[step(1)])
    write_telemetry(second, gpus=1, seconds=60, changed={gpu(0).key: {"power": 77.0}})
    show(first)
    panel = charts_of(qtbot, page)
    qtbot.waitUntil(lambda: len(panel.legend.keys) == 2, timeout=PATIENCE)
    show(second)
    qtbot.waitUntil(lambda: card(page, 0).rows.values()["Power"] == "77 / 327 W", timeout=PATIENCE)
    assert list(page.perspectives.column.cards) == [gpu(0).key]
    qtbot.waitUntil(lambda: "mean 77 W" in chart(panel, "power").summary(), timeout=PATIENCE)
    assert len(panel.legend.keys) == 1
    bare = make("20260103-120000-bare", "finished", events=[step(1)])
    show(bare)
    qtbot.waitUntil(page.curves.isVisible, timeout=PATIENCE)
    assert not panel.isVisible(), "there are no charts of a run without telemetry"


# charts


@pytest.fixture(scope="module")
def half_an_hour(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    """The telemetry of two GPUs, to be copied into a run."""
    recorded = RunFolder(tmp_path_factory.mktemp("half-an-hour"))
    write_telemetry(recorded, gpus=2, seconds=1800)
    return recorded


@pytest.fixture
def panel(
    qtbot: QtBot, page: MonitorView, make: Make, show: Open, half_an_hour: RunFolder
) -> TelemetryPanel:
    """The charts of half an hour with two GPUs, loading for a minute."""
    events = [
        Event("phase", BEGAN, 1, {"phase": "loading"}),
        Event("phase", BEGAN + 60, 1, {"phase": "training"}),
        Event("phase", BEGAN + 600, 1, {"phase": "evaluating"}),
        Event("phase", BEGAN + 660, 1, {"phase": "training"}),
        Event("end", BEGAN + 1800, 1, {"status": "finished"}),
    ]
    run = make(status="finished", events=[*events])
    shutil.copytree(half_an_hour.path, run.path, dirs_exist_ok=True)
    show(run)
    return charts_of(qtbot, page)


def test_every_chart_tells_what_it_shows(qtbot: QtBot, panel: TelemetryPanel) -> None:
    shown = {one.quantity.name: one for one in panel.charts}
    assert list(shown) == [
        *("Temperature", "Power", "Utilisation", "VRAM", "Clock", "Fan", "Throttling"),
        *("CPU", "RAM"),
    ]
    for name in ("RAM", "VRAM"):
        one = shown[name]
        qtbot.waitUntil(lambda one=one: "highest" in one.accessibleDescription(), timeout=PATIENCE)
    assert "highest 20.5 GB" in shown["VRAM"].accessibleDescription()
    assert shown["Throttling"].summary() == "Slowed down by its power limit"
    limit = shown["Power"]._limits
    assert limit == [327], "both cards have the same, which is one line"


def test_a_moment_is_read_by_clock_since_the_start_and_by_phase(
    qtbot: QtBot, panel: TelemetryPanel
) -> None:
    power = chart(panel, "power")
    power.setFocus()
    qtbot.waitUntil(lambda: power.about(630.0)[1] != "not running", timeout=PATIENCE)
    power._read(630.0)
    about = power.about(630.0)
    assert "+ 10 min 30 s" in about[0]
    assert about[1] == "evaluation"
    rows = {row.name: row.value for row in power.rows(630.0)}
    assert set(rows) == {"GPU0", "GPU1"}
    assert all(value.endswith(" W") or ")" in value for value in rows.values())
    assert power.reading.texts()[:2] == about
    other = chart(panel, "fan")
    assert other.reading.isVisible(), "the others show where the moment is"
    assert other.reading.texts() == []
    power._read(None)
    assert not other.reading.isVisible()


def test_zooming_one_chart_zooms_all_and_show_all_ends_it(
    qtbot: QtBot, panel: TelemetryPanel
) -> None:
    power = chart(panel, "power")
    power.setFocus()
    for _ in range(6):
        qtbot.keyClick(power, Qt.Key.Key_Plus)
    low, high = panel.times()
    assert high - low < 1800 * 0.3
    assert all(one.part() == (low, high) for one in panel.charts)
    assert panel.period.key() == ""
    wait_for_plot(qtbot, panel)
    qtbot.keyClick(power, Qt.Key.Key_PageUp)
    assert panel.times()[0] < low
    assert panel.whole.isVisible()
    qtbot.mouseClick(panel.whole, Qt.MouseButton.LeftButton)
    assert panel.times() == (0.0, pytest.approx(1799.0))
    assert panel.period.key() == "all"


def test_the_wheel_zooms_around_the_pointer_with_ctrl_and_scrolls_without(
    qtbot: QtBot, panel: TelemetryPanel
) -> None:
    power = chart(panel, "power")
    middle = QPointF(power.rect().center())
    for keys in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
        assert panel.times()[0] == 0.0
        event = QWheelEvent(
            *(middle, QPointF(power.mapToGlobal(middle.toPoint()))),
            *(QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, keys),
            *(Qt.ScrollPhase.NoScrollPhase, False),
        )
        power.wheelEvent(event)
    low, high = panel.times()
    assert 0 < low < high < 1799


def test_dragging_moves_what_is_zoomed(qtbot: QtBot, panel: TelemetryPanel) -> None:
    power = chart(panel, "power")
    power._show_part((600.0, 900.0))
    wait_for_plot(qtbot, panel)
    qtbot.waitUntil(lambda: power.box.viewRange()[0][0] == pytest.approx(600.0), timeout=PATIENCE)
    at, view = power.rect().center(), power.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(view, at + QPoint(40, 0))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at + QPoint(40, 0))
    low, high = panel.times()
    assert low < 600
    assert high - low == pytest.approx(300)


def test_a_period_shows_the_last_minutes(qtbot: QtBot, panel: TelemetryPanel) -> None:
    qtbot.mouseClick(panel.period.button("300"), Qt.MouseButton.LeftButton)
    assert panel.times() == (pytest.approx(1499.0), pytest.approx(1799.0))
    qtbot.mouseClick(panel.period.button("3600"), Qt.MouseButton.LeftButton)
    assert panel.times()[0] == 0.0, "an hour is more than there is"


def test_a_gpu_is_hidden_in_all_charts(qtbot: QtBot, panel: TelemetryPanel) -> None:
    first, second = panel.legend.keys
    both = chart(panel, "fan").values()
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert [row.name for row in chart(panel, "power").rows(300.0)] == ["GPU0"]
    qtbot.waitUntil(lambda: chart(panel, "fan").values() != both, timeout=PATIENCE)
    assert first.isChecked()


def test_another_sensor_is_shown(qtbot: QtBot, panel: TelemetryPanel) -> None:
    card = panel.cards[0]
    hot = card.chart.rows(900.0)[0].value
    qtbot.mouseClick(card.choice.button("temperature_edge"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card.chart.rows(900.0)[0].value != hot, timeout=PATIENCE)
    assert card.chart._limits == [100]


def test_a_live_run_goes_on_in_the_charts(
    qtbot: QtBot, page: MonitorView, make: Make, show: Open
) -> None:
    run = make(events=[step(1)])
    began = time.time() - 400
    write_telemetry(run, gpus=1, seconds=400, began=began)
    show(run)
    panel = charts_of(qtbot, page)
    qtbot.mouseClick(panel.period.button("300"), Qt.MouseButton.LeftButton)
    before = panel.times()
    recorder = Recorder(run)
    recorder.gpus(time.time(), {gpu(0).key: {"power": 250.0}})
    recorder.close()
    qtbot.waitUntil(lambda: panel.times()[1] > before[1], timeout=PATIENCE)
    assert panel.times()[1] - panel.times()[0] == pytest.approx(300)


def test_another_theme_colours_everything_anew(
    qtbot: QtBot, panel: TelemetryPanel, page: MonitorView
) -> None:
    def colours() -> set[str]:
        QApplication.processEvents()
        picture = chart(panel, "power").grab().toImage()
        places = ((x, y) for y in range(3, 15) for x in range(0, picture.width(), 2))
        return {picture.pixelColor(*place).name() for place in places}

    def seen(token: str) -> bool:
        return str(getattr(theme().tokens, token)).lower() in colours()

    theme().set_mode("light")
    qtbot.waitUntil(lambda: seen("surface") and seen("grey"), timeout=PATIENCE)
    theme().set_mode("dark")
    qtbot.waitUntil(lambda: seen("surface") and seen("grey"), timeout=PATIENCE)
    assert "#ffffff" not in colours()


def test_looking_for_the_log_leaves_the_charts(
    qtbot: QtBot, panel: TelemetryPanel, page: MonitorView
) -> None:
    page.focus_search()
    assert page.log.isVisible()
    assert page.perspectives.switch.key() == "training"
