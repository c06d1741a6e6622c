"""A line of a command's progress in words: what is done, and how far it is.

Knows the phases that merging and exporting have. Does not know commands.
"""

from __future__ import annotations

from typing import Any, Final

from deeptuner.ui import format as words
from deeptuner.ui.translation import tr
from deeptuner.words import message, render

Told = dict[str, Any]
MEGABYTE: Final = 10**6  # the unit in which commands report bytes
IN_BYTES: Final = (
    "cli.merge.merging",
    "engine.quants.writing",
    "cli.export.sending",
)


def described(told: Told) -> str:
    """What a phase of ours is called, and how far it is; else Ollama's own words."""
    phase = str(told.get("phase", ""))
    for key, title in _titles().items():
        if render(message(key)) == phase:
            far = _amount(told, MEGABYTE) if key in IN_BYTES else _share(told)
            return _line(title, told, far)
    return _line(phase, told, _amount(told, 1))


def _line(phase: str, told: Told, far: str) -> str:
    """A total of less than its unit tells nothing."""
    if not told["total"]:
        return tr("{phase} …", phase=phase)
    return tr("{phase}: {far}", phase=phase, far=far)


def _titles() -> dict[str, str]:
    return {
        "cli.merge.merging": tr("Merging"),
        "engine.proof.proving": tr("Comparing with the adapter"),
        "engine.quants.writing": tr("Writing the GGUF file"),
        "engine.quants.quantising": tr("Quantising"),
        "cli.export.sending": tr("Sending it to Ollama"),
        "cli.export.measuring": tr("Measuring the loss of each type"),
        "cli.export.trying": tr("Asking Ollama what it renders"),
    }


def _amount(told: Told, unit: int) -> str:
    """`1.2 of 2.5 GB`."""
    done, total = (words.disk_size(told[key] * unit) for key in ("done", "total"))
    return tr("{done} of {total}", done=done, total=total)


def _share(told: Told) -> str:
    return words.percent(told["done"] / (told["total"] or 1), 0)
