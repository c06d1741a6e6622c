"""Fixtures of the window's tests, and what no test may leave behind.

A Qt warning fails the test that caused it, as Python warnings do. After each test there are no
top-level widgets, running threads or active timers that were not there before.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLocale,
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from tests.ui.shells import empty_shell, experiment, own_folders, shell  # noqa: F401 - fixtures

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Said by the platform, not by our code: a test machine has no portal and no font of that name.
Kind = TypeVar("Kind", bound=QObject)
HARMLESS = ("This plugin does not support", "propagateSizeHints")


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, dressed as the program dresses it."""
    from deeptuner.ui.theme.theme import theme

    qapp.setQuitOnLastWindowClosed(False)
    theme().apply("light")
    return qapp


@pytest.fixture(autouse=True)
def plain_numbers() -> None:
    """Alike on every machine, whatever language a test before spoke: 1640, not 1,640."""
    QLocale.setDefault(QLocale.c())


@pytest.fixture(autouse=True)
def qt_stays_quiet() -> Iterator[list[str]]:
    """Fails the test when Qt warned during it. A test that expects a warning empties the list."""
    said: list[str] = []

    def hear(kind: QtMsgType, _where: QMessageLogContext, text: str | None) -> None:
        grave = kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
        if grave and not any(known in (text or "") for known in HARMLESS):
            said.append(text or "")

    before = qInstallMessageHandler(hear)
    yield said
    qInstallMessageHandler(before)
    assert not said, "Qt warned: " + "; ".join(said)


@pytest.fixture(autouse=True)
def nothing_is_left(qapp: QApplication, qt_stays_quiet: list[str]) -> Iterator[None]:
    """Top-level widgets, threads and timers of a test end with it.

    What was there before is frozen, so that collecting and looking costs what the test made, not
    what torch has loaded. As in the program, no thread collects garbage because it allocates.
    """
    from deeptuner.ui.services.background import wait_until_read
    from deeptuner.ui.services.threads import under_way, wait_for
    from deeptuner.ui.theme.theme import theme

    mode = theme().mode
    tops, threads = set(qapp.topLevelWidgets()), under_way()
    gc.freeze()
    gc.disable()
    try:
        yield
        _settle()
        left = [widget for widget in qapp.topLevelWidgets() if widget not in tops]
        wait_until_read()
        begun = [thread for thread in under_way() if thread not in threads]
        wait_for([thread for thread in begun if thread.over.is_set()])
        running = [str(thread) for thread in begun if thread.is_alive()]
        ticking = [str(timer) for timer in _made(QTimer) if timer.isActive()]
    finally:
        gc.enable()
        gc.unfreeze()
    told = [str(widget) for widget in left]
    for widget in left:
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    theme().set_mode(mode)
    if not qapp.styleSheet():  # the test's window carried the style sheet, and is gone by now
        theme().apply(mode)
    assert qapp.styleSheet(), "a window that carries the style sheet outlived its test"
    assert not told, f"widgets left behind: {told}"
    assert not running, f"threads left running: {running}"
    assert not ticking, f"timers left ticking: {ticking}"


def _settle() -> None:
    """Let deletions that were asked for happen, also those that they bring about."""
    for _ in range(3):
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()


def _made(kind: type[Kind]) -> list[Kind]:
    """Every living object of a kind that Python knows and that was made since the freeze."""
    return [thing for thing in gc.get_objects() if issubclass(type(thing), kind) and isValid(thing)]
