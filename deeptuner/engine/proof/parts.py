"""A model's weights read from its files a part at a time, in fp32, named as in memory.

Knows how transformers renames and stacks the tensors of files while it loads a model, which is left
to transformers itself. Does not know adapters, nor when which part is needed (`streamed.py`).
"""

from __future__ import annotations

import ctypes
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import torch
from accelerate import init_empty_weights
from torch import Tensor, nn
from transformers import AutoModelForCausalLM, PreTrainedModel
from transformers.conversion_mapping import get_model_conversion_mapping
from transformers.core_model_loading import (
    WeightConverter,
    WeightRenaming,
    convert_and_load_state_dict_in_model,
    rename_source_key,
)
from transformers.modeling_utils import LoadStateDictConfig

from deeptuner.engine.model import load_config

Tensors = Mapping[str, Callable[[], Tensor]]  # of the files, by name: read when called
Rounding = Callable[[str, Tensor], Tensor]  # a parameter's name and value → as it was computed with


class CannotStreamError(Exception):
    """The model's class does not let itself be computed part by part, or its files do not fit."""


class Parts:
    """The parameters of the model in `folder`, to be read by name.

    `lacking` and `left_over` name parameters that no tensor fills and tensors that fill none.
    """

    def __init__(
        self, folder: Path, tensors: Tensors, rounding: Rounding = lambda name, value: value
    ) -> None:
        self._tensors = tensors
        self._rounding = rounding
        self._skeleton = on_meta(folder)
        self._conversions = get_model_conversion_mapping(self._skeleton)
        self._sources, self.left_over = self._sorted()
        self._same_as = self._ties()
        known = {*self._sources, *self._same_as}
        ignored = self._skeleton._keys_to_ignore_on_load_missing or ()
        self.lacking = [
            name
            for name in self._skeleton.state_dict()
            if name not in known and not _matches(name, ignored)
        ]

    def __contains__(self, name: str) -> bool:
        return self._same_as.get(name, name) in self._sources

    def read(self, names: Iterable[str]) -> dict[str, Tensor]:
        """These parameters. Raises CannotStreamError when the files have one not, or another."""
        sources = {name: self._same_as.get(name, name) for name in names}
        keys = {key for source in sources.values() for key in self._sources.get(source, ())}
        given = {key: _Lazy(self._tensors[key]) for key in keys}
        how = LoadStateDictConfig(dtype=torch.float32, weight_mapping=list(self._conversions))
        told, _ = convert_and_load_state_dict_in_model(self._skeleton, given, how)
        try:
            wrong = told.mismatched_keys or told.conversion_errors or told.unexpected_keys
            if wrong or not told.missing_keys.isdisjoint(sources.values()):
                raise CannotStreamError(str(wrong or told.missing_keys & set(sources.values())))
            found = {
                name: self._skeleton.get_parameter_or_buffer(source).data
                for name, source in sources.items()
            }
        finally:
            to_meta(self._skeleton)
        return {name: self._rounding(sources[name], value) for name, value in found.items()}

    def _sorted(self) -> tuple[dict[str, list[str]], list[str]]:
        """The tensors that each parameter is made of; and those that belong to none."""
        wanted = self._skeleton.state_dict()
        renamings = [one for one in self._conversions if isinstance(one, WeightRenaming)]
        converters = [one for one in self._conversions if isinstance(one, WeightConverter)]
        prefix = self._skeleton.base_model_prefix
        ignored = self._skeleton._keys_to_ignore_on_load_unexpected or ()
        sources: dict[str, list[str]] = defaultdict(list)
        left_over = []
        for key in self._tensors:
            name, _ = rename_source_key(key, renamings, converters, prefix, wanted)
            if name not in wanted:
                name, _ = rename_source_key(key, [], [], prefix, wanted)
            if name in wanted:
                sources[name].append(key)
            elif not _matches(name, ignored):
                left_over.append(key)
        return dict(sources), left_over

    def _ties(self) -> dict[str, str]:
        """Parameters that are not in the files, since they are the same as others there."""
        tied = self._skeleton.all_tied_weights_keys.items()
        return {
            absent: present
            for pair in tied
            for absent, present in (pair, pair[::-1])
            if absent not in self._sources and present in self._sources
        }


class _Lazy:
    """A tensor that is read when transformers takes all of it, as it does with those of files."""

    def __init__(self, read: Callable[[], Tensor]) -> None:
        self._read = read

    def __getitem__(self, everything: Any) -> Tensor:
        return self._read()


def on_meta(folder: Path, vocabulary: int | None = None) -> PreTrainedModel:
    """The model's modules with their buffers, but without weights, for fp32; with a row for each of
    `vocabulary` tokens, where that is given."""
    config = load_config(folder, trust_remote_code=False)
    if vocabulary is not None:
        config.get_text_config().vocab_size = vocabulary
    with init_empty_weights(include_buffers=False):
        model: PreTrainedModel = AutoModelForCausalLM.from_config(config, dtype=torch.float32)
    return model.eval()


def to_meta(module: nn.Module, keep: frozenset[int] = frozenset()) -> None:
    """Forget all weights of the module, but those parameters that `keep` has by identity."""
    for one in module.modules():
        for name, parameter in one.named_parameters(recurse=False):
            if not parameter.is_meta and id(parameter) not in keep:
                setattr(one, name, empty(parameter))


def give_back() -> None:
    """Freed memory goes back to the system: glibc would keep what threads that are gone held, more
    with every layer."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def empty(parameter: nn.Parameter) -> nn.Parameter:
    return nn.Parameter(torch.empty_like(parameter, device="meta"), requires_grad=False)


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(re.search(pattern, name) for pattern in patterns)
