"""What the training runs on and how it is spread: hardware, memory, monitor.

Knows names, defaults and bounds. Does not know which GPUs this machine has.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from deeptuner.settings.declare import AUTO, AutoOr, Bool, Float, Int, Section, When, setting

Parallel = Literal["auto", "naive", "fsdp", "ddp"]
OnHeat = Literal["pause", "stop"]
ACCELERATE = "https://huggingface.co/docs/accelerate/"
HF_PARALLEL = "https://huggingface.co/docs/transformers/perf_train_gpu_many"
SEVERAL = When("hardware.machines", tuple(range(2, 65)))


class HardwareSection(Section):
    """GPUs, and how a model is spread over them."""

    gpus: Annotated[
        list[int] | Literal["auto"], AutoOr(list[Annotated[Int, Field(ge=0, le=63)]])
    ] = setting(
        AUTO,
        "GPUs",
        "Which GPUs train, by number. `auto` takes all that are fit for it; an empty list trains "
        "on the CPU.",
        tier="basic",
        source=ACCELERATE + "concept_guides/gradient_synchronization",
        term="gpu",
    )
    parallel: Parallel = setting(
        AUTO,
        "Model parallel",
        "How several GPUs share the work. `ddp` (Data Parallel): a whole copy on each, fastest "
        "when it fits. `fsdp` (Fully Sharded Data Parallel): the model is split, all work at once. "
        "`naive` (Naive Model Parallel): layers one GPU after the other, slowest.",
        tier="basic",
        source=HF_PARALLEL,
        term="model-parallel",
    )
    max_memory: Annotated[float | Literal["auto"], AutoOr(Annotated[Float, Field(gt=0)])] = setting(
        AUTO,
        "Max memory per GPU",
        "How much of each GPU the model's weights may take in Naive Model Parallel. `auto` leaves "
        "room for what training adds.",
        unit="GB",
        source=ACCELERATE + "concept_guides/big_model_inference",
        term="vram",
    )
    cpu_processes: Annotated[Int, Field(ge=1, le=64)] = setting(
        1,
        "Processes on the CPU",
        "How many processes share the work when the CPU trains. More than one is for trying out "
        "what several GPUs would do.",
        source=ACCELERATE + "usage_guides/intel_cpu",
        term="data-parallel",
    )
    machines: Annotated[Int, Field(ge=1, le=64)] = setting(
        1,
        "Machines",
        "How many machines train together.",
        source=ACCELERATE + "basic_tutorials/launch",
        term="multi-node",
    )
    machine_rank: Annotated[Int, Field(ge=0, le=63)] = setting(
        0,
        "Rank of this machine",
        "The number of this machine, from 0. Machine 0 leads.",
        when=SEVERAL,
        source=ACCELERATE + "basic_tutorials/launch",
        term="multi-node",
    )
    main_address: str = setting(
        "127.0.0.1",
        "Address of machine 0",
        "Under which address the other machines reach machine 0.",
        when=SEVERAL,
        source=ACCELERATE + "basic_tutorials/launch",
        term="multi-node",
    )
    main_port: Annotated[
        int | Literal["auto"], AutoOr(Annotated[Int, Field(ge=1024, le=65535)])
    ] = setting(
        AUTO,
        "Port of machine 0",
        "The port over which processes find each other. `auto` takes a free one, on one machine.",
        source=ACCELERATE + "basic_tutorials/launch",
        term="multi-node",
    )


class MemorySection(Section):
    """Ways to need less memory, each at a price in time."""

    gradient_checkpointing: Annotated[bool | Literal["auto"], AutoOr(Bool)] = setting(
        AUTO,
        "Gradient checkpointing",
        "Computes activations twice instead of keeping them: much less memory, about a third more "
        "time. `auto` turns it on where it is needed to fit.",
        source="https://arxiv.org/abs/1604.06174",
        term="gradient-checkpointing",
    )
    optimizer_paging: Bool = setting(
        False,
        "Optimizer paging",
        "Lets the optimizer's state move to the computer's memory when a GPU is full.",
        source="https://arxiv.org/abs/2305.14314",
        term="paged-optimizers",
    )
    cpu_offload: Bool = setting(
        False,
        "CPU offload",
        "Keeps sharded parameters in the computer's memory between uses. Only for Fully Sharded "
        "Data Parallel; slow.",
        when=When("hardware.parallel", (AUTO, "fsdp")),
        source=ACCELERATE + "usage_guides/fsdp",
        term="cpu-offload",
    )


class MonitorSection(Section):
    """How a run is watched, and what happens when a GPU gets too hot."""

    interval: Annotated[Float, Field(ge=0.2, le=60)] = setting(
        1.0,
        "Sampling interval",
        "How often temperature, power and memory of each GPU are recorded.",
        unit="seconds",
        term="telemetry",
    )
    max_edge: Annotated[float | Literal["auto"], AutoOr(Annotated[Float, Field(ge=40, le=120)])] = (
        setting(
            AUTO,
            "Temperature limit, edge",
            "Highest temperature at the edge of the chip. `auto`: 5 °C under critical.",
            unit="°C",
            term="gpu-temperature",
        )
    )
    max_hotspot: Annotated[
        float | Literal["auto"], AutoOr(Annotated[Float, Field(ge=40, le=130)])
    ] = setting(
        AUTO,
        "Temperature limit, hotspot",
        "Highest temperature at the hottest point of the chip. `auto`: 5 °C under critical.",
        unit="°C",
        term="gpu-temperature",
    )
    max_memory_temperature: Annotated[
        float | Literal["auto"], AutoOr(Annotated[Float, Field(ge=40, le=120)])
    ] = setting(
        AUTO,
        "Temperature limit, memory",
        "Highest temperature of the GPU's memory. `auto`: 5 °C under critical.",
        unit="°C",
        term="gpu-temperature",
    )
    max_power: Annotated[Float, Field(ge=10, le=2000)] | None = setting(
        None,
        "Power limit",
        "Highest power that one GPU may draw. Empty: no limit but the card's own.",
        unit="W",
        term="gpu-temperature",
    )
    heat_seconds: Annotated[Float, Field(ge=1, le=600)] = setting(
        10.0,
        "Patience with heat",
        "How long a GPU must be over a limit, without a break, until something happens; and how "
        "long it must be cool before a paused training goes on.",
        unit="seconds",
        term="gpu-temperature",
    )
    on_heat: OnHeat = setting(
        "pause",
        "When too hot",
        "What happens over a limit: training pauses until the card is cool (10 °C under the "
        "limit), or saves and stops.",
        term="gpu-temperature",
    )
