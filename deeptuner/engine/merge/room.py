"""Memory that each thread uses again for every block.

Asking the system for fresh memory block after block took longer than computing with it. Does not
know what is computed.
"""

from __future__ import annotations

import math
import threading

import torch
from torch import Tensor


class Room(threading.local):
    """What a thread computes with; the same memory is given out again under the same `slot`.

    So a tensor from here holds until its slot is asked for again, by the same thread.
    """

    def __init__(self) -> None:
        self._held: dict[str, Tensor] = {}

    def tensor(self, slot: str, shape: tuple[int, ...], dtype: torch.dtype) -> Tensor:
        """Numbers of any value."""
        count = math.prod(shape) * dtype.itemsize
        held = self._held.get(slot)
        if held is None or held.numel() < count:
            held = self._held[slot] = torch.empty(count, dtype=torch.uint8)
        return held[:count].view(dtype).view(shape)
