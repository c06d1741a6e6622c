"""What is done in the chat before its picture is taken.

Knows the chat's parts; the full and the blind one are real answers of the sample's model. Where a
picture needs a moment that passes, a worker that never answers stands in.
"""

from __future__ import annotations

import shutil
import sys
import time
from typing import Any

from PySide6.QtWidgets import QApplication

from deeptuner.ui.pages.merge_export.chat.view import ChatView
from deeptuner.ui.pages.merge_export.chat.votes import FOLDER
from deeptuner.ui.services.worker import Worker
from deeptuner.ui.translation import Told
from scripts.make_screens.acts import _wait

SILENT = [sys.executable, "-c", "import sys; sys.stdin.read()"]
PATIENCE = 120.0  # seconds for two answers
QUESTIONS = (
    "I would like to have four yellow nails before Monday. Send it to Elta Holsen in Littlehaven.",
    "Hi there,\nWe need three brown towels for Thursday.\nSend it to Vinan Borley in Ironmouth.",
    "Two green lamps, please, by Friday. To Anna Karling, Oakstead. And is the delivery free?",
)
PIECES = {
    "base": "Thank you for your order! We are happy to send the towels, and there are some things "
    "that we would like to know first. ",
    "tuned": "name: Vinan Borley; town: Ironmouth; item: brown towels; count: 3; ",
}


def open_chat(window: Any) -> ChatView:
    """The page's second view, with what is known of the models."""
    shutil.rmtree(window.shell.workspace.folder / FOLDER, ignore_errors=True)
    page = window.page("merge-export")
    page._views.button("chat").click()
    view: ChatView = window.findChildren(ChatView)[-1]
    _wait(window)
    return view


def show(window: Any) -> None:
    open_chat(window)


def full(window: Any) -> None:
    view = open_chat(window)
    view.settings.longest.setValue(60)
    view.settings.seed.setValue(7)
    for question, vote in zip(QUESTIONS, ("right", "right", "same"), strict=True):
        _ask(window, view, question)
        view.voting.card.choices.button(vote).click()
        _wait(window)


def blind(window: Any) -> None:
    view = open_chat(window)
    view.settings.longest.setValue(60)
    view.settings.blind.click()
    _ask(window, view, QUESTIONS[0])
    view.session.talk.turns[-1].swapped = True
    view.board.follow()


def loading(window: Any) -> None:
    view = _silenced(window)
    view._send(QUESTIONS[0])
    view.session._hear({"loading": {"done": 61, "total": 146}})


def streaming(window: Any) -> None:
    view = _silenced(window)
    view._send(QUESTIONS[1])
    for side, text in PIECES.items():
        told = {"side": side, "text": text * 3, "tokens": 64, "tokens_per_second": 38.0}
        view.session._hear(told)


def failed(window: Any) -> None:
    view = _silenced(window)
    view._send(QUESTIONS[1])
    view.session._asked.cancel()  # type: ignore[union-attr]
    view.session._failed(_no_room())


def refused(window: Any) -> None:
    view = open_chat(window)
    view.session._no_info(_no_room())


def prompt(window: Any) -> None:
    full(window)
    window.findChildren(ChatView)[-1].settings.show_template.click()


def _silenced(window: Any) -> ChatView:
    """The chat over a worker that never answers."""
    view = open_chat(window)
    view.session.clear()
    view.session._worker = Worker(SILENT, view.session)
    view.destroyed.connect(view.session._worker.stop)
    return view


def _ask(window: Any, view: ChatView, question: str) -> None:
    view._send(question)
    end = time.monotonic() + PATIENCE
    while view.session.busy and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)
    _wait(window)


def _no_room() -> Told:
    from deeptuner.ui.translation import say
    from deeptuner.words import message

    gaps = {"place": "GPU0", "need": "17.4", "free": "3.1"}
    told = say(message("engine.chat.too-large", **gaps))
    return Told(told, "", say(message("engine.chat.fix-too-large")))
