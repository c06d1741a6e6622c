"""How many steps a run with these settings would take, as the engine counts them."""

from __future__ import annotations

from typing import Any

from deeptuner.cli.asks.asking import Asking, Params
from deeptuner.cli.asks.settled import Settled, settled
from deeptuner.errors import DeepTunerError, Interrupted
from deeptuner.words import Message


def answer(params: Params, asking: Asking) -> dict[str, Any]:
    """`tokens_per_step` are those that are read. Raises as preparing the run would."""
    from deeptuner.engine.preview import preview_steps

    what = settled(params, asking)
    count = what.count()
    world_size, notes = _world_size(what)
    steps = preview_steps(what.config, count, world_size)
    return {
        "train_rows": count.train,
        "eval_rows": count.evaluation,
        "steps_per_epoch": steps.per_epoch,
        "total_steps": steps.total,
        "epochs": steps.epochs,
        "effective_batch_size": steps.batch,
        "world_size": world_size,
        "tokens_per_step": round(count.tokens / steps.per_epoch),
        "max_length": count.max_length,
        "exact": count.exact,
        "notes": [said.to_json() for said in (*notes, *count.notes)],
    }


def _world_size(what: Settled) -> tuple[int, list[Message]]:
    """Processes of the plan; where it is refused, those that the devices alone would give."""
    try:
        return what.plan(what.config, what.max_length()).plan.world_size, []
    except Interrupted:
        raise
    except DeepTunerError as error:
        from deeptuner.engine.planner import find_site

        return find_site(what.config, what.machine()).world, [error.what]
