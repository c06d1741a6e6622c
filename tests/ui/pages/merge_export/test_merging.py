"""The merge card and the proof: what is told while a command works, and after it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deeptuner.errors import ModelError
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.ui.pages.merge_export.page import MergeExportPage
from deeptuner.words import message, render
from tests.support.trained import finished_run
from tests.ui.pages.merge_export import reports
from tests.ui.pages.merge_export.conftest import Commands
from tests.ui.pages.merge_export.seeing import SOON, button, opened, press, shows, words

DONE = {
    "kind": "result",
    "size_bytes": 2_500_000_000,
    "seconds": 23.4,
    "peak_memory": 1_181_116_006,
    "by": "deeptuner",
    "proof": {"passed": True},
}


@pytest.fixture
def run(experiment: Experiment) -> RunFolder:
    return finished_run(experiment, {20: 1.1})


@pytest.fixture
def qlora(experiment: Experiment) -> RunFolder:
    return finished_run(experiment, {20: 1.1}, kind="qlora")


def seen(page: MergeExportPage, experiment: Experiment, qtbot: QtBot) -> None:
    opened(page, experiment, qtbot)
    qtbot.waitUntil(lambda: button(page, "Merge Model").isEnabled(), timeout=SOON)


def step(done: int, total: int, phase: str = "cli.merge.merging") -> dict[str, object]:
    return {"kind": "progress", "phase": render(message(phase)), "done": done, "total": total}


def test_what_a_merge_does_is_told_until_it_is_cancelled(
    page: MergeExportPage,
    experiment: Experiment,
    run: RunFolder,
    commands: Commands,
    qtbot: QtBot,
) -> None:
    commands.answer("merge", lines=[step(1200, 2500)], waits=True)
    seen(page, experiment, qtbot)
    press(page, "Merge Model", qtbot)
    shows(page, "Merging: 1.2 GB of 2.5 GB", qtbot)
    assert not page.merging.merge._to_row.field.isEnabled()
    press(page, "Cancel", qtbot)
    shows(page, "The merge was cancelled.", qtbot)
    assert button(page, "Merge Model").isEnabled()


def test_a_phase_of_less_than_a_megabyte_has_no_amount(
    page: MergeExportPage,
    experiment: Experiment,
    run: RunFolder,
    commands: Commands,
    qtbot: QtBot,
) -> None:
    commands.answer("merge", lines=[step(0, 0)], waits=True)
    seen(page, experiment, qtbot)
    press(page, "Merge Model", qtbot)
    shows(page, "Merging …", qtbot)
    press(page, "Cancel", qtbot)
    shows(page, "The merge was cancelled.", qtbot)


def test_a_merge_tells_its_time_its_memory_and_its_proof(
    page: MergeExportPage,
    experiment: Experiment,
    run: RunFolder,
    commands: Commands,
    opened_files: list[str],
    qtbot: QtBot,
) -> None:
    folder = experiment.folder / "merge" / run.name
    commands.answer("merge", lines=[{**DONE, "output": str(folder)}])
    seen(page, experiment, qtbot)
    reports.merged_model(experiment, run, reports.proof())
    page.merging.merge._start(folder, replace=False)
    shows(page, "Merge completed successfully!", qtbot)
    assert "23 s, 2.5 GB, peak memory 1.1 GB" in words(page)
    shows(page, "5 of 5 passed", qtbot)
    assert "3 rows of the eval split, with the adapter and merged" in words(page)
    assert "limit 1.0" in words(page)
    press(page, "Open Folder", qtbot)
    assert opened_files == [str(folder)]


def test_a_merge_that_fails_says_why_where_and_what_to_do(
    page: MergeExportPage,
    experiment: Experiment,
    run: RunFolder,
    commands: Commands,
    qtbot: QtBot,
) -> None:
    """The command's own words, as `deeptuner merge` has them when a base is gone."""
    folder = str(experiment.models_dir)
    missing = message("runs.model-missing", name="tiny")
    gone = ModelError(missing, where=folder, fix=message("runs.put-there", folder=folder))
    commands.answer("merge", lines=[{"kind": "error", "error": gone.to_json()}], code=2)
    seen(page, experiment, qtbot)
    press(page, "Merge Model", qtbot)
    shows(page, "There is no model called tiny.", qtbot)
    assert f"{folder}\nPut it into {folder}, or give its path." in words(page)
    assert button(page, "Merge Model").isEnabled()


