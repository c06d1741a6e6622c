"""How quickly Monitor's charts of a record of 72 hours and 8 GPUs come, move and zoom.

Usage: python -m benchmarks.telemetry_charts [FOLDER]   (a record that is there is used again)

The charts are driven without a page around them, as a person would; the longest turns of the event
loop are told by the clock and by CPU time: on a busy machine the first holds the time in which
others had the processor.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from deeptuner.runs.folder import RunFolder
from deeptuner.ui.app import make_application
from deeptuner.ui.pages.monitor.telemetry.panel import TelemetryPanel
from deeptuner.ui.services.telemetry import Telemetry
from deeptuner.ui.theme.theme import theme
from tests.support.telemetry import write_telemetry

COUNT, SECONDS, HOUR = 8, 72 * 3600, 3600.0
TURN = 0.03  # seconds between two moves of a hand


class Loop:
    """Turns the event loop, and keeps its longest turns, in ms."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self.wall = self.cpu = 0.0

    def run(self, seconds: float, until: Callable[[], object] = lambda: False) -> float:
        """For so long, or until something is so; the seconds that it took."""
        begin = time.perf_counter()
        while time.perf_counter() - begin < seconds and not until():
            wall, cpu = time.perf_counter(), time.thread_time()
            self._application.processEvents()
            self.wall = max(self.wall, 1000 * (time.perf_counter() - wall))
            self.cpu = max(self.cpu, 1000 * (time.thread_time() - cpu))
            time.sleep(0.001)
        return time.perf_counter() - begin

    def tell(self, what: str) -> None:
        print(f"{what:28} longest turn {self.wall:4.0f} ms, {self.cpu:4.0f} ms of CPU")
        self.wall = self.cpu = 0.0


def main() -> None:
    application = make_application()
    theme().apply("light")
    with tempfile.TemporaryDirectory() as temporary:
        run = RunFolder(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary) / "record")
        run.path.mkdir(parents=True, exist_ok=True)
        if not run.telemetry_file.exists():
            write_telemetry(run, gpus=COUNT, seconds=SECONDS)
        measure(Loop(application), run)
    application.quit()


def measure(loop: Loop, run: RunFolder) -> None:
    panel = TelemetryPanel()
    telemetry = Telemetry(panel)
    telemetry.changed.connect(panel.show_now)
    telemetry.plotted.connect(panel.show_plot)
    panel.wants.connect(telemetry.plot)
    panel.resize(1050, 900)
    panel.show()
    loop.run(0.5)
    loop.tell("built")
    telemetry.follow(run)
    chart = panel.charts[0]
    print(f"drawn after {loop.run(60, lambda: chart.summary() and panel.turns.idle):.2f} s")
    loop.run(1.0)
    loop.tell("opened")
    for hours in (24.0, 2.0, 0.2):
        for turn in range(40):
            begin = (20 + hours * turn / 40) * HOUR
            panel.show_part((begin, begin + hours * HOUR))
            loop.run(TURN)
        loop.run(1.0)
        loop.tell(f"moved, {hours} hours shown")
    for factor in (0.8, 1.25):
        for _ in range(30):
            chart.zoom(factor)
            loop.run(TURN)
    loop.run(1.0)
    loop.tell("zoomed in and out")
    theme().set_mode("dark")
    loop.run(1.0)
    loop.tell("another theme")
    telemetry.stop()


if __name__ == "__main__":
    main()
