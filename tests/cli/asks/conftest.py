"""An experiment with the sample in it, and asks answered in this process."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from deeptuner.cli.asks.asking import Asking
from deeptuner.cli.sample import make_sample

Ask = Callable[..., Mapping[str, Any]]


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample experiment. Read it, do not write into it."""
    return make_sample(tmp_path_factory.mktemp("asks") / "experiment").experiment.folder


@pytest.fixture
def asking() -> Asking:
    """One worker's shelf, shared by the asks of a test."""
    return Asking()


@pytest.fixture
def ask(asking: Asking) -> Ask:
    """`ask("row", index=3, …)`: the answer of an ask."""

    def call(name: str, **params: Any) -> Mapping[str, Any]:
        module = importlib.import_module(f"deeptuner.cli.asks.{name}")
        answer: Mapping[str, Any] = module.answer(params, asking)
        return answer

    return call
