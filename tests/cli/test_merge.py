"""`deeptuner merge`: a run's adapter, or that of a checkpoint, becomes a model of its own."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deeptuner.cli.main import main
from deeptuner.files import PART
from deeptuner.runs.folder import RunFolder
from tests.support.trained import experiment_with, finished_run, freeze

Cli = Callable[..., tuple[int, list[dict[str, Any]]]]


@pytest.fixture
def trained(tiny_model: Path, tmp_path: Path) -> RunFolder:
    """A run as it is when it has finished: frozen settings, adapter, one checkpoint."""
    experiment = experiment_with(tiny_model, tmp_path / "experiment")
    return finished_run(experiment, {7: 1.5})


def test_the_proof_is_told_and_kept_beside(
    trained: RunFolder, cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["merge", str(trained.path)]) == 0
    said = capsys.readouterr().out
    assert "next token is the same for" in said
    assert "sample sentences" in said
    merged = trained.path.parent.parent / "merge" / trained.name
    proof = json.loads(merged.with_name(f"{trained.name}.proof.json").read_bytes())
    assert proof["passed"]
    assert proof["merged"] == str(merged)
    code, lines = cli("merge", trained.path, "--no-proof", "--overwrite")
    assert (code, lines[-1]["proof"]) == (0, None)
    assert [path.name for path in merged.parent.iterdir()] == [trained.name]


def test_several_checkpoints_are_merged(trained: RunFolder, cli: Cli) -> None:
    shutil.copytree(trained.adapter_dir, trained.checkpoints_dir / "checkpoint-9")
    steps = ["--checkpoint", 7, "--checkpoint", 9, "--no-proof"]
    code, lines = cli("merge", trained.path, *steps)
    assert code == 0
    home = trained.path.parent.parent / "merge"
    names = [f"{trained.name}-step7", f"{trained.name}-step9"]
    assert sorted(path.name for path in home.iterdir()) == names
    assert [one["output"] for one in lines[-1]["all"]] == [str(home / name) for name in names]
    assert weights(home / names[0]) != weights(home / names[1])


def test_an_adapter_from_elsewhere_is_merged(trained: RunFolder, cli: Cli, tmp_path: Path) -> None:
    experiment = trained.path.parent.parent
    adapter = shutil.copytree(trained.adapter_dir, tmp_path / "theirs")
    given = ("merge", "--adapter", adapter, "--folder", experiment)
    code, lines = cli(*given, "--base", "tiny")
    assert code == 0
    assert lines[-1]["output"] == str(experiment / "merge" / "theirs")
    assert lines[-1]["proof"]["passed"]
    elsewhere = ("--base", experiment / "models" / "tiny", "--output", tmp_path / "out")
    assert cli(*given[:3], *elsewhere, "--no-proof")[0] == 0
    assert weights(tmp_path / "out") == weights(experiment / "merge" / "theirs")


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ((), "which"),
        (("a-run", "--adapter", "b"), "which"),
        (("--adapter", "b"), "which"),
        (("a-run", "--base", "b"), "of-run"),
        (("--adapter", "b", "--base", "c", "--checkpoint", "7"), "of-run"),
    ],
)
def test_words_that_do_not_go_together_are_refused(
    cli: Cli, words: tuple[str, ...], what: str
) -> None:
    code, lines = cli("merge", *words)
    assert (code, error(lines)) == (2, f"cli.merge.{what}")


def weights(folder: Path) -> bytes:
    return (folder / "model.safetensors").read_bytes()


def test_a_run_is_merged(trained: RunFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge", str(trained.path), "--no-proof"]) == 0
    said = capsys.readouterr().out.splitlines()
    merged = trained.path.parent.parent / "merge" / trained.name
    assert said == ["Merge completed successfully!", f"  {merged}"]
    assert (merged / "tokenizer.json").is_file()
    assert weights(merged) != weights(trained.path.parent.parent / "models" / "tiny")


def test_progress_and_result_as_json(trained: RunFolder, cli: Cli) -> None:
    code, lines = cli("merge", trained.path)
    assert code == 0
    assert {line["kind"] for line in lines[:-1]} == {"progress"}
    assert lines[-1]["kind"] == "result"
    assert lines[-1]["message"] == "Merge completed successfully!"
    assert Path(lines[-1]["output"]).is_dir()
    assert lines[-1]["changed"] == 14


def test_a_checkpoint_is_merged_elsewhere(trained: RunFolder, cli: Cli, tmp_path: Path) -> None:
    assert cli("merge", trained.path)[0] == 0
    code, lines = cli("merge", trained.path, "--checkpoint", 7, "--output", tmp_path / "seven")
    assert code == 0
    assert lines[-1]["output"] == str(tmp_path / "seven")
    best = trained.path.parent.parent / "merge" / trained.name
    assert weights(tmp_path / "seven") != weights(best)


def error(lines: list[dict[str, Any]]) -> str:
    assert lines[-1]["kind"] == "error"
    return str(lines[-1]["error"]["what"]["id"])


def test_an_existing_output_needs_overwrite(trained: RunFolder, cli: Cli) -> None:
    assert cli("merge", trained.path)[0] == 0
    code, lines = cli("merge", trained.path)
    assert (code, error(lines)) == (2, "engine.merge.exists")
    assert cli("merge", trained.path, "--overwrite")[0] == 0


def test_a_checkpoint_that_is_not_there_is_told(trained: RunFolder, cli: Cli) -> None:
    code, lines = cli("merge", trained.path, "--checkpoint", 8)
    assert (code, error(lines)) == (2, "engine.merge.no-checkpoint")
    assert lines[-1]["error"]["fix"]["params"]["steps"] == "7"


def test_a_run_without_adapter_is_told(trained: RunFolder, cli: Cli) -> None:
    shutil.rmtree(trained.adapter_dir)
    code, lines = cli("merge", trained.path)
    assert (code, error(lines)) == (2, "engine.merge.unfinished")
    shutil.rmtree(trained.checkpoints_dir)
    assert cli("merge", trained.path)[1][-1]["error"]["fix"]["id"] == "engine.merge.fix-unfinished"


def test_full_fine_tuning_needs_no_merge(trained: RunFolder, cli: Cli) -> None:
    freeze(trained, trained.path.parent.parent / "models" / "tiny", "full")
    code, lines = cli("merge", trained.path)
    assert (code, error(lines)) == (2, "engine.merge.full")
    assert str(trained.model_dir) in lines[-1]["error"]["text"]


def test_another_base_model_in_its_place_is_refused(trained: RunFolder, cli: Cli) -> None:
    path = trained.path.parent.parent / "models" / "tiny" / "model.safetensors"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    code, lines = cli("merge", trained.path)
    assert (code, error(lines)) == (2, "engine.merge.base-changed")


def test_an_experiment_that_moved_is_merged(trained: RunFolder, cli: Cli, tmp_path: Path) -> None:
    moved = trained.path.parent.parent.rename(tmp_path / "moved")
    code, lines = cli("merge", "last", "--folder", moved)
    assert code == 0
    assert lines[-1]["output"].startswith(str(moved))


def test_being_told_to_end_leaves_nothing(trained: RunFolder) -> None:
    """The merge is held up by an output of its own that nobody reads."""
    slow = (
        "import sys, time, deeptuner.engine.merge.writer as writer\n"
        "def hold(*arguments): print('writing', flush=True); time.sleep(60)\n"
        "writer._write = hold\n"
        "from deeptuner.cli.main import main\n"
        f"sys.exit(main(['merge', {str(trained.path)!r}]))"
    )
    child = subprocess.Popen([sys.executable, "-c", slow], stdout=subprocess.PIPE)
    assert child.stdout is not None
    with child:
        assert child.stdout.readline() == b"writing\n"
        child.send_signal(signal.SIGTERM)
        assert child.wait(timeout=60) == 130
    merge = trained.path.parent.parent / "merge"
    assert [path.name for path in merge.iterdir() if path.name.startswith(PART)] == []
    assert list(merge.iterdir()) == []
