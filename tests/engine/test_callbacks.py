"""Single callbacks: what cannot be seen from a whole run of one process."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
import torch

from deeptuner.engine.callbacks import start
from deeptuner.engine.callbacks.events import EventsCallback
from deeptuner.engine.checkpoint import randomness
from deeptuner.errors import EngineError

NOTHING = cast(Any, SimpleNamespace(flatten=False, model_wrapped=None, args=None))


@pytest.mark.parametrize("rank", [0, 1])
def test_each_rank_begins_with_a_seed_of_its_own(
    monkeypatch: pytest.MonkeyPatch, rank: int
) -> None:
    monkeypatch.setattr(start, "check_model", lambda *_: None)
    monkeypatch.setattr(randomness, "rank", lambda: rank)
    callback = start.StartCallback(NOTHING, NOTHING, NOTHING)
    callback.trainer = NOTHING
    callback.on_train_begin(cast(Any, SimpleNamespace(seed=7)), NOTHING, NOTHING)
    assert torch.initial_seed() == 7 + rank


def test_a_gradient_without_end_ends_the_run_unless_the_scaler_skips_it() -> None:
    check = EventsCallback._check
    logs = {"loss": 1.0, "grad_norm": float("inf")}
    with pytest.raises(EngineError) as told:
        check(NOTHING, logs, 3, scaled=False)
    assert told.value.what.id == "engine.train.nan"
    check(NOTHING, logs, 3, scaled=True)
    check(NOTHING, {"loss": 1.0}, 3, scaled=False)
