"""When a GPU is too hot or draws too much for too long, and when it has cooled: a judge.

Knows limits, how long one may be exceeded, and how far below it is cool again. Reads no sensor and
no settings file, and pauses nothing: whoever measures asks, and passes the judgement on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from deeptuner.monitor.sensors.base import Limits
from deeptuner.monitor.telemetry.columns import TEMPERATURES, Reading
from deeptuner.runs.control import Wish
from deeptuner.words import Message, message

if TYPE_CHECKING:  # who samples does not load the settings' machinery for three names
    from deeptuner.settings.sections.machine import MonitorSection, OnHeat

UNDER_CRITICAL: Final = 5.0  # °C: `auto` leaves the card this much before it slows itself down
# A chip falls by several degrees as soon as its work ends, while its heat sink is as hot as before:
# going on at once would be over the limit again within seconds. Ten degrees take the heat sink too.
COOLER: Final = 10.0  # °C under the limit
CALMER: Final = 0.9  # of the power limit; an idle card is far below it
GAP: Final = 150.0  # seconds: readings further apart say nothing about the time between them
AGAIN: Final = 10.0  # seconds after which a wish is told again; see runs/pausing.py


@dataclass(frozen=True, slots=True)
class Watched:
    """A GPU that trains: its number, as people know it, and its limits by the column's name."""

    number: int
    limits: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to be asked of the run's supervisor, and why."""

    wish: Wish
    reason: Message


def limits_of(settings: MonitorSection, card: Limits) -> dict[str, float]:
    """The limits of one card, °C and W: as set, else 5 °C under what the card calls critical. A
    sensor of which neither says anything has none."""
    given = {
        "temperature_edge": settings.max_edge,
        "temperature_hotspot": settings.max_hotspot,
        "temperature_memory": settings.max_memory_temperature,
        "power": settings.max_power,
    }
    found: dict[str, float] = {}
    for column, limit in given.items():
        critical = getattr(card, column) if column in TEMPERATURES else None
        if isinstance(limit, int | float):
            found[column] = float(limit)
        elif limit is not None and critical is not None:
            found[column] = critical - UNDER_CRITICAL
    return found


class Guard:
    """Judges turn by turn. A limit counts as exceeded, and a sensor as cool, once every reading of
    `seconds` said so; a turn without a reading is no break.

    A pause lasts until the sensors that it is for are cool and none is over its limit. It (or a
    stop) is told again every ten seconds, since the supervisor ends a pause that nobody asks for
    any more. A hot sensor that falls silent is not asked for: after a minute the supervisor goes on
    without it. `paused`: the reason for which the run is paused already, for a judge that takes
    over from one that died.
    """

    def __init__(
        self,
        watched: Mapping[str, Watched],
        seconds: float,
        on_heat: OnHeat,
        *,
        paused: Message | None = None,
    ) -> None:
        self.seconds = seconds
        self.on_heat = on_heat
        self.paused = paused is not None
        self._sensors = [
            _Sensor(key, gpu.number, column, limit)
            for key, gpu in watched.items()
            for column, limit in gpu.limits.items()
        ]
        named = [sensor for sensor in self._sensors if paused and sensor.is_named_in(paused)]
        self._hot = named or (self._sensors if paused else [])  # those that the pause is for
        self._told: float | None = None

    def judge(self, time: float, readings: Mapping[str, Reading]) -> Judgement | None:
        """What the readings of this turn, by the GPU's key, mean; None: nothing is to be asked.

        `time` in Unix seconds; when the clock jumps, what was seen before does not count.
        """
        for sensor in self._sensors:
            sensor.take(time, readings.get(sensor.gpu, {}).get(sensor.column))
        over = [sensor for sensor in self._sensors if sensor.over_for() >= self.seconds]
        if self.paused:
            return self._while_paused(time, over)
        if not over:
            return None
        if self.on_heat == "stop":
            return self._again(time, Judgement("stop", _said("stop", _worst(over), self.seconds)))
        self._hot, self.paused, self._told = over, True, time
        return Judgement("pause", _said("pause", _worst(over), self.seconds))

    def _while_paused(self, time: float, over: list[_Sensor]) -> Judgement | None:
        self._hot = [*self._hot, *(sensor for sensor in over if sensor not in self._hot)]
        waited_for = [
            sensor
            for sensor in self._sensors
            if sensor.seen == time and (sensor.is_over or self._is_waited_for(sensor))
        ]
        if waited_for:
            worst = _worst(waited_for)
            kind = "pause" if worst in over else "cooling"
            return self._again(time, Judgement("pause", _said(kind, worst, self.seconds)))
        if not self._hot or any(sensor.seen != time for sensor in self._hot):
            return None
        cooled = _worst(self._hot)
        self._hot, self.paused, self._told = [], False, None
        return Judgement("continue", _said("continue", cooled, self.seconds))

    def _is_waited_for(self, sensor: _Sensor) -> bool:
        return sensor in self._hot and sensor.cool_for() < self.seconds

    def _again(self, time: float, judgement: Judgement) -> Judgement | None:
        if self._told is not None and 0 <= time - self._told < AGAIN:
            return None
        self._told = time
        return judgement


class _Sensor:
    """One sensor with a limit: since when it has been over it, or cool. Times in seconds."""

    def __init__(self, gpu: str, number: int, column: str, limit: float) -> None:
        self.gpu = gpu
        self.number = number
        self.column = column
        self.limit = limit
        self.cool = limit - COOLER if column in TEMPERATURES else limit * CALMER
        self.value = 0.0
        self.seen: float | None = None
        self._over: float | None = None
        self._cool: float | None = None

    def take(self, time: float, value: float | None) -> None:
        if value is None:
            return
        if self.seen is None or not 0 <= time - self.seen <= GAP:
            self._over = self._cool = None
        self.seen, self.value = time, value
        self._over = _since(self._over, time, holds=value > self.limit)
        self._cool = _since(self._cool, time, holds=value <= self.cool)

    def over_for(self) -> float:
        """Up to its newest reading; less than 0 when that was not over."""
        return _between(self._over, self.seen)

    def cool_for(self) -> float:
        return _between(self._cool, self.seen)

    @property
    def is_over(self) -> bool:
        return self._over is not None

    def is_named_in(self, reason: Message) -> bool:
        named = reason.id.rpartition("-")[2] == _name(self.column)
        return named and reason.params.get("gpu") == self.number

    @property
    def excess(self) -> float:
        """By how much of its limit it is over it, to compare degrees with watts."""
        return self.value / self.limit


def _name(column: str) -> str:
    """What a sensor is called in the messages' ids."""
    return column.removeprefix("temperature_")


def _since(before: float | None, time: float, *, holds: bool) -> float | None:
    if not holds:
        return None
    return time if before is None else before


def _between(begin: float | None, end: float | None) -> float:
    return -1.0 if begin is None or end is None else end - begin


def _worst(sensors: Collection[_Sensor]) -> _Sensor:
    return max(sensors, key=lambda sensor: sensor.excess)


def _said(kind: str, sensor: _Sensor, seconds: float) -> Message:
    return message(
        f"monitor.heat.{kind}-{_name(sensor.column)}",
        gpu=sensor.number,
        value=_plain(sensor.value),
        limit=_plain(sensor.limit),
        cool=_plain(sensor.cool),
        seconds=_plain(seconds),
    )


def _plain(number: float) -> float | int:
    """With one digit behind the point at most, and none where it would be 0."""
    rounded = round(number, 1)
    return int(rounded) if rounded.is_integer() else rounded
