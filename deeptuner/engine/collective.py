"""What ranks do together: add up, agree, hand over.

Knows torch's process group, and that a single process needs none. Every function here must be
called by all ranks at the same point.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, distributed


def together() -> bool:
    """Whether there is more than one rank."""
    return distributed.is_available() and distributed.is_initialized() and world_size() > 1


def world_size() -> int:
    started = distributed.is_available() and distributed.is_initialized()
    return distributed.get_world_size() if started else 1


def sum_over_ranks(value: Tensor) -> Tensor:
    """The sum of every rank's `value`, a new tensor of the same shape."""
    total = value.detach().clone()
    if together():
        distributed.all_reduce(total)
    return total


def agree(number: int, device: torch.device) -> int:
    """Rank 0's number, on every rank."""
    if not together():
        return number
    shared = torch.tensor(number, dtype=torch.int64, device=device)
    distributed.broadcast(shared, src=0)
    return int(shared)


def everywhere(holds: bool, device: torch.device) -> bool:
    """Whether `holds` is true on every rank."""
    return int(sum_over_ranks(torch.tensor(int(not holds), device=device))) == 0


def gathered(value: Any) -> list[Any]:
    """Every rank's value, by rank. For small things: they are pickled between our own processes."""
    if not together():
        return [value]
    values: list[Any] = [None] * world_size()
    distributed.all_gather_object(values, value)
    return values


def wait_for_all() -> None:
    if together():
        distributed.barrier()
