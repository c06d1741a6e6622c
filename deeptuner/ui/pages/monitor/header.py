"""The bar at the top of Monitor: which run, how it stands, what can be done.

Knows where each word and button stands. Does not read runs and starts no command.
"""

from __future__ import annotations

import time

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from deeptuner.monitor.following import RunNow
from deeptuner.runs.state import ENDED
from deeptuner.ui.format import moment
from deeptuner.ui.pages.monitor import standing
from deeptuner.ui.pages.monitor.run_picker import RunPicker
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import (
    Button,
    Chip,
    IconButton,
    Label,
    Panel,
    Progress,
    hbox,
    settle,
    vbox,
)

COMPACT = 1400  # pixels of width below which `started …` is left out


class Header(Panel):
    """`wants_*`: the person pressed a button. `show_run` shows how a run stands."""

    wants_stop = Signal()
    wants_save = Signal()
    wants_resume = Signal()
    wants_board = Signal()
    wants_merge = Signal()
    wants_compare = Signal()
    wants_folder = Signal()

    def __init__(self) -> None:
        super().__init__("bar")
        self.picker = RunPicker()
        self.chip = Chip("")
        self._said = Label("", 12, tone="text2", elide=True)
        self.stop = Button(tr("Stop and save"), "danger", "stop-circle")
        self.save = Button(tr("Save now"), icon="floppy-disk")
        self.resume = Button(tr("Resume"), icon="play")
        self.merge = Button(tr("Merge Model"), icon="git-merge")
        self.board = Button(tr("Open Tensorboard"), icon="arrow-square-out")
        self.compare = Button(tr("Compare"), icon="chart-line-up")
        self.folder = IconButton("folder-open", tr("Open TensorBoard folder…"))
        self.progress = Progress(tr("Progress"))
        self.share = Label("", 13, 600)
        self.figures = Figures()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        acts = (self.stop, self.save, self.resume, self.merge)
        buttons = (*acts, self.compare, self.board, self.folder)
        first = hbox(self.picker, self.chip, (self._said, 1), *buttons)
        second = hbox((self.progress, 1), self.share, self.figures, gap=14)
        self.setLayout(vbox(first, second, gap=10, margins=(16, 11, 16, 12)))

    def _connect(self) -> None:
        self.stop.clicked.connect(self.wants_stop)
        self.save.clicked.connect(self.wants_save)
        self.resume.clicked.connect(self.wants_resume)
        self.board.clicked.connect(self.wants_board)
        self.merge.clicked.connect(self.wants_merge)
        self.compare.clicked.connect(self.wants_compare)
        self.folder.clicked.connect(self.wants_folder)

    def show_run(self, now: RunNow) -> None:
        self.chip.set(*standing.chip_of(now))
        self.chip.show()
        share = 0.0 if now.problem else standing.progress(now)
        self.progress.set(share)
        self.progress.set_tone("danger" if now.status == "failed" else "accent")
        self.share.setText("" if now.problem else standing.progress_words(now))
        self.show_buttons(now)
        self.tick(now)

    def allow_board(self, refusal: str) -> None:
        _allow(self.board, refusal, "")

    def show_buttons(self, now: RunNow | None) -> None:
        """Those that have a meaning now; one that cannot be pressed says why."""
        over = now is not None and (now.problem is not None or now.status in ENDED)
        resumable = not standing.resume_refusal(now)
        self.stop.setVisible(not over)
        self.save.setVisible(not over)
        self.resume.setVisible(resumable)
        self.merge.setVisible(now is not None and now.status == "finished" and not now.problem)
        _allow(self.stop, standing.stop_refusal(now), tr("Saves a checkpoint, then ends the run."))
        _allow(self.save, standing.save_refusal(now), tr("Saves a checkpoint (Ctrl+Shift+S)."))

    def tick(self, now: RunNow) -> None:
        """What changes with the clock."""
        self.figures.set([] if now.problem else standing.figures(now, time.time()))
        self._say(now)
        settle(self.figures, self)

    def show_nothing(self) -> None:
        """No run is chosen."""
        self.chip.hide()
        self._said.setText("")
        self.progress.set(0.0)
        self.share.setText("")
        self.figures.set([])
        self.show_buttons(None)

    def _say(self, now: RunNow) -> None:
        words = standing.phase_words(now)
        if not words and now.active and standing.save_refusal(now):
            words = standing.save_refusal(now)  # why `Save now` cannot be pressed, beside it
        if not words and now.state and now.state.started and self.width() >= COMPACT:
            words = tr("started {time}", time=moment(now.state.started))
        self._said.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._said.setVisible(True)


class Figures(QWidget):
    """Names and values in a row."""

    def __init__(self) -> None:
        super().__init__()
        self._row = hbox(gap=14)
        self._labels: list[tuple[Label, Label]] = []
        self.setLayout(self._row)

    def set(self, figures: list[standing.Figure]) -> None:
        while len(self._labels) < len(figures):
            pair = Label("", 12, tone="text2"), Label("", 13, 600)
            self._row.addLayout(hbox(*pair, gap=6))
            self._labels.append(pair)
        for number, (name, value) in enumerate(self._labels):
            shown = number < len(figures)
            name.setVisible(shown)
            value.setVisible(shown)
            if shown:
                name.setText(figures[number].name)
                value.setText(figures[number].value)
                value.setAccessibleName(f"{figures[number].name} {figures[number].value}")


def _allow(button: Button, refusal: str, tip: str) -> None:
    if not button.property("busy"):
        button.setEnabled(not refusal)
    button.setToolTip(refusal or tip)
    button.setAccessibleDescription(refusal or tip)
