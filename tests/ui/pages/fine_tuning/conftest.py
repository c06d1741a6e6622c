"""The Fine-Tuning page over an empty experiment, with a worker that answers when told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from deeptuner.ui.pages.fine_tuning.page import FineTuningPage
from deeptuner.ui.services.command import Commands
from deeptuner.ui.services.worker import Worker
from deeptuner.ui.shell import Shell
from tests.ui.pages.fine_tuning.standins import QuietCommands, QuietWorker


@pytest.fixture
def worker() -> QuietWorker:
    return QuietWorker()


@pytest.fixture
def commands() -> QuietCommands:
    return QuietCommands()


@pytest.fixture
def quiet(shell: Shell, worker: QuietWorker, commands: QuietCommands) -> Shell:
    """The shell, with nothing started behind it."""
    return replace(shell, worker=cast(Worker, worker), commands=cast(Commands, commands))


@pytest.fixture
def page(quiet: Shell, qtbot: QtBot) -> Iterator[FineTuningPage]:
    made = FineTuningPage(quiet)
    qtbot.addWidget(made)
    made.resize(1440, 850)
    made.show()
    yield made
    made.leave()


@pytest.fixture
def chosen(page: FineTuningPage) -> FineTuningPage:
    """The page with a model and a dataset named, so that a run may start."""
    page.shell.workspace.change({"model.path": "tiny", "data.dataset": "rows.jsonl"})
    return page
