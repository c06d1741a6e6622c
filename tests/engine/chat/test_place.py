"""Where a model is put: the emptiest GPU that no run uses, else the CPU, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from deeptuner.engine.chat import place
from deeptuner.engine.chat.place import Place, find_place, needed_bytes, precision_on
from deeptuner.engine.probe import Device, Machine
from deeptuner.errors import EngineError, InputError
from tests.support.models import make_llama

GIB = 2**30


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> dict[int, str]:
    """Three GPUs of 24 GiB, of which 20, 2 and 0 are used; gives the runs by GPU."""
    used = {"0": 20, "1": 2, "2": 0}
    runs: dict[int, str] = {}
    devices = tuple(
        Device(number, f"card {number}", 24 * GIB, False, "gfx1100", str(number), True, str(number))
        for number in range(3)
    )
    made = Machine("rocm", devices, 8, 64 * GIB, True, "2")
    monkeypatch.setattr(place, "_machine", lambda: made)
    monkeypatch.setattr(place, "_used", lambda device: used[device.pci] * GIB)
    monkeypatch.setattr(place, "holder", runs.get)
    return runs


def takes(gib: float) -> object:
    return lambda _: int(gib * GIB)


def test_the_emptiest_gpu_without_a_run_is_taken(machine: dict[int, str]) -> None:
    assert find_place("auto", takes(10)).name == "GPU2"  # type: ignore[arg-type]
    machine[2] = "a-run"
    assert find_place("auto", takes(10)).name == "GPU1"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("runs", "gib", "told"), [({0: "a", 1: "b", 2: "c"}, 1, "gpus-train"), ({}, 23.5, "gpus-full")]
)
def test_the_cpu_answers_where_no_gpu_can(
    machine: dict[int, str],
    monkeypatch: pytest.MonkeyPatch,
    runs: Mapping[int, str],
    gib: float,
    told: str,
) -> None:
    machine.update(runs)
    memory = type("Memory", (), {"available": 60 * GIB})
    monkeypatch.setattr(place.psutil, "virtual_memory", memory)
    found = find_place("auto", takes(gib))  # type: ignore[arg-type]
    assert found.name == "CPU"
    assert [note.id for note in found.notes] == [f"engine.chat.{told}"]


def test_a_gpu_that_is_asked_for_is_taken_or_refused(machine: dict[int, str]) -> None:
    assert find_place("cuda:1", takes(10)).gpu == 1  # type: ignore[arg-type]
    with pytest.raises(EngineError, match=r"needs 10\.0 GiB .* GPU0 has 3\.0 GiB"):
        find_place("GPU0", takes(10))  # type: ignore[arg-type]
    with pytest.raises(InputError, match="no device GPU7"):
        find_place("GPU7", takes(1))  # type: ignore[arg-type]
    machine[1] = "a-run"
    with pytest.raises(EngineError, match="used by the run a-run"):
        find_place("gpu1", takes(1))  # type: ignore[arg-type]


def test_fewer_bits_take_less_and_types_follow_the_device(tmp_path: Path) -> None:
    import torch
    from transformers import AutoModelForCausalLM

    folder = make_llama(tmp_path / "model", hidden=64)
    sizes = [needed_bytes(folder, "fp32", bits) for bits in (16, 8, 4)]
    assert sizes == sorted(sizes, reverse=True)
    cpu = Place("cpu", None, True, 0)
    assert precision_on(folder, cpu) == "fp32"
    AutoModelForCausalLM.from_pretrained(folder).to(torch.float16).save_pretrained(folder)
    assert precision_on(folder, cpu) == "fp32"
    assert precision_on(folder, Place("cuda", 0, False, 0)) == "fp16"
    AutoModelForCausalLM.from_pretrained(folder).to(torch.bfloat16).save_pretrained(folder)
    assert precision_on(folder, cpu) == "bf16"
    assert precision_on(folder, Place("cuda", 0, False, 0)) == "fp16"
