"""An adapter in PEFT layout, understood: which module it changes, and how.

Knows PEFT's names and the meaning of its configuration. Reads `adapter_model.safetensors` only,
never a pickle. Refuses every kind of adapter and every tensor that it does not fully understand.
Layout: https://huggingface.co/docs/peft/developer_guides/checkpoint
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from peft import LoraConfig

from deeptuner.engine.merge.rows import Stored, is_finite, stored
from deeptuner.errors import ModelError
from deeptuner.runs.safetensors_header import read_header
from deeptuner.runs.weights import read_json_file
from deeptuner.words import message

CONFIG: Final = "adapter_config.json"
WEIGHTS: Final = "adapter_model.safetensors"
PREFIX: Final = "base_model.model."
PARTS: Final = {
    "lora_A.weight": "a",
    "lora_B.weight": "b",
    "lora_embedding_A": "a",
    "lora_embedding_B": "b",
    "lora_B.bias": "bias_shift",
    "lora_magnitude_vector": "magnitude",
    "lora_magnitude_vector.weight": "magnitude",
    "base_layer.weight": "weight",
    "base_layer.bias": "bias",
    "weight": "weight",
    "bias": "bias",
}
KEY: Final = re.compile(r"(.+?)\.(" + "|".join(re.escape(part) for part in PARTS) + ")")
# Ways to begin that also change the base model, whose changed form the adapter does not hold.
CHANGES_BASE: Final = ("pissa", "olora", "corda", "loftq", "lora_ga")
# Settings of PEFT's under which a layer computes something else than the formulas here do, so that
# its tensors, though named alike, mean something else; or that depends on the prompt.
OTHER_FORMULAS: Final = (
    "alora_invocation_tokens",
    "arrow_config",
    "kasa_config",
    "layer_replication",
    "megatron_config",
    "monteclora_config",
    "use_bdlora",
    "use_qalora",
    "velora_config",
)


@dataclass(frozen=True, slots=True)
class ModuleUpdate:
    """What the adapter holds for one module.

    W' = W + scale · B·A, where `weight`, if given, takes the place of W; with DoRA each output is
    then brought to the length in `magnitude`. `bias` replaces the bias, `bias_shift` · scale is
    added to it. A is [rank, inputs], B is [outputs, rank]. `embedding` says that W is stored as
    [inputs, outputs].
    """

    module: str
    scale: float = 1.0
    embedding: bool = False
    a: Stored | None = None
    b: Stored | None = None
    magnitude: Stored | None = None
    weight: Stored | None = None
    bias: Stored | None = None
    bias_shift: Stored | None = None


@dataclass(frozen=True, slots=True)
class Adapter:
    """All updates of an adapter, and whether its config says that weights lie transposed.

    `targets`, where the config tells them, are the modules that must have an update each.
    """

    folder: Path
    updates: tuple[ModuleUpdate, ...]
    fan_in_fan_out: bool
    targets: LoraConfig | None = None


def read_adapter(folder: Path) -> Adapter:
    """The adapter in `folder`. Raises ModelError when it is absent, damaged or not understood."""
    if not (folder / CONFIG).exists():
        raise _refused(folder, "no-adapter")
    config = read_json_file(folder / CONFIG)
    _check_kind(folder, config)
    if not (folder / WEIGHTS).exists():
        pickled = (folder / "adapter_model.bin").exists()
        raise _refused(folder, "pickled" if pickled else "no-adapter")
    tensors = stored(read_header(folder / WEIGHTS))
    for name, tensor in tensors.items():
        _check_tensor(folder, name, tensor)
    try:
        updates = _updates(folder, tensors, config)
        targets = _targets(config)
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        raise _refused(folder, "bad-config", detail=str(error)) from None
    return Adapter(folder, updates, bool(config.get("fan_in_fan_out")), targets)


def _targets(config: Mapping[str, Any]) -> LoraConfig | None:
    modules = config.get("target_modules")
    if not modules or modules == "all-linear":
        return None
    names = ("target_modules", "exclude_modules", "layers_to_transform", "layers_pattern")
    return LoraConfig(**{name: config.get(name) for name in names})


def _check_kind(folder: Path, config: Mapping[str, Any]) -> None:
    kind = config.get("peft_type")
    if kind != "LORA":
        raise _refused(folder, "other-kind", kind=str(kind))
    begin = str(config.get("init_lora_weights")).lower()
    if begin.startswith(CHANGES_BASE):
        raise _refused(folder, "changed-base", begin=begin)
    for setting in OTHER_FORMULAS:
        if config.get(setting):
            raise _refused(folder, "other-formula", setting=setting)
    if config.get("target_parameters"):
        raise _refused(folder, "experts", names=", ".join(map(str, config["target_parameters"])))


def _check_tensor(folder: Path, name: str, tensor: Stored) -> None:
    """An adapter with a single wrong number would spoil the whole model."""
    if not tensor.is_float or not tensor.shape:
        raise _refused(folder, "unknown-part", name=name)
    for start, end in tensor.blocks():
        if not is_finite(tensor.rows(start, end)):
            raise _refused(folder, "not-finite", name=name)


def _updates(
    folder: Path, tensors: Mapping[str, Stored], config: Mapping[str, Any]
) -> tuple[ModuleUpdate, ...]:
    held: dict[str, dict[str, Any]] = {}
    for name, tensor in tensors.items():
        found = KEY.fullmatch(name.removeprefix(PREFIX))
        if found is None or not name.startswith(PREFIX):
            raise _refused(folder, "unknown-part", name=name)
        parts = held.setdefault(found[1], {"embedding": False})
        parts[PARTS[found[2]]] = tensor
        parts["embedding"] |= found[2].startswith("lora_embedding")
    if not held:
        raise _refused(folder, "empty")
    return tuple(_scaled(folder, ModuleUpdate(name, **held[name]), config) for name in sorted(held))


def _scaled(folder: Path, update: ModuleUpdate, config: Mapping[str, Any]) -> ModuleUpdate:
    """With the scale alpha/r (rank-stabilised: alpha/√r); r is read off A, as ranks may differ."""
    if update.a is None or update.b is None:
        if update.a or update.b or update.magnitude or update.bias_shift:
            raise _refused(folder, "half", module=update.module)
        return update
    if len(update.a.shape) != 2 or len(update.b.shape) != 2 or update.a.shape[0] == 0:
        raise _refused(folder, "unknown-part", name=update.module)
    rank = update.a.shape[0]
    if update.b.shape[1] != rank:
        raise _refused(folder, "half", module=update.module)
    alpha = _alpha(update.module, config)
    scale = alpha / math.sqrt(rank) if config.get("use_rslora") else alpha / rank
    return replace(update, scale=scale)


def _alpha(module: str, config: Mapping[str, Any]) -> float:
    """`alpha_pattern` has regular expressions that must match the end of the module's name."""
    for pattern, alpha in (config.get("alpha_pattern") or {}).items():
        if re.match(rf"(.*\.)?({pattern})$", module):
            return float(alpha)
    return float(config["lora_alpha"])


def _refused(folder: Path, what: str, **gaps: str) -> ModelError:
    return ModelError(
        message(f"engine.merge.{what}", **gaps),
        where=str(folder),
        fix=message("engine.merge.fix-adapter"),
    )
