"""`deeptuner export --to ollama`: a Modelfile with its proof, and the model created."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deeptuner.cli.main import main
from deeptuner.engine.ollama.grammar import read
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from tests.support.ollama_server import ollama_server
from tests.support.trained import experiment_with, finished_run

Cli = Callable[..., tuple[int, list[dict[str, Any]]]]


@pytest.fixture
def merged(tiny_model: Path, tmp_path: Path) -> RunFolder:
    experiment = experiment_with(tiny_model, tmp_path / "experiment")
    run = finished_run(experiment, {})
    shutil.copytree(experiment.models_dir / "tiny", experiment.folder / "merge" / run.name)
    return run


def folder_of(run: RunFolder) -> Path:
    return Experiment.find(run.path).folder / "export" / run.name


def parts(run: RunFolder) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in read((folder_of(run) / "Modelfile").read_bytes()):
        found.setdefault(one.key or one.name, []).append(one.value)
    return found


def test_a_run_is_exported_with_its_proof(merged: RunFolder, cli: Cli) -> None:
    code, lines = cli("export", merged.path, "--to", "ollama", "--name", "mine")
    assert code == 0
    said = parts(merged)
    assert said["from"] == [f"../../merge/{merged.name}"]
    assert said["stop"] == ["<|im_end|>", "<|im_start|>"]
    assert said["num_ctx"] == ["512"]
    report = json.loads((folder_of(merged) / "export.json").read_text())
    assert report["template"] == "proven"
    assert all(one["same"] and one["tokens_training"] for one in report["checks"])
    assert {**report, "created": False, "kind": "result"} == lines[-1]
    assert report["commands"][0].startswith("ollama create mine -f ")


@pytest.mark.parametrize(("told", "notes"), [(False, 0), (True, 1), (None, 1)])
def test_a_tokenizer_that_begins_texts_otherwise_is_told(
    merged: RunFolder, cli: Cli, told: bool | None, notes: int
) -> None:
    file = Experiment.find(merged.path).folder / "merge" / merged.name / "tokenizer_config.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "add_bos_token": told}))
    lines = cli("export", merged.path, "--to", "ollama")[1]
    assert lines[-1]["add_bos"] is False
    assert [one["id"] for one in lines[-1]["notes"]] == ["engine.ollama.bos-untold"] * notes


def test_a_gguf_that_is_there_is_taken(merged: RunFolder, cli: Cli) -> None:
    folder_of(merged).mkdir(parents=True)
    (folder_of(merged) / "model.gguf").write_bytes(b"GGUF")
    assert cli("export", merged.path, "--to", "ollama")[0] == 0
    assert parts(merged)["from"] == ["./model.gguf"]


def test_any_models_folder_is_exported(tiny_model: Path, tmp_path: Path, cli: Cli) -> None:
    code, lines = cli("export", tiny_model, "--to", "ollama", "--output", tmp_path / "out")
    assert code == 0
    assert (tmp_path / "out" / "Modelfile").is_file()
    assert lines[-1]["from"] == str(tiny_model)


def test_a_modelfile_is_replaced_only_when_asked(merged: RunFolder, cli: Cli) -> None:
    assert cli("export", merged.path, "--to", "ollama")[0] == 0
    code, lines = cli("export", merged.path, "--to", "ollama")
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, "engine.ollama.exists")
    assert cli("export", merged.path, "--to", "ollama", "--overwrite")[0] == 0


def test_without_a_faithful_template_none_is_written(merged: RunFolder, cli: Cli) -> None:
    model = Experiment.find(merged.path).folder / "merge" / merged.name
    (model / "chat_template.jinja").write_text("{% for t in tools %}{% endfor %}")
    code, lines = cli("export", merged.path, "--to", "ollama")
    assert code == 0
    assert lines[-1]["reason"]["id"] == "engine.ollama.needs-tools"
    assert not {"template", "stop", "system"} & parts(merged).keys()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("merge", "engine.ollama.not-merged"),
        ("architecture", "engine.ollama.not-converted"),
        ("tokenizer", "engine.ollama.needs-tokenizer-model"),
    ],
)
def test_what_ollama_cannot_take_is_refused(
    merged: RunFolder, cli: Cli, change: str, expected: str
) -> None:
    model = Experiment.find(merged.path).folder / "merge" / merged.name
    if change == "merge":
        shutil.rmtree(model)
    elif change == "architecture":
        config = json.loads((model / "config.json").read_text())
        config["architectures"] = ["Qwen3ForCausalLM"]
        (model / "config.json").write_text(json.dumps(config))
    else:
        text = (model / "tokenizer.json").read_text().replace("ByteLevel", "Metaspace")
        (model / "tokenizer.json").write_text(text)
    code, lines = cli("export", merged.path, "--to", "ollama")
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, expected)
    assert not folder_of(merged).exists()


def test_the_model_is_created_in_ollama(
    merged: RunFolder, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ollama_server() as served:
        monkeypatch.setenv("OLLAMA_HOST", served.host)
        code, lines = cli("export", merged.path, "--to", "ollama", "--name", "mine", "--create")
        assert code == 0
        made = served.models["mine"]
    assert {"model.safetensors", "config.json", "tokenizer.json"} <= made["files"].keys()
    assert made["template"] == parts(merged)["template"][0]
    assert made["parameters"] == {"num_ctx": 512, "stop": ["<|im_end|>", "<|im_start|>"]}
    assert {"kind": "event", "event": {"status": "success"}} in lines
    assert lines[-1]["created"] is True


def test_an_error_of_ollamas_ends_the_command(
    merged: RunFolder, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ollama_server() as served:
        served.fails = "unsupported architecture"
        monkeypatch.setenv("OLLAMA_HOST", served.host)
        code, lines = cli("export", merged.path, "--to", "ollama", "--create")
    assert code == 1
    assert "unsupported architecture" in lines[-1]["error"]["text"]


def test_where_no_ollama_is_the_commands_are_told(
    merged: RunFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("OLLAMA_HOST", f"127.0.0.1:{taken.getsockname()[1]}")
        assert main(["export", str(merged.path), "--to", "ollama", "--create", "--name", "m"]) == 1
    told = capsys.readouterr().err
    assert "ollama create m -f" in told
    assert "ollama run m" in told
    assert (folder_of(merged) / "Modelfile").is_file()


def test_people_are_told_what_was_proven(
    merged: RunFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(merged.path), "--to", "ollama"]) == 0
    told = capsys.readouterr().out
    assert "18 of 18" in told
    assert "ollama create" in told


def test_a_name_that_ollama_refuses_is_refused_first(merged: RunFolder, cli: Cli) -> None:
    assert cli("export", merged.path, "--to", "ollama", "--name", "a b")[0] == 2
    assert not folder_of(merged).exists()
