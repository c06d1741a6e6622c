"""Showing, hiding and clearing away widgets at little cost.

Knows what Qt does at such moments. Does not know any widget.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def show_if(wanted: bool, *widgets: QWidget) -> None:
    """Show or hide. A widget that was never hidden is left alone: showing it would style it before
    it has its place, and again with each parent that it gets, which made pages slow to build.
    """
    for widget in widgets:
        told = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        if not wanted or (told and widget.isHidden()):
            widget.setVisible(wanted)


def clear(layout: QLayout) -> None:
    """Take all widgets out of a layout and delete them."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
