"""How many bytes a model takes on a device while it trains: a simple, careful estimate.

Knows the modules of a model built on meta devices, and formulas. Does not know devices or plans.
Formulas fit fake-tensor runs of a whole LoRA step of an 8 B Llama within 1 %:
peak ≈ W + 16 B × trainable (value, gradient, two Adam moments) + activations + 12 B × T × V, where
T is tokens in a batch, V the vocabulary, and activations are 2 B × L × T × h with gradient
checkpointing and about 58 B × L × T × h without.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from peft.tuners.tuners_utils import check_target_module_exists
from torch import nn
from transformers import PreTrainedModel
from transformers.pytorch_utils import Conv1D

from deeptuner.engine.precision import weights_dtype
from deeptuner.engine.upstream import lora_config
from deeptuner.settings.sections.config import Config

ADAM_BYTES = 16  # a learning number in fp32: value, gradient, two moments
SLACK_BYTES = int(1.5 * 2**30)  # GPU context and kernel workspaces
SLACK_SHARE = 1.1  # of an allocator that cannot use every gap
CONSTANTS_4BIT = {True: 0.016, False: 0.0625}  # bytes a weight, with and without double quant
PER_TOKEN_LOGIT = 12  # bytes a logit: 16-bit, fp32, and the gradient
PER_ACTIVATION = {True: 2, False: 58}  # bytes × layers × tokens × hidden, by checkpointing


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes of one model as settings would hold it. `layer` is the largest transformer layer."""

    weights: int
    trainable: int
    layer: int
    layers: int
    hidden: int
    vocabulary: int

    def loaded(self) -> int:
        """Bytes before the first batch: frozen weights, and what each learning number needs."""
        return self.weights + ADAM_BYTES * self.trainable

    def logits(self, tokens: int) -> int:
        return PER_TOKEN_LOGIT * tokens * self.vocabulary

    def activations(self, tokens: int, checkpointing: bool) -> int:
        return PER_ACTIVATION[checkpointing] * self.layers * tokens * self.hidden

    def replica(self, tokens: int, checkpointing: bool) -> int:
        """Peak bytes of a process that holds the whole model and trains `tokens` at once."""
        working = self.activations(tokens, checkpointing) + self.logits(tokens)
        return int((self.loaded() + working) * SLACK_SHARE) + SLACK_BYTES

    def shard(self, tokens: int, checkpointing: bool, processes: int) -> int:
        """The same with weights and what learns split evenly, and two layers gathered at once."""
        held = self.loaded() // processes + 2 * self.layer
        working = self.activations(tokens, checkpointing) + self.logits(tokens)
        return int((held + working) * SLACK_SHARE) + SLACK_BYTES


def measure(model: PreTrainedModel, config: Config) -> Sizes:
    """Sizes of `model` (on meta devices is enough) under `config`."""
    text = model.config.get_text_config()
    blocks = [module for _, module in layers_of(model)]
    full = config.method.kind == "full"
    weights = weight_bytes(model, model, config)
    return Sizes(
        weights=0 if full else weights,
        trainable=_count(model) if full else _adapter_size(model, config),
        layer=max((weight_bytes(block, model, config) for block in blocks), default=weights),
        layers=len(blocks),
        hidden=text.hidden_size,
        vocabulary=text.vocab_size,
    )


def layers_of(model: PreTrainedModel) -> Iterator[tuple[str, nn.Module]]:
    """The transformer layers: what upstream says must not be split."""
    kinds = set(model._no_split_modules or ())
    for name, module in model.named_modules():
        if type(module).__name__ in kinds:
            yield name, module


def weight_bytes(module: nn.Module, model: PreTrainedModel, config: Config) -> int:
    """Bytes of `module`'s weights as they would be loaded; each shared weight counts once."""
    element = weights_dtype(config.method.kind, config.training.mixed_precision).itemsize
    head = model.get_output_embeddings()
    seen: set[nn.Parameter] = set()
    total = 0.0
    for part in module.modules():
        packed = isinstance(part, nn.Linear | Conv1D) and part is not head
        for parameter in part.parameters(recurse=False):
            if parameter not in seen:
                seen.add(parameter)
                small = packed and parameter.dim() == 2
                total += parameter.numel() * (_quantised(config, element) if small else element)
    return int(total)


def _quantised(config: Config, element: int) -> float:
    if config.method.kind != "qlora" or config.quantization.bits == 16:
        return element
    if config.quantization.bits == 8:
        return 1.0
    return 0.5 + CONSTANTS_4BIT[config.quantization.double_quant]


def _count(model: nn.Module) -> int:
    return sum(parameter.numel() for parameter in model.parameters())


def _adapter_size(model: PreTrainedModel, config: Config) -> int:
    """Numbers that learn: rank × (in + out) for each adapted layer, and modules trained whole."""
    lora = lora_config(config, fan_in_fan_out=False)
    head = model.get_output_embeddings()
    total = 0
    for name, module in model.named_modules():
        if name.rsplit(".", 1)[-1] in config.lora.modules_to_save:
            total += _count(module)
        elif isinstance(module, nn.Linear | Conv1D) and module is not head:
            everywhere = config.lora.target_modules == "all-linear"
            if everywhere or check_target_module_exists(lora, name):
                total += config.lora.rank * sum(module.weight.shape)
    return total
