"""What a run was doing when, from its events."""

from __future__ import annotations

from pathlib import Path

from deeptuner.monitor.report.course import read_course, within
from deeptuner.runs.events import Event
from tests.monitor.report.records import phase
from tests.monitor.runs import step, write_run
from tests.support.telemetry import BEGAN


def test_phases_become_stretches(tmp_path: Path) -> None:
    events = [
        phase("checking", 0),
        phase("loading", 5),
        phase("training", 10),
        phase("training", 15),
        phase("evaluating", 20),
        phase("training", 25),
        phase("saving", 30),
        Event("end", BEGAN + 32, 1, {"status": "finished"}),
    ]
    (attempt,) = read_course(write_run(tmp_path / "run", "finished", events))
    assert [(s.doing, s.begin - BEGAN, s.end - BEGAN) for s in attempt.stretches] == [
        ("loading", 0, 10),
        ("training", 10, 20),
        ("evaluation", 20, 25),
        ("training", 25, 30),
        ("checkpoint", 30, 32),
    ]


def test_a_resume_is_another_attempt_and_old_ranks_still_writing_are_left_out(
    tmp_path: Path,
) -> None:
    events = [
        phase("training", 0),
        phase("training", 100, 2),
        phase("saving", 101, 1),
        Event("end", BEGAN + 150, 2),
    ]
    first, second = read_course(write_run(tmp_path / "run", "finished", events))
    assert (first.number, first.end - BEGAN) == (1, 0)
    assert (second.begin - BEGAN, second.end - BEGAN) == (100, 150)
    assert [s.doing for s in second.stretches] == ["training"]


def test_a_pause_lies_over_the_training_and_may_be_open(tmp_path: Path) -> None:
    events = [
        phase("training", 0),
        Event("pause", BEGAN + 10, 1),
        Event("continue", BEGAN + 30, 1),
        Event("pause", BEGAN + 50, 1),
        phase("training", 60),
    ]
    course = read_course(write_run(tmp_path / "run", "running", events))
    assert [(s.begin - BEGAN, s.end - BEGAN) for s in within(course, "paused")] == [
        (10, 30),
        (50, 60),
    ]
    assert [(s.begin - BEGAN, s.end - BEGAN) for s in within(course, "training")] == [(0, 60)]


def test_a_clock_set_back_ends_nothing_before_it_began(tmp_path: Path) -> None:
    events = [phase("loading", 50), phase("training", 20), phase("saving", 90), step(1)]
    (attempt,) = read_course(write_run(tmp_path / "run", "running", events))
    assert all(s.begin < s.end for s in attempt.stretches)
    assert [s.doing for s in attempt.stretches] == ["training"]


def test_a_run_without_events_has_no_course(tmp_path: Path) -> None:
    assert read_course(write_run(tmp_path / "run", "queued")) == ()
