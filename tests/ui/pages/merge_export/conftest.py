"""The page over a real experiment with a run whose training was not."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from deeptuner.cli.main import build_parser
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.ui.pages.merge_export.page import MergeExportPage
from deeptuner.ui.shell import Shell, make_shell
from tests.support.trained import experiment_with, finished_run

STANDIN = Path(__file__).with_name("standin_command.py")
Line = dict[str, Any]
NOTHING: Mapping[str, str] = {}


@pytest.fixture
def page_shell(qapp: object, tmp_path: Path) -> Iterator[Shell]:
    made = make_shell(tmp_path / "preferences.ini")
    made.runs.start()
    yield made
    made.close()


@pytest.fixture
def experiment(tiny_model: Path, tmp_path: Path) -> Experiment:
    return experiment_with(tiny_model, tmp_path / "experiment")


@pytest.fixture
def run(experiment: Experiment) -> RunFolder:
    return finished_run(experiment, {10: 1.4, 20: 1.1, 30: 1.3})


@pytest.fixture
def page(page_shell: Shell, qtbot: QtBot) -> MergeExportPage:
    made = MergeExportPage(page_shell)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    return made


@dataclass
class Commands:
    """What the stand-in for our commands prints, and what it was given."""

    folder: Path
    answers: list[dict[str, Any]] = field(default_factory=list)

    def answer(
        self,
        *words: str,
        lines: list[Line],
        code: int = 0,
        waits: bool = False,
        writes: Mapping[str, str] = NOTHING,
    ) -> None:
        """To a command with all of `words`, from now on; `waits`: until it is cancelled. `writes`:
        a flag, and what is written to the path behind it."""
        told = {"words": words, "lines": lines, "code": code, "waits": waits}
        told["writes"] = dict(writes)
        self.answers.insert(0, told)
        (self.folder / "answers.json").write_text(json.dumps(self.answers))

    def given(self) -> list[list[str]]:
        """The words of each command so far."""
        file = self.folder / "given.jsonl"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Commands]:
    """No command of ours is started, but one that prints what the test says. Its words must be some
    that the real one takes."""
    folder = tmp_path / "commands"
    folder.mkdir()
    program = [sys.executable, "-ES", str(STANDIN), str(folder)]
    monkeypatch.setattr(
        "deeptuner.ui.services.command.program_words", lambda words: [*program, *words]
    )
    made = Commands(folder)
    made.answer(lines=[{"kind": "result"}])
    yield made
    for given in made.given():
        build_parser(given[0]).parse_args(given)  # which exits at a word that it does not know


@pytest.fixture
def opened_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the desktop was asked to open."""
    seen: list[str] = []

    def open_url(url: QUrl) -> bool:
        seen.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return seen
