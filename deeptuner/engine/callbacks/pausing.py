"""Training sleeps between two steps for as long as the supervisor wants.

Knows how ranks sleep together: each for a short turn, then all agree on whether to go on, so that
no collective waits long enough to time out or to keep a GPU busy. Does not know why.
"""

from __future__ import annotations

from collections.abc import Callable
from time import sleep
from typing import Final

from deeptuner.engine.callbacks.orders import OrdersCallback
from deeptuner.engine.progress import Clock
from deeptuner.engine.ranks import rank
from deeptuner.engine.trainer import RecipeTrainer

TURN: Final = 0.5  # seconds


class Pausing:
    """What is done at the end of each step, once it was logged, evaluated and saved."""

    def __init__(self, orders: OrdersCallback, clock: Clock) -> None:
        self.orders = orders
        self.clock = clock

    def __call__(self, trainer: RecipeTrainer, carry_out: Callable[[], None]) -> None:
        """Sleep if that is ordered. Orders to save or stop are taken up meanwhile: `carry_out` does
        what the control was then switched to. Time asleep is no part of any step."""
        if not self._sleeps(trainer):
            return
        self._tell(on=True)
        while self._sleeps(trainer):
            with self.clock.aside("paused"):
                sleep(TURN)
                self.orders.on_step_end(trainer.args, trainer.state, trainer.control)
            carry_out()
        self._tell(on=False)

    def _sleeps(self, trainer: RecipeTrainer) -> bool:
        return self.orders.pausing and not trainer.control.should_training_stop

    def _tell(self, *, on: bool) -> None:
        if rank() == 0:
            self.orders.link.tell_asleep(on=on)
