"""The curves as the rules look at them: cleaned, on one axis, with levels, noise and trends.

Knows how losses by step become the numbers that rules compare. Knows no verdict.

The axis is not the step but the work done by then: the learning rate summed over the steps, as a
share of all so far. Where a schedule lowers the rate, a curve flattens because the steps get
smaller, not because there is nothing left to learn; over the summed rate both can be told apart.
During a warmup hardly any work is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from deeptuner.monitor.diagnosis.estimates import (
    Blocks,
    Line,
    averaged,
    blocks,
    calm,
    level,
    line,
    noise,
    running_mean,
)
from deeptuner.monitor.series import Array, Curve

FINE: Final = 16_384  # points over which the learning rate is summed
MOST: Final = 2048  # points of the train loss that are looked at
TAIL: Final = 0.5  # of the work: the part that tells whether the loss still falls
SHORTEST_EPOCH: Final = 1e-3  # steps
LARGEST: Final = 1e15
NOW: Final = 0.08  # of the train loss: its level at the end
FIRST: Final = 0.02  # of the train loss: its level before anything was learned
LEAST_FIRST, MOST_FIRST = 5, 50  # steps
SUDDEN: Final = 3.0  # standard deviations of a step's loss
LEAST_SUDDEN: Final = 0.06  # of the train loss
STRETCH: Final = 1024  # steps in a row that are looked at one by one
TURNS: Final = 0.4  # of the evaluations between the first and the last
LEAST_SPREAD: Final = 5e-4  # of the eval loss, below which no difference is believed


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured: losses by step, the learning rate by step, the last step to come.

    `ended`: the run has done all that it was to do. NaN is a value that is not known or no number.
    """

    train: Curve
    evaluation: Curve
    rate: Curve
    max_steps: float | None = None
    steps_per_epoch: float | None = None
    ended: bool = False


