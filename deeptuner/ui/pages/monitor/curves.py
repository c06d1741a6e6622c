"""The curves of a run: loss large, learning rate and grad norm small.

Knows legends, the smoothing slider and the buttons for the whole picture. Does not draw curves:
`charts/` does.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider, QWidget

from deeptuner.monitor.curves import Told
from deeptuner.ui.pages.monitor.charts.loss import LossChart
from deeptuner.ui.pages.monitor.charts.small import SmallChart
from deeptuner.ui.pages.monitor.charts.turns import Turns
from deeptuner.ui.preferences import Preferences
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Card, HelpButton, IconButton, Label, hbox, settle, vbox

USUAL_SMOOTHING = 90  # hundredths
MOST_SMOOTHING = 99
BETWEEN_MS = 100  # between two charts
REMEMBERED = "monitor/smoothing"


class Key(QWidget):
    """A piece of a curve beside its name and newest value."""

    def __init__(self, tone: str, dashed: bool = False) -> None:
        super().__init__()
        self._tone, self._dashed = tone, dashed
        self.label = Label("", 12, 500, tone="text2")
        self.setLayout(hbox(scaled(30), self.label, gap=0))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(getattr(tokens, self._tone))
        painter.setPen(QPen(colour, 2))
        middle, width = self.height() / 2, scaled(22)
        painter.drawLine(QPointF(1, middle), QPointF(width, middle))
        if self._dashed:
            painter.setBrush(QColor(tokens.surface))
            painter.setPen(QPen(colour, 1.6))
            painter.drawEllipse(QPointF(width / 2, middle), scaled(3.5), scaled(3.5))


class Smoothing(QWidget):
    """`changed` tells the weight on what was before, 0 to 0.99."""

    changed = Signal(float)

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, MOST_SMOOTHING)
        self.slider.setFixedWidth(scaled(84))
        self.slider.setAccessibleName(tr("Smoothing"))
        self.slider.setToolTip(tr("How much the train loss is averaged over the steps before."))
        self._value = Label("", 12, 500)
        self._value.setMinimumWidth(self._value.fontMetrics().horizontalAdvance("0.99"))
        self.setLayout(hbox(Label(tr("Smoothing"), 12, tone="text2"), self.slider, self._value))
        self.slider.setValue(_remembered(preferences))
        self.slider.valueChanged.connect(self._moved)
        self._show()

    @property
    def weight(self) -> float:
        return self.slider.value() / 100

    def _moved(self) -> None:
        self._show()
        self._preferences.set(REMEMBERED, str(self.slider.value()))
        self.changed.emit(self.weight)

    def _show(self) -> None:
        self._value.setText(f"{self.weight:.2f}")


class CurvesPanel(QWidget):
    """`show_told` draws what a run has told. `wants_help` carries a term of the Help page."""

    wants_help = Signal(str)

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._train, self._eval = Key("blue"), Key("orange", dashed=True)
        self._smoothing = Smoothing(preferences)
        self._whole = IconButton("arrow-counter-clockwise", tr("Show all steps again"))
        self.turns = turns = Turns(self)
        self.loss = LossChart(turns)
        self.rate = SmallChart(tr("Learning rate"), "teal", turns)
        self.norm = SmallChart(tr("Grad norm"), "plum", turns)
        self._rate_value, self._norm_value = Label("", 12, 600), Label("", 12, 600)
        self._told: Told | None = None
        self._drawn: Told | None = None
        self._waiting: list[Callable[[Told], None]] = []
        self._turn = QTimer(self, singleShot=True, interval=BETWEEN_MS)
        self._turn.timeout.connect(self._draw_next)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        legend = (self._train, self._eval, self._smoothing, self._whole)
        loss = Card(tr("Loss"), *legend, help=self._help(tr("Loss"), "loss-function"))
        loss.body.addWidget(self.loss, 1)
        rate_help = self._help(tr("Learning rate"), "learning-rate")
        rate = Card(tr("Learning rate"), self._rate_value, help=rate_help)
        rate.body.addWidget(self.rate, 1)
        norm = Card(
            tr("Grad norm"), self._norm_value, help=self._help(tr("Grad norm"), "grad-norm")
        )
        norm.body.addWidget(self.norm, 1)
        self.setLayout(vbox((loss, 5), (hbox((rate, 1), (norm, 1), gap=12), 3), gap=12))

    def _help(self, about: str, term: str) -> HelpButton:
        button = HelpButton(about)
        button.clicked.connect(lambda: self.wants_help.emit(term))
        return button

    def _connect(self) -> None:
        self._whole.hide()
        self.loss.smooth(self._smoothing.weight)
        self._smoothing.changed.connect(self._smooth)
        self._whole.clicked.connect(self.loss.reset)
        self.loss.zoomed.connect(self._whole.setVisible)

    def show_told(self, told: Told) -> None:
        """Draw it, one chart after the other, so that the window stays quick. What comes while
        that is going on is drawn in the next round."""
        self._told = told
        if self._drawn is None:
            self._draw_next()
        elif not self._turn.isActive():
            self._turn.start()  # what is told of the run is shown in this turn

    def begin(self) -> None:
        """Another run: everything is shown from its start."""
        self.loss.reset()

    def _draw_next(self) -> None:
        if not self._waiting:
            if self._told is None or self._told is self._drawn:
                return
            self._drawn = self._told
            self._waiting = [self._draw_loss, self._draw_rate, self._draw_norm]
        assert self._drawn is not None
        self._waiting.pop(0)(self._drawn)
        self._turn.start()

    def _draw_loss(self, told: Told) -> None:
        self.loss.show_told(told)
        self._show_newest()

    def _draw_rate(self, told: Told) -> None:
        self._rate_value.setText(self.rate.show_curve(told.learning_rate, told.last))

    def _draw_norm(self, told: Told) -> None:
        self._norm_value.setText(self.norm.show_curve(told.grad_norm, told.last))

    def _smooth(self, weight: float) -> None:
        self.loss.smooth(weight)
        self._show_newest()

    def _show_newest(self) -> None:
        train, evaluation = self.loss.newest()
        self._train.label.setText(tr("train {loss}", loss=train))
        self._eval.label.setText(tr("eval {loss}", loss=evaluation))
        self._eval.setVisible(bool(self._told and len(self._told.evaluation)))
        for key in (self._train, self._eval):
            settle(key, self)


def _remembered(preferences: Preferences) -> int:
    kept = preferences.get(REMEMBERED)
    return min(int(kept), MOST_SMOOTHING) if kept.isdecimal() else USUAL_SMOOTHING
