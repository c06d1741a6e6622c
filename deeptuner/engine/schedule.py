"""How many steps a run has, and at which of them it evaluates and saves.

Knows numbers alone: no model, no files, no clock.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from deeptuner.settings.declare import AUTO
from deeptuner.settings.sections.config import Config


@dataclass(frozen=True, slots=True)
class Schedule:
    """Steps are counted from 1. `evaluations` is empty when there is nothing to evaluate on."""

    total: int
    saves: frozenset[int]
    evaluations: frozenset[int]

    def evaluations_after(self, step: int) -> int:
        return sum(1 for at in self.evaluations if at > step)

    def saves_after(self, step: int) -> int:
        return sum(1 for at in self.saves if at > step)


def make_schedule(config: Config, steps_per_epoch: int, *, has_eval: bool) -> Schedule:
    """The run's schedule; the last step always saves, and evaluates when `has_eval`."""
    total = total_steps(config, steps_per_epoch)
    saves = _saves(config, total, steps_per_epoch)
    every = config.evaluation.eval_steps
    evaluations = saves if every == AUTO else _each(float(every), total)
    return Schedule(total, saves, evaluations if has_eval else frozenset())


def total_steps(config: Config, steps_per_epoch: int) -> int:
    """Max steps; else epochs × steps per epoch, rounded up; else whole epochs for the minimum."""
    training = config.training
    if training.max_steps is not None:
        return training.max_steps
    if training.epochs is not None:
        return max(1, math.ceil(training.epochs * steps_per_epoch))
    return math.ceil(training.min_update_steps / steps_per_epoch) * steps_per_epoch


def spread(total: int, number: int) -> frozenset[int]:
    """At most `number` steps spread evenly over 1 … total, the last at the end."""
    return frozenset(max(1, round(total * part / number)) for part in range(1, number + 1))


def _saves(config: Config, total: int, steps_per_epoch: int) -> frozenset[int]:
    checkpoints = config.checkpoints
    if checkpoints.saving_epochs is not None:
        return _each(checkpoints.saving_epochs * steps_per_epoch, total)
    if checkpoints.saving_steps == AUTO:
        return spread(total, checkpoints.max_number)
    return _each(float(checkpoints.saving_steps), total)


def _each(distance: float, total: int) -> frozenset[int]:
    """Every `distance` steps (rounded, at least one) up to `total`, and the last step."""
    count = int(total / distance)
    marks = {max(1, round(distance * number)) for number in range(1, count + 1)}
    return frozenset(marks | {total})