class Picture:
    """Everything the rules read. Never raises, whatever the curves hold."""

    def __init__(self, measured: Measured) -> None:
        self.ended = measured.ended
        self.max_steps = measured.max_steps
        epoch = measured.steps_per_epoch or 0.0
        self.steps_per_epoch = epoch if SHORTEST_EPOCH <= epoch < np.inf else None
        self.broken = _broken(measured.train), _broken(measured.evaluation)
        train = _clean(measured.train)
        self.points = len(train)
        self.last = float(train.x[-1]) if len(train) else 0.0
        middle = slice(max(0, (len(train) - STRETCH) // 2), (len(train) + STRETCH) // 2 + 1)
        self.stretch = train.x[middle], train.y[middle]
        fine = averaged(np.stack([train.x, train.y]), FINE)
        rate = _clean(measured.rate)
        work = _work(fine[0], rate)
        self.x, self.y, self.work = averaged(np.stack([fine[0], fine[1], work]), MOST)
        self.rates = rate.y
        evaluation = _clean(measured.evaluation)
        self.eval_x, self.eval_y = evaluation.x, evaluation.y
        self.eval_work = np.interp(evaluation.x, fine[0], work) if len(train) else evaluation.x

    # how much there is

    @property
    def evaluations(self) -> int:
        return len(self.eval_y)

    @property
    def done(self) -> float:
        """The share of the planned steps that is done, 1 when the run has ended."""
        if self.ended or not self.max_steps:
            return 1.0 if self.ended else 0.0
        return min(1.0, self.last / self.max_steps)

    @property
    def epochs(self) -> float | None:
        return self.last / self.steps_per_epoch if self.steps_per_epoch else None

    # the train loss

    @cached_property
    def blocks(self) -> Blocks:
        return blocks(self.work, self.y)

    @cached_property
    def steps(self) -> Array:
        """The step in the middle of each block."""
        return np.asarray(np.interp(self.blocks.x, self.work, self.x))

    @cached_property
    def start(self) -> float:
        """The train loss before much was learned."""
        return level(self.y[: self._first])

    @cached_property
    def now(self) -> float:
        """The train loss at the end."""
        return level(self.y[-self._newest :])

    @property
    def fall(self) -> float:
        """How far the train loss has come down."""
        return self.start - self.now

    @cached_property
    def error(self) -> float:
        """The standard error of `fall`."""
        return float(noise(self.y) * np.sqrt(1 / self._first + 1 / self._newest))

    @property
    def fell_at_once(self) -> bool:
        """Whether the very first value, measured before the first change of the model, lies far
        above what came after."""
        by = float(self.y[0]) - self.now
        return by > max(SUDDEN * noise(self.y), LEAST_SUDDEN * abs(self.now))

    @property
    def _first(self) -> int:
        return max(min(LEAST_FIRST, len(self.y)), min(int(len(self.y) * FIRST), MOST_FIRST))

    @property
    def _newest(self) -> int:
        return max(min(LEAST_FIRST, len(self.y)), int(len(self.y) * NOW))

    @cached_property
    def train_line(self) -> Line:
        """The train loss as one straight line, by work."""
        return line(self.blocks.x, self.blocks.level, self.blocks.error)

    @cached_property
    def train_tail(self) -> Line:
        """How the train loss moves in the second half of the work, by work."""
        part = _tail(self.blocks.x)
        return line(self.blocks.x[part], self.blocks.level[part], self.blocks.error)

    # the eval loss

    @cached_property
    def spread(self) -> float:
        """The standard deviation of one evaluation around the curve."""
        return max(noise(self.eval_y), self._least_spread)

    @cached_property
    def calm(self) -> float:
        """The same by the median: a few bends do not enter it."""
        return max(calm(self.eval_y), self._least_spread)

    @property
    def _least_spread(self) -> float:
        return LEAST_SPREAD * float(np.median(np.abs(self.eval_y))) if self.evaluations else 0.0

    @cached_property
    def jumps(self) -> bool:
        """Whether the eval loss goes up and down, rather than bend. Of values that are only noise,
        two in three are turning points."""
        ways = np.sign(np.diff(self.eval_y))
        turns = int((ways[1:] * ways[:-1] < 0).sum())
        return turns >= max(2, TURNS * (self.evaluations - 2))

    @cached_property
    def width(self) -> int:
        """Evaluations that are averaged before a lowest one is looked for."""
        return 1 if self.evaluations < 6 else 2 if self.evaluations < 9 else 3

    @cached_property
    def smooth(self) -> Array:
        return running_mean(self.eval_y, self.width)

    @cached_property
    def best(self) -> int:
        """The number of the evaluation with the lowest loss."""
        return int(np.argmin(self.eval_y))

    @cached_property
    def rise(self) -> float:
        """How far the eval loss, averaged over some, ended above its lowest."""
        return float(self.smooth[-1] - self.smooth.min())

    @cached_property
    def eval_fall(self) -> float:
        """How far the eval loss came down. It is not measured before the first step: it is taken to
        have begun as far from the train loss as it was when first measured."""
        beside = self.train_at(float(self.eval_work[0]))
        began = self.start + float(self.eval_y[0]) - beside
        return max(began, float(self.eval_y[0])) - float(self.smooth.min())

    @cached_property
    def eval_line(self) -> Line:
        """The eval loss as one straight line, by work."""
        return line(self.eval_work, self.eval_y, self.calm)

    @cached_property
    def eval_tail(self) -> Line:
        """How the eval loss moves in the second half of the work, by work."""
        part = _tail(self.eval_work)
        values = self.eval_y[part]
        return line(self.eval_work[part], values, max(noise(values), self._least_spread))

    def train_at(self, work: float) -> float:
        return self.blocks.at(work)

    @cached_property
    def gap(self) -> float:
        """The generalisation gap at the newest evaluation."""
        return float(self.eval_y[-1]) - self.train_at(float(self.eval_work[-1]))

    @cached_property
    def gap_grown(self) -> float:
        """How much of the gap, averaged over some evaluations, has come since the first of them.
        Rows that are harder or easier than those trained on make a gap from the beginning."""
        apart = self.eval_y - np.interp(self.eval_work, self.blocks.x, self.blocks.level)
        early = max(1, self.evaluations // 5)
        last = float(apart[-self.width :].mean())
        return min(last, last - float(apart[:early].mean()))


def _broken(curve: Curve) -> float | None:
    """The step from which on to the end no value is a number, None when the last one is."""
    known = np.isfinite(curve.y)
    if not len(known) or known[-1]:
        return None
    after = int(np.flatnonzero(known)[-1]) + 1 if known.any() else 0
    return float(curve.x[after]) if np.isfinite(curve.x[after]) else 0.0


def _clean(curve: Curve) -> Curve:
    """Known values by ascending step, the last of those at the same step. Values too large to be
    reckoned with are drawn in."""
    count = min(len(curve.x), len(curve.y))
    x, y = curve.x[:count], curve.y[:count]
    known = np.isfinite(x) & np.isfinite(y)
    if not known.all():
        x, y = x[known], y[known]
    if len(x) > 1 and not (np.diff(x) > 0).all():
        order = np.argsort(x, kind="stable")
        x, y = x[order], y[order]
        last = np.append(np.diff(x) > 0, True)
        x, y = x[last], y[last]
    return Curve(_drawn_in(x), _drawn_in(y))


def _drawn_in(values: Array) -> Array:
    """Squares of what is left, and sums of those, are still numbers."""
    if not len(values) or max(float(values.max()), -float(values.min())) <= LARGEST:
        return values
    return np.asarray(np.clip(values, -LARGEST, LARGEST))


def _work(steps: Array, rate: Curve) -> Array:
    """The summed learning rate at each of `steps`, 0…1; the share of steps where there is none."""
    if not len(steps):
        return steps
    each = np.maximum(np.interp(steps, rate.x, rate.y), 0.0) if len(rate) else np.ones(1)
    if not len(rate) or not each.sum() > 0:
        each = np.ones(len(steps))
    since = np.diff(steps, prepend=min(0.0, float(steps[0]) - 1))
    summed = np.cumsum(each / each.max() * np.maximum(since, 0.0))
    end = float(summed[-1])
    if not 0 < end < np.inf:
        return np.linspace(0.0, 1.0, len(steps))
    return np.asarray(summed / end)


def _tail(work: Array) -> slice:
    """The second half of the work, and three values at least."""
    begin = int(np.searchsorted(work, TAIL * float(work[-1]))) if len(work) else 0
    return slice(max(0, min(begin, len(work) - 3)), None)
