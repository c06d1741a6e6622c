"""Which GPUs train, and why one does not: the same judgement for sensors and for training."""

from __future__ import annotations

from dataclasses import replace

from deeptuner.monitor.sensors.base import Gpu, Limits, gpu_from_json
from deeptuner.monitor.sensors.fitness import judged

GIB = 2**30
CARD = Gpu(
    "0000:03:00.0", "0000:03:00.0", "", "Radeon", "amd", arch="gfx1100", total_memory=24 * GIB
)
WITHIN = Gpu(
    "0000:01:00.0", "0000:01:00.0", "", "Graphics", "amd", True, "gfx1036", total_memory=GIB
)


def test_order_is_by_address_and_the_processors_last() -> None:
    other = replace(CARD, key="0000:02:00.0")
    assert [gpu.key[5:7] for gpu in judged([WITHIN, CARD, other])] == ["02", "03", "01"]


def test_each_reason_in_words() -> None:
    assert judged([CARD])[0].why_not is None
    assert "too small" in str(judged([replace(CARD, total_memory=2 * GIB)])[0].why_not)
    assert judged([replace(CARD, total_memory=None)])[0].why_not is None
    assert "no kernels" in str(judged([WITHIN])[0].why_not)
    assert "Part of the processor" in str(judged([CARD, WITHIN])[1].why_not)


def test_a_gpu_survives_a_file() -> None:
    gpu = replace(judged([CARD, WITHIN])[1], limits=Limits(100, None, 108, 15.5))
    assert gpu_from_json(gpu.to_json()) == gpu
