"""The random state of each rank: python, numpy, torch on the CPU and on its GPUs.

Knows how to take it, put it back, and write it without pickles. Does not know who draws.
"""

from __future__ import annotations

import random
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from transformers import set_seed

from deeptuner.engine.checkpoint.layout import RANDOM, TRAINING
from deeptuner.engine.collective import gathered, world_size
from deeptuner.engine.ranks import rank
from deeptuner.files import read_json, write_json

State = dict[str, Any]


def save_randomness(folder: Path | None, model: nn.Module) -> None:
    """Every rank's state, written by the rank that has a folder."""
    states = gathered(take_state(model))
    if folder:
        write_json(folder / TRAINING / RANDOM, states)


def load_randomness(folder: Path, seed: int) -> bool:
    """Put this rank's state back. False when there were other ranks then: seeded anew instead.

    The new seed follows from `seed`, this rank and the checkpoint's state, so that it repeats.
    """
    states = read_json(folder / TRAINING / RANDOM)
    if len(states) == world_size():
        put_state(states[rank()])
        return True
    set_seed((seed + rank() + hash_of(states[0])) % 2**32)
    return False


def seed_rank(seed: int) -> None:
    """Each rank draws its own numbers: the same dropout on all would be less random."""
    set_seed((seed + rank()) % 2**32)


def take_state(model: nn.Module) -> State:
    version, numbers, gauss = random.getstate()
    kind, keys, place, has_gauss, cached = np.random.get_state(legacy=True)
    return {
        "python": [version, list(numbers), gauss],
        "numpy": [kind, [int(key) for key in keys], int(place), int(has_gauss), float(cached)],
        "torch": _text(torch.get_rng_state()),
        "cuda": {number: _text(torch.cuda.get_rng_state(int(number))) for number in _gpus(model)},
    }


def put_state(state: State) -> None:
    version, numbers, gauss = state["python"]
    random.setstate((version, tuple(numbers), gauss))
    kind, keys, *rest = state["numpy"]
    np.random.set_state((kind, np.array(keys, dtype=np.uint32), *rest))
    torch.set_rng_state(_tensor(state["torch"]))
    for number, text in state["cuda"].items():
        if int(number) < torch.cuda.device_count():
            torch.cuda.set_rng_state(_tensor(text), int(number))


def hash_of(state: State) -> int:
    """A number that follows from the state alone."""
    return int.from_bytes(b64decode(state["torch"])[:4], "little")


def _gpus(model: nn.Module) -> list[str]:
    """Numbers of the GPUs that the model computes on, as text: they become keys of JSON."""
    devices = {parameter.device for parameter in model.parameters()}
    return sorted(str(device.index or 0) for device in devices if device.type == "cuda")


def _text(state: Tensor) -> str:
    return b64encode(state.numpy().tobytes()).decode()


def _tensor(text: str) -> Tensor:
    return torch.from_numpy(np.frombuffer(b64decode(text), dtype=np.uint8).copy())
