"""Each contradiction is told in words, and is gone after its fix."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from deeptuner.settings import Config
from deeptuner.settings.catalog import as_values, spec_by_path, with_values
from deeptuner.settings.rules import Finding, MachineFacts, apply_fix, check
from deeptuner.settings.rules.hardware import processes
from deeptuner.words.english.settings_rules import TEXT
from tests.settings.strategies import PATIENT, configs

START = with_values(Config(), {"model.path": "m", "data.dataset": "d"})
NO_GPU = MachineFacts(gpus=0, bf16=False)
ONE = MachineFacts(gpus=1)
TWO = MachineFacts(gpus=2)
OLD = MachineFacts(gpus=1, bf16=False)
ANY = None

# What is set, on which machine, what is found, and what the fix sets (None: no fix).
Row = tuple[dict[str, Any], MachineFacts | None, str, str, dict[str, Any] | None]
ROWS: list[Row] = [
    ({"model.path": " "}, ANY, "error", "no-model", None),
    ({"data.dataset": ""}, ANY, "error", "no-dataset", None),
    (
        {"model.trust_remote_code": True},
        ANY,
        "warning",
        "remote-code",
        {"model.trust_remote_code": False},
    ),
    (
        {"model.attention": "flash_attention_2", "hardware.gpus": []},
        ANY,
        "error",
        "flash-on-cpu",
        {"model.attention": "auto"},
    ),
    (
        {"model.attention": "flash_attention_2", "training.mixed_precision": "fp32"},
        ONE,
        "error",
        "flash-fp32",
        {"model.attention": "auto"},
    ),
    (
        {"data.max_length": 512, "data.max_source_length": 512},
        ANY,
        "error",
        "source-fills",
        {"data.max_source_length": None},
    ),
    (
        {"data.max_length": 512, "data.max_target_length": 513},
        ANY,
        "note",
        "target-over",
        {"data.max_target_length": None},
    ),
    ({"data.eval_split": 2.4}, ANY, "error", "part-of-a-row", {"data.eval_split": 2.0}),
    ({"data.eval_split": 0.9}, ANY, "warning", "much-evaluation", {"data.eval_split": 0.1}),
    ({"data.eval_dataset": "d"}, ANY, "error", "eval-is-training", {"data.eval_dataset": None}),
    (
        {"checkpoints.resume_from": "/nowhere/checkpoint-5"},
        ANY,
        "error",
        "resume-missing",
        {"checkpoints.resume_from": None},
    ),
    ({"hardware.gpus": [1, 0, 1]}, ANY, "error", "gpu-twice", {"hardware.gpus": [0, 1]}),
    ({"hardware.gpus": [0, 2]}, TWO, "error", "gpu-missing", {"hardware.gpus": "auto"}),
    (
        {"hardware.gpus": [0, 2]},
        MachineFacts(gpus=1, numbered=2),
        "error",
        "gpu-missing",
        {"hardware.gpus": "auto"},
    ),
    ({"hardware.gpus": [0]}, NO_GPU, "error", "gpu-none", {"hardware.gpus": "auto"}),
    ({"hardware.parallel": "naive"}, NO_GPU, "error", "split-cpu", {"hardware.parallel": "auto"}),
    (
        {"hardware.parallel": "fsdp", "hardware.gpus": []},
        ANY,
        "error",
        "split-cpu",
        {"hardware.parallel": "auto"},
    ),
    ({"hardware.parallel": "naive"}, ONE, "error", "split-one", {"hardware.parallel": "auto"}),
    (
        {"hardware.parallel": "fsdp", "hardware.gpus": [1]},
        TWO,
        "error",
        "split-one",
        {"hardware.parallel": "auto"},
    ),
    (
        {"hardware.parallel": "naive", "hardware.machines": 2},
        ANY,
        "error",
        "naive-machines",
        {"hardware.parallel": "auto"},
    ),
    ({"hardware.machines": 2}, ANY, "error", "no-address", None),
    ({"hardware.machines": 2}, ANY, "error", "no-port", {"hardware.main_port": 29500}),
    ({"hardware.machine_rank": 1}, ANY, "error", "machine-rank", {"hardware.machine_rank": 0}),
    (
        {"hardware.machines": 2, "hardware.machine_rank": 2},
        ANY,
        "error",
        "machine-rank",
        None,
    ),
    (
        {"memory.cpu_offload": True, "hardware.parallel": "ddp"},
        ANY,
        "error",
        "offload",
        {"memory.cpu_offload": False},
    ),
    ({"memory.cpu_offload": True}, ONE, "error", "offload", {"memory.cpu_offload": False}),
    (
        {"monitor.max_edge": 90, "monitor.max_hotspot": 80},
        ANY,
        "note",
        "hotspot-under-edge",
        {"monitor.max_hotspot": "auto"},
    ),
    (
        {"method.kind": "full", "quantization.bits": 4},
        ANY,
        "error",
        "bits-full",
        {"quantization.bits": "auto"},
    ),
    ({"quantization.bits": 8}, ANY, "error", "bits-lora", {"method.kind": "qlora"}),
    (
        {"method.kind": "qlora", "quantization.bits": 16},
        ANY,
        "error",
        "qlora-16",
        {"quantization.bits": "auto"},
    ),
    (
        {"method.kind": "qlora", "quantization.bits": 8, "hardware.parallel": "fsdp"},
        ANY,
        "error",
        "8-bit-fsdp",
        {"quantization.bits": 4},
    ),
    (
        {
            "method.kind": "qlora",
            "quantization.compute_dtype": "bf16",
            "training.mixed_precision": "fp16",
        },
        ANY,
        "warning",
        "two-formats",
        {"quantization.compute_dtype": "auto"},
    ),
    (
        {"method.kind": "qlora", "lora.init_weights": "pissa"},
        ANY,
        "error",
        "init-quantized",
        {"lora.init_weights": "true"},
    ),
    (
        {"lora.init_weights": "olora"},
        ANY,
        "warning",
        "init-moves-base",
        {"lora.init_weights": "true"},
    ),
    (
        {"lora.init_weights": "orthogonal", "lora.rank": 7},
        ANY,
        "error",
        "odd-rank",
        {"lora.rank": 8},
    ),
    (
        {"lora.target_modules": []},
        ANY,
        "error",
        "no-targets",
        {"lora.target_modules": "all-linear"},
    ),
    (
        {"lora.target_modules": ["q_proj", "lm_head"], "lora.modules_to_save": ["lm_head"]},
        ANY,
        "error",
        "saved-and-adapted",
        {"lora.target_modules": ["q_proj"]},
    ),
    (
        {"lora.target_modules": ["lm_head"], "lora.modules_to_save": ["lm_head"]},
        ANY,
        "error",
        "saved-and-adapted",
        {"lora.modules_to_save": []},
    ),
    (
        {"lora.layers_to_transform": []},
        ANY,
        "error",
        "no-layers",
        {"lora.layers_to_transform": None},
    ),
    ({"lora.layers_pattern": "h"}, ANY, "error", "pattern-alone", {"lora.layers_pattern": None}),
    (
        {"lora.other": {"r": 4, "rank_pattern": {}}},
        ANY,
        "error",
        "own-setting",
        {"lora.other": {"rank_pattern": {}}},
    ),
    ({"lora.other": {"task_type": "x"}}, ANY, "error", "decided", {"lora.other": {}}),
    (
        {"lora.other": {"lora_bias": True}, "lora.use_dora": True},
        ANY,
        "error",
        "lora-bias-dora",
        {"lora.other": {}},
    ),
    (
        {"lora.other": {"lora_bias": True}, "lora.init_weights": "gaussian"},
        ANY,
        "error",
        "lora-bias-init",
        {"lora.other": {}},
    ),
    ({"lora.rank": 32, "lora.alpha": 1}, ANY, "note", "scale", {"lora.alpha": 64.0}),
    (
        {"lora.rank": 256, "lora.alpha": 512},
        ANY,
        "note",
        "high-rank",
        {"lora.use_rslora": True},
    ),
    (
        {"training.effective_batch_size": 9, "training.batch_size": 2},
        ANY,
        "error",
        "effective-batch",
        {"training.effective_batch_size": 8},
    ),
    (
        {"training.effective_batch_size": 6, "hardware.parallel": "ddp"},
        TWO,
        "error",
        "effective-batch",
        {"training.effective_batch_size": 4},
    ),
    (
        {"training.effective_batch_size": 1},
        ANY,
        "error",
        "effective-batch",
        {"training.effective_batch_size": 2},
    ),
    ({"training.learning_rate": 5e-3}, ANY, "note", "rate-high", {"training.learning_rate": 1e-4}),
    ({"training.learning_rate": 1e-7}, ANY, "note", "rate-low", {"training.learning_rate": 1e-5}),
    ({"method.kind": "full"}, ANY, "note", "rate-full", {"training.learning_rate": 2e-5}),
    ({"training.warmup": 2.5}, ANY, "error", "part-of-a-step", {"training.warmup": 2.0}),
    ({"training.max_steps": 10}, ANY, "warning", "only-warmup", {"training.warmup": 0.1}),
    (
        {"training.lr_scheduler_type": "greedy", "data.eval_split": 0.0},
        ANY,
        "error",
        "scheduler-blind",
        {"data.eval_split": 0.01},
    ),
    (
        {
            "training.lr_scheduler_type": "constant",
            "training.lr_scheduler_options": {"num_cycles": 2},
        },
        ANY,
        "error",
        "scheduler-fixed",
        {"training.lr_scheduler_options": {}},
    ),
    (
        {"training.mixed_precision": "fp16"},
        NO_GPU,
        "error",
        "fp16-cpu",
        {"training.mixed_precision": "auto"},
    ),
    (
        {"training.mixed_precision": "fp16"},
        ONE,
        "note",
        "fp16-bf16",
        {"training.mixed_precision": "auto"},
    ),
    (
        {"training.mixed_precision": "bf16"},
        OLD,
        "error",
        "no-bf16",
        {"training.mixed_precision": "auto"},
    ),
    (
        {"training.mixed_precision": "fp32", "evaluation.full_16bit": True},
        ANY,
        "warning",
        "16-bit-eval",
        {"evaluation.full_16bit": "auto"},
    ),
    (
        {"training.early_stopping": True, "data.eval_split": 0.0},
        ANY,
        "error",
        "stopping-blind",
        {"data.eval_split": 0.01},
    ),
    (
        {"training.early_stopping": True, "training.early_stopping_patience": 10},
        ANY,
        "warning",
        "too-patient",
        {"training.early_stopping_patience": 9},
    ),
    (
        {"training.early_stopping": True, "checkpoints.max_number": 1},
        ANY,
        "warning",
        "too-patient",
        {"training.early_stopping": False},
    ),
    (
        {"checkpoints.saving_steps": 10, "checkpoints.saving_epochs": 1.0},
        ANY,
        "error",
        "saving-twice",
        {"checkpoints.saving_steps": "auto"},
    ),
    (
        {"checkpoints.saving_steps": 200, "training.max_steps": 100},
        ANY,
        "warning",
        "saving-late",
        {"checkpoints.saving_steps": "auto"},
    ),
    (
        {"checkpoints.saving_epochs": 4.0, "training.epochs": 3.0},
        ANY,
        "warning",
        "saving-late-epochs",
        {"checkpoints.saving_epochs": None},
    ),
    (
        {"checkpoints.saving_steps": 10, "evaluation.eval_steps": 4},
        ANY,
        "warning",
        "unmeasured",
        {"evaluation.eval_steps": "auto"},
    ),
    (
        {"evaluation.eval_steps": 5},
        ANY,
        "warning",
        "unmeasured",
        {"evaluation.eval_steps": "auto"},
    ),
    (
        {"training.optimizer": "paged_adamw_8bit"},
        NO_GPU,
        "warning",
        "paged-cpu",
        {"training.optimizer": "adamw_bnb_8bit"},
    ),
    (
        {"memory.optimizer_paging": True},
        NO_GPU,
        "warning",
        "paging-cpu",
        {"memory.optimizer_paging": False},
    ),
    (
        {"memory.optimizer_paging": True, "training.optimizer": "sgd"},
        ANY,
        "error",
        "no-paged-form",
        {"memory.optimizer_paging": False},
    ),
    (
        {"training.label_smoothing": 0.5},
        ANY,
        "note",
        "smoothing",
        {"training.label_smoothing": 0.1},
    ),
    (
        {"logging.report_to": ["tensorboard", "tensorboard"]},
        ANY,
        "note",
        "report-twice",
        {"logging.report_to": ["tensorboard"]},
    ),
    (
        {"logging.report_to": []},
        ANY,
        "note",
        "tensorboard",
        {"logging.report_to": ["tensorboard"]},
    ),
    (
        {"logging.report_to": ["tensorboard", "wandb"]},
        ONE,
        "error",
        "not-installed",
        {"logging.report_to": ["tensorboard"]},
    ),
    (
        {"training.min_update_steps": 5},
        ANY,
        "note",
        "no-effect",
        {"training.min_update_steps": 100},
    ),
    (
        {"lora.rank": 16, "lora.use_dora": True, "method.kind": "full"},
        ANY,
        "note",
        "no-effect-several",
        {"lora.rank": 8, "lora.use_dora": False},
    ),
]
NAMES = [f"{row[3]}-{number}" for number, row in enumerate(ROWS)]

# Settings without effect: what is set, what is told, because of what.
IDLE: list[tuple[dict[str, Any], str, str]] = [
    ({"training.epochs": None, "training.max_steps": 50, "training.min_update_steps": 5},
     "training.min_update_steps", "Max steps is 50"),
    ({"training.effective_batch_size": 8, "training.gradient_accumulation_steps": 2},
     "training.gradient_accumulation_steps", "Effective batch size is 8"),
    ({"training.warmup": 5.0, "training.lr_scheduler_type": "constant"},
     "training.warmup", "Learning Rate Scheduler Type is constant"),
    ({"data.eval_split": 0.2, "data.eval_dataset": "e"}, "data.eval_split", "Eval dataset is e"),
    ({"data.format": "text", "data.train_on_source": True},
     "data.train_on_source", "Format is text"),
    ({"data.eval_split": 0.0, "evaluation.eval_steps": 5},
     "evaluation.eval_steps", "Eval split is 0"),
    ({"evaluation.sample_prompts": ["Hi"], "evaluation.sample_count": 5},
     "evaluation.sample_count", "Sample prompts is [Hi]"),
    ({"method.kind": "qlora", "quantization.bits": 8, "quantization.quant_type": "fp4"},
     "quantization.quant_type", "Bits is 8"),
    ({"hardware.max_memory": 20.0, "hardware.parallel": "ddp"},
     "hardware.max_memory", "Model parallel is ddp"),
    ({"hardware.cpu_processes": 2, "hardware.gpus": [0, 1]},
     "hardware.cpu_processes", "GPUs is [0, 1]"),
    ({"checkpoints.saving_epochs": 1.0, "checkpoints.max_number": 5},
     "checkpoints.max_number", "Saving epochs is 1"),
    ({"checkpoints.saving_steps": 7, "checkpoints.max_number": 5},
     "checkpoints.max_number", "Saving steps is 7"),
    ({"training.early_stopping_patience": 5},
     "training.early_stopping_patience", "Early stopping is false"),
    ({"quantization.double_quant": False}, "quantization.double_quant", "Method is lora"),
    ({"hardware.main_address": "10.0.0.1"}, "hardware.main_address", "Machines is 1"),
]  # fmt: skip


def sentences(findings: list[Finding]) -> list[str]:
    return [finding.message.id.removeprefix("settings.rule.") for finding in findings]


def test_good_settings_have_no_findings() -> None:
    for machine in (None, NO_GPU, ONE, TWO, OLD):
        assert check(START, machine) == []


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_a_contradiction_is_found_told_and_fixed(row: Row) -> None:
    changes, machine, severity, sentence, fixed = row
    config = with_values(START, changes)
    [found] = [one for one in check(config, machine) if sentences([one]) == [sentence]]
    assert found.severity == severity
    assert set(found.paths) <= set(spec_by_path())
    assert set(found.paths) & set(changes), "it points at what was set"
    assert str(found.message).endswith((".", found.message.params.get("path", ".")))
    assert "{" not in str(found.message).replace("{}", "")
    if fixed is None:
        assert found.fix is None
        return
    assert found.fix
    assert dict(found.fix.changes) == fixed
    for path in fixed:
        assert f"`{path}: " in str(found.fix.message)
    after = apply_fix(config, found.fix)
    assert sentence not in sentences(check(after, machine))
    assert as_values(after) == {**as_values(config), **fixed}


def test_every_sentence_is_seen_above() -> None:
    declared = {
        name.removeprefix("settings.rule.") for name in TEXT if name.startswith("settings.rule.")
    }
    assert {row[3] for row in ROWS} == declared


@pytest.mark.parametrize(("changes", "path", "because"), IDLE, ids=[row[1] for row in IDLE])
def test_a_setting_without_effect_is_told_with_the_reason(
    changes: dict[str, Any], path: str, because: str
) -> None:
    config = with_values(START, changes)
    [found] = [one for one in check(config) if one.message.id.startswith("settings.rule.no-effect")]
    assert found.paths == (path,)
    assert str(found.message).endswith(f"has no effect while {because}.")
    assert found.fix
    assert found not in check(apply_fix(config, found.fix))


@pytest.mark.parametrize(
    "changes",
    [
        {"training.effective_batch_size": 8},
        {"checkpoints.saving_steps": 20, "evaluation.eval_steps": 5},
        {"hardware.parallel": "fsdp", "hardware.cpu_processes": 2, "hardware.gpus": []},
        {"hardware.parallel": "fsdp", "memory.cpu_offload": True},
        {"method.kind": "qlora", "quantization.bits": 8},
        {"method.kind": "qlora", "training.optimizer": "paged_adamw_8bit"},
        {"lora.rank": 64, "lora.alpha": 64},
        {"data.max_length": 512, "data.max_source_length": 400, "data.max_target_length": 512},
        {"training.early_stopping": True},
        {"data.eval_split": 0.0},
        {"data.eval_split": 100.0},
        {"training.lr_scheduler_type": "constant"},
        {
            "hardware.machines": 2,
            "hardware.machine_rank": 1,
            "hardware.main_address": "10.0.0.1",
            "hardware.main_port": 29500,
        },
        {"checkpoints.resume_from": "runs/another/checkpoints/checkpoint-5"},
        {"lora.other": {"rank_pattern": {"q_proj": 16}}},
        {"lora.target_modules": ["q_proj"], "lora.modules_to_save": ["lm_head"]},
    ],
)
def test_what_is_fine_is_left_alone(changes: dict[str, Any]) -> None:
    assert check(with_values(START, changes)) == []


def test_errors_come_first() -> None:
    config = with_values(
        START,
        {"lora.alpha": 1, "model.trust_remote_code": True, "data.eval_split": 2.5, "lora.rank": 64},
    )
    assert [found.severity for found in check(config)] == ["error", "warning", "note"]


def test_a_resume_from_a_checkpoint_that_exists(tmp_path: Path) -> None:
    assert check(with_values(START, {"checkpoints.resume_from": str(tmp_path)})) == []


@pytest.mark.parametrize(
    ("changes", "machine", "count"),
    [
        ({}, None, None),
        ({}, NO_GPU, 1),
        ({"hardware.cpu_processes": 3}, NO_GPU, 3),
        ({}, ONE, 1),
        ({}, TWO, None),
        ({"hardware.parallel": "ddp"}, TWO, 2),
        ({"hardware.parallel": "naive"}, TWO, 1),
        ({"hardware.gpus": [1], "hardware.machines": 3}, TWO, 3),
        ({"hardware.gpus": [0, 1], "hardware.parallel": "fsdp", "hardware.machines": 2}, None, 4),
    ],
)
def test_processes(
    changes: dict[str, Any], machine: MachineFacts | None, count: int | None
) -> None:
    assert processes(with_values(START, changes), machine) == count


@PATIENT
@given(configs())
def test_whatever_is_set_every_fix_can_be_applied_and_helps(config: Config) -> None:
    for machine in (None, NO_GPU, TWO):
        for found in check(config, machine):
            assert str(found.message)
            if found.fix:
                after = check(apply_fix(config, found.fix), machine)
                assert found not in after, found


@PATIENT
@given(configs())
def test_applying_all_fixes_ends(config: Config) -> None:
    """No two rules undo each other's fixes."""
    for _ in range(60):
        fixable = [found for found in check(config, TWO) if found.fix]
        if not fixable:
            return
        assert fixable[0].fix
        config = apply_fix(config, fixable[0].fix)
    pytest.fail(f"still fixing: {sentences(fixable)}")
