"""Where a merge computes: the CPU, or a GPU that is there and has room.

AMD's GPUs are called `cuda` by torch, too. Does not know what is computed.
"""

from __future__ import annotations

import re
from typing import Final

import torch

from deeptuner.engine.merge.formula import CPU
from deeptuner.errors import InputError
from deeptuner.words import message

ROOM: Final = 2_000_000_000  # bytes free on a GPU before `auto` takes it
GPU: Final = re.compile(r"cuda(?::(\d+))?")


def merge_device(word: str) -> torch.device:
    """`cpu`, `cuda:N`, or `auto`: the first GPU with room, else the CPU.

    Raises InputError for another word, and for a GPU that is not there.
    """
    if word == "cpu":
        return CPU
    count = torch.cuda.device_count()
    if word == "auto":
        roomy = (number for number in range(count) if torch.cuda.mem_get_info(number)[0] > ROOM)
        number = next(roomy, None)
        return CPU if number is None else torch.device("cuda", number)
    found = GPU.fullmatch(word)
    if found is None:
        raise InputError(message("engine.merge.device", device=word))
    number = int(found[1] or 0)
    if number >= count:
        raise InputError(
            message("engine.merge.no-gpu", device=word, count=count),
            fix=message("engine.merge.fix-no-gpu"),
        )
    return torch.device("cuda", number)
