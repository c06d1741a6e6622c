"""Shows a board at a size and saves what is seen.

Knows sizes, themes and file names. Does not know what is on a board.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QWidget

from deeptuner.ui.theme.theme import theme
from scripts.make_screens.clips import Clip, clips_in

SIZES = (QSize(1280, 800), QSize(1920, 1080))
MODES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
Board = Callable[[], QWidget]


def settle() -> None:
    """Let layouts, timers that are due and deletions happen."""
    for _ in range(4):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def grab_all(boards: Mapping[str, Board], folder: Path) -> dict[str, list[Clip]]:
    """A picture of each board at each size in light and dark; what does not fit, by picture."""
    folder.mkdir(parents=True, exist_ok=True)
    found: dict[str, list[Clip]] = {}
    for name, board in boards.items():
        for mode in MODES:
            theme().set_mode(mode)
            for size in SIZES:
                picture = f"{name}-{mode}-{size.width()}x{size.height()}"
                found[picture] = grab(board(), size, folder / f"{picture}.png")
    return found


def grab(window: QWidget, size: QSize, file: Path) -> list[Clip]:
    """Show `window` at `size`, save its picture, and look it over. The window is gone after."""
    window.resize(size)
    window.show()
    settle()
    after = getattr(window, "after", None)
    if after:
        after()
        settle()
    found = clips_in(window)
    if window.size() != size:
        text = f"{window.width()}x{window.height()}"
        found.append(Clip("outside", "window", text, window.width(), size.width()))
    window.grab().save(str(file))
    window.hide()
    window.deleteLater()
    settle()
    return found
