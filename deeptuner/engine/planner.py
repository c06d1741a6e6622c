"""Choose the parallel plan: from the settings, the machine, and what the model takes.

Knows which plan serves when: data parallel while a whole copy fits one GPU (it exchanges least),
FSDP when it does not, one GPU after the other when told so or when FSDP cannot serve. Compares
estimates; does not measure, and starts nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from deeptuner.engine.plan import Kind, Plan
from deeptuner.engine.probe import Device, Machine
from deeptuner.engine.sizes import SLACK_BYTES, SLACK_SHARE, Sizes
from deeptuner.errors import InputError
from deeptuner.settings.declare import AUTO
from deeptuner.settings.sections.config import Config
from deeptuner.words import Message, message

SEVERAL_MACHINES_PORT: Final = 29500  # must be the same on all, so it cannot be "any free one"
LOADED_SHARE: Final = 0.95  # of a GPU's memory; the rest belongs to the display and the driver


@dataclass(frozen=True, slots=True)
class Choice:
    """The plan, and whether activations are to be kept or computed twice."""

    plan: Plan
    checkpointing: bool
    checkpointing_reason: Message
    warning: Message | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """Where processes would run: on `gpus`, or on the CPU when there are none."""

    gpus: tuple[Device, ...]
    memory: int  # bytes that one process may use
    local: int  # processes on this machine
    world: int  # processes over all machines


def choose_plan(
    config: Config, machine: Machine, sizes: Sizes, tokens: int, *, allow_cpu_fsdp: bool = False
) -> Choice:
    """The plan for training `tokens` at once in each process.

    Raises InputError when the settings ask for what the machine does not have, or when the model
    alone takes more memory than there is.
    """
    site = find_site(config, machine)
    kind, reason = _kind(config, site, sizes, tokens, allow_cpu_fsdp)
    checkpointing, why = _checkpointing(config, site, kind, sizes, tokens)
    local = 1 if kind in ("single", "naive") else site.local
    plan = Plan(
        kind=kind,
        device="cuda" if site.gpus else "cpu",
        backend=machine.backend if site.gpus else "cpu",
        gpus=tuple(gpu.index for gpu in site.gpus),
        world_size=local * config.hardware.machines,
        local_processes=local,
        threads=max(1, machine.cpu_cores // local),
        reason=reason,
        machines=config.hardware.machines,
        machine_rank=config.hardware.machine_rank,
        main_address=config.hardware.main_address,
        main_port=_port(config),
        max_memory=_max_memory(config, site, sizes) if kind == "naive" else (),
        allow_cpu_fsdp=allow_cpu_fsdp,
    )
    return Choice(plan, checkpointing, why, _tight(config, site, kind, sizes, tokens))


def find_site(config: Config, machine: Machine) -> Site:
    """The GPUs that the settings mean, and how many processes there are.

    Raises InputError for a GPU that does not exist or is not fit, and for plans without devices.
    """
    gpus = _chosen(config, machine)
    local = len(gpus) or config.hardware.cpu_processes
    if not gpus and config.hardware.parallel == "naive":
        raise _refused("naive-on-cpu", "hardware.parallel", "auto")
    if config.hardware.parallel == "naive" and config.hardware.machines > 1:
        raise _refused("naive-machines", "hardware.parallel", "auto")
    world = local * config.hardware.machines
    if config.hardware.parallel == "fsdp" and world < 2:
        raise _refused("fsdp-alone", "hardware.parallel", "auto")
    if config.hardware.parallel == "fsdp" and _eight_bit(config):
        raise _refused("fsdp-8bit", "quantization.bits", "four-bits")
    memory = min((gpu.total_memory for gpu in gpus), default=machine.memory_bytes // local)
    return Site(gpus, int(memory * LOADED_SHARE), local, world)


def _chosen(config: Config, machine: Machine) -> tuple[Device, ...]:
    asked = config.hardware.gpus
    if asked == AUTO:
        return machine.fit
    known = {device.index: device for device in machine.devices}
    for index in asked:
        if index not in known:
            have = ", ".join(f"GPU{number}" for number in known) or "none"
            raise _refused("no-such-gpu", "hardware.gpus", "gpus", index=index, have=have)
        if not known[index].fit:
            why = str(known[index].reason)
            raise _refused("unfit-gpu", "hardware.gpus", "gpus", index=index, why=why)
    return tuple(known[index] for index in sorted(set(asked)))


def _kind(
    config: Config, site: Site, sizes: Sizes, tokens: int, allow_cpu_fsdp: bool
) -> tuple[Kind, Message]:
    asked = config.hardware.parallel
    if site.world == 1:
        _require_room(site.memory, sizes.loaded(), config)
        return "single", message("engine.plan.one-gpu" if site.gpus else "engine.plan.one-cpu")
    if not site.gpus:
        return _on_cpu(config, site, sizes, allow_cpu_fsdp)
    if asked == AUTO:
        return _automatic(config, site, sizes, tokens)
    if asked == "naive" and len(site.gpus) == 1:
        _require_room(site.memory, sizes.loaded(), config)
        return "single", message("engine.plan.one-gpu")
    needed = sizes.loaded() if asked == "ddp" else sizes.loaded() // site.world
    _require_room(site.memory, needed, config)
    return asked, message("engine.decision.as-set")


def _on_cpu(config: Config, site: Site, sizes: Sizes, allow_cpu_fsdp: bool) -> tuple[Kind, Message]:
    if config.hardware.parallel == "fsdp":
        if not allow_cpu_fsdp:
            raise _refused("fsdp-on-cpu", "hardware.parallel", "ddp")
        return "fsdp", message("engine.plan.cpu-fsdp")
    _require_room(site.memory, sizes.loaded(), config)
    return "ddp", message("engine.plan.cpu-ddp")


def _automatic(config: Config, site: Site, sizes: Sizes, tokens: int) -> tuple[Kind, Message]:
    """Data parallel if a copy fits (checkpointing allowed), else sharded, else layer by layer."""
    copy = sizes.replica(tokens, checkpointing=config.memory.gradient_checkpointing is not False)
    numbers = {"need": gib(copy), "have": gib(site.memory)}
    if copy <= site.memory:
        return "ddp", message("engine.plan.ddp-fits", **numbers)
    if _eight_bit(config):
        _require_room(sum(gpu.total_memory for gpu in site.gpus), sizes.loaded(), config)
        return "naive", message("engine.plan.naive-8bit", **numbers)
    _require_room(site.memory, sizes.loaded() // site.world, config)
    return "fsdp", message("engine.plan.fsdp-needed", **numbers)


def _eight_bit(config: Config) -> bool:
    return config.method.kind == "qlora" and config.quantization.bits == 8


def _checkpointing(
    config: Config, site: Site, kind: Kind, sizes: Sizes, tokens: int
) -> tuple[bool, Message]:
    asked = config.memory.gradient_checkpointing
    if asked != AUTO:
        return asked, message("engine.decision.as-set")
    need = _peak(site, kind, sizes, tokens, checkpointing=False)
    fits = need <= site.memory
    why = "engine.plan.activations-fit" if fits else "engine.plan.activations-large"
    return not fits, message(why, need=gib(need), have=gib(site.memory))


def _tight(config: Config, site: Site, kind: Kind, sizes: Sizes, tokens: int) -> Message | None:
    """A warning when even the smallest form of this plan is estimated over the memory."""
    checkpointing = config.memory.gradient_checkpointing is not False
    need = _peak(site, kind, sizes, tokens, checkpointing)
    if need <= site.memory:
        return None
    return message("engine.plan.tight", need=gib(need), have=gib(site.memory))


def _peak(site: Site, kind: Kind, sizes: Sizes, tokens: int, checkpointing: bool) -> int:
    if kind == "fsdp":
        return sizes.shard(tokens, checkpointing, site.world)
    if kind == "naive":
        return sizes.replica(tokens, checkpointing) // len(site.gpus)
    return sizes.replica(tokens, checkpointing)


def _max_memory(config: Config, site: Site, sizes: Sizes) -> tuple[int, ...]:
    """Bytes of weights that each GPU may hold under naive model parallel."""
    if config.hardware.max_memory != AUTO:
        return (int(config.hardware.max_memory * 10**9),) * len(site.gpus)
    return tuple(int(gpu.total_memory / SLACK_SHARE) - SLACK_BYTES for gpu in site.gpus)


def _require_room(have: int, need: int, config: Config) -> None:
    if need > have:
        fix = "qlora" if config.method.kind != "qlora" else "smaller"
        raise _refused("too-large", "model.path", fix, need=gib(need), have=gib(have))


def _port(config: Config) -> int:
    if config.hardware.main_port != AUTO:
        return config.hardware.main_port
    return SEVERAL_MACHINES_PORT if config.hardware.machines > 1 else free_port()


def free_port() -> int:
    """A port of this machine that nothing listens on now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def gib(number: int) -> str:
    return f"{number / 2**30:.1f}"


def _refused(what: str, where: str, fix: str, **params: object) -> InputError:
    return InputError(
        message(f"engine.plan.{what}", **params),
        where=where,
        fix=message(f"engine.plan.fix-{fix}"),
    )


def accumulation(config: Config, world_size: int) -> tuple[int, Message]:
    """Micro-batches per step, from the effective batch size where that is set."""
    asked = config.training.effective_batch_size
    if asked is None:
        return config.training.gradient_accumulation_steps, message("engine.decision.as-set")
    at_once = config.training.batch_size * world_size
    steps = max(1, round(asked / at_once))
    what = "accumulation" if steps * at_once == asked else "accumulation-near"
    return steps, message(
        f"engine.plan.{what}", asked=asked, at_once=at_once, steps=steps, real=steps * at_once
    )


def selectors(plan: Plan, devices: Sequence[Device]) -> list[str]:
    """What makes exactly the plan's GPUs visible, in its order."""
    known = {device.index: device.selector for device in devices}
    return [known[index] for index in plan.gpus]
