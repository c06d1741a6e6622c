"""Taking everything out of a layout.

Knows that a widget is hidden at once and deleted when Qt has time. Does not know what it was.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLayout


def clear(layout: QLayout) -> None:
    """Take out all widgets and delete them."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
