"""What the run did, pixel by pixel."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deeptuner.monitor.report.course import Attempt, Stretch
from deeptuner.ui.pages.monitor.telemetry.phases import TONES, doings_by_pixel, stretches_of

ORDER = ("", *TONES)


def named(stretches: list[Stretch], across: tuple[float, float], pixels: int) -> list[str]:
    return [ORDER[code] for code in doings_by_pixel(stretches, across, pixels)]


def test_each_pixel_shows_what_was_done_then() -> None:
    done = [Stretch("loading", 0, 10), Stretch("training", 10, 40)]
    assert named(done, (0, 50), 5) == ["loading", "training", "training", "training", ""]


def test_what_is_short_is_seen_all_the_same() -> None:
    done = [Stretch("training", 0, 1000), Stretch("checkpoint", 500, 500.1)]
    assert named(done, (0, 1000), 10).count("checkpoint") == 1


def test_a_pause_lies_over_the_training_that_it_interrupts() -> None:
    attempt = Attempt(1, 100, 140, (Stretch("paused", 110, 120), Stretch("training", 100, 140)))
    found = stretches_of([attempt], 100)
    assert named(found, (0, 40), 4) == ["training", "paused", "training", "training"]
    assert found[-1] == Stretch("paused", 10, 20)


def test_what_a_live_run_does_it_does_until_now() -> None:
    attempt = Attempt(1, 100, 140, (Stretch("loading", 100, 110), Stretch("training", 110, 140)))
    assert stretches_of([attempt], 100, until=170)[-1] == Stretch("training", 10, 70)
    assert stretches_of([attempt], 100, until=120)[-1] == Stretch("training", 10, 40)


@given(
    st.lists(st.tuples(st.sampled_from(list(TONES)), st.floats(-50, 150), st.floats(0, 60))),
    st.floats(-20, 60),
    st.floats(1, 100),
    st.integers(1, 80),
)
def test_nothing_is_drawn_that_was_not_done(
    spans: list[tuple[str, float, float]], low: float, wide: float, pixels: int
) -> None:
    done = [Stretch(doing, begin, begin + long) for doing, begin, long in spans]  # type: ignore[arg-type]
    found = named(done, (low, low + wide), pixels)
    inside = {part.doing for part in done if part.end >= low and part.begin <= low + wide}
    assert set(found) <= inside | {""}
    assert bool(inside) == any(found)
