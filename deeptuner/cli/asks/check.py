"""What is wrong or odd about settings on this very machine."""

from __future__ import annotations

from typing import Any

from deeptuner.cli.asks.asking import Asking, Params
from deeptuner.cli.asks.machine import machine_json
from deeptuner.cli.asks.settled import config_of


def answer(params: Params, asking: Asking) -> dict[str, Any]:
    """Raises SettingsError for values that are none, with every mistake."""
    from deeptuner.engine.judge import machine_facts
    from deeptuner.engine.preview import read_machine
    from deeptuner.settings.rules import check

    values = {path: one for path, one in (params.get("values") or {}).items() if path != "folder"}
    config = config_of(values)
    machine = read_machine(machine_json(asking))
    found = check(config, machine_facts(config, machine))
    return {"findings": [one.to_json() for one in found]}
