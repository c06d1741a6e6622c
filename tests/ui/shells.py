"""The fixture `shell`: the services of a window over a temporary experiment, and nothing of the
person's own machine: configuration, logs and sockets lie in the test's folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from deeptuner.runs.experiment import Experiment
from deeptuner.ui.services.background import wait_until_read
from deeptuner.ui.shell import Shell, make_shell


@pytest.fixture
def own_folders(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Everything that programs keep for a person goes elsewhere; the test's folder."""
    elsewhere = tmp_path_factory.mktemp("x")  # short: a socket's path may have 107 characters
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        folder = elsewhere / variable[4:7].lower()
        folder.mkdir()
        monkeypatch.setenv(variable, str(folder))
    return tmp_path


@pytest.fixture
def experiment(tmp_path: Path) -> Experiment:
    """An empty experiment."""
    return Experiment.init(tmp_path / "garden")


@pytest.fixture
def empty_shell(qapp: QApplication, own_folders: Path) -> Iterator[Shell]:
    """A shell with nothing open."""
    shell = make_shell()
    shell.runs.start()
    yield shell
    shell.close()
    wait_until_read()
    qapp.processEvents()


@pytest.fixture
def shell(empty_shell: Shell, experiment: Experiment) -> Shell:
    """A shell with the experiment open."""
    assert empty_shell.workspace.open_folder(experiment.folder)
    return empty_shell
