"""The curves of all learning rate schedulers, and the warmup by itself."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from deeptuner.settings.catalog import spec_by_path
from deeptuner.ui.pages.help.figures.canvas import Canvas, Point
from deeptuner.ui.pages.help.figures.figure import Figure
from deeptuner.ui.pages.help.figures.schedule_shapes import TOTAL, WARMUP, rates_of
from deeptuner.ui.translation import tr

COLUMNS = 3
PANEL_WIDTH, PANEL_HEIGHT = 188.0, 96.0
GAP_X, GAP_Y = 18.0, 16.0
TITLE = 20.0


def kinds() -> tuple[str, ...]:
    return tuple(str(kind) for kind in spec_by_path()["training.lr_scheduler_type"].choices)


def points_in(area: QRectF, rates: list[float]) -> list[Point]:
    """Shares from 0 to 1, spread over the area."""
    last = len(rates) - 1
    return [
        (area.x() + area.width() * at / last, area.bottom() - area.height() * rate)
        for at, rate in enumerate(rates)
    ]


class SchedulersFigure(Figure):
    """One small plot for each scheduler type."""

    HEIGHT = round(4 * (PANEL_HEIGHT + TITLE) + 3 * GAP_Y + 4)

    def describe(self) -> str:
        return tr(
            "Twelve small plots of the learning rate over the steps, one for each scheduler type. "
            "The table below says how each one moves."
        )

    def draw(self, canvas: Canvas) -> None:
        for at, kind in enumerate(kinds()):
            row, column = divmod(at, COLUMNS)
            left = column * (PANEL_WIDTH + GAP_X)
            top = row * (PANEL_HEIGHT + TITLE + GAP_Y)
            self._panel(canvas, QRectF(left, top, PANEL_WIDTH, PANEL_HEIGHT + TITLE), kind)

    def _panel(self, canvas: Canvas, area: QRectF, kind: str) -> None:
        title = QRectF(area.x(), area.y(), area.width(), TITLE)
        canvas.text(title, kind, 11, 500, "text", "left", mono=True)
        plot = area.adjusted(0, TITLE + 2, 0, 0)
        canvas.box(plot, "border", 0.0, 1, 6)
        canvas.curve(points_in(plot.adjusted(8, 10, -8, -10), rates_of(kind)), "accent_text")


class WarmupFigure(Figure):
    """The first part of a cosine schedule, with the warmup marked."""

    HEIGHT = 170

    def describe(self) -> str:
        return tr(
            "The learning rate rises in a straight line during warmup and then falls along the "
            "curve of its scheduler."
        )

    def draw(self, canvas: Canvas) -> None:
        plot = QRectF(30, 22, 540, 118)
        warm = plot.width() * WARMUP / TOTAL
        canvas.box(QRectF(plot.x(), plot.y(), warm, plot.height()), "accent", 0.12, 0, 0)
        canvas.line((plot.x(), plot.bottom()), (plot.right(), plot.bottom()), "control")
        canvas.line((plot.x(), plot.y()), (plot.x(), plot.bottom()), "control")
        canvas.curve(points_in(plot.adjusted(0, 8, 0, 0), rates_of("cosine")), "accent_text")
        canvas.text(
            QRectF(plot.x() + warm + 6, 118, 200, 20), tr("warmup"), 12, 500, "accent", "left"
        )
        canvas.text(
            QRectF(plot.x() + warm - 60, 4, 240, 18), tr("the rate you set"), 12, side="left"
        )
        canvas.text(QRectF(plot.x(), 144, 540, 20), tr("steps"), 12)
