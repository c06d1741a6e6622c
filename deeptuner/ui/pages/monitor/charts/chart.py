"""A chart by step: moving and zooming in it, and reading values off it.

Knows the steps that are shown and how a person changes that by mouse and keys. Does not know the
curves' meaning: `loss.py` and `small.py` draw them; nor how a picture is kept: `canvas.py` does.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent

from deeptuner.ui.pages.monitor.charts.axes import Axis, ValueAxis, write_step
from deeptuner.ui.pages.monitor.charts.canvas import Canvas
from deeptuner.ui.pages.monitor.charts.reading import Reading
from deeptuner.ui.pages.monitor.charts.turns import Turns
from deeptuner.ui.translation import listed, tr
from deeptuner.ui.widgets import announce

ROOM = 0.06  # of the values' span, above and below
EDGE = 0.012  # of the steps, so that a mark at the last one is whole
ZOOM = 0.8
MOVE = 0.1
FLAT = 1e-6  # of a value: what differs by less is one value, of which a float has no digits more
NARROWEST = 4.0  # steps


class Chart(Canvas):
    """`zoomed` tells whether a part is shown, chosen by the person, rather than everything."""

    zoomed = Signal(bool)

    def __init__(
        self,
        name: str,
        *,
        write: Callable[[float, float], str] | None = None,
        height: int = 96,
        bottom: Axis | None = None,
        turns: Turns | None = None,
    ) -> None:
        left = Axis("left", write) if write else ValueAxis()
        super().__init__(name, left, bottom or Axis("bottom", write_step), turns)
        self._height = height
        self._all = (0.0, 1.0)  # steps
        self._part: tuple[float, float] | None = None
        self._dragged: QPointF | None = None
        self._read_at: float | None = None
        self.reading = self.make_reading()
        self.dress()

    def make_reading(self) -> Reading:
        """What shows the values that are read."""
        return Reading(self)

    # what is shown

    def show_steps(self, last: float) -> None:
        """Everything there is to show: from the start to `last`."""
        self._all = (0.0, max(last, NARROWEST))
        self.draw_soon()

    def part(self) -> tuple[float, float]:
        """The steps that are shown."""
        return self._part or self._all

    def reset(self) -> None:
        """Show everything again."""
        self._show_part(None)

    def values(self) -> tuple[float, float] | None:
        """The least and the greatest value to show in `part()`; for the kind of chart to say."""
        raise NotImplementedError

    def words_at(self, step: float) -> list[tuple[str, str, str]]:
        """What is read at a step: (tone, name, value) each; the first is the step itself."""
        raise NotImplementedError

    def nearest(self, step: float) -> float | None:
        """The measured step nearest to one; None when there is none."""
        found = self.lines[0].curve.at(step) if self.lines and self.lines[0].curve else None
        return found[0] if found else None

    def empty(self) -> bool:
        """Whether nothing is measured yet."""
        return not any(line.curve is not None and len(line.curve) for line in self.lines)

    def draw(self) -> None:
        empty = self.empty()
        self._nothing.setVisible(empty)
        self._frame.setVisible(not empty)
        low, high = self.part()
        dots = max(self.box.width(), 100)
        for line in self.lines:
            line.draw(low, high, round(dots))
        across, upright = (low, high + (high - low) * EDGE), self._upright()
        self._left.fit(*upright, self.box.height())
        self._frame.layout().activate()  # the plot is placed beside its numbers before it is drawn
        self.box.setRange(xRange=across, yRange=upright, padding=0)
        self.changed()
        if self._read_at is not None:
            self._read(self._read_at)

    def _upright(self) -> tuple[float, float]:
        """The values from the lower to the upper edge."""
        span = self.values() or (0.0, 1.0)
        tall, size = span[1] - span[0], max(abs(span[0]), abs(span[1]))
        room = (tall if tall > size * FLAT else size) * ROOM or 1.0
        return span[0] - (room / 3 if 0 <= span[0] < room else room), span[1] + room

    # moving and zooming

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Show `factor` times as many steps, with `around` staying where it is."""
        low, high = self.part()
        middle = (low + high) / 2 if around is None else around
        self._show_part((middle - (middle - low) * factor, middle + (high - middle) * factor))

    def move_by(self, share: float) -> None:
        """Move by a share of what is shown."""
        low, high = self.part()
        by = (high - low) * share
        self._show_part((low + by, high + by))

    def _show_part(self, part: tuple[float, float] | None) -> None:
        first, last = self._all
        if part is not None:
            width = max(part[1] - part[0], NARROWEST)
            low = min(max(part[0], first), max(last - width, first))
            part = (low, low + width) if width < last - first else None
        if part == self._part:
            return
        self._part = part
        self.zoomed.emit(part is not None)
        self.draw_soon()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """A wheel scrolls the page, unless the chart has the focus or Ctrl is held."""
        if self.hasFocus() or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            factor = ZOOM if event.angleDelta().y() > 0 else 1 / ZOOM
            self.zoom(factor, self._step_at(event.position()))
            event.accept()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged = event.position()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._dragged = None
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.reset()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._dragged is not None:
            moved = self._step_at(self._dragged) - self._step_at(event.position())
            low, high = self.part()
            if self._part is not None:
                self._show_part((low + moved, high + moved))
            self._dragged = event.position()
        else:
            self._read(self._step_at(event.position()))

    # reading values

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self._read(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self._read(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Left and right read along the curve, + and - zoom, Page Up and Down move, 0 resets."""
        keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Left: lambda: self._read_beside(-1),
            Qt.Key.Key_Right: lambda: self._read_beside(1),
            Qt.Key.Key_Plus: lambda: self.zoom(ZOOM, self._read_at),
            Qt.Key.Key_Equal: lambda: self.zoom(ZOOM, self._read_at),
            Qt.Key.Key_Minus: lambda: self.zoom(1 / ZOOM, self._read_at),
            Qt.Key.Key_PageUp: lambda: self.move_by(-MOVE),
            Qt.Key.Key_PageDown: lambda: self.move_by(MOVE),
            Qt.Key.Key_0: self.reset,
        }
        if work := keys.get(event.key()):
            work()
            event.accept()
        else:
            event.ignore()

    def _read_beside(self, way: int) -> None:
        low, high = self.part()
        self._read((high if self._read_at is None else self._read_at) + way * (high - low) / 60)
        words = self.words_at(self._read_at) if self._read_at is not None else []
        announce(self, listed(f"{name} {value}" for _, name, value in words))

    def _read(self, step: float | None) -> None:
        """Show the values at the measured step nearest to `step`; None hides them."""
        at = None if step is None else self.nearest(step)
        low, high = self.part()
        self._read_at = at if at is not None and low <= at <= high else None
        if self._read_at is None:
            self.reading.hide()
        else:
            self.show_reading(self._read_at)

    def show_reading(self, step: float) -> None:
        """Say what was measured at `step`."""
        self.reading.show_at(self._x_of(step), self.words_at(step))

    def _step_at(self, position: QPointF) -> float:
        return float(self.box.mapSceneToView(self.mapToScene(position.toPoint())).x())

    def _x_of(self, step: float) -> int:
        scene = self.box.mapViewToScene(QPointF(step, 0))
        return int(self.mapFromScene(scene).x())

    def describe(self, summary: str) -> None:
        """What a screen reader says of the chart."""
        keys = tr("Arrow keys read values, + and - zoom, 0 shows everything.")
        self.setAccessibleDescription(f"{summary} {keys}")
