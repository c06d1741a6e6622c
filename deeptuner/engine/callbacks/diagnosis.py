"""What the curves say, written down as an event whenever it changes.

Knows when to ask and whether the run is over. Does not know how curves are read
(`monitor.diagnosis`). Only rank 0 has one.
"""

from __future__ import annotations

from typing import Any

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from deeptuner.engine.callbacks.early_stopping import EarlyStoppingCallback
from deeptuner.engine.telling import Teller
from deeptuner.engine.trainer import RecipeTrainer
from deeptuner.monitor.curves import Curves
from deeptuner.monitor.diagnosis import diagnose, said_in
from deeptuner.monitor.diagnosis.of_run import facts_of, measured
from deeptuner.runs.events import EventReader
from deeptuner.runs.folder import RunFolder
from deeptuner.settings.sections.config import Config


class DiagnosisCallback(TrainerCallback):
    """Reads the run's own events, those of earlier attempts too. It comes after the callback that
    writes them, and writes only what is not what was told last. `early` tells whether training
    ended because nothing improved any more."""

    trainer: RecipeTrainer

    def __init__(
        self, run: RunFolder, config: Config, teller: Teller, early: EarlyStoppingCallback | None
    ) -> None:
        self.config = config
        self.teller = teller
        self.early = early
        self._events = EventReader(run.events_file)
        self._curves = Curves()
        self._told: tuple[str, bool] | None = None

    def on_evaluate(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **rest: Any
    ) -> None:
        if not self._over(state):  # the last evaluation is told of at the end
            self._tell(ended=False)

    def on_train_end(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **rest: Any
    ) -> None:
        self._tell(ended=self._over(state))

    def _over(self, state: TrainerState) -> bool:
        """Whether the run has done all that it was to do, and not just stopped."""
        early = self.early is not None and self.early.exhausted
        return early or state.global_step >= state.max_steps

    def _tell(self, *, ended: bool) -> None:
        events = self._events.new()
        self._curves.add(events)
        for event in events:
            if said_in(event.fields):
                self._told = event["verdict"], bool(event.get("ended"))
        told = self._curves.told()
        found = diagnose(measured(told, ended=ended), facts_of(self.config, told))
        nothing_yet = self._told is None and found.quiet
        if not nothing_yet and self._told != (found.verdict, ended):
            self.teller.tell("diagnosis", **found.to_json())
