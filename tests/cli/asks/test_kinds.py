"""A model that transformers cannot load is told with its folder, and before a run is started."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from deeptuner.cli.asks import kinds, machine
from deeptuner.cli.asks.asking import Asking
from deeptuner.errors import ModelError
from tests.cli.asks.conftest import Ask

MODEL = "harbour-tiny"
MACHINE = {
    "backend": "cpu",
    "devices": [],
    "cpu_cores": 2,
    "memory_bytes": 16 * 2**30,
    "bf16": True,
    "torch_version": "2.13",
}


@pytest.fixture
def folder(sample_folder: Path, tmp_path: Path) -> Path:
    """A copy of the sample that a test may change."""
    return Path(shutil.copytree(sample_folder, tmp_path / "experiment"))


def edit_config(folder: Path, **changes: Any) -> None:
    path = folder / "models" / MODEL / "config.json"
    value = {**json.loads(path.read_text()), **changes}
    path.write_text(json.dumps({key: one for key, one in value.items() if one is not None}))


def errors(ask: Ask, folder: Path) -> list[tuple[str, dict[str, Any]]]:
    (model,) = ask("models", folder=str(folder))["models"]
    return [(one["id"], one["params"]) for one in model["errors"]]


@pytest.mark.parametrize("kind", ["flibber", "t5", "clip_vision_model"])
def test_a_kind_that_cannot_be_trained_is_an_error(ask: Ask, folder: Path, kind: str) -> None:
    from deeptuner.engine.model import load_config

    edit_config(folder, model_type=kind)
    assert errors(ask, folder) == [("runs.models.unknown-kind", {"kind": kind})]
    with pytest.raises(ModelError):
        load_config(folder / "models" / MODEL, trust_remote_code=False)


def test_a_config_that_names_no_kind_is_an_error(ask: Ask, folder: Path) -> None:
    edit_config(folder, model_type=None)
    assert errors(ask, folder) == [("runs.models.no-kind", {})]


def test_a_model_with_code_of_its_own_is_told_as_before(ask: Ask, folder: Path) -> None:
    edit_config(folder, model_type="flibber", auto_map={"AutoModelForCausalLM": "x.Y"})
    (model,) = ask("models", folder=str(folder))["models"]
    assert model["errors"] == []
    assert [one["id"] for one in model["notes"]] == ["runs.models.own-code"]


def test_weights_that_are_quantised_already_are_an_error(ask: Ask, folder: Path) -> None:
    edit_config(folder, quantization_config={"quant_method": "gptq", "bits": 4})
    (model,) = ask("models", folder=str(folder))["models"]
    assert [one["id"] for one in model["errors"]] == ["runs.models.quantised"]
    assert model["notes"] == []


def test_nothing_is_held_against_a_model_where_kinds_are_not_listed(
    ask: Ask, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit_config(folder, model_type="flibber")
    monkeypatch.setattr(kinds, "trainable_kinds", frozenset)
    assert errors(ask, folder) == []


def test_the_kinds_are_those_that_transformers_has() -> None:
    from transformers.models.auto.modeling_auto import MODEL_FOR_CAUSAL_LM_MAPPING_NAMES

    assert kinds.trainable_kinds() == set(MODEL_FOR_CAUSAL_LM_MAPPING_NAMES)


def test_the_kinds_are_read_without_transformers() -> None:
    code = (
        "import sys; from deeptuner.cli.asks.kinds import trainable_kinds; "
        "assert 'llama' in trainable_kinds(); assert not {'torch', 'transformers'} & {*sys.modules}"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def findings(ask: Ask, folder: Path, name: str = MODEL) -> list[tuple[str, str, str]]:
    values = {"model.path": name, "data.dataset": "orders.jsonl", "folder": str(folder)}
    found = ask("check", values=values)["findings"]
    return [
        (one["severity"], one["paths"][0], one["message"]["id"])
        for one in found
        if one["paths"] == ["model.path"]
    ]


def test_no_run_may_start_from_a_model_that_cannot_be_used(
    ask: Ask, asking: Asking, folder: Path
) -> None:
    asking.shelf.put(machine.KEY, MACHINE)
    assert findings(ask, folder) == []
    assert findings(ask, folder, "gone") == [("error", "model.path", "runs.model-missing")]
    edit_config(folder, quantization_config={"bits": 4})
    assert findings(ask, folder) == [("error", "model.path", "runs.models.quantised")]
    edit_config(folder, model_type="flibber", quantization_config=None)
    assert findings(ask, folder) == [("error", "model.path", "runs.models.unknown-kind")]
    weights = folder / "models" / MODEL / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-9])
    assert findings(ask, folder) == [("error", "model.path", "runs.models.torn")]
