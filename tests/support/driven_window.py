"""Starts DeepTuner as `python -m deeptuner.cli.main` does, and lets a test see its window.

`python -m tests.support.driven_window SOCKET WORDS…`: on the socket a test asks what is to be seen,
one JSON line for another. It can only look. What it wants to do it has to do with the mouse and the
keys, so a button that is covered, disabled or not connected stays without effect.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from queue import Queue
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint, QRect
    from PySide6.QtWidgets import QWidget

Seen = dict[str, Any]
PATIENCE = 120  # seconds for the window's thread to look


def look() -> list[Seen]:
    """Everything with words in it that is to be seen: its words, what it is, where its middle
    lies on the screen, whether it is enabled, and whether a click there would reach it."""
    from PySide6.QtWidgets import QApplication, QWidget

    tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    return [
        seen
        for top in tops
        for widget in (top, *top.findChildren(QWidget))
        if widget.isVisible() and not widget.visibleRegion().isEmpty()
        for seen in _parts(widget)
    ]


def _parts(widget: QWidget) -> Iterator[Seen]:
    """The widget itself and, of tabs and lists, what it shows."""
    from PySide6.QtWidgets import QAbstractItemView, QTabBar

    middle = widget.visibleRegion().boundingRect()
    yield _seen(widget, _words(widget), middle, focus=widget.hasFocus(), window=_window(widget))
    if isinstance(widget, QTabBar):
        for number in range(widget.count()):
            words = [widget.tabText(number).replace("&&", "&")]
            current = number == widget.currentIndex()
            yield _seen(widget, words, widget.tabRect(number), kind="Tab", chosen=current)
    elif isinstance(widget, QAbstractItemView):
        yield from _cells(widget)


def _cells(view: Any) -> Iterator[Seen]:
    from PySide6.QtWidgets import QListView

    model, root, room = view.model(), view.rootIndex(), view.viewport().rect()
    if model is None:
        return
    columns = 1 if isinstance(view, QListView) else model.columnCount(root)
    for row in range(model.rowCount(root)):
        for column in range(columns):
            index = model.index(row, column, root)
            area = view.visualRect(index) & room
            if not area.isEmpty():
                yield _seen(view.viewport(), [str(index.data() or "")], area, kind="Cell")


def _seen(widget: QWidget, words: list[str], area: QRect, **more: Any) -> Seen:
    place = widget.mapToGlobal(area.center())
    chosen = bool(getattr(widget, "isChecked", bool)())
    seen = {
        "words": [word for word in words if word],
        "kind": type(widget).__name__,
        "at": [place.x(), place.y()],
        "size": [area.width(), area.height()],
        "enabled": widget.isEnabled(),
        "reachable": _reaches(widget, place),
        "chosen": chosen,
    }
    return seen | more


def _reaches(widget: QWidget, place: QPoint) -> bool:
    from PySide6.QtWidgets import QApplication

    hit = QApplication.widgetAt(place)
    return hit is not None and (hit is widget or widget.isAncestorOf(hit))


def _window(widget: QWidget) -> int:
    """The X window of a top-level widget, 0 of others."""
    return int(widget.winId()) if widget.isWindow() else 0


def _words(widget: Any) -> list[str]:
    """What it says to the eye, and what is read aloud."""
    found = [widget.accessibleName()]
    for name in ("text", "title", "toPlainText", "currentText", "windowTitle", "placeholderText"):
        said = getattr(widget, name, None)
        if callable(said):
            found.append(str(said()).replace("&&", "&"))
    return list(dict.fromkeys(found))


def serve(server: socket.socket) -> None:
    """Answer one test after another, each look taken by the window's own thread."""
    from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

    class Looker(QObject):
        asked = Signal(object)

        def __init__(self) -> None:
            super().__init__()
            self.asked.connect(self.answer)

        @Slot(object)
        def answer(self, done: Callable[[list[Seen] | str], None]) -> None:
            try:
                done(look())
            except Exception:  # noqa: BLE001 - the test is to hear of it
                done(traceback.format_exc())

    while (application := QCoreApplication.instance()) is None:
        time.sleep(0.01)
    looker = Looker()
    looker.moveToThread(application.thread())
    while True:
        with server.accept()[0] as wire, wire.makefile("rw") as lines:
            for _ in lines:
                answers: Queue[list[Seen] | str] = Queue()
                looker.asked.emit(answers.put)
                print(json.dumps(answers.get(timeout=PATIENCE)), file=lines, flush=True)


def main() -> int:
    """Open the socket, then be the program."""
    path, *words = sys.argv[1:]
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen()
    threading.Thread(target=_when_there, args=(server,), daemon=True).start()
    sys.argv = ["deeptuner", *words]
    from deeptuner.cli.main import main as program

    return program()


def _when_there(server: socket.socket) -> None:
    """What the program imports, and when, is its own affair: wait for it."""
    while "PySide6.QtWidgets" not in sys.modules:
        time.sleep(0.01)
    serve(server)


if __name__ == "__main__":
    sys.exit(main())
