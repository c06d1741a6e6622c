"""Which parallel plan the program would choose by itself, and why."""

from __future__ import annotations

from typing import Any

from deeptuner.cli.asks.asking import Asking, Params
from deeptuner.cli.asks.settled import settled


def answer(params: Params, asking: Asking) -> dict[str, Any]:
    """`warning` tells where even this plan may not fit, null where it does; `decisions` what each
    `auto` would come to: `[{path, value, reason}]`."""
    from deeptuner.engine.preview import automatic

    what = settled(params, asking)
    config = automatic(what.config)
    choice = what.plan(config, what.max_length())
    plan = choice.plan
    return {
        "kind": plan.kind,
        "reason": plan.reason.to_json(),
        "gpus": list(plan.gpus),
        "world_size": plan.world_size,
        "decisions": [one.to_json() for one in what.decisions(config, choice)],
        "warning": choice.warning.to_json() if choice.warning else None,
    }
