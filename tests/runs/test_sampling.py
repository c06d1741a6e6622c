"""Whatever happens to the telemetry sampler, the run does not notice, and telemetry goes on."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from deeptuner.runs.control import request
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.options import SAMPLER, Options
from deeptuner.runs.start import resume_run, start_run
from tests.runs.running import (
    FOREVER,
    QUICK,
    events,
    kill_supervisor,
    left,
    new_run,
    options,
    processes,
    wait_for,
    wait_for_step,
    wait_until_ended,
)

STANDIN = Path(__file__).with_name("standin_sampler.py")
PATIENCE = replace(QUICK, again=0.02, again_longest=0.5, silence=60.0)
REAL = (*SAMPLER, "--interval", "0.2", "--host-only")


def behaving(behaviour: str) -> tuple[str, ...]:
    return (sys.executable, str(STANDIN), behaviour)


def with_sampler(sampler: tuple[str, ...], silence: float = 60.0) -> Options:
    return options(replace(PATIENCE, silence=silence), sampler=sampler, **FOREVER)


def samplers(run: RunFolder) -> list[psutil.Process]:
    words = {STANDIN.name, SAMPLER[-1]}
    found = []
    for process in left(run):
        try:
            if any(word.endswith(tuple(words)) for word in process.cmdline()[1:3]):
                found.append(process)
        except psutil.Error:
            continue
    return found


def starts(run: RunFolder) -> list[str]:
    """How the stand-in was started, each time: `all` or `--host-only`."""
    file = run.path / "sampler-starts.txt"
    return [line.split()[1] for line in file.read_text().splitlines()] if file.exists() else []


def warnings(run: RunFolder) -> list[str]:
    """The warnings about telemetry; that the CPU is busy is told too."""
    found = [event["message"]["id"] for event in events(run, "warning")]
    return [each for each in found if each.endswith("telemetry")]


def stop(run: RunFolder) -> None:
    """The run is as well as ever: it steps, and it saves and ends when asked."""
    told = events(run, "step")
    if told:
        wait_for_step(run, told[-1]["step"] + 2, told[-1].attempt)
    else:
        wait_for_step(run)
    request(run, "stop")
    assert wait_until_ended(run).status == "stopped"
    assert run.newest_checkpoint() is not None
    wait_for(lambda: not processes(run.path), "the end of all processes")


def host_times(run: RunFolder) -> list[float]:
    """When the computer was sampled; every row is whole."""
    if not run.host_file.exists():
        return []
    header, *rows = run.host_file.read_text().split("\n")[:-1]
    assert all(row.count(",") == header.count(",") for row in rows)
    return [float(row.split(",")[0]) for row in rows]


def test_a_run_is_sampled_from_its_beginning_to_its_end(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, with_sampler(REAL))
    wait_for(lambda: len(host_times(run)) > 3, "telemetry")
    stop(run)
    times = host_times(run)
    assert times == sorted(times)
    assert times[-1] >= events(run, "step")[-1].time - 2
    assert warnings(run) == []


def test_a_resumed_run_goes_on_in_the_same_record(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, with_sampler(REAL))
    wait_for(lambda: len(host_times(run)) > 1, "telemetry")
    stop(run)
    before = run.host_file.read_bytes()
    resume_run(run, options=with_sampler(REAL))
    wait_for(lambda: len(run.host_file.read_bytes()) > len(before), "more telemetry")
    wait_for_step(run, attempt=2)
    stop(run)
    assert run.host_file.read_bytes().startswith(before)


def kill_samplers(folder: Path, times: int, seed: int) -> None:
    """SIGKILL at any moment of the sampler's life, its start too."""
    chance = random.Random(seed)
    run = new_run(folder)
    start_run(run, with_sampler(REAL))
    for _ in range(times):
        found = wait_for(lambda: samplers(run), "a sampler")
        time.sleep(chance.choice([0.0, 0.1, 0.5, 1.0, 2.0]) * chance.random())
        for process in found:
            process.kill()
        wait_for(lambda gone=found: not any(p.is_running() for p in gone), "its end")
    rows = len(host_times(run))
    wait_for(lambda: len(host_times(run)) > rows + 1, "telemetry after the kills")
    stop(run)
    steps = [event["step"] for event in events(run, "step")]
    assert steps == [*range(1, len(steps) + 1)]
    assert warnings(run) == []
    assert host_times(run) == sorted(host_times(run))


def test_a_sampler_that_is_killed_is_started_again(folder: Path) -> None:
    kill_samplers(folder, 3, seed=random.randrange(10**6))


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_a_hundred_kills_cost_only_samples(folder: Path) -> None:
    kill_samplers(folder, 100, seed=random.randrange(10**6))


def test_no_sampler_outlives_a_supervisor_that_is_killed(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, with_sampler(REAL))
    wait_for_step(run)
    found = wait_for(lambda: samplers(run), "the sampler")
    kill_supervisor(run)
    wait_for(lambda: not any(process.is_running() for process in found), "the sampler's end")
    assert not samplers(run)


@pytest.mark.parametrize("behaviour", ["hung", "crash", "segfault"])
def test_a_driver_that_makes_trouble_is_left_alone_in_the_end(folder: Path, behaviour: str) -> None:
    run = new_run(folder)
    start_run(run, with_sampler(behaving(behaviour)))
    wait_for(lambda: "runs.no-telemetry" in warnings(run), "the warning")
    assert warnings(run) == ["runs.no-gpu-telemetry", "runs.no-telemetry"]
    found = starts(run)
    half = len(found) // 2
    assert found == ["all"] * half + ["--host-only"] * half
    stop(run)
    assert len(starts(run)) == 2 * half


def test_a_silent_sampler_is_replaced(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, with_sampler(behaving("silent"), silence=0.4))
    wait_for(lambda: "--host-only" in starts(run), "a sampler without GPUs")
    assert warnings(run)[0] == "runs.no-gpu-telemetry"
    stop(run)


def test_a_sampler_that_gives_signs_of_life_is_left_alone(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, with_sampler(behaving("well"), silence=1.0))
    wait_for_step(run)
    time.sleep(2.5)
    stop(run)
    assert starts(run) == ["all"]


def test_a_sampler_that_was_told_to_end_by_somebody_else_comes_back(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, with_sampler(REAL))
    found = wait_for(lambda: samplers(run), "the sampler")
    wait_for(lambda: host_times(run), "telemetry")
    os.kill(found[0].pid, signal.SIGTERM)
    wait_for(lambda: {p.pid for p in samplers(run)} - {found[0].pid}, "another sampler")
    stop(run)
    assert warnings(run) == []


def test_a_sampler_that_does_not_end_is_killed(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, with_sampler(behaving("stubborn")))
    wait_for(lambda: starts(run), "the sampler")
    stop(run)
    assert starts(run) == ["all"]


def test_a_sampler_that_cannot_be_started_is_no_reason_not_to_train(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, with_sampler((str(folder / "nothing-here"),)))
    wait_for_step(run)
    stop(run)


def test_a_run_that_fails_ends_its_sampler(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, options(PATIENCE, sampler=behaving("well"), die="os._exit(3)"))
    assert wait_until_ended(run).status == "failed"
    wait_for(lambda: not processes(run.path), "the end of all processes")
