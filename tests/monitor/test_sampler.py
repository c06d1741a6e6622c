"""The sampler over stand-ins of the vendors' libraries: what it records, and how it ends."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TypeVar

import psutil
import pytest

from deeptuner.monitor import sampler as sampler_module
from deeptuner.monitor.sampler import Sampler, settings_of
from deeptuner.monitor.sensors.base import Gpu, Sensors
from deeptuner.monitor.telemetry.columns import Reading
from deeptuner.monitor.telemetry.machine import read_about
from deeptuner.monitor.telemetry.view import TelemetryView
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.options import HUNG
from deeptuner.settings.sections.machine import MonitorSection
from deeptuner.words import Message
from tests.monitor.runs import write_run
from tests.support.stand_ins import AmdMachine, NvidiaMachine, processor, radeon
from tests.support.telemetry import gpu
from tests.test_imports import modules_after

T = TypeVar("T")
MEGABYTE = 1e6
PATIENCE = 60.0  # seconds that a loaded machine may need


def wait_for(look: Callable[[], T], what: str) -> T:
    until = time.monotonic() + PATIENCE
    while not (seen := look()):
        assert time.monotonic() < until, f"waited in vain for {what}"
        time.sleep(0.02)
    return seen


@contextmanager
def sampling(
    run: RunFolder, machine: AmdMachine | NvidiaMachine, interval: float = 0.2
) -> Iterator[psutil.Popen]:
    """The real process. It must end as soon as it is told."""
    command = [sys.executable, "-m", "deeptuner.monitor.sampler", str(run.path)]
    process = psutil.Popen(
        [*command, "--interval", str(interval)],
        env=machine.environment() | {"PYTHONPATH": ""},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        _, complaints = process.communicate(timeout=PATIENCE)
    assert (process.returncode, complaints) == (0, "")


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return write_run(tmp_path / "run")


def rows_of(run: RunFolder, key: str) -> int:
    text = run.telemetry_file.read_text() if run.telemetry_file.exists() else ""
    return text.count(f",{key},")


def host_rows(run: RunFolder) -> int:
    return run.host_file.read_text().count("\n") if run.host_file.exists() else 0


def grows(count: Callable[[], int], more: int = 2) -> None:
    before = count()
    wait_for(lambda: count() >= before + more, "more rows")


def test_two_cards_beside_the_processors_graphics(run: RunFolder, tmp_path: Path) -> None:
    machine = AmdMachine(tmp_path / "machine", [processor(), radeon(0), radeon(1)])
    machine.set(2, fan="error 2", power="N/A")
    with sampling(run, machine):
        wait_for(lambda: rows_of(run, "0000:04:00.0") > 2, "rows of the second card")
        machine.set(1, temperature_hotspot=99)
        view = TelemetryView(run)
        wait_for(lambda: view.refresh() and _hot(view, "0000:03:00.0") == 99, "the heat")
    view.refresh()
    assert [(each.number, each.trains, each.integrated) for each in view.gpus] == [
        (0, True, False),
        (1, True, False),
        (2, False, True),
    ]
    assert view.gpus[2].why_not is not None
    assert view.gpus[0].limits.temperature_hotspot == 110
    second = view.newest("0000:04:00.0")
    assert (second["power"], second["fan"]) == (None, None)
    assert second["utilisation"] is not None
    host = view.newest_host()
    assert host["ram_total"] == pytest.approx(psutil.virtual_memory().total / 2**20, rel=0.01)
    assert view.problem is None


def _hot(view: TelemetryView, key: str) -> float | None:
    return view.newest(key).get("temperature_hotspot")


def test_cards_of_the_other_vendor(run: RunFolder, tmp_path: Path) -> None:
    machine = NvidiaMachine(tmp_path / "machine", 2)
    with sampling(run, machine):
        view = TelemetryView(run)
        wait_for(lambda: view.refresh() and len(view.gpus) == 2, "the cards")
        for each in view.gpus:
            wait_for(lambda key=each.key: view.refresh() and view.newest(key), "a reading")
            assert view.newest(each.key)["temperature_edge"] is not None


def test_a_card_that_disappears_costs_only_its_own_rows(run: RunFolder, tmp_path: Path) -> None:
    machine = AmdMachine(tmp_path / "machine", 2)
    with sampling(run, machine):
        wait_for(lambda: rows_of(run, "0000:04:00.0"), "rows")
        machine.remove(1)
        time.sleep(0.5)  # a turn may be on its way
        gone = rows_of(run, "0000:04:00.0")
        grows(lambda: rows_of(run, "0000:03:00.0"), 4)
        assert rows_of(run, "0000:04:00.0") <= gone + 1
    view = TelemetryView(run)
    view.refresh()
    assert len(view.gpus) == 2  # it is still part of the record


def test_a_driver_that_hangs_leaves_the_computer_and_the_end(
    run: RunFolder, tmp_path: Path
) -> None:
    machine = AmdMachine(tmp_path / "machine", 1)
    with sampling(run, machine):
        wait_for(lambda: rows_of(run, "0000:03:00.0"), "rows")
        machine.set(-1, slow=600)
        time.sleep(0.5)
        before = rows_of(run, "0000:03:00.0")
        grows(lambda: host_rows(run), 4)
        assert rows_of(run, "0000:03:00.0") <= before + 1


def test_a_machine_without_gpus_says_so(run: RunFolder, tmp_path: Path) -> None:
    machine = NvidiaMachine(tmp_path / "machine", 0, library=False)
    with sampling(run, machine):
        about = wait_for(lambda: (a := read_about(run)) and a.problem and a, "telemetry.json")
        assert about.problem == Message("monitor.telemetry.no-gpus")
        grows(lambda: host_rows(run))


def test_eight_cards_need_little_memory(run: RunFolder, tmp_path: Path) -> None:
    machine = AmdMachine(tmp_path / "machine", 8)
    (run.launch_dir / "launch.json").write_text("{}")
    with sampling(run, machine) as process:
        wait_for(lambda: rows_of(run, "0000:0a:00.0") > 2, "rows")
        assert process.memory_info().rss < 60 * MEGABYTE


def test_what_it_imports_is_light() -> None:
    loaded = modules_after("import deeptuner.monitor.sampler, deeptuner.monitor.sensors.found")
    assert not {"numpy", "torch", "pyarrow", "matplotlib", "PySide6", "amdsmi"} & loaded


def test_it_ends_when_whoever_started_it_has_gone(run: RunFolder, tmp_path: Path) -> None:
    machine = AmdMachine(tmp_path / "machine", 1)
    words = [sys.executable, "-m", "deeptuner.monitor.sampler", str(run.path), "--interval", "0.2"]
    start = f"p = subprocess.Popen({words}); print(p.pid, flush=True)"
    script = f"import subprocess, time; {start}; time.sleep(600)"
    with subprocess.Popen(
        [sys.executable, "-c", script], env=machine.environment(), stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        wait_for(lambda: host_rows(run) > 1, "rows")
        parent.kill()
    wait_for(lambda: not child.is_running() or child.status() == "zombie", "its end")


def test_the_runs_settings_say_how_often(tmp_path: Path, run: RunFolder) -> None:
    run.settings_file.write_text("model: {path: a}\ndata: {dataset: b}\nmonitor: {interval: 7}\n")
    assert settings_of(run).interval == 7
    run.settings_file.write_text("model: [")
    assert settings_of(run) == MonitorSection()
    assert settings_of(RunFolder(tmp_path / "none")) == MonitorSection()


class OneCard:
    """Sensors of one GPU that answer when they are let."""

    problem: Message | None = None

    def __init__(self) -> None:
        self.let = Event()
        self.let.set()
        self.broken = False
        self.closed = False
        self.asked = 0

    def gpus(self) -> tuple[Gpu, ...]:
        return (gpu(0),)

    def read(self, gpu: Gpu) -> Reading:
        self.asked += 1
        self.let.wait(PATIENCE)
        if self.broken:
            raise ZeroDivisionError
        return {"power": float(self.asked)}

    def close(self) -> None:
        self.closed = True


@contextmanager
def in_this_process(run: RunFolder, card: OneCard, gives_up: float = 60.0) -> Iterator[Sampler]:
    def find() -> Sequence[Sensors]:
        return [card]

    made = Sampler(run, MonitorSection(), 0.05, find, gives_up)
    try:
        yield made
    finally:
        card.let.set()
        made.close()
        assert card.broken or card.closed


def turn_until(sampler: Sampler, look: Callable[[], T], what: str) -> T:
    def turned() -> T:
        sampler.turn()
        return look()

    return wait_for(turned, what)


def test_a_late_answer_is_recorded_when_it_was_measured(run: RunFolder) -> None:
    card = OneCard()
    with in_this_process(run, card) as sampler:
        turn_until(sampler, lambda: rows_of(run, gpu(0).key), "a row")
        card.let.clear()
        begun = time.time()
        for _ in range(4):
            sampler.turn()
        asked, waited = card.asked, time.time()
        card.let.set()
        rows = rows_of(run, gpu(0).key)
        turn_until(sampler, lambda: rows_of(run, gpu(0).key) > rows, "the late row")
    late = [line for line in run.telemetry_file.read_text().splitlines() if f",{asked}.0," in line]
    assert begun - 0.1 <= float(late[0].split(",")[0]) < waited - 0.1


def test_hanging_is_told_and_ends_it_and_answers_take_it_back(
    run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sampler_module, "HANGS", 0.2)
    card = OneCard()
    with in_this_process(run, card, gives_up=0.5) as sampler:
        turn_until(sampler, lambda: rows_of(run, gpu(0).key), "a row")
        assert sampler._why_end() is None
        card.let.clear()
        turn_until(sampler, lambda: sampler._why_end() == HUNG, "its giving up")
        about = read_about(run)
        assert about is not None
        assert about.problem is not None
        assert about.problem.id == "monitor.telemetry.hangs"
        assert [each.key for each in about.gpus] == [gpu(0).key]
        card.let.set()
        turn_until(sampler, lambda: (a := read_about(run)) and a.problem is None, "the good news")
        assert sampler._why_end() is None


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_mistake_in_a_sensor_is_no_hanging(run: RunFolder) -> None:
    card = OneCard()
    with in_this_process(run, card) as sampler:
        card.broken = True
        turn_until(sampler, lambda: sampler._why_end() == 1, "its end")


def test_a_sampler_that_takes_over_knows_what_its_forerunner_saw(run: RunFolder) -> None:
    with in_this_process(run, OneCard()) as first:
        turn_until(first, lambda: read_about(run), "telemetry.json")
    before = read_about(run)
    with in_this_process(run, OneCard()) as second:
        second.turn()
        assert second._file.about.began == before.began if before else False
    Path(run.telemetry_about).write_text("{")
    with in_this_process(run, OneCard()) as third:
        turn_until(third, lambda: read_about(run), "another telemetry.json")
