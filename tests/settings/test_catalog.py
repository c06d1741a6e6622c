"""Every setting is declared whole, and the catalogue covers the settings that were asked for."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pydantic import ValidationError

from deeptuner.settings import Config
from deeptuner.settings.catalog import (
    FieldSpec,
    as_values,
    sections,
    spec_by_path,
    specs,
    value_at,
    with_values,
)

COUNT = 89
EVERY = pytest.mark.parametrize("spec", specs(), ids=lambda spec: spec.path)

# Title in the window → setting, its default, and words its help or choices must hold.
ASKED: list[tuple[str, str, Any]] = [
    ("Model", "model.path", ""),
    ("Attention", "model.attention", "auto"),
    ("Trust remote code", "model.trust_remote_code", False),
    ("Dataset", "data.dataset", ""),
    ("Format", "data.format", "auto"),
    ("Column mapping", "data.columns", {}),
    ("Prompt template", "data.template", "auto"),
    ("Max length", "data.max_length", "auto"),
    ("Source max length", "data.max_source_length", None),
    ("Target max length", "data.max_target_length", None),
    ("Train on source", "data.train_on_source", False),
    ("Batching", "data.batching", "padding-free"),
    ("Eval split", "data.eval_split", 0.01),
    ("Eval dataset", "data.eval_dataset", None),
    ("Data seed", "data.seed", 42),
    ("Seed", "training.seed", 42),
    ("Loader workers", "data.loader_workers", "auto"),
    ("GPUs", "hardware.gpus", "auto"),
    ("Model parallel", "hardware.parallel", "auto"),
    ("Max memory per GPU", "hardware.max_memory", "auto"),
    ("Machines", "hardware.machines", 1),
    ("Rank of this machine", "hardware.machine_rank", 0),
    ("Address of machine 0", "hardware.main_address", "127.0.0.1"),
    ("Port of machine 0", "hardware.main_port", "auto"),
    ("Method", "method.kind", "lora"),
    ("Batch size", "training.batch_size", 2),
    ("Eval batch size", "training.eval_batch_size", 1),
    ("Gradient accumulation steps", "training.gradient_accumulation_steps", 1),
    ("Effective batch size", "training.effective_batch_size", None),
    ("Epochs", "training.epochs", 3),
    ("Min update steps", "training.min_update_steps", 100),
    ("Max steps", "training.max_steps", None),
    ("Learning rate", "training.learning_rate", 1e-4),
    ("Learning Rate Scheduler Type", "training.lr_scheduler_type", "cosine"),
    ("Warmup", "training.warmup", 10),
    ("Optimizer", "training.optimizer", "auto"),
    ("Weight decay", "training.weight_decay", 0.0),
    ("Max grad norm", "training.max_grad_norm", 1.0),
    ("Mixed precision", "training.mixed_precision", "auto"),
    ("Early stopping", "training.early_stopping", False),
    ("Patience", "training.early_stopping_patience", 3),
    ("Minimum change", "training.early_stopping_min_change", 0.0),
    ("NEFTune noise", "training.neftune_noise", None),
    ("Label smoothing", "training.label_smoothing", 0.0),
    ("Gradient checkpointing", "memory.gradient_checkpointing", "auto"),
    ("Optimizer paging", "memory.optimizer_paging", False),
    ("CPU offload", "memory.cpu_offload", False),
    ("Saving steps", "checkpoints.saving_steps", "auto"),
    ("Saving epochs", "checkpoints.saving_epochs", None),
    ("Max number of checkpoints", "checkpoints.max_number", 10),
    ("Recovery checkpoint", "checkpoints.recovery_minutes", 30),
    ("Checkpoints to keep", "checkpoints.keep", 2),
    ("Resume from", "checkpoints.resume_from", None),
    ("Evaluation steps", "evaluation.eval_steps", "auto"),
    ("Full 16-bit evaluation", "evaluation.full_16bit", "auto"),
    ("Sample prompts", "evaluation.sample_prompts", []),
    ("Samples from the eval split", "evaluation.sample_count", 3),
    ("LoRA rank", "lora.rank", 8),
    ("LoRA alpha", "lora.alpha", 16),
    ("LoRA dropout", "lora.dropout", 0.05),
    ("Target modules", "lora.target_modules", "all-linear"),
    ("Bias", "lora.bias", "none"),
    ("Modules to save", "lora.modules_to_save", []),
    ("Layers to transform", "lora.layers_to_transform", None),
    ("Layers pattern", "lora.layers_pattern", None),
    ("Init LoRA weights", "lora.init_weights", "true"),
    ("Fan in fan out", "lora.fan_in_fan_out", "auto"),
    ("Rank-stabilised LoRA", "lora.use_rslora", False),
    ("DoRA", "lora.use_dora", False),
    ("Other LoRA options", "lora.other", {}),
    ("Bits", "quantization.bits", "auto"),
    ("Quant type", "quantization.quant_type", "nf4"),
    ("Double quantization", "quantization.double_quant", True),
    ("Compute dtype", "quantization.compute_dtype", "auto"),
    ("Logging steps", "logging.steps", 1),
    ("Log the first step", "logging.first_step", True),
    ("Report to", "logging.report_to", ["tensorboard"]),
    ("Sampling interval", "monitor.interval", 1),
    ("Temperature limit, edge", "monitor.max_edge", "auto"),
    ("Temperature limit, hotspot", "monitor.max_hotspot", "auto"),
    ("Temperature limit, memory", "monitor.max_memory_temperature", "auto"),
    ("Power limit", "monitor.max_power", None),
    ("Patience with heat", "monitor.heat_seconds", 10),
    ("When too hot", "monitor.on_heat", "pause"),
]


def test_all_settings_are_counted() -> None:
    assert len(specs()) == COUNT
    assert len(spec_by_path()) == COUNT
    assert sum(len(section.specs) for section in sections()) == COUNT
    assert len(sections()) == 13


@pytest.mark.parametrize(("title", "path", "default"), ASKED, ids=[row[1] for row in ASKED])
def test_a_setting_that_was_asked_for(title: str, path: str, default: object) -> None:
    spec = spec_by_path()[path]
    assert (spec.title, spec.default) == (title, default)


@EVERY
def test_a_setting_tells_what_it_is(spec: FieldSpec) -> None:
    assert spec.title
    assert spec.title[0].isupper()
    assert spec.title == spec.title.strip(" .")
    assert spec.help.endswith(".")
    assert len(spec.help) > 20
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", spec.ui.term), "a key term explains it"
    assert spec.ui.source.startswith("https://") or spec.ui.tier == "advanced"


@EVERY
def test_the_default_is_legal(spec: FieldSpec) -> None:
    assert with_values(Config(), {spec.path: spec.default}) == Config()
    assert value_at(Config(), spec.path) == spec.default
    if isinstance(spec.default, int | float) and not isinstance(spec.default, bool):
        assert spec.minimum is None or spec.default >= spec.minimum
        assert spec.maximum is None or spec.default <= spec.maximum
        assert not (spec.exclusive_minimum and spec.default == spec.minimum)
        assert not (spec.exclusive_maximum and spec.default == spec.maximum)


@EVERY
def test_bounds_in_the_catalogue_are_those_that_validate(spec: FieldSpec) -> None:
    """Also where they sit inside `auto or …` and `… or nothing`."""
    if spec.kind not in ("integer", "number"):
        return
    step = 1 if spec.kind == "integer" else 1e-6
    for bound, exclusive, outward in (
        (spec.minimum, spec.exclusive_minimum, -step),
        (spec.maximum, spec.exclusive_maximum, step),
    ):
        if bound is None:
            continue
        inside, outside = (bound - outward, bound) if exclusive else (bound, bound + outward)
        with_values(Config(), {spec.path: inside})
        with pytest.raises(ValidationError):
            with_values(Config(), {spec.path: outside})


@EVERY
def test_every_number_has_a_lower_bound(spec: FieldSpec) -> None:
    assert spec.kind not in ("integer", "number") or spec.minimum is not None


@EVERY
def test_auto_and_nothing_are_legal_where_the_catalogue_says_so(spec: FieldSpec) -> None:
    assert spec.auto == _accepts(spec, "auto") or spec.kind in ("text", "path")
    assert spec.nullable == _accepts(spec, None)


@EVERY
def test_choices_are_legal_and_nothing_else(spec: FieldSpec) -> None:
    if spec.kind == "choice":
        assert all(_accepts(spec, choice) for choice in spec.choices)
        assert not _accepts(spec, "something-else")


@EVERY
def test_a_condition_names_another_setting_and_values_it_can_have(spec: FieldSpec) -> None:
    when = spec.ui.when
    if when:
        assert when.path != spec.path
        assert all(_accepts(spec_by_path()[when.path], value) for value in when.values)


def test_values_there_and_back() -> None:
    changed = with_values(Config(), {"lora.rank": 16, "name": "x"})
    assert (changed.lora.rank, changed.name) == (16, "x")
    assert with_values(Config(), as_values(changed)) == changed


def _accepts(spec: FieldSpec, value: object) -> bool:
    try:
        with_values(Config(), {spec.path: value})
    except ValidationError:
        return False
    return True
