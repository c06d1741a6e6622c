"""The one place that maps our settings to the names of transformers, PEFT and bitsandbytes.

Knows upstream's argument names; a test proves that each exists in the installed version and that
every setting of training is used. Takes settings in which no `auto` is left (`resolve.py`).
Does not load a model and does not train.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

import torch
from peft import LoraConfig
from torch.distributed.fsdp import MixedPrecisionPolicy
from transformers import BitsAndBytesConfig, TrainingArguments

from deeptuner.engine.optimizers import BY_EVAL_LOSS, scheduler_options
from deeptuner.engine.plan import Plan
from deeptuner.engine.precision import DTYPES
from deeptuner.errors import InputError, SettingsError
from deeptuner.settings.declare import AUTO
from deeptuner.settings.sections.config import Config
from deeptuner.words import message

# Settings that are one upstream argument each: our path, upstream's name in TrainingArguments.
TRAINING: Final[Mapping[str, str]] = {
    "training.batch_size": "per_device_train_batch_size",
    "training.eval_batch_size": "per_device_eval_batch_size",
    "training.gradient_accumulation_steps": "gradient_accumulation_steps",
    "training.learning_rate": "learning_rate",
    "training.lr_scheduler_type": "lr_scheduler_type",
    "training.lr_scheduler_options": "lr_scheduler_kwargs",
    "training.optimizer": "optim",
    "training.weight_decay": "weight_decay",
    "training.max_grad_norm": "max_grad_norm",
    "training.label_smoothing": "label_smoothing_factor",
    "training.neftune_noise": "neftune_noise_alpha",
    "training.seed": "seed",
    "training.warmup": "warmup_steps",
    "data.seed": "data_seed",
    "data.loader_workers": "dataloader_num_workers",
    "logging.steps": "logging_steps",
    "logging.first_step": "logging_first_step",
}
# The same for LoraConfig.
LORA: Final[Mapping[str, str]] = {
    "lora.rank": "r",
    "lora.alpha": "lora_alpha",
    "lora.dropout": "lora_dropout",
    "lora.target_modules": "target_modules",
    "lora.bias": "bias",
    "lora.modules_to_save": "modules_to_save",
    "lora.layers_to_transform": "layers_to_transform",
    "lora.layers_pattern": "layers_pattern",
    "lora.init_weights": "init_lora_weights",
    "lora.fan_in_fan_out": "fan_in_fan_out",
    "lora.use_rslora": "use_rslora",
    "lora.use_dora": "use_dora",
}
# The same for BitsAndBytesConfig.
QUANTIZATION: Final[Mapping[str, str]] = {
    "quantization.quant_type": "bnb_4bit_quant_type",
    "quantization.double_quant": "bnb_4bit_use_double_quant",
    "quantization.compute_dtype": "bnb_4bit_compute_dtype",
}
REFUSALS: Final = (ValueError, TypeError, ImportError, NotImplementedError)
STUMBLES: Final = (AttributeError, LookupError, re.error)
PRECISION: Final[Mapping[str, dict[str, bool]]] = {
    "bf16": {"bf16": True},
    "fp16": {"fp16": True},
    "fp32": {},
}


def training_arguments(
    config: Config, plan: Plan, output: Path, *, max_steps: int, **more: Any
) -> TrainingArguments:
    """Upstream's arguments for a run of `max_steps` whose ranks follow `plan`.

    Saving, evaluation and TensorBoard are switched off: the recipe does them itself, since stock
    saving is not whole or absent. (Two schedulers follow the eval loss and are refused by upstream
    without evaluation; for them it is set to happen after the last step.) `more` are further
    upstream arguments, which win over these.
    """
    arguments: dict[str, Any] = {name: value_of(config, path) for path, name in TRAINING.items()}
    arguments["lr_scheduler_kwargs"] = scheduler_options(config.training, max_steps) or None
    arguments |= {
        "max_steps": max_steps,
        "use_cpu": plan.device == "cpu",
        "ddp_find_unused_parameters": False,
        "ddp_backend": "gloo" if plan.device == "cpu" and plan.distributed else None,
        "save_strategy": "no",
        "eval_strategy": "no",
        "report_to": reporters(config) or "none",
        "remove_unused_columns": False,
        "disable_tqdm": True,
        "logging_nan_inf_filter": False,
        "dataloader_pin_memory": plan.device == "cuda",
    }
    if config.training.lr_scheduler_type in BY_EVAL_LOSS:
        arguments |= {"eval_strategy": "steps", "eval_steps": max_steps + 1}
    arguments |= PRECISION[config.training.mixed_precision] | _fsdp(config, plan) | more
    made = TrainingArguments(output_dir=str(output), **arguments)
    if plan.kind == "fsdp" and config.training.mixed_precision != "fp32":
        made.fsdp_plugin_args["mixed_precision_policy"] = _sharded_precision(config)
    return made


def _sharded_precision(config: Config) -> MixedPrecisionPolicy:
    """accelerate's own would add up the gradients of fp32 adapters in 16 bits."""
    dtype = DTYPES[config.training.mixed_precision]
    return MixedPrecisionPolicy(param_dtype=dtype, reduce_dtype=torch.float32)


