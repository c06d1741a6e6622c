"""What the kernel tells of graphics cards in files under /sys, without waking one.

Knows where those files lie. Does not know which of them telemetry records.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final

ROOT: Final = "/sys"
MOVED: Final = "DEEPTUNER_SYSFS"  # names another root, in tests
AMD: Final = "0x1002"
NVIDIA: Final = "0x10de"
DISPLAY: Final = ("0x03", "0x12")  # PCI classes: display controllers, processing accelerators
ASLEEP: Final = ("suspended", "suspending")
LONGEST: Final = 4096  # bytes, which no file under /sys exceeds


class SystemFiles:
    """Files of devices by PCI address (0000:03:00.0). Nothing here raises."""

    def __init__(self, root: str | Path = ROOT) -> None:
        self.root = Path(root)
        self.devices = self.root / "bus" / "pci" / "devices"

    def gpus(self, vendor: str) -> tuple[str, ...]:
        """The PCI addresses of a vendor's graphics cards, in order."""
        try:
            found = sorted(self.devices.iterdir())
        except OSError:
            return ()
        return tuple(
            device.name
            for device in found
            if text(device / "vendor") == vendor and text(device / "class").startswith(DISPLAY)
        )

    def asleep(self, pci: str) -> bool:
        """Whether the kernel has suspended the card: asking a sensor would wake it."""
        return bool(pci) and text(self.devices / pci / "power" / "runtime_status") in ASLEEP

    def arch(self, pci: str) -> str:
        """An AMD GPU's architecture (gfx1100) as the compute driver knows it, else nothing."""
        return self._architectures.get(pci, "")

    @cached_property
    def _architectures(self) -> Mapping[str, str]:
        found = {}
        nodes = self.root / "class" / "kfd" / "kfd" / "topology" / "nodes"
        for node in sorted(nodes.glob("*")):
            told = dict(_pairs(text(node / "properties")))
            if version := told.get("gfx_target_version", 0):
                found[_address(told)] = _gfx(version)
        return found


def system_files(environment: Mapping[str, str]) -> SystemFiles:
    return SystemFiles(environment.get(MOVED) or ROOT)


def text(file: Path) -> str:
    """A driver's file; a card that sleeps or is gone refuses to be read."""
    try:
        handle = os.open(file, os.O_RDONLY)  # a quarter of what Path.read_text costs
    except OSError:
        return ""
    try:
        return os.read(handle, LONGEST).decode(errors="replace").strip()
    except OSError:
        return ""
    finally:
        os.close(handle)


def number(file: Path) -> int | None:
    with suppress(ValueError):
        return int(text(file))
    return None


def short_address(pci: str) -> str:
    """A PCI address with four digits for its domain; NVIDIA writes eight."""
    domain, colon, rest = pci.lower().partition(":")
    return f"{domain[-4:]:0>4}{colon}{rest}"


def _pairs(content: str) -> list[tuple[str, int]]:
    words = (line.split() for line in content.splitlines())
    return [(pair[0], int(pair[1])) for pair in words if len(pair) == 2 and pair[1].isdigit()]


def _address(told: Mapping[str, int]) -> str:
    """`location_id` holds 8 bits of bus, 5 of device and 3 of function."""
    place = told.get("location_id", 0)
    domain, bus, device, function = told.get("domain", 0), place >> 8, place >> 3 & 31, place & 7
    return f"{domain:04x}:{bus:02x}:{device:02x}.{function}"


def _gfx(version: int) -> str:
    """110000 is gfx1100 and 90010 is gfx90a: two decimal digits each of minor and step."""
    major, minor, step = version // 10000, version // 100 % 100, version % 100
    return f"gfx{major}{minor:x}{step:x}"
