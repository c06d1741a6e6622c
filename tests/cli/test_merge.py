"""`deeptuner merge`: a run's adapter, or that of a checkpoint, becomes a model of its own."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from deeptuner.cli.main import main
from deeptuner.engine.merge import place, writer
from deeptuner.engine.proof import Proving
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.merge_mark import MergeMark, read_mark
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
    first, second, *_ = (line.strip() for line in said.splitlines()[2:])
    assert first.startswith("All 21 tensors are what PEFT's own merge gives")
    assert "next token is the same for" in second
    assert "allowed" not in said
    assert "sample sentences" in said
    merged = trained.path.parent.parent / "merge" / trained.name
    proof = json.loads(merged.with_name(f"{trained.name}.proof.json").read_bytes())
    assert proof["passed"]
    assert proof["merged"] == str(merged)
    assert read_mark(merged) == MergeMark("adapter", trained.name, 7)
    assert "## Proof of the merge" in (merged / "README.md").read_text(encoding="utf-8")
    code, lines = cli("merge", trained.path, "--no-proof", "--overwrite")
    assert (code, lines[-1]["proof"]) == (0, None)
    assert [path.name for path in merged.parent.iterdir()] == [trained.name]


def test_nothing_is_said_but_our_own_words(trained: RunFolder) -> None:
    """PEFT imports bitsandbytes, which warns on some processors; here it does so on all."""
    code = (
        "import logging; from deeptuner.cli.main import main; assert main() == 0; "
        "logging.getLogger('bitsandbytes.backends.cpu.ops').warning('There are no kernels.')"
    )
    words = ["merge", str(trained.path), "--no-proof"]
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True
    )
    assert "kernels" not in done.stderr
    assert "Warning" not in done.stderr


def test_a_place_that_is_being_written_to_is_refused_before_torch_is_there(
    trained: RunFolder,
) -> None:
    merged = trained.path.parent.parent / "merge" / trained.name
    merged.parent.mkdir()
    code = (
        "import sys; from deeptuner.cli.main import main; code = main(); "
        "sys.exit(99 if 'torch' in sys.modules else code)"
    )
    words = [sys.executable, "-c", code, "merge", str(trained.path), "--json"]
    with place.alone(merged):
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])["error"]
    assert (told["what"]["id"], told["where"]) == ("engine.merge.busy", str(merged))
    assert list(merged.parent.iterdir()) == []


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
    marks = [MergeMark(f"checkpoint-{step}", trained.name, step) for step in (7, 9)]
    assert [read_mark(home / name) for name in names] == marks


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


def test_being_told_to_end_leaves_nothing(
    trained: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(path: Path, *arguments: object) -> None:
        path.write_bytes(b"begun")
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(writer, "_write", told)
    before = signal.getsignal(signal.SIGTERM)
    try:
        assert main(["merge", str(trained.path)]) == 130
    finally:
        signal.signal(signal.SIGTERM, before)
    assert list((trained.path.parent.parent / "merge").iterdir()) == []


def test_killed_after_it_has_its_name_it_lacks_nothing(
    trained: RunFolder, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_: Proving) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(Proving, "finished", killed)
    assert cli("merge", trained.path)[0] == 130
    merged = trained.path.parent.parent / "merge" / trained.name
    assert "## Proof of the merge" in (merged / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def qlora(trained: RunFolder, tiny_model: Path) -> RunFolder:
    """The same run, as if it had trained over a base in 4 bits."""
    freeze(trained, tiny_model, "qlora")
    text = trained.settings_file.read_text()
    for name, value in (("bits", "4"), ("compute_dtype", "bf16"), ("mixed_precision", "bf16")):
        text = re.sub(rf"^(\s+{name}:) auto\b", rf"\1 {value}", text, flags=re.MULTILINE)
    trained.settings_file.write_text(text)
    return trained


def test_a_qlora_run_is_merged_in_the_way_that_is_named(qlora: RunFolder, cli: Cli) -> None:
    home = qlora.path.parent.parent / "merge"
    code, lines = cli("merge", qlora.path, "--compare")
    assert code == 0
    assert [path.name for path in home.iterdir()] == [f"{qlora.name}.comparison.json"]
    compared = lines[-1]["comparison"]
    assert lines[-1]["message"] == "Both ways to merge were compared."
    kept = json.loads(Path(lines[-1]["comparison_file"]).read_bytes())
    assert kept["comparison"] == compared
    code, lines = cli("merge", qlora.path, "--onto", "nf4")
    assert code == 0
    assert (lines[-1]["onto"], lines[-1]["proof"]["passed"]) == ("nf4", True)
    assert lines[-1]["comparison"] == compared
    assert lines[-1]["proof"]["loss_merged"] == pytest.approx(compared["nf4"], abs=1e-5)
    matching = weights(home / qlora.name)
    code, lines = cli("merge", qlora.path, "--overwrite")
    assert (code, lines[-1]["onto"]) == (0, "original")
    assert weights(home / qlora.name) != matching


@pytest.mark.parametrize("asked", [("--onto", "nf4"), ("--compare",)])
def test_what_never_was_in_4_bits_cannot_be_matched(
    trained: RunFolder, cli: Cli, asked: tuple[str, ...]
) -> None:
    code, lines = cli("merge", trained.path, *asked)
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, "engine.merge.not-4-bit")
    given = ("--adapter", trained.adapter_dir, "--base", "tiny", "--folder")
    code, lines = cli("merge", *given, trained.path.parent.parent, *asked)
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, "engine.merge.4-bit-unknown")
    assert not (trained.path.parent.parent / "merge").exists()


def test_a_comparison_whose_report_has_no_place_is_refused_before_any_work(
    qlora: RunFolder, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(_: Proving) -> NoReturn:
        raise AssertionError("it works already")

    monkeypatch.setattr(Proving, "compare_only", work)
    code, lines = cli("merge", qlora.path, "--compare", "--output", tmp_path / ("x" * 300))
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, "common.name-too-long")


@pytest.mark.parametrize("name", ["x" * 300, "x" * 238])
def test_a_name_that_is_too_long_is_refused_before_any_work(
    trained: RunFolder, cli: Cli, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The longer names of its reports must fit, too."""

    def work(*_: object, **__: object) -> NoReturn:
        raise AssertionError("it works already")

    monkeypatch.setattr("deeptuner.engine.merge.merging._planned", work)
    code, lines = cli("merge", trained.path, "--output", tmp_path / "merge" / name)
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, "common.name-too-long")
    assert not (tmp_path / "merge").exists()


def test_the_longest_name_is_merged_into_and_proven(
    trained: RunFolder, cli: Cli, tmp_path: Path
) -> None:
    output = tmp_path / "merge" / ("ü" * 118 + "x")
    code, lines = cli("merge", trained.path, "--output", output)
    assert (code, lines[-1]["proof"]["passed"]) == (0, True)
    names = sorted(path.name for path in output.parent.iterdir())
    assert names == sorted([output.name, f"{output.name}.proof.json"])


def test_a_place_that_takes_no_folders_is_refused_before_any_work(
    trained: RunFolder, cli: Cli
) -> None:
    code, lines = cli("merge", trained.path, "--output", "/proc/merged")
    assert (code, lines[-1]["error"]["what"]["id"]) == (1, "common.read-only")
    assert {line["kind"] for line in lines} == {"error"}
