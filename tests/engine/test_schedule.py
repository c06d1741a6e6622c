"""When a run evaluates and saves, and how long it is; how much time is left."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.engine import progress
from deeptuner.engine.progress import Clock
from deeptuner.engine.schedule import make_schedule, spread, total_steps
from tests.support.recipe import config_with


def planned(
    steps_per_epoch: int, *, has_eval: bool = True, **sections: dict[str, Any]
) -> tuple[int, list[int], list[int]]:
    schedule = make_schedule(config_with(**sections), steps_per_epoch, has_eval=has_eval)
    return schedule.total, sorted(schedule.saves), sorted(schedule.evaluations)


EPOCHS: dict[str, Any] = {"epochs": 3.0, "max_steps": None}
AUTO: dict[str, Any] = {"saving_steps": "auto"}


def test_auto_spreads_the_saves_and_ends_with_one() -> None:
    total, saves, evaluations = planned(100, training=EPOCHS, checkpoints=AUTO)
    assert total == 300
    assert saves == [30, 60, 90, 120, 150, 180, 210, 240, 270, 300]
    assert evaluations == saves


def test_every_so_many_steps_and_once_at_the_end() -> None:
    _, saves, evaluations = planned(
        10,
        training=EPOCHS,
        checkpoints={"saving_steps": 12},
        evaluation={"eval_steps": 8},
    )
    assert saves == [12, 24, 30]
    assert evaluations == [8, 16, 24, 30]


def test_every_so_many_epochs() -> None:
    _, saves, _ = planned(7, training=EPOCHS, checkpoints={"saving_epochs": 0.5})
    assert saves == [4, 7, 10, 14, 18, 21]


def test_nothing_to_evaluate_on() -> None:
    assert planned(10, has_eval=False, training=EPOCHS, checkpoints=AUTO)[2] == []


@pytest.mark.parametrize(
    ("training", "steps"),
    [
        ({"epochs": 2.5, "max_steps": None}, 25),
        ({"epochs": 0.01, "max_steps": None}, 1),
        ({"epochs": 2.5, "max_steps": 7}, 7),
        ({"epochs": None, "max_steps": None, "min_update_steps": 31}, 40),
    ],
)
def test_how_long_a_run_is(training: dict[str, Any], steps: int) -> None:
    assert total_steps(config_with(training=training), 10) == steps


@given(st.integers(1, 10_000), st.integers(1, 1000))
def test_spread_marks_are_steps_of_the_run(total: int, number: int) -> None:
    marks = spread(total, number)
    assert total in marks
    assert len(marks) <= number
    assert min(marks) >= 1
    assert max(marks) == total


def test_what_is_left_includes_evaluations(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(progress, "monotonic", lambda: now[0])
    clock = Clock(steps_per_evaluation=2.0)
    clock.start()
    for seconds in (9.0, 1.0, 1.0):  # the first step warms up
        now[0] += seconds
        assert clock.step_done() == seconds
    assert clock.seconds_left(10, 1, 1) is None
    now[0] += 1.0
    clock.step_done()
    assert clock.seconds_left(10, 1, 1) == 12.0, "an evaluation is guessed as two steps"
    with clock.aside("evaluating"):
        now[0] += 5.0
    with clock.aside("saving"):
        now[0] += 3.0
    now[0] += 1.0
    assert clock.step_done() == 1.0, "what interrupts is no part of the step"
    assert clock.seconds_left(10, 2, 1) == 10 + 2 * 5 + 3
