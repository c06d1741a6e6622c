"""What the rules may know of a probed machine."""

from __future__ import annotations

from dataclasses import replace

from deeptuner.engine.judge import machine_facts
from deeptuner.engine.probe import Device, Machine
from deeptuner.settings.catalog import with_values
from deeptuner.settings.sections.config import Config

NEW = Device(0, "new", 2**34, False, "9.0", "0000:01:00.0", bf16=True, selector="0")
OLD = replace(NEW, index=1, name="old", arch="7.5", bf16=False, selector="1")
SMALL = replace(OLD, index=2, name="small", selector="2", fit=False)


def facts(gpus: object, *devices: Device) -> tuple[int, int, bool]:
    machine = Machine("cuda", devices, 4, 2**34, bf16=True, torch_version="2")
    found = machine_facts(with_values(Config(), {"hardware.gpus": gpus}), machine)
    return found.gpus, found.numbered, found.bf16


def test_only_the_ticked_gpus_decide_how_training_computes() -> None:
    assert facts([0], NEW, OLD) == (2, 2, True)
    assert facts([1], NEW, OLD) == (2, 2, False)
    assert facts([0, 1], NEW, OLD) == (2, 2, False)


def test_without_a_choice_all_fit_gpus_do() -> None:
    assert facts("auto", NEW, SMALL) == (1, 2, True)
    assert facts("auto", NEW, OLD) == (2, 2, False)
