"""A whole window over one scene, shown until nothing changes any more.

Knows how the parts of the window are put together for a picture, and when it has settled. Does not
know what is on a page.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QApplication

from deeptuner.ui.languages import speak
from deeptuner.ui.main_window import MainWindow
from deeptuner.ui.services.background import busy, wait_until_read
from deeptuner.ui.services.runs import Runs
from deeptuner.ui.services.worker import Worker
from deeptuner.ui.shell import Shell, make_shell
from scripts.make_screens.grab import settle
from scripts.make_screens.scenes import Scene

SILENT: Final = [sys.executable, "-c", "import sys; sys.stdin.read()"]  # a worker without answers
QUIET: Final = 0.7  # seconds: longer than what waits before it is shown
PATIENCE: Final = 90.0


class Unread(Runs):
    """Runs that are not read yet, however long one waits."""

    def start(self) -> None:
        pass


@contextmanager
def open_window(
    scene: Scene, language: str, preferences: Path, worker: Worker
) -> Iterator[MainWindow]:
    """The scene's window in `language`, built and settled. It is gone afterwards, `worker` stays:
    it needs long to begin."""
    speak(language)
    preferences.unlink(missing_ok=True)
    shell = _shell(scene, preferences, worker)
    shell.preferences.language = language
    shell.preferences.tab = scene.page  # no other page is built
    shell.preferences.once("runs-go-on")
    window = MainWindow(shell)
    if scene.folder is not None:
        shell.workspace.open_folder(scene.folder)
    window.show()
    try:
        _go(window, scene)
        yield window
    finally:
        window.hide()
        replace(shell, worker=Worker() if scene.answers else shell.worker).close()
        window.deleteLater()
        settle()
        wait_until_read()
        settle()


def wait_until_quiet(window: MainWindow, calm: float = QUIET) -> None:
    """Until every answer is there, and for `calm` seconds nothing was asked any more."""
    end = time.monotonic() + PATIENCE
    quiet = time.monotonic()
    while time.monotonic() - quiet < calm:
        QApplication.processEvents()
        time.sleep(0.01)
        now = time.monotonic()
        if _busy(window) and now < end:
            quiet = now
    settle()


def _shell(scene: Scene, preferences: Path, worker: Worker) -> Shell:
    shell = make_shell(preferences)
    if scene.answers:
        return replace(shell, worker=worker)
    return replace(shell, worker=Worker(SILENT), runs=Unread(shell.workspace))


def _go(window: MainWindow, scene: Scene) -> None:
    wait_until_quiet(window)
    if scene.target is not None:
        window.open_page(scene.page, scene.target)
        wait_until_quiet(window)
    if scene.act:
        scene.act(window)
        wait_until_quiet(window)


def _busy(window: MainWindow) -> bool:
    shell: Any = window.shell
    if isinstance(shell.runs, Unread):
        return False
    if shell.commands.running or shell.worker._open or busy():
        return True
    if shell.workspace.folder is not None and not shell.runs.loaded:
        return True
    return _follows(window.page(window.current()))


def _follows(page: Any) -> bool:
    """Whether the Monitor page has not shown all of its run yet."""
    if not hasattr(page, "view"):
        return False
    if page.view is None:
        return True
    run, now = page.view.follower.run, page.view.follower.now
    if run is None:
        return False
    return not now or not (now.problem or (now.whole and _has_telemetry(page.view)))


def _has_telemetry(view: Any) -> bool:
    """Whether the GPUs are shown, and the charts of them if these are wanted."""
    panel, now = view.perspectives.panel, view.telemetry.now
    wanted = panel is not None and view.perspectives.shown == "gpus"
    if not view.curves.turns.idle:
        return False
    return now is not None and not (wanted and not (panel._plot and panel.turns.idle))
