"""Both ways to merge a QLoRA run, by their loss on the same rows; nothing is written.

Training saw the base rounded to 4 bits; most programs will be given the original. Which of the two
serves the adapter better differs from model to model, so it is measured. Every model is computed
layer by layer, its merged weights made when they are needed. Does not know how they are merged.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from deeptuner.engine.merge.four_bit import FourBit
from deeptuner.engine.merge.merging import merged_tensors
from deeptuner.engine.proof.by_layers import STUMBLES, base_with_adapter
from deeptuner.engine.proof.models import Steps
from deeptuner.engine.proof.parts import CannotStreamError, Parts, on_meta
from deeptuner.engine.proof.proof import summed_loss
from deeptuner.engine.proof.rows import Rows, Source
from deeptuner.engine.proof.streamed import Streamed
from deeptuner.engine.quiet import quiet
from deeptuner.files import Progress

Onto = Literal["original", "nf4"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Nats per trained token: merged onto the original, merged onto the base in 4 bits, and with
    the adapter over the base in 4 bits, as it was trained."""

    rows: int
    source: Source
    original: float
    nf4: float
    adapter: float

    @property
    def recommended(self) -> Onto:
        return "nf4" if self.nf4 < self.original else "original"

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "recommended": self.recommended}


def compare(
    model_dir: Path,
    adapter_dir: Path,
    over: FourBit,
    rows: Rows,
    progress: Progress = lambda done, total: None,
) -> Comparison:
    """Raises ModelError as merging does, CannotStreamError for a class of models that cannot be
    computed layer by layer."""
    steps = Steps(progress)

    def merged(onto: FourBit | None) -> float:
        parts = Parts(model_dir, merged_tensors(model_dir, adapter_dir, onto))
        return _loss(Streamed(on_meta(model_dir), parts, steps), rows, steps)

    try:
        with quiet():
            as_trained = base_with_adapter(model_dir, adapter_dir, over, steps)[1]
            adapter = _loss(as_trained, rows, steps)
            return Comparison(len(rows.rows), rows.source, merged(None), merged(over), adapter)
    except STUMBLES as error:
        raise CannotStreamError(str(error)) from error


def _loss(model: Streamed, rows: Rows, steps: Steps) -> float:
    steps.total = 3 * len(model.units)
    hidden = model.hidden(rows.rows)
    with model.holding(model.head):
        losses = [
            summed_loss(row, model.logits(hidden, number, row))
            for number, row in enumerate(rows.rows)
        ]
    return sum(losses) / max(1, sum(int(row.trained[1:].sum()) for row in rows.rows))
