"""Merge & Export as a person uses it: real runs, the real `merge` command."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.ui.pages.merge_export.page import MergeExportPage
from deeptuner.ui.report_dialog import ReportDialog
from deeptuner.ui.widgets import Popover
from deeptuner.ui.widgets.dialog import Dialog
from tests.support.telemetry import write_telemetry
from tests.support.trained import finished_run
from tests.ui.pages.merge_export.seeing import (
    MERGED,
    SOON,
    button,
    opened,
    press,
    shows,
    words,
)


def listed(page: MergeExportPage) -> list[tuple[str, bool]]:
    """(step, chosen) of the rows."""
    chosen = page.merging.checkpoints.saved
    return [(str(one.step), one is chosen) for one in page.merging.checkpoints.rows()]


def test_the_best_checkpoint_is_chosen_beforehand(
    page: MergeExportPage, experiment: Experiment, run: RunFolder, qtbot: QtBot
) -> None:
    opened(page, experiment, qtbot)
    qtbot.waitUntil(lambda: len(listed(page)) == 3, timeout=SOON)
    assert listed(page) == [("30", False), ("20", True), ("10", False)]
    assert button(page, "Merge Model").isEnabled()
    spoken = (
        page.merging.checkpoints.table.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    )
    assert spoken == "Checkpoint of step 20, eval loss 1.100. Best"


def test_a_merge_from_the_button_to_the_model(
    page: MergeExportPage, experiment: Experiment, run: RunFolder, qtbot: QtBot
) -> None:
    opened(page, experiment, qtbot)
    qtbot.waitUntil(lambda: len(listed(page)) == 3, timeout=SOON)
    press(page, "Merge Model", qtbot)
    assert button(page, "Cancel").isEnabled()
    shows(page, "Merge completed successfully!", qtbot, MERGED)
    merged = experiment.folder / "merge" / run.name
    assert (merged / "model.safetensors").is_file()
    assert str(merged) in words(page)
    shows(page, "sample sentences", qtbot)
    press(page, "Use the model", qtbot)
    (uses,) = page.window().findChildren(Popover)
    assert f"vllm serve {merged}" in words(uses)
    uses.dismiss()
    assert button(page, "Open Folder").isEnabled()
    _not_replaced_without_asking(page, merged, qtbot)


def _not_replaced_without_asking(page: MergeExportPage, merged: Path, qtbot: QtBot) -> None:
    before = (merged / "model.safetensors").stat().st_mtime_ns
    press(page, "Merge Model", qtbot)
    (dialog,) = page.window().findChildren(Dialog)
    assert "exists" in words(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: button(page, "Merge Model").isVisible(), timeout=SOON)
    assert not [one for one in page.shell.commands.running if one.words[0] == "merge"]
    assert (merged / "model.safetensors").stat().st_mtime_ns == before


def test_another_checkpoint_is_merged_when_it_is_chosen(
    page: MergeExportPage, experiment: Experiment, run: RunFolder, qtbot: QtBot
) -> None:
    opened(page, experiment, qtbot)
    qtbot.waitUntil(lambda: len(listed(page)) == 3, timeout=SOON)
    page.merging.checkpoints.table.select_row(2)
    press(page, "Merge Model", qtbot)
    (command,) = page.shell.commands.running
    assert command.words[:4] == ["merge", str(run.path), "--checkpoint", "10"]
    press(page, "Cancel", qtbot)
    shows(page, "The merge was cancelled.", qtbot, MERGED)
    assert not (experiment.folder / "merge" / run.name).exists()
    assert button(page, "Merge Model").isEnabled()


@pytest.mark.parametrize(
    ("status", "kind", "losses", "why"),
    [
        ("finished", "full", {5: 1.0}, "there is nothing to merge"),
        ("failed", "lora", {}, "ended before it saved a checkpoint"),
    ],
)
def test_a_run_without_anything_to_merge_says_so(
    page: MergeExportPage,
    experiment: Experiment,
    qtbot: QtBot,
    status: str,
    kind: str,
    losses: dict[int, float],
    why: str,
) -> None:
    finished_run(experiment, losses, status, kind)  # type: ignore[arg-type]
    opened(page, experiment, qtbot)
    shows(page, why, qtbot)
    assert not button(page, "Merge Model").isEnabled()


def test_without_runs_the_way_on_is_shown(
    page: MergeExportPage, experiment: Experiment, qtbot: QtBot
) -> None:
    opened(page, experiment, qtbot)
    shows(page, "No run to merge yet.", qtbot)
    with qtbot.waitSignal(page.shell.navigator.asked) as asked:
        press(page, "Go to Fine-Tuning", qtbot)
    assert asked.args == ["fine-tuning", None]


def test_without_a_folder_the_way_on_is_to_open_one(page: MergeExportPage, qtbot: QtBot) -> None:
    shows(page, "Open an experiment folder first.", qtbot)
    with qtbot.waitSignal(page.shell.navigator.asked) as asked:
        press(page, "Go to Experiment", qtbot)
    assert asked.args == ["experiment", None]


def test_the_run_that_was_asked_for_is_shown(
    page: MergeExportPage, experiment: Experiment, run: RunFolder, qtbot: QtBot
) -> None:
    other = finished_run(experiment, {7: 2.0})
    opened(page, experiment, qtbot)
    page.go_to(run.name)
    qtbot.waitUntil(lambda: len(listed(page)) == 3, timeout=SOON)
    page.go_to(other.name)
    qtbot.waitUntil(lambda: listed(page) == [("7", True)], timeout=SOON)


def test_a_run_that_cannot_be_read_is_not_offered(
    page: MergeExportPage, experiment: Experiment, run: RunFolder, qtbot: QtBot
) -> None:
    torn = finished_run(experiment, {7: 2.0})
    torn.state_file.write_bytes(b"{")
    opened(page, experiment, qtbot)
    qtbot.waitUntil(lambda: len(listed(page)) == 3, timeout=SOON)
    names = [page._run_box.itemText(row) for row in range(page._run_box.count())]
    assert names == [run.name]


def test_a_report_is_made_from_the_page_and_then_shown_on_it(
    page: MergeExportPage, experiment: Experiment, run: RunFolder, qtbot: QtBot
) -> None:
    write_telemetry(run, gpus=1, seconds=20)
    opened(page, experiment, qtbot)
    qtbot.waitUntil(lambda: len(listed(page)) == 3, timeout=SOON)
    press(page, "Generate Temperature Plot", qtbot)
    (dialog,) = page.window().findChildren(ReportDialog)
    qtbot.waitUntil(dialog.show_file.isEnabled, timeout=MERGED)
    dialog.leave.click()
    qtbot.waitUntil(lambda: not page.merging.report._picture.isHidden(), timeout=SOON)
    assert (run.path / "GPU Report.png").is_file()
