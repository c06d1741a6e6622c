"""The optimizer's state, by the name of the parameter: the same whatever the parallel plan.

Knows torch's optimizers and those that keep to their form (bitsandbytes, transformers). Does not
know which parameters there are. Called by all ranks together.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from torch import Tensor, nn
from torch.optim import Optimizer

from deeptuner.engine.checkpoint.layout import OPTIMIZER, TRAINING
from deeptuner.engine.checkpoint.tensors import full, like, read_files, write_files
from deeptuner.files import read_json, write_json

Names = dict[int, str]  # id of a parameter: its name


def save_optimizer(folder: Path | None, model: nn.Module, optimizer: Any) -> None:
    """Write the state below `folder` (rank 0); with None only take part in gathering."""
    inner = _inner(optimizer)
    names = parameter_names(model)
    place = folder / TRAINING if folder else None
    files = write_files(place, "optimizer", _tensors(inner, names, keep=place is not None))
    if place:
        value = {"files": files, "groups": _groups(inner, names), "state": _numbers(inner, names)}
        write_json(place / OPTIMIZER, value)


def load_optimizer(folder: Path, model: nn.Module, optimizer: Any) -> None:
    """Put the saved state into `optimizer`, sharded as its parameters are.

    Raises KeyError when a parameter that learns now has no group in the checkpoint.
    """
    inner = _inner(optimizer)
    names = parameter_names(model)
    said = read_json(folder / TRAINING / OPTIMIZER)
    by_name: dict[str, dict[str, Any]] = {name: {**state} for name, state in said["state"].items()}
    examples = {names[id(p)]: p for group in inner.param_groups for p in group["params"]}
    for key, tensor in read_files(folder / TRAINING, said["files"]):
        kind, _, name = key.partition(":")
        if name in examples:
            by_name.setdefault(name, {})[kind] = like(tensor, examples[name])
    inner.load_state_dict(_numbered(inner, names, by_name, said["groups"]))


def parameter_names(model: nn.Module) -> Names:
    """Names as the unwrapped model has them."""
    return {id(parameter): _plain(name) for name, parameter in model.named_parameters()}


def _plain(name: str) -> str:
    """Without what wrappers put into names (DDP, activation checkpointing, torch.compile)."""
    wrappers = {"_orig_mod", "_checkpoint_wrapped_module", "_fsdp_wrapped_module"}
    parts = [part for part in name.removeprefix("module.").split(".") if part not in wrappers]
    return ".".join(parts)


def _inner(optimizer: Any) -> Optimizer:
    """accelerate wraps optimizers."""
    found = getattr(optimizer, "optimizer", optimizer)
    assert isinstance(found, Optimizer)
    return found


def _states(optimizer: Optimizer, names: Names) -> Iterator[tuple[str, dict[str, Any]]]:
    """In the order of the groups, which is the same on all ranks."""
    for group in optimizer.param_groups:
        for parameter in group["params"]:
            if parameter in optimizer.state:
                yield names[id(parameter)], optimizer.state[parameter]


def _tensors(
    optimizer: Optimizer, names: Names, *, keep: bool
) -> Iterator[tuple[str, Tensor | None]]:
    for name, state in _states(optimizer, names):
        for kind, value in state.items():
            if isinstance(value, Tensor):
                yield f"{kind}:{name}", full(value, keep=keep)


def _numbers(optimizer: Optimizer, names: Names) -> dict[str, dict[str, Any]]:
    return {
        name: {kind: value for kind, value in state.items() if not isinstance(value, Tensor)}
        for name, state in _states(optimizer, names)
    }


def _groups(optimizer: Optimizer, names: Names) -> list[dict[str, Any]]:
    return [
        {**_options(group), "params": [names[id(parameter)] for parameter in group["params"]]}
        for group in optimizer.param_groups
    ]


def _options(group: dict[str, Any]) -> dict[str, Any]:
    """Learning rates may be tensors (capturable optimizers); the rest is JSON already."""
    return {
        key: value.item() if isinstance(value, Tensor) else value
        for key, value in group.items()
        if key != "params"
    }


def _numbered(
    optimizer: Optimizer, names: Names, states: dict[str, dict[str, Any]], saved: list[Any]
) -> dict[str, Any]:
    """A state_dict as torch wants it: parameters by number, in the order of today's groups.

    A group's options are those of the saved group that held its first parameter.
    """
    holding = {name: group for group in saved for name in group["params"]}
    state: dict[int, dict[str, Any]] = {}
    groups: list[dict[str, Any]] = []
    number = 0
    for group in optimizer.param_groups:
        held = [names[id(parameter)] for parameter in group["params"]]
        options = holding[held[0]] if held else _options(group)
        groups.append({**options, "params": list(range(number, number + len(held)))})
        state |= {number + i: states[name] for i, name in enumerate(held) if states.get(name)}
        number += len(held)
    return {"state": state, "param_groups": groups}
