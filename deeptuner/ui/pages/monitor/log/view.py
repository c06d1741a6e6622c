"""Lines of a log, painted: only those that are seen are ever read.

Knows scrolling, following the end, the chosen lines, copying. Does not know where lines come from
beyond `LogRows`, nor searching.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from deeptuner.monitor.log_file import level_of
from deeptuner.ui.pages.monitor.log.rows import LogRows
from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import announce

PAD = 10
LEAD = 2  # pixels between two lines
MOST_COPIED = 20_000  # lines


class LogView(QAbstractScrollArea):
    """`follows` tells whether it stays at the end while lines come; `copied`, how many lines were
    copied, the last ones, of how many that were to be."""

    follows = Signal(bool)
    copied = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.rows: LogRows | None = None
        self.following = True
        self._chosen: tuple[int, int] | None = None  # rows: where it began, where it is now
        self._widest = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(font(11, mono=True))
        self.setAccessibleName(tr("Log"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme().changed.connect(self.viewport().update)

    def show_rows(self, rows: LogRows) -> None:
        """Show other lines, from their end."""
        self.rows = rows
        self._chosen, self._widest = None, 0
        self.horizontalScrollBar().setValue(0)
        self.follow(True)
        self.grown(0)

    def grown(self, before: int) -> None:
        """There are more lines, `before` of them above those that were there."""
        if before and self._chosen:
            self._chosen = (self._chosen[0] + before, self._chosen[1] + before)
        bar = self.verticalScrollBar()
        value = bar.value() + before
        self._set_ranges()
        bar.setValue(bar.maximum() if self.following else value)
        self.viewport().update()

    def follow(self, wanted: bool) -> None:
        if wanted:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        if wanted != self.following:
            self.following = wanted
            self.follows.emit(wanted)

    def copy(self) -> None:
        """Copy the chosen lines, all that are shown when none is chosen."""
        if self.rows is None:
            return
        first, last = sorted(self._chosen) if self._chosen else (0, len(self.rows) - 1)
        lines = self.rows.texts(max(first, last - MOST_COPIED + 1), last + 1)
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))
        self.copied.emit(len(lines), last + 1 - first)

    def first_row(self) -> int:
        return self.verticalScrollBar().value()

    def visible_rows(self) -> int:
        return max(self.viewport().height() - 2 * scaled(6), 1) // self._row_height()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(theme().tokens.code))
        if self.rows is None:
            return
        first, height = self.first_row(), self._row_height()
        lines = self.rows.texts(first, first + self.visible_rows() + 1)
        left = scaled(PAD) - self.horizontalScrollBar().value()
        for number, line in enumerate(lines):
            area = QRect(0, scaled(6) + number * height, self.viewport().width(), height)
            self._paint_line(painter, area, left, first + number, line)
        self._widen(lines)
        self._paint_ring(painter)

    def _paint_line(self, painter: QPainter, area: QRect, left: int, row: int, line: str) -> None:
        tokens = theme().tokens
        level = level_of(line)
        if self._is_chosen(row):
            painter.fillRect(area, QColor(tokens.accent_soft))
        tone = {"error": tokens.danger_text, "warning": tokens.warn_text}.get(level, tokens.text2)
        painter.setPen(QColor(tone))
        painter.setFont(self.font())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        painter.drawText(area.adjusted(left, 0, 0, 0), int(middle), line)

    def _paint_ring(self, painter: QPainter) -> None:
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme().tokens.accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _widen(self, lines: list[str]) -> None:
        """The widest line seen so far decides how far one can scroll to the right."""
        metrics = QFontMetrics(self.font())
        widest = max((metrics.horizontalAdvance(line) for line in lines), default=0)
        if widest > self._widest:
            self._widest = widest
            self._set_ranges()

    def _row_height(self) -> int:
        return QFontMetrics(self.font()).height() + LEAD

    def _set_ranges(self) -> None:
        count = len(self.rows) if self.rows else 0
        bar = self.verticalScrollBar()
        bar.setRange(0, max(count - self.visible_rows(), 0))
        bar.setPageStep(self.visible_rows())
        across = self.horizontalScrollBar()
        across.setRange(0, max(self._widest + 2 * scaled(PAD) - self.viewport().width(), 0))
        across.setPageStep(self.viewport().width())
        across.setSingleStep(scaled(24))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.grown(0)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(300), scaled(120))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(160), scaled(84))

    # mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        row = self._row_at(event)
        if event.button() != Qt.MouseButton.LeftButton or row is None:
            return
        extends = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._chosen
        self._choose(self._chosen[0] if extends and self._chosen else row, row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        row = self._row_at(event)
        if event.buttons() & Qt.MouseButton.LeftButton and row is not None and self._chosen:
            self._choose(self._chosen[0], row)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows choose lines, Shift extends, Ctrl+A chooses all, Ctrl+C copies."""
        page, end = self.visible_rows(), len(self.rows) - 1 if self.rows else 0
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -end,
            Qt.Key.Key_End: end,
        }
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._choose(0, end)
        elif event.key() in steps:
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._step(steps[Qt.Key(event.key())], extend)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int, extend: bool) -> None:
        if self.rows is None or not len(self.rows):
            return
        last = self.first_row() + self.visible_rows() - 1
        here = self._chosen[1] if self._chosen else min(last, len(self.rows) - 1)
        row = min(max(here + by, 0), len(self.rows) - 1)
        self._choose(self._chosen[0] if extend and self._chosen else row, row)
        bar = self.verticalScrollBar()
        if row < self.first_row():
            bar.setValue(row)
        elif row >= self.first_row() + self.visible_rows():
            bar.setValue(row - self.visible_rows() + 1)
        announce(self, "".join(self.rows.texts(row, row + 1)))

    def _choose(self, start: int, end: int) -> None:
        self._chosen = (start, end)
        self.viewport().update()

    def _is_chosen(self, row: int) -> bool:
        return self._chosen is not None and min(self._chosen) <= row <= max(self._chosen)

    def _row_at(self, event: QMouseEvent) -> int | None:
        row = self.first_row() + int(event.position().y() - scaled(6)) // self._row_height()
        return row if self.rows and 0 <= row < len(self.rows) else None

    def _scrolled(self, value: int) -> None:
        """Whoever scrolls up wants to read; whoever scrolls to the end wants to follow."""
        self.viewport().update()
        bar = self.verticalScrollBar()
        if bar.isSliderDown() or self.underMouse() or self.hasFocus():
            self._set_following(value >= bar.maximum())

    def _set_following(self, following: bool) -> None:
        if following != self.following:
            self.following = following
            self.follows.emit(following)
