"""Talking to both models, over a stand-in for the worker."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from deeptuner.ui.pages.merge_export.chat.message import MessageView
from deeptuner.ui.pages.merge_export.chat.view import ChatView
from deeptuner.ui.services.run_list import RunEntry
from deeptuner.ui.shell import Shell
from deeptuner.ui.widgets import Button
from deeptuner.ui.widgets.dialog import Dialog
from tests.ui.pages.merge_export.chat.conftest import SOON, Chat, entry, saved
from tests.ui.pages.merge_export.chat.standin_worker import ERROR

BASE, TUNED = "I cannot say. ", "Yes, until five. "


def test_both_models_are_asked_and_their_answers_stand_side_by_side(chat: Chat) -> None:
    chat.ask("Are you open?")
    chat.answered()
    assert chat.texts(0) == ["Are you open?", BASE]
    assert chat.texts(1) == ["Are you open?", TUNED]
    assert chat.feet(0) == ["4 tokens, 0.50 s · 8.0 tokens/s"]
    (asked,) = chat.asked()
    assert asked["checkpoint"] == 400
    assert asked["messages"]["tuned"] == [{"role": "user", "content": "Are you open?"}]
    chat.shows("6.0 GB of 24.0 GB")


def test_each_model_is_told_its_own_answers_when_it_is_asked_again(chat: Chat) -> None:
    chat.ask("Are you open?")
    chat.answered()
    chat.ask("Until when?")
    chat.answered()
    told = chat.asked()[1]["messages"]
    assert [turn["content"] for turn in told["base"]] == ["Are you open?", BASE, "Until when?"]
    assert [turn["content"] for turn in told["tuned"]] == ["Are you open?", TUNED, "Until when?"]


def test_enter_sends_and_shift_enter_begins_a_line(chat: Chat) -> None:
    field = chat.view.composer.question
    chat.qtbot.keyClicks(field, "one")
    chat.qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    chat.qtbot.keyClicks(field, "two")
    chat.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.toPlainText() == ""
    chat.answered()
    assert chat.texts(0)[0] == "one\ntwo"


def test_what_was_written_stays_when_it_is_stopped(chat: Chat) -> None:
    chat.ask("wait for it")
    chat.qtbot.waitUntil(lambda: chat.texts(0) == ["wait for it", BASE], timeout=SOON)
    assert chat.view.composer.stop_button.isVisible()
    chat.qtbot.keyClick(chat.view.composer.question, Qt.Key.Key_Escape)
    assert not chat.view.session.busy
    assert chat.feet(0) == ["4 tokens, 0.50 s · 8.0 tokens/s · stopped"]
    assert chat.feet(1) == ["stopped"]
    chat.ask("Go on")
    chat.answered()
    told = chat.asked()[-1]["messages"]
    assert [turn["content"] for turn in told["base"]] == ["wait for it", BASE, "Go on"]
    assert [turn["content"] for turn in told["tuned"]] == ["Go on"]  # it had said nothing


def test_loading_is_shown_with_what_it_costs(chat: Chat) -> None:
    chat.ask("load")
    chat.shows("Loading the models … 100 %")
    assert "stay in memory" in chat.words()
    assert "first question" not in chat.words()  # a later one waits too, once they were let go
    chat.view.composer.stop_button.click()
    assert "Loading the models" not in chat.words()


def test_settings_go_with_the_question(chat: Chat) -> None:
    settings = chat.view.settings
    assert settings.temperature.value() == 0.6  # as the model's makers have it
    settings.temperature.setValue(0.3)
    settings.longest.setValue(64)
    settings.seed.setValue(7)
    settings.system.setPlainText("Be short.")
    chat.ask("Hello")
    chat.answered()
    (asked,) = chat.asked()
    assert asked["sampling"] == {
        "temperature": 0.3,
        "top_p": 0.95,
        "top_k": 20,
        "repetition_penalty": 1.1,
        "max_new_tokens": 64,
        "seed": 7,
    }
    assert asked["system"] == "Be short."
    settings.same_seed.click()
    assert not settings.seed.isEnabled()
    chat.ask("Again")
    chat.answered()
    assert chat.asked()[1]["sampling"]["seed"] is None


def test_a_template_without_a_place_for_system_texts_says_so(chat: Chat, run: RunEntry) -> None:
    (chat.home / "info.json").write_text(json.dumps({"has_system": False, "template": None}))
    chat.view.settings.system.setPlainText("Be short.")
    chat.view.show_run(run, saved(200))
    chat.shows("takes no system text")
    assert not chat.view.settings.system.isEnabled()
    assert "None: asked as plain text" in chat.words()
    chat.ask("Hello")
    chat.answered()
    assert chat.asked()[0]["system"] == ""


def test_the_rendered_prompt_can_be_read(chat: Chat) -> None:
    assert not chat.view.settings.show_template.isEnabled()
    chat.ask("Hello")
    chat.answered()
    chat.view.settings.show_template.click()
    (dialog,) = chat.view.window().findChildren(Dialog)
    copy = next(one for one in dialog.findChildren(Button) if one.text() == "Copy")
    copy.click()
    assert QGuiApplication.clipboard().text() == "<|user|>Hello"
    dialog.dismiss()


def test_nothing_in_an_answer_is_taken_for_markup(chat: Chat) -> None:
    evil = "<b>bold</b> <img src='file:///etc/passwd'> &lt;"
    chat.ask(evil)
    chat.answered()
    (view, *_) = chat.view.board.columns[0].history.views()
    assert view.words.toPlainText() == evil
    assert "&lt;b&gt;" in view.words.toHtml()


def test_an_answer_is_copied(chat: Chat) -> None:
    chat.ask("Are you open?")
    chat.answered()
    view = chat.view.board.columns[1].history.views()[1]
    view.last_stop.click()  # type: ignore[attr-defined]
    assert QGuiApplication.clipboard().text() == TUNED


def test_a_question_that_failed_can_be_asked_again(chat: Chat) -> None:
    chat.ask("fail please")
    chat.shows("no room")
    assert chat.texts(0) == []
    assert chat.view.composer.question.toPlainText() == "fail please"
    chat.view.composer.put("Hello")
    chat.press("Try again")
    chat.answered()
    assert chat.texts(0) == ["Hello", BASE]
    assert "no room" not in chat.words()


@pytest.mark.parametrize("word", ["break", "die"])
def test_what_was_written_before_it_failed_is_kept(chat: Chat, word: str) -> None:
    chat.ask(word)
    chat.qtbot.waitUntil(lambda: chat.feet(1) == ["broken off"], timeout=SOON)
    assert chat.texts(0) == [word, BASE]
    chat.ask("Hello")
    chat.qtbot.waitUntil(lambda: chat.texts(1)[-1] == TUNED, timeout=SOON)


def test_a_run_that_cannot_be_asked_says_why(chat: Chat, run: RunEntry) -> None:
    (chat.home / "info.json").write_text(json.dumps({"error": ERROR}))
    chat.view.show_run(run, saved(200))
    chat.shows("no room")
    (chat.home / "info.json").unlink()
    chat.press("Try again")
    chat.qtbot.waitUntil(chat.view.composer.isVisible, timeout=SOON)


def test_without_a_run_nothing_can_be_asked(chat_shell: Shell, qtbot: QtBot) -> None:
    view = ChatView(chat_shell)
    qtbot.addWidget(view)
    view.show()
    assert not view.composer.isVisible()


def test_another_checkpoint_has_its_own_conversation(chat: Chat, run: RunEntry) -> None:
    chat.ask("Hello")
    chat.answered()
    chat.view.show_run(run, saved(200))
    assert chat.texts(0) == []
    chat.view.show_run(run, saved(400))
    assert chat.texts(0) == ["Hello", BASE]
    chat.view.composer.clear_button.click()
    assert chat.texts(0) == []


def test_a_window_built_anew_shows_the_same_conversation(
    chat: Chat, chat_shell: Shell, run: RunEntry
) -> None:
    chat.ask("wait for it")
    chat.qtbot.waitUntil(lambda: chat.texts(0) == ["wait for it", BASE], timeout=SOON)
    other = ChatView(chat_shell)
    chat.qtbot.addWidget(other)
    other.show_run(run, saved(400))
    made = Chat(other, chat.home, chat.qtbot)
    assert made.texts(0) == ["wait for it", BASE]
    assert other.session.busy
    other.session.stop()


def test_prompts_are_offered(chat: Chat) -> None:
    chat.ask("Are you open?")
    chat.answered()
    menu = chat.view.composer.open_menu()
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == [
        "Sample prompts of the run",
        "What is open today?",
        "How do I return a mug?",
        "Asked before",
        "Are you open?",
        "Ask all prompts of a file …",
    ]
    menu.actions()[1].trigger()
    menu.close()
    assert chat.view.composer.question.toPlainText() == "What is open today?"


def test_the_model_is_let_go_of_when_nobody_needs_it(chat: Chat, run: RunEntry) -> None:
    chat.ask("Hello")
    chat.answered()
    chat.view.leave()
    assert chat.view.session._patience.isActive()
    assert chat.asked("chat-close") == []
    chat.view.session._patience.timeout.emit()
    chat.qtbot.waitUntil(lambda: len(chat.asked("chat-close")) == 1, timeout=SOON)
    chat.shows("Nothing is loaded.")
    assert not chat.view.session._patience.isActive()


def test_the_memory_is_freed_by_hand_and_with_the_folder(chat: Chat) -> None:
    chat.ask("Hello")
    chat.answered()
    chat.view.memory.free.click()
    chat.qtbot.waitUntil(lambda: len(chat.asked("chat-close")) == 1, timeout=SOON)
    chat.ask("And again")
    chat.answered()
    chat.view._shell.workspace.close_folder()
    chat.qtbot.waitUntil(lambda: len(chat.asked("chat-close")) == 2, timeout=SOON)
    assert chat.texts(0) == []
    assert not chat.view.composer.isVisible()


def test_a_run_that_begins_gets_the_memory(
    chat: Chat, chat_shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat.ask("Hello")
    chat.answered()
    running = entry(Path("/nowhere/20260102-120000-new"))
    monkeypatch.setattr(chat_shell.runs, "active", lambda: running)
    chat_shell.runs.changed.emit()
    chat.qtbot.waitUntil(lambda: len(chat.asked("chat-close")) == 1, timeout=SOON)
    chat.shows("since a run began")


def test_messages_can_be_reached_and_read_without_a_mouse(chat: Chat) -> None:
    chat.ask("Hello")
    chat.answered()
    asked, answer = chat.view.board.columns[1].history.views()
    assert isinstance(answer, MessageView)
    assert answer.words.accessibleName() == "Answer: Fine-tuned"
    assert answer.words.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert asked.words.accessibleName() == "You"
    answer.words.setFocus()
    answer.words.selectAll()
    assert answer.words.textCursor().selectedText() == TUNED
