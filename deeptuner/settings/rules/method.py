"""Rules about the method, the adapter and quantization.

Knows what PEFT and bitsandbytes refuse whatever the model is. Does not know either library, nor the
names of a model's layers.
"""

from __future__ import annotations

from collections.abc import Iterator

from deeptuner.settings.declare import AUTO
from deeptuner.settings.rules.finding import Finding, MachineFacts, Rule, finding
from deeptuner.settings.sections.config import Config

# LoraConfig's names for what has a setting of its own, and what the program itself must decide.
OWN = {
    "r": "lora.rank",
    "lora_alpha": "lora.alpha",
    "lora_dropout": "lora.dropout",
    "target_modules": "lora.target_modules",
    "bias": "lora.bias",
    "modules_to_save": "lora.modules_to_save",
    "layers_to_transform": "lora.layers_to_transform",
    "layers_pattern": "lora.layers_pattern",
    "init_lora_weights": "lora.init_weights",
    "fan_in_fan_out": "lora.fan_in_fan_out",
    "use_rslora": "lora.use_rslora",
    "use_dora": "lora.use_dora",
}
DECIDED = (
    "task_type",
    "peft_type",
    "auto_mapping",
    "base_model_name_or_path",
    "revision",
    "inference_mode",
    "peft_version",
)
HIGH_RANK = 64  # from here on alpha ÷ rank shrinks the update too much (arXiv 2312.03732)
STRONG, WEAK = 8.0, 0.25  # alpha ÷ rank beyond these is far from what is usual (1 to 4)


def _adapts(config: Config) -> bool:
    return config.method.kind != "full"


def bits_without_qlora(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    bits, path = config.quantization.bits, "quantization.bits"
    if bits not in (8, 4) or config.method.kind == "qlora":
        return
    if config.method.kind == "full":
        yield finding("error", "bits-full", path, "method.kind", fix={path: AUTO}, bits=bits)
    else:
        fix = {"method.kind": "qlora"}
        yield finding("error", "bits-lora", path, "method.kind", fix=fix, bits=bits)


def qlora_in_16_bit(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    if config.method.kind == "qlora" and config.quantization.bits == 16:
        path = "quantization.bits"
        yield finding("error", "qlora-16", path, "method.kind", fix={path: AUTO})


def eight_bit_sharded(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    sharded = config.hardware.parallel == "fsdp"
    if config.method.kind == "qlora" and config.quantization.bits == 8 and sharded:
        path = "quantization.bits"
        yield finding("error", "8-bit-fsdp", path, "hardware.parallel", fix={path: 4})


def compute_dtype(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    """Two different 16-bit formats: each layer converts back and forth, and fp16 may overflow."""
    compute, mixed = config.quantization.compute_dtype, config.training.mixed_precision
    if config.method.kind == "qlora" and {compute, mixed} == {"bf16", "fp16"}:
        path = "quantization.compute_dtype"
        yield finding("warning", "two-formats", path, "training.mixed_precision", fix={path: AUTO})


def initialisation(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    init, path = config.lora.init_weights, "lora.init_weights"
    if not _adapts(config):
        return
    if init in ("pissa", "olora"):
        if config.method.kind == "qlora":
            fix = {path: "true"}
            yield finding("error", "init-quantized", path, "method.kind", fix=fix, init=init)
        else:
            yield finding("warning", "init-moves-base", path, fix={path: "true"}, init=init)
    if init == "orthogonal" and config.lora.rank % 2:
        fix_rank = {"lora.rank": config.lora.rank + 1}
        yield finding("error", "odd-rank", "lora.rank", path, fix=fix_rank)


def nothing_adapted(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    path = "lora.target_modules"
    if _adapts(config) and config.lora.target_modules == []:
        yield finding("error", "no-targets", path, fix={path: "all-linear"})


def saved_and_adapted(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    targets, saved = config.lora.target_modules, config.lora.modules_to_save
    if not _adapts(config) or targets == "all-linear":
        return
    both = [name for name in targets if name in saved]
    if both:
        path = "lora.target_modules"
        left = [name for name in targets if name not in both]
        fix = {path: left} if left else {"lora.modules_to_save": _without(saved, both)}
        names = ", ".join(both)
        yield finding(
            "error", "saved-and-adapted", path, "lora.modules_to_save", fix=fix, names=names
        )


def _without(names: list[str], left_out: list[str]) -> list[str]:
    return [name for name in names if name not in left_out]


def layers(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    lora, path = config.lora, "lora.layers_to_transform"
    if not _adapts(config):
        return
    if lora.layers_to_transform == []:
        yield finding("error", "no-layers", path, fix={path: None})
    if lora.layers_pattern is not None and lora.layers_to_transform is None:
        pattern = "lora.layers_pattern"
        yield finding("error", "pattern-alone", pattern, path, fix={pattern: None})


def other_options(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    other, path = config.lora.other, "lora.other"
    for key in other if _adapts(config) else ():
        left = {name: value for name, value in other.items() if name != key}
        if key in OWN:
            own = OWN[key]
            yield finding("error", "own-setting", path, own, fix={path: left}, key=key, own=own)
        elif key in DECIDED:
            yield finding("error", "decided", path, fix={path: left}, key=key)


def lora_bias(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    """PEFT's `lora_bias` adds a bias to B, which DoRA and most initialisations cannot use."""
    other, path = config.lora.other, "lora.other"
    if not (_adapts(config) and other.get("lora_bias")):
        return
    fix = {path: {name: value for name, value in other.items() if name != "lora_bias"}}
    if config.lora.use_dora:
        yield finding("error", "lora-bias-dora", path, "lora.use_dora", fix=fix)
    elif config.lora.init_weights not in ("true", "false"):
        init = config.lora.init_weights
        yield finding("error", "lora-bias-init", path, "lora.init_weights", fix=fix, init=init)


def scale(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    lora = config.lora
    if not _adapts(config) or lora.use_rslora or WEAK <= lora.alpha / lora.rank <= STRONG:
        return
    ratio = f"{lora.alpha / lora.rank:.3g}"
    fix = {"lora.alpha": 2.0 * lora.rank}
    yield finding("note", "scale", "lora.alpha", "lora.rank", fix=fix, ratio=ratio)


def high_rank(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    lora, path = config.lora, "lora.use_rslora"
    if _adapts(config) and lora.rank > HIGH_RANK and not lora.use_rslora:
        yield finding("note", "high-rank", "lora.rank", path, fix={path: True}, rank=lora.rank)


RULES: tuple[Rule, ...] = (
    bits_without_qlora,
    qlora_in_16_bit,
    eight_bit_sharded,
    compute_dtype,
    initialisation,
    nothing_adapted,
    saved_and_adapted,
    layers,
    other_options,
    lora_bias,
    scale,
    high_rank,
)
