"""No text of the five pages is cut, empty or full, in any language.

The pictures for people (`python -m scripts.make_screens`) are of a real training; here the run was
written, so that it takes seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from deeptuner.cli.sample import Sample, make_sample
from deeptuner.files import write_json
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.settings.load import load_config
from deeptuner.ui.languages import speak
from deeptuner.ui.services.draft import Draft, write_draft
from deeptuner.ui.services.worker import Worker
from scripts.make_screens.clips import clips_in
from scripts.make_screens.scenes import PAGES, Scene
from scripts.make_screens.windows import open_window, wait_until_quiet
from tests.monitor.runs import checkpoint, evaluation, sample, step, write_run

SIZE = QSize(1280, 800)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample experiment with its settings in the form, a finished run and a failed one."""
    made = make_sample(tmp_path_factory.mktemp("home") / "garden-support")
    write_draft(made.experiment.folder, Draft(load_config(made.settings_file), ""))
    _write_run(made, "20260101-120000-trial", "finished")
    reason = {"id": "runs.died-gpu-memory", "params": {}}
    evidence = "HIP out of memory. Tried to allocate 2.10 GiB."
    _write_run(made, "20260102-120000-large", "failed", reason=reason, evidence=evidence)
    return made.experiment.folder


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Experiment.init(tmp_path_factory.mktemp("home") / "new-idea").folder


@pytest.fixture(scope="module")
def worker(qapp: QApplication) -> Iterator[Worker]:
    """One for all: it needs long to begin."""
    shared = Worker()
    shared.ask("machine", {}, lambda _: None)  # it begins here, and no test is told to have left it
    yield shared
    shared.stop()


@pytest.mark.parametrize("language", ["en", "zh_TW"])
@pytest.mark.parametrize("state", ["full", "empty", "nothing"])
def test_nothing_is_cut(
    own_folders: Path,
    worker: Worker,
    request: pytest.FixtureRequest,
    state: str,
    language: str,
) -> None:
    folder = None if state == "nothing" else request.getfixturevalue(state)
    found: dict[str, list[str]] = {}
    scene = Scene(state, "experiment", folder)
    with open_window(scene, language, own_folders / "window.ini", worker) as window:
        window.resize(SIZE)
        for page in PAGES:
            window.open_page(page)
            wait_until_quiet(window, 0.4)
            found[page] = [str(clip) for clip in clips_in(window) if clip.kind != "elided"]
        assert window.size() == SIZE
    speak("en")
    assert found == {page: [] for page in PAGES}


def _write_run(made: Sample, name: str, status: str, **state: object) -> RunFolder:
    curve = [step(number) for number in range(1, 101)]
    measured = [evaluation(number, 1 / number) for number in (50, 100)]
    told = [sample(number, index) for number in (0, 50, 100) for index in (0, 1)]
    saved = [checkpoint(number, best=number == 100) for number in (50, 100)]
    run = write_run(
        made.experiment.runs_dir / name,
        status,
        [*curve, *measured, *told, *saved],
        log="Loading the model …\nTraining 100/100\n",
        checkpoints=(50, 100),
        **state,
    )
    run.settings_file.write_text(made.settings_file.read_text())
    for number in (50, 100):
        training = run.checkpoints_dir / f"checkpoint-{number}" / "training"
        training.mkdir()
        standing = {"version": 1, "step": number, "eval_loss": 1 / number, "reason": "scheduled"}
        write_json(training / "standing.json", standing)
    return run
