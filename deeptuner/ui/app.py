"""The program with a window: made, dressed, shown, and ended without leaving anything behind.

Knows the order of starting and of ending. Does not know what is in the window.
"""

from __future__ import annotations

import signal
import socket
import sys
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from deeptuner import __version__
from deeptuner.home import expanded
from deeptuner.ui.failures import Failures
from deeptuner.ui.garbage import Collector
from deeptuner.ui.languages import speak
from deeptuner.ui.main_window import MainWindow
from deeptuner.ui.services.instance import knock
from deeptuner.ui.services.postman import postman
from deeptuner.ui.services.prefetch import prefetch_pages
from deeptuner.ui.services.threads import end_all
from deeptuner.ui.shell import Shell, make_shell
from deeptuner.ui.theme.icons import icon_file
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import Told

DESKTOP_FILE: Final = "deeptuner"  # deeptuner.desktop, by which a desktop knows our windows
ENDING: Final = (signal.SIGINT, signal.SIGTERM)


class Session:
    """One window over one shell. A change of language puts another window over the same shell."""

    def __init__(self, shell: Shell, failures: Failures) -> None:
        self.shell = shell
        self.failures = failures
        shell.preferences.changed.connect(self._preference_changed)
        self.window = self._make_window()

    def end(self) -> None:
        end(self.window, self.shell)

    def _make_window(self) -> MainWindow:
        window = MainWindow(self.shell, self.failures)
        window.closed.connect(QApplication.quit)
        return window

    def _preference_changed(self, key: str) -> None:
        if key == "theme":
            theme().set_mode(self.shell.preferences.theme)
        elif key == "language":
            speak(self.shell.preferences.language)
            # Not from within the dialog whose window this is.
            QTimer.singleShot(0, self.window, self._replace_window)

    def _replace_window(self) -> None:
        old, place = self.window, self.window.place()
        self.window = self._make_window()
        self.window.restoreGeometry(place)
        self.window.show()
        old.hide()
        old.deleteLater()


def main(folder: Path | None = None, *, quit_when_shown: bool = False) -> bool:
    """Show the window until it is closed. `folder` is opened, else the one that was open last.

    False when another window has the folder; that one is shown instead.
    """
    failures = Failures()
    failures.install()
    application = make_application()
    collector = Collector(application)
    shell = make_shell()
    wanted = expanded(folder).absolute() if folder else shell.preferences.folder
    if wanted is not None and wanted.is_dir() and knock(wanted):
        shell.close()
        collector.end()
        failures.uninstall()
        return False
    speak(shell.preferences.language)
    theme().apply(shell.preferences.theme)
    told = _open(shell, wanted) if wanted is not None else []
    session = Session(shell, failures)
    _collect_where_it_may_take_long(collector, shell)
    for failed in told:
        session.window.painted.connect(partial(session.window.telling.tell, failed))
    _end_on_signals(application, session)
    if quit_when_shown:
        session.window.only_show()
        session.window.painted.connect(partial(application.exit, 0))
    else:
        session.window.painted.connect(partial(prefetch_pages, application))
    session.window.show()
    application.exec()
    session.end()
    _leave_signals()
    postman().close()
    collector.end()
    failures.uninstall()
    return True


def _collect_where_it_may_take_long(collector: Collector, shell: Shell) -> None:
    shell.workspace.folder_changed.connect(collector.collect_everything)
    shell.preferences.changed.connect(
        lambda key: collector.collect_everything() if key in ("theme", "language") else None
    )


def end(window: MainWindow, shell: Shell) -> None:
    """What was typed is saved, no thread or child is left, and the window is gone.

    Qt and Python are torn down in an order of their own, which nothing of ours may live to see.
    """
    window.hide()
    shell.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    end_all()


def _open(shell: Shell, folder: Path) -> list[Told]:
    """Open the folder; what went wrong, which there is no window yet to tell."""
    told: list[Told] = []

    def keep(failed: Told) -> None:
        told.append(failed)

    shell.workspace.failed.connect(keep)
    shell.workspace.open_folder(folder)
    shell.workspace.failed.disconnect(keep)
    return told


def make_application() -> QApplication:
    """The application, named so that the desktop knows it. One that exists already is taken."""
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("deeptuner")
    application.setApplicationDisplayName("DeepTuner")
    application.setApplicationVersion(__version__)
    application.setWindowIcon(QIcon(str(icon_file("deeptuner"))))
    QGuiApplication.setDesktopFileName(DESKTOP_FILE)
    return application


def _end_on_signals(application: QApplication, session: Session) -> None:
    """Ctrl+C in the terminal and SIGTERM end the program as closing the window does, unasked.

    Python handles a signal only when it runs; the socket wakes Qt up so that it does.
    """
    ours, pythons = socket.socketpair()
    for end in (ours, pythons):
        end.setblocking(False)
    signal.set_wakeup_fd(pythons.fileno(), warn_on_full_buffer=False)
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read, application)
    notifier.activated.connect(lambda: ours.recv(64))

    def end_now(_number: int, _frame: FrameType | None) -> None:
        if isValid(session.window):
            session.shell.preferences.geometry = session.window.place()
        pythons.fileno()  # keeps the pair alive as long as the handlers
        # Heard also when the loop has not begun yet.
        QTimer.singleShot(0, application, QApplication.quit)

    for number in ENDING:
        signal.signal(number, end_now)


def _leave_signals() -> None:
    """There is no window any more that they could end."""
    signal.set_wakeup_fd(-1)
    for number in ENDING:
        signal.signal(number, signal.SIG_DFL)
