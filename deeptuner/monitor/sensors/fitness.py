"""Which GPUs are fit for training, and in words why one is not.

Knows sizes and architectures. Does not ask a GPU anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from deeptuner.monitor.sensors.base import Gpu
from deeptuner.words import Message, message

SMALL_BYTES: Final = 2 * 2**30
# AMD's graphics within processors, https://llvm.org/docs/AMDGPUUsage.html#processors
WITHIN_PROCESSORS: Final = frozenset(
    {"gfx902", "gfx909", "gfx90c", "gfx1013", "gfx1033", "gfx1035", "gfx1036", "gfx1037"}
    | {"gfx1103", "gfx1150", "gfx1151", "gfx1152", "gfx1153"}
)
# Those for which ROCm ships kernels, and that share enough memory to train.
LARGE_WITHIN_PROCESSORS: Final = frozenset({"gfx1150", "gfx1151"})


def why_not(
    *, total_memory: int | None, integrated: bool, beside_a_card: bool, amd_arch: str | None
) -> Message | None:
    """Why a GPU does not train, or None. `amd_arch` is None for other vendors' GPUs."""
    if integrated and beside_a_card:
        return message("engine.probe.integrated")
    if integrated and amd_arch is not None and amd_arch not in LARGE_WITHIN_PROCESSORS:
        return message("engine.probe.no-kernels", arch=amd_arch or "?")
    if total_memory is not None and total_memory <= SMALL_BYTES:
        return message("engine.probe.small", gib=f"{total_memory / 2**30:.1f}")
    return None


def judged(gpus: Sequence[Gpu]) -> tuple[Gpu, ...]:
    """The machine's GPUs with `why_not`, by PCI address, those within the processor last."""
    card = any(not gpu.integrated for gpu in gpus)
    ordered = sorted(gpus, key=lambda gpu: (gpu.integrated, gpu.key))
    return tuple(_judge(gpu, card) for gpu in ordered)


def _judge(gpu: Gpu, card: bool) -> Gpu:
    why = why_not(
        total_memory=gpu.total_memory,
        integrated=gpu.integrated,
        beside_a_card=card,
        amd_arch=gpu.arch if gpu.vendor == "amd" else None,
    )
    return replace(gpu, why_not=why)
