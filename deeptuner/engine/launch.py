"""How the training ranks are started: accelerate's config file, the command, the environment.

Knows accelerate's file and what each kind of plan needs in it. Starts nothing: the supervisor runs
what `launch.json` says. The person's own accelerate defaults and GPU variables never leak in.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import yaml

from deeptuner.engine.fsdp_cpu import ENVIRONMENT as CPU_FSDP
from deeptuner.engine.fsdp_cpu import require_leave
from deeptuner.engine.plan import Plan
from deeptuner.engine.planner import selectors
from deeptuner.engine.probe import Device
from deeptuner.files import write_json, write_text

CONFIG_FILE: Final = "accelerate.yaml"
LAUNCH_FILE: Final = "launch.json"
HIDDEN_GPU: Final = "-1"  # makes no GPU visible; an empty value means "not set" to HIP
ALWAYS: Final = {
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_OFFLINE": "1",
    "PYTHONUNBUFFERED": "1",
}
# Ranks of one machine listen to nobody else, and neither does their launcher (`loopback.py`).
LAUNCHER: Final = "accelerate.commands.launch"
LOOPBACK_LAUNCHER: Final = "deeptuner.engine.loopback"
LOOPBACK: Final = "loopback"  # that launcher's rendezvous, which finds its port itself
ONE_MACHINE: Final = {"GLOO_SOCKET_IFNAME": "lo", "NCCL_SOCKET_IFNAME": "lo"}
# GNU OpenMP's waiting threads spin, as nothing here tells them not to. Measured with two threads on
# two cores: without spinning (OMP_WAIT_POLICY=PASSIVE) steps took a quarter of the time while other
# work kept both cores busy, but 6 % longer on cores of their own (GOMP_SPINCOUNT=2000: 4 % longer).
# Radeon cards get flash attention only with this; without, memory grows with the square of length.
ROCM: Final = {"TORCH_ROCM_AOTRITON_ENABLE_EXPERIMENTAL": "1"}


def write_launch(
    plan: Plan, devices: Sequence[Device], run_dir: Path, launch_dir: Path, *, offload: bool
) -> None:
    """Write `accelerate.yaml` and `launch.json` into `launch_dir`.

    Raises EngineError for FSDP on the CPU without leave, RunError when they cannot be written.
    """
    require_leave(plan)
    launch_dir.mkdir(parents=True, exist_ok=True)
    config_file = launch_dir / CONFIG_FILE
    write_text(config_file, yaml.safe_dump(accelerate_config(plan, offload=offload)))
    launch = {
        "command": command(plan, config_file, run_dir),
        "environment": environment(plan, devices),
    }
    write_json(launch_dir / LAUNCH_FILE, launch)


def command(plan: Plan, config_file: Path, run_dir: Path) -> list[str]:
    """What starts all ranks of this machine.

    accelerate does not take `same_network` from its file, and finds machine 0 otherwise without it;
    nor the backend of the rendezvous.
    """
    together = ["--same_network"] if plan.machines > 1 else []
    if _meets_on_loopback(plan):
        together = ["--rdzv_backend", LOOPBACK]
    return [
        sys.executable,
        "-m",
        LOOPBACK_LAUNCHER if _meets_on_loopback(plan) else LAUNCHER,
        "--config_file",
        str(config_file),
        "--num_cpu_threads_per_process",
        str(plan.threads),
        *together,
        "-m",
        "deeptuner.engine.train",
        str(run_dir),
    ]


def accelerate_config(plan: Plan, *, offload: bool) -> dict[str, Any]:
    """accelerate's own file, complete, so that nothing is taken from elsewhere.

    On the CPU the type is still MULTI_GPU: that is what makes accelerate start the processes with
    torch's launcher instead of MPI; `use_cpu` and TrainingArguments then make them gloo ranks.
    """
    config: dict[str, Any] = {
        "compute_environment": "LOCAL_MACHINE",
        "debug": False,
        "distributed_type": _type(plan),
        "downcast_bf16": "no",
        "enable_cpu_affinity": False,
        "machine_rank": plan.machine_rank,
        "main_training_function": "main",
        "mixed_precision": "no",  # the recipe's own arguments decide
        "num_machines": plan.machines,
        "num_processes": plan.world_size,
        "rdzv_backend": "static",
        "use_cpu": plan.device == "cpu",
    }
    if plan.distributed:
        config |= {"main_process_ip": plan.main_address, "main_process_port": plan.main_port}
    if _meets_on_loopback(plan):
        config |= {"rdzv_backend": LOOPBACK, "main_process_port": 0}
    if _type(plan) == "FSDP":
        config["fsdp_config"] = _fsdp(offload)
    return config


def environment(plan: Plan, devices: Sequence[Device]) -> dict[str, str]:
    """Variables for the launcher and its ranks: which GPUs they see, and how many threads."""
    values = {**ALWAYS, "OMP_NUM_THREADS": str(plan.threads), **_visible(plan, devices)}
    if plan.backend == "rocm":
        values |= ROCM
    if _meets_on_loopback(plan):
        values |= ONE_MACHINE
    if plan.kind == "fsdp" and plan.device == "cpu":
        values |= CPU_FSDP
    return values


def _meets_on_loopback(plan: Plan) -> bool:
    return plan.machines == 1 and plan.distributed and sys.platform == "linux"


def _type(plan: Plan) -> str:
    if not plan.distributed:
        return "NO"
    return "FSDP" if plan.kind == "fsdp" and plan.device == "cuda" else "MULTI_GPU"


def _fsdp(offload: bool) -> dict[str, Any]:
    return {
        "fsdp_version": 2,
        "fsdp_auto_wrap_policy": "TRANSFORMER_BASED_WRAP",
        "fsdp_cpu_ram_efficient_loading": False,
        "fsdp_offload_params": offload,
        "fsdp_reshard_after_forward": True,
        "fsdp_state_dict_type": "FULL_STATE_DICT",
    }


def _visible(plan: Plan, devices: Sequence[Device]) -> dict[str, str]:
    """HIP has its own variable, which wins over CUDA's; numbers then follow the PCI bus on CUDA."""
    if plan.device == "cpu":
        return {"CUDA_VISIBLE_DEVICES": HIDDEN_GPU, "HIP_VISIBLE_DEVICES": HIDDEN_GPU}
    chosen = ",".join(selectors(plan, devices))
    if plan.backend == "rocm":
        return {"HIP_VISIBLE_DEVICES": chosen}
    return {"CUDA_VISIBLE_DEVICES": chosen, "CUDA_DEVICE_ORDER": "PCI_BUS_ID"}
