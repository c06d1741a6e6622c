"""What learned, in the form that others read: a PEFT adapter, or a Hugging Face model.

Knows how to write it, full and unsharded, with the tokenizer beside it, and how to put an adapter
back. Does not load a base model (`model.py`). Saving is done by all ranks together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from peft import PeftModel, get_peft_model_state_dict, set_peft_model_state_dict
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from deeptuner.engine.checkpoint.tensors import (
    disk_errors,
    full,
    same_storage_apart,
    write_tensors,
)
from deeptuner.errors import EngineError
from deeptuner.words import message

ADAPTER: Final = "default"  # PEFT's name for the one adapter of a run
ADAPTER_FILE: Final = "adapter_model.safetensors"


def save_weights(folder: Path | None, model: nn.Module, tokenizer: PreTrainedTokenizerBase) -> None:
    """Write the adapter or the model into `folder` (rank 0); with None only take part."""
    tensors = dict(_learned(model, keep=folder is not None))
    if folder is None:
        return
    if isinstance(model, PeftModel):
        _save_adapter(folder, model, tensors)
    else:
        assert isinstance(model, PreTrainedModel)
        with disk_errors():
            model.save_pretrained(folder, state_dict=tensors)
    tokenizer.save_pretrained(folder)


def load_adapter(folder: Path, model: PeftModel) -> None:
    """Put a saved adapter into `model`, whose adapter has the same settings.

    Raises EngineError when it has others.
    """
    tensors = load_file(folder / ADAPTER_FILE)
    wanted = {
        key: value.shape
        for key, value in get_peft_model_state_dict(model, save_embedding_layers=False).items()
    }
    if wanted != {key: value.shape for key, value in tensors.items()}:
        raise EngineError(
            message("engine.resume.other-adapter"),
            where=str(folder),
            fix=message("engine.resume.other-adapter-fix"),
        )
    set_peft_model_state_dict(model, tensors)


def _save_adapter(folder: Path, model: PeftModel, learned: dict[str, Tensor]) -> None:
    """`adapter_model.safetensors` and `adapter_config.json`, which names the base's folder."""
    tensors = get_peft_model_state_dict(model, state_dict=learned, save_embedding_layers=False)
    write_tensors(folder / ADAPTER_FILE, same_storage_apart(tensors))
    config = model.peft_config[ADAPTER]
    base = config.base_model_name_or_path or model.get_base_model().name_or_path
    replace(config, base_model_name_or_path=base, inference_mode=True).save_pretrained(folder)
    if model.generation_config is not None:
        model.generation_config.save_pretrained(folder)


def _learned(model: nn.Module, *, keep: bool) -> Iterator[tuple[str, Any]]:
    """Name and whole tensor of what must be saved: all of a model, what learns of an adapter."""
    adapter = isinstance(model, PeftModel)
    for name, parameter in model.named_parameters():
        if parameter.requires_grad or not adapter:
            yield name, full(parameter, keep=keep)
    if not adapter:
        kept = model.state_dict().keys()
        for name, buffer in model.named_buffers():
            if name in kept:
                yield name, full(buffer, keep=keep)
