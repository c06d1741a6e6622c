"""The machine's sensors, whoever made its GPUs.

`find_sensors` imports amdsmi, so it belongs into a process that never imports torch (amd_library).
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from deeptuner.monitor.sensors.amd import AmdSensors
from deeptuner.monitor.sensors.amd_files import AmdFiles
from deeptuner.monitor.sensors.amd_library import load
from deeptuner.monitor.sensors.base import Gpu, Sensors
from deeptuner.monitor.sensors.fitness import judged
from deeptuner.monitor.sensors.nvidia import NvidiaSensors, start
from deeptuner.monitor.sensors.sysfs import AMD, NVIDIA, SystemFiles, system_files
from deeptuner.monitor.telemetry.columns import Reading
from deeptuner.words import Message, message


def find_sensors(environment: Mapping[str, str] = os.environ) -> list[Sensors]:
    """One for each vendor that has GPUs here. May take seconds: it starts the vendors' libraries.

    Where a library is of no use, its Sensors say why in `problem`; AMD's are read from the kernel's
    files then.
    """
    files = system_files(environment)
    found = [_amd(environment, files), _nvidia(files)]
    return [each for each in found if each is not None]


def light_sensors(environment: Mapping[str, str] = os.environ) -> list[Sensors]:
    """The same, but AMD's by the kernel's files alone: fit for a process that imports torch."""
    files = system_files(environment)
    amd: list[Sensors] = [AmdFiles(files)] if files.gpus(AMD) else []
    nvidia = _nvidia(files)
    return amd if nvidia is None else [*amd, nvidia]


def gpus_of(sensors: Sequence[Sensors]) -> tuple[Gpu, ...]:
    """All GPUs there are now, by PCI address, those within the processor last."""
    return judged([gpu for each in sensors for gpu in each.gpus()])


def _amd(environment: Mapping[str, str], files: SystemFiles) -> Sensors | None:
    if not files.gpus(AMD):
        return None
    loaded = load(environment)
    if loaded.package is not None:
        sensors = AmdSensors(loaded.package, files)
        if sensors.gpus():
            return sensors
        sensors.close()
        return AmdFiles(files, message("monitor.amd.sees-none"))
    plain = AmdFiles(files, loaded.problem)
    if loaded.problem is None and any(not gpu.integrated for gpu in plain.gpus()):
        plain.problem = message("monitor.amd.none")
    return plain


def _nvidia(files: SystemFiles) -> Sensors | None:
    nvml, problem = start(present=bool(files.gpus(NVIDIA)))
    if nvml is None:
        return None if problem is None else _Nothing(problem)
    return NvidiaSensors(nvml, files)


class _Nothing:
    """Sensors of a vendor whose library is of no use: only why."""

    def __init__(self, problem: Message) -> None:
        self.problem: Message | None = problem

    def gpus(self) -> tuple[Gpu, ...]:
        return ()

    def read(self, gpu: Gpu) -> Reading:
        return {}

    def close(self) -> None:
        pass
