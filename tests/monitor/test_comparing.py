"""Runs side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner.monitor.comparing import Compared, differing, follow_compared, read_compared
from deeptuner.monitor.series import Curve
from deeptuner.runs.events import Event
from deeptuner.runs.folder import RunFolder
from tests.monitor.runs import evaluation, step, write_run
from tests.support.telemetry import write_telemetry

SETTINGS = "name: {name}\nmodel: {{path: tiny}}\ndata: {{dataset: rows}}\n"


def made(folder: Path, *events: Event, more: str = "", **state: object) -> RunFolder:
    run = write_run(folder, "finished", events, **state)
    run.settings_file.write_text(SETTINGS.format(name=folder.name) + more)
    return run


def points(curve: Curve) -> list[tuple[float, float]]:
    return list(zip(curve.x.tolist(), curve.y.tolist(), strict=True))


def test_curves_can_be_laid_along_steps_tokens_and_time(tmp_path: Path) -> None:
    events = [
        step(1, total_tokens=100),
        step(3, total_tokens=300),
        evaluation(2, 0.7),
    ]
    run = read_compared(made(tmp_path / "run", *events))
    assert points(run.train("step")) == [(1, 1.0), (3, pytest.approx(1 / 3))]
    assert run.train("tokens").x.tolist() == [100, 300]
    assert run.train("time").x.tolist() == [0, 2]
    assert points(run.evaluation("tokens")) == [(200, 0.7)]
    assert points(run.evaluation("time")) == [(1, 0.7)]


def test_a_break_between_attempts_takes_no_time(tmp_path: Path) -> None:
    later = [
        Event("step", 9000.0 + number, 2, step(number, total_tokens=number * 10).fields)
        for number in (3, 4)
    ]
    run = read_compared(made(tmp_path / "run", step(1), step(2), step(3), *later))
    assert run.train("step").x.tolist() == [1, 2, 3, 4]
    assert run.train("time").x.tolist() == [0, 1, 2, 3]  # the first attempt took 2 s


def test_results_are_told(tmp_path: Path) -> None:
    events = [
        *(step(n, total_tokens=n * 50, tokens_per_second=100.0 + n) for n in range(1, 12)),
        evaluation(4, 0.9),
        evaluation(8, 0.5),
        evaluation(11, 0.6),
    ]
    state = {"started": 1000.0, "ended": 1090.0, "attempt": 1}
    run = made(tmp_path / "run", *sorted(events, key=lambda event: event.time), **state)
    write_telemetry(run, gpus=1, seconds=30)
    found = dict(read_compared(run).results)
    assert found.pop("diagnosis")
    hottest = found.pop("temperature")
    assert isinstance(hottest, float)
    assert 30 < hottest < 110
    assert found == {
        "status": "finished",
        "steps": 11,
        "train_loss": pytest.approx(1 / 11),
        "eval_loss": 0.6,
        "best_eval_loss": 0.5,
        "best_step": 8,
        "tokens": 550,
        "seconds": 90,
        "tokens_per_second": 106,
    }


def test_only_settings_that_differ_are_named(tmp_path: Path) -> None:
    runs = [
        read_compared(made(tmp_path / name, more=f"training: {{epochs: {epochs}}}\n"))
        for name, epochs in (("a", 1), ("b", 3), ("c", 1))
    ]
    assert differing(runs) == ["training.epochs"]
    assert differing([runs[0], runs[2]]) == []
    assert differing([]) == []


def test_a_damaged_run_hides_no_other(tmp_path: Path) -> None:
    good = read_compared(made(tmp_path / "good", step(1)))
    bad = made(tmp_path / "bad", step(1), more="training: {epochs: ever}\n")
    run = read_compared(bad)
    assert run.problem is not None
    assert run.settings == {}
    assert len(run.train("step")) == 1
    assert differing([good, run]) == []
    gone = read_compared(RunFolder(tmp_path / "gone"))
    assert gone.problem is not None
    assert gone.results["status"] == "queued"


def test_a_run_is_followed_as_it_goes_on(tmp_path: Path) -> None:
    run = made(tmp_path / "run", step(1))
    seen = follow_compared(run)
    first = next(item for item in seen if isinstance(item, Compared))
    assert first.results["steps"] == 1
    with run.events_file.open("a") as file:
        file.write('{"v":1,"time":1002.0,"attempt":1,"kind":"step","step":2,"loss":0.25}\n')
    later = next(item for item in seen if isinstance(item, Compared) and item.results["steps"] == 2)
    assert later.train("step").last() == 0.25
