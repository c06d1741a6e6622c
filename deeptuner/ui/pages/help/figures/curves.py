"""Train and eval loss of a run that goes well, and of runs that do not."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QRectF

from deeptuner.ui.pages.help.figures.canvas import Canvas, Point
from deeptuner.ui.pages.help.figures.curve_shapes import EVALUATIONS, RUNS, STEPS, Run
from deeptuner.ui.pages.help.figures.figure import Figure
from deeptuner.ui.translation import tr

PLOT = QRectF(34, 10, 430, 150)


def eval_points(area: QRectF, run: Run) -> list[Point]:
    """Where in the area each evaluation lies."""
    return [
        (area.x() + area.width() * (at + 1) / EVALUATIONS, area.bottom() - area.height() * loss)
        for at, loss in enumerate(run.evals)
    ]


def draw_run(canvas: Canvas, area: QRectF, run: Run, best: bool = True) -> None:
    """Axes, the train loss in solid blue, the eval loss in dashed orange with circles."""
    train = [
        (area.x() + area.width() * at / STEPS, area.bottom() - area.height() * loss)
        for at, loss in enumerate(run.train)
    ]
    canvas.line((area.x(), area.bottom()), (area.right(), area.bottom()), "control")
    canvas.line((area.x(), area.y()), (area.x(), area.bottom()), "control")
    canvas.curve(train, "blue", 1.5)
    points = eval_points(area, run)
    canvas.curve(points, "orange", 2, dash=True, circles=True)
    if best:
        at = points[run.best]
        canvas.star((at[0], at[1] - 14))


def draw_legend(canvas: Canvas, left: float, top: float, best: bool = True) -> None:
    """What the two lines and the star mean."""
    canvas.line((left, top + 9), (left + 26, top + 9), "blue", 2)
    canvas.text(QRectF(left + 32, top, 92, 18), tr("train loss"), 12, side="left")
    canvas.curve([(left, top + 29), (left + 26, top + 29)], "orange", 2, dash=True)
    canvas.dot((left + 13, top + 29), "orange", 3, hollow=True)
    canvas.text(QRectF(left + 32, top + 20, 92, 18), tr("eval loss"), 12, side="left")
    if best:
        canvas.star((left + 13, top + 49))
        canvas.text(QRectF(left + 32, top + 40, 92, 18), tr("best"), 12, side="left")


class RunFigure(Figure):
    """One imagined run with its legend."""

    HEIGHT = 190
    RUN: ClassVar[str]
    BEST: ClassVar[bool] = True

    def run(self) -> Run:
        return RUNS[self.RUN]

    def draw(self, canvas: Canvas) -> None:
        draw_run(canvas, PLOT, self.run(), self.BEST)
        canvas.text(QRectF(PLOT.x(), 164, PLOT.width(), 20), tr("steps"), 12)
        canvas.painter.save()
        canvas.painter.translate(14, PLOT.center().y())
        canvas.painter.rotate(-90)
        canvas.text(QRectF(-60, -10, 120, 20), tr("loss"), 12)
        canvas.painter.restore()
        draw_legend(canvas, 480, 14, self.BEST)


class WellFit(RunFigure):
    RUN = "well-fit"

    def describe(self) -> str:
        return tr("Train and eval loss fall and level off close together.")


class Overfitting(RunFigure):
    RUN = "overfitting"

    def describe(self) -> str:
        return tr(
            "The train loss goes on falling while the eval loss turns upwards. The best checkpoint "
            "is where the eval loss was lowest."
        )


class Underfitting(RunFigure):
    RUN = "underfitting"

    def describe(self) -> str:
        return tr("Train and eval loss are still high and still falling when the run ends.")


class Plateau(RunFigure):
    RUN = "plateau"
    BEST = False

    def describe(self) -> str:
        return tr("Train and eval loss stay at the same high value from beginning to end.")


class Divergence(RunFigure):
    RUN = "divergence"

    def describe(self) -> str:
        return tr("Both losses fall at first, then rise steeply in the middle of the run.")


class EarlyStopping(RunFigure):
    """The overfitting run, ended once patience has run out."""

    RUN = "overfitting"
    PATIENCE = 3

    def describe(self) -> str:
        return tr(
            "The eval loss has its lowest point, marked with a star. Three evaluations without an "
            "improvement later, the training ends."
        )

    def run(self) -> Run:
        return RUNS[self.RUN].until(RUNS[self.RUN].best + self.PATIENCE)

    def draw(self, canvas: Canvas) -> None:
        super().draw(canvas)
        stop = PLOT.x() + PLOT.width() * self.run().share
        canvas.line((stop, 6), (stop, PLOT.bottom()), "danger", 2)
        told = QRectF(stop + 6, 12, PLOT.right() - stop - 8, 34)
        canvas.text(told, tr("training ends"), 12, 600, "danger", "left", wrap=True)


class Curves(Figure):
    """Four shapes side by side."""

    HEIGHT = 300

    def describe(self) -> str:
        return tr(
            "Four pairs of curves. Well-fit: both losses fall and level off. Overfitting: the eval "
            "loss turns upwards. Underfitting: both still fall at the end. Divergence: both rise."
        )

    def draw(self, canvas: Canvas) -> None:
        titles = {
            "well-fit": tr("Well-fit"),
            "overfitting": tr("Overfitting"),
            "underfitting": tr("Underfitting"),
            "divergence": tr("Divergence"),
        }
        for at, (name, title) in enumerate(titles.items()):
            left, top = (at % 2) * 310.0, (at // 2) * 154.0
            canvas.text(QRectF(left, top, 280, 20), title, 13, 600, "text", "left")
            draw_run(canvas, QRectF(left + 4, top + 24, 280, 112), RUNS[name])
