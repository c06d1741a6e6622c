"""The judge of heat and power, turn by turn on a clock of our own."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.monitor.heat import AGAIN, COOLER, Guard, Judgement, Watched, limits_of
from deeptuner.monitor.sensors.base import Limits
from deeptuner.settings.sections.machine import MonitorSection, OnHeat
from deeptuner.words import message, render

FIRST, SECOND = "0000:03:00.0", "0000:0a:00.0"
HOTSPOT = "temperature_hotspot"
LIMIT = 105.0
SECONDS = 10.0
CRITICAL = Limits(100.0, 110.0, 108.0, 327.0)


def guard(on_heat: OnHeat = "pause", **limits: float) -> Guard:
    """Of two GPUs, of which the second is number 1."""
    watched = limits or {HOTSPOT: LIMIT}
    gpus = {FIRST: Watched(0, watched), SECOND: Watched(1, watched)}
    return Guard(gpus, SECONDS, on_heat)


def play(
    judge: Guard, values: Iterable[float | None], start: float = 0.0, column: str = HOTSPOT
) -> list[tuple[float, Judgement]]:
    """One value of the second GPU a second, the first stays cool; what was said, and when."""
    said = []
    for second, value in enumerate(values):
        readings = {FIRST: {column: 30.0}, SECOND: {column: value}}
        judged = judge.judge(start + second, readings)
        if judged:
            said.append((start + second, judged))
    return said


def wishes(said: list[tuple[float, Judgement]]) -> list[tuple[float, str]]:
    return [(time, judged.wish) for time, judged in said]


def test_auto_is_five_degrees_under_critical_and_nothing_where_the_card_says_nothing() -> None:
    auto = MonitorSection()
    assert limits_of(auto, CRITICAL) == {
        "temperature_edge": 95,
        "temperature_hotspot": 105,
        "temperature_memory": 103,
    }
    assert limits_of(auto, Limits()) == {}
    given = MonitorSection(max_edge=80, max_memory_temperature=90, max_power=250)
    assert limits_of(given, Limits(temperature_hotspot=110.0)) == {
        "temperature_edge": 80,
        "temperature_hotspot": 105,
        "temperature_memory": 90,
        "power": 250,
    }


def test_over_the_limit_without_a_break_pauses_and_cool_for_as_long_goes_on() -> None:
    judge = guard()
    said = play(judge, [106.0] * 11, start=100)
    assert wishes(said) == [(110, "pause")]
    text = render(said[0][1].reason)
    assert all(word in text for word in ("GPU1", "hotspot", "106 °C", "105 °C", "95 °C", "10 sec"))
    assert play(judge, [104.0] * 9, start=111) == [], "under the limit is not cool"
    said = play(judge, [LIMIT - COOLER] * 11, start=120)
    assert wishes(said) == [(120, "pause"), (130, "continue")]
    assert "95 °C" in render(said[1][1].reason)
    assert play(judge, [LIMIT] * 60, start=131) == [], "at the limit is not over it"


def test_a_single_cool_reading_breaks_it_and_a_missing_one_does_not() -> None:
    assert play(guard(), ([106.0] * 9 + [105.0]) * 5) == []
    with_gaps = [106.0, *[None] * 8, 106.0, 106.0]
    assert wishes(play(guard(), with_gaps)) == [(10, "pause")]
    assert wishes(play(guard(), [*with_gaps[:-1], None, 106.0])) == [(11, "pause")]


def test_readings_far_apart_say_nothing_of_the_time_between() -> None:
    judge = guard()
    assert play(judge, [106.0] * 5) == []
    assert wishes(play(judge, [106.0] * 11, start=9000)) == [(9010, "pause")]
    judge = guard()
    assert play(judge, [106.0] * 5, start=9000) == []
    assert wishes(play(judge, [106.0] * 11)) == [(10, "pause")], "the clock was set back"


def test_a_sampling_slower_than_the_patience_still_sees_heat() -> None:
    judge = guard()
    hot = {FIRST: {HOTSPOT: 106.0}}
    assert judge.judge(0, hot) is None
    found = judge.judge(60, hot)
    assert found is not None
    assert found.wish == "pause"


def test_a_wish_is_told_again_as_long_as_it_stands() -> None:
    judge = guard()
    play(judge, [106.0] * 11)
    again = play(judge, [107.0] * 30, start=11)
    assert wishes(again) == [(20, "pause"), (30, "pause"), (40, "pause")]
    cooling = play(judge, [100.0] * 10, start=41)
    assert wishes(cooling) == [(50, "pause")]
    assert "cooled to 95 °C" in render(cooling[0][1].reason)


def test_stopping_is_asked_for_again_and_never_taken_back() -> None:
    judge = guard("stop")
    assert wishes(play(judge, [106.0] * 31)) == [(10, "stop"), (20, "stop"), (30, "stop")]
    assert play(judge, [40.0] * 60, start=31) == []


def test_a_hot_sensor_that_falls_silent_is_not_asked_for_nor_taken_for_cool() -> None:
    judge = guard()
    play(judge, [106.0] * 11)
    assert play(judge, [None] * 100, start=11) == []
    assert wishes(play(judge, [50.0] * 11, start=111))[-1] == (121, "continue")


def test_another_gpu_that_becomes_hot_meanwhile_is_waited_for_too() -> None:
    judge = guard()
    play(judge, [106.0] * 11)
    for second in range(11, 40):
        judge.judge(second, {FIRST: {HOTSPOT: 108.0}, SECOND: {HOTSPOT: 50.0}})
    for second in range(40, 50):
        found = judge.judge(second, {FIRST: {HOTSPOT: 90.0}, SECOND: {HOTSPOT: 50.0}})
        assert found is None or found.wish == "pause"
    found = judge.judge(50, {FIRST: {HOTSPOT: 90.0}, SECOND: {HOTSPOT: 50.0}})
    assert found is not None
    assert found.reason == message(
        "monitor.heat.continue-hotspot", gpu=0, value=90, limit=105, cool=95, seconds=10
    )


def test_a_sensor_that_was_never_hot_need_not_be_cool() -> None:
    """An edge that idles near a limit set low does not hold training for ever."""
    judge = guard(temperature_edge=50.0, temperature_hotspot=LIMIT)
    for second in range(11):
        judge.judge(second, {FIRST: {HOTSPOT: 106.0, "temperature_edge": 48.0}})
    found = [
        judge.judge(second, {FIRST: {HOTSPOT: 60.0, "temperature_edge": 48.0}})
        for second in range(11, 30)
    ]
    assert [judged.wish for judged in found if judged] == ["pause", "continue"]


def test_power_is_limited_in_watts() -> None:
    judge = guard(power=250.0)
    said = play(judge, [260.0] * 11, column="power")
    assert "GPU1 draws 260 W" in render(said[0][1].reason)
    assert wishes(play(judge, [20.0] * 11, start=11, column="power"))[-1] == (21, "continue")


def test_a_judge_that_takes_over_waits_for_what_its_forerunner_paused_for() -> None:
    reason = message("monitor.heat.pause-hotspot", gpu=1, value=106, limit=105)
    judge = Guard({SECOND: Watched(1, {HOTSPOT: LIMIT, "power": 1.0})}, SECONDS, "pause",
                  paused=reason)  # fmt: skip
    first = judge.judge(0, {SECOND: {HOTSPOT: 100.0, "power": 0.95}})
    assert first is not None
    assert first.wish == "pause"
    said = play(judge, [60.0] * 12, start=1)
    assert wishes(said)[-1] == (11, "continue")


def test_a_pause_for_a_reason_unknown_waits_for_all_and_without_limits_for_none() -> None:
    judge = Guard({FIRST: Watched(0, {HOTSPOT: LIMIT}), SECOND: Watched(1, {HOTSPOT: LIMIT})},
                  SECONDS, "pause", paused=message("runs.pauses"))  # fmt: skip
    assert wishes(play(judge, [60.0] * 11)) == [(0, "pause"), (10, "continue")]
    nothing = Guard({}, SECONDS, "pause", paused=message("runs.pauses"))
    assert nothing.judge(0, {}) is None


@given(st.lists(st.one_of(st.none(), st.floats(0, 150)), max_size=120))
def test_whatever_is_read_pauses_and_continues_take_turns(values: list[float | None]) -> None:
    """A pause never comes sooner than the patience, and each is ended once at most."""
    said = play(guard(), values)
    paused_at: float | None = None
    last = -1.0
    for time, judged in said:
        if judged.wish == "continue":
            assert paused_at is not None
            paused_at = None
        elif paused_at is None:
            assert time - last >= SECONDS
            paused_at = time
        else:
            assert time - last >= AGAIN or last == paused_at
        last = time


@pytest.mark.parametrize("column", ["temperature_edge", HOTSPOT, "temperature_memory", "power"])
@pytest.mark.parametrize("on_heat", ["pause", "stop"])
def test_every_sentence_is_there(column: str, on_heat: OnHeat) -> None:
    judge = guard(on_heat, **{column: 100.0})
    said = play(judge, [*[120.0] * 11, *[95.0] * 11, *[20.0] * 11], column=column)
    for _, judged in said:
        text = render(judged.reason)
        assert "GPU1" in text
        assert "100 " in text
        assert "{" not in text
        assert "(gpu=" not in text
