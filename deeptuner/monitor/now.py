"""What each GPU uses and how warm it is at this moment.

Knows AMD's files under /sys and the query that `nvidia-smi` answers. Keeps no history, and does not
know which GPUs can train.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SYSTEM: Final = Path("/sys/bus/pci/devices")
QUERY: Final = (
    "nvidia-smi",
    "--query-gpu=pci.bus_id,memory.used,temperature.gpu",
    "--format=csv,noheader,nounits",
)
SECONDS: Final = 5.0  # how long nvidia-smi may take
WANTED: Final = ("edge", "junction")  # of AMD's sensors, the first that there is


@dataclass(frozen=True, slots=True)
class Now:
    """`used_memory` in bytes, `temperature` in °C; None where nothing tells it."""

    used_memory: int | None = None
    temperature: float | None = None


def amd_now(pci: str, system: Path = SYSTEM) -> Now:
    """The GPU at PCI address `pci` (0000:03:00.0), as the amdgpu driver tells it."""
    device = system / pci
    if not pci or not device.is_dir():
        return Now()
    return Now(_number(device / "mem_info_vram_used"), _temperature(device))


def nvidia_now() -> dict[str, Now]:
    """Every NVIDIA GPU by its PCI address; none where `nvidia-smi` does not answer."""
    try:
        told = subprocess.run(QUERY, capture_output=True, text=True, timeout=SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return {}
    return parse_query(told.stdout)


def parse_query(text: str) -> dict[str, Now]:
    """What `nvidia-smi` printed for `QUERY`; what it does not know (`[N/A]`) is None."""
    found = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split(",")]
        if len(cells) == 3:
            mebibytes, degrees = (_float(cell) for cell in cells[1:])
            used = None if mebibytes is None else int(mebibytes * 2**20)
            found[short_address(cells[0])] = Now(used, degrees)
    return found


def short_address(pci: str) -> str:
    """A PCI address with four digits for its domain; nvidia-smi writes eight."""
    domain, colon, rest = pci.lower().partition(":")
    return f"{domain[-4:]:0>4}{colon}{rest}"


def _temperature(device: Path) -> float | None:
    labels: Mapping[str, Path] = {
        _text(label): label.with_name(label.name.replace("_label", "_input"))
        for label in sorted(device.glob("hwmon/hwmon*/temp*_label"))
    }
    unnamed = sorted(device.glob("hwmon/hwmon*/temp*_input"))
    named = [labels[name] for name in WANTED if name in labels]
    for file in (*named, *unnamed):
        thousandths = _number(file)
        if thousandths is not None:
            return thousandths / 1000
    return None


def _number(file: Path) -> int | None:
    with suppress(ValueError):
        return int(_text(file))
    return None


def _text(file: Path) -> str:
    """A driver's file; a GPU that sleeps or is gone refuses to be read."""
    try:
        return file.read_text().strip()
    except OSError:
        return ""


def _float(cell: str) -> float | None:
    with suppress(ValueError):
        return float(cell)
    return None
