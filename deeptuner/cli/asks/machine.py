"""The machine as the engine's probe sees it, asked once in a process of its own.

The probe starts the GPUs' runtime, which takes memory on every GPU: that ends with its process.
"""

from __future__ import annotations

import sys
from typing import Any, Final

import orjson

from deeptuner.cli.asks.asking import Asking
from deeptuner.words import message

KEY: Final = "machine"
PROBE: Final = "deeptuner.engine.probe"


def machine_json(asking: Asking, *, again: bool = False) -> dict[str, Any]:
    """`Machine.to_json()`; kept until it is asked for `again`. Raises EngineError."""
    if again:
        asking.shelf.put(KEY, _probe(asking))
    found: dict[str, Any] = asking.shelf.get(KEY, lambda: _probe(asking))
    return found


def _probe(asking: Asking) -> dict[str, Any]:
    printed = asking.run([sys.executable, "-P", "-m", PROBE])
    found: dict[str, Any] = orjson.loads(printed)
    return found


def notes(machine: dict[str, Any]) -> list[dict[str, Any]]:
    """What to know about the machine as a whole."""
    if not machine["devices"]:
        return [message("cli.gpus.none").to_json()]
    if not any(device["fit"] for device in machine["devices"]):
        return [message("cli.gpus.none-fit").to_json()]
    return []
