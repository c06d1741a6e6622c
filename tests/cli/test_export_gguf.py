"""`deeptuner export --to gguf`: one file, where a person expects it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deeptuner.engine.gguf.reading import read_gguf
from deeptuner.runs.folder import RunFolder
from tests.support.trained import experiment_with, finished_run

Cli = Callable[..., tuple[int, list[dict[str, Any]]]]


def test_a_model_is_written_and_noted(tiny_model: Path, tmp_path: Path, cli: Cli) -> None:
    words = ("export", tiny_model, "--to", "gguf", "--output", tmp_path / "out", "--name", "a/b:c")
    code, lines = cli(*words)
    assert code == 0
    done = lines[-1]
    file = tmp_path / "out" / "b-c-q8_0.gguf"
    assert (done["file"], done["type"]) == (str(file), "q8_0")
    assert done["bytes"] == file.stat().st_size
    assert done["read_back"] is True
    assert (lines[0]["kind"], lines[0]["done"], lines[0]["total"]) == ("progress", 1, 1)  # MB
    assert read_gguf(file).keys["tokenizer.ggml.pre"] == "gpt-2"
    noted = json.loads((tmp_path / "out" / "export.json").read_text())["files"]
    assert noted[file.name]["type"] == "q8_0"
    assert cli(*words)[0] == 2
    assert cli(*words, "--overwrite")[0] == 0
    assert cli(*words, "--type", "bf16")[0] == 0
    assert sorted(one.name for one in file.parent.iterdir()) == [
        "b-c-bf16.gguf",
        "b-c-q8_0.gguf",
        "export.json",
    ]


@pytest.fixture
def full(tiny_model: Path, tmp_path: Path) -> RunFolder:
    """A run of full fine-tuning."""
    run = finished_run(experiment_with(tiny_model, tmp_path / "experiment"), {}, kind="full")
    shutil.copytree(tiny_model, run.model_dir)
    return run


def test_a_full_fine_tuning_needs_no_merge(full: RunFolder, tmp_path: Path, cli: Cli) -> None:
    code, lines = cli("export", full.path, "--to", "gguf", "--type", "f16")
    assert (code, lines[-1]["model"]) == (0, str(full.model_dir))
    assert Path(lines[-1]["file"]).parent == tmp_path / "experiment" / "export" / full.name


def test_a_type_that_is_not_written_is_refused(tiny_model: Path, tmp_path: Path, cli: Cli) -> None:
    code, lines = cli("export", tiny_model, "--to", "gguf", "--output", tmp_path, "--type", "q9_9")
    assert code == 2
    assert "q8_0" in lines[-1]["error"]["text"]
    assert list(tmp_path.iterdir()) == []
