"""The chat over the real worker and a run that was really trained."""

from __future__ import annotations

from pathlib import Path

import psutil
from pytestqt.qtbot import QtBot

from deeptuner.ui.pages.merge_export.chat.view import ChatView
from deeptuner.ui.shell import Shell
from tests.support.chats import trained_run
from tests.support.processes import children
from tests.ui.pages.merge_export.chat.conftest import Chat, entry

LONG = 180_000  # ms: torch is imported for it


def test_a_question_is_answered_and_no_process_is_left(
    shell: Shell, tiny_model: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    others = children()
    folder = shell.workspace.folder
    assert folder is not None
    run = trained_run(folder, tiny_model)
    view = ChatView(shell)
    qtbot.addWidget(view)
    view.resize(1280, 640)
    view.show()
    view.show_run(entry(run.path), None)
    chat = Chat(view, tmp_path, qtbot)
    qtbot.waitUntil(lambda: view.session.info is not None, timeout=LONG)
    view.settings.temperature.setValue(0)
    view.settings.longest.setValue(12)
    chat.ask("What is open?")
    qtbot.waitUntil(lambda: not view.session.busy, timeout=LONG)
    assert chat.words().count("CPU") == 1
    left, right = chat.texts(0), chat.texts(1)
    assert left[1] and right[1] and left[1] != right[1]
    assert view.session.rendered
    (worker,) = children() - others
    family = [worker, *worker.children(recursive=True)]
    assert any("deeptuner.engine.chat" in one.cmdline() for one in family)
    shell.close()
    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []
