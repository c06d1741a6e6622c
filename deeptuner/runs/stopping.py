"""From a wish to stop to the last means: order, SIGTERM, SIGKILL, each after its patience.

Decides only what is due at a given time. Does not send, write or wait.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from deeptuner.runs.control import Order
from deeptuner.runs.options import Patience

Due = Literal["nothing", "terminate", "kill"]


@dataclass(slots=True)
class Stopping:
    """How far a stop has come. Times are seconds of one monotonic clock."""

    patience: Patience
    order: Order | None = None
    ordered: float | None = None
    acknowledged: float | None = None
    terminated: float | None = None
    killed: bool = False

    @property
    def wanted(self) -> bool:
        return self.ordered is not None

    @property
    def forced(self) -> bool:
        """Whether the ranks did not end by themselves in time."""
        return self.terminated is not None

    def begin(self, order: Order | None, now: float) -> None:
        """The stop was ordered; without an order nobody is there to save, and SIGTERM is due."""
        self.order, self.ordered = order, now

    def hear(self, done: Order | None, now: float) -> None:
        """Note that the ranks have taken the order up."""
        if self.acknowledged is None and self.order and done and done.id >= self.order.id:
            self.acknowledged = now

    def due(self, now: float) -> Due:
        """What is to be done now; each means is named once."""
        if self.ordered is None or self.killed:
            return "nothing"
        if self.terminated is None:
            return self._due_terminate(now)
        if now - self.terminated >= self.patience.terminate:
            self.killed = True
            return "kill"
        return "nothing"

    def _due_terminate(self, now: float) -> Due:
        if self._orderly_until() > now:
            return "nothing"
        self.terminated = now
        return "terminate"

    def _orderly_until(self) -> float:
        assert self.ordered is not None
        if self.order is None:
            return self.ordered
        if self.acknowledged is None:
            return self.ordered + self.patience.acknowledge
        return self.acknowledged + self.patience.save
