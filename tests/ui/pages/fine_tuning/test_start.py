"""The start of a run: refused with a reason, started, or failed with what would help."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from deeptuner.runs.state import Fix, RunState, write_state
from deeptuner.settings.load import load_config
from deeptuner.ui.pages.fine_tuning.command_dialog import show_command
from deeptuner.ui.pages.fine_tuning.page import FineTuningPage
from deeptuner.ui.pages.fine_tuning.starting import write_config
from deeptuner.ui.services.command import Outcome, shown_command
from deeptuner.ui.shell import Shell
from deeptuner.ui.translation import Told
from deeptuner.ui.widgets import Toast
from deeptuner.words import message
from tests.ui.pages.fine_tuning.standins import QuietCommands
from tests.ui.pages.fine_tuning.test_form import row_of, typed, words


def went(page: FineTuningPage) -> list[object]:
    asked: list[object] = []
    page.shell.navigator.asked.connect(lambda *target: asked.append(target))
    return asked


def test_a_start_is_refused_with_the_reason_until_the_text_is_legal(
    chosen: FineTuningPage, commands: QuietCommands, qtbot: QtBot
) -> None:
    box = chosen.panel.start_box
    assert box.go.isEnabled()
    row = row_of(chosen, "training.batch_size")
    typed(row, "lots")
    assert not box.go.isEnabled()
    assert box.reason() == "Not legal as it is: Batch size."
    assert "Not legal as it is: Batch size." in words(box)
    chosen.focus_search()
    qtbot.keyClick(chosen.toolbar.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert commands.words == []
    qtbot.waitUntil(lambda: row.isAncestorOf(QApplication.focusWidget() or chosen))
    typed(row, "8")
    assert box.go.isEnabled()
    assert "Batch size" not in " ".join(words(box))


def test_ctrl_enter_starts_and_the_monitor_opens(
    chosen: FineTuningPage, commands: QuietCommands, qtbot: QtBot
) -> None:
    asked = went(chosen)
    box = chosen.panel.start_box
    (name,) = box.name.fields()
    name.setFocus()
    qtbot.keyClicks(name, "First try")
    qtbot.keyClick(name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert commands.words == [["train", ".deeptuner/configs/First-try.yaml", "--detach"]]
    folder = chosen.shell.workspace.folder
    assert folder
    written = load_config(folder / ".deeptuner" / "configs" / "First-try.yaml")
    assert written == chosen.shell.workspace.config
    assert not box.go.isEnabled()
    box.try_start()
    assert len(commands.words) == 1
    commands.end_with(Outcome(True, {"run": "20260101-000000-First-try"}))
    assert asked == [("monitor", "20260101-000000-First-try")]
    assert box.go.isEnabled()


def test_settings_of_an_earlier_start_are_kept(chosen: FineTuningPage) -> None:
    workspace = chosen.shell.workspace
    assert workspace.folder
    first = write_config(workspace.config, workspace.folder)
    assert write_config(workspace.config, workspace.folder) == first
    workspace.change({"lora.rank": 4})
    second = write_config(workspace.config, workspace.folder)
    assert (first.name, second.name) == ("rows.yaml", "rows-2.yaml")
    assert load_config(first).lora.rank == 8
    assert load_config(second).lora.rank == 4


def test_why_the_command_refused_is_said_beside_the_start(
    chosen: FineTuningPage, commands: QuietCommands
) -> None:
    asked = went(chosen)
    chosen.panel.start_box.go.click()
    told = Told("There is no model `tiny`.", "models/tiny", "Put it there.")
    commands.end_with(Outcome(False, error=told, exit_code=2))
    said = " ".join(words(chosen.panel))
    for wanted in ("There is no model `tiny`.", "models/tiny", "Put it there."):
        assert wanted in said
    assert asked == []
    assert chosen.panel.start_box.go.isEnabled()
    chosen.panel.start_box.go.click()
    assert "There is no model" not in " ".join(words(chosen.panel))


def test_a_setting_that_is_to_blame_is_shown(
    chosen: FineTuningPage, commands: QuietCommands, qtbot: QtBot
) -> None:
    chosen.panel.start_box.go.click()
    told = Told("The model has no such layer.", "lora.target_modules")
    commands.end_with(Outcome(False, error=told))
    buttons = [b for note in chosen.panel.news() for b in note.findChildren(QPushButton)]
    (show,) = [b for b in buttons if b.text() == "Show Target modules"]
    show.click()
    row = row_of(chosen, "lora.target_modules")
    qtbot.waitUntil(lambda: row.isAncestorOf(QApplication.focusWidget() or chosen))


def test_a_full_disk_is_told(chosen: FineTuningPage, commands: QuietCommands) -> None:
    folder = chosen.shell.workspace.folder
    assert folder
    (folder / ".deeptuner" / "configs").write_text("in the way", encoding="utf-8")
    chosen.panel.start_box.go.click()
    assert commands.words == []
    assert chosen.panel.news()


def test_a_folder_that_is_gone_is_told_and_not_made_anew(
    chosen: FineTuningPage, commands: QuietCommands, tmp_path: Path
) -> None:
    workspace = chosen.shell.workspace
    assert workspace.folder
    workspace.folder.rename(tmp_path / "elsewhere")
    chosen.panel.start_box.go.click()
    assert "The experiment's folder is gone." in " ".join(words(chosen.panel))
    assert commands.words == []
    assert not workspace.folder.exists()
    with pytest.raises(FileNotFoundError):
        write_config(workspace.config, workspace.folder)
    assert not workspace.folder.exists()
    (tmp_path / "elsewhere").rename(workspace.folder)


def test_a_run_that_fails_at_once_says_why_and_offers_what_would_help(
    chosen: FineTuningPage, commands: QuietCommands, qtbot: QtBot
) -> None:
    workspace = chosen.shell.workspace
    assert workspace.experiment
    run = workspace.experiment.create_run(workspace.config)
    chosen.panel.start_box.go.click()
    commands.end_with(Outcome(True, {"run": run.name}))
    changes = {"training.batch_size": 1, "training.gradient_accumulation_steps": 2}
    fix = Fix(changes, message("runs.fix-batch", old=2, new=1, accumulation=2))
    reason = message("runs.fix-lora", new="x")
    write_state(run, RunState("failed", 1, reason=reason, fixes=(fix,)))
    chosen.shell.runs.refresh()
    qtbot.waitUntil(lambda: len(chosen.panel.news()) == 3, timeout=10_000)
    said = " ".join(words(chosen.panel))
    assert f"The run {run.name} failed" in said
    asked = went(chosen)
    buttons = [b for note in chosen.panel.news() for b in note.findChildren(QPushButton)]
    by_text = {button.text(): button for button in buttons}
    by_text["Open in Monitor"].click()
    assert asked == [("monitor", run.name)]
    by_text["Fix"].click()
    assert workspace.config.training.batch_size == 1
    assert workspace.config.training.gradient_accumulation_steps == 2


def test_the_real_command_refuses_a_model_that_is_not_there(
    shell: Shell, qtbot: QtBot, page: FineTuningPage
) -> None:
    page.starter._shell = shell
    shell.workspace.change({"model.path": "nothing", "data.dataset": "rows"})
    page.panel.start_box.go.click()
    qtbot.waitUntil(lambda: bool(page.panel.news()), timeout=60_000)
    assert "nothing" in " ".join(words(page.panel))
    assert shell.workspace.experiment
    assert shell.workspace.experiment.runs() == []


def test_the_command_is_shown_and_works_once_copied(chosen: FineTuningPage) -> None:
    folder = chosen.shell.workspace.folder
    assert folder
    dialog = show_command(chosen, chosen.shell.workspace)
    assert dialog
    file = folder / ".deeptuner" / "configs" / "rows.yaml"
    assert not file.exists()
    (copy,) = [b for b in dialog.findChildren(QPushButton) if b.text() == "Copy command"]
    copy.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    train = ["train", ".deeptuner/configs/rows.yaml", "--detach"]
    assert copied == [f"cd {folder}", shown_command(train)]
    assert shlex.split(copied[1])[-len(train) :] == train
    assert load_config(file) == chosen.shell.workspace.config
    assert isinstance(file, Path)


def test_no_command_is_copied_while_a_field_is_illegal(chosen: FineTuningPage) -> None:
    folder = chosen.shell.workspace.folder
    assert folder
    chosen.model.offer("training.learning_rate", "1,5e-4")
    QGuiApplication.clipboard().setText("before")
    dialog = show_command(chosen, chosen.shell.workspace)
    assert dialog
    (copy,) = [b for b in dialog.findChildren(QPushButton) if b.text() == "Copy command"]
    copy.click()
    assert QGuiApplication.clipboard().text() == "before"
    assert not (folder / ".deeptuner" / "configs").exists()
    (toast,) = [one for one in chosen.window().findChildren(Toast) if one.isVisible()]
    assert chosen.panel.start_box.reason() in words(toast)


def test_the_copied_lines_find_our_program_in_any_terminal(
    chosen: FineTuningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The model is not there, which is what our program says and no shell would."""
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    dialog = show_command(chosen, chosen.shell.workspace)
    assert dialog
    (copy,) = [b for b in dialog.findChildren(QPushButton) if b.text() == "Copy command"]
    copy.click()
    lines = QGuiApplication.clipboard().text()
    done = subprocess.run(["sh", "-c", lines], capture_output=True, text=True)
    assert "not found" not in done.stderr
    assert "what to do" in done.stderr
    assert done.returncode == 2
