"""The curves in the help are those of the installed transformers."""

from __future__ import annotations

import pytest
import torch
from transformers import get_scheduler
from transformers.optimization import GreedyLR

from deeptuner.ui.pages.help.figures.schedule_shapes import (
    FORMULAS,
    GREEDY_FACTOR,
    GREEDY_PATIENCE,
    MIN_RATE,
    PLATEAU_PATIENCE,
    POWER,
    RESTARTS,
    TOTAL,
    WARMUP,
    example_losses,
    rates_of,
)
from deeptuner.ui.pages.help.figures.schedulers import kinds

OPTIONS: dict[str, dict[str, float]] = {
    "cosine_with_restarts": {"num_cycles": RESTARTS},
    "polynomial": {"power": POWER, "lr_end": 0.0},
    "cosine_with_min_lr": {"min_lr_rate": MIN_RATE},
    "cosine_warmup_with_min_lr": {"min_lr_rate": MIN_RATE},
    "warmup_stable_decay": {"num_decay_steps": TOTAL // 10},
}


def optimizer(rate: float = 1.0) -> torch.optim.Optimizer:
    return torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=rate)


@pytest.mark.parametrize("kind", FORMULAS)
def test_each_formula_is_upstreams(kind: str) -> None:
    moved = optimizer()
    scheduler = get_scheduler(
        kind, moved, WARMUP, TOTAL, scheduler_specific_kwargs=OPTIONS.get(kind, {})
    )
    upstream = []
    for _ in range(TOTAL):
        upstream.append(moved.param_groups[0]["lr"])
        moved.step()
        scheduler.step()

    assert rates_of(kind)[:TOTAL] == pytest.approx(upstream, abs=1e-6)


def test_the_plateau_example_is_what_torch_does() -> None:
    moved = optimizer()
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(moved, patience=PLATEAU_PATIENCE)
    upstream = []
    for loss in example_losses():
        scheduler.step(loss)
        upstream.append(moved.param_groups[0]["lr"])

    assert rates_of("reduce_lr_on_plateau") == pytest.approx(upstream)
    assert 0.1 in [pytest.approx(rate) for rate in upstream]


def test_the_greedy_example_is_what_transformers_does() -> None:
    moved = optimizer()
    scheduler = GreedyLR(
        moved, factor=GREEDY_FACTOR, patience=GREEDY_PATIENCE, min_lr=0.01, max_lr=1.0
    )
    upstream = []
    for loss in example_losses():
        scheduler.step(loss)
        upstream.append(moved.param_groups[0]["lr"])

    assert rates_of("greedy") == pytest.approx(upstream)
    assert min(upstream) < 1.0


def test_every_scheduler_has_a_curve() -> None:
    for kind in kinds():
        rates = rates_of(kind)
        assert len(rates) > 20
        assert min(rates) >= 0 and max(rates) == pytest.approx(1.0)
