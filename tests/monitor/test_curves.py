"""Which events make up the curves, the same as when all are read at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deeptuner.monitor.curves import Curves, Saved
from deeptuner.runs.events import Event, curves
from tests.monitor.runs import checkpoint, evaluation, sample, step

attempts = st.lists(
    st.tuples(st.integers(1, 30), st.integers(1, 12)), min_size=1, max_size=4
)  # of each attempt: its first step and how many follow


def of_attempts(spans: list[tuple[int, int]]) -> list[Event]:
    events = []
    for attempt, (first, count) in enumerate(spans, 1):
        for number in range(first, first + count):
            events.append(step(number, attempt, loss=float(attempt)))
            if number % 3 == 0:
                events += [
                    evaluation(number, float(attempt), attempt),
                    sample(number, 0, "", attempt),
                ]
    return events


@given(attempts, st.integers(1, 7))
def test_later_attempts_supersede_however_the_events_arrive(
    spans: list[tuple[int, int]], at_once: int
) -> None:
    events = of_attempts(spans)
    built = Curves()
    for first in range(0, len(events), at_once):
        built.add(events[first : first + at_once])
    told, expected = built.told(), curves(events)
    assert told.train.x.tolist() == [event["step"] for event in expected["step"]]
    assert told.train.y.tolist() == [event["loss"] for event in expected["step"]]
    assert told.evaluation.x.tolist() == [event["step"] for event in expected["eval"]]
    assert list(told.samples) == expected["sample"]


def test_the_newest_best_checkpoint_is_the_best_and_lost_ones_do_not_count() -> None:
    built = Curves()
    built.add([step(10), checkpoint(10, best=True, loss=0.4), step(20)])
    built.add([checkpoint(20, best=True, loss=0.3)])
    assert built.told().best == Saved(20, 0.3)
    built.add([step(11, attempt=2)])
    assert built.told().best == built.told().saved == Saved(10, 0.4)


def test_epochs_are_read_from_the_newest_step() -> None:
    built = Curves()
    built.add([step(25, epoch=0.5, max_steps=150)])
    told = built.told()
    assert (told.step, told.max_steps, told.last) == (25, 150, 150.0)
    assert told.steps_per_epoch() == 50
    assert told.epochs() == 3


def test_nothing_is_known_of_nothing() -> None:
    told = Curves().told()
    assert (told.step, told.max_steps, told.best, told.epochs(), told.began) == (None,) * 5


def test_time_between_attempts_is_no_time_of_the_run() -> None:
    built = Curves()
    built.add([Event("phase", 100.0, 1, {}), Event("phase", 130.0, 1, {})])
    built.add([Event("phase", 900.0, 2, {})])
    assert (built.told().seconds, built.told().began) == (30.0, 900.0)


def test_warnings_are_kept_and_foreign_events_do_no_harm() -> None:
    built = Curves()
    built.add(
        [
            Event("warning", 1.0, 1, {"message": {"id": "x", "params": {}}}),
            Event("warning", 1.0, 1, {"message": "odd"}),
            Event("hologram", 1.0, 1, {"step": "?"}),
            Event("step", 1.0, 1, {"step": None, "loss": "?"}),
        ]
    )
    assert [said.id for said in built.told().warnings] == ["x"]
    assert len(built.told().train) == 0
