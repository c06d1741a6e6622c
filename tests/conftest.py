"""Fixtures that several packages' tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny Llama folder with a ChatML tokenizer. Read it, do not write into it."""
    from tests.support.models import make_llama

    return make_llama(tmp_path_factory.mktemp("models") / "tiny-llama")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of a GPU are collected everywhere, and run where torch has one."""
    marked = [item for item in items if item.get_closest_marker("gpu")]
    if not marked:
        return
    import torch

    if not torch.cuda.is_available():
        for item in marked:
            item.add_marker(pytest.mark.skip(reason="torch has no GPU here"))
