"""How one cell of a table is drawn: radio, icon, title, subtitle, chip.

Knows the roles a model may give beside Qt's own. Does not know rows: their frame is the table's.
"""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.icons import pixmap
from deeptuner.ui.theme.style import text_colour
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.widgets.chip import ChipFace, chip_width, paint_chip

_FIRST: Final = int(Qt.ItemDataRole.UserRole) + 100
SubtitleRole: Final = _FIRST  # str: the second line; "" keeps its place
SubtitleToneRole: Final = _FIRST + 1  # a tone; warn and danger get a sign in front
ChipRole: Final = _FIRST + 2  # ChipFace, drawn after the text
DisabledRole: Final = _FIRST + 3  # bool: cannot be chosen; the subtitle says why
RadioRole: Final = _FIRST + 4  # bool: a radio in front, filled when True; None for no radio
ToneRole: Final = _FIRST + 5  # the tone of the title
MonoRole: Final = _FIRST + 6  # bool: in the monospaced family

Index = QModelIndex | QPersistentModelIndex
PADDING: Final = 8
RADIO: Final = 18
SIGN: Final = 13
SIGNS: Final = {"warn": "warning-fill", "danger": "warning-fill"}


class TableCells(QStyledItemDelegate):
    """The delegate of all columns. DecorationRole may be the name of an icon."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(scaled(PADDING), 0, -scaled(PADDING), 0)
        area = self._paint_radio(painter, area, index)
        area = self._paint_icon(painter, area, index)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_words(painter, area, index, chosen)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:  # noqa: N802
        title = QFontMetricsF(_title_font(index)).horizontalAdvance(_text(index))
        subtitle = index.data(SubtitleRole)
        below = QFontMetricsF(font(12)).horizontalAdvance(subtitle) if subtitle else 0.0
        if subtitle and index.data(SubtitleToneRole) in SIGNS:
            below += scaled(SIGN + 5)
        chip = index.data(ChipRole)
        beside = chip_width(chip) + (scaled(8) if title else 0) if chip else 0
        before = scaled(RADIO + 10) if index.data(RadioRole) is not None else 0
        before += scaled(24) if _icon(index) else 0
        width = before + max(title + beside, below) + 2 * scaled(PADDING) + 2
        return QSize(round(width), scaled(48 if subtitle is not None else 36))

    def _paint_radio(self, painter: QPainter, area: QRectF, index: Index) -> QRectF:
        chosen = index.data(RadioRole)
        if chosen is None:
            return area
        tokens = theme().tokens
        off = bool(index.data(DisabledRole))
        radius = scaled(RADIO) / 2 - 0.5
        middle = QPointF(area.left() + scaled(RADIO) / 2 + 4, area.center().y())
        line = tokens.accent if chosen else (tokens.border2 if off else tokens.control)
        fill = tokens.accent if chosen else (tokens.inset if off else tokens.surface)
        painter.setPen(QPen(QColor(line), 1))
        painter.setBrush(QColor(fill))
        painter.drawEllipse(middle, radius, radius)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.on_accent))
            painter.drawEllipse(middle, radius * 0.38, radius * 0.38)
        return area.adjusted(scaled(RADIO) + 14, 0, 0, 0)

    def _paint_icon(self, painter: QPainter, area: QRectF, index: Index) -> QRectF:
        name = _icon(index)
        if not name:
            return area
        tone = index.data(ToneRole) or "text2"
        drawn = pixmap(name, tone, 16, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(area.left(), area.center().y() - scaled(16) / 2), drawn)
        return area.adjusted(scaled(24), 0, 0, 0)

    def _paint_words(self, painter: QPainter, area: QRectF, index: Index, chosen: bool) -> None:
        subtitle = index.data(SubtitleRole)
        line = area
        if subtitle:
            middle = area.center().y()
            line = QRectF(area.left(), middle - scaled(19), area.width(), scaled(19))
            under = QRectF(area.left(), middle, area.width(), scaled(17))
            self._paint_subtitle(painter, under, subtitle, index)
        chip: ChipFace | None = index.data(ChipRole)
        title_font = _title_font(index, chosen)
        words = QFontMetricsF(title_font).horizontalAdvance(_text(index))
        room = line.width() - (chip_width(chip) + scaled(8) if chip and words else 0)
        tone = "text3" if index.data(DisabledRole) else (index.data(ToneRole) or "text")
        if words:
            text_area = QRectF(line.left(), line.top(), max(0.0, room), line.height())
            _draw(painter, text_area, _text(index), title_font, tone, _alignment(index))
        if chip:
            left = line.left() + (min(words, room) + scaled(8) if words else 0)
            paint_chip(painter, QRectF(left, line.top(), area.right() - left, line.height()), chip)

    def _paint_subtitle(self, painter: QPainter, area: QRectF, text: str, index: Index) -> None:
        tone = index.data(SubtitleToneRole) or ("text3" if index.data(DisabledRole) else "text2")
        sign = SIGNS.get(tone)
        if sign:
            drawn = pixmap(sign, tone, SIGN, painter.device().devicePixelRatioF())
            painter.drawPixmap(QPointF(area.left(), area.center().y() - scaled(SIGN) / 2), drawn)
            area = area.adjusted(scaled(SIGN + 5), 0, 0, 0)
        _draw(painter, area, text, font(12), tone, _alignment(index))


def _draw(
    painter: QPainter, area: QRectF, text: str, face: Any, tone: str, alignment: Qt.AlignmentFlag
) -> None:
    painter.setFont(face)
    painter.setPen(QColor(text_colour(theme().tokens, tone)))
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(area.width()))
    painter.drawText(area, alignment | Qt.AlignmentFlag.AlignVCenter, cut)


def _title_font(index: Index, chosen: bool = True) -> Any:
    """Measured as when chosen, so that choosing a row never moves a column."""
    heading = bool(index.data(SubtitleRole)) or index.data(RadioRole) is not None
    weight = (600 if chosen else 500) if heading else 400
    return font(13, weight, mono=bool(index.data(MonoRole)))


def _text(index: Index) -> str:
    value = index.data(Qt.ItemDataRole.DisplayRole)
    return "" if value is None else str(value)


def _icon(index: Index) -> str:
    value = index.data(Qt.ItemDataRole.DecorationRole)
    return value if isinstance(value, str) else ""


def _alignment(index: Index) -> Qt.AlignmentFlag:
    """Left or right as the model says; vertically the cell decides."""
    value = index.data(Qt.ItemDataRole.TextAlignmentRole)
    wants = Qt.AlignmentFlag(int(value)) if value is not None else Qt.AlignmentFlag.AlignLeft
    return wants & Qt.AlignmentFlag.AlignHorizontal_Mask or Qt.AlignmentFlag.AlignLeft
