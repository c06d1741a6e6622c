"""Where training stands: written into each checkpoint, read by a resume.

Knows the numbers and their JSON form. Does not know tensors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from deeptuner.engine.checkpoint.layout import STANDING, TRAINING
from deeptuner.files import read_json, write_json

Reason = Literal["scheduled", "recovery", "requested", "end"]


@dataclass(frozen=True, slots=True)
class DataOrder:
    """What makes a position in the data mean the same: the sampler's arguments.

    `items` are samples or packs, `batch` is items per step over all ranks, `key` names the content.
    """

    items: int
    batch: int
    seed: int
    key: str

    def steps_per_epoch(self) -> int:
        return max(1, -(-self.items // self.batch))

    def same_permutation(self, other: DataOrder) -> bool:
        return replace(self, batch=other.batch) == other


@dataclass(frozen=True, slots=True)
class Standing:
    """`step` counts from 1 (done steps); the next item is number `index` of epoch `epoch`'s order.

    `trained` and `read` count tokens since the beginning, over all ranks. `eval_loss` is that of
    this very step, when it was evaluated. `callbacks` holds the state of each by name.
    """

    step: int
    epoch: int
    index: int
    order: DataOrder
    world_size: int
    reason: Reason
    trained: int = 0
    read: int = 0
    eval_loss: float | None = None
    callbacks: Mapping[str, Any] = field(default_factory=dict)

    def steps_under(self, order: DataOrder) -> tuple[int, int, int]:
        """(step, epoch, steps into the epoch) of this position when steps hold `order.batch` items.

        With the same batch that is where training stood; with another, items of a step that does
        not begin at the same place are read again rather than left out.
        """
        into = self.index // order.batch
        if order.batch == self.order.batch:
            return self.step, self.epoch, into
        return self.epoch * order.steps_per_epoch() + into, self.epoch, into


def position_after(step: int, order: DataOrder) -> tuple[int, int]:
    """(epoch, index) of the next item after `step` steps of `order.batch` items from the start."""
    epoch, into = divmod(step, order.steps_per_epoch())
    return epoch, into * order.batch


def write_standing(folder: Path, standing: Standing) -> None:
    write_json(folder / TRAINING / STANDING, {"version": 1, **asdict(standing)})


def read_standing(folder: Path) -> Standing:
    """Raises OSError or KeyError for a folder that is no checkpoint of ours."""
    value = {**read_json(folder / TRAINING / STANDING)}
    value.pop("version")
    value["order"] = DataOrder(**value["order"])
    return Standing(**value)
