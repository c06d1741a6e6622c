"""The line at the window's lower edge: what is open, and the run that goes on.

Knows the workspace's names and the newest running run. Does not know a page; a click on the run
asks the navigator.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from deeptuner.ui.format import NOTHING, short_path, whole
from deeptuner.ui.services.run_list import RunEntry, Standing
from deeptuner.ui.services.temperatures import Temperatures, Warmth
from deeptuner.ui.shell import Shell
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, IconLabel, Label, Panel, hbox

HEIGHT = 29
MOST_NAMED = 4  # GPUs that are each shown with their temperature


class Fact(QWidget):
    """An icon and a name, which gives way when the window is narrow."""

    def __init__(self, icon: str, what: str) -> None:
        super().__init__()
        self._what = what
        self._label = _Fitting("", 12, 400, "text2", elide=True)
        self.setLayout(hbox(IconLabel(icon, "text3", 14), self._label, gap=6))
        self.set("")

    def set(self, text: str) -> None:
        self._label.setText(text)
        self.setAccessibleName(f"{self._what}: {text}")
        self.setVisible(bool(text))


class _Fitting(Label):
    """As wide as its text where there is room."""

    def setText(self, text: str, /) -> None:  # noqa: N802 - Qt's name
        super().setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(min(self.fontMetrics().horizontalAdvance(text) + 2, scaled(60)))

    def sizeHint(self) -> QSize:  # noqa: N802
        hint = super().sizeHint()
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(max(hint.width(), width), hint.height())


class StatusBar(Panel):
    """Folder, model and dataset at the left, the run at the right."""

    def __init__(self, shell: Shell) -> None:
        super().__init__("status")
        self._shell = shell
        self._started = False
        self._folder = Fact("folder-open", tr("Folder"))
        self._model = Fact("cube", tr("Model"))
        self._dataset = Fact("database", tr("Dataset"))
        self._warm = Fact("cpu", tr("GPU temperature"))
        self._temperatures = Temperatures(shell.runs, self)
        self._empty = Label(tr("No experiment open"), 12, 400, "text3")
        self._idle = Label(tr("No run in progress"), 12, 400, "text3")
        self._dot = IconLabel("circle-fill", "ok", 8)
        self._run = Button("", "link", size="sm")
        self._run.clicked.connect(self._go)
        self.setLayout(
            hbox(
                self._empty,
                self._folder,
                self._model,
                self._dataset,
                None,
                self._idle,
                hbox(self._dot, self._run, gap=4),
                self._warm,
                gap=14,
                margins=(16, 0, 12, 0),
            )
        )
        self.setFixedHeight(scaled(HEIGHT))
        self._listen()
        self._show_folder()
        self._show_run()

    def _listen(self) -> None:
        workspace, runs = self._shell.workspace, self._shell.runs
        workspace.folder_changed.connect(self._show_folder)
        for signal in (workspace.model_changed, workspace.dataset_changed):
            signal.connect(self._show_choice)
        for signal in (runs.changed, runs.progressed):
            signal.connect(self._show_run)
        self._temperatures.changed.connect(self._show_warmth)

    def _show_folder(self) -> None:
        folder = self._shell.workspace.folder
        self._empty.setVisible(folder is None)
        self._folder.set(short_path(folder) if folder else "")
        self._model.set("")
        self._dataset.set("")
        self._show_choice()

    def start(self) -> None:
        """Show what was chosen from now on: that loads the settings, which takes its time."""
        self._started = True
        self._show_choice()

    def _show_choice(self) -> None:
        if self._shell.workspace.folder is None or not self._started:
            return
        values = self._shell.workspace.values
        self._model.set(Path(values["model.path"]).name)
        self._dataset.set(Path(values["data.dataset"]).name)

    def _show_run(self) -> None:
        run = self._shell.runs.active()
        for widget in (self._dot, self._run):
            widget.setVisible(run is not None)
        self._idle.setVisible(run is None)
        if run is not None:
            self._run.set_text(run_words(run, self._shell.runs.standing(run.name)))
            self._run.setToolTip(run.name)

    def _show_warmth(self, warmth: Sequence[Warmth]) -> None:
        self._warm.set(warmth_words(warmth))
        self._warm.setToolTip(", ".join(_gpu_words(one) for one in warmth))

    def _go(self) -> None:
        run = self._shell.runs.active()
        if run is not None:
            self._shell.navigator.open("monitor", run.name)


def warmth_words(warmth: Sequence[Warmth]) -> str:
    """`GPU0 64 °C  GPU1 61 °C`; of many the hottest."""
    if len(warmth) <= MOST_NAMED:
        return "   ".join(_gpu_words(one) for one in warmth)
    known = [one.temperature for one in warmth if one.temperature is not None]
    hottest = f"{whole(max(known))} °C" if known else NOTHING
    return tr("{count} GPUs, hottest {temperature}", count=len(warmth), temperature=hottest)


def _gpu_words(one: Warmth) -> str:
    value = NOTHING if one.temperature is None else f"{whole(one.temperature)} °C"
    return f"GPU{one.number} {value}"


def run_words(run: RunEntry, standing: Standing) -> str:
    """How a running run stands, in a few words."""
    if run.status == "stopping":
        return tr("Stopping and saving")
    if standing.step is not None and standing.max_steps:
        step, steps = whole(standing.step), whole(standing.max_steps)
        return tr("Training: step {step} of {steps}", step=step, steps=steps)
    return {
        "checking": tr("Checking the settings"),
        "preparing": tr("Preparing the dataset"),
        "loading": tr("Loading the model"),
        "evaluating": tr("Evaluating"),
        "saving": tr("Saving"),
        "finishing": tr("Finishing"),
    }.get(standing.phase, tr("Training is starting"))
