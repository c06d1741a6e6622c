"""Collects Python's garbage in the event loop, and nowhere else.

Knows when a collection is due. Does not know what is collected. Python collects in whichever thread
happens to allocate, and a widget, timer or painter that dies in another thread than its own takes
the process with it: seen as a crash of the thread that lists the runs.

A collection looks at every object there is, 70 ms long once all pages are built. So what has
survived one, and what was just built to stay, is set aside, and looked at again only where a person
expects to wait: at another folder, theme or language.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY: Final = 200  # ms
OLDEST: Final = 2  # the generation that holds everything


class Collector(QObject):
    """While it lives, garbage is collected by its timer alone, the younger the more often."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=EVERY)
        timer.timeout.connect(self.collect)
        timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due, as Python itself would."""
        due = zip(gc.get_count(), gc.get_threshold(), strict=True)
        old = [number for number, (count, most) in enumerate(due) if count > most]
        if old:
            gc.collect(max(old))
        if OLDEST in old:
            gc.freeze()

    def collect_everything(self) -> None:
        """What was set aside, too."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def end(self) -> None:
        """Collect everything once more; then Python collects by itself again, in any thread."""
        gc.unfreeze()
        gc.collect()
        gc.enable()


def set_aside() -> None:
    """Everything there is by now stays: a page was built."""
    if not gc.isenabled():  # while there is a collector, which also takes it back
        gc.freeze()
