"""A run's diagnosis in the terminal: the verdict, what it rests on, and what would help.

Knows how it is laid out. Does not know how it was reached.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deeptuner.runs.outcome import fix_flags
from deeptuner.words import message_from_json, render


def lines_of(diagnosis: Mapping[str, Any] | None) -> list[str]:
    """The fields of a recorded diagnosis as lines, none where there is none."""
    if not diagnosis:
        return []
    from deeptuner.monitor.diagnosis import said_in

    if not (said := said_in(diagnosis)):
        return []
    found = [render(said[0]), *(f"  | {render(one)}" for one in said[1:])]
    for fix in diagnosis.get("fixes") or ():
        found.append(f"  - {render(message_from_json(fix['message']))}")
        found.append(f"      {fix_flags(fix['changes'])}")
    return found
