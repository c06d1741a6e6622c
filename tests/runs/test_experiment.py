"""The experiment folder: made, found, names in it, and new runs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deeptuner.errors import InputError, RunError
from deeptuner.runs.experiment import Experiment, find_run, open_experiment
from deeptuner.runs.start import start_run
from deeptuner.runs.state import read_state
from deeptuner.settings.load import load_config
from deeptuner.settings.sections.config import Config
from tests.runs.running import new_run


@pytest.fixture
def experiment(tmp_path: Path) -> Experiment:
    return Experiment.init(tmp_path / "experiment")


def _refusal(error: pytest.ExceptionInfo[InputError]) -> tuple[str, str]:
    return error.value.what.id, error.value.fix.id if error.value.fix else ""


def test_init_makes_the_parts_and_keeps_what_is_there(tmp_path: Path) -> None:
    experiment = Experiment.init(tmp_path / "new" / "deep")
    (experiment.datasets_dir / "mine.jsonl").write_text("{}")
    assert Experiment.init(experiment.folder) == experiment
    assert (experiment.datasets_dir / "mine.jsonl").read_text() == "{}"
    assert experiment.models_dir.is_dir()


def test_init_over_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError) as caught:
        Experiment.init(tmp_path / "file")
    assert caught.value.what.id == "runs.not-a-folder"


def test_it_is_found_from_anywhere_inside(experiment: Experiment) -> None:
    config = experiment.folder / "configs" / "a.yaml"
    config.parent.mkdir()
    config.touch()
    for start in (config, config.parent, experiment.folder, experiment.models_dir):
        assert Experiment.find(start) == experiment


def test_outside_of_any_it_is_said_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        Experiment.find(tmp_path)
    assert _refusal(caught) == ("runs.no-experiment", "runs.no-experiment-fix")
    with pytest.raises(InputError):
        open_experiment(tmp_path / "nowhere")


def test_a_model_is_a_name_or_a_path(experiment: Experiment, tmp_path: Path) -> None:
    for path in (experiment.models_dir / "tiny", experiment.folder / "other", tmp_path / "far"):
        path.mkdir()
    assert experiment.resolve_model("tiny") == experiment.models_dir / "tiny"
    assert experiment.resolve_model("other") == experiment.folder / "other"
    assert experiment.resolve_model("models/tiny") == experiment.models_dir / "tiny"
    assert experiment.resolve_model(str(tmp_path / "far")) == tmp_path / "far"


def test_a_dataset_needs_no_ending_unless_two_differ_in_it(experiment: Experiment) -> None:
    for name in ("a.jsonl", "b.v2.csv", "c.json", "c.csv"):
        (experiment.datasets_dir / name).touch()
    assert experiment.resolve_dataset("a").name == "a.jsonl"
    assert experiment.resolve_dataset("a.jsonl").name == "a.jsonl"
    assert experiment.resolve_dataset("b.v2").name == "b.v2.csv"
    assert experiment.resolve_dataset("c.csv").name == "c.csv"
    with pytest.raises(InputError) as caught:
        experiment.resolve_dataset("c")
    assert caught.value.what.params["found"] == "c.csv, c.json"


def test_what_is_missing_is_told_with_the_nearest_name(experiment: Experiment) -> None:
    (experiment.models_dir / "llama-1b").mkdir()
    with pytest.raises(InputError) as caught:
        experiment.resolve_model("lama-1b")
    assert _refusal(caught) == ("runs.model-missing", "runs.did-you-mean")
    assert "llama-1b" in str(caught.value)
    with pytest.raises(InputError) as caught:
        experiment.resolve_dataset("zebra")
    assert _refusal(caught) == ("runs.dataset-missing", "runs.put-there")
    for resolve in (experiment.resolve_model, experiment.resolve_dataset):
        with pytest.raises(InputError) as caught:
            resolve(" ")
        assert caught.value.where in ("model.path", "data.dataset")


def test_a_new_run_is_queued_with_all_its_settings(experiment: Experiment) -> None:
    config = Config.model_validate({"name": "Erste Übung / 1", "training": {"epochs": 2}})
    run = experiment.create_run(config)
    assert run.name.endswith("-Erste-Übung-1")
    assert load_config(run.settings_file) == config
    assert read_state(run).status_now() == "queued"
    assert run.checkpoints() == []
    assert experiment.runs() == [run]


@pytest.mark.parametrize("name", ["../../escape", "/etc/x", "...", "a\nb", "x" * 300, "名前"])
def test_no_name_leaves_the_runs_folder(experiment: Experiment, name: str) -> None:
    run = experiment.create_run(Config(name=name))
    assert run.path.parent == experiment.runs_dir
    assert len(run.name) < 100


CREATE = """
import sys
from pathlib import Path
from deeptuner.runs.experiment import Experiment
from deeptuner.settings.sections.config import Config
for _ in range(3):
    print(Experiment(Path(sys.argv[1])).create_run(Config(name="same")).name)
