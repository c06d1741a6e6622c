"""`deeptuner export --types`: what can be made here, how large it is, and what it costs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deeptuner.cli.main import main
from deeptuner.engine.gguf import TYPES, WRITTEN
from deeptuner.engine.quants import losses
from tests.engine.quants.test_llama_quantize import program
from tests.support.ollama_server import ollama_server

Cli = Callable[..., tuple[int, list[dict[str, Any]]]]


@pytest.fixture
def words(tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[object, ...]:
    """The command for a model of its own, where neither Ollama nor llama.cpp is found."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("OLLAMA_HOST", "127.0.0.1:1")
    monkeypatch.delenv("DEEPTUNER_LLAMA_QUANTIZE", raising=False)
    model = shutil.copytree(tiny_model, tmp_path / "model")
    return "export", model, "--output", tmp_path / "out", "--types"


def by_name(lines: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in lines[-1]["types"]}


def test_every_type_is_told_with_its_size(words: tuple[object, ...], cli: Cli) -> None:
    code, lines = cli(*words)
    assert code == 0
    assert by_name(lines).keys() == {one.name for one in TYPES}
    sizes = [by_name(lines)[name]["bytes"] for name in ("f32", "bf16", "q8_0", "q4_0")]
    assert sizes == sorted(sizes, reverse=True)
    assert {name for name, one in by_name(lines).items() if one["available"]} == set(WRITTEN)
    assert by_name(lines)["q4_k_m"]["why"]["id"] == "engine.quants.needs-ollama"
    assert by_name(lines)["q6_k"]["why"]["id"] == "engine.quants.needs-llama"
    assert lines[-1]["ollama"] == {"version": None, "address": "http://127.0.0.1:1"}
    assert lines[-1]["measured"] is None


def test_an_ollama_that_answers_makes_two_more(
    words: tuple[object, ...], cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ollama_server() as served:
        monkeypatch.setenv("OLLAMA_HOST", served.host)
        lines = cli(*words)[1]
    assert lines[-1]["ollama"]["version"] == "0.31.0"
    made = {name for name, one in by_name(lines).items() if one["available"]}
    assert made == {*WRITTEN, "q4_k_m", "q4_k_s"}
    assert by_name(lines)["q4_k_m"]["by"] == "ollama"


def test_llama_cpp_makes_them_all(
    words: tuple[object, ...], cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEPTUNER_LLAMA_QUANTIZE", str(program(tmp_path / "bin", "")))
    found = by_name(cli(*words)[1])
    assert all(one["available"] for one in found.values())
    assert found["q4_k_m"]["by"] == found["q6_k"]["by"] == "llama.cpp"


def test_losses_are_measured_once_and_shown_while_the_model_is_the_same(
    words: tuple[object, ...], cli: Cli, tmp_path: Path
) -> None:
    code, lines = cli(*words, "--measure")
    assert code == 0
    measured = {name: one["loss"] for name, one in by_name(lines).items()}
    assert {name for name, loss in measured.items() if loss is not None} == set(WRITTEN)
    assert measured["f32"] == lines[-1]["measured"]["stored"] != measured["q4_0"]
    assert [one["done"] for one in lines if one["kind"] == "progress"][-1] == 100
    kept = json.loads((tmp_path / "out" / "types.json").read_text())
    assert kept["losses"]["source"] == "sample"
    again = cli(*words)[1]
    assert {name: one["loss"] for name, one in by_name(again).items()} == measured
    (tmp_path / "model" / "generation_config.json").write_text("{}")
    assert all(one["loss"] is None for one in by_name(cli(*words)[1]).values())


def test_people_read_a_table(words: tuple[object, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*map(str, words), "--measure"]) == 0
    told = capsys.readouterr().out
    assert "q8_0" in told and " kB " in told and "llama-quantize" in told
    assert "sample sentences" in told


def test_a_model_that_no_file_can_hold_has_its_reason(
    words: tuple[object, ...], cli: Cli, tmp_path: Path
) -> None:
    file = tmp_path / "model" / "config.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "hidden_act": "relu"}))
    code, lines = cli(*words)
    assert code == 0
    for one in by_name(lines).values():
        assert (one["available"], one["bytes"]) == (False, None)
        assert one["why"]["id"] == "engine.gguf.computed-otherwise"
    assert cli(*words, "--measure")[0] == 2


def test_a_model_that_does_not_fit_in_memory_is_not_measured(
    words: tuple[object, ...], cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(losses, "ROOM", 1e9)
    code, lines = cli(*words, "--measure")
    assert (code, lines[-1]["error"]["what"]["id"]) == (1, "engine.quants.no-memory")
    assert not (tmp_path / "out" / "types.json").exists()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((), "cli.export.which"),
        (("--types", "--to", "ollama"), "cli.export.which"),
        (("--to", "ollama", "--measure"), "cli.export.measure-types"),
    ],
)
def test_it_must_be_said_what_for(
    tiny_model: Path, cli: Cli, given: tuple[str, ...], expected: str
) -> None:
    code, lines = cli("export", tiny_model, *given)
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, expected)
