"""What nobody expected: every exception ends in the log and before the person's eyes.

Knows Python's hooks, also for exceptions in Qt's slots and in threads, the log under the person's
state folder, and that the same mistake is shown once. Does not know the window that shows it.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
import time
import traceback
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from deeptuner.ui.preferences import state_folder
from deeptuner.ui.services.postman import postman
from deeptuner.words import message, render

LARGEST_LOG: Final = 1 << 20  # bytes, after which a new one is begun
GRAVE: Final = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


class Log:
    """A text file that gets what went wrong. A disk that refuses it changes nothing else."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file or state_folder() / "window.log"

    def write(self, text: str) -> None:
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self._begin_anew()
            with self.file.open("a") as log:
                log.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {text.rstrip()}\n")

    def _begin_anew(self) -> None:
        if self.file.exists() and self.file.stat().st_size > LARGEST_LOG:
            self.file.replace(self.file.with_suffix(".old.log"))


class Failures(QObject):
    """`happened(what, details)`, in the event loop, for each mistake that was not seen before."""

    happened = Signal(str, str)

    def __init__(self, log: Log | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log = log or Log()
        self._seen: set[str] = set()

    def install(self) -> None:
        """From now on hear of everything: in slots, in threads, from Qt, and of crashes in C++."""
        sys.excepthook = self.report
        threading.excepthook = self._in_thread
        qInstallMessageHandler(self._qt_said)
        with suppress(OSError):
            self.log.file.parent.mkdir(parents=True, exist_ok=True)
            # The file stays open: a crash leaves no time to open it.
            self._crashes = self.log.file.with_name("crash.log").open("a")
            faulthandler.enable(self._crashes)

    def uninstall(self) -> None:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)
        if faulthandler.is_enabled():
            faulthandler.disable()
            self._crashes.close()

    def report(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log it; show it unless it was shown before."""
        details = "".join(traceback.format_exception(kind, error, trace))
        self.log.write(details)
        sys.stderr.write(details)
        if issubclass(kind, KeyboardInterrupt):
            return
        where = traceback.extract_tb(trace)[-1:]
        mark = f"{kind.__name__} {where}"
        if mark not in self._seen:
            self._seen.add(mark)
            self._tell(f"{kind.__name__}: {error}", details)

    def _tell(self, what: str, details: str) -> None:
        if threading.current_thread() is threading.main_thread():
            self.happened.emit(what, details)
        else:
            postman().post(partial(self._tell, what, details))

    def _in_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self.report(told.exc_type, told.exc_value, told.exc_traceback)

    def _qt_said(self, kind: QtMsgType, _where: QMessageLogContext, text: str | None) -> None:
        if kind in GRAVE:
            self.log.write(f"Qt: {text}")
            sys.stderr.write(f"{text}\n")
        if kind == QtMsgType.QtFatalMsg:
            # Qt would abort now. Most often there is no screen, and then a core helps nobody.
            sys.stderr.write(render(message("ui.cannot-go-on")) + "\n")
            sys.stderr.flush()
            os._exit(1)
