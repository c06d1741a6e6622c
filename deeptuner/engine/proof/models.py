"""The models of a proof, whole in memory, in fp32 on the CPU.

Knows transformers, PEFT and bitsandbytes. Does not know what is compared.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Protocol

import psutil
import torch
from peft import PeftConfig, PeftModelForCausalLM
from peft.tuners.tuners_utils import BaseTunerLayer
from torch import Tensor
from transformers import AutoModelForCausalLM, PreTrainedModel

from deeptuner.engine.merge.adapter import WEIGHTS
from deeptuner.engine.merge.four_bit import FourBit, quantised
from deeptuner.engine.merge.rows import differing, stored
from deeptuner.engine.model import load_config
from deeptuner.engine.proof.rows import Row
from deeptuner.engine.proof.weights import Pairs, merged_by_peft, pairs
from deeptuner.engine.quiet import quiet
from deeptuner.errors import DeepTunerError
from deeptuner.files import Progress
from deeptuner.runs.models import describe_model
from deeptuner.runs.safetensors_header import read_header

BYTES: Final = 4  # of a number in fp32
TWICE: Final = {
    ".modules_to_save.weight": ".weight",
    ".token_adapter.trainable_tokens_delta": ".token_adapter.trainable_tokens_delta",
}
ROOM: Final = 1.2  # of the weights: what the layers hold while they compute


class Steps:
    """Called when a model has read a row, or a layer all of them; tells progress."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = 0
        self.total = 0

    def __call__(self) -> None:
        self._done += 1
        self._progress(self._done, max(self.total, self._done))


class Models(Protocol):
    """Base with adapter, base alone, and the merged model, for certain rows.

    `unused` are the adapter's tensors that PEFT found no place for.
    """

    unused: tuple[str, ...]

    def logits(self, number: int) -> tuple[Tensor, Tensor, Tensor]:
        """Of row `number`: with adapter, base, merged; each [tokens, vocabulary], fp32."""
        ...

    def weights(self) -> Pairs:
        """The merged model's weights against PEFT's merge. The last that is asked: it may change
        the base."""
        ...


def needed_bytes(model_dir: Path) -> int:
    """Memory in which base and merged model lie side by side, about."""
    return int(2 * ROOM * BYTES * (describe_model(model_dir).parameters or 0))


def fits(model_dir: Path) -> bool:
    return needed_bytes(model_dir) <= psutil.virtual_memory().available


def vocabulary_of(folder: Path) -> int | None:
    """How many tokens the model in `folder` has a row for."""
    config = load_config(folder, trust_remote_code=False).get_text_config()
    found: int | None = getattr(config, "vocab_size", None)
    return found


@contextmanager
def whole(
    model_dir: Path,
    adapter_dir: Path,
    merged_dir: Path,
    rows: Sequence[Row],
    over: FourBit | None,
    steps: Steps,
) -> Iterator[Models | None]:
    """None when the merged model does not load, or not with every weight in its place.

    `over`: the base is rounded to 4 bits as it was in training. Raises ModelError when the base
    cannot be loaded.
    """
    steps.total = 3 * len(rows)
    base, _ = _load(model_dir)
    rows_of_tokens = vocabulary_of(merged_dir)
    if rows_of_tokens != vocabulary_of(model_dir):
        base.resize_token_embeddings(rows_of_tokens, mean_resizing=False)
    if over is not None:
        _round(base, model_dir, over)
    model, unused = with_adapter(base, adapter_dir)
    try:
        merged, report = _load(merged_dir)
    except (DeepTunerError, OSError, ValueError, KeyError, RuntimeError):
        yield None
        return
    yield None if any(report.values()) else _Whole(model, merged, unused, rows, steps)


class _Whole:
    def __init__(
        self,
        model: PeftModelForCausalLM,
        merged: PreTrainedModel,
        unused: tuple[str, ...],
        rows: Sequence[Row],
        steps: Steps,
    ) -> None:
        self.unused = unused
        self._model = model
        self._merged = merged
        self._rows = rows
        self._steps = steps

    def logits(self, number: int) -> tuple[Tensor, Tensor, Tensor]:
        row = self._rows[number]
        tuned = self._read(self._model, row)
        with self._model.disable_adapter():
            base = self._read(self._model, row)
        return tuned, base, self._read(self._merged, row)

    @torch.no_grad()
    def _read(self, model: Any, row: Row) -> Tensor:
        ids = torch.from_numpy(row.ids)[None]
        found: Tensor = model(input_ids=ids, use_cache=False).logits[0]
        self._steps()
        return found.float()

    def weights(self) -> Pairs:
        causal = self._model.base_model.model
        _part(causal)
        _part(self._merged)
        found = {name: one.data for name, one in self._merged.named_parameters()}
        return pairs(merged_by_peft(causal, ""), found)


def with_adapter(
    base: PreTrainedModel, adapter_dir: Path
) -> tuple[PeftModelForCausalLM, tuple[str, ...]]:
    """The base with PEFT's modules in it, and the adapter's tensors that found no place.

    The base's weights may be absent, on meta devices; the adapter's are there in fp32. PEFT would
    move these to where the base's are, which would be nowhere.
    """
    absent = next(base.parameters()).is_meta
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what PEFT says about tied heads and Conv1D
        config: Any = PeftConfig.from_pretrained(str(adapter_dir))
        config.inference_mode = True
        model = PeftModelForCausalLM(base, config, low_cpu_mem_usage=absent)
        for module in model.modules() if absent else ():
            if isinstance(module, BaseTunerLayer):
                module._move_adapter_to_device_of_base_layer = lambda *_, **__: None
        told = model.load_adapter(
            str(adapter_dir), "default", torch_device="cpu", low_cpu_mem_usage=absent
        )
    for parameter in model.parameters():
        if not parameter.is_meta:
            parameter.data = parameter.data.float()
    return model.eval(), tuple(_lost(adapter_dir, told.unexpected_keys))


def _lost(adapter_dir: Path, unexpected: Sequence[str]) -> Iterator[str]:
    """Those that PEFT has no place for, but for what is in the file twice: it writes whole
    embeddings under two names, and rows of tokens for a head that shares them."""
    tensors = stored(read_header(adapter_dir / WEIGHTS)) if unexpected else {}
    for name in unexpected:
        part = next((one for one in TWICE if name.endswith(one)), "")
        others = (
            each
            for each in tensors
            if each not in unexpected and part and each.endswith(TWICE[part])
        )
        if not any(differing({"": tensors[each]}, {"": tensors[name]}) == 0 for each in others):
            yield name


@quiet()
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
def _round(model: PreTrainedModel, model_dir: Path, over: FourBit) -> None:
    for name, transposed in quantised(model_dir).items():
        weight = model.get_submodule(name).get_parameter("weight")
        weight.copy_(over.round_trip(weight.T).T if transposed else over.round_trip(weight))


def _part(model: PreTrainedModel) -> None:
    """What is shared becomes a copy each: PEFT merges into one place, and not into the others."""
    seen = set()
    for module in model.modules():
        for name, parameter in module.named_parameters(recurse=False, remove_duplicate=False):
            if id(parameter) in seen:
                setattr(module, name, torch.nn.Parameter(parameter.clone(), requires_grad=False))
            seen.add(id(getattr(module, name)))
