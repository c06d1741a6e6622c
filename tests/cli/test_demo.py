"""The demo lays out a sample, goes the whole way, and says honestly what was learned."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deeptuner.cli.child import run_child
from deeptuner.cli.sample import make_sample
from deeptuner.errors import EngineError, InputError, RunError
from deeptuner.runs import adding
from tests.support.full_disk import full_disk

Cli = Callable[..., tuple[int, list[dict[str, Any]]]]


def test_the_sample_is_an_experiment(tmp_path: Path) -> None:
    sample = make_sample(tmp_path / "demo")
    assert sample.model_dir == sample.experiment.resolve_model("harbour-tiny")
    assert sample.experiment.resolve_dataset("orders").is_file()
    assert sample.questions.is_file()
    assert not list(sample.model_dir.glob(".part-*"))


def test_what_a_person_changed_stays(tmp_path: Path) -> None:
    sample = make_sample(tmp_path / "demo")
    sample.settings_file.write_text("name: mine\n")
    sample.questions.unlink()
    again = make_sample(tmp_path / "demo")
    assert again.settings_file.read_text() == "name: mine\n"
    assert again.questions.is_file()


@pytest.mark.parametrize(
    ("name", "told"), [("file/sample", "file is not a folder"), ("x" * 300, "cannot be written to")]
)
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises((InputError, RunError), match=told):
        make_sample(tmp_path / name)


def test_no_room_is_told_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "SPARE", 10**18)
    with pytest.raises(RunError, match=r"1000000\.0 TB are needed"):
        make_sample(tmp_path / "small" / "demo")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("room", [100, 100_000])  # the small files fit into the second
def test_a_disk_that_fills_meanwhile_is_told_and_nothing_is_left(tmp_path: Path, room: int) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("empty", "new"):
        with full_disk(room), pytest.raises(RunError, match="no room left"):
            make_sample(tmp_path / name)
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]
    assert make_sample(tmp_path / "empty").model_dir.is_dir()


def test_what_is_in_a_sample_stays_when_the_rest_finds_no_room(tmp_path: Path) -> None:
    sample = make_sample(tmp_path / "demo")
    shutil.rmtree(sample.model_dir)
    (sample.experiment.runs_dir / "mine").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with full_disk(100), pytest.raises(RunError, match="no room left"):
        make_sample(tmp_path / "demo")
    assert sorted(tmp_path.rglob("*")) == before


def test_another_folder_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(InputError, match="something else"):
        make_sample(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_childs_error_is_ours(tmp_path: Path) -> None:
    words = ["merge", "none", "--folder", tmp_path / "nowhere", "--json"]
    with pytest.raises(InputError, match="does not exist"):
        run_child("deeptuner.cli.main", words, print)


def test_a_child_that_dies_is_told() -> None:
    with pytest.raises(EngineError, match="No module named"):
        run_child("deeptuner.nothing", [], print)


@pytest.mark.timeout(900)
def test_the_whole_way(tmp_path: Path, cli: Cli) -> None:
    """Ask, train through the supervisor, report, merge, ask; short, so that little is learned."""
    sample = make_sample(tmp_path / "demo")
    text = sample.settings_file.read_text()
    short = "  max_steps: 30\n  learning_rate: 4e-3"
    sample.settings_file.write_text(text.replace("  learning_rate: 4e-3", short))
    lines = sample.questions.read_bytes().splitlines(keepends=True)
    sample.questions.write_bytes(b"".join(lines[:20]))
    code, said = cli("demo", sample.experiment.folder)
    assert code == 0
    results = [line for line in said if line["kind"] == "result"]
    assert len(results) == 1
    result = results[0]
    assert result["exact_before"] == 0.0
    assert result["held_out"] == 20
    assert Path(result["report"]).is_file()
    assert "<svg" in Path(result["page"]).read_text()
    for example in result["examples"]:
        assert example["after"].startswith("name: ")
        assert not example["before"].startswith("name: ")
    assert Path(result["merged"]).parent == sample.experiment.folder / "merge"
    assert [run.name for run in sample.experiment.runs()] == [result["run"]]
