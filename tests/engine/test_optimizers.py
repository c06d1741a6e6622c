"""Each scheduler can be made with its options, and each optimizer takes a step."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
import torch
from transformers import Trainer
from transformers.optimization import get_scheduler
from transformers.trainer_utils import SchedulerType

from deeptuner.engine.optimizers import choose_optimizer, options_of, scheduler_options
from deeptuner.engine.upstream import training_arguments
from deeptuner.errors import SettingsError
from deeptuner.settings.sections.training import Optimizer, Scheduler
from tests.support.recipe import config_with, plan_for_one

OPTIONS: dict[str, dict[str, Any]] = {
    "linear": {},
    "cosine": {"num_cycles": 0.25},
    "cosine_with_restarts": {"num_cycles": 2},
    "polynomial": {"power": 2.0, "lr_end": 1e-9},
    "constant": {},
    "constant_with_warmup": {},
    "inverse_sqrt": {"timescale": 5},
    "reduce_lr_on_plateau": {"factor": 0.5, "patience": 0},
    "cosine_with_min_lr": {"min_lr": 1e-6},
    "cosine_warmup_with_min_lr": {"min_lr_rate": 0.2, "warmup_lr_rate": 0.1},
    "warmup_stable_decay": {"num_decay_steps": 4, "decay_type": "linear"},
    "greedy": {"patience": 0, "factor": 0.5},
}
STEPS = 20


def rates(kind: str, options: dict[str, Any], losses: list[float] | None = None) -> list[float]:
    """The learning rate before each step, as the Trainer makes and moves the scheduler."""
    config = config_with(
        training={
            "lr_scheduler_type": kind,
            "lr_scheduler_options": options,
            "learning_rate": 1e-3,
            "warmup": 2,
        }
    )
    made = training_arguments(config, plan_for_one(), Path("unused"), max_steps=STEPS)
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.ones(1))], lr=1e-3)
    scheduler = get_scheduler(
        made.lr_scheduler_type,
        optimizer,
        num_warmup_steps=made.get_warmup_steps(STEPS),
        num_training_steps=STEPS,
        scheduler_specific_kwargs=made.lr_scheduler_kwargs,
    )
    found = []
    for step in range(STEPS):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step(*([losses[step]] if losses else []))
    return found


def test_our_schedulers_are_all_that_transformers_has() -> None:
    assert set(get_args(Scheduler)) == {kind.value for kind in SchedulerType} == OPTIONS.keys()


@pytest.mark.parametrize("kind", sorted(OPTIONS))
def test_each_scheduler_is_made_with_and_without_options(kind: str) -> None:
    by_loss = kind in ("reduce_lr_on_plateau", "greedy")
    losses = [1.0] * STEPS if by_loss else None
    plain, tuned = rates(kind, {}, losses), rates(kind, OPTIONS[kind], losses)
    assert all(rate <= 1e-3 + 1e-12 for rate in plain + tuned)
    if OPTIONS[kind]:
        assert plain != tuned


def test_schedulers_that_need_an_option_get_one() -> None:
    assert rates("cosine_with_min_lr", {})[-1] == pytest.approx(1e-4, rel=0.1)
    assert rates("warmup_stable_decay", {})[2:18] == [1e-3] * 16


def test_greedy_never_leaves_the_learning_rate_that_was_set() -> None:
    falling = rates("greedy", {"patience": 0}, [1 / (1 + step) for step in range(STEPS)])
    assert falling == [1e-3] * STEPS
    stuck = rates("greedy", {"patience": 0}, [1.0] * STEPS)
    assert 1e-5 <= stuck[-1] < 1e-3


def test_an_unknown_option_is_refused_with_the_nearest() -> None:
    config = config_with(
        training={"lr_scheduler_type": "cosine", "lr_scheduler_options": {"num_cycle": 1}}
    )
    with pytest.raises(SettingsError, match="Did you mean num_cycles"):
        scheduler_options(config.training, STEPS)
    assert options_of("constant") == frozenset()


@pytest.mark.parametrize("name", [name for name in get_args(Optimizer) if name != "auto"])
def test_each_optimizer_steps_on_the_cpu(name: str) -> None:
    chosen, _ = choose_optimizer(name, paging=False, device="cpu", backend="cpu")
    config = config_with(training={"optimizer": chosen})
    made = training_arguments(config, plan_for_one(), Path("unused"), max_steps=STEPS)
    kind, options = Trainer.get_optimizer_cls_and_kwargs(made)
    torch.manual_seed(0)
    layer = torch.nn.Linear(64, 128)  # 8192 weights: enough for 8-bit state
    before = layer.weight.detach().clone()
    optimizer = kind(layer.parameters(), **options)
    layer(torch.ones(4, 64)).sum().backward()
    optimizer.step()
    moved = (layer.weight.detach() - before).abs().max()
    assert torch.isfinite(layer.weight).all()
    assert 0 < float(moved) < 1.0


@pytest.mark.parametrize(
    ("asked", "paging", "device", "backend", "chosen"),
    [
        ("auto", False, "cuda", "rocm", "adamw_torch_fused"),
        ("auto", True, "cuda", "cuda", "paged_adamw_32bit"),
        ("adamw_bnb_8bit", True, "cuda", "cuda", "paged_adamw_8bit"),
        ("lion_8bit", True, "cuda", "cuda", "paged_lion_8bit"),
        ("ademamix", True, "cuda", "cuda", "paged_ademamix_32bit"),
        ("adafactor", True, "cuda", "cuda", "adafactor"),
        ("auto", True, "cpu", "cpu", "adamw_torch_fused"),
        ("paged_adamw_8bit", False, "cpu", "cpu", "adamw_bnb_8bit"),
        ("paged_adamw_8bit", False, "cuda", "cuda", "paged_adamw_8bit"),
    ],
)
def test_which_optimizer_is_taken(
    asked: str, paging: bool, device: Any, backend: Any, chosen: str
) -> None:
    name, why = choose_optimizer(asked, paging, device, backend)
    assert name == chosen
    assert name in get_args(Optimizer)
    assert str(why)
