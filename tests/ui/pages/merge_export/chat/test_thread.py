"""A long conversation: few widgets, the end in view, nothing moves while one reads further up."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deeptuner.ui.pages.merge_export.chat.message import Message
from deeptuner.ui.pages.merge_export.chat.thread import Thread

TURNS = 200
ANSWER = "It depends on the light, the pot and the season. " * 12


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def thread(qtbot: QtBot) -> Thread:
    made = Thread("Base model")
    qtbot.addWidget(made)
    made.resize(460, 480)
    made.show()
    return made


def fill(thread: Thread, owner: QWidget, turns: int = TURNS) -> None:
    for number in range(turns):
        thread.messages.append(Message("asked", "You", f"Question {number}", owner))
        thread.messages.append(Message("answered", "Answer", ANSWER, owner))
    thread.to_end()


def seen(thread: Thread) -> list[str]:
    """The first words of what is in view, from top to bottom."""
    top = thread.verticalScrollBar().value()
    bottom = top + thread.viewport().height()
    views = [one for one in thread.views() if one.y() + one.height() > top and one.y() < bottom]
    return [one.message.text[:14] for one in views if one.message]


def test_a_long_conversation_has_few_widgets_and_shows_its_end(
    thread: Thread, owner: QWidget
) -> None:
    fill(thread, owner)
    assert len(thread.views()) < 20
    assert seen(thread)[-1] == ANSWER[:14]
    bar = thread.verticalScrollBar()
    assert bar.value() == bar.maximum() > 10_000


def test_every_message_comes_into_view_and_fits_its_text(thread: Thread, owner: QWidget) -> None:
    fill(thread, owner, 30)
    bar, met = thread.verticalScrollBar(), set()
    bar.setValue(0)
    while True:
        for view in thread.views():
            met.add(view.message)
            text = view.words
            assert text.document().size().height() <= text.viewport().height() + 1
            assert text.verticalScrollBar().maximum() == 0
        if bar.value() == bar.maximum():
            break
        bar.setValue(bar.value() + 300)
    assert met == set(thread.messages)
    assert len(thread._views) + len(thread._free) < 30


def test_a_question_asked_before_its_column_was_seen_is_seen_whole(
    owner: QWidget, qtbot: QtBot
) -> None:
    """The first one is measured while another part stands in its place, which is wider."""
    thread = Thread("Base model")
    qtbot.addWidget(thread)
    thread.add(Message("asked", "You", "Please send three green lamps to Oakstead. " * 3, owner))
    thread.resize(320, 300)
    thread.show()
    text = thread.views()[0].words
    assert text.document().size().height() <= text.viewport().height() + 1
    assert text.verticalScrollBar().maximum() == 0


def test_messages_do_not_lie_on_each_other(thread: Thread, owner: QWidget) -> None:
    fill(thread, owner, 10)
    for place in (0, 400, 10_000):
        thread.verticalScrollBar().setValue(place)
        views = thread.views()
        for one, other in pairwise(views):
            assert one.geometry().bottom() < other.geometry().top()


def test_it_stays_at_the_end_while_an_answer_grows(thread: Thread, owner: QWidget) -> None:
    fill(thread, owner, 5)
    for _ in range(20):
        thread.messages[-1].show_text(thread.messages[-1].text + "And so on. ")
        thread.follow()
    bar = thread.verticalScrollBar()
    assert bar.value() == bar.maximum()
    last = thread.views()[-1]
    assert last.words.toPlainText() == thread.messages[-1].text
    assert last.words.verticalScrollBar().maximum() == 0


def test_nothing_moves_under_a_person_who_reads_further_up(thread: Thread, owner: QWidget) -> None:
    fill(thread, owner, 20)
    bar = thread.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = seen(thread), thread.views()[0].y() - bar.value()
    thread.messages[-1].show_text(thread.messages[-1].text + "More. " * 200)
    thread.follow()
    assert (seen(thread), thread.views()[0].y() - bar.value()) == before


def test_a_narrower_place_keeps_the_same_message_in_view(thread: Thread, owner: QWidget) -> None:
    fill(thread, owner, 40)
    bar = thread.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    first = seen(thread)[0], thread._held()
    thread.resize(340, 480)
    assert first[1] is not None and thread._held() is not None
    assert thread._held()[0] == first[1][0]  # type: ignore[index]


def test_words_without_a_break_are_broken(thread: Thread, owner: QWidget) -> None:
    thread.add(Message("answered", "Answer", "x" * 3000, owner))
    text = thread.views()[0].words
    assert text.horizontalScrollBar().maximum() == 0
    assert text.document().size().height() <= text.viewport().height() + 1


def test_a_short_question_has_a_short_bubble_at_the_right(thread: Thread, owner: QWidget) -> None:
    thread.add(Message("asked", "You", "Hi", owner))
    (view,) = thread.views()
    bubble = view.message.bubble(view.width())  # type: ignore[union-attr]
    assert bubble.width() < 60
    assert bubble.right() == view.width() - 1
    assert view.words.toPlainText() == "Hi"


def test_pages_are_turned_from_within_a_message(
    thread: Thread, owner: QWidget, qtbot: QtBot
) -> None:
    fill(thread, owner, 10)
    bar = thread.verticalScrollBar()
    before = bar.value()
    thread.views()[-1].words.setFocus()
    qtbot.keyClick(thread.views()[-1].words, Qt.Key.Key_PageUp)
    assert bar.value() < before
    assert thread.views()[-1].has_focus()  # though it is far below by now
