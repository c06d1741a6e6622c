"""The list of runs: right, whatever is in the folder, and beside the event loop."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import Any

import orjson
from pytestqt.qtbot import QtBot

from deeptuner.files import write_json
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.identity import own_identity
from deeptuner.settings import Config
from deeptuner.settings.catalog import with_values
from deeptuner.ui.services.run_list import Listing, RunList, standing_of
from deeptuner.ui.shell import Shell
from deeptuner.ui.translation import say


def make_run(experiment: Experiment, name: str, **state: Any) -> RunFolder:
    config = with_values(
        Config(),
        {
            "name": name,
            "model.path": "llama",
            "data.dataset": "orders.jsonl",
            "method.kind": "lora",
        },
    )
    run = experiment.create_run(config)
    if state:
        value = orjson.loads(run.state_file.read_bytes())
        write_json(run.state_file, {**value, **state})
    return run


def listing(runs: RunList) -> Listing:
    found = [part for part in runs.read() if isinstance(part, Listing)]
    return found[-1]


def supervised() -> dict[str, Any]:
    return {"status": "running", "supervisor": own_identity().to_json()}


def test_each_run_is_told_with_what_it_trains(experiment: Experiment) -> None:
    run = make_run(experiment, "first", status="finished")
    entry = listing(RunList(experiment)).entries[0]
    assert (entry.name, entry.status, entry.method) == (run.name, "finished", "lora")
    assert (entry.model, entry.dataset, entry.problem) == ("llama", "orders.jsonl", None)
    assert abs(entry.created - time.time()) < 60


def test_the_newest_is_first(experiment: Experiment) -> None:
    for name in ("20260101-000000-a", "20260301-000000-b", "20260201-000000-c"):
        shutil.copytree(make_run(experiment, name).path, experiment.runs_dir / name)
    named = [entry.name for entry in listing(RunList(experiment)).entries]
    assert named == sorted(named, reverse=True)


def test_one_that_runs_is_active_until_its_supervisor_is_gone(experiment: Experiment) -> None:
    run = make_run(experiment, "runs", **supervised())
    runs = RunList(experiment)
    assert listing(runs).entries[0].active
    somebody_else = {**own_identity().to_json(), "start": 1}
    value = orjson.loads(run.state_file.read_bytes())
    write_json(run.state_file, {**value, "supervisor": somebody_else})
    entry = listing(runs).entries[0]
    assert entry.status == "interrupted", "its process id belongs to another program now"
    assert not entry.active


def test_a_supervisor_that_dies_is_noticed_without_any_file_changing(
    experiment: Experiment,
) -> None:
    import subprocess

    from deeptuner.runs.identity import identity_of

    with subprocess.Popen(["sleep", "60"]) as child:
        identity = identity_of(child.pid)
        assert identity is not None
        make_run(experiment, "runs", status="running", supervisor=identity.to_json())
        runs = RunList(experiment)
        assert listing(runs).entries[0].status == "running"
        child.kill()
    assert listing(runs).entries[0].status == "interrupted"


def test_damaged_and_newer_runs_do_not_hide_the_others(experiment: Experiment) -> None:
    torn = make_run(experiment, "torn")
    torn.state_file.write_bytes(torn.state_file.read_bytes()[:20])
    newer = make_run(experiment, "newer")
    newer.settings_file.write_text("version: 99\nnew_section:\n  x: 1\n")
    no_settings = make_run(experiment, "no-settings")
    no_settings.settings_file.unlink()
    odd_state = make_run(experiment, "odd")
    odd_state.state_file.write_text("[1, 2]")
    unknown = make_run(experiment, "unknown", status="hibernating")
    empty = experiment.runs_dir / "20260101-000000-empty"
    empty.mkdir()
    good = make_run(experiment, "good")
    by_name = {entry.name: entry for entry in listing(RunList(experiment)).entries}
    assert len(by_name) == 7
    for run in (torn, odd_state, unknown, RunFolder(empty)):
        assert by_name[run.name].status == "unknown"
        assert by_name[run.name].problem is not None
    assert by_name[newer.name].status == "queued"
    problem = by_name[newer.name].problem
    assert problem is not None
    assert "newer DeepTuner" in say(problem)
    assert by_name[no_settings.name].problem is not None
    assert by_name[good.name].problem is None
    assert by_name[empty.name].created > 0, "its name says when"


def test_what_did_not_change_is_not_read_again(experiment: Experiment) -> None:
    run = make_run(experiment, "first", status="finished")
    runs = RunList(experiment)
    listing(runs)
    stamp = run.settings_file.stat()
    run.settings_file.write_bytes(b"#" * stamp.st_size)
    os.utime(run.settings_file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert listing(runs).entries[0].model == "llama"
    run.settings_file.write_text("model: {path: other}\n")
    assert listing(runs).entries[0].model == "other"


def test_how_far_a_run_is_comes_from_its_newest_events(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    lines = [
        {"kind": "phase", "phase": "training", "done": 0, "total": 9},
        *({"kind": "step", "step": n, "max_steps": 9000, "loss": 1.0} for n in range(3000)),
        {"kind": "phase", "phase": "evaluating"},
    ]
    data = b"".join(orjson.dumps(line) + b"\n" for line in lines)
    run.events_file.write_bytes(data + b'{"kind": "step", "st')
    standing = standing_of(tmp_path)
    assert (standing.step, standing.max_steps, standing.phase) == (2999, 9000, "evaluating")
    run.events_file.write_bytes(b"")
    assert standing_of(tmp_path).step is None
    run.events_file.unlink()
    assert standing_of(tmp_path).phase == ""


def test_the_window_hears_of_a_run_that_comes_goes_on_and_ends(
    shell: Shell, experiment: Experiment, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: shell.runs.loaded, timeout=20_000)
    assert shell.runs.entries == []
    run = make_run(experiment, "comes", **supervised())
    run.events_file.write_text('{"kind": "step", "step": 5, "max_steps": 20}\n')
    shell.runs.refresh()
    qtbot.waitUntil(lambda: shell.runs.active() is not None, timeout=20_000)
    assert shell.runs.standing(run.name).step == 5
    run.events_file.write_text('{"kind": "step", "step": 6, "max_steps": 20}\n')
    with qtbot.waitSignal(shell.runs.progressed, timeout=20_000):
        pass
    assert shell.runs.standing(run.name).step == 6
    value = orjson.loads(run.state_file.read_bytes())
    write_json(run.state_file, {**value, "status": "finished"})
    qtbot.waitUntil(lambda: shell.runs.active() is None, timeout=20_000)
    entry = shell.runs.entry(run.name)
    assert entry is not None
    assert entry.status == "finished"


def test_another_folder_has_other_runs(
    shell: Shell, experiment: Experiment, qtbot: QtBot, tmp_path: Path
) -> None:
    make_run(experiment, "here")
    shell.runs.refresh()
    qtbot.waitUntil(lambda: len(shell.runs.entries) == 1, timeout=20_000)
    shell.workspace.open_folder(Experiment.init(tmp_path / "other").folder)
    assert shell.runs.entries == []
    qtbot.waitUntil(lambda: shell.runs.loaded, timeout=20_000)
    assert shell.runs.entries == []


def test_while_the_folder_is_gone_its_runs_stay_known(
    shell: Shell, experiment: Experiment, qtbot: QtBot
) -> None:
    """A run may well go on: a disk that is not connected for a moment ends none."""
    make_run(experiment, "here", **supervised())
    shell.runs.refresh()
    qtbot.waitUntil(lambda: shell.runs.active() is not None, timeout=20_000)
    away = experiment.folder.with_name("away")
    experiment.folder.rename(away)
    shell.runs.refresh()
    qtbot.wait(500)
    assert shell.runs.active() is not None
    shutil.rmtree(away / "runs")
    away.rename(experiment.folder)
    shell.runs.refresh()
    qtbot.waitUntil(lambda: shell.runs.entries == [], timeout=20_000)