def test_a_proof_is_saved_elsewhere(
    page: MergeExportPage,
    experiment: Experiment,
    run: RunFolder,
    commands: Commands,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    reports.merged_model(experiment, run, reports.proof())
    seen(page, experiment, qtbot)
    shows(page, "5 of 5 passed", qtbot)
    target = tmp_path / "for-a-friend.json"
    page.merging.proof.save(target)
    shows(page.window(), "Saved for-a-friend.json", qtbot)
    assert json.loads(target.read_text()) == reports.proof()


def test_a_merge_that_failed_its_proof_is_shown_as_failed(
    page: MergeExportPage,
    experiment: Experiment,
    run: RunFolder,
    commands: Commands,
    qtbot: QtBot,
) -> None:
    commands.answer("merge", lines=[reports.error("It differs.")], code=1)
    seen(page, experiment, qtbot)
    report = experiment.folder / "merge" / f"{run.name}.failed-proof.json"
    report.parent.mkdir()
    report.write_text(json.dumps(reports.proof(difference=3.25)))
    press(page, "Merge Model", qtbot)
    shows(page, "The merged model failed its proof.", qtbot)
    assert "4 of 5 passed" in words(page)
    assert "No model was kept" in words(page)
    titles = [one.accessibleName() for one in page.findChildren(type(page.merging.proof.title))]
    assert "Max logit difference: failed" in titles
    assert "Merge first; then the model is exported" in words(page)


def test_a_model_without_a_proof_is_not_called_proven(
    page: MergeExportPage,
    experiment: Experiment,
    run: RunFolder,
    commands: Commands,
    qtbot: QtBot,
) -> None:
    folder = reports.merged_model(experiment, run)
    why = message("common.unexpected", detail="no memory").to_json()
    result = {**DONE, "output": str(folder), "proof": None, "proof_told": [why]}
    commands.answer("merge", lines=[result])
    seen(page, experiment, qtbot)
    shows(page, "Not proven", qtbot)
    assert "It was merged without a comparison." in words(page)
    page.merging.merge._start(folder, replace=True)
    shows(page, "no memory", qtbot)
    assert "Not proven" in words(page)


def test_both_bases_of_a_qlora_run_are_compared_and_the_better_is_chosen(
    page: MergeExportPage,
    experiment: Experiment,
    qlora: RunFolder,
    commands: Commands,
    qtbot: QtBot,
) -> None:
    commands.answer("merge", lines=[reports.error("No room.")], code=1)
    found = {"kind": "result", "comparison": reports.comparison()}
    commands.answer("--compare", lines=[found])
    seen(page, experiment, qtbot)
    onto = page.merging.merge._onto
    assert onto.key() == "original"
    press(page, "Compare both", qtbot)
    shows(page, "Loss on 32 rows", qtbot)
    assert "Recommended" in words(page)
    assert onto.key() == "nf4"
    press(page, "Merge Model", qtbot)
    qtbot.waitUntil(lambda: any("--onto" in one for one in commands.given()), timeout=SOON)
    given = next(one for one in commands.given() if "--onto" in one)
    assert given[given.index("--onto") + 1] == "nf4"
    qtbot.waitUntil(lambda: not page.merging.busy(), timeout=SOON)


def test_the_merge_of_another_checkpoint_is_not_taken_for_that_of_the_chosen_one(
    page: MergeExportPage, experiment: Experiment, commands: Commands, qtbot: QtBot
) -> None:
    """Neither its proof nor what would be exported."""
    run = finished_run(experiment, {10: 1.3, 20: 1.1}, kind="qlora")
    reports.merged_model(experiment, run, reports.proof(), step=20)
    compared = {"comparison": reports.comparison(), "adapter": f"/{run.name}/checkpoint-20"}
    (experiment.folder / "merge" / f"{run.name}.comparison.json").write_text(json.dumps(compared))
    seen(page, experiment, qtbot)
    shows(page, "5 of 5 passed", qtbot)
    shows(page, "Recommended", qtbot)
    table = page.merging.checkpoints.table
    table.select_row(1)
    shows(page, "that of step 20. Merge to have that of step 10.", qtbot)
    shows(page, "Merge first; then the model is exported", qtbot)
    assert "5 of 5 passed" not in words(page)
    assert "Recommended" not in words(page)
    table.select_row(0)
    shows(page, "A merged model is there already.", qtbot)
    assert "5 of 5 passed" in words(page)


def test_a_merge_that_was_told_does_not_stand_for_another_checkpoint(
    page: MergeExportPage, experiment: Experiment, commands: Commands, qtbot: QtBot
) -> None:
    run = finished_run(experiment, {10: 1.3, 20: 1.1})
    folder = experiment.folder / "merge" / run.name
    commands.answer("merge", lines=[{**DONE, "output": str(folder)}])
    seen(page, experiment, qtbot)
    reports.merged_model(experiment, run, reports.proof())
    page.merging.merge._start(folder, replace=False)
    shows(page, "Merge completed successfully!", qtbot)
    page.merging.checkpoints.table.select_row(1)
    shows(page, "that of step 20. Merge to have that of step 10.", qtbot)
    assert "Merge completed successfully!" not in words(page)


def test_a_model_that_no_merge_made_is_not_called_merged(
    page: MergeExportPage,
    experiment: Experiment,
    run: RunFolder,
    commands: Commands,
    qtbot: QtBot,
) -> None:
    seen(page, experiment, qtbot)
    output = page.merging.merge._to_row.field
    output.setText("models/tiny")
    output.editingFinished.emit()
    shows(page, "Another model is there, which no merge made.", qtbot)
    assert "Merge first; then the model is exported" in words(page)


def test_a_run_that_was_not_quantized_has_one_base(
    page: MergeExportPage,
    experiment: Experiment,
    run: RunFolder,
    commands: Commands,
    qtbot: QtBot,
) -> None:
    seen(page, experiment, qtbot)
    assert "Merge into" not in words(page)
    assert page.merging.merge._compare.isHidden()


def test_gpus_are_offered_where_there_are_some(
    page: MergeExportPage,
    experiment: Experiment,
    run: RunFolder,
    commands: Commands,
    qtbot: QtBot,
) -> None:
    commands.answer("merge", lines=[reports.error("No room.")], code=1)
    seen(page, experiment, qtbot)
    page.merging._show_devices(
        {"devices": [{"index": 1, "name": "Radeon", "fit": True}, {"index": 0, "fit": False}]}
    )
    box = page.merging.merge._device
    names = [box.itemText(row) for row in range(box.count())]
    assert names == ["Automatic", "CPU", "GPU1 · Radeon"]
    box.set_key("cuda:1")
    press(page, "Merge Model", qtbot)
    qtbot.waitUntil(lambda: bool(commands.given()), timeout=SOON)
    (given,) = [one for one in commands.given() if one[0] == "merge"]
    assert given[given.index("--device") + 1] == "cuda:1"
    qtbot.waitUntil(lambda: not page.merging.busy(), timeout=SOON)


@pytest.mark.parametrize("language", ["en", "zh_TW"])
def test_the_run_report_is_made_in_the_windows_language_and_opened(
    page: MergeExportPage,
    experiment: Experiment,
    run: RunFolder,
    commands: Commands,
    opened_files: list[str],
    qtbot: QtBot,
    language: str,
) -> None:
    page._report._language = language
    file = run.path / "Run Report.html"
    commands.answer("report", lines=[{"kind": "result", "page": str(file), "run": run.name}])
    seen(page, experiment, qtbot)
    press(page, "Run report", qtbot)
    qtbot.waitUntil(lambda: opened_files == [str(file)], timeout=SOON)
    (given,) = [one for one in commands.given() if one[0] == "report"]
    said = ["--language", "zh_TW"] if language == "zh_TW" else []
    assert given == ["report", run.name, "--html", *said, "--json"]


def type_place(page: MergeExportPage, text: str) -> None:
    """Typed into `Save to`, and the line left."""
    field = page.merging.merge._to_row.field
    field.setText(text)
    field.textEdited.emit(text)
    field.editingFinished.emit()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("merge/" + "x" * 300, "is too long: it takes 300 bytes, and at most 237 fit here."),
        ("merge/" + "x" * 238, "is too long: it takes 238 bytes, and at most 237 fit here."),
        ("merge/a\0b", "This path holds a character that no name of a file may hold."),
        ("~nobody-here/a", "Nobody here has a home folder of that name."),
    ],
)
def test_a_name_that_nothing_can_have_is_told_at_its_line(
    page: MergeExportPage,
    experiment: Experiment,
    run: RunFolder,
    commands: Commands,
    qtbot: QtBot,
    typed: str,
    told: str,
) -> None:
    """And what was told of the former folder is no longer: that is not where it would go."""
    reports.merged_model(experiment, run, reports.proof())
    seen(page, experiment, qtbot)
    shows(page, "A merged model is there already.", qtbot)
    shows(page, "5 of 5 passed", qtbot)
    former = page.merging.merge._to_row.field.text()
    type_place(page, typed)
    assert told in words(page)
    assert told in page.merging.merge._to_row.field.accessibleDescription()
    assert not button(page, "Merge Model").isEnabled()
    page.merging.merge._ask_and_merge()
    for fact in ("A merged model is there already.", "5 of 5 passed"):
        assert fact not in words(page)
    assert page.merging.merge._open.isHidden()
    assert page.merging.merge._use.isHidden()
    assert not [words for words in commands.given() if words[0] == "merge"]
    type_place(page, former)
    shows(page, "A merged model is there already.", qtbot)
    assert told not in words(page)
    assert button(page, "Merge Model").isEnabled()


def test_another_folder_has_none_of_the_former_ones_facts(
    page: MergeExportPage,
    experiment: Experiment,
    run: RunFolder,
    commands: Commands,
    qtbot: QtBot,
) -> None:
    reports.merged_model(experiment, run, reports.proof())
    seen(page, experiment, qtbot)
    shows(page, "A merged model is there already.", qtbot)
    type_place(page, "merge/other")
    assert "A merged model is there already." not in words(page)
    assert page.merging.merge._open.isHidden()
