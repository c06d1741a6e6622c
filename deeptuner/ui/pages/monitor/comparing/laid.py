"""The runs' curves as they are drawn, laid along an axis and smoothed, each made once.

Knows when one has to be made anew. Draws nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Container

from deeptuner.monitor.comparing import Axis, Compared
from deeptuner.monitor.curves import Told
from deeptuner.monitor.series import Curve, smoothed


class Laid:
    """What was made last of each run, by its name. Making takes some milliseconds of long runs."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], tuple[Told, object, Curve]] = {}

    def train(self, run: Compared, along: Axis, weight: float) -> Curve:
        """The train loss, smoothed."""

        def make() -> Curve:
            curve = run.train(along)
            return Curve(curve.x, smoothed(curve.y, weight))

        return self._once(run, "train", (along, weight), make)

    def evaluation(self, run: Compared, along: Axis) -> Curve:
        """The eval loss."""
        return self._once(run, "evaluation", along, lambda: run.evaluation(along))

    def keep(self, names: Container[str]) -> None:
        """Forget all runs but these."""
        self._made = {key: made for key, made in self._made.items() if key[0] in names}

    def _once(self, run: Compared, what: str, how: object, make: Callable[[], Curve]) -> Curve:
        told, key = run.now.told, (run.name, what)
        made = self._made.get(key)
        if made is None or made[0] is not told or made[1] != how:
            made = self._made[key] = (told, how, make())
        return made[2]