def reporters(config: Config) -> list[str]:
    """The services that curves go to by upstream's own callbacks."""
    return [name for name in config.logging.report_to if name != "tensorboard"]


def lora_config(
    config: Config, *, fan_in_fan_out: bool, all_linear: Sequence[str] = ()
) -> LoraConfig:
    """PEFT's configuration. `all_linear` are the names that stand for all linear layers, needed
    where only some layers are adapted: PEFT takes no `all-linear` there.

    Raises SettingsError when `lora.other` names no option of PEFT, InputError when PEFT refuses a
    combination.
    """
    arguments = {name: value_of(config, path) for path, name in LORA.items()}
    alpha = config.lora.alpha
    arguments |= {
        "lora_alpha": int(alpha) if alpha.is_integer() else alpha,
        "modules_to_save": config.lora.modules_to_save or None,
        "init_lora_weights": _word_or_bool(config.lora.init_weights),
        "fan_in_fan_out": fan_in_fan_out,
    }
    some_layers = config.lora.layers_to_transform is not None
    if all_linear and some_layers and config.lora.target_modules == "all-linear":
        arguments["target_modules"] = list(all_linear)
    with refusals_told(config):
        return LoraConfig(task_type="CAUSAL_LM", **(arguments | checked_other(config.lora.other)))


@contextmanager
def refusals_told(config: Config) -> Iterator[None]:
    """PEFT says no with a ValueError or its like, in one line that a person can use.

    Values of `lora.other` it does not check, and stumbles over with whatever comes.
    """
    other = config.lora.other
    kinds = (*REFUSALS, *STUMBLES) if other else REFUSALS
    try:
        yield
    except kinds as error:
        detail = str(error).strip().split("\n")[0]
        if not other:
            raise InputError(message("engine.lora.refused", detail=detail), where="lora") from error
        said = message("engine.lora.refused-other", names=", ".join(other), detail=detail)
        fix = message("engine.lora.fix-other")
        raise InputError(said, where="lora.other", fix=fix) from error


def quantization_config(config: Config, plan: Plan) -> BitsAndBytesConfig | None:
    """How the frozen base is quantised while it is loaded; None when it is not.

    Under FSDP the 4-bit numbers are stored in pieces of a floating format: bytes are not sharded
    (accelerate leaves them out of `fully_shard`).
    """
    if config.method.kind != "qlora" or config.quantization.bits == 16:
        return None
    if config.quantization.bits == 8:
        return BitsAndBytesConfig(load_in_8bit=True)
    arguments = {name: value_of(config, path) for path, name in QUANTIZATION.items()}
    compute = DTYPES[config.quantization.compute_dtype]
    arguments["bnb_4bit_compute_dtype"] = compute
    if plan.kind == "fsdp":
        arguments["bnb_4bit_quant_storage"] = DTYPES[config.training.mixed_precision]
    return BitsAndBytesConfig(load_in_4bit=True, **arguments)


def checked_other(other: Mapping[str, Any]) -> dict[str, Any]:
    """`lora.other`, if each key is an option of the installed LoraConfig not set elsewhere."""
    mistakes = [mistake for key in other if (mistake := _mistake(key))]
    if mistakes:
        raise SettingsError(message("engine.lora.bad-other"), mistakes, where="lora.other")
    return dict(other)


def lora_options() -> frozenset[str]:
    """Names of all options of the installed LoraConfig."""
    return frozenset(field.name for field in fields(LoraConfig))


def value_of(config: Config, path: str) -> Any:
    """The setting at `section.name`; that it is no longer `auto` is the caller's promise."""
    section, name = path.split(".")
    value = getattr(getattr(config, section), name)
    assert value != AUTO or path == "lora.fan_in_fan_out", f"{path} was not resolved"
    return value


def _mistake(key: str) -> InputError | None:
    ours = {name: path for path, name in LORA.items()}
    where = f"lora.other.{key}"
    if key in ours:
        return InputError(message("engine.lora.set-twice", key=key, path=ours[key]), where=where)
    if key in lora_options():
        return None
    near = get_close_matches(key, sorted(lora_options()), n=1)
    fix = message("engine.lora.nearest", key=near[0]) if near else None
    return InputError(message("engine.lora.unknown-option", key=key), where=where, fix=fix)


def _word_or_bool(word: str) -> bool | str:
    return {"true": True, "false": False}.get(word, word)


def _fsdp(config: Config, plan: Plan) -> dict[str, Any]:
    """FSDP2 wraps each transformer layer; which class that is, upstream reads from the model.

    Activation checkpointing stays with the model (`adapter.py`): accelerate's own does not restore
    the random state, so with dropout the recomputed activations would be others.
    """
    if plan.kind != "fsdp":
        return {}
    options = {
        "version": 2,
        "auto_wrap_policy": "TRANSFORMER_BASED_WRAP",
        "reshard_after_forward": True,
        "cpu_ram_efficient_loading": False,
        "state_dict_type": "FULL_STATE_DICT",
        "cpu_offload": config.memory.cpu_offload,
    }
    return {"fsdp": True, "fsdp_config": options}


def linear_names(names: Sequence[str]) -> list[str]:
    """The last parts of module names, each once, as a person writes them in target modules."""
    return sorted({name.rsplit(".", 1)[-1] for name in names})
