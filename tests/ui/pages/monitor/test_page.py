"""The tab is there at once; what was asked of it meanwhile is done when its view is built."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from deeptuner.ui.pages.monitor.page import MonitorPage
from deeptuner.ui.pages.monitor.view import MonitorView
from deeptuner.ui.shell import Shell
from tests.monitor.runs import step
from tests.ui.pages.monitor.conftest import PATIENCE, Make


def test_what_was_asked_while_loading_is_done(qtbot: QtBot, shell: Shell, make: Make) -> None:
    make("20260101-120000-older", "finished", events=[step(1)])
    make("20260102-120000-newer", "finished", events=[step(1)])
    page = MonitorPage(shell)
    qtbot.addWidget(page)
    page.show()
    page.enter()
    page.go_to("20260101-120000-older")
    qtbot.waitUntil(lambda: page.view is not None, timeout=PATIENCE)
    view = page.view
    assert isinstance(view, MonitorView)
    qtbot.waitUntil(lambda: view.follower.now is not None, timeout=PATIENCE)
    assert view.follower.run is not None
    assert view.follower.run.name == "20260101-120000-older"
    assert view.size() == page.size(), "nothing else takes room"
    page.leave()
    view.follower.follow(None)
    view.log.show_run(None)
