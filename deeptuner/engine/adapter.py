"""Decide which weights learn: put an adapter into the model, or let all of it learn.

Knows PEFT, and checks names against the model before PEFT does. Does not know the optimizer.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from torch import nn
from transformers import PreTrainedModel
from transformers.pytorch_utils import Conv1D

from deeptuner.engine.upstream import checked_other, linear_names, lora_config, refusals_told
from deeptuner.errors import ModelError
from deeptuner.settings.sections.config import Config
from deeptuner.words import message

Trained: TypeAlias = "PreTrainedModel | PeftModel"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many numbers learn, of how many there are (a packed 4-bit weight counts as two)."""

    trainable: int
    total: int


def wrap(model: PreTrainedModel, config: Config) -> Trained:
    """The model, ready to learn as `config` says, in training mode.

    LoRA and QLoRA: the base is frozen as it was loaded, adapter weights are fp32. Full: everything
    learns. Raises ModelError for a layer name that the model does not have, SettingsError for an
    option that PEFT does not have, InputError for values that it refuses.
    """
    if config.memory.gradient_checkpointing is True:
        _checkpoint_activations(model)
    if config.method.kind == "full":
        model.requires_grad_(True)
        return model.train()
    check_adapter(model, config)
    model.requires_grad_(False)
    lora = lora_config(
        config,
        fan_in_fan_out=_transposed(model, config),
        all_linear=linear_names(linear_layers(model)),
    )
    wrapped = _with_adapter(model, lora, config)
    _hold_in_fp32(parameter for parameter in wrapped.parameters() if parameter.requires_grad)
    return wrapped.train()


def count_parameters(model: nn.Module) -> Counts:
    """Counts over the whole model, sharded or not."""
    trainable = total = 0
    for parameter in model.parameters():
        number = _numbers(parameter)
        total += number
        trainable += number if parameter.requires_grad else 0
    return Counts(trainable, total)


def linear_layers(model: nn.Module) -> list[str]:
    """Full names of the layers that an adapter can sit on, without the output head."""
    head = model.get_output_embeddings() if isinstance(model, PreTrainedModel) else None
    return [
        name
        for name, module in model.named_modules()
        if isinstance(module, nn.Linear | Conv1D) and module is not head
    ]


def _checkpoint_activations(model: PreTrainedModel) -> None:
    """Non-reentrant, so that a frozen embedding needs no gradient of its own."""
    model.activation_checkpointing_enable({"use_reentrant": False})


def _with_adapter(model: PreTrainedModel, lora: LoraConfig, config: Config) -> PeftModel:
    """PEFT asks transformers under a name that transformers is about to drop, and is warned."""
    with warnings.catch_warnings(), refusals_told(config):
        warnings.filterwarnings("ignore", ".*is_gradient_checkpointing", FutureWarning)
        return get_peft_model(model, lora)


def _hold_in_fp32(parameters: Iterable[nn.Parameter]) -> None:
    for parameter in parameters:
        if parameter.dtype in (torch.bfloat16, torch.float16):
            parameter.data = parameter.data.float()


def _transposed(model: nn.Module, config: Config) -> bool:
    """GPT-2's Conv1D keeps its weights transposed; everything else does not."""
    if config.lora.fan_in_fan_out != "auto":
        return bool(config.lora.fan_in_fan_out)
    return any(isinstance(module, Conv1D) for module in model.modules())


def check_adapter(model: PreTrainedModel, config: Config) -> None:
    """Raises as `wrap` does, without changing `model`, whose weights may be on meta devices.

    PEFT ignores a name that matches nothing as long as another matches: we do not.
    """
    if config.method.kind == "full":
        return
    checked_other(config.lora.other)
    targets = config.lora.target_modules
    if targets != "all-linear":
        _check(targets, _adaptable(model), "lora.target_modules")
    _check(config.lora.modules_to_save, _names(model), "lora.modules_to_save")
    _check_layers(model, config)


def _check(asked: Sequence[str], known: Sequence[str], where: str) -> None:
    for name in asked:
        if any(full == name or full.endswith(f".{name}") for full in known):
            continue
        short = linear_names(known)
        near = get_close_matches(name, short, n=1)
        raise ModelError(
            message("engine.lora.unknown-module", name=name, known=", ".join(short)),
            where=where,
            fix=message("engine.lora.nearest", key=near[0]) if near else None,
        )


def _check_layers(model: PreTrainedModel, config: Config) -> None:
    asked = config.lora.layers_to_transform or []
    count: int = model.config.get_text_config().num_hidden_layers
    if beyond := [number for number in asked if number >= count]:
        raise ModelError(
            message("engine.lora.no-such-layer", number=beyond[0], last=count - 1),
            where="lora.layers_to_transform",
        )


def _adaptable(model: PreTrainedModel) -> list[str]:
    kinds = (nn.Linear, nn.Embedding, nn.Conv1d, nn.Conv2d, Conv1D)
    return [name for name, module in model.named_modules() if isinstance(module, kinds)]


def _names(model: nn.Module) -> list[str]:
    """Modules that hold weights of their own, as `modules_to_save` may name them."""
    return [
        name
        for name, module in model.named_modules()
        if name and next(module.parameters(recurse=False), None) is not None
    ]


def _numbers(parameter: nn.Parameter) -> int:
    if type(parameter).__name__ == "Params4bit":
        state = getattr(parameter, "quant_state", None)
        return int(torch.Size(state.shape).numel()) if state is not None else parameter.numel()
    return parameter.numel()
