"""Every setting of training reaches upstream under a name that upstream has."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import LoraConfig
from transformers import BitsAndBytesConfig, TrainingArguments

import deeptuner
from deeptuner.engine.plan import Kind, Plan
from deeptuner.engine.upstream import (
    LORA,
    QUANTIZATION,
    TRAINING,
    lora_config,
    quantization_config,
    training_arguments,
    value_of,
)
from deeptuner.errors import InputError, SettingsError
from deeptuner.settings.catalog import specs, with_values
from deeptuner.settings.sections.config import Config
from deeptuner.words import message
from tests.support.recipe import config_with

# Values other than the default, by setting; each must show in upstream's object.
OTHER: dict[str, Any] = {
    "training.batch_size": 3,
    "training.eval_batch_size": 5,
    "training.gradient_accumulation_steps": 7,
    "training.learning_rate": 2e-5,
    "training.lr_scheduler_type": "polynomial",
    "training.lr_scheduler_options": {"num_cycles": 0.25},
    "training.optimizer": "sgd",
    "training.weight_decay": 0.25,
    "training.max_grad_norm": 0.5,
    "training.label_smoothing": 0.125,
    "training.neftune_noise": 5.0,
    "training.seed": 11,
    "training.warmup": 0.25,
    "data.seed": 12,
    "data.loader_workers": 2,
    "logging.steps": 9,
    "logging.first_step": False,
    "lora.rank": 3,
    "lora.alpha": 24.0,
    "lora.dropout": 0.25,
    "lora.target_modules": ["q_proj"],
    "lora.bias": "all",
    "lora.modules_to_save": ["lm_head"],
    "lora.layers_to_transform": [1],
    "lora.layers_pattern": "layers",
    "lora.init_weights": "gaussian",
    "lora.use_rslora": True,
    "lora.use_dora": True,
    "quantization.quant_type": "fp4",
    "quantization.double_quant": False,
}
# Settings that no single argument takes: the module of the program that uses each.
ELSEWHERE = {
    "training.epochs": "engine/schedule.py",
    "training.min_update_steps": "engine/schedule.py",
    "training.max_steps": "engine/schedule.py",
    "training.effective_batch_size": "engine/planner.py",
    "training.mixed_precision": "engine/upstream.py",
    "training.early_stopping": "engine/assembly.py",
    "training.early_stopping_patience": "engine/assembly.py",
    "training.early_stopping_min_change": "engine/assembly.py",
    "lora.other": "engine/upstream.py",
    "lora.fan_in_fan_out": "engine/adapter.py",
    "quantization.bits": "engine/upstream.py",
    "quantization.compute_dtype": "engine/upstream.py",
    "memory.gradient_checkpointing": "engine/adapter.py",
    "memory.optimizer_paging": "engine/resolve.py",
    "memory.cpu_offload": "engine/upstream.py",
    "method.kind": "engine/adapter.py",
    "logging.report_to": "engine/upstream.py",
}
CHECKED = ("training", "lora", "quantization", "memory", "method", "logging")


def plan(kind: Kind = "single") -> Plan:
    return Plan(kind, "cpu", "cpu", (), 1, 1, 1, message("engine.plan.one-cpu"))


def arguments(config: Config, kind: Kind = "single") -> TrainingArguments:
    return training_arguments(config, plan(kind), Path("unused"), max_steps=20)


def test_each_upstream_name_exists() -> None:
    assert set(TRAINING.values()) <= {field.name for field in fields(TrainingArguments)}
    assert set(LORA.values()) <= {field.name for field in fields(LoraConfig)}
    quantized = BitsAndBytesConfig(load_in_4bit=True)
    assert all(hasattr(quantized, name) for name in QUANTIZATION.values())


def test_every_setting_of_training_is_used_somewhere() -> None:
    known = {**TRAINING, **LORA, **QUANTIZATION, **ELSEWHERE}
    asked = {spec.path for spec in specs() if spec.section in CHECKED}
    assert asked - set(known) == set(), "settings that nothing uses"


@pytest.mark.parametrize("path", sorted(ELSEWHERE))
def test_the_named_module_reads_the_setting(path: str) -> None:
    source = (Path(deeptuner.__file__).parent / ELSEWHERE[path]).read_text(encoding="utf-8")
    section, key = path.split(".")
    used = rf"\b({section}|training|memory)\.{key}\b|\"{path}\""
    assert re.search(used, source), f"{ELSEWHERE[path]} does not use {path}"


@pytest.mark.parametrize("path", sorted(TRAINING))
def test_a_training_setting_reaches_its_argument(path: str) -> None:
    before = config_with(training={"lr_scheduler_type": "cosine"})
    after = with_values(before, {path: OTHER[path]})
    name = TRAINING[path]
    assert getattr(arguments(before), name) != getattr(arguments(after), name)
    assert getattr(arguments(after), name) == OTHER[path]


@pytest.mark.parametrize("path", sorted(LORA.keys() - {"lora.fan_in_fan_out"}))
def test_a_lora_setting_reaches_its_argument(path: str) -> None:
    before = config_with()
    more = {"lora.layers_to_transform": [0]} if path == "lora.layers_pattern" else {}
    after = with_values(before, {path: OTHER[path], **more})
    made = lora_config(after, fan_in_fan_out=False, all_linear=["k_proj"])
    found, expected = getattr(made, LORA[path]), OTHER[path]
    assert found == (set(expected) if isinstance(found, set) else expected)
    assert getattr(lora_config(before, fan_in_fan_out=False), LORA[path]) != found


def test_curves_go_where_they_were_asked_to_go() -> None:
    assert arguments(config_with()).report_to == []
    config = config_with(logging={"report_to": ["tensorboard", "mlflow"]})
    assert arguments(config).report_to == ["mlflow"]


def test_what_peft_refuses_is_said_in_words() -> None:
    with pytest.raises(InputError, match="do not go together"):
        lora_config(config_with(lora={"layers_pattern": "h"}), fan_in_fan_out=False)


@pytest.mark.parametrize(("word", "value"), [("true", True), ("false", False), ("olora", "olora")])
def test_words_for_initial_weights_become_what_peft_takes(word: str, value: object) -> None:
    config = config_with(lora={"init_weights": word})
    assert lora_config(config, fan_in_fan_out=False).init_lora_weights == value


@pytest.mark.parametrize("path", sorted(QUANTIZATION.keys() - {"quantization.compute_dtype"}))
def test_a_quantisation_setting_reaches_its_argument(path: str) -> None:
    config = with_values(qlora(), {path: OTHER[path]})
    found = quantization_config(config, plan())
    assert found is not None
    assert getattr(found, QUANTIZATION[path]) == OTHER[path]


@pytest.mark.parametrize("word", ["bf16", "fp16", "fp32"])
def test_compute_dtype_and_storage_under_fsdp(word: str) -> None:
    config = with_values(qlora(), {"quantization.compute_dtype": word})
    found = quantization_config(config, plan("fsdp"))
    assert found is not None
    assert (
        str(found.bnb_4bit_compute_dtype)
        == {
            "bf16": "torch.bfloat16",
            "fp16": "torch.float16",
            "fp32": "torch.float32",
        }[word]
    )
    assert found.bnb_4bit_quant_storage.is_floating_point
    assert not quantization_config(config, plan()).bnb_4bit_quant_storage.is_floating_point


def test_eight_bits_and_none() -> None:
    eight = with_values(qlora(), {"quantization.bits": 8})
    assert quantization_config(eight, plan()).load_in_8bit
    assert quantization_config(with_values(qlora(), {"quantization.bits": 16}), plan()) is None
    assert quantization_config(config_with(), plan()) is None


@pytest.mark.parametrize("word", ["bf16", "fp32"])
def test_mixed_precision_is_autocast(word: str) -> None:
    made = arguments(config_with(training={"mixed_precision": word}))
    assert (made.bf16, made.fp16) == (word == "bf16", False)


def test_sharded_gradients_are_added_up_in_fp32() -> None:
    made = arguments(config_with(training={"mixed_precision": "bf16"}), "fsdp")
    policy = made.fsdp_plugin_args["mixed_precision_policy"]
    assert (policy.param_dtype, policy.reduce_dtype) == (torch.bfloat16, torch.float32)
    plain = arguments(config_with(), "fsdp")
    assert "mixed_precision_policy" not in plain.fsdp_plugin_args


def test_other_lora_options_are_passed_on_and_checked() -> None:
    good = config_with(lora={"other": {"rank_pattern": {"q_proj": 2}}})
    assert lora_config(good, fan_in_fan_out=False).rank_pattern == {"q_proj": 2}
    with pytest.raises(SettingsError) as refused:
        lora_config(config_with(lora={"other": {"rank_patern": {}, "r": 3}}), fan_in_fan_out=False)
    said = str(refused.value)
    assert "rank_patern" in said
    assert "Did you mean rank_pattern?" in said
    assert "lora.rank" in said
    assert len(refused.value.mistakes) == 2


def test_a_setting_still_on_auto_is_a_mistake_of_the_program() -> None:
    with pytest.raises(AssertionError, match=r"training\.optimizer"):
        value_of(Config(), "training.optimizer")


def qlora() -> Config:
    return config_with(method={"kind": "qlora"}, quantization={"bits": 4})
