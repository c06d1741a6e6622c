"""The temperatures of the running run, in the status bar."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from deeptuner.monitor.telemetry.record import Recorder
from deeptuner.runs.experiment import Experiment
from deeptuner.ui.services.temperatures import Warmth
from deeptuner.ui.shell import Shell
from deeptuner.ui.status_bar import StatusBar, warmth_words
from tests.monitor.runs import write_run, write_state
from tests.support.telemetry import gpu, write_telemetry

PATIENCE = 20_000  # ms


@pytest.fixture
def bar(qtbot: QtBot, shell: Shell) -> Iterator[StatusBar]:
    shown = StatusBar(shell)
    qtbot.addWidget(shown)
    shown.resize(1200, 30)
    shown.show()
    yield shown
    shown._temperatures.stop()


def words(bar: StatusBar) -> str:
    return " | ".join(label.text() for label in bar.findChildren(QLabel) if label.isVisible())


def test_the_running_runs_gpus_are_shown_and_go_with_it(
    qtbot: QtBot, shell: Shell, bar: StatusBar, experiment: Experiment
) -> None:
    run = write_run(experiment.runs_dir / "20260101-120000-warm", "running")
    write_telemetry(run, gpus=2, seconds=5, began=time.time() - 5, integrated=True)
    recorder, now = Recorder(run), time.time()
    recorder.gpus(now, {gpu(0).key: {"temperature_edge": 64}, gpu(1).key: {"power": 10}})
    recorder.close()
    shell.runs.refresh()
    qtbot.waitUntil(lambda: "GPU0 64 °C   GPU1 –" in words(bar), timeout=PATIENCE)
    write_state(run, "finished")
    shell.runs.refresh()
    qtbot.waitUntil(lambda: "°C" not in words(bar), timeout=PATIENCE)


def test_an_old_temperature_is_none(
    qtbot: QtBot, shell: Shell, bar: StatusBar, experiment: Experiment
) -> None:
    run = write_run(experiment.runs_dir / "20260101-120000-silent", "running")
    write_telemetry(run, gpus=1, seconds=5, began=time.time() - 100)
    shell.runs.refresh()
    qtbot.waitUntil(lambda: "GPU0 –" in words(bar), timeout=PATIENCE)


def test_of_many_gpus_the_hottest_is_named() -> None:
    many = [Warmth(number, 60.0 + number) for number in range(8)]
    assert warmth_words(many) == "8 GPUs, hottest 67 °C"
    assert warmth_words([Warmth(0, None)] * 8) == "8 GPUs, hottest –"
    assert warmth_words([]) == ""
