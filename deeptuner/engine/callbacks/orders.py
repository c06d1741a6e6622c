"""What the supervisor orders at a step boundary: save, save and stop, or sleep.

Knows orders. Does not know who gave them. Rank 0 reads, all ranks agree, then all act.
"""

from __future__ import annotations

from typing import Any, Final

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from deeptuner.engine.collective import agree
from deeptuner.engine.ranks import rank
from deeptuner.engine.saver import Saver
from deeptuner.runs.control import Order
from deeptuner.runs.rank_side import SupervisorLink

NOTHING: Final = 0
SAVE: Final = 1
STOP: Final = 2
PAUSE: Final = 4  # comes with any of the others


class OrdersCallback(TrainerCallback):
    """`stopped` tells afterwards that training ended because it was told to; `pausing` whether
    training is to sleep once this step is logged and saved (`pausing.py`)."""

    def __init__(self, link: SupervisorLink, saver: Saver) -> None:
        self.link = link
        self.saver = saver
        self.stopped = False
        self.pausing = False

    def on_step_end(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        **rest: Any,
    ) -> TrainerControl:
        order = self.link.order() if rank() == 0 else None
        pause = PAUSE if rank() == 0 and self.link.pause_ordered() else NOTHING
        agreed = agree(_number(order) | pause, args.device)
        if order is not None:
            self.link.acknowledge(order)
        self.pausing = bool(agreed & PAUSE)
        wish = agreed & ~PAUSE
        if wish == NOTHING:
            return control
        self.saver.ask("end" if wish == STOP else "requested")
        control.should_save = control.should_log = True
        if wish == STOP:
            control.should_evaluate = False  # who stops does not wait for it
            control.should_training_stop = True
            self.stopped = not state.global_step >= state.max_steps
        return control


def _number(order: Order | None) -> int:
    if order is None:
        return NOTHING
    return STOP if order.kind == "stop" else SAVE
