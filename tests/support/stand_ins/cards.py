"""What the GPUs of a stand-in machine are and read at first. Values are in the units that
telemetry records: °C, W, %, MiB, MHz, rpm.
"""

from __future__ import annotations

Card = dict[str, object]


def radeon(number: int = 0, **values: object) -> Card:
    """A Radeon RX 7900 XTX. `number` sets its PCI address and makes its values differ."""
    return {
        "name": "AMD Radeon RX 7900 XTX",
        "pci": f"0000:{3 + number:02x}:00.0",
        "serial": f"0x{0xABC0 + number:016x}",
        "uuid": f"GPU-{0xABC0 + number:016x}",
        "arch": "gfx1100",
        "hip": number,
        "temperature_edge": 55 + number,
        "temperature_hotspot": 70 + number,
        "temperature_memory": 76 + number,
        "critical_edge": 100,
        "critical_hotspot": 110,
        "critical_memory": 108,
        "power": 300 + number,
        "power_limit": 355,
        "utilisation": 97,
        "vram_total": 24560,
        "vram_used": 10240 + number,
        "clock_core": 2400,
        "clock_memory": 1249,
        "fan": 1500,
        "fan_share": 40,
        "throttling": 0,
        **values,
    }


def processor(**values: object) -> Card:
    """The graphics within a Ryzen processor: no fan, one temperature, the computer's memory."""
    kept = ("hip", "utilisation", "clock_core", "power", "throttling")
    return {
        **{name: value for name, value in radeon().items() if name in kept},
        "name": "AMD Radeon Graphics",
        "pci": "0000:0e:00.0",
        "serial": "",
        "uuid": "GPU-XX",
        "arch": "gfx1036",
        "integrated": 1,
        "temperature_edge": 45,
        "power": 12,
        "utilisation": 3,
        "vram_total": 512,
        "vram_used": 60,
        **values,
    }


def geforce(number: int = 0, **values: object) -> Card:
    """A GeForce RTX 4090. Such a card does not tell its memory's temperature."""
    return {
        "name": "NVIDIA GeForce RTX 4090",
        "pci": f"0000:{0x41 + number:02x}:00.0",
        "uuid": f"GPU-0000000{number}-1111-2222-3333-444444444444",
        "arch": "8.9",
        "temperature_edge": 60 + number,
        "critical_edge": 88,
        "shutdown": 93,
        "power": 400.5 + number,
        "power_limit": 450,
        "utilisation": 99,
        "vram_total": 24564,
        "vram_used": 9000 + number,
        "clock_core": 2520,
        "clock_memory": 10501,
        "fan": 1800,
        "fan_share": 55,
        "reasons": 0,
        **values,
    }
