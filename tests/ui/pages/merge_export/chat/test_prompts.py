"""A set of prompts asked of both models: the dialog, over a stand-in for the command."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices

from deeptuner.ui.pages.merge_export.chat.prompt_set import PromptSet
from deeptuner.ui.widgets.dialog import Dialog
from tests.ui.pages.merge_export.chat.conftest import SOON, Chat
from tests.ui.pages.merge_export.conftest import Commands
from tests.ui.pages.merge_export.seeing import button, press, shows, words

TABLE = f"prompt,base,tuned\nHello?,{'Who is it? ' * 40},Good morning!\nAnd now?,Then.,Now.\n"


def ask_all(chat: Chat, file: Path) -> tuple[Dialog, PromptSet]:
    file.write_text("Hello?\nAnd now?\n")
    chat.view.ask_all_of(file)
    (dialog,) = chat.view.window().findChildren(Dialog)
    (prompts,) = dialog.findChildren(PromptSet)
    return dialog, prompts


def test_the_table_is_seen_whole_and_opened(
    chat: Chat, commands: Commands, opened_files: list[str], tmp_path: Path
) -> None:
    exact = {"of": 2, "base": 0, "tuned": 1}
    result = {"kind": "result", "rows": 2, "exact": exact}
    commands.answer("chat", lines=[result], writes={"--output": TABLE})
    dialog, prompts = ask_all(chat, tmp_path / "questions.txt")
    shows(dialog, "2 prompts were asked.", chat.qtbot)
    shows(dialog, "Exactly as expected, of 2: base model 0, fine-tuned 1.", chat.qtbot)
    table = prompts.table
    seen = chat.qtbot.waitUntil
    seen(lambda: table.visibleRegion().boundingRect() == table.rect(), timeout=SOON)
    header, model = table.horizontalHeader(), table.model()
    assert header.length() == table.viewport().width()  # all columns, whatever is in them
    assert [model.index(1, column).data() for column in range(3)] == ["And now?", "Then.", "Now."]
    press(dialog, "Open the table", chat.qtbot)
    assert opened_files == [str(prompts.output)]
    dialog.dismiss()


def test_a_table_that_nothing_opens_is_told_with_its_place(
    chat: Chat, commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    commands.answer("chat", lines=[{"kind": "result", "rows": 2}], writes={"--output": TABLE})
    dialog, prompts = ask_all(chat, tmp_path / "questions.txt")
    chat.qtbot.waitUntil(prompts.open_file.isVisible, timeout=SOON)
    press(dialog, "Open the table", chat.qtbot)
    shows(dialog, "The file could not be opened.", chat.qtbot)
    assert str(prompts.output) in words(dialog)
    dialog.dismiss()


def test_it_is_asked_as_the_chat_is_set(chat: Chat, commands: Commands, tmp_path: Path) -> None:
    commands.answer("chat", lines=[{"kind": "result", "rows": 2}], writes={"--output": TABLE})
    chat.view.settings.temperature.setValue(0.3)
    chat.view.settings.longest.setValue(40)
    chat.view.settings.system.setPlainText("Be short.")
    dialog, prompts = ask_all(chat, tmp_path / "questions.txt")
    chat.qtbot.waitUntil(prompts.table.isVisible, timeout=SOON)
    (given,) = commands.given()
    said = dict(zip(given[2::2], given[3::2], strict=False))
    assert said["--prompts"] == str(tmp_path / "questions.txt")
    assert (said["--temperature"], said["--max-new-tokens"]) == ("0.3", "40")
    assert (said["--checkpoint"], said["--system"]) == ("400", "Be short.")
    dialog.dismiss()


def test_a_file_with_a_long_name_has_a_table(
    chat: Chat, commands: Commands, tmp_path: Path
) -> None:
    commands.answer("chat", lines=[{"kind": "result", "rows": 2}], writes={"--output": TABLE})
    dialog, prompts = ask_all(chat, tmp_path / f"{'問' * 83}.txt")  # 253 bytes; 255 go
    chat.qtbot.waitUntil(prompts.table.isVisible, timeout=SOON)
    dialog.dismiss()


def test_closing_it_cancels(chat: Chat, commands: Commands, tmp_path: Path) -> None:
    asked = {"kind": "progress", "phase": "", "unit": "prompts", "done": 1, "total": 2}
    commands.answer("chat", lines=[asked], waits=True)
    dialog, prompts = ask_all(chat, tmp_path / "questions.txt")
    shows(dialog, "1 of 2 prompts asked", chat.qtbot)
    press(dialog, "Cancel", chat.qtbot)
    shows(dialog, "No table was written.", chat.qtbot)
    assert prompts.output is not None and not prompts.output.exists()
    assert button(dialog, "Close").isEnabled()
    dialog.dismiss()


def test_what_was_answered_before_it_was_cancelled_is_shown(
    chat: Chat, commands: Commands, tmp_path: Path
) -> None:
    asked = {"kind": "progress", "phase": "", "unit": "prompts", "done": 1, "total": 2}
    commands.answer("chat", lines=[asked], waits=True, writes={"--output": TABLE})
    dialog, prompts = ask_all(chat, tmp_path / "questions.txt")
    shows(dialog, "1 of 2 prompts asked", chat.qtbot)
    press(dialog, "Cancel", chat.qtbot)
    shows(dialog, "The answers so far are in the table.", chat.qtbot)
    chat.qtbot.waitUntil(prompts.open_file.isVisible, timeout=SOON)
    assert prompts.table.model().rowCount() == 2
    dialog.dismiss()


def test_one_prompt_is_told_as_one(chat: Chat, commands: Commands, tmp_path: Path) -> None:
    commands.answer("chat", lines=[{"kind": "result", "rows": 1}], writes={"--output": TABLE})
    dialog, prompts = ask_all(chat, tmp_path / "questions.txt")
    shows(dialog, "1 prompt was asked.", chat.qtbot)
    chat.qtbot.waitUntil(prompts.open_file.isVisible, timeout=SOON)
    dialog.dismiss()
