"""The changes that are offered: they exist, they are legal, and each makes things smaller."""

from __future__ import annotations

from typing import Any

import pytest

from deeptuner.runs.fixes import FIXES, fixes_for
from deeptuner.settings.catalog import with_values
from deeptuner.settings.sections.config import Config
from deeptuner.words import render

BIG = {
    "training": {"batch_size": 8, "learning_rate": 1e-3, "mixed_precision": "fp16"},
    "data": {"max_length": 4096, "loader_workers": 4},
}


def _changes(cause: str, **settings: Any) -> dict[str, Any]:
    found = fixes_for(cause, Config.model_validate(settings))
    return {path: value for fix in found for path, value in fix.changes.items()}


@pytest.mark.parametrize("cause", FIXES)
@pytest.mark.parametrize("settings", [{}, BIG, {"method": {"kind": "full"}}], ids=str)
def test_every_fix_is_a_legal_change_in_words(cause: str, settings: dict[str, Any]) -> None:
    config = Config.model_validate(settings)
    for fix in fixes_for(cause, config):
        assert with_values(config, fix.changes) != config
        assert "{" not in render(fix.message)


def test_memory_is_saved_cheapest_first() -> None:
    changes = _changes("gpu-memory", **BIG)
    assert list(changes) == [
        "memory.gradient_checkpointing",
        "training.batch_size",
        "training.gradient_accumulation_steps",
        "method.kind",
        "data.max_length",
    ]
    assert changes["training.batch_size"] * changes["training.gradient_accumulation_steps"] == 8
    assert (changes["method.kind"], changes["data.max_length"]) == ("qlora", 2048)


def test_what_is_as_small_as_it_gets_is_not_offered() -> None:
    smallest = {
        "memory": {"gradient_checkpointing": True},
        "training": {"batch_size": 1},
        "method": {"kind": "qlora"},
        "data": {"max_length": 256},
    }
    assert _changes("gpu-memory", **smallest) == {}


def test_an_effective_batch_size_is_kept_by_its_own_setting() -> None:
    changes = _changes("gpu-memory", training={"batch_size": 4, "effective_batch_size": 8})
    assert changes["training.batch_size"] == 2
    assert "training.gradient_accumulation_steps" not in changes


def test_a_diverged_run_learns_slower_and_in_a_wider_format() -> None:
    assert _changes("nan", **BIG) == {
        "training.learning_rate": 2e-4,
        "training.mixed_precision": "fp32",
    }


def test_no_setting_helps_against_a_kill() -> None:
    assert fixes_for("killed", Config()) == ()
