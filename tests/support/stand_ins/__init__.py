"""Machines with GPUs that are not there, for the real libraries of AMD and NVIDIA to read.

    machine = AmdMachine(tmp_path, [processor(), radeon(0), radeon(1)], version="7.0.2")
    subprocess.run([...], env=machine.environment())
    machine.set(1, temperature_hotspot=105, power="N/A", fan="error 10")   # while it runs
    machine.remove(2)

`machine.environment()` is meant for a process of its own: it names the stand-in libraries, and the
stand-in's files under /sys. Values are those of `cards.py`; `"N/A"` is what a card without the
sensor says, `"error CODE"` a failure of the vendor's library, None takes the value away, and `slow`
makes each call take that many seconds.
"""

from __future__ import annotations

import os
import shutil
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.support.stand_ins.build import amd_library, nvidia_library, wheel
from tests.support.stand_ins.cards import Card, geforce, processor, radeon
from tests.support.stand_ins.system_files import write_amd, write_pci

__all__ = ["AMD_VERSIONS", "AmdMachine", "NvidiaMachine", "geforce", "processor", "radeon"]

AMD_VERSIONS = ("6.2.4", "6.3.3", "6.4.4", "7.0.2")


class Scenario:
    """The cards, and the file that the stand-in library reads them from."""

    def __init__(self, folder: Path, cards: Sequence[Card]) -> None:
        folder.mkdir(parents=True)
        self.file = folder / "scenario.txt"
        self.cards: list[Card] = [_without_none(card) for card in cards]
        self.machine: Card = {}
        self.write()

    def write(self) -> None:
        machine = {"gpus": len(self.cards), **self.machine}
        lines = []
        for number, values in [(-1, machine), *enumerate(self.cards)]:
            lines += [f"{number} {name} {value}" for name, value in values.items()]
        part = self.file.with_suffix(".part")
        part.write_text("\n".join([*lines, ""]))
        part.replace(self.file)

    def asked(self) -> list[tuple[int, str]]:
        """What was asked of which GPU; the first time, noting begins."""
        file = self.file.with_name("asked.txt")
        self.set(-1, {"noted": 1})
        lines = file.read_text().splitlines() if file.exists() else []
        return [(int(number), what) for number, what in (line.split() for line in lines)]

    def set(self, gpu: int, values: Mapping[str, object]) -> None:
        card = self.machine if gpu < 0 else self.cards[gpu]
        card.update(values)
        for name in card.keys() - _without_none(card).keys():
            del card[name]
        self.write()


class _Machine(ABC):
    """What every machine can be told while something reads it. `folder` is its own."""

    def __init__(self, folder: Path, library_dir: Path, cards: Sequence[Card]) -> None:
        self.folder = folder
        self.system = folder / "sys"
        self._scenario = Scenario(library_dir, cards)
        for number in range(len(cards)):
            self._write_files(number)

    @abstractmethod
    def _write_files(self, gpu: int) -> None:
        """What the kernel says of the GPU."""

    def set(self, gpu: int, **values: object) -> None:
        """Change what a GPU reads from now on; `gpu=-1` is the machine: `slow`, `init`, `gpus`."""
        self._scenario.set(gpu, values)
        if gpu >= 0:
            self._write_files(gpu)

    def remove(self, gpu: int) -> None:
        """The GPU falls off the bus."""
        self.set(gpu, gone=1)

    def suspend(self, gpu: int, status: str = "suspended") -> None:
        """The kernel puts an idle GPU to sleep ("active" wakes it)."""
        self.set(gpu, runtime_status=status)

    def asked(self) -> list[tuple[int, str]]:
        """What the vendor's library was asked of which GPU since this was called first."""
        return self._scenario.asked()


class AmdMachine(_Machine):
    """ROCm with its own copy of amdsmi `version`, and a libamd_smi.so of version `library`.

    `library` is the same version unless told; "" leaves it out. `package=False` leaves out ROCm's
    copy of amdsmi, as where only the compute libraries are installed.
    """

    def __init__(
        self,
        folder: Path,
        gpus: int | Sequence[Card] = 2,
        *,
        version: str = "7.0.2",
        library: str | None = None,
        package: bool = True,
    ) -> None:
        wheels = {version, version if library is None else library} - {""}
        for each in sorted(wheels):
            if not wheel(each).is_dir():
                pytest.skip(f"amdsmi {each} is not in {wheel(each)}: ./run test puts it there")
        cards = [radeon(number) for number in range(gpus)] if isinstance(gpus, int) else gpus
        self.rocm = folder / "rocm"
        super().__init__(folder, self.rocm / "lib", cards)
        self._install(version, version if library is None else library, package)

    def environment(self, base: Mapping[str, str] | None = None) -> dict[str, str]:
        """Of a process that shall see this machine; `base` is os.environ unless told."""
        added = {"ROCM_PATH": str(self.rocm), "DEEPTUNER_SYSFS": str(self.system)}
        kept = {name: value for name, value in _base(base).items() if name != "ROCM_HOME"}
        return _with_library(kept, self.rocm / "lib") | added

    def _install(self, version: str, library: str, package: bool) -> None:
        (self.rocm / ".info").mkdir()
        (self.rocm / ".info" / "version").write_text(f"{library or version}-1\n")
        if library:
            shutil.copy(amd_library(library), self.rocm / "lib")
        if package:
            place = self.rocm / "share" / "amd_smi"
            place.mkdir(parents=True)
            (place / "amdsmi").symlink_to(wheel(version) / "amdsmi")

    def _write_files(self, gpu: int) -> None:
        write_amd(self.system, gpu, self._scenario.cards[gpu])


class NvidiaMachine(_Machine):
    """A machine whose driver brings libnvidia-ml.so.1; `old` is one that lacks newer functions."""

    def __init__(
        self,
        folder: Path,
        gpus: int | Sequence[Card] = 2,
        *,
        old: bool = False,
        library: bool = True,
    ) -> None:
        cards = [geforce(number) for number in range(gpus)] if isinstance(gpus, int) else gpus
        super().__init__(folder, folder / "lib", cards)
        if library:
            shutil.copy(nvidia_library(old), folder / "lib")

    def environment(self, base: Mapping[str, str] | None = None) -> dict[str, str]:
        """Of a process that shall see this machine; `base` is os.environ unless told."""
        kept = {"DEEPTUNER_SYSFS": str(self.system), **_base(base)}
        return _with_library(kept, self.folder / "lib")

    def _write_files(self, gpu: int) -> None:
        write_pci(self.system, self._scenario.cards[gpu], "0x10de")


def _without_none(card: Card) -> Card:
    return {name: value for name, value in card.items() if value is not None}


def _base(base: Mapping[str, str] | None) -> Mapping[str, str]:
    return os.environ if base is None else base


def _with_library(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    before = environment.get("LD_LIBRARY_PATH", "")
    return {**environment, "LD_LIBRARY_PATH": f"{folder}:{before}".rstrip(":")}
