"""Presets and settings files: put over the form, uploaded, saved; nothing on a mistake."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from deeptuner.settings.load import load_config
from deeptuner.settings.presets import own_preset_names, preset_values
from deeptuner.ui.languages import speak
from deeptuner.ui.pages.fine_tuning.page import FineTuningPage
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Dialog, Toast
from tests.ui.pages.fine_tuning.test_form import words

TEN_MISTAKES = """\
lora:
  rnak: 8
  alpha: much
  dropout: 3
training:
  batch_size: 0
  epochs: -1
  learning_rate: fast
  seed: 1.5
data:
  format: odd
  eval_split: -2
  nonsense: 1
"""


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    """What is said from now on is in Chinese."""
    speak("zh_TW")
    yield
    speak("en")


def dialog(page: FineTuningPage) -> Dialog:
    (found,) = [one for one in page.window().findChildren(Dialog) if one.isVisible()]
    return found


def press(home: QWidget, text: str) -> None:
    (button,) = [b for b in home.findChildren(QPushButton) if b.text() == text]
    button.click()


def test_a_config_with_ten_mistakes_lists_them_all_and_changes_nothing(
    page: FineTuningPage, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(TEN_MISTAKES, encoding="utf-8")
    before = page.shell.workspace.config
    page.files.upload(file)
    qtbot.waitUntil(lambda: bool(page.window().findChildren(Dialog)))
    said = words(dialog(page))
    for line in (2, 3, 4, 6, 7, 8, 9, 11, 12, 13):
        assert any(f"{file}:{line} " in text for text in said), line
    assert any("Nothing was changed." in text for text in said)
    assert page.shell.workspace.config == before
    press(dialog(page), "Close")


def test_a_dropped_config_is_taken_whole(
    page: FineTuningPage, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "good.yaml"
    file.write_text("lora: {rank: 64}\ntraining: {learning_rate: 3e-5}\n", encoding="utf-8")
    page.model.offer("training.seed", 7)
    page.model.offer("training.batch_size", "x")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    keys, button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    drop = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, button, keys)
    page.dropEvent(drop)
    qtbot.waitUntil(lambda: page.shell.workspace.config.lora.rank == 64)
    assert page.shell.workspace.config == load_config(file)
    assert page.model.changed_paths() == ["training.learning_rate", "lora.rank"]


NOTHING_SET = [
    "",
    "  \n\n",
    "# only a comment\n",
    "---\n",
    "{}",
    "version: 1\n",
    "lora:\n",
    "lora: {}\n",
]
NOTHING_SET += ["record: {preset: mine}\n"]


@pytest.mark.parametrize("text", NOTHING_SET)
def test_a_file_without_any_setting_is_refused_and_changes_nothing(
    chosen: FineTuningPage, qtbot: QtBot, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "empty.yaml"
    file.write_text(text, encoding="utf-8")
    chosen.model.offer("lora.rank", 64)
    before = chosen.shell.workspace.config
    chosen.files.upload(file)
    qtbot.waitUntil(lambda: bool(chosen.window().findChildren(Dialog)))
    said = " ".join(words(dialog(chosen)))
    assert f"{file} holds no setting." in said
    assert "Nothing was changed." in said
    assert chosen.shell.workspace.config == before
    press(dialog(chosen), "Close")


def test_an_upload_says_what_it_changed_and_can_be_undone(
    chosen: FineTuningPage, qtbot: QtBot, tmp_path: Path
) -> None:
    chosen.toolbar.presets.button("speed-up").click()
    chosen.model.offer("lora.rank", 4)
    before = chosen.shell.workspace.config
    file = tmp_path / "good.yaml"
    file.write_text("lora: {rank: 64}\n", encoding="utf-8")
    chosen.files.upload(file)
    qtbot.waitUntil(lambda: chosen.shell.workspace.config.lora.rank == 64)
    assert chosen.shell.workspace.preset == ""
    said = " ".join(words(chosen.panel))
    assert "good.yaml changed settings:" in said
    assert "LoRA rank: 4 → 64" in said
    press(chosen.panel, "Undo")
    assert chosen.shell.workspace.config == before
    assert chosen.shell.workspace.preset == "speed-up"
    assert chosen.toolbar.presets.key() == "speed-up"
    assert chosen.toolbar.changes.text() == "Changes: 1"


def test_what_an_upload_does_not_name_stays_chosen(
    chosen: FineTuningPage, qtbot: QtBot, tmp_path: Path
) -> None:
    """All settings are the file's or their defaults, but model and dataset: those are a choice."""
    workspace = chosen.shell.workspace
    workspace.change({"data.columns": {"prompt": "question"}, "lora.rank": 4})
    file = tmp_path / "some.json.yaml"
    file.write_text('{"training": {"epochs": 5}}', encoding="utf-8")
    chosen.files.upload(file)
    qtbot.waitUntil(lambda: workspace.config.training.epochs == 5)
    assert workspace.config.model.path == "tiny"
    assert workspace.config.data.dataset == "rows.jsonl"
    assert workspace.config.data.columns == {"prompt": "question"}
    assert workspace.config.lora.rank == 8
    file.write_text("data: {dataset: other.jsonl}\n", encoding="utf-8")
    chosen.files.upload(file)
    qtbot.waitUntil(lambda: workspace.config.data.dataset == "other.jsonl")
    assert workspace.config.model.path == "tiny"
    assert workspace.config.data.columns == {}


