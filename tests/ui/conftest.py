"""Fixtures of the window's tests, and what no test may leave behind.

A Qt warning fails the test that caused it, as Python warnings do. After each test there are no
top-level widgets, running threads or active timers that were not there before.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QObject,
    QThread,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

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
    """Top-level widgets, threads and timers of a test end with it."""
    from deeptuner.ui.theme.theme import theme

    mode = theme().mode
    tops, timers = set(qapp.topLevelWidgets()), _active_timers(qapp)
    yield
    theme().set_mode(mode)
    _settle()
    left = [widget for widget in qapp.topLevelWidgets() if widget not in tops]
    running = [thread for thread in _all(qapp, QThread) if thread.isRunning()]
    ticking = [timer for timer in _active_timers(qapp) if timer not in timers]
    for widget in left:
        widget.deleteLater()
    _settle()
    assert not left, f"widgets left behind: {left}"
    assert not running, f"threads left running: {running}"
    assert not ticking, f"timers left ticking: {ticking}"


def _settle() -> None:
    """Let deletions that were asked for happen, also those that they bring about."""
    import gc

    for _ in range(3):
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()


def _active_timers(application: QApplication) -> list[QTimer]:
    return [timer for timer in _all(application, QTimer) if timer.isActive()]


def _all(application: QApplication, kind: type[Kind]) -> list[Kind]:
    """Every living object of a kind that Python still knows."""
    import gc

    from shiboken6 import isValid

    return [thing for thing in gc.get_objects() if isinstance(thing, kind) and isValid(thing)]
