"""What a type does to the loss: the model's weights rounded as in a file of that type, and asked.

Knows transformers and the types that the `gguf` package can quantise. Everything else computes in
fp32, as the model without rounding does: llama.cpp rounds a little more while it computes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import psutil
import torch
from gguf import GGMLQuantizationType, get_tensor_name_map
from gguf.quants import dequantize, quantize
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModelForCausalLM, PreTrainedModel
from transformers.pytorch_utils import Conv1D

from deeptuner.engine.gguf.metadata import architecture_of
from deeptuner.engine.gguf.plan import EMBEDDING, HEAD, name_in_file
from deeptuner.engine.gguf.types import tensor_type
from deeptuner.engine.model import load_config
from deeptuner.engine.proof.rows import Row, Rows
from deeptuner.engine.quants.measured import Losses
from deeptuner.engine.quiet import quiet
from deeptuner.errors import EngineError
from deeptuner.files import Progress
from deeptuner.runs.models import describe_model
from deeptuner.words import message
from deeptuner.words.sizes import size_of

ROWS: Final = 64  # at most
TOKENS: Final = 256  # of a row, at most
ROOM: Final = 1.3  # of the weights in fp32: what a block and the layers hold while they compute
BLOCK: Final = 1 << 22  # numbers rounded at once
_PLAIN: Final = {
    GGMLQuantizationType.F16: torch.float16,
    GGMLQuantizationType.BF16: torch.bfloat16,
}


def require_memory(model_dir: Path) -> None:
    """Raises EngineError where the model does not fit in memory in fp32."""
    needed = ROOM * 4 * (describe_model(model_dir).parameters or 0)
    free = psutil.virtual_memory().available
    if needed > free:
        raise EngineError(
            message("engine.quants.no-memory", need=size_of(needed), have=size_of(free))
        )


def measure(model_dir: Path, rows: Rows, kinds: Sequence[str], progress: Progress) -> Losses:
    """The loss of the model in each type of `kinds`.

    Holds one model in fp32. `progress` counts numbers rounded and rows read, in parts of a
    hundred of the whole. Raises EngineError where that does not fit in memory.
    """
    require_memory(model_dir)
    share = 100 / (1 + len(kinds))

    def part(begin: float, length: float) -> Callable[[float], None]:
        return lambda done: progress(round(begin + length * done), 100)

    stored = _loss(_load(model_dir), rows.rows, part(0, share))
    by_type = {}
    for number, kind in enumerate(kinds, start=1):
        model = _load(model_dir)
        _round(model, model_dir, kind, part(number * share, 0.9 * share))
        by_type[kind] = _loss(model, rows.rows, part((number + 0.9) * share, 0.1 * share))
        del model
    tokens = sum(int(row.trained[1:].sum()) for row in rows.rows)
    return Losses(rows.source, len(rows.rows), tokens, stored, by_type)


def round_trip(weight: Tensor, kind: GGMLQuantizationType) -> None:
    """Round `weight`, fp32 with whole blocks in a row, in place as a file of that type holds it."""
    if kind in _PLAIN:
        weight.copy_(weight.to(_PLAIN[kind]))
        return
    flat = weight.view(-1, weight.shape[-1])
    step = max(1, BLOCK // flat.shape[1])
    for start in range(0, flat.shape[0], step):
        block = flat[start : start + step]
        block.copy_(torch.from_numpy(dequantize(quantize(block.numpy(), kind), kind)))


@quiet()
def _load(model_dir: Path) -> PreTrainedModel:
    model: PreTrainedModel = AutoModelForCausalLM.from_pretrained(
        str(model_dir),
        config=load_config(model_dir, trust_remote_code=False),
        dtype=torch.float32,
        use_safetensors=True,
        local_files_only=True,
    )
    return model.eval()


@torch.no_grad()
def _round(
    model: PreTrainedModel, model_dir: Path, kind: str, told: Callable[[float], None]
) -> None:
    weights = list(_weights(model, model_dir))
    total = sum(weight.numel() for _, weight in weights)
    done = 0
    for name, weight in weights:
        wanted = tensor_type(kind, name, weight.shape)
        if wanted is not GGMLQuantizationType.F32:
            rounded = weight.contiguous()  # a turned matrix becomes a copy
            round_trip(rounded, wanted)
            weight.copy_(rounded)
        done += weight.numel()
        told(done / total)


def _weights(model: PreTrainedModel, model_dir: Path) -> Iterator[tuple[str, Tensor]]:
    """Every weight once, under its name in a file where that is known, turned as it lies there."""
    config: Any = model.config.get_text_config()
    arch = architecture_of(model_dir).arch
    names = get_tensor_name_map(arch, config.num_hidden_layers)
    tables = {id(_weight(model.get_output_embeddings())): HEAD}
    tables[id(_weight(model.get_input_embeddings()))] = EMBEDDING
    turned = {id(one.weight) for one in model.modules() if isinstance(one, Conv1D)}
    for name, weight in model.named_parameters():
        known = tables.get(id(weight)) or name_in_file(names, name) or name
        yield known, weight.data.T if id(weight) in turned else weight.data


def _weight(module: nn.Module | None) -> object:
    return getattr(module, "weight", None)


@torch.no_grad()
def _loss(model: Any, rows: Sequence[Row], told: Callable[[float], None]) -> float:
    total, count = 0.0, 0
    for number, row in enumerate(rows, start=1):
        ids = torch.from_numpy(row.ids)
        trained = torch.from_numpy(row.trained[1:])
        logits = model(input_ids=ids[None], use_cache=False).logits[0, :-1].float()
        losses = functional.cross_entropy(logits, ids[1:], reduction="none")
        total += float(losses[trained].double().sum())
        count += int(trained.sum())
        told(number / len(rows))
    return total / max(1, count)
