"""How long the window's event loop is ever busy with one thing.

Opens the real window over an experiment with 500 runs, one of them with 200,000 events and a log of
100 MB, while 20 events a second are appended. A heartbeat of a few milliseconds measures the gaps
between two turns of the loop, and what the loop was doing when one grew long is kept.

    python benchmarks/event_loop.py [--seconds 20] [--runs 500] [--events 200000] [--log-mb 100]
                                    [--where]

Prints the longest gaps by the clock and by the thread's own CPU time: on a busy machine the first
holds the time in which others had the processor.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import math
import multiprocessing
import os
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import orjson
from PySide6.QtCore import QObject, QTimer

BEAT_MS = 5
STALL = 0.050  # seconds
PER_SECOND = 20


@dataclass
class Gap:
    """One turn of the loop: by the clock, by the thread's CPU time, and what was seen running."""

    wall: float
    cpu: float
    seen: str = ""


class Watchdog:
    """`watch` begins; `gaps` are those over 50 ms by the clock or the CPU.

    With `where` faulthandler tells what the loop was doing. It holds no frame, since one that is
    held keeps its painter open, which Qt does not survive; but it walks the frames of a running
    interpreter, which Python 3.11 does not always survive: only to find a cause.
    """

    def __init__(self, *, where: bool = False) -> None:
        self.gaps: list[Gap] = []
        self._where = where
        self.turns = 0
        self._seen = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed by stop
        self._last = time.perf_counter(), time.thread_time()

    def watch(self, parent: QObject) -> None:
        self._timer = QTimer(parent, interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self.forget()

    def forget(self) -> None:
        """What was before does not count, as the building of a page."""
        self.gaps.clear()
        self._last = time.perf_counter(), time.thread_time()

    def stop(self) -> None:
        self._timer.stop()
        faulthandler.cancel_dump_traceback_later()
        self._seen.close()

    def _beat(self) -> None:
        faulthandler.cancel_dump_traceback_later()
        now = time.perf_counter(), time.thread_time()
        wall, cpu = now[0] - self._last[0], now[1] - self._last[1]
        if max(wall - BEAT_MS / 1000, cpu) > STALL:
            self.gaps.append(Gap(wall, cpu, self._what_was_seen()))
        self._last = now
        self.turns += 1
        if self._where:
            faulthandler.dump_traceback_later(STALL, file=self._seen)

    def _what_was_seen(self) -> str:
        """The main thread's innermost calls; it is the last that is told."""
        self._seen.seek(0)
        told = self._seen.read().rpartition("Thread 0x")[2].splitlines()
        self._seen.seek(0)
        self._seen.truncate()
        return "\n".join(told[1:6])


def event(kind: str, **fields: object) -> bytes:
    return orjson.dumps({"v": 1, "time": time.time(), "attempt": 1, "kind": kind, **fields}) + b"\n"


def step_event(step: int, last: int) -> bytes:
    return event(
        "step",
        step=step,
        max_steps=last,
        epoch=3 * step / last,
        loss=1 + 2 * math.exp(-8 * step / last) + random.gauss(0, 0.1),
        learning_rate=2e-4 * (1 - step / last),
        grad_norm=0.5 + random.random() / 3,
        tokens=1024,
        total_tokens=1024 * step,
        tokens_per_second=7000.0,
        seconds_left=float(last - step),
    )


def write_run(folder: Path, status: str, events: int, log_mb: float = 0.0) -> None:
    """A run's folder with so many step events, an evaluation now and then, and so large a log."""
    from deeptuner.runs.identity import own_identity

    for part in ("control", "checkpoints"):
        (folder / part).mkdir(parents=True)
    (folder / "run.yaml").write_text("model: {path: tiny}\ndata: {dataset: rows}\n")
    who = own_identity().to_json() if status == "running" else None
    state = {"status": status, "attempt": 1, "supervisor": who, "created": time.time()}
    state |= {"started": time.time(), "ended": None if status == "running" else time.time()}
    (folder / "state.json").write_text(json.dumps(state))
    last = max(events * 5 // 4, 1)
    with (folder / "events.jsonl").open("wb") as file:
        for step in range(1, events + 1):
            file.write(step_event(step, last))
            if step % 2000 == 0:
                file.write(event("eval", step=step, loss=1.1, perplexity=3.0))
    line = b"[deeptuner 2026-01-01 12:00:00] step 4711 loss 0.8890 lr 1.00e-04, and so it goes on\n"
    odd = line + b"  UserWarning: something to read\n"
    block = (line * 300 + odd) * 40
    with (folder / "log.txt").open("wb") as file:
        for _ in range(max(1, round(log_mb * 1e6 / len(block))) if log_mb else 0):
            file.write(block)


def prepare(folder: Path, runs: int, events: int, log_mb: float) -> Path:
    """An experiment with many runs; the newest is large and runs. Returns its folder."""
    from deeptuner.runs.experiment import Experiment

    experiment = Experiment.init(folder)
    for number in range(runs - 1):
        name = (
            f"202501{1 + number // 60 % 28:02d}-{number // 60:02d}{number % 60:02d}00-run-{number}"
        )
        write_run(experiment.runs_dir / name, "finished", 20)
    large = experiment.runs_dir / "20260101-120000-large"
    write_run(large, "running", events, log_mb)
    return large


def write_on(folder: Path, step: int) -> None:
    """Append 20 events a second, as a run does, in a process of its own, as long as ours lives."""
    ours = os.getppid()
    while os.getppid() == ours:
        with (folder / "events.jsonl").open("ab") as file:
            file.write(step_event(step, step * 5 // 4))
        with (folder / "log.txt").open("ab") as file:
            file.write(b"one more line\n")
        step += 1
        time.sleep(1 / PER_SECOND)


def measure(
    folder: Path, large: Path, seconds: float, *, where: bool = False
) -> dict[str, list[Gap]]:
    """The gaps while the run is opened, while it is watched, and while a person works on it."""
    from PySide6.QtWidgets import QApplication

    import deeptuner.ui
    from deeptuner.ui.app import end
    from deeptuner.ui.garbage import Collector
    from deeptuner.ui.main_window import MainWindow
    from deeptuner.ui.services.postman import postman
    from deeptuner.ui.shell import make_shell
    from deeptuner.ui.theme.theme import theme

    assert deeptuner.ui
    application = QApplication([])
    collector = Collector(application)
    theme().apply("light")
    shell = make_shell(folder / "window.ini")
    shell.workspace.open_folder(folder)
    window = MainWindow(shell)
    window.resize(1920, 1080)
    window.show()
    _turn(application, 2)
    window.open_page("monitor", large.name)  # building it may take up to 300 ms
    _turn(application, 4)
    dog, found = Watchdog(where=where), {}
    dog.watch(application)
    for name, work in (("opened", None), ("watched", None), ("worked on", _work_on(window))):
        dog.forget()
        _turn(application, seconds, work)
        found[name] = list(dog.gaps)
    print(f"turns of the loop: {dog.turns}")
    dog.stop()
    end(window, shell)
    postman().close()
    collector.end()
    return found


def _work_on(window: QObject) -> Callable[[], None]:
    """What a person does: smooth, zoom, filter the log, scroll it."""
    page = window.page("monitor").view  # type: ignore[attr-defined]
    deeds = [
        lambda: page.curves._smoothing.slider.setValue(random.randrange(100)),
        lambda: page.curves.loss.zoom(0.7, random.random() * 1e5),
        page.curves.loss.reset,
        lambda: page.log._filter.setText(random.choice(["", "warn", "4711", "one more"])),
        lambda: page.log.view.verticalScrollBar().setValue(random.randrange(100_000)),
    ]
    return lambda: random.choice(deeds)()  # noqa: PLW0108 - another one each time


def _turn(application: object, seconds: float, work: Callable[[], None] | None = None) -> None:
    """Let the event loop run, with a deed each fifth of a second."""
    from PySide6.QtCore import QEventLoop

    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    timer = QTimer(interval=200)
    if work:
        timer.timeout.connect(work)
        timer.start()
    loop.exec()
    timer.stop()


def report(found: dict[str, list[Gap]]) -> None:
    for name, gaps in found.items():
        wall = max((gap.wall for gap in gaps), default=0.0)
        cpu = max((gap.cpu for gap in gaps), default=0.0)
        late = sum(gap.cpu > STALL for gap in gaps)
        print(
            f"{name}: {len(gaps)} gaps over 50 ms by the clock (longest {wall * 1000:.0f} ms), "
            f"{late} by CPU time (longest of these {cpu * 1000:.0f} ms)"
        )
        for gap in sorted(gaps, key=lambda gap: -gap.cpu)[:3]:
            print(f"  {gap.wall * 1000:.0f} ms, CPU {gap.cpu * 1000:.0f} ms\n{gap.seen}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0, help="of each of the three parts")
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--log-mb", type=float, default=100.0)
    parser.add_argument("--where", action="store_true", help="what was going on in each gap")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large = prepare(folder, given.runs, given.events, given.log_mb)
        writer = multiprocessing.get_context("spawn").Process(
            target=write_on, args=(large, given.events + 1), daemon=True
        )
        writer.start()
        try:
            report(measure(folder, large, given.seconds, where=given.where))
        finally:
            writer.kill()
            writer.join()


if __name__ == "__main__":
    main()
