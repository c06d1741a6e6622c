"""A run is followed through everything that happens to its files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from deeptuner.errors import RunError
from deeptuner.monitor.following import AT_ONCE, RunNow, RunReader, follow
from deeptuner.runs.folder import RunFolder
from tests.monitor.runs import append, checkpoint, evaluation, step, write_run, write_state


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return write_run(tmp_path / "run", events=[step(n) for n in range(1, 6)], checkpoints=[5])


def looked(looks: Iterator[RunNow | float], times: int = 40) -> RunNow:
    """What was told last after so many turns, without waiting."""
    found = [item for item, _ in zip(looks, range(times), strict=False) if isinstance(item, RunNow)]
    assert found, "nothing was told"
    return found[-1]


def test_a_living_run_is_told_with_its_newest_step_and_checkpoint(run: RunFolder) -> None:
    now = looked(follow(run))
    assert (now.status, now.told.step, now.checkpoint, now.whole) == ("running", 5, 5, True)
    assert now.active
    assert now.problem is None


def test_what_is_added_is_told_and_silence_is_not(run: RunFolder) -> None:
    looks = follow(run)
    looked(looks)
    assert not [
        item for item, _ in zip(looks, range(20), strict=False) if not isinstance(item, float)
    ]
    append(run, step(6), checkpoint(6, best=True))
    assert looked(looks).told.step == 6


def test_a_torn_last_line_is_read_once_it_is_whole(run: RunFolder) -> None:
    looks = follow(run)
    looked(looks)
    line = run.events_file.read_bytes().splitlines()[-1].replace(b'"step":5', b'"step":6')
    with run.events_file.open("ab") as file:
        file.write(line[:30])
    for _ in range(10):
        next(looks)
    with run.events_file.open("ab") as file:
        file.write(line[30:] + b"\n")
    assert looked(looks).told.step == 6


def test_a_long_file_is_read_in_parts_with_pauses(tmp_path: Path) -> None:
    run = write_run(tmp_path / "long", events=[step(n) for n in range(1, 2001)])
    assert run.events_file.stat().st_size > 2 * AT_ONCE
    reader = RunReader(run)
    reader.look()
    assert reader.read()
    assert 0 < (reader.look().told.step or 0) < 2000
    assert not reader.look().whole
    while reader.read():
        pass
    assert reader.look().told.step == 2000


def test_another_run_in_the_same_folder_begins_anew(run: RunFolder) -> None:
    looks = follow(run)
    first = looked(looks)
    shutil.rmtree(run.path)
    write_run(run.path, events=[step(1)])
    now = looked(looks)
    assert (now.told.step, len(now.told.train)) == (1, 1)
    assert now.life != first.life


def test_a_folder_that_vanishes_and_comes_back(run: RunFolder) -> None:
    looks = follow(run)
    looked(looks)
    aside = run.path.rename(run.path.with_name("aside"))
    now = looked(looks)
    assert isinstance(now.problem, RunError)
    assert not now.active
    aside.rename(run.path)
    now = looked(looks)
    assert (now.problem, now.told.step) == (None, 5)


@pytest.mark.parametrize("text", ["", '{"status": "fin', '{"status": "hibernating"}', "[]", "\x00"])
def test_a_torn_or_newer_state_is_a_problem_in_words(run: RunFolder, text: str) -> None:
    run.state_file.write_text(text)
    now = looked(follow(run))
    assert isinstance(now.problem, RunError)
    assert now.told.step == 5, "the curves can be seen all the same"


def test_a_run_whose_supervisor_is_gone_is_interrupted(run: RunFolder) -> None:
    write_state(run, "running", supervisor={"pid": 1, "start": 1, "boot": "another"})
    assert looked(follow(run)).status == "interrupted"


def test_a_failed_run_tells_why(run: RunFolder) -> None:
    reason = {"id": "runs.died-gpu-memory", "params": {}}
    write_state(run, "failed", reason=reason)
    failure = looked(follow(run)).failure
    assert failure is not None
    assert "out of memory" in str(failure)


def test_elapsed_runs_while_the_run_does_and_then_stays(run: RunFolder) -> None:
    now = looked(follow(run))
    assert now.state is not None
    started = now.told.began or 0.0
    assert now.elapsed(started + 100) == pytest.approx(100, abs=1)
    write_state(run, "finished", started=started, ended=started + 30)
    now = looked(follow(run))
    assert now.elapsed(started + 5000) == pytest.approx(30)


def test_what_the_curves_say_comes_once_all_of_them_are_read(run: RunFolder) -> None:
    looks = follow(run)
    assert looked(looks, 1).diagnosis is None
    append(run, *(step(n) for n in range(6, 41)), *(evaluation(n, 1.0) for n in (20, 40)))
    found = looked(looks).diagnosis
    assert found is not None
    assert found.message.params == {"count": 2, "least": 4}
    assert found.quiet
