"""A folder of TensorBoard files, shown like a run: its curves, and every other scalar.

Knows the folder's runs and which scalar is shown. Does not read files: the worker does.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from deeptuner.monitor.curves import Told
from deeptuner.monitor.series import Curve
from deeptuner.runs.events import Event
from deeptuner.ui.format import short_path
from deeptuner.ui.pages.monitor.charts.small import SmallChart
from deeptuner.ui.pages.monitor.curves import CurvesPanel
from deeptuner.ui.shell import Shell
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import Told as ErrorTold
from deeptuner.ui.translation import say, tr
from deeptuner.ui.widgets import (
    Button,
    Card,
    Chip,
    ComboBox,
    ErrorState,
    Label,
    Note,
    Panel,
    Skeleton,
    hbox,
    vbox,
)
from deeptuner.words import message_from_json

EMPTY: Final = Curve(np.empty(0), np.empty(0))
LETTERS: Final = 28  # of the names of runs and scalars that are seen
SCALARS: Final = 190  # pixels of height


class ScalarChart(SmallChart):
    """Any scalar: its values may be below 0."""

    def values(self) -> tuple[float, float] | None:
        shown = self._line.values()
        known = shown[np.isfinite(shown)]
        return (float(known.min()), float(known.max())) if len(known) else None


class BoardView(QWidget):
    """`open(folder)` shows it. `left`: the person wants back to the runs."""

    left = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._folder = Path()
        self._curves: dict[str, Curve] = {}
        self.back = Button(tr("Back to the runs"), "ghost", "arrow-left")
        self.runs = ComboBox(tr("Run"))
        self._where = Label("", 12, tone="text2", elide=True)
        self.again = Button(tr("Read again"), icon="arrows-clockwise")
        self.panel = CurvesPanel(shell.preferences)
        self.tags = ComboBox(tr("Scalar"))
        self.scalar = ScalarChart(tr("Scalar"), "blue")
        self._newest = Label("", 12, 600)
        self.note = Note("warn", "")
        self._skeleton = Skeleton(6)
        self._stack = QStackedWidget()
        self._error: QWidget | None = None
        self._lay_out()
        self.back.clicked.connect(self.left)
        self.again.clicked.connect(lambda: self._ask(self.runs.key()))
        self.runs.chosen.connect(self._ask)
        self.tags.chosen.connect(self._show_scalar)

    def open(self, folder: Path) -> None:
        self._folder = folder
        self._where.setText(short_path(folder))
        self._where.setToolTip(str(folder))
        self.runs.set_choices([], "")
        self.panel.begin()
        self._ask("")

    def _lay_out(self) -> None:
        for box in (self.runs, self.tags):
            box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(LETTERS)
        only = Chip(tr("TensorBoard, read only"), "info")
        bar = Panel(
            "bar",
            hbox(
                self.back, self.runs, only, (self._where, 1), self.again, margins=(16, 11, 16, 12)
            ),
        )
        scalars = Card(tr("All scalars"), self._newest, self.tags)
        self.tags.setFixedWidth(self.tags.sizeHint().width())
        scalars.body.addWidget(self.scalar, 1)
        scalars.setMinimumHeight(scaled(SCALARS))
        self.note.hide()
        self._content = QWidget()
        self._content.setLayout(
            vbox(self.note, (self.panel, 5), (scalars, 2), gap=12, margins=(16, 12, 16, 12))
        )
        waiting = QWidget()
        waiting.setLayout(vbox(self._skeleton, None, margins=(16, 16, 16, 16)))
        for part in (waiting, self._content):
            self._stack.addWidget(part)
        self.setLayout(vbox(bar, (self._stack, 1), gap=0))

    # reading

    def _ask(self, run: str) -> None:
        if not self._curves:
            self._skeleton.start()
            self._stack.setCurrentIndex(0)
        self.again.set_busy(True)
        given = {"folder": str(self._folder), "run": run}
        self._shell.worker.ask("board", given, self._told, self._failed, owner=self, latest="board")

    def _told(self, answer: Mapping[str, Any]) -> None:
        self.again.set_busy(False)
        self._skeleton.stop()
        self._stack.setCurrentWidget(self._content)
        self.runs.set_choices([(run, _run_words(run)) for run in answer["runs"]], answer["run"])
        self._curves = {tag: _curve(points) for tag, points in answer["curves"].items()}
        usual = answer["usual"]
        self.panel.show_told(self._as_run(usual))
        problems = [say(message_from_json(problem)) for problem in answer["problems"]]
        self.note.set_text(tr("A part of it cannot be read"), "\n".join(problems))
        self.note.setVisible(bool(problems))
        self._offer(sorted(self._curves), usual)

    def _failed(self, told: ErrorTold) -> None:
        self.again.set_busy(False)
        self._skeleton.stop()
        if self._error is not None:
            self._stack.removeWidget(self._error)
            self._error.deleteLater()
        self._error = ErrorState(told)
        self._stack.addWidget(self._error)
        self._stack.setCurrentWidget(self._error)

    # showing

    def _as_run(self, usual: Mapping[str, str]) -> Told:
        """The usual curves as those of a run."""
        named = {name: self._curves[tag] for name, tag in usual.items()}
        ends = [float(curve.x[-1]) for curve in named.values() if len(curve)]
        newest = Event("step", 0.0, 1, {"step": max(ends)}) if ends else None
        return Told(
            named.get("loss", EMPTY),
            named.get("eval_loss", EMPTY),
            named.get("learning_rate", EMPTY),
            named.get("grad_norm", EMPTY),
            newest,
        )

    def _offer(self, tags: list[str], usual: Mapping[str, str]) -> None:
        """All scalars; first one that is not among the curves above."""
        others = [tag for tag in tags if tag not in usual.values()]
        before = self.tags.key()
        chosen = before if before in tags else next(iter([*others, *tags]), "")
        self.tags.set_choices([(tag, tag) for tag in tags], chosen)
        self._show_scalar(chosen)

    def _show_scalar(self, tag: str) -> None:
        curve = self._curves.get(tag, EMPTY)
        self.scalar.name = tag
        self.scalar.reset()
        last = float(curve.x[-1]) if len(curve) else 0.0
        self._newest.setText(self.scalar.show_curve(curve, last))


def _run_words(run: str) -> str:
    return tr("this folder") if run == "." else run


def _curve(points: Mapping[str, list[float | None]]) -> Curve:
    """A value that is no number comes as null."""
    x, y = (np.array(points[name], dtype=np.float64) for name in ("x", "y"))
    return Curve(x, y)
