"""When to log, evaluate, save and stop: the schedule, and one recovery checkpoint besides.

Knows the schedule and the control's switches. Does not do any of it.
"""

from __future__ import annotations

from time import monotonic
from typing import Any

import torch
from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from deeptuner.engine.collective import agree
from deeptuner.engine.saver import Saver
from deeptuner.engine.schedule import Schedule


class FlowCallback(TrainerCallback):
    """Takes the place of upstream's own, which knows evenly spaced steps only."""

    def __init__(self, schedule: Schedule, saver: Saver, recovery_minutes: float) -> None:
        self.schedule = schedule
        self.saver = saver
        self.recovery_seconds = recovery_minutes * 60

    def on_step_end(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        **rest: Any,
    ) -> TrainerControl:
        step = state.global_step
        last = step >= self.schedule.total
        control.should_evaluate = step in self.schedule.evaluations
        if step in self.schedule.saves or last:
            self._save(control, last=last)
        elif self._recovery_is_due(args.device):
            self.saver.ask("recovery")
            control.should_save = True
        first = step == 1 and args.logging_first_step
        control.should_log = first or step % args.logging_steps == 0 or last or control.should_save
        if last:
            control.should_training_stop = True
        return control

    def _save(self, control: TrainerControl, *, last: bool) -> None:
        self.saver.ask("end" if last else "scheduled")
        control.should_save = True

    def _recovery_is_due(self, device: torch.device) -> bool:
        """By rank 0's clock, so that all ranks save together."""
        if not self.recovery_seconds:
            return False
        due = monotonic() - self.saver.saved_at >= self.recovery_seconds
        return bool(agree(int(due), device))
