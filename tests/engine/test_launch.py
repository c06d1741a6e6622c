"""What the supervisor is told to run, for each kind of plan."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from accelerate.commands.launch import _validate_launch_command, launch_command_parser

from deeptuner.engine.launch import environment, write_launch
from deeptuner.engine.plan import Backend, Kind, Plan
from deeptuner.engine.probe import Device
from deeptuner.errors import EngineError
from deeptuner.words import message

WHY = message("engine.decision.as-set")
DEVICES = [
    Device(index, "GPU", 24 * 2**30, False, "gfx1100", "", True, str(index)) for index in range(4)
]


def gpu_plan(kind: Kind, gpus: tuple[int, ...], backend: Backend = "rocm", **more: Any) -> Plan:
    processes = 1 if kind in ("single", "naive") else len(gpus)
    made = Plan(kind, "cuda", backend, gpus, processes, processes, 4, WHY, main_port=29_511)
    return replace(made, **more)


def cpu_plan(kind: Kind, processes: int, **more: Any) -> Plan:
    made = Plan(kind, "cpu", "cpu", (), processes, processes, 1, WHY, main_port=29_511)
    return replace(made, **more)


def parsed(plan: Plan, folder: Path) -> argparse.Namespace:
    """What accelerate itself makes of the written command and file."""
    write_launch(plan, DEVICES, Path("/experiment/runs/one"), folder, offload=False)
    command = json.loads((folder / "launch.json").read_text())["command"]
    alone = plan.distributed and plan.machines == 1
    launcher = "deeptuner.engine.loopback" if alone else "accelerate.commands.launch"
    assert command[:3] == [sys.executable, "-m", launcher]
    arguments, _, _ = _validate_launch_command(launch_command_parser().parse_args(command[3:]))
    return arguments


@pytest.mark.parametrize(
    ("plan", "processes", "multi", "fsdp"),
    [
        (cpu_plan("single", 1), 1, False, False),
        (cpu_plan("ddp", 2), 2, True, False),
        (cpu_plan("fsdp", 2, allow_cpu_fsdp=True), 2, True, False),
        (gpu_plan("single", (0,)), 1, False, False),
        (gpu_plan("naive", (0, 1)), 1, False, False),
        (gpu_plan("ddp", (0, 1, 3)), 3, True, False),
        (gpu_plan("fsdp", (0, 1)), 2, False, True),
    ],
)
def test_accelerate_reads_what_was_planned(
    plan: Plan, processes: int, multi: bool, fsdp: bool, tmp_path: Path
) -> None:
    found = parsed(plan, tmp_path)
    assert (found.num_processes, found.multi_gpu, found.use_fsdp) == (processes, multi, fsdp)
    assert (found.use_cpu, found.num_machines) == (plan.device == "cpu", 1)
    assert found.num_cpu_threads_per_process == plan.threads
    assert found.mixed_precision == "no"
    assert (found.module, found.training_script) == (True, "deeptuner.engine.train")
    assert found.training_script_args == ["/experiment/runs/one"]
    assert found.rdzv_backend == ("loopback" if plan.distributed else "static")
    if fsdp:
        assert (found.fsdp_version, found.fsdp_state_dict_type) == (2, "FULL_STATE_DICT")


def test_several_machines(tmp_path: Path) -> None:
    plan = gpu_plan(
        "ddp", (0, 1), machines=2, machine_rank=1, world_size=4, main_address="10.0.0.1"
    )
    found = parsed(plan, tmp_path)
    assert (found.num_machines, found.machine_rank, found.num_processes) == (2, 1, 4)
    assert (found.main_process_ip, found.main_process_port) == ("10.0.0.1", 29_511)
    assert (found.same_network, found.rdzv_backend) == (True, "static")
    assert not {"GLOO_SOCKET_IFNAME", "NCCL_SOCKET_IFNAME"} & environment(plan, DEVICES).keys()


def test_the_persons_own_accelerate_defaults_do_not_leak_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ACCELERATE_MIXED_PRECISION", "ACCELERATE_USE_FSDP"):
        monkeypatch.setenv(name, "bf16")
    found = parsed(cpu_plan("single", 1), tmp_path)
    written = yaml.safe_load((tmp_path / "accelerate.yaml").read_text())
    assert found.config_file == str(tmp_path / "accelerate.yaml")
    assert {"num_processes", "num_machines", "distributed_type", "use_cpu"} <= written.keys()


@pytest.mark.parametrize(
    ("plan", "variables"),
    [
        (gpu_plan("ddp", (1, 3)), {"HIP_VISIBLE_DEVICES": "1,3"}),
        (
            gpu_plan("ddp", (1, 3), "cuda"),
            {"CUDA_VISIBLE_DEVICES": "1,3", "CUDA_DEVICE_ORDER": "PCI_BUS_ID"},
        ),
        (cpu_plan("single", 1), {"CUDA_VISIBLE_DEVICES": "-1", "HIP_VISIBLE_DEVICES": "-1"}),
    ],
)
def test_ranks_see_exactly_the_ticked_gpus(plan: Plan, variables: dict[str, str]) -> None:
    found = environment(plan, DEVICES)
    assert {name: text for name, text in found.items() if "VISIBLE" in name or "ORDER" in name} == (
        variables
    )
    assert found["OMP_NUM_THREADS"] == str(plan.threads)
    assert ("TORCH_ROCM_AOTRITON_ENABLE_EXPERIMENTAL" in found) == (plan.backend == "rocm")


def test_a_gpu_chosen_outside_keeps_its_name() -> None:
    devices = [replace(device, selector=f"GPU-{device.index}f") for device in DEVICES]
    found = environment(gpu_plan("single", (2,), "cuda"), devices)
    assert found["CUDA_VISIBLE_DEVICES"] == "GPU-2f"


def test_sharding_on_the_cpu_is_refused_without_leave(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="needs GPUs"):
        write_launch(cpu_plan("fsdp", 2), (), tmp_path, tmp_path, offload=False)
    assert not list(tmp_path.iterdir())
    leave = environment(cpu_plan("fsdp", 2, allow_cpu_fsdp=True), ())
    assert leave["ACCELERATE_TORCH_DEVICE"] == "cpu"
