"""A Hugging Face id names a model that lies in this machine's hub cache; nothing is downloaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner.errors import InputError
from deeptuner.runs.experiment import Experiment


@pytest.fixture
def snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hub cache with one model in it, laid out as Hugging Face's tools do."""
    cache = tmp_path / "hub"
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(cache))
    repository = cache / "models--acme--small-llama"
    folder = repository / "snapshots" / "0123abcd"
    folder.mkdir(parents=True)
    (folder / "config.json").write_text("{}")
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("0123abcd")
    return folder


def test_an_id_in_the_cache_is_found(tmp_path: Path, snapshot: Path) -> None:
    experiment = Experiment.init(tmp_path / "experiment")
    assert experiment.resolve_model("acme/small-llama") == snapshot


def test_a_folder_of_the_experiment_wins_over_the_cache(tmp_path: Path, snapshot: Path) -> None:
    experiment = Experiment.init(tmp_path / "experiment")
    own = experiment.models_dir / "acme" / "small-llama"
    own.mkdir(parents=True)
    assert experiment.resolve_model("acme/small-llama") == own


@pytest.mark.parametrize("name", ["acme/other", "../acme/small-llama", "acme/small/llama"])
def test_what_is_not_there_is_told(tmp_path: Path, snapshot: Path, name: str) -> None:
    experiment = Experiment.init(tmp_path / "experiment")
    with pytest.raises(InputError):
        experiment.resolve_model(name)