"""


def test_runs_made_at_once_get_names_of_their_own(experiment: Experiment) -> None:
    command = [sys.executable, "-c", CREATE, str(experiment.folder)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    names = [name for one in both for name in one.communicate()[0].split()]
    assert len(set(names)) == 6
    assert sorted(names) == [run.name for run in experiment.runs()]
    assert not [path for path in experiment.runs_dir.iterdir() if path.name.startswith(".")]


def test_a_run_is_found_by_name_part_path_and_last(
    experiment: Experiment, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = experiment.create_run(Config(name="alpha"))
    second = experiment.create_run(Config(name="beta"))
    assert experiment.find_run("alp") == first
    assert experiment.find_run("last") == second
    assert experiment.find_run(second.name) == second
    assert find_run(str(first.path)) == first
    monkeypatch.chdir(first.path)
    assert find_run("beta") == second
    assert find_run("alpha", experiment.folder) == first
    for name, said in (("a", "runs.several-runs"), ("gamma", "runs.run-missing")):
        with pytest.raises(InputError) as caught:
            experiment.find_run(name)
        assert caught.value.what.id == said


def test_without_runs_it_is_said_how_to_start_one(experiment: Experiment) -> None:
    with pytest.raises(InputError) as caught:
        experiment.find_run("last")
    assert _refusal(caught) == ("runs.no-runs", "runs.no-runs-fix")


def test_unfinished_folders_are_no_runs_and_no_checkpoints(tmp_path: Path) -> None:
    run = new_run(tmp_path / "experiment")
    for name in ("checkpoint-9", "checkpoint-10", ".part-xcheckpoint-11", "checkpoint-x"):
        (run.checkpoints_dir / name).mkdir()
    (run.checkpoints_dir / "checkpoint-99").touch()
    assert [path.name for path in run.checkpoints()] == ["checkpoint-9", "checkpoint-10"]
    newest = run.newest_checkpoint()
    assert newest is not None
    assert newest.name == "checkpoint-10"
    (run.path.parent / ".part-half").mkdir()
    assert Experiment(tmp_path / "experiment").runs() == [run]


@contextmanager
def _read_only(folder: Path) -> Iterator[None]:
    """Make a folder read-only: by its permissions, or for root, whom these do not stop, by a
    mount."""
    if os.getuid() != 0:
        parts = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
        for path in parts:
            path.chmod(0o555)
        yield
        for path in parts:
            path.chmod(0o755)
        return
    mounted = subprocess.run(["mount", "--bind", folder, folder], check=False).returncode == 0
    if not mounted:
        pytest.skip("a read-only file system cannot be made here")
    subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path) -> None:
    experiment = Experiment.init(tmp_path / "experiment")
    run = new_run(experiment.folder)
    with _read_only(experiment.folder):
        for work in (
            lambda: Experiment.init(experiment.folder / "new"),
            lambda: experiment.create_run(Config()),
            lambda: start_run(run),
        ):
            with pytest.raises(RunError) as caught:
                work()
            assert caught.value.what.id == "common.read-only"
    assert experiment.runs() == [run]
