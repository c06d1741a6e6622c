"""What the supervisor orders at a step boundary: save, or save and stop.

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


class OrdersCallback(TrainerCallback):
    """`stopped` tells afterwards that training ended because it was told to."""

    def __init__(self, link: SupervisorLink, saver: Saver) -> None:
        self.link = link
        self.saver = saver
        self.stopped = False

    def on_step_end(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        **rest: Any,
    ) -> TrainerControl:
        order = self.link.order() if rank() == 0 else None
        wish = agree(_number(order), args.device)
        if order is not None:
            self.link.acknowledge(order)
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
