"""What the states of a run are called, and how they look.

Knows words, tones and icons. Does not know how a state is found out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deeptuner.ui.translation import tr

if TYPE_CHECKING:
    from deeptuner.ui.widgets.chip import Tone


def status_word(status: str) -> str:
    return _faces().get(status, (status, "neutral", None))[0]


def status_chip(status: str) -> tuple[str, Tone, str | None]:
    """Text, tone and icon of a chip: `chip.set(*status_chip(entry.status))`."""
    return _faces().get(status, (status, "neutral", None))


def _faces() -> dict[str, tuple[str, Tone, str | None]]:
    return {
        "queued": (tr("Queued"), "neutral", "clock"),
        "starting": (tr("Starting"), "info", "hourglass"),
        "running": (tr("Training"), "ok", "circle-fill"),
        "paused": (tr("Paused"), "warn", "pause"),
        "stopping": (tr("Stopping"), "warn", "hourglass"),
        "finished": (tr("Finished"), "ok", "check-circle-fill"),
        "stopped": (tr("Stopped and saved"), "neutral", "flag"),
        "failed": (tr("Failed"), "danger", "warning-octagon-fill"),
        "interrupted": (tr("Interrupted"), "warn", "warning-fill"),
        "unknown": (tr("Cannot be read"), "danger", "warning-fill"),
    }
