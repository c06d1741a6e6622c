"""Fixtures that several packages' tests share."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.support.processes import children

if TYPE_CHECKING:
    from deeptuner.runs.folder import RunFolder

hypothesis.settings.register_profile("deeptuner", deadline=None)  # a busy machine is no failure
hypothesis.settings.load_profile("deeptuner")

GONE = 5.0  # seconds for a test's processes to end after it
LONG = ("e2e", "test_demo.py", "test_two_processes.py")  # a minute or more each

os.environ.setdefault("OMP_NUM_THREADS", "1")  # tests run side by side already
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def no_process_left() -> Iterator[None]:
    """A test that leaves a process behind has failed, and would make others fail."""
    before = children()
    yield
    end = time.monotonic() + GONE
    while (left := children() - before) and time.monotonic() < end:
        time.sleep(0.02)
    told = [f"{one.pid}: {' '.join(one.cmdline())}" for one in left if one.is_running()]
    assert not told, f"processes left behind: {told}"


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny Llama folder with a ChatML tokenizer. Read it, do not write into it."""
    from tests.support.models import make_llama

    return make_llama(tmp_path_factory.mktemp("models") / "tiny-llama")


@pytest.fixture(scope="session")
def chat_run(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    """A run of the tiny model that was really trained, to chat with. Read it only."""
    from tests.support.chats import trained_run

    return trained_run(tmp_path_factory.mktemp("chat"), tiny_model)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: at the end all would wait for them. With a seed in DEEPTUNER_TEST_ORDER
    the others are in random order: no test may lean on what ran before it. Tests of a GPU are
    collected everywhere, and run where torch has one."""
    if seed := os.environ.get("DEEPTUNER_TEST_ORDER"):
        random.Random(seed).shuffle(items)
    items.sort(key=lambda item: not any(one in item.path.parts for one in LONG))
    marked = [item for item in items if item.get_closest_marker("gpu")]
    if not marked:
        return
    import torch

    if not torch.cuda.is_available():
        for item in marked:
            item.add_marker(pytest.mark.skip(reason="torch has no GPU here"))
