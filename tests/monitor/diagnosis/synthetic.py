"""Loss curves of a known kind, drawn at random.

Knows how a training of each kind goes, told in its own words: how much a run would still gain if it
went on as long again, how far the eval loss rises, how much evaluations differ by chance. Does not
know how a diagnosis is made, and shares no formula with it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from deeptuner.monitor.diagnosis import Facts, Measured, Verdict
from deeptuner.monitor.series import Array, Curve
from deeptuner.settings.sections.config import Config

Draw = np.random.Generator
Fall = Callable[[Array], Array]  # what is left to learn after some time, 1 at its beginning


@dataclass(frozen=True)
class Case:
    """A run and what should be said of it; `about` tells how it was made."""

    kind: Verdict
    measured: Measured
    facts: Facts
    about: str


@dataclass
class Run:
    """A run while it is drawn: losses without noise, by step, before anything is measured."""

    draw: Draw
    steps: int
    rate: Array
    time: Array  # how far learning has come: the summed rate, 1 in all
    start: float
    fall: float  # what there is to gain
    train: Array
    evaluation: Array
    name: str
    noise: float = 0.0  # of a step's loss, as a share
    noise_kind: str = "normal"
    eval_noise: float = 0.0  # absolute
    evaluations: int = 0
    planned: int = 0
    ended: bool = True
    rows: int | None = 500
    per_epoch: float | None = None

    def measured(self) -> Measured:
        at = np.arange(1.0, self.steps + 1)
        marks = np.unique(
            np.linspace(self.steps / max(self.evaluations, 1), self.steps, max(self.evaluations, 1))
            .round()
            .astype(int)
            .clip(1, self.steps)
        )
        if not self.evaluations:
            marks = marks[:0]
        seen = self.evaluation[marks - 1] + self.eval_noise * self.draw.normal(size=len(marks))
        return Measured(
            Curve(at, self.train * _noise(self.draw, self.noise_kind, self.noise, self.steps)),
            Curve(marks.astype(np.float64), seen),
            Curve(at, self.rate),
            float(self.planned or self.steps),
            self.per_epoch,
            self.ended,
        )

    def case(self, kind: Verdict, **facts: Any) -> Case:
        about = (
            f"{kind}: {self.name}, {self.steps} steps, {self.evaluations} evaluations, "
            f"{self.noise_kind} noise {self.noise:.2f}"
        )
        return Case(
            kind, self.measured(), Facts(Config(), **{"eval_rows": self.rows, **facts}), about
        )


def cases(seed: int, of_each: int) -> list[Case]:
    """`of_each` curves of every kind."""
    made = []
    for number, (kind, make) in enumerate(KINDS):
        for index in range(of_each):
            draw = np.random.default_rng([seed, number, index])
            made.append(make(draw))
            assert made[-1].kind == kind
    return made


def short_cases(seed: int, count: int) -> list[Case]:
    """Curves of every shape that are too short for a word about how well the model learned."""
    return [_too_few(np.random.default_rng([seed, 77, index])) for index in range(count)]


# the pieces


def _noise(draw: Draw, kind: str, size: float, count: int) -> Array:
    """Factors around 1 whose standard deviation is about `size`."""
    if kind == "skewed":  # as of batches of few rows
        wide = math.sqrt(math.log(1 + size**2))
        return np.exp(wide * draw.normal(size=count) - wide**2 / 2)
    if kind == "heavy":
        return np.maximum(1 + size / math.sqrt(2) * draw.standard_t(4, size=count), 0.02)
    return np.maximum(1 + size * draw.normal(size=count), 0.02)


def _schedule(draw: Draw, steps: int, planned: int) -> tuple[str, Array]:
    """The learning rate of each step of the `planned` that were done, 1e-4 at its highest."""
    kind = str(draw.choice(["constant", "linear", "cosine", "stable"]))
    at = np.arange(planned) / planned
    shape = {
        "constant": np.ones(planned),
        "linear": 1 - at,
        "cosine": (1 + np.cos(np.pi * at)) / 2,
        "stable": np.clip((1 - at) / 0.2, 0, 1),
    }[kind]
    warmup = int(draw.choice([0.0, 0.03, 0.1]) * planned)
    if warmup:
        shape = shape * np.minimum(1, (np.arange(planned) + 1) / warmup)
    return kind, 1e-4 * np.maximum(shape[:steps], 1e-6)


def _power(draw: Draw) -> Fall:
    steep, offset = draw.uniform(0.4, 1.5), 10 ** draw.uniform(-2.5, 1)
    return lambda t: ((t + offset) / offset) ** -steep


def _exponential(draw: Draw) -> Fall:
    pace = 10 ** draw.uniform(-0.7, 1.3)
    return lambda t: np.exp(-pace * t)


def _two_paces(draw: Draw) -> Fall:
    part, quick, slow = (
        draw.uniform(0.2, 0.7),
        10 ** draw.uniform(1, 1.8),
        10 ** draw.uniform(-1, 1),
    )
    return lambda t: part * np.exp(-quick * t) + (1 - part) * np.exp(-slow * t)


SHAPES: dict[str, Callable[[Draw], Fall]] = {
    "power law": _power,
    "exponential": _exponential,
    "two paces": _two_paces,
}


def _gain(fall: Fall) -> float:
    """What a run as long again would still gain, as a share of what this one has gained."""
    begin, end, later = (float(fall(np.array([at]))[0]) for at in (0.0, 1.0, 2.0))
    return (end - later) / max(begin - end, 1e-9)


def _shape(draw: Draw, least: float, most: float, gained: float = 0.0) -> tuple[str, Fall]:
    """A shape whose further gain lies between the two and that has come down by `gained`."""
    while True:
        name = str(draw.choice(list(SHAPES)))
        fall = SHAPES[name](draw)
        if least <= _gain(fall) <= most and 1 - float(fall(np.array([1.0]))[0]) >= gained:
            return name, fall


def _run(
    draw: Draw,
    gain: tuple[float, float],
    *,
    steps: tuple[int, int] = (20, 20_000),
    done: float = 1.0,
    drop: tuple[float, float] = (0.2, 0.6),
    gained: float = 0.3,
) -> Run:
    """A sound run: the loss falls by `drop` of its start in all, train and eval alike."""
    count = round(math.exp(draw.uniform(math.log(steps[0]), math.log(steps[1]))))
    planned = max(count, round(count / done))
    schedule, rate = _schedule(draw, count, planned)
    time = np.cumsum(rate)
    time /= time[-1]
    name, fall = _shape(draw, *gain, gained)
    start = draw.uniform(0.7, 4.0)
    drop_by = start * draw.uniform(*drop) / (1 - float(fall(np.array([1.0]))[0]))
    drop_by = min(drop_by, 0.85 * start)
    left = fall(time)
    calmer = draw.uniform(0, 0.05) * drop_by * rate / rate.max()  # smaller steps, less wandering
    after = start - drop_by * (1 - left) + calmer  # each step
    train = np.concatenate([[start], after[:-1]])  # what a step tells was measured before it
    apart = draw.uniform(-0.08, 0.12) * train[-1] + draw.uniform(0, 0.12) * train[-1] * (1 - left)
    made = Run(draw, count, rate, time, start, drop_by, train, after + apart, f"{name}, {schedule}")
    made.planned = planned
    made.ended = done == 1.0
    made.noise = draw.uniform(0.02, 0.25)
    made.noise_kind = str(draw.choice(["normal", "skewed", "heavy"]))
    made.evaluations = int(min(draw.integers(6, 61), count // 2))
    made.rows = [None, 120, 500, 3000][draw.integers(4)]
    _calm_evaluations(made)
    gained_by = (start - float(train.min())) / start
    made.noise = min(made.noise, 0.35 * gained_by * math.sqrt(count / 20))
    return made


def _calm_evaluations(run: Run) -> None:
    """Evaluations that tell the truth: they differ by little of what was gained."""
    gained = run.start - float(run.train.min())
    run.eval_noise = run.draw.uniform(0.1, 1.0) * 0.02 * gained


def _enough_steps(run: Run, to_see: float) -> None:
    """No more noise than lets a change of the train loss by `to_see` be seen by eye."""
    most = to_see / run.start * math.sqrt(run.steps / 10) / 6
    run.noise = min(run.noise, most)


# the kinds


def _well_fit(draw: Draw) -> Case:
    run = _run(draw, (0.0, 0.05))
    run.evaluations = max(5, run.evaluations)
    return run.case("well-fit")


def _underfit(draw: Draw) -> Case:
    run = _run(draw, (0.35, 0.9), gained=0.2)
    run.evaluations = max(5, run.evaluations)
    return run.case("underfit")


def _learning(draw: Draw) -> Case:
    run = _run(draw, (0.35, 0.9), done=draw.uniform(0.3, 0.7), gained=0.2, steps=(40, 20_000))
    return run.case("learning")


def _risen(run: Run, by: tuple[float, float]) -> float:
    """The eval loss turns and rises by a share of itself; gives how much."""
    draw = run.draw
    turn, power = draw.uniform(0.15, 0.6), draw.uniform(0.8, 2.0)
    height = draw.uniform(*by) * float(run.evaluation.min())
    past = np.maximum(run.time - turn, 0) / (1 - turn)
    flat = run.evaluation[np.searchsorted(run.time, turn)]
    run.evaluation = np.where(run.time > turn, flat, run.evaluation) + height * past**power
    run.evaluations = int(max(7, min(draw.integers(8, 61), run.steps)))
    run.eval_noise = draw.uniform(0.02, 0.1) * height
    return height


def _epochs(run: Run) -> None:
    run.per_epoch = run.steps / run.draw.uniform(2.0, 6.0)


def _overfit(draw: Draw) -> Case:
    run = _run(draw, (0.0, 0.9), steps=(30, 20_000))
    _epochs(run)
    _risen(run, (0.06, 0.6))
    run.train = run.train - draw.uniform(0.05, 0.3) * float(run.train.min()) * run.time
    if draw.random() < 0.3:
        run.ended, run.planned = False, round(run.steps / draw.uniform(0.5, 0.95))
    return run.case("overfit")


def _memorising(draw: Draw) -> Case:
    """The train loss drops with each epoch to a few per cent of where it began."""
    run = _run(draw, (0.0, 0.9), steps=(60, 20_000))
    _epochs(run)
    assert run.per_epoch
    if draw.random() < 0.7:
        _risen(run, (0.1, 1.5))
    else:
        run.evaluation = np.full(run.steps, 0.9 * run.start) + 0.1 * run.start * np.exp(
            -20 * run.time
        )
        run.evaluations = max(8, run.evaluations)
    end = draw.uniform(0.01, 0.12)
    if draw.random() < 0.5:
        each = np.floor(np.arange(run.steps) / run.per_epoch)
        run.train = run.start * end ** (each / each.max())
    else:
        run.train = run.start * end**run.time
    return run.case("memorising")


def _plateau(draw: Draw) -> Case:
    """Nothing moves from the first step on, or nothing more long before the end."""
    if draw.random() < 0.6:
        run = _run(draw, (0.0, 0.9), steps=(60, 20_000))
        run.train = np.full(run.steps, run.start) * (1 - draw.uniform(0, 0.012) * run.time)
        run.evaluation = run.train + draw.uniform(-0.1, 0.1) * run.start
        run.evaluations = int(draw.integers(0, 30))
        run.eval_noise = 0.002 * run.start
        _enough_steps(run, 0.04 * run.start)
        if draw.random() < 0.4:
            run.ended, run.planned = False, round(run.steps / draw.uniform(0.4, 0.95))
        return run.case("plateau")
    run = _run(draw, (0.0, 0.002), steps=(100, 20_000), gained=0.9, drop=(0.3, 0.6))
    run.rate = np.full(run.steps, 1e-4)
    run.time = np.linspace(1 / run.steps, 1, run.steps)
    left = np.exp(-draw.uniform(12, 40) * run.time)
    run.train = run.start - run.fall * (1 - left)
    run.evaluation = run.train + 0.05 * run.start
    run.eval_noise = 0.003 * run.fall
    run.evaluations = int(draw.integers(12, 40))
    run.ended, run.planned = False, round(run.steps / draw.uniform(0.3, 0.65))
    return run.case("plateau")


def _rate_too_low(draw: Draw) -> Case:
    """A line that hardly falls."""
    run = _run(draw, (0.35, 0.9), steps=(60, 20_000))
    by = draw.uniform(0.03, 0.08) * run.start
    run.train = run.start - by * run.time ** draw.uniform(0.9, 1.1)
    run.evaluation = run.train + draw.uniform(-0.1, 0.1) * run.start
    run.evaluations = int(draw.integers(0, 40))
    run.eval_noise = draw.uniform(0.1, 1.0) * 0.02 * by
    _enough_steps(run, by / 2)
    if draw.random() < 0.3:
        run.ended, run.planned = False, round(run.steps / draw.uniform(0.4, 0.95))
    return run.case("rate-too-low")


def _rate_too_high(draw: Draw) -> Case:
    """A hump where the rate is highest, jumps that take steps to come back, or waves."""
    way = str(draw.choice(["hump", "jumps", "waves"]))
    run = _run(draw, (0.0, 0.3), steps=(40 if way == "hump" else 150, 20_000))
    run.name = f"{way}, {run.name}"
    at = np.arange(run.steps) / run.steps
    if way == "hump":
        gained = run.start - float(run.train.min())
        middle, wide = draw.uniform(0.3, 0.6), draw.uniform(0.06, 0.15)
        height = draw.uniform(0.6, 2.0) * gained
        bump = height * np.exp(-(((at - middle) / wide) ** 2))
        run.noise = min(run.noise, height / run.start * math.sqrt(run.steps / 20) / 6)
    elif way == "jumps":
        bump = np.zeros(run.steps)
        for begin in draw.uniform(0.15, 0.95, size=draw.integers(5, 15)):
            since = np.arange(run.steps) - int(begin * run.steps)
            pace = draw.uniform(0.004, 0.02) * run.steps + 3
            bump += (
                np.where(since >= 0, np.exp(-since / pace), 0) * draw.uniform(0.8, 2) * run.train
            )
        run.noise = min(run.noise, 0.1)
    else:
        length = draw.uniform(8, 20)  # steps of a wave
        bump = (
            draw.uniform(0.2, 0.5)
            * run.train
            * np.sin(2 * np.pi * np.arange(run.steps) / length + draw.uniform(0, 6))
        )
        run.noise = min(run.noise, 0.08)
    run.train = run.train + bump
    run.evaluation = run.evaluation + np.maximum(bump, 0) * 0.3
    return run.case("rate-too-high")


def _divergence(draw: Draw) -> Case:
    run = _run(draw, (0.0, 0.9), steps=(40, 20_000))
    at, begin = np.arange(run.steps) / run.steps, draw.uniform(0.2, 0.75)
    end = draw.uniform(1.15, 5.0) * run.start
    pace = draw.uniform(2, 12) / (1 - begin)
    risen = 1 - np.exp(-pace * np.maximum(at - begin, 0))
    run.train = run.train + (end - run.train) * risen / risen[-1]
    run.evaluation = run.evaluation + (end - run.evaluation) * risen / risen[-1]
    run.evaluations = int(draw.integers(0, 30))
    if draw.random() < 0.4:
        run.ended, run.planned = False, round(run.steps / draw.uniform(0.3, 0.95))
    return run.case("divergence")


def _nan(draw: Draw) -> Case:
    """No number from some step on, or the run ended there."""
    made = KINDS[draw.integers(0, 5)][1](draw)
    train, facts = made.measured.train, made.facts
    broke = int(draw.integers(len(train) // 3, len(train)))
    about = "nan after " + made.about
    if draw.random() < 0.5:
        y = np.where(np.arange(len(train)) >= broke, draw.choice([np.nan, np.inf]), train.y)
        return Case("nan", replace(made.measured, train=Curve(train.x, y)), facts, about)
    short = Curve(train.x[:broke], train.y[:broke])
    facts = replace(facts, broke_at=broke + 1)
    return Case("nan", replace(made.measured, train=short, ended=False), facts, about)


def _unsteady(draw: Draw) -> Run:
    """Evaluations of which each differs from the next by as much as was gained in all."""
    run = _run(draw, (0.0, 0.9))
    run.evaluations = int(max(6, min(draw.integers(6, 25), run.steps)))
    gained = run.start - float(run.train.min())
    run.eval_noise = draw.uniform(0.6, 1.2) * gained * math.sqrt(max(run.evaluations, 8) / 8)
    run.evaluation = np.maximum(run.evaluation, 3 * run.eval_noise)
    run.noise = draw.uniform(0.3, 0.6)
    return run


def _noisy(draw: Draw) -> Case:
    run = _unsteady(draw)
    run.rows = [None, 200, 2000][draw.integers(3)]
    return run.case("noisy")


def _eval_split_too_small(draw: Draw) -> Case:
    if draw.random() < 0.5:
        run = _unsteady(draw)
        run.rows = int(draw.integers(8, 60))
        return run.case("eval-split-too-small")
    run = _run(draw, (0.0, 0.9))
    run.evaluations = max(5, run.evaluations)
    if draw.random() < 0.4:
        _risen(run, (0.06, 0.3))
    run.rows = int(draw.integers(1, 8))
    return run.case("eval-split-too-small")


def _too_few(draw: Draw) -> Case:
    """Three evaluations at most, whatever the shape is."""
    run = _run(draw, (0.0, 0.9), steps=(5, 20_000))
    if draw.random() < 0.5:
        _risen(run, (0.1, 0.6))
        run.train = run.train - 0.2 * float(run.train.min()) * run.time
    run.evaluations = int(min(draw.integers(0, 4), run.steps))
    if draw.random() < 0.4:
        run.ended, run.planned = False, round(run.steps / draw.uniform(0.1, 0.95))
    return run.case("too-few-evaluations")


KINDS: tuple[tuple[Verdict, Callable[[Draw], Case]], ...] = (
    ("well-fit", _well_fit),
    ("underfit", _underfit),
    ("learning", _learning),
    ("overfit", _overfit),
    ("memorising", _memorising),
    ("plateau", _plateau),
    ("rate-too-low", _rate_too_low),
    ("rate-too-high", _rate_too_high),
    ("divergence", _divergence),
    ("nan", _nan),
    ("noisy", _noisy),
    ("eval-split-too-small", _eval_split_too_small),
    ("too-few-evaluations", _too_few),
)
