"""Load the base model and its tokenizer from a folder, as settings and plan say.

Knows what must be true of a folder before its weights are touched, and how transformers loads them.
Does not add an adapter (`adapter.py`), and reads nothing but safetensors.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from transformers import (
    AutoConfig,
    AutoModelForCausalLM,
    AutoTokenizer,
    PretrainedConfig,
    PreTrainedModel,
    PreTrainedTokenizerBase,
)
from transformers.models.auto.modeling_auto import MODEL_FOR_CAUSAL_LM_MAPPING_NAMES

from deeptuner.engine.device_map import balanced_device_map
from deeptuner.engine.plan import Plan
from deeptuner.engine.precision import weights_dtype
from deeptuner.engine.upstream import quantization_config
from deeptuner.errors import ModelError
from deeptuner.runs.models import describe_model
from deeptuner.settings.sections.config import Config
from deeptuner.words import message


def load_model(
    config: Config, plan: Plan, model_dir: Path, *, placed: bool = False
) -> tuple[PreTrainedModel, PreTrainedTokenizerBase]:
    """The base model with its weights, and the tokenizer beside it.

    Under `naive` the layers lie on the plan's GPUs; under `single` and `ddp` a quantised model lies
    on the process's own GPU (it cannot be moved later), any other on the CPU, from where the
    Trainer moves it; without a Trainer it is `placed` on that GPU, too. Raises ModelError when the
    folder cannot be used.
    """
    upstream_config = load_config(model_dir, config.model.trust_remote_code)
    model = _load_weights(config, plan, model_dir, upstream_config, placed=placed)
    tokenizer = load_tokenizer(model_dir, config.model.trust_remote_code)
    _check_vocabulary(model, tokenizer, model_dir)
    model.config.use_cache = False  # a cache would let packed samples see each other
    if model.config.pad_token_id is None and tokenizer.pad_token_id is not None:
        model.config.pad_token_id = tokenizer.pad_token_id
    return model, tokenizer


def load_config(model_dir: Path, trust_remote_code: bool) -> PretrainedConfig:
    """The model's configuration, if the installed transformers can train such a model.

    Raises ModelError: no folder, no config, damaged or only pickled weights, an unknown
    architecture, code of its own that is not trusted, or weights that are quantised already.
    """
    describe_model(model_dir).require()
    config = _read_config(model_dir, trust_remote_code)
    if getattr(config, "quantization_config", None) is not None:
        raise _refused("quantised", model_dir, "full-weights", name=model_dir.name)
    own_code = "AutoModelForCausalLM" in (getattr(config, "auto_map", None) or {})
    known = config.model_type in MODEL_FOR_CAUSAL_LM_MAPPING_NAMES
    if not known and not (own_code and trust_remote_code):
        if own_code:
            raise _refused("own-code", model_dir, "trust", name=model_dir.name)
        raise _refused("not-causal", model_dir, "other-model", kind=config.model_type)
    return config


def build_on_meta(config: PretrainedConfig, trust_remote_code: bool) -> PreTrainedModel:
    """The model's modules without any weights, in milliseconds: to count and to plan."""
    with torch.device("meta"):
        return AutoModelForCausalLM.from_config(config, trust_remote_code=trust_remote_code)


def load_tokenizer(model_dir: Path, trust_remote_code: bool = False) -> PreTrainedTokenizerBase:
    """The tokenizer, with a pad token (where it has none, the end token pads).

    Raises ModelError when there is none, or it cannot be read.
    """
    try:
        tokenizer = AutoTokenizer.from_pretrained(
            str(model_dir), local_files_only=True, trust_remote_code=trust_remote_code
        )
    except (OSError, ValueError, KeyError, TypeError, ImportError) as error:
        raise _refused("no-tokenizer", model_dir, "tokenizer-files", detail=_first(error)) from None
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    loaded: PreTrainedTokenizerBase = tokenizer
    return loaded


