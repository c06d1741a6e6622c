"""Loss curves of imagined runs, one for each thing that can happen.

Knows formulas that look like such runs. Does not know Qt, and no real run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp
from random import Random
from typing import Final

STEPS: Final = 120
EVALUATIONS: Final = 9
NOISE: Final = 0.035
Line = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Run:
    """Losses over 0 … 1 of a run, between 0 and 1 of the plot's height."""

    train: tuple[float, ...]
    evals: tuple[float, ...]

    @property
    def best(self) -> int:
        """Which evaluation was the best."""
        return min(range(len(self.evals)), key=lambda at: self.evals[at])

    @property
    def share(self) -> float:
        """How much of a whole run it is."""
        return (len(self.train) - 1) / STEPS

    def until(self, evaluation: int) -> Run:
        """The run as if it had ended after this evaluation."""
        count = evaluation + 1
        return Run(self.train[: STEPS * count // EVALUATIONS + 1], self.evals[:count])


def imagined(train: Line, evals: Line, noise: float = NOISE) -> Run:
    """A run whose train loss jumps about its line, always in the same way."""
    chance = Random(7)
    steps = [at / STEPS for at in range(STEPS + 1)]
    return Run(
        tuple(min(1.0, max(0.0, train(at) + chance.gauss(0, noise))) for at in steps),
        tuple(evals((at + 1) / EVALUATIONS) for at in range(EVALUATIONS)),
    )


def falling(start: float, end: float, speed: float) -> Line:
    return lambda at: end + (start - end) * exp(-speed * at)


def _turning_up(at: float) -> float:
    rise: float = max(0.0, at - 0.35) ** 1.6
    return falling(0.9, 0.3, 6)(at) + 0.75 * rise


def _breaking(at: float) -> float:
    rise: float = max(0.0, at - 0.55) ** 1.5
    return falling(0.85, 0.4, 8)(at) + 2.6 * rise


RUNS: Final[dict[str, Run]] = {
    "well-fit": imagined(falling(0.95, 0.2, 6), falling(0.95, 0.26, 6)),
    "overfitting": imagined(falling(0.92, 0.03, 3.2), _turning_up),
    "underfitting": imagined(falling(0.95, 0.3, 0.9), falling(0.97, 0.34, 0.9)),
    "plateau": imagined(falling(0.74, 0.7, 2), falling(0.77, 0.73, 2)),
    "divergence": imagined(_breaking, lambda at: min(1.0, _breaking(at) + 0.03)),
}
