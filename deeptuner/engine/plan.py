"""The parallel plan: how many processes train, on which devices, and why.

Knows the plan's form and how it is kept in `plan.json`. Does not choose one (`planner.py`), and
starts nothing (`launch.py`).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from deeptuner.files import read_json, write_json
from deeptuner.words import Message, message_from_json

Kind = Literal["single", "ddp", "fsdp", "naive"]
Device = Literal["cpu", "cuda"]
Backend = Literal["rocm", "cuda", "cpu"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What every rank must find itself in.

    `device` is torch's word: AMD GPUs are `cuda` too, `backend` tells them apart. `gpus` are the
    numbers of this machine's GPUs as a person sees them; a process sees them as 0, 1, … in that
    order. `world_size` counts processes over all machines, `local_processes` those on this one.
    `max_memory` is what each GPU may hold of the weights, in bytes, only under `naive`.
    """

    kind: Kind
    device: Device
    backend: Backend
    gpus: tuple[int, ...]
    world_size: int
    local_processes: int
    threads: int
    reason: Message
    machines: int = 1
    machine_rank: int = 0
    main_address: str = "127.0.0.1"
    main_port: int = 0
    max_memory: tuple[int, ...] = ()
    allow_cpu_fsdp: bool = False

    @property
    def distributed(self) -> bool:
        """Whether ranks form a process group."""
        return self.world_size > 1

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "reason": self.reason.to_json()}


def plan_from_json(value: dict[str, Any]) -> Plan:
    known = {**value, "reason": message_from_json(value["reason"])}
    known["gpus"] = tuple(value["gpus"])
    known["max_memory"] = tuple(value["max_memory"])
    return Plan(**known)


def write_plan(plan: Plan, path: Path) -> None:
    """Whole or absent. Raises RunError when the folder cannot be written to."""
    write_json(path, plan.to_json())


def read_plan(path: Path) -> Plan:
    return plan_from_json(read_json(path))
