"""An adapter in PEFT layout, understood: which module it changes, and how.

Knows PEFT's names and the meaning of its configuration. Reads `adapter_model.safetensors` only,
never a pickle. Refuses every kind of adapter and every tensor that it does not fully understand.
Layout: https://huggingface.co/docs/peft/developer_guides/checkpoint
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from peft import LoraConfig
from peft.mapping import PEFT_TYPE_TO_TUNER_MAPPING
from peft.utils import PeftType

from deeptuner.engine.merge.beyond import BeyondError
from deeptuner.engine.merge.rows import Stored, differing, is_finite, stored
from deeptuner.errors import ModelError
from deeptuner.runs.safetensors_header import read_header
from deeptuner.runs.weights import ADAPTER_CONFIG, read_json_file
from deeptuner.words import message

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
    "modules_to_save.weight": "weight",
    "original_module.weight": "original",
    "token_adapter.base_layer.weight": "weight",
    "token_adapter.trainable_tokens_delta": "tokens",
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
    [inputs, outputs]. `tokens`, if given, are rows that take the place of rows `token_ids` of W.
    `original` is what a module was of which a trained copy is `weight`.

    Of a module whose parameters are adapted by their names (`target_parameters`), `module` ends in
    as many `.base_layer` as further parameters of it are adapted; A is [experts · rank, inputs] and
    B is [outputs, rank · experts], and `scale` is that of one expert once it is known how many
    there are (`experts.py`).
    """

    module: str
    scale: float = 1.0
    embedding: bool = False
    a: Stored | None = None
    b: Stored | None = None
    magnitude: Stored | None = None
    weight: Stored | None = None
    original: Stored | None = None
    bias: Stored | None = None
    bias_shift: Stored | None = None
    tokens: Stored | None = None
    token_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Adapter:
    """All updates of an adapter, and whether its config says that weights lie transposed.

    `targets`, where the config tells them, are the modules that must have an update each;
    `parameters` those that are adapted by their own names, or ends of these.
    """

    folder: Path
    updates: tuple[ModuleUpdate, ...]
    fan_in_fan_out: bool
    targets: LoraConfig | None
    parameters: tuple[str, ...]
    config: Mapping[str, Any]

    def scale(self, name: str, rank: int) -> float:
        """alpha/r (rank-stabilised: alpha/√r) of the module or parameter `name`."""
        alpha = _alpha(name, self.config)
        return alpha / math.sqrt(rank) if self.config.get("use_rslora") else alpha / rank


def read_adapter(folder: Path) -> Adapter:
    """The adapter in `folder`. Raises ModelError when it is absent, damaged or not understood,
    BeyondError when it is of a kind that only PEFT can merge."""
    if not (folder / ADAPTER_CONFIG).exists():
        raise _refused(folder, "no-adapter")
    config = read_json_file(folder / ADAPTER_CONFIG)
    if not (folder / WEIGHTS).exists():
        pickled = (folder / "adapter_model.bin").exists()
        raise _refused(folder, "pickled" if pickled else "no-adapter")
    tensors = stored(read_header(folder / WEIGHTS))
    for name, tensor in tensors.items():
        _check_finite(folder, name, tensor)
    _check_kind(folder, config)
    for name, tensor in tensors.items():
        if not tensor.is_float or not tensor.shape:
            raise _refused(folder, "unknown-part", name=name)
    try:
        _check_numbers(config)
        parameters = tuple(map(str, config.get("target_parameters") or ()))
        fan_in_fan_out = bool(config.get("fan_in_fan_out"))
        bare = Adapter(folder, (), fan_in_fan_out, _targets(config), parameters, config)
        return replace(bare, updates=_updates(bare, tensors))
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        raise _refused(folder, "bad-config", detail=str(error)) from None


def _targets(config: Mapping[str, Any]) -> LoraConfig | None:
    modules = config.get("target_modules")
    if not modules or modules == "all-linear":
        return None
    names = ("target_modules", "exclude_modules", "layers_to_transform", "layers_pattern")
    return LoraConfig(**{name: config.get(name) for name in names})


