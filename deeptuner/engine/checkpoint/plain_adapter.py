"""Adapters whose beginning changed the base become ordinary ones, for any program to use.

Knows that PiSSA and OLoRA move a part of the base into the adapter: W = W′ + s·B₀A₀. What was
learned is W′ + s·BA = W + s·(BA − B₀A₀), an ordinary adapter of twice the rank (Meng et al. 2024,
https://arxiv.org/abs/2404.02948, appendix C). Does not know any other kind of beginning.
"""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Final

import torch
from peft import LoraConfig, PeftModel, get_peft_model_state_dict
from safetensors.torch import load_file
from torch import Tensor, nn

from deeptuner.engine.checkpoint.tensors import write_tensors
from deeptuner.engine.checkpoint.weights import ADAPTER, ADAPTER_FILE

MOVES_BASE: Final = ("pissa", "olora")
Beginning = dict[str, Tensor]  # the adapter before its first step, by its name in files


def beginning_of(model: nn.Module) -> Beginning | None:
    """A copy of a fresh adapter's matrices where they were taken from the base, else None."""
    if not isinstance(model, PeftModel):
        return None
    if model.peft_config[ADAPTER].init_lora_weights not in MOVES_BASE:
        return None
    tensors = get_peft_model_state_dict(model, save_embedding_layers=False)
    return {name: value.detach().cpu().clone() for name, value in tensors.items()}


def make_plain(folder: Path, beginning: Beginning) -> None:
    """Rewrite the adapter in `folder`, which nobody reads yet, for the unchanged base."""
    learned = load_file(folder / ADAPTER_FILE)
    joined = {name: _join(name, value, beginning) for name, value in learned.items()}
    write_tensors(folder / ADAPTER_FILE, joined)
    config = LoraConfig.from_pretrained(str(folder))
    louder = math.sqrt(2) if config.use_rslora else 2  # keeps alpha ÷ rank (÷ √rank) as it was
    replace(
        config,
        r=config.r * 2,
        lora_alpha=config.lora_alpha * louder,
        rank_pattern={name: rank * 2 for name, rank in config.rank_pattern.items()},
        alpha_pattern={name: alpha * louder for name, alpha in config.alpha_pattern.items()},
        init_lora_weights=True,
    ).save_pretrained(folder)


def _join(name: str, learned: Tensor, beginning: Beginning) -> Tensor:
    if ".lora_A." in name:
        return torch.cat([learned, beginning[name]], dim=0)
    if ".lora_B." in name:
        return torch.cat([learned, -beginning[name]], dim=1)
    return learned
