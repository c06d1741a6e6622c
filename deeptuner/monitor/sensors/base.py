"""What every kind of sensor offers: which GPUs there are, and what each reads now.

Knows a GPU's identity, which is its PCI address or else its UUID, never its place in a list. Does
not know any vendor's library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

from deeptuner.monitor.telemetry.columns import Reading
from deeptuner.words import Message, message_from_json

Vendor = Literal["amd", "nvidia"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a card says that it becomes too hot (°C) or draws too much (W); None: it does not say.

    The critical temperature of each sensor: beyond it the card slows down or switches off.
    """

    temperature_edge: float | None = None
    temperature_hotspot: float | None = None
    temperature_memory: float | None = None
    power: float | None = None


@dataclass(frozen=True, slots=True)
class Gpu:
    """One GPU as its vendor's library names it.

    `key` is what its rows are recorded under: the PCI address (0000:03:00.0), else the UUID.
    `total_memory` in bytes. `arch` is gfx1100 or 8.6. `why_not` says why an integrated or too small
    one does not train.
    """

    key: str
    pci: str
    uuid: str
    name: str
    vendor: Vendor
    integrated: bool = False
    arch: str = ""
    total_memory: int | None = None
    limits: Limits = Limits()
    why_not: Message | None = None

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "why_not": self.why_not.to_json() if self.why_not else None}


def gpu_from_json(value: Mapping[str, Any]) -> Gpu:
    """Raises KeyError, TypeError or ValueError when it is none."""
    why_not = message_from_json(value["why_not"]) if value["why_not"] else None
    return Gpu(**{**value, "limits": Limits(**value["limits"]), "why_not": why_not})


class Sensors(Protocol):
    """One vendor's GPUs. Nothing here raises: what cannot be read is None or missing.

    `problem` says why nothing (or nothing more) can be read, in words for a person.
    """

    problem: Message | None

    def gpus(self) -> tuple[Gpu, ...]:
        """The GPUs there are now, integrated ones too. May take seconds the first time."""

    def read(self, gpu: Gpu) -> Reading:
        """What the GPU reads now, by the names of GPU_COLUMNS; empty when it has gone or sleeps."""

    def close(self) -> None:
        """Let go of the vendor's library."""
