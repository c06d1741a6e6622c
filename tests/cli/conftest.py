"""Experiments whose runs are real, with stand-ins for the ranks."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pytest
from safetensors.numpy import save_file

from deeptuner.cli.main import main
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.start import resume_run, start_run
from tests.data.templates.tokenizers_made_here import make_bpe
from tests.runs.conftest import folder  # noqa: F401 - a fixture
from tests.runs.running import options

CONFIG = "model: {path: tiny}\ndata: {dataset: rows}\n"
Cli = Callable[..., tuple[int, list[dict[str, Any]]]]


@pytest.fixture
def experiment(folder: Path) -> Experiment:  # noqa: F811
    """An experiment with a model (as far as a glance tells), a dataset and a settings file."""
    made = Experiment.init(folder)
    model = make_bpe(made.models_dir / "tiny")
    config = {"architectures": ["LlamaForCausalLM"], "model_type": "llama"}
    (model / "config.json").write_text(json.dumps(config))
    save_file({"lm_head.weight": np.zeros((2, 2), np.float32)}, model / "model.safetensors")
    (made.datasets_dir / "rows.jsonl").write_text('{"prompt": "Hello", "completion": "You"}\n')
    (made.folder / "config.yaml").write_text(CONFIG)
    return made


@pytest.fixture
def standin(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Says how the ranks of runs that commands start from now on behave."""

    def behave(**behaviour: Any) -> None:
        told = options(**behaviour)
        starting = functools.partial(start_run, options=told)
        monkeypatch.setattr("deeptuner.cli.commands.train.start_run", starting)
        resuming = functools.partial(resume_run, options=told)
        monkeypatch.setattr("deeptuner.cli.commands.resume.resume_run", resuming)

    behave()
    return behave


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Iterator[Cli]:
    """Run a command with `--json`: its exit code and the objects it printed."""

    def run(*words: object) -> tuple[int, list[dict[str, Any]]]:
        code = main([*map(str, words), "--json"])
        printed = capsys.readouterr()
        assert printed.err == ""
        return code, [orjson.loads(line) for line in printed.out.splitlines()]

    yield run


def only_run(experiment: Experiment) -> RunFolder:
    runs = experiment.runs()
    assert len(runs) == 1
    return runs[0]
