"""A run's curves, samples and checkpoints, built up event by event.

Knows which attempt's events count and what is read from them. Does not read files and draws
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from deeptuner.monitor.series import Curve, Table
from deeptuner.runs.events import ON_THE_CURVE, Event
from deeptuner.words import Message, message_from_json

STEP_COLUMNS: Final = (
    *("step", "loss", "learning_rate", "grad_norm"),
    *("total_tokens", "tokens_per_second", "seconds"),
)
EVAL_COLUMNS: Final = ("step", "loss")

NO_CURVE: Final = Curve(np.empty(0), np.empty(0))


@dataclass(frozen=True, slots=True)
class Saved:
    """A checkpoint: after which step, with which eval loss (None: not measured)."""

    step: int
    eval_loss: float | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that a run's events say by now. Curves by step, losses per trained token.

    `newest`, `measured` and `phase` are the newest event of a step, an evaluation and a phase;
    `best` is the best checkpoint, `saved` the newest. `seconds` is what the attempts before the
    newest one took, `began` when that one did (Unix seconds, None: no event yet). `tokens` are
    those trained by each step, `speed` is in tokens per second, `clock` the seconds that the
    attempts had taken by each step.
    """

    train: Curve
    evaluation: Curve
    learning_rate: Curve
    grad_norm: Curve
    newest: Event | None = None
    phase: Event | None = None
    best: Saved | None = None
    saved: Saved | None = None
    samples: tuple[Event, ...] = ()
    warnings: tuple[Message, ...] = ()
    attempt: int = 0
    began: float | None = None
    seconds: float = 0.0
    measured: Event | None = None
    tokens: Curve = NO_CURVE
    speed: Curve = NO_CURVE
    clock: Curve = NO_CURVE

    @property
    def eval_rows(self) -> int | None:
        """How many rows an evaluation measures."""
        return _whole(self.measured.get("rows")) if self.measured else None

    @property
    def eval_tokens(self) -> int | None:
        """How many trained tokens an evaluation measures."""
        return _whole(self.measured.get("tokens")) if self.measured else None

    @property
    def max_steps(self) -> int | None:
        return _whole(self.newest.get("max_steps")) if self.newest else None

    @property
    def step(self) -> int | None:
        return _whole(self.newest.get("step")) if self.newest else None

    @property
    def last(self) -> float:
        """The step at which an axis of steps ends."""
        return float(max(self.max_steps or 0, self.step or 0))

    def steps_per_epoch(self) -> float | None:
        """Read from the newest step, None as long as it is not known."""
        epoch = _real(self.newest.get("epoch")) if self.newest else None
        return self.step / epoch if self.step and epoch else None

    def epochs(self) -> float | None:
        """How many epochs the whole run takes."""
        per_epoch = self.steps_per_epoch()
        return self.max_steps / per_epoch if self.max_steps and per_epoch else None


class Curves:
    """Takes events in their order in the file.

    From where a later attempt begins, its events supersede those of earlier attempts with the same
    or a higher step, as in `runs.events.curves`, and what still comes of earlier ones is left out.
    """

    def __init__(self) -> None:
        self._steps = Table(STEP_COLUMNS)
        self._evals = Table(EVAL_COLUMNS)
        self._samples: list[Event] = []
        self._saved: list[Event] = []
        self._warnings: list[Message] = []
        self._newest: Event | None = None
        self._measured: Event | None = None
        self._phase: Event | None = None
        self._on_curve = 0  # the attempt whose events count
        self._clock = _Clock()

    def add(self, events: Iterable[Event]) -> None:
        waiting: list[Event] = []
        for event in events:
            self._clock.tick(event)
            if event.kind in ON_THE_CURVE:
                if event.attempt > self._on_curve:
                    self._put(waiting)
                    waiting = []
                    self._supersede(event)
                if event.attempt == self._on_curve:
                    waiting.append(event)
            else:
                self._note(event)
        self._put(waiting)

    def told(self) -> Told:
        """What is known by now. It stays as it is when more is added."""
        return Told(
            self._steps.curve("loss"),
            self._evals.curve("loss"),
            self._steps.curve("learning_rate"),
            self._steps.curve("grad_norm"),
            self._newest,
            self._phase,
            next((_saved(event) for event in reversed(self._saved) if event.get("best")), None),
            _saved(self._saved[-1]) if self._saved else None,
            tuple(self._samples),
            tuple(self._warnings),
            self._clock.attempt,
            self._clock.began,
            self._clock.before,
            self._measured,
            self._steps.curve("total_tokens"),
            self._steps.curve("tokens_per_second"),
            self._steps.curve("seconds"),
        )

    def _put(self, events: list[Event]) -> None:
        """Events of the attempt that counts, in order."""
        steps = [event for event in events if event.kind == "step"]
        self._steps.extend([self._clock.row(event) for event in steps])
        evals = [event for event in events if event.kind == "eval"]
        self._evals.extend([event.fields for event in evals])
        self._measured = evals[-1] if evals else self._measured
        self._samples += [event for event in events if event.kind == "sample"]
        self._newest = steps[-1] if steps else self._newest

    def _supersede(self, first: Event) -> None:
        self._on_curve = first.attempt
        least = _step(first)
        self._steps.cut(least)
        self._evals.cut(least)
        self._samples = [event for event in self._samples if _step(event) < least]
        self._saved = [event for event in self._saved if _step(event) < least]
        if self._newest and _step(self._newest) >= least:
            self._newest = None

    def _note(self, event: Event) -> None:
        if event.kind == "phase":
            self._phase = event
        elif event.kind == "checkpoint":
            self._saved.append(event)
        elif event.kind == "warning" and isinstance(said := event.get("message"), dict):
            self._warnings.append(message_from_json({"id": "?", **said}))


class _Clock:
    """How long the attempts took: from an attempt's first event to its last."""

    def __init__(self) -> None:
        self.attempt = 0
        self.began: float | None = None
        self.before = 0.0
        self._last = 0.0
        self._starts: dict[int, float] = {}  # by attempt: when it would have begun without breaks

    def tick(self, event: Event) -> None:
        if event.attempt > self.attempt:
            if self.began is not None:
                self.before += max(self._last - self.began, 0.0)
            self.attempt, self.began = event.attempt, event.time
            self._starts[event.attempt] = event.time - self.before
        if event.attempt == self.attempt:
            self._last = event.time

    def row(self, event: Event) -> dict[str, Any]:
        """The fields of an event that was ticked, with the seconds that were taken by then."""
        start = self._starts.get(event.attempt, event.time)
        return {**event.fields, "seconds": event.time - start}


def _saved(event: Event) -> Saved:
    return Saved(int(_step(event)), _real(event.get("eval_loss")))


def _step(event: Event) -> float:
    return _real(event.get("step")) or 0.0


def _real(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def _whole(value: Any) -> int | None:
    found = _real(value)
    return None if found is None else int(found)
