"""What the run tells as TensorBoard files, in `tensorboard/train`: they alone tell the story.

Knows torch's writer, and which event becomes which curve or text. Does not know TensorBoard itself,
which reads them. Only rank 0 has one.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from torch.utils.tensorboard import SummaryWriter
from torch.utils.tensorboard.summary import hparams
from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from deeptuner.engine.board_texts import hyperparameters, sample_text, settings_text
from deeptuner.engine.telling import Teller
from deeptuner.runs.events import Event
from deeptuner.settings.sections.config import Config

CURVES: Final[Mapping[str, Mapping[str, str]]] = {  # an event's field → the curve's name
    "step": {
        "loss": "train/loss",
        "learning_rate": "train/learning_rate",
        "grad_norm": "train/grad_norm",
        "epoch": "train/epoch",
        "tokens_per_second": "throughput/tokens_per_second",
        "total_tokens": "throughput/total_tokens",
    },
    "eval": {
        "loss": "eval/loss",
        "perplexity": "eval/perplexity",
        "token_accuracy": "eval/token_accuracy",
    },
}
METRICS: Final = ("eval/loss", "train/loss")  # what hyperparameters are compared by


class TensorBoardCallback(TrainerCallback):
    """Opens the files when training begins and then writes what the teller tells.

    A resumed run hides what an earlier attempt wrote for the steps it does again; one that begins
    anew hides everything.
    """

    def __init__(self, folder: Path, config: Config, teller: Teller) -> None:
        self.folder = folder
        self.config = config
        self.teller = teller
        self._writer: SummaryWriter | None = None
        self._over: Any = None  # what is written when the run has finished

    def on_train_begin(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **rest: Any
    ) -> None:
        done = state.global_step
        self._writer = SummaryWriter(str(self.folder), purge_step=done + 1 if done else 0)
        self._put_settings(done)
        self.teller.listeners.append(self.show)

    def show(self, event: Event) -> None:
        """Write one event; the last one closes the files."""
        if self._writer is None:
            return
        for field, name in CURVES.get(event.kind, {}).items():
            if (value := event.get(field)) is not None:
                self._writer.add_scalar(name, value, event["step"])
        if event.kind == "sample":
            name = f"samples/{event['index'] + 1}"
            self._writer.add_text(name, sample_text(event), event["step"])
        self._writer.flush()
        if event.kind == "end":
            self._end(finished=event["status"] == "finished")

    def _put_settings(self, step: int) -> None:
        """In the same files as the curves: torch's own way makes a folder for each call."""
        assert self._writer is not None
        self._writer.add_text("settings", settings_text(self.config), step)
        experiment, begin, self._over = hparams(
            hyperparameters(self.config), dict.fromkeys(METRICS, 0.0)
        )
        self._put(experiment)
        self._put(begin)
        self._writer.flush()

    def _put(self, summary: Any) -> None:
        assert self._writer is not None
        files: Any = self._writer.file_writer
        files.add_summary(summary)

    def _end(self, *, finished: bool) -> None:
        assert self._writer is not None
        if finished:
            self._put(self._over)
        self._writer.close()
        self._writer = None
