"""Several runs of the experiment side by side: tick them, see their losses and what differs.

Knows which runs are ticked and along what they are drawn. Each is followed beside the event loop;
nothing is read here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from deeptuner.monitor.comparing import AXES, Axis, Compared, follow_compared
from deeptuner.runs.folder import RunFolder
from deeptuner.ui.pages.monitor.comparing.chart import CompareChart, RunCurve
from deeptuner.ui.pages.monitor.comparing.laid import Laid
from deeptuner.ui.pages.monitor.comparing.looks import LOOKS, Look, RunKey
from deeptuner.ui.pages.monitor.comparing.picks import Picks, PicksTable
from deeptuner.ui.pages.monitor.comparing.table import CompareTable
from deeptuner.ui.pages.monitor.curves import Smoothing
from deeptuner.ui.services.looking import Looking
from deeptuner.ui.services.run_list import RunEntry
from deeptuner.ui.shell import Shell
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import explain, tr
from deeptuner.ui.widgets import (
    Button,
    Card,
    EmptyState,
    FlowLayout,
    IconButton,
    Label,
    Note,
    Panel,
    SearchField,
    Segmented,
    Table,
    Toast,
    hbox,
    vbox,
)

LIST_WIDTH: Final = 300  # pixels
SOON_MS: Final = 60  # in which what several runs tell is drawn at once
ENDED: Final = object()
REMEMBERED: Final = "monitor/compare-along"


class CompareView(QWidget):
    """`show_runs` offers runs, `tick` chooses one. `left`: the person wants back to the run."""

    left = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._looking: dict[str, Looking] = {}
        self.told: dict[str, Compared] = {}
        self._named: dict[str, Look] = {}  # those that the legend names
        self.picks = Picks()
        self.list = PicksTable(self.picks)
        self.search = SearchField(tr("Find runs"))
        self.along = Segmented(
            [
                ("step", tr("Steps"), None),
                ("tokens", tr("Tokens"), None),
                ("time", tr("Time"), None),
            ]
        )
        self.smoothing = Smoothing(shell.preferences)
        self.back = Button(tr("Back to the run"), "ghost", "arrow-left")
        self.reset = IconButton("arrow-counter-clockwise", tr("Show everything again"))
        self.model = CompareTable()
        self.table = Table(self.model)
        self.note = Note("warn", "")
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._draw_anew)
        self._laid = Laid()
        self._drawing: Iterator[None] = iter(())
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._draw_next)
        self._lay_out()
        self._make_charts()
        self._connect()

    # what is compared

    def show_runs(self, entries: Sequence[RunEntry]) -> None:
        self.picks.set(entries)

    def tick(self, name: str) -> None:
        if name not in self.picks.ticked:
            self.picks.tick(name)

    def end(self) -> None:
        """Follow nothing any more."""
        for looking in self._looking.values():
            looking.stop()
            looking.deleteLater()
        self._looking.clear()
        self.told.clear()

    def follow_ticked(self) -> None:
        """Follow the runs that are ticked, and no others."""
        experiment = self._shell.workspace.experiment
        ticked = self.picks.ticked if experiment else {}
        for name in [name for name in self._looking if name not in ticked]:
            looking = self._looking.pop(name)
            looking.stop()
            looking.deleteLater()
            self.told.pop(name, None)
        for name in ticked:
            if name not in self._looking and experiment:
                look = follow_compared(RunFolder(experiment.runs_dir / name))
                looking = Looking(look, self, f"compares {name}")
                looking.told.connect(partial(self._take, name))
                looking.start()
                self._looking[name] = looking
        self._soon.start()

    # building

    def _lay_out(self) -> None:
        self.along.setAccessibleName(tr("What the curves are drawn along"))
        kept = self._shell.preferences.get(REMEMBERED)
        self.along.set_key(kept if kept in AXES else "step")
        bar = Panel(
            "bar",
            hbox(
                self.back,
                Label(tr("Compare runs"), 15, 600),
                None,
                self.along,
                self.smoothing,
                self.reset,
                margins=(16, 11, 16, 12),
            ),
        )
        runs = Card(tr("Runs"))
        runs.body.addWidget(self.search)
        runs.body.addWidget(self.list, 1)
        runs.setFixedWidth(scaled(LIST_WIDTH))
        self._keys = QWidget()
        self._flow = FlowLayout(self._keys, gap=16)
        self._train, self._eval = Card(tr("Train loss, smoothed")), Card(tr("Eval loss"))
        self._charts = QWidget()
        self._charts.setLayout(vbox((self._train, 1), (self._eval, 1), gap=12))
        below = Card(tr("What differs"))
        below.body.addWidget(self.table, 1)
        self.table.setAccessibleName(tr("Results and settings of the runs"))
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._filled = QWidget()
        self._filled.setLayout(vbox(self.note, self._keys, (self._charts, 5), (below, 4), gap=12))
        self._empty = EmptyState("chart-line-up", tr("Tick the runs that you want to compare."))
        content = QWidget()
        row = hbox(runs, (self._filled, 1), (self._empty, 1), gap=12, margins=(16, 12, 16, 12))
        content.setLayout(row)
        self.note.hide()
        self._filled.hide()
        self.setLayout(vbox(bar, (content, 1), gap=0))

    def _make_charts(self) -> None:
        """Anew for another axis, along which nothing of the old one has a meaning."""
        along = self._along()
        self.train = CompareChart(tr("Train loss, smoothed"), along)
        self.evaluation = CompareChart(tr("Eval loss"), along)
        for card, chart in ((self._train, self.train), (self._eval, self.evaluation)):
            for old in card.findChildren(CompareChart):
                card.body.removeWidget(old)
                old.hide()
                old.deleteLater()
            card.body.addWidget(chart, 1)
            chart.zoomed.connect(self._zoomed)
        self.reset.hide()

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.search.text_changed.connect(self.picks.filter)
        self.picks.changed.connect(self.follow_ticked)
        self.list.refused.connect(self._refuse)
        self.along.changed.connect(self._turn)
        self.smoothing.changed.connect(lambda _: self._soon.start())
        self.reset.clicked.connect(self._show_all)

    def _along(self) -> Axis:
        return next(axis for axis in AXES if axis == self.along.key())

    # what a person does

    def _turn(self, key: str) -> None:
        self._shell.preferences.set(REMEMBERED, key)
        self._make_charts()
        self._draw_anew()

    def _refuse(self) -> None:
        most = len(LOOKS)
        Toast.show_in(self, tr("{count} runs can be compared at once.", count=most), "info")

    def _show_all(self) -> None:
        self.train.reset()
        self.evaluation.reset()

    def _zoomed(self) -> None:
        self.reset.setVisible(self.train.zoomed_in or self.evaluation.zoomed_in)

    # showing

    def _take(self, name: str, compared: Compared) -> None:
        self.told[name] = compared
        if not self._soon.isActive():
            self._soon.start()

    def _draw_anew(self) -> None:
        """Draw what is known by now, a part each turn of the event loop: a long curve takes some
        milliseconds to be laid along an axis and smoothed."""
        self._drawing = self._draw()
        self._turns.start()

    def _draw_next(self) -> None:
        if next(self._drawing, ENDED) is ENDED:
            self._turns.stop()

    def _draw(self) -> Iterator[None]:
        ticked = self.picks.ticked
        self._filled.setVisible(bool(ticked))
        self._empty.setVisible(not ticked)
        self._laid.keep(ticked)
        self._show_keys(ticked)
        shown = [(self.told[name], look) for name, look in ticked.items() if name in self.told]
        yield
        along, weight = self._along(), self.smoothing.weight
        train, measured = [], []
        for run, look in shown:
            train.append(RunCurve(run.name, look, self._laid.train(run, along, weight)))
            yield
            measured.append(RunCurve(run.name, look, self._laid.evaluation(run, along)))
            yield
        self.train.show_runs(train)
        yield
        self.evaluation.show_runs(measured)
        yield
        self._show_words([run for run, _ in shown])

    def _show_words(self, runs: list[Compared]) -> None:
        self.model.show(runs)
        self._fit_columns()
        problems = [f"{run.name}: {explain(run.problem).what}" for run in runs if run.problem]
        self.note.set_text(tr("Not everything could be read"), "\n".join(problems))
        self.note.setVisible(bool(problems))

    def _fit_columns(self) -> None:
        header = self.table.horizontalHeader()
        for column in range(header.count()):
            mode = header.ResizeMode.Stretch if column else header.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        header.setMinimumSectionSize(scaled(120))

    def _show_keys(self, ticked: dict[str, Look]) -> None:
        if ticked == self._named:
            return
        self._named = ticked
        self._flow.clear()
        for name, look in ticked.items():
            self._flow.addWidget(RunKey(look, name))