def _check_kind(folder: Path, config: Mapping[str, Any]) -> None:
    kind = str(config.get("peft_type"))
    if kind != "LORA":
        known = kind in PeftType.__members__
        if known and hasattr(PEFT_TYPE_TO_TUNER_MAPPING.get(PeftType[kind]), "merge_and_unload"):
            raise BeyondError(message("engine.merge.other-method", kind=kind), where=str(folder))
        raise _refused(folder, "other-kind", kind=kind)
    begin = str(config.get("init_lora_weights")).lower()
    if begin.startswith(CHANGES_BASE):
        raise _refused(folder, "changed-base", begin=begin)
    for setting in OTHER_FORMULAS:
        if config.get(setting):
            raise _refused(folder, "other-formula", setting=setting)


def _check_numbers(config: Mapping[str, Any]) -> None:
    """Raises ValueError with what the config says where that cannot be a rank or an alpha.

    All of them are looked at: which alpha is that of stacked experts is known only later.
    """
    for key, least in (("r", 1), ("lora_alpha", 0)):
        if key in config and not _is_number(config[key], least):
            raise ValueError(f'"{key}": {json.dumps(config[key])}')
    for pattern, alpha in (config.get("alpha_pattern") or {}).items():
        if not _is_number(alpha, 0):
            raise ValueError(f'"alpha_pattern": {json.dumps({pattern: alpha})}')


def _is_number(value: object, least: int) -> bool:
    """True and false are none, though Python takes them for 1 and 0."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= least


def _check_finite(folder: Path, name: str, tensor: Stored) -> None:
    """An adapter with a single wrong number would spoil the whole model."""
    for start, end in tensor.blocks() if tensor.is_float and tensor.shape else ():
        if not is_finite(tensor.rows(start, end)):
            raise _refused(folder, "not-finite", name=name)


def _updates(adapter: Adapter, tensors: Mapping[str, Stored]) -> tuple[ModuleUpdate, ...]:
    held: dict[str, dict[str, Any]] = {}
    for name, tensor in tensors.items():
        found = KEY.fullmatch(name.removeprefix(PREFIX))
        if found is None or not name.startswith(PREFIX):
            raise _refused(adapter.folder, "unknown-part", name=name)
        parts = held.setdefault(found[1], {"embedding": False})
        part = PARTS[found[2]]
        if part in parts and differing({part: parts[part]}, {part: tensor}):
            raise _refused(adapter.folder, "half", module=found[1])
        parts[part] = tensor
        parts["embedding"] |= found[2].startswith("lora_embedding")
    if not held:
        raise _refused(adapter.folder, "empty")
    return tuple(_understood(adapter, ModuleUpdate(name, **held[name])) for name in sorted(held))


def _understood(adapter: Adapter, update: ModuleUpdate) -> ModuleUpdate:
    """With its scale; r is read off A, as ranks may differ from module to module."""
    if update.tokens is not None:
        return _with_tokens(adapter, update)
    if update.a is None or update.b is None:
        alone = update.original and not update.weight
        if update.a or update.b or update.magnitude or update.bias_shift or alone:
            raise _refused(adapter.folder, "half", module=update.module)
        return update
    if len(update.a.shape) != 2 or len(update.b.shape) != 2 or update.a.shape[0] == 0:
        raise _refused(adapter.folder, "unknown-part", name=update.module)
    rank = update.a.shape[0]
    if update.b.shape[1] != rank:
        raise _refused(adapter.folder, "half", module=update.module)
    _check_dora(adapter, update)
    return replace(update, scale=adapter.scale(update.module, rank))


def _check_dora(adapter: Adapter, update: ModuleUpdate) -> None:
    """PEFT gives every layer of a DoRA adapter its lengths, and no layer of another: it refuses
    DoRA where parameters are adapted by their names."""
    if adapter.config.get("use_dora"):
        if update.magnitude is None:
            raise _refused(adapter.folder, "half", module=update.module)
    elif update.magnitude is not None:
        raise _refused(adapter.folder, "not-dora", module=update.module)


def _with_tokens(adapter: Adapter, update: ModuleUpdate) -> ModuleUpdate:
    """`trainable_token_indices` are those of the embedding, or of each module by its name."""
    ids = adapter.config.get("trainable_token_indices")
    if isinstance(ids, Mapping):
        ids = next((ids[name] for name in ids if f".{update.module}".endswith(f".{name}")), None)
    fits = isinstance(ids, list) and update.tokens and len(ids) == update.tokens.shape[0]
    if not fits or update.a:
        raise _refused(adapter.folder, "half", module=update.module)
    return replace(update, token_ids=tuple(map(int, ids or ())))


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
