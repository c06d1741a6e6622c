"""How each of transformers' schedulers moves the learning rate, as shares of its highest value.

Knows the formulas of `transformers.optimization`, which a test compares. Does not know Qt or torch.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, exp, pi, sqrt
from typing import Final

TOTAL: Final = 200
WARMUP: Final = 20
MIN_RATE: Final = 0.1  # of the two schedulers that end above zero; the program's default for them
DECAY_STEPS: Final = TOTAL // 10  # of warmup_stable_decay; likewise
RESTARTS: Final = 3  # `num_cycles` in the picture; with the default 1 nothing restarts
POWER: Final = 2.0  # `power` in the picture; with the default 1 it is linear
PLATEAU_PATIENCE: Final = 4  # evaluations, in the picture
GREEDY_PATIENCE: Final = 2
GREEDY_FACTOR: Final = 0.8
Shape = Callable[[int], float]


def _rising(step: int) -> float:
    return step / WARMUP


def _progress(step: int) -> float:
    return (step - WARMUP) / (TOTAL - WARMUP)


def _after_warmup(fall: Shape) -> Shape:
    return lambda step: _rising(step) if step < WARMUP else fall(step)


def half_wave(progress: float) -> float:
    """From 1 to 0 along half a cosine wave."""
    return 0.5 * (1 + cos(pi * progress))


def _restarting(step: int) -> float:
    progress = _progress(step)
    return 0.0 if progress >= 1 else half_wave((RESTARTS * progress) % 1.0)


def _to_floor(step: int) -> float:
    return half_wave(_progress(step)) * (1 - MIN_RATE) + MIN_RATE


def _from_floor_to_floor(step: int) -> float:
    """Its warmup begins at one step's share rather than at zero, and it counts one ahead."""
    if step < WARMUP:
        return (step + 1) / WARMUP
    ahead = min(1.0, (step - WARMUP + 1) / (TOTAL - WARMUP))
    return half_wave(ahead) * (1 - MIN_RATE) + MIN_RATE


def _stable_then_falling(step: int) -> float:
    start = TOTAL - DECAY_STEPS
    if step < start:
        return 1.0
    return half_wave((step - start) / DECAY_STEPS) if step < TOTAL else 0.0


FORMULAS: Final[dict[str, Shape]] = {
    "cosine": _after_warmup(lambda step: half_wave(_progress(step))),
    "linear": _after_warmup(lambda step: 1 - _progress(step)),
    "cosine_with_restarts": _after_warmup(_restarting),
    "polynomial": _after_warmup(lambda step: (1 - _progress(step)) ** POWER),
    "constant": lambda _step: 1.0,
    "constant_with_warmup": _after_warmup(lambda _step: 1.0),
    "inverse_sqrt": _after_warmup(lambda step: 1 / sqrt(step / WARMUP)),
    "cosine_with_min_lr": _after_warmup(_to_floor),
    "cosine_warmup_with_min_lr": _from_floor_to_floor,
    "warmup_stable_decay": _after_warmup(_stable_then_falling),
}


def example_losses() -> list[float]:
    """Eval losses of an imagined run: they fall, stand still, and fall again at a lower rate."""
    first = [1 + 1.5 * exp(-step / 6) for step in range(28)]
    still = [first[-1]] * 12
    second = [first[-1] - 0.3 * (1 - exp(-step / 6)) for step in range(1, 17)]
    return [*first, *still, *second, *([second[-1]] * 8)]


def on_plateau(losses: Sequence[float], patience: int = PLATEAU_PATIENCE) -> list[float]:
    """`reduce_lr_on_plateau`: a tenth after more than `patience` evaluations without a new best."""
    rate, best, bad, rates = 1.0, float("inf"), 0, []
    for loss in losses:
        better = loss < best * (1 - 1e-4)
        best, bad = (loss, 0) if better else (best, bad + 1)
        if bad > patience:
            rate, bad = rate * 0.1, 0
        rates.append(rate)
    return rates


def greedy(losses: Sequence[float], patience: int = GREEDY_PATIENCE) -> list[float]:
    """`greedy`: lower after a row of evaluations that are no better, higher after a row that are.

    Never above what was set, nor below a hundredth of it, which are the program's bounds for it.
    """
    rate, best, bad, good, rates = 1.0, float("inf"), 0, 0, []
    for loss in losses:
        better = loss < best - 1e-6
        best = min(best, loss)
        good, bad = (good + 1, 0) if better else (0, bad + 1)
        if good > patience:
            rate, good = min(1.0, rate / GREEDY_FACTOR), 0
        elif bad > patience:
            rate, bad = max(0.01, rate * GREEDY_FACTOR), 0
        rates.append(rate)
    return rates


def rates_of(kind: str) -> list[float]:
    """Shares of the learning rate over a whole run. Raises KeyError for an unknown scheduler."""
    if kind == "reduce_lr_on_plateau":
        return on_plateau(example_losses())
    if kind == "greedy":
        return greedy(example_losses())
    shape = FORMULAS[kind]
    return [shape(step) for step in range(TOTAL + 1)]
