"""F1 on a setting: its own help instead of the window's.

Knows the key. Does not know which help is shown.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def claims_help_key(event: QEvent) -> bool:
    """Take the key before the window's shortcuts do. True: nothing else is to be done with it."""
    claimed = event.type() == QEvent.Type.ShortcutOverride and asks_for_help(event)
    if claimed:
        event.accept()
    return claimed


def asks_for_help(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F1
