"""A run goes on with the rows it began with, or not at all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from deeptuner.data.prepare import open_prepared
from deeptuner.engine.inputs import read_inputs
from deeptuner.engine.prepare import prepare
from deeptuner.errors import DataError, RunError
from deeptuner.runs.events import read_events
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.settings.catalog import with_values
from deeptuner.settings.sections.config import Config

CHANGED = "engine.resume.data-changed"


@pytest.fixture
def experiment(tiny_model: Path, tmp_path: Path) -> Experiment:
    made = Experiment.init(tmp_path / "experiment")
    (made.models_dir / "tiny").symlink_to(tiny_model)
    for part in ("train", "validation"):
        write(made, 20, part)
    return made


@pytest.fixture
def run(experiment: Experiment) -> RunFolder:
    chosen: dict[str, Any] = {"model.path": "tiny", "data.dataset": "rows", "hardware.gpus": []}
    made = experiment.create_run(with_values(Config(), chosen))
    prepare(made)
    return made


def write(experiment: Experiment, count: int, part: str = "train") -> Path:
    rows = [
        {"instruction": f"{part} {n}", "input": "", "output": f"It is {n}."} for n in range(count)
    ]
    file = experiment.datasets_dir / "rows" / f"{part}.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(rows))
    return file


def warnings(run: RunFolder) -> list[dict[str, Any]]:
    events, _ = read_events(run.events_file)
    return [event["message"] for event in events if event.kind == "warning"]


def told_of_change(run: RunFolder) -> list[str]:
    return [said["params"]["path"] for said in warnings(run) if said["id"] == CHANGED]


def key(run: RunFolder) -> str:
    prepared = open_prepared(read_inputs(run).data_dir)
    prepared.close()
    return prepared.key


@pytest.mark.parametrize("part", ["train", "validation"])
def test_a_changed_dataset_is_told_and_the_first_rows_are_kept(
    run: RunFolder, experiment: Experiment, part: str
) -> None:
    began, before = key(run), read_inputs(run)
    prepare(run)
    assert told_of_change(run) == []
    file = write(experiment, 21, part)
    prepare(run)
    assert told_of_change(run) == [str(file)]
    assert (key(run), read_inputs(run)) == (began, before)


def test_rows_that_are_lost_are_made_again_from_the_same_files_alone(
    run: RunFolder, experiment: Experiment
) -> None:
    began = key(run)
    shutil.rmtree(experiment.cache_dir)
    prepare(run)
    assert (key(run), told_of_change(run)) == (began, [])

    shutil.rmtree(experiment.cache_dir)
    file = write(experiment, 19)
    with pytest.raises(DataError, match="not in the cache any more") as refused:
        prepare(run)
    assert refused.value.where == str(file)
    assert "Put the former file back" in str(refused.value)
    write(experiment, 20)
    prepare(run)
    assert key(run) == began


def test_a_dataset_that_is_gone(run: RunFolder, experiment: Experiment) -> None:
    began = key(run)
    shutil.rmtree(experiment.datasets_dir / "rows")
    prepare(run)
    told = [said for said in warnings(run) if said["id"].startswith("engine.resume.")]
    assert told == [{"id": "engine.resume.data-gone", "params": {"name": "rows"}}]
    assert key(run) == began
    shutil.rmtree(experiment.cache_dir)
    with pytest.raises(DataError, match="no longer as it was"):
        prepare(run)


def test_a_moved_experiment_is_the_same(run: RunFolder, experiment: Experiment) -> None:
    began = key(run)
    elsewhere = Experiment(experiment.folder.rename(experiment.folder.with_name("elsewhere")))
    moved = elsewhere.runs()[0]
    prepare(moved)
    assert (key(moved), told_of_change(moved)) == (began, [])


def test_rows_that_come_out_otherwise_are_refused(run: RunFolder, experiment: Experiment) -> None:
    shutil.rmtree(experiment.cache_dir)
    settings = run.settings_file.read_text()
    assert "train_on_source: false" in settings
    run.settings_file.write_text(
        settings.replace("train_on_source: false", "train_on_source: true")
    )
    with pytest.raises(RunError, match="made again they differ"):
        prepare(run)


def test_a_run_that_did_not_note_its_files_goes_on(run: RunFolder, experiment: Experiment) -> None:
    """As runs of older versions did."""
    settings = run.settings_file.read_text()
    began = key(run)
    before, _, noted = settings.rpartition("\n  data:\n")
    rest = [line for line in noted.splitlines() if not line.startswith("    ")]
    run.settings_file.write_text("\n".join([before, *rest, ""]))
    write(experiment, 5)
    prepare(run)
    assert (key(run), told_of_change(run)) == (began, [])
