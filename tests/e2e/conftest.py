"""A real experiment and the real command, as a person would use them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.runs.conftest import folder  # noqa: F401 - leaves no process behind

COMMAND = [sys.executable, "-m", "deeptuner.cli.main"]
SETTINGS = """\
model: {path: tiny}
data: {dataset: rows, eval_split: 2, max_length: 96}
training: {max_steps: 4, learning_rate: 0.001}
evaluation: {sample_count: 1, sample_length: 4}
checkpoints: {max_number: 2}
"""


@dataclass(frozen=True)
class Told:
    """How a command ended and everything it printed."""

    code: int
    text: str

    def results(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines() if line.startswith("{")]


@dataclass(frozen=True)
class Place:
    """An experiment folder with a tiny model, a dataset and a settings file."""

    folder: Path

    @property
    def model(self) -> Path:
        return self.folder / "models" / "tiny"

    @property
    def rows(self) -> Path:
        return self.folder / "datasets" / "rows.jsonl"

    @property
    def settings(self) -> Path:
        return self.folder / "trial.yaml"

    def run(
        self, *words: str | Path, timeout: float = 240, env: dict[str, str] | None = None
    ) -> Told:
        done = subprocess.run(
            [*COMMAND, *map(str, words)],
            capture_output=True,
            text=True,
            cwd=self.folder,
            timeout=timeout,
            check=False,
            env={**os.environ, **(env or {})},
        )
        return Told(done.returncode, done.stdout + done.stderr)

    def train(self, *flags: str, timeout: float = 240, env: dict[str, str] | None = None) -> Told:
        return self.run("train", self.settings, *flags, timeout=timeout, env=env)

    def runs(self) -> list[Path]:
        """The run folders; one that is being made has a hidden name until it is whole."""
        return sorted(path for path in (self.folder / "runs").iterdir() if path.name[0] != ".")


def write_rows(path: Path, count: int = 24) -> None:
    rows = [
        {"instruction": f"What is {n} plus {n}?", "input": "", "output": f"It is {n + n}."}
        for n in range(count)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def make_place(where: Path, model: Path) -> Place:
    found = Place(where)
    for name in ("models", "datasets", "runs", ".deeptuner"):
        (found.folder / name).mkdir(parents=True)
    shutil.copytree(model, found.model)
    write_rows(found.rows)
    found.settings.write_text(SETTINGS)
    return found


@pytest.fixture
def place(folder: Path, tiny_model: Path) -> Place:  # noqa: F811
    return make_place(folder, tiny_model)


Change = Callable[[Place], None]
