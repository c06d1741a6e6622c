"""How patient a supervisor is, and what it prepares with.

Given on its command line by whoever starts it. Does not know settings of the training.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

PREPARE = (sys.executable, "-m", "deeptuner.engine.prepare")
SAMPLER = (sys.executable, "-m", "deeptuner.monitor.sampler")
HUNG: Final = 4  # exit code of a sampler whose driver does not answer


@dataclass(frozen=True, slots=True)
class Patience:
    """How long things may take, in seconds.

    `acknowledge`: from an order to stop until the ranks take it up, which is at most one step.
    `save`: from then until they have saved and ended. `terminate`: from SIGTERM to SIGKILL.
    `dead_rank`: how long a dead rank's launcher may take to end the others by itself.
    `silence`: how long the telemetry sampler may give no sign of life. `again`: until it is started
    again after it died; when it dies soon again, twice as long, up to `again_longest`.
    `leftovers`: how long processes of an interrupted attempt may take to save and end.
    `pause`: how long a pause lasts that nobody asks for any more, unless who asked said otherwise.
    """

    acknowledge: float = 180.0
    save: float = 900.0
    terminate: float = 15.0
    dead_rank: float = 3.0
    leftovers: float = 35.0
    pause: float = 60.0
    silence: float = 30.0
    again: float = 1.0
    again_longest: float = 60.0
    poll: float = 0.2
    beat: float = 2.0


@dataclass(frozen=True, slots=True)
class Options:
    """A supervisor's options; `prepare` and `sampler` are commands that get the run's folder as
    last word. Without a `sampler` there is no telemetry."""

    prepare: tuple[str, ...] = PREPARE
    patience: Patience = field(default_factory=Patience)
    sampler: tuple[str, ...] = SAMPLER

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def options_from_json(value: Mapping[str, Any]) -> Options:
    patience = Patience(**value.get("patience", {}))
    return Options(
        tuple(value.get("prepare", PREPARE)), patience, tuple(value.get("sampler", SAMPLER))
    )
