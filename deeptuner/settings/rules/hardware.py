"""Rules about GPUs, processes and machines.

Knows how many processes share the work where the settings (and the machine) decide it. Does not
choose a plan, nor judge whether a model fits.
"""

from __future__ import annotations

from collections.abc import Iterator

from deeptuner.settings.declare import AUTO
from deeptuner.settings.rules.finding import Finding, MachineFacts, Rule, finding
from deeptuner.settings.sections.config import Config

HERE = ("127.0.0.1", "localhost", "::1", "0.0.0.0", "")  # noqa: S104 - compared with, not bound to
USUAL_PORT = 29500  # torch's own default for its rendezvous


def gpu_count(config: Config, machine: MachineFacts | None) -> int | None:
    """GPUs that train on each machine; None when nobody knows yet."""
    if config.hardware.gpus != AUTO:
        return len(set(config.hardware.gpus))
    return machine.gpus if machine else None


def on_cpu(config: Config, machine: MachineFacts | None) -> bool:
    """Whether it is certain that the CPU trains."""
    return gpu_count(config, machine) == 0


def processes(config: Config, machine: MachineFacts | None) -> int | None:
    """Processes that each work on their own batches, over all machines; None: not known yet."""
    hardware, gpus = config.hardware, gpu_count(config, machine)
    if gpus == 0:
        return hardware.cpu_processes * hardware.machines
    if gpus == 1 or hardware.parallel == "naive":
        return hardware.machines
    if gpus is None or hardware.parallel == AUTO:
        return None  # `auto` may decide for naive, where all GPUs are one process
    return gpus * hardware.machines


def gpu_twice(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    path, gpus = "hardware.gpus", config.hardware.gpus
    if gpus != AUTO and len(set(gpus)) < len(gpus):
        yield finding("error", "gpu-twice", path, fix={path: sorted(set(gpus))})


def gpu_missing(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    path, gpus = "hardware.gpus", config.hardware.gpus
    if machine is None or gpus == AUTO:
        return
    there = machine.gpus if machine.numbered is None else machine.numbered
    missing = sorted({number for number in gpus if number >= there})
    if missing:
        names = ", ".join(f"GPU{number}" for number in missing)
        what = "gpu-missing" if there else "gpu-none"
        yield finding("error", what, path, fix={path: AUTO}, gpus=names, count=machine.gpus)


def split_over_one(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    """Splitting a model needs two GPUs at least; on the CPU, processes can stand in for them."""
    hardware, path = config.hardware, "hardware.parallel"
    gpus = gpu_count(config, machine)
    if hardware.parallel not in ("naive", "fsdp") or gpus is None:
        return
    if gpus == 0 and (hardware.parallel == "naive" or hardware.cpu_processes == 1):
        yield finding("error", "split-cpu", path, "hardware.gpus", fix={path: AUTO})
    elif gpus == 1 and not (hardware.parallel == "fsdp" and hardware.machines > 1):
        yield finding("error", "split-one", path, "hardware.gpus", fix={path: AUTO})


def naive_over_machines(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    path = "hardware.parallel"
    if config.hardware.parallel == "naive" and config.hardware.machines > 1:
        yield finding("error", "naive-machines", path, "hardware.machines", fix={path: AUTO})


def several_machines(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    hardware = config.hardware
    if hardware.machines == 1:
        return
    if hardware.main_address.strip() in HERE:
        yield finding("error", "no-address", "hardware.main_address", "hardware.machines")
    if hardware.main_port == AUTO:
        path = "hardware.main_port"
        yield finding("error", "no-port", path, "hardware.machines", fix={path: USUAL_PORT})


def machine_rank(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    rank, count, path = (
        config.hardware.machine_rank,
        config.hardware.machines,
        "hardware.machine_rank",
    )
    if rank >= count:
        fix = {path: 0} if count == 1 else None
        yield finding(
            "error", "machine-rank", path, "hardware.machines", fix=fix, rank=rank, last=count - 1
        )


def offload_without_sharding(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    if not config.memory.cpu_offload:
        return
    path, parallel = "memory.cpu_offload", config.hardware.parallel
    gpus = gpu_count(config, machine)
    alone = gpus is not None and gpus < 2 and config.hardware.machines == 1
    if parallel in ("naive", "ddp") or (parallel == AUTO and alone) or on_cpu(config, machine):
        yield finding("error", "offload", path, "hardware.parallel", fix={path: False})


def cooler_edge(config: Config, machine: MachineFacts | None) -> Iterator[Finding]:
    """The hotspot is never cooler than the edge, so a lower limit there always comes first."""
    edge, hotspot = config.monitor.max_edge, config.monitor.max_hotspot
    if edge != AUTO and hotspot != AUTO and hotspot < edge:
        path = "monitor.max_hotspot"
        yield finding("note", "hotspot-under-edge", path, "monitor.max_edge", fix={path: AUTO})


RULES: tuple[Rule, ...] = (
    gpu_twice,
    gpu_missing,
    split_over_one,
    naive_over_machines,
    several_machines,
    machine_rank,
    offload_without_sharding,
    cooler_edge,
)
