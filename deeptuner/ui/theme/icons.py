"""Icons: Phosphor's SVG files, coloured when they are drawn.

Knows how a name, a tone and a size become a pixmap, and how an icon that was set on a widget keeps
up with the theme. Does not know which icon is used where.
"""

from __future__ import annotations

from functools import cache
from math import ceil
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton

from deeptuner.shipped import shipped_folder
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.theme.theme import theme

PROGRAM: Final = "deeptuner"  # the program's own mark, in its own colours
SPACE: Final = 4  # between icon and words, beside the little that Qt leaves
Target = QAbstractButton | QAction | QLabel


def icon_file(name: str) -> Path:
    folder = shipped_folder("assets") / "icons"
    return folder / f"{name}.svg" if name == PROGRAM else folder / "phosphor" / f"{name}.svg"


def pixmap(
    name: str, tone: str = "text2", size: int = 16, dpr: float = 0, space: int = 0
) -> QPixmap:
    """The icon as it is drawn now: `size` in the design's pixels, `tone` a name of a token.

    `space` is kept free on its right, `dpr` is the screen's pixels per pixel.
    """
    ratio = dpr or ceil(QGuiApplication.devicePixelRatio(_application()))
    colour = str(getattr(theme().tokens, tone))
    key = f"icon/{name}/{colour}/{scaled(size)}/{space}/{ratio}"
    drawn = QPixmap()
    if not QPixmapCache.find(key, drawn):
        drawn = _draw(name, colour, scaled(size), ratio, space)
        QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, tone: str = "text2", size: int = 16, on: str = "", space: int = 0) -> QIcon:
    """The icon for a button; `on` is the tone while it is checked. Grey when disabled."""
    made = QIcon()
    for state, wanted in ((QIcon.State.Off, tone), (QIcon.State.On, on or tone)):
        made.addPixmap(pixmap(name, wanted, size, space=space), QIcon.Mode.Normal, state)
        made.addPixmap(pixmap(name, "text3", size, space=space), QIcon.Mode.Disabled, state)
    return made


def set_icon(target: Target, name: str, tone: str = "text2", size: int = 16, on: str = "") -> None:
    """Put the icon on a button, an action or a label; it is coloured again with the theme."""
    worn = target.findChild(_Worn, options=Qt.FindChildOption.FindDirectChildrenOnly)
    (worn or _Worn(target)).wear(name, tone, size, on)


class _Worn(QObject):
    """An icon on its target: lives and dies with it, and listens to the theme."""

    def __init__(self, target: Target) -> None:
        super().__init__(target)
        self._target = target
        self._icon = ("", "text2", 16, "")
        theme().changed.connect(self._draw)

    def wear(self, name: str, tone: str, size: int, on: str) -> None:
        self._icon = (name, tone, size, on)
        self._draw()

    def _draw(self) -> None:
        name, tone, size, on = self._icon
        if isinstance(self._target, QLabel):
            self._target.setPixmap(pixmap(name, tone, size))
            return
        worded = isinstance(self._target, QPushButton) and bool(self._target.text())
        space = SPACE if worded else 0
        self._target.setIcon(icon(name, tone, size, on, space) if name else QIcon())
        if isinstance(self._target, QAbstractButton):
            self._target.setIconSize(QSize(scaled(size) + space, scaled(size)))


def _draw(name: str, colour: str, side: int, ratio: float, space: int) -> QPixmap:
    svg = QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", colour.encode())))
    drawn = QPixmap(round((side + space) * ratio), round(side * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    svg.render(painter, QRectF(0, 0, drawn.height(), drawn.height()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@cache
def _source(name: str) -> bytes:
    """Raises FileNotFoundError for a name that is not shipped, which is a mistake in the code."""
    return icon_file(name).read_bytes()


def _application() -> QGuiApplication:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication), "icons are drawn by a running application"
    return application
