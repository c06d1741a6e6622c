"""Which plan is chosen on which machine, for which model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from deeptuner.engine.plan import Plan, read_plan, write_plan
from deeptuner.engine.planner import Choice, accumulation, choose_plan
from deeptuner.engine.probe import Device, Machine, judged
from deeptuner.engine.sizes import Sizes
from deeptuner.errors import InputError
from deeptuner.settings.catalog import with_values
from deeptuner.settings.sections.config import Config
from deeptuner.words import message
from tests.support.recipe import config_with

GB = 2**30
TOKENS = 2 * 2048
# 8 B parameters, in 16 bits and in 4; and a model of 70 B in 4 bits.
EIGHT = Sizes(16 * GB, 20_000_000, GB // 2, 32, 4096, 128_256)
EIGHT_IN_FOUR = replace(EIGHT, weights=6 * GB, layer=GB // 6)
SEVENTY_IN_FOUR = Sizes(40 * GB, 100_000_000, GB // 2, 80, 8192, 128_256)


def machine(gpus: int = 0, memory: int = 24) -> Machine:
    devices = [
        Device(index, "Radeon RX 7900 XTX", memory * GB, False, "gfx1100", "", True, str(index))
        for index in range(gpus)
    ]
    return Machine("rocm" if gpus else "cpu", judged(devices, "rocm"), 16, 64 * GB, True, "2.13")


def choose(sizes: Sizes, on: Machine, **more: Any) -> Choice:
    leave = more.pop("allow_cpu_fsdp", False)
    hardware = {"gpus": "auto", "parallel": "auto", **more}
    config = config_with(
        hardware=hardware, data={"max_length": 2048}, memory={"gradient_checkpointing": "auto"}
    )
    return choose_plan(config, on, sizes, TOKENS, allow_cpu_fsdp=leave)


def test_one_gpu_trains_alone() -> None:
    plan = choose(EIGHT_IN_FOUR, machine(1)).plan
    assert (plan.kind, plan.device, plan.gpus, plan.world_size) == ("single", "cuda", (0,), 1)
    assert plan.threads == 16


def test_a_copy_on_each_gpu_while_it_fits() -> None:
    plan = choose(EIGHT_IN_FOUR, machine(4)).plan
    assert (plan.kind, plan.gpus, plan.world_size) == ("ddp", (0, 1, 2, 3), 4)
    assert plan.threads == 4
    assert "each gets one" in str(plan.reason)


def test_sharded_when_a_copy_does_not_fit() -> None:
    choice = choose(SEVENTY_IN_FOUR, machine(4))
    assert choice.plan.kind == "fsdp"
    assert "split over the GPUs" in str(choice.plan.reason)


def test_layer_by_layer_when_told_or_when_weights_cannot_be_sharded() -> None:
    naive = choose(EIGHT, machine(2), parallel="naive").plan
    assert (naive.kind, naive.world_size, naive.local_processes) == ("naive", 1, 1)
    assert len(naive.max_memory) == 2
    config = config_with(
        method={"kind": "qlora"},
        quantization={"bits": 8},
        hardware={"gpus": "auto", "parallel": "auto"},
    )
    assert choose_plan(config, machine(4), SEVENTY_IN_FOUR, TOKENS).plan.kind == "naive"
    sharded = with_values(config, {"hardware.parallel": "fsdp"})
    with pytest.raises(InputError, match="8-bit weights cannot be sharded"):
        choose_plan(sharded, machine(4), SEVENTY_IN_FOUR, TOKENS)


def test_activations_are_kept_where_there_is_room() -> None:
    assert not choose(replace(EIGHT_IN_FOUR, hidden=256), machine(1)).checkpointing
    tight = choose(EIGHT_IN_FOUR, machine(1))
    assert tight.checkpointing
    assert "computed twice" in str(tight.checkpointing_reason)


def test_only_ticked_gpus_train_in_their_order() -> None:
    plan = choose(EIGHT_IN_FOUR, machine(4), gpus=[3, 1]).plan
    assert (plan.gpus, plan.world_size) == ((1, 3), 2)


def test_the_cpu_trains_when_there_is_no_gpu_or_none_is_ticked() -> None:
    for plan in (choose(EIGHT_IN_FOUR, machine(0)).plan, choose(EIGHT, machine(2), gpus=[]).plan):
        assert (plan.kind, plan.device, plan.backend, plan.gpus) == ("single", "cpu", "cpu", ())
    several = choose(EIGHT_IN_FOUR, machine(0), cpu_processes=2).plan
    assert (several.kind, several.world_size, several.threads) == ("ddp", 2, 8)


def test_sharding_on_the_cpu_needs_leave() -> None:
    asked = {"cpu_processes": 2, "parallel": "fsdp"}
    with pytest.raises(InputError, match="needs GPUs"):
        choose(EIGHT_IN_FOUR, machine(0), **asked)
    assert choose(EIGHT_IN_FOUR, machine(0), **asked, allow_cpu_fsdp=True).plan.kind == "fsdp"


def test_several_machines_share_one_plan() -> None:
    on = {"machines": 2, "machine_rank": 1, "main_address": "10.0.0.1"}
    plan = choose(EIGHT_IN_FOUR, machine(1), **on).plan
    assert (plan.kind, plan.world_size, plan.local_processes) == ("ddp", 2, 1)
    assert (plan.main_address, plan.main_port) == ("10.0.0.1", 29500)


@pytest.mark.parametrize(
    ("gpus", "hardware", "says"),
    [
        (2, {"gpus": [2]}, "There is no GPU2 in this machine. It has: GPU0, GPU1"),
        (0, {"gpus": [0]}, "It has: none"),
        (0, {"parallel": "naive"}, "spreads layers over GPUs"),
        (1, {"parallel": "fsdp"}, "at least two GPUs"),
        (2, {"parallel": "naive", "machines": 2}, "one machine only"),
    ],
)
def test_what_the_machine_cannot_do_is_refused(
    gpus: int, hardware: dict[str, Any], says: str
) -> None:
    with pytest.raises(InputError, match=says) as refused:
        choose(EIGHT_IN_FOUR, machine(gpus), **hardware)
    assert refused.value.fix
    assert refused.value.where in ("hardware.gpus", "hardware.parallel")


def test_an_unfit_gpu_cannot_be_ticked() -> None:
    small = machine(1, memory=1)
    with pytest.raises(InputError, match=r"GPU0 cannot train\. Only 1\.0 GiB"):
        choose(EIGHT_IN_FOUR, small, gpus=[0])
    assert choose(EIGHT_IN_FOUR, small).plan.device == "cpu"


def test_a_model_larger_than_the_memory_is_refused_before_anything_starts() -> None:
    with pytest.raises(InputError, match=r"at least 41\.5") as refused:
        choose(SEVENTY_IN_FOUR, machine(1))
    assert "QLoRA" in str(refused.value.fix)
    with pytest.raises(InputError, match=r"at least 41\.5"):
        choose(SEVENTY_IN_FOUR, machine(2), parallel="ddp")


def test_a_batch_that_may_not_fit_is_warned_of() -> None:
    assert choose(EIGHT_IN_FOUR, machine(1)).warning is None
    warned = choose(replace(EIGHT_IN_FOUR, vocabulary=10 * 128_256), machine(1)).warning
    assert warned
    assert "may not fit" in str(warned)


@pytest.mark.parametrize(
    ("asked", "world", "steps", "says"),
    [(None, 4, 3, "As set"), (16, 4, 2, "16 samples"), (10, 2, 2, "is 8"), (1, 8, 1, "is 16")],
)
def test_accumulation_follows_from_the_effective_batch_size(
    asked: int | None, world: int, steps: int, says: str
) -> None:
    config = with_values(
        Config(),
        {"training.effective_batch_size": asked, "training.gradient_accumulation_steps": 3},
    )
    found, why = accumulation(config, world)
    assert found == steps
    assert says in str(why)


def test_a_plan_survives_its_file(tmp_path: Path) -> None:
    made = choose(EIGHT, machine(2), parallel="naive").plan
    write_plan(made, tmp_path / "plan.json")
    assert read_plan(tmp_path / "plan.json") == made
    simple = Plan("single", "cpu", "cpu", (), 1, 1, 1, message("engine.plan.one-cpu"))
    write_plan(simple, tmp_path / "plan.json")
    assert read_plan(tmp_path / "plan.json") == simple