def test_save_config_writes_what_the_form_holds(page: FineTuningPage, tmp_path: Path) -> None:
    page.model.offer("lora.rank", 12)
    page.files.save(tmp_path / "mine.yaml")
    assert load_config(tmp_path / "mine.yaml") == page.shell.workspace.config
    page.files.save(tmp_path / "no folder" / "mine.yaml")
    assert f"{tmp_path / 'no folder'} does not exist." in " ".join([*words(dialog(page))])
    press(dialog(page), "Close")


def test_nothing_is_saved_without_what_is_not_legal(page: FineTuningPage) -> None:
    from PySide6.QtWidgets import QFileDialog

    page.model.offer("lora.rank", "many")
    for ask in (page.toolbar.save, page.toolbar.save_preset):
        ask.emit()
        assert not page.findChildren(QFileDialog)
        assert not page.window().findChildren(Dialog)
        (toast,) = [one for one in page.window().findChildren(Toast) if one.isVisible()]
        assert "Nothing is saved yet. Not legal as it is: LoRA rank." in words(toast)
    assert page.model.changed_paths() == ["lora.rank"]
    page.toolbar.reset.click()
    assert page.model.ready() is False  # no model is chosen
    assert not page.model.mistakes
    page.toolbar.save.emit()
    (dialog,) = page.findChildren(QFileDialog)
    dialog.close()


def test_a_preset_says_what_it_changed_and_can_be_undone(page: FineTuningPage) -> None:
    page.model.offer("lora.rank", 4)
    before = page.shell.workspace.config
    page.toolbar.presets.button("higher-precision").click()
    assert page.shell.workspace.preset == "higher-precision"
    assert page.model.changed_paths() == []
    said = " ".join(words(page.panel))
    assert "LoRA rank: 4 → 32" in said
    assert "Learning rate: 1e-4 → 5e-5" in said
    (undo,) = [b for b in page.panel.findChildren(QPushButton) if b.text() == "Undo"]
    undo.click()
    assert page.shell.workspace.config == before
    assert page.shell.workspace.preset == ""
    assert page.toolbar.presets.key() == ""
    assert page.toolbar.changes.text() == "Changes: 1"


def test_an_own_preset_is_saved_chosen_and_deleted(page: FineTuningPage, tmp_path: Path) -> None:
    folder = page.shell.workspace.folder
    assert folder
    page.model.offer("lora.rank", 24)
    named = page.presets.ask_name()
    field = named.findChild(QLineEdit)
    field.setText("speed-up")
    press(named, "Save preset")
    assert any("comes with DeepTuner" in text for text in words(named))
    field.setText(" ")
    press(named, "Save preset")
    assert "Give the preset a name." in words(named)
    field.setText("speed up")
    press(named, "Save preset")
    assert any("comes with DeepTuner" in text for text in words(named))
    assert own_preset_names(folder) == []
    field.setText("mine")
    press(named, "Save preset")
    assert preset_values("mine", folder)["lora.rank"] == 24
    assert page.toolbar.custom.text() == "mine"
    assert page.model.changed_paths() == []
    page.toolbar.presets.button("speed-up").click()
    assert page.shell.workspace.config.lora.rank == 8
    menu = page.toolbar.menu()
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == ["mine", "Save as preset…", "Delete a preset"]
    menu.actions()[0].trigger()
    menu.deleteLater()
    assert page.shell.workspace.config.lora.rank == 24
    page.presets.ask_delete("mine")
    press(dialog(page), "Delete preset")
    assert own_preset_names(folder) == []
    assert page.shell.workspace.preset == ""
    assert page.shell.workspace.config.lora.rank == 24


def test_no_own_preset_is_called_as_a_button_reads_in_the_persons_language(
    chinese: None, page: FineTuningPage
) -> None:
    assert page.shell.workspace.folder
    named = page.presets.ask_name()
    field = named.findChild(QLineEdit)
    for label in (tr("Speed Up"), tr("Higher Precision")):
        assert not label.isascii()
        field.setText(f" {label} ")
        named._press_last()
        assert any(label in text for text in words(named)), label
        assert own_preset_names(page.shell.workspace.folder) == []
    named.dismiss()


def test_a_preset_is_replaced_only_after_a_question(page: FineTuningPage) -> None:
    folder = page.shell.workspace.folder
    assert folder
    for rank, answer in ((24, "Save preset"), (32, "Cancel"), (48, "Replace preset")):
        page.model.offer("lora.rank", rank)
        named = page.presets.ask_name()
        named.findChild(QLineEdit).setText("mine")
        press(named, "Save preset")
        if rank > 24:
            assert preset_values("mine", folder)["lora.rank"] == 24
            press(dialog(page), answer)
    assert preset_values("mine", folder)["lora.rank"] == 48


def test_no_file_is_written_of_what_stands_in_no_field(
    page: FineTuningPage, tmp_path: Path
) -> None:
    """Also when a field became illegal only after the name was asked for."""
    folder = page.shell.workspace.folder
    assert folder
    named = page.presets.ask_name()
    named.findChild(QLineEdit).setText("mine")
    page.model.offer("training.learning_rate", "1,5e-4")
    refused = "Nothing is saved yet. Not legal as it is: Learning rate."
    page.files.save(tmp_path / "mine.yaml")
    (toast,) = [one for one in page.window().findChildren(Toast) if one.isVisible()]
    assert refused in words(toast)
    assert not (tmp_path / "mine.yaml").exists()
    press(named, "Save preset")
    assert refused in words(named)
    assert own_preset_names(folder) == []
    page.model.offer("training.learning_rate", 1e-4)
    press(named, "Save preset")
    assert own_preset_names(folder) == ["mine"]
