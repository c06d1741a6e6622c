"""The models of a proof, each loaded in fp32 on the CPU for as long as it is asked.

Knows transformers and PEFT. Does not know what is compared.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import torch
from peft import PeftConfig, PeftModelForCausalLM
from torch import Tensor
from transformers import AutoModelForCausalLM, PreTrainedModel
from transformers.utils import logging

from deeptuner.engine.model import load_config
from deeptuner.engine.proof.rows import Row
from deeptuner.errors import DeepTunerError
from deeptuner.runs.models import describe_model

BYTES = 4  # of a number in fp32
ROOM = 1.2  # of the weights: what the layers hold while they compute

Logits = Callable[[Row], Tensor]  # [tokens, vocabulary], fp32


def needed_bytes(model_dir: Path) -> int:
    """Memory in which this model can be proven, about."""
    return int(ROOM * BYTES * (describe_model(model_dir).parameters or 0))


def fits(model_dir: Path) -> bool:
    return needed_bytes(model_dir) <= psutil.virtual_memory().available


@contextmanager
def with_adapter(
    model_dir: Path, adapter_dir: Path
) -> Iterator[tuple[Logits, Logits, tuple[str, ...]]]:
    """Base with adapter, base alone, and the adapter's tensors that PEFT found no place for."""
    base, _ = _load(model_dir)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what PEFT says about tied heads and Conv1D
        config: Any = PeftConfig.from_pretrained(str(adapter_dir))
        config.inference_mode = True
        model = PeftModelForCausalLM(base, config)
        result = model.load_adapter(str(adapter_dir), "default", torch_device="cpu")
    model.eval()

    def alone(row: Row) -> Tensor:
        with model.disable_adapter():
            return _logits(model, row)

    yield lambda row: _logits(model, row), alone, tuple(result.unexpected_keys)


@contextmanager
def loaded_again(merged_dir: Path) -> Iterator[Logits | None]:
    """The merged model, or None when it does not load, or not with every weight in its place."""
    try:
        model, report = _load(merged_dir)
    except (DeepTunerError, OSError, ValueError, KeyError, RuntimeError):
        yield None
        return
    whole = not any(report.values())
    yield (lambda row: _logits(model, row)) if whole else None


@contextmanager
def _quiet() -> Iterator[None]:
    """Without transformers' own bars and remarks: a command's progress and result are ours."""
    had_bars, level = logging.is_progress_bar_enabled(), logging.get_verbosity()
    logging.disable_progress_bar()
    logging.set_verbosity_error()
    try:
        yield
    finally:
        logging.set_verbosity(level)
        if had_bars:
            logging.enable_progress_bar()


@_quiet()
def _load(folder: Path) -> tuple[PreTrainedModel, dict[str, Any]]:
    loaded: tuple[PreTrainedModel, dict[str, Any]] = AutoModelForCausalLM.from_pretrained(
        str(folder),
        config=load_config(folder, trust_remote_code=False),
        dtype=torch.float32,
        use_safetensors=True,
        local_files_only=True,
        output_loading_info=True,
    )
    loaded[0].eval()
    return loaded


@torch.no_grad()
def _logits(model: Any, row: Row) -> Tensor:
    ids = torch.from_numpy(row.ids)[None]
    found: Tensor = model(input_ids=ids, use_cache=False).logits[0]
    return found.float()