def _read_config(model_dir: Path, trust_remote_code: bool) -> PretrainedConfig:
    try:
        return AutoConfig.from_pretrained(
            str(model_dir), local_files_only=True, trust_remote_code=trust_remote_code
        )
    except (OSError, ValueError, KeyError, TypeError, ImportError) as error:
        if "trust_remote_code" in str(error):
            raise _refused("own-code", model_dir, "trust", name=model_dir.name) from None
        raise _refused("unknown-architecture", model_dir, "newer", detail=_first(error)) from None


def _load_weights(
    config: Config,
    plan: Plan,
    model_dir: Path,
    upstream_config: PretrainedConfig,
    *,
    placed: bool,
) -> PreTrainedModel:
    quantized = quantization_config(config, plan)
    more: dict[str, Any] = {"quantization_config": quantized} if quantized else {}
    fixed = quantized is not None or (placed and plan.device == "cuda")
    if (device_map := _device_map(config, plan, upstream_config, fixed)) is not None:
        more["device_map"] = device_map
    try:
        model, report = AutoModelForCausalLM.from_pretrained(
            str(model_dir),
            config=upstream_config,
            dtype=weights_dtype(config.method.kind, config.training.mixed_precision),
            attn_implementation=config.model.attention,
            use_safetensors=True,
            local_files_only=True,
            trust_remote_code=config.model.trust_remote_code,
            output_loading_info=True,
            ignore_mismatched_sizes=True,  # reported, and then refused in words
            **more,
        )
    except torch.OutOfMemoryError:
        raise
    except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
        raise _refused("unreadable", model_dir, "get-again", detail=_first(error)) from error
    _check_complete(report, model_dir)
    loaded: PreTrainedModel = model
    _keep_form(loaded)
    return loaded


def _keep_form(model: PreTrainedModel) -> None:
    """4-bit weights stay as they were loaded.

    On a CPU that computes in bf16 (AVX512-BF16) bitsandbytes 0.50 packs them anew at the first
    evaluation: their scales lose bits, no gradient passes through them from then on, and layers
    narrower than a block fail (`Linear4bit.forward`, `matmul_4bit`).
    """
    for module in model.modules():
        if hasattr(module, "support_avx512bf16_for_cpu"):
            module.support_avx512bf16_for_cpu = False


def _device_map(
    config: Config, plan: Plan, upstream_config: PretrainedConfig, fixed: bool
) -> dict[str, Any] | None:
    if plan.kind == "naive":
        skeleton = build_on_meta(upstream_config, config.model.trust_remote_code)
        return balanced_device_map(skeleton, config, plan.max_memory)
    if not fixed:
        return None
    return {"": "cpu"} if plan.device == "cpu" else {"": torch.cuda.current_device()}


def _check_complete(report: dict[str, Any], model_dir: Path) -> None:
    """A weight that is not in the files would silently be random."""
    missing = sorted(report.get("missing_keys", ()))
    mismatched = sorted(str(key) for key in report.get("mismatched_keys", ()))
    if missing:
        raise _refused("missing", model_dir, "get-again", count=len(missing), first=missing[0])
    if mismatched:
        raise _refused("mismatched", model_dir, "get-again", first=mismatched[0])


def _check_vocabulary(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, model_dir: Path
) -> None:
    """Tokens without an embedding would crash, on a GPU without a word: refused with one."""
    rows = model.get_input_embeddings().weight.shape[0]
    if len(tokenizer) > rows:
        raise _refused("vocabulary", model_dir, "matching", tokens=len(tokenizer), rows=rows)


def _refused(what: str, model_dir: Path, fix: str, **params: Any) -> ModelError:
    return ModelError(
        message(f"engine.model.{what}", **params),
        where=str(model_dir),
        fix=message(f"engine.model.fix-{fix}"),
    )


def _first(error: BaseException) -> str:
    """The first line of what a library said: the rest is for programmers."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
