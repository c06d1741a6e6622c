"""`deeptuner export --to ollama`: a Modelfile with its proof, and the model created."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from deeptuner.cli.main import main
from deeptuner.engine.merge.companions import merged_config
from deeptuner.engine.ollama import exporting
from deeptuner.engine.ollama.grammar import read
from deeptuner.engine.quants.making import make_gguf
from deeptuner.files import write_json
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from tests.engine.quants.test_llama_quantize import program
from tests.support.ollama_server import Ollama as Served
from tests.support.ollama_server import ollama_server
from tests.support.trained import experiment_with, finished_run

Cli = Callable[..., tuple[int, list[dict[str, Any]]]]


@pytest.fixture(autouse=True)
def _without_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this machine has: neither Ollama nor llama.cpp is found."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("DEEPTUNER_LLAMA_QUANTIZE", raising=False)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    with ollama_server() as served:
        monkeypatch.setenv("OLLAMA_HOST", served.host)
        yield served


@pytest.fixture
def merged(tiny_model: Path, tmp_path: Path) -> RunFolder:
    experiment = experiment_with(tiny_model, tmp_path / "experiment")
    run = finished_run(experiment, {})
    model = shutil.copytree(experiment.models_dir / "tiny", experiment.folder / "merge" / run.name)
    config = json.loads((model / "config.json").read_text())
    write_json(model / "config.json", merged_config(config, untied=False, dtype="F32"))
    return run


def folder_of(run: RunFolder) -> Path:
    return Experiment.find(run.path).folder / "export" / run.name


def parts(run: RunFolder) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in read((folder_of(run) / "Modelfile").read_bytes()):
        found.setdefault(one.key or one.name, []).append(one.value)
    return found


def add_token(model: Path) -> None:
    """One more token than the model has an embedding for."""
    rows = json.loads((model / "config.json").read_text())["vocab_size"]
    content = json.loads((model / "tokenizer.json").read_text())
    content["added_tokens"].append({**content["added_tokens"][-1], "id": rows, "content": "<new>"})
    (model / "tokenizer.json").write_text(json.dumps(content))


@pytest.mark.parametrize("words", [("gguf",), ("ollama",), ("ollama", "--from", "gguf")])
def test_a_damaged_model_is_refused(merged: RunFolder, cli: Cli, words: tuple[str, ...]) -> None:
    """It would be one elsewhere, too: neither the file nor the folder serves."""
    model = Experiment.find(merged.path).folder / "merge" / merged.name
    add_token(model)
    code, lines = cli("export", merged.path, "--to", *words)
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, "engine.merge.vocabulary")
    assert "<new>" in lines[-1]["error"]["text"]
    with (model / "model.safetensors").open("r+b") as file:
        file.truncate(1000)
    code, lines = cli("export", merged.path, "--to", *words)
    assert code == 2
    assert lines[-1]["error"]["where"].startswith(str(model))
    assert not folder_of(merged).exists()


def test_a_run_is_exported_with_its_proof(merged: RunFolder, cli: Cli) -> None:
    code, lines = cli("export", merged.path, "--to", "ollama", "--name", "mine")
    assert code == 0
    said = parts(merged)
    assert said["from"] == ["./mine-q8_0.gguf"]
    assert said["stop"] == ["<|im_end|>", "<|im_start|>"]
    assert said["num_ctx"] == ["512"]
    report = json.loads((folder_of(merged) / "export.json").read_text())
    assert report["template"] == "proven"
    assert all(one["same"] and one["tokens_training"] for one in report["checks"])
    files = report.pop("files")
    assert {**report, "created": False, "kind": "result"} == lines[-1]
    file = folder_of(merged) / "mine-q8_0.gguf"
    assert report["gguf"] == report["file"] == report["from"] == str(file)
    assert (report["type"], report["bytes"]) == ("q8_0", file.stat().st_size)
    assert files.keys() == {"mine-q8_0.gguf"}
    assert report["commands"][0].startswith("ollama create mine -f ")


@pytest.mark.parametrize("name", ["plain", "a $HOME `date` q", 'a "b', "it's; rm -r x"])
def test_the_commands_are_typed_into_a_shell_as_they_are(
    merged: RunFolder, cli: Cli, tmp_path: Path, name: str
) -> None:
    output = tmp_path / name
    code, lines = cli("export", merged.path, "--to", "ollama", "--name", "m", "--output", output)
    assert code == 0
    for command, words in zip(
        lines[-1]["commands"],
        (["create", "m", "-f", str(output / "Modelfile")], ["run", "m"]),
        strict=True,
    ):
        typed = f"ollama() {{ printf '%s\\n' \"$@\"; }}; {command}"
        said = subprocess.run(["/bin/sh", "-c", typed], capture_output=True, text=True, check=True)
        assert said.stdout.splitlines() == words


@pytest.mark.parametrize("words", [("gguf",), ("gguf", "--type", "q4_k_m"), ("ollama",)])
def test_a_name_that_is_too_long_is_refused(
    merged: RunFolder, cli: Cli, tmp_path: Path, words: tuple[str, ...]
) -> None:
    output = tmp_path / ("x" * 300)
    code, lines = cli("export", merged.path, "--to", *words, "--output", output)
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, "common.name-too-long")
    assert {line["kind"] for line in lines} == {"error"}


def test_a_template_that_ollama_does_not_read_is_told(merged: RunFolder, cli: Cli) -> None:
    """It matters where no TEMPLATE takes its place."""
    folder = Experiment.find(merged.path).folder / "merge" / merged.name
    template = "{% for m in messages %}{{ loop.index * m.content | length }}{% endfor %}"
    (folder / "chat_template.jinja").write_text(template)
    file = folder / "tokenizer_config.json"
    settings = json.loads(file.read_text())
    for told, notes in ((template, []), (None, ["engine.ollama.template-unread"])):
        kept = {key: value for key, value in settings.items() if key != "chat_template"}
        file.write_text(json.dumps(kept | ({"chat_template": told} if told else {})))
        words = ("--to", "ollama", "--from", "folder", "--overwrite")
        lines = cli("export", merged.path, *words)[1]
        assert lines[-1]["template"] == "own"
        assert [one["id"] for one in lines[-1]["notes"]] == notes
    assert not cli("export", merged.path, "--to", "ollama", "--overwrite")[1][-1]["notes"]


@pytest.mark.parametrize(("told", "notes"), [(False, 0), (True, 1), (None, 1)])
def test_a_tokenizer_that_begins_texts_otherwise_is_told(
    merged: RunFolder, cli: Cli, told: bool | None, notes: int
) -> None:
    file = Experiment.find(merged.path).folder / "merge" / merged.name / "tokenizer_config.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "add_bos_token": told}))
    lines = cli("export", merged.path, "--to", "ollama", "--from", "folder")[1]
    assert lines[-1]["add_bos"] is False
    assert [one["id"] for one in lines[-1]["notes"]] == ["engine.ollama.bos-untold"] * notes


def test_a_file_that_is_there_is_taken_while_it_is_of_this_model(
    merged: RunFolder, cli: Cli
) -> None:
    words = ("export", merged.path, "--to", "ollama", "--type", "f16")
    assert cli("export", merged.path, "--to", "gguf", "--type", "f16")[0] == 0
    file = next(folder_of(merged).glob("*-f16.gguf"))
    made = file.stat().st_mtime_ns
    assert cli(*words)[0] == 0
    assert parts(merged)["from"] == [f"./{file.name}"]
    assert file.stat().st_mtime_ns == made
    model = Experiment.find(merged.path).folder / "merge" / merged.name
    (model / "generation_config.json").write_text('{"eos_token_id": [2, 4]}')
    code, lines = cli(*words)
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, "engine.gguf.exists")
    assert cli(*words, "--overwrite")[0] == 0
    assert file.stat().st_mtime_ns != made


def test_any_models_folder_is_exported(merged: RunFolder, tmp_path: Path, cli: Cli) -> None:
    model = Experiment.find(merged.path).folder / "merge" / merged.name
    words = ("export", model, "--to", "ollama", "--output", tmp_path / "out")
    code, lines = cli(*words, "--from", "folder")
    assert code == 0
    assert (tmp_path / "out" / "Modelfile").is_file()
    assert (lines[-1]["from"], lines[-1]["gguf"]) == (str(model), None)


def test_another_modelfile_is_replaced_only_when_asked(merged: RunFolder, cli: Cli) -> None:
    words = ("export", merged.path, "--to", "ollama")
    assert cli(*words)[0] == 0
    assert cli(*words)[0] == 0  # it says the same
    with (folder_of(merged) / "Modelfile").open("a") as file:
        file.write("PARAMETER temperature 0.1\n")
    code, lines = cli(*words)
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, "engine.ollama.exists")
    assert parts(merged)["temperature"] == ["0.1"]
    assert cli(*words, "--overwrite")[0] == 0
    assert "temperature" not in parts(merged)


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
        ("Qwen3ForCausalLM", "engine.ollama.not-converted"),
        ("MistralForCausalLM", "engine.ollama.not-converted"),
        ("tokenizer", "engine.ollama.needs-tokenizer-model"),
        ("rope", "engine.ollama.positions-untold"),
        ("added", "engine.merge.vocabulary"),
    ],
)
def test_a_folder_that_ollama_cannot_take_is_refused(
    merged: RunFolder, cli: Cli, change: str, expected: str
) -> None:
    model = Experiment.find(merged.path).folder / "merge" / merged.name
    if change == "merge":
        shutil.rmtree(model)
    elif change.endswith("LM"):
        config = json.loads((model / "config.json").read_text())
        config["architectures"] = [change]
        (model / "config.json").write_text(json.dumps(config))
    elif change == "rope":
        config = json.loads((model / "config.json").read_text())
        assert config.pop("rope_theta") == config["rope_parameters"]["rope_theta"]
        (model / "config.json").write_text(json.dumps(config))
    elif change == "added":
        add_token(model)
    else:
        text = (model / "tokenizer.json").read_text().replace("ByteLevel", "Metaspace")
        (model / "tokenizer.json").write_text(text)
    code, lines = cli("export", merged.path, "--to", "ollama", "--from", "folder")
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, expected)
    assert not folder_of(merged).exists()


@pytest.mark.parametrize("start", [(), ("--from", "gguf")])
def test_where_no_gguf_can_be_written_the_folder_serves_with_the_reason(
    merged: RunFolder, cli: Cli, start: tuple[str, ...]
) -> None:
    file = Experiment.find(merged.path).folder / "merge" / merged.name / "config.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "hidden_act": "relu"}))
    code, lines = cli("export", merged.path, "--to", "ollama", *start)
    if start:
        assert (code, lines[-1]["error"]["what"]["id"]) == (2, "engine.gguf.computed-otherwise")
        return
    assert code == 0
    assert parts(merged)["from"] == [f"../../merge/{merged.name}"]
    assert lines[-1]["notes"][0]["id"] == "engine.gguf.computed-otherwise"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--type", "q9"), "engine.quants.unknown"),
        (("--type", "q6_k"), "engine.quants.needs-llama"),
        (("--type", "q5_k_m", "--from", "folder"), "engine.ollama.folder-type"),
    ],
)
def test_types_that_cannot_be_made_are_refused_first(
    merged: RunFolder, cli: Cli, words: tuple[str, ...], expected: str
) -> None:
    code, lines = cli("export", merged.path, "--to", "ollama", *words)
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, expected)
    assert not folder_of(merged).exists()


def test_the_model_is_created_in_ollama_and_asked_what_it_renders(
    merged: RunFolder, cli: Cli, served: Served
) -> None:
    code, lines = cli("export", merged.path, "--to", "ollama", "--name", "mine", "--create")
    assert code == 0
    made = served.models["mine"]
    assert made["files"].keys() == {"mine-q8_0.gguf"}
    assert made["template"] == parts(merged)["template"][0]
    assert made["parameters"] == {"num_ctx": 512, "stop": ["<|im_end|>", "<|im_start|>"]}
    assert "quantize" not in made
    assert {"kind": "event", "event": {"status": "success"}} in lines
    assert lines[-1]["created"] is True
    assert lines[-1]["live"] == {"count": 7, "same": 7, "different": []}
    assert served.chats[-1]["keep_alive"] == 0


def test_a_folder_is_created_in_ollama(merged: RunFolder, cli: Cli, served: Served) -> None:
    words = ("--name", "mine", "--from", "folder", "--type", "q8_0", "--create")
    assert cli("export", merged.path, "--to", "ollama", *words)[0] == 0
    made = served.models["mine"]
    assert {"model.safetensors", "config.json", "tokenizer.json"} <= made["files"].keys()
    assert made["quantize"] == "q8_0"


def test_a_mixed_type_is_left_to_ollama(merged: RunFolder, cli: Cli, served: Served) -> None:
    words = ("--name", "mine", "--type", "Q4_K_M", "--create")
    code, lines = cli("export", merged.path, "--to", "ollama", *words)
    assert code == 0
    assert parts(merged)["from"] == ["./mine-f32.gguf"]
    assert served.models["mine"]["quantize"] == "q4_K_M"
    assert lines[-1]["type"] == "q4_k_m"
    assert lines[-1]["commands"][0].endswith("--quantize q4_K_M")
    assert any(one.get("phase") == "quantizing F16 model to Q4_K_M" for one in lines)


def test_a_mixed_type_is_made_by_llama_cpp_where_it_is(
    merged: RunFolder, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = "print('[   1/   1] a')\nimport shutil\nshutil.copy(sys.argv[1], sys.argv[2])\n"
    monkeypatch.setenv("DEEPTUNER_LLAMA_QUANTIZE", str(program(tmp_path / "bin", copies)))
    code, lines = cli("export", merged.path, "--to", "ollama", "--name", "m", "--type", "q6_k")
    assert code == 0
    assert parts(merged)["from"] == ["./m-q6_k.gguf"]
    assert {one["phase"] for one in lines[:-1]} == {"writing the GGUF file", "quantising"}
    left = sorted(file.name for file in folder_of(merged).iterdir())
    assert left == ["Modelfile", "export.json", "m-q6_k.gguf"]


def test_a_gguf_file_may_be_of_a_mixed_type(
    merged: RunFolder, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("export", merged.path, "--to", "gguf", "--type", "Q4_K_M")
    code, lines = cli(*words)
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, "engine.quants.needs-llama")
    copies = "import shutil\nshutil.copy(sys.argv[1], sys.argv[2])\n"
    monkeypatch.setenv("DEEPTUNER_LLAMA_QUANTIZE", str(program(tmp_path / "bin", copies)))
    code, lines = cli(*words)
    assert (code, lines[-1]["type"], lines[-1]["read_back"]) == (0, "q4_k_m", True)
    assert lines[-1]["tensors"] > 10


def test_what_ollama_renders_otherwise_is_told(
    merged: RunFolder, served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    served.adds = "Once upon a time. "
    assert main(["export", str(merged.path), "--to", "ollama", "--create"]) == 0
    told = capsys.readouterr().out
    assert "Attention" in told and "generation prompt" in told


def test_an_ollama_that_does_not_tell_what_it_renders_will_do(
    merged: RunFolder, cli: Cli, served: Served
) -> None:
    served.renders = False
    code, lines = cli("export", merged.path, "--to", "ollama", "--create")
    assert (code, lines[-1]["live"]) == (0, None)
    assert len(served.chats) == 1


def test_a_model_of_that_name_is_replaced_only_when_asked(
    merged: RunFolder, cli: Cli, served: Served
) -> None:
    served.models["mine"] = {"template": "old"}
    words = ("export", merged.path, "--to", "ollama", "--name", "mine", "--create")
    code, lines = cli(*words)
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, "engine.ollama.name-taken")
    assert {line["kind"] for line in lines} == {"error"}
    assert not folder_of(merged).exists()  # it was asked before any work
    assert served.models["mine"] == {"template": "old"}
    assert served.received == 0
    assert cli(*words, "--overwrite")[0] == 0
    assert served.models["mine"]["template"] != "old"


def test_a_name_that_is_taken_meanwhile_is_refused_too(
    merged: RunFolder, cli: Cli, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_gguf

    def took(*words: Any, **more: Any) -> Any:
        served.models["mine"] = {"template": "theirs"}
        return made(*words, **more)

    monkeypatch.setattr(exporting, "make_gguf", took)
    words = ("export", merged.path, "--to", "ollama", "--name", "mine")
    code, lines = cli(*words, "--create")
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, "engine.ollama.name-taken")
    code, lines = cli(*words[:4], "--delete")
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, "engine.ollama.not-created")
    assert served.models["mine"] == {"template": "theirs"}


@pytest.mark.parametrize("name", [(), ("--name", "theirs")])
def test_what_was_not_created_from_here_is_not_deleted(
    merged: RunFolder, cli: Cli, served: Served, name: tuple[str, ...]
) -> None:
    """Neither by the name of the last export, which only wrote files, nor by one that is given."""
    words = ("export", merged.path, "--to", "ollama")
    served.models["theirs"] = {"template": "old"}
    assert cli(*words, "--name", "theirs")[0] == 0
    code, lines = cli(*words, *name, "--delete")
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, "engine.ollama.not-created")
    assert "ollama rm theirs" in lines[-1]["error"]["text"] or not name
    assert served.models == {"theirs": {"template": "old"}}


def test_the_newest_created_model_is_deleted_first_whatever_was_written_since(
    merged: RunFolder, cli: Cli, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("export", merged.path, "--to", "ollama")
    for name in ("one", "two"):
        assert cli(*words, "--name", name, "--create", "--overwrite")[0] == 0
    assert cli(*words, "--name", "three", "--overwrite")[0] == 0
    with ollama_server() as elsewhere:
        elsewhere.models["two"] = {"template": "theirs"}
        monkeypatch.setenv("OLLAMA_HOST", elsewhere.host)
        assert cli(*words, "--name", "two", "--delete")[0] == 2
        assert "two" in elsewhere.models
    monkeypatch.setenv("OLLAMA_HOST", served.host)
    assert cli(*words, "--delete")[1][-1]["name"] == "two"
    del served.models["one"]  # by hand
    assert cli(*words, "--delete")[1][-1]["error"]["what"]["id"] == "engine.ollama.refused"
    served.models["one"] = {"template": "theirs"}
    assert cli(*words, "--name", "one", "--delete")[0] == 2
    assert served.models == {"one": {"template": "theirs"}}


def test_the_created_model_is_deleted(merged: RunFolder, cli: Cli, served: Served) -> None:
    words = ("export", merged.path, "--to", "ollama")
    assert cli(*words, "--name", "mine", "--create")[0] == 0
    code, lines = cli(*words, "--delete")
    assert (code, lines[-1]["name"], lines[-1]["deleted"]) == (0, "mine", True)
    assert served.models == {}
    assert (folder_of(merged) / "Modelfile").is_file()
    assert cli(*words, "--delete")[0] == 2


def test_an_upload_that_broke_off_goes_on_with_the_same_command(
    merged: RunFolder, cli: Cli, served: Served
) -> None:
    served.dies_after = 1000
    words = ("export", merged.path, "--to", "ollama", "--name", "mine", "--create")
    code, lines = cli(*words)
    assert (code, lines[-1]["error"]["what"]["id"]) == (1, "engine.ollama.lost")
    assert served.models == {}
    served.dies_after = None
    assert cli(*words)[0] == 0
    assert "mine" in served.models


def test_an_error_of_ollamas_ends_the_command(merged: RunFolder, cli: Cli, served: Served) -> None:
    served.fails = "unsupported architecture"
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


def test_where_ollama_has_gone_meanwhile_the_commands_are_told(
    merged: RunFolder,
    served: Served,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = make_gguf

    def goes(*words: Any, **more: Any) -> Any:
        served.refuses = (503, "shutting down")
        return made(*words, **more)

    monkeypatch.setattr(exporting, "make_gguf", goes)
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
