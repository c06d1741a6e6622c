"""Buttons: with words, with an icon alone, and the small `?`.

Knows kinds, sizes, icons, a busy state and the focus ring. Does not know what is done on a click.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton

from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.icons import set_icon
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets.labels import restyle

Kind = Literal["secondary", "primary", "ghost", "link", "soft", "danger", "warn"]
Size = Literal["sm", "md", "lg"]
ICON_TONES = {
    "primary": "on_accent",
    "link": "accent_text",
    "soft": "accent_text",
    "danger": "danger_text",
    "warn": "warn_text",
}
PX: dict[Size, int] = {"sm": 12, "md": 13, "lg": 14}
RADIUS: dict[Size, int] = {"sm": 6, "md": 7, "lg": 9}


class Button(QPushButton):
    """A button with words: one primary in a view, the verb first."""

    def __init__(
        self,
        text: str,
        kind: Kind = "secondary",
        icon: str | None = None,
        size: Size = "md",
        tip: str = "",
    ) -> None:
        super().__init__(text.replace("&", "&&"))
        self._kind, self._size, self._icon = kind, size, icon or ""
        self._was_enabled = True
        self.setProperty("kind", kind)
        self.setProperty("sz", size)
        self.setFont(font(PX[size], 600 if kind in ("primary", "link") else 500))
        self.setToolTip(tip)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if icon:
            self.set_icon(icon)

    def set_text(self, text: str) -> None:
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def set_kind(self, kind: Kind) -> None:
        """Another weight among the buttons around it."""
        self._kind = kind
        self.setFont(font(PX[self._size], 600 if kind in ("primary", "link") else 500))
        restyle(self, kind=kind)
        if self._icon:
            self.set_icon(self._icon)

    def set_icon(self, name: str) -> None:
        self._icon = name
        set_icon(self, name, ICON_TONES.get(self._kind, "text2"), 15 if self._size == "sm" else 16)

    def set_busy(self, busy: bool) -> None:
        """While busy it cannot be pressed and shows an hourglass in place of its icon."""
        if busy == bool(self.property("busy")):
            return
        self.setProperty("busy", busy)
        if busy:
            self._was_enabled = self.isEnabled()
        self.setEnabled(self._was_enabled and not busy)
        own = self._icon
        self.set_icon("hourglass" if busy else own)
        self._icon = own

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self.hasFocus() and self._kind == "primary":
            self._paint_inner_ring()

    def _paint_inner_ring(self) -> None:
        """The style sheet's ring has the colour of a primary button: this one is inside it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme().tokens.on_accent), 2))
        area = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.drawRoundedRect(area, RADIUS[self._size] - 3, RADIUS[self._size] - 3)


class IconButton(QToolButton):
    """An icon alone: `name` is its tooltip and what is read aloud."""

    def __init__(self, icon: str, name: str, tone: str = "text2") -> None:
        super().__init__()
        self._tone = tone
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set(icon, name)

    def set(self, icon: str, name: str) -> None:
        set_icon(self, icon, self._tone, 18)
        self.setToolTip(name)
        self.setAccessibleName(name)


class HelpButton(QToolButton):
    """The small `?` beside what it explains."""

    def __init__(self, about: str) -> None:
        super().__init__()
        self.setProperty("role", "help")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.WhatsThisCursor)
        self.setAccessibleName(tr("Help: {about}", about=about))
        self.setToolTip(tr("What is this?"))
        set_icon(self, "question", "text3", 15)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(24), scaled(24))  # the smallest target that is easy to hit
