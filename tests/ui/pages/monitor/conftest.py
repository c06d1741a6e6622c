"""The page over an experiment whose runs were written, not run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.ui.pages.monitor.view import MonitorView
from deeptuner.ui.shell import Shell
from deeptuner.ui.widgets import Button, Label
from tests.monitor.runs import write_run

PATIENCE = 20_000  # ms, on a busy machine
Make = Callable[..., RunFolder]


@pytest.fixture
def make(experiment: Experiment) -> Make:
    """Write a run: `make("name", "failed", events=[…])`."""

    def write(
        name: str = "20260101-120000-trial", status: str = "running", **given: Any
    ) -> RunFolder:
        return write_run(experiment.runs_dir / name, status, **given)

    return write


@pytest.fixture
def page(qtbot: QtBot, shell: Shell) -> Iterator[MonitorView]:
    """The page, shown. Runs that are made in a test appear by `open_run`."""
    shown = MonitorView(shell)
    qtbot.addWidget(shown)
    shown.resize(1280, 720)
    shown.show()
    shown.enter()
    yield shown
    shown.leave()
    shown.follower.follow(None)
    shown.telemetry.follow(None)
    shown.log.show_run(None)


def open_run(qtbot: QtBot, page: MonitorView, run: RunFolder) -> None:
    """Show a run and wait until everything that it has told is shown."""
    page.go_to(run.name)
    qtbot.waitUntil(
        lambda: page.follower.now is not None and page.follower.now.whole, timeout=PATIENCE
    )


def texts(widget: QWidget) -> str:
    """Every word that is seen in a widget."""
    labels = [label.text() for label in widget.findChildren(Label) if label.isVisible()]
    buttons = [button.text() for button in widget.findChildren(Button) if button.isVisible()]
    return "\n".join([*labels, *buttons])
