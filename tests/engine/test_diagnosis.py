"""Real runs, made to go wrong, are told for what they are.

The rows are words in random order, some more frequent than others: how frequent can be learned for
all rows, their order only by heart.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deeptuner.cli.diagnosis_lines import lines_of
from deeptuner.data.row import Source
from deeptuner.data.store import Encoded, TokenStore, TokenStoreWriter
from deeptuner.errors import EngineError
from deeptuner.monitor.curves import Curves
from deeptuner.monitor.diagnosis import Facts, diagnose
from deeptuner.monitor.diagnosis.of_run import measured
from deeptuner.runs.events import Event
from deeptuner.settings.catalog import with_values
from tests.support.recipe import Ready, Trial, make_trial

WORDS, LENGTH = 40, 32


def rows(folder: Path, count: int, seed: int) -> TokenStore:
    draw = np.random.default_rng(seed)
    share = 1 / np.arange(1, WORDS + 1)
    folder.mkdir(parents=True)
    with TokenStoreWriter(folder) as writer:
        for number in range(count):
            ids = (5 + draw.choice(WORDS, size=LENGTH, p=share / share.sum())).astype(np.int32)
            trained = np.ones(LENGTH, bool)
            writer.append(Encoded(ids, trained, LENGTH, number, False, Source("rows", number)))
    return TokenStore(folder)


def trial(folder: Path, model: Path, train_rows: int, every: int, **training: Any) -> Trial:
    """Full fine-tuning at a constant rate, evaluated on 24 rows."""
    given = {"lr_scheduler_type": "constant", "warmup": 0.0, "batch_size": 4, **training}
    made = make_trial(
        folder,
        model,
        samples=2,
        evaluated=2,
        method={"kind": "full"},
        training=given,
        checkpoints={"saving_steps": every, "keep": 1},
    )
    made.prepared = Ready(rows(folder / "train2", train_rows, 0), rows(folder / "eval2", 24, 1))
    return made


def told(events: list[Event]) -> list[Event]:
    return [event for event in events if event.kind == "diagnosis"]


@pytest.fixture(scope="module")
def overfitted(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """Eight rows, forty epochs, a high rate."""
    made = trial(
        tmp_path_factory.mktemp("over"), tiny_model, 8, 5, max_steps=80, learning_rate=1e-2
    )
    made.train()
    return made


def test_few_rows_and_many_epochs_overfit_and_then_memorise(overfitted: Trial) -> None:
    found = told(overfitted.events())
    assert [event["verdict"] for event in found[-2:]] == ["memorising", "memorising"]
    assert {event["verdict"] for event in found[:-2]} == {"overfit"}
    assert [event["ended"] for event in found] == [False] * (len(found) - 1) + [True]
    losses = {e["step"]: e["loss"] for e in overfitted.events() if e.kind == "eval"}
    best = min(losses, key=lambda step: losses[step])
    assert found[-1]["best"] == {"step": best, "loss": losses[best]}
    assert found[-1]["gap"] > 3


def test_the_fixes_are_for_the_runs_own_settings(overfitted: Trial) -> None:
    last = told(overfitted.events())[-1]
    changes = [fix["changes"] for fix in last["fixes"]]
    assert {"training.max_steps": last["best"]["step"]} in changes
    assert {"training.early_stopping": True} in changes
    assert not any("lora.rank" in change for change in changes), "there is no adapter"
    for change in changes:
        with_values(overfitted.config, change)
    lines = lines_of(last.fields)
    assert "learned by heart" in lines[0]
    assert any("--training.early-stopping true" in line for line in lines)


def test_while_it_went_on_the_turn_was_seen_in_time(overfitted: Trial) -> None:
    """Told as overfitting at the third or a later evaluation after the best one, not before."""
    events = overfitted.events()
    losses = [(event["step"], event["loss"]) for event in events if event.kind == "eval"]
    best = min(range(len(losses)), key=lambda number: losses[number][1])
    first = next(n for n, event in enumerate(events) if event.kind == "diagnosis")
    before = sum(1 for event in events[:first] if event.kind == "eval")
    assert best + 1 + 3 <= before <= best + 1 + 6


def test_a_run_that_ends_too_early_underfits(tiny_model: Path, tmp_path: Path) -> None:
    made = trial(tmp_path, tiny_model, 200, 4, max_steps=40, learning_rate=1e-3)
    (found,) = told(made.train())
    assert (found["verdict"], found["ended"]) == ("underfit", True)
    assert found["fixes"][0]["changes"] == {"training.max_steps": 80}


def test_a_tiny_rate_does_not_learn(tiny_model: Path, tmp_path: Path) -> None:
    made = trial(tmp_path, tiny_model, 200, 6, max_steps=36, learning_rate=1e-7)
    found = told(made.train())
    assert {event["verdict"] for event in found} == {"plateau"}
    assert found[-1]["fixes"][0]["changes"] == {"training.learning_rate": 3e-7}


def test_a_rate_that_the_model_does_not_bear_is_too_high(tiny_model: Path, tmp_path: Path) -> None:
    wild = {"learning_rate": 1.0, "max_grad_norm": 0.0, "optimizer": "adagrad"}
    found = told(trial(tmp_path, tiny_model, 200, 6, max_steps=36, **wild).train())
    assert {event["verdict"] for event in found} <= {"divergence", "rate-too-high"}
    assert found[-1]["ended"]
    changes = [fix["changes"] for fix in found[-1]["fixes"]]
    assert {"training.learning_rate": 0.33} in changes
    assert {"training.max_grad_norm": 1.0} in changes


def test_a_run_that_runs_away_diverges(tiny_model: Path, tmp_path: Path) -> None:
    """The rate rises over forty steps; from the fourth on it is too much."""
    wild = {"learning_rate": 1.0, "max_grad_norm": 0.0, "optimizer": "rmsprop", "warmup": 40.0}
    wild["lr_scheduler_type"] = "constant_with_warmup"
    found = told(trial(tmp_path, tiny_model, 200, 6, max_steps=36, **wild).train())
    assert found[-1]["verdict"] == "divergence"
    assert found[-1]["since"] <= 8
    assert {"training.learning_rate": 0.33} in [fix["changes"] for fix in found[-1]["fixes"]]


def test_a_loss_that_is_no_number_is_told_from_what_is_left(
    tiny_model: Path, tmp_path: Path
) -> None:
    made = trial(tmp_path, tiny_model, 200, 6, max_steps=30, learning_rate=1.0, max_grad_norm=0.0)
    adapter = {"method.kind": "lora", "lora.rank": 8, "lora.alpha": 1024.0}
    made.config = with_values(made.config, adapter)
    with pytest.raises(EngineError) as error:
        made.train()
    curves = Curves()
    curves.add(made.events())
    step = error.value.what.params["step"]
    facts = Facts(made.config, broke_at=step)
    found = diagnose(measured(curves.told(), ended=False), facts)
    assert (found.verdict, found.since) == ("nan", step)
    assert found.fixes[0].changes == {"training.learning_rate": 0.2}
