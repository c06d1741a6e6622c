"""Monitor: how the chosen run goes.

Puts header, notices, curves, samples and log together and gives each what the follower brings. Does
not know how any of them shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from deeptuner.monitor.following import RunNow
from deeptuner.runs.folder import RunFolder
from deeptuner.ui.format import whole
from deeptuner.ui.page import Page
from deeptuner.ui.pages.monitor.actions import RunActions
from deeptuner.ui.pages.monitor.asides import Asides
from deeptuner.ui.pages.monitor.curves import CurvesPanel
from deeptuner.ui.pages.monitor.header import Header
from deeptuner.ui.pages.monitor.log.card import LogCard
from deeptuner.ui.pages.monitor.new_run import prepare_new_run
from deeptuner.ui.pages.monitor.notices import Notices
from deeptuner.ui.pages.monitor.outliving import Outliving
from deeptuner.ui.pages.monitor.parts import Nothing, Parts
from deeptuner.ui.pages.monitor.perspectives import TRAINING, Perspectives
from deeptuner.ui.pages.monitor.samples import SamplesCard
from deeptuner.ui.report_dialog import ReportDialog
from deeptuner.ui.services.follower import Follower
from deeptuner.ui.services.telemetry import Telemetry
from deeptuner.ui.services.tensorboard import TensorBoard
from deeptuner.ui.shell import Shell
from deeptuner.ui.status_words import status_word
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import Told, explain, say, tr
from deeptuner.ui.widgets import (
    Dialog,
    Scroll,
    Toast,
    announce,
    ask,
    hbox,
    tell_error,
    vbox,
)

GONE = "monitor.run-gone"  # the problem of a run whose folder is not there
BOTTOM = 184  # pixels that samples and log take at least


class MonitorView(Page):
    """`go_to(run name)` shows that run."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._name = ""  # of the run that is shown
        self._status = ""
        self._life: object = None
        self._question: Dialog | None = None  # whether to stop the run that is shown
        self.follower = Follower(self)
        self.telemetry = Telemetry(self)
        self.outliving = Outliving(self)
        self.acts = RunActions(shell, self)
        self.board = TensorBoard(shell.commands, shell.workspace, self)
        self.header = Header()
        self.notices = Notices()
        self.curves = CurvesPanel(shell.preferences)
        self.samples = SamplesCard()
        self.log = LogCard()
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)
        self._lay_out()
        self._listen()
        self._runs_changed()

    # the page's contract

    def enter(self) -> None:
        self._clock.start()
        self.telemetry.sleep(False)
        self.asides.sleep(False)
        if self.follower.now:
            self._show(self.follower.now)
            self.outliving.look(self.follower.now)

    def leave(self) -> None:
        self._clock.stop()
        self.telemetry.sleep(True)
        self.asides.sleep(True)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """What was told before it could be seen, also between `enter` and the first frame."""
        super().showEvent(event)
        if self.follower.now:
            self._show(self.follower.now)

    def focus_search(self) -> None:
        self.perspectives.show_perspective(TRAINING)
        self.log.focus_filter()

    def go_to(self, target: object) -> None:
        if isinstance(target, str) and target:
            self.shell.runs.refresh()  # it may have been started a moment ago
            self._choose(target)

    # building

    def _lay_out(self) -> None:
        content = QWidget()
        bottom = QWidget()
        bottom.setMinimumHeight(scaled(BOTTOM))
        bottom.setLayout(hbox((self.samples, 1), (self.log, 1), gap=12))
        self.perspectives = Perspectives(self.curves, bottom, self.telemetry)
        content.setLayout(
            vbox(self.notices, (self.perspectives, 1), gap=12, margins=(16, 12, 16, 12))
        )
        self._parts = Parts(Scroll(content))
        self._nothing = Nothing()
        run = QWidget()
        run.setLayout(vbox(self.header, (self._parts, 1), gap=0))
        self.asides = Asides(self.shell, run)
        self.setLayout(vbox((self.asides, 1)))

    def _listen(self) -> None:
        shell, header = self.shell, self.header
        self.follower.changed.connect(self._changed)
        self.outliving.changed.connect(self._show_again)
        shell.runs.changed.connect(self._runs_changed)
        shell.workspace.folder_changed.connect(self._folder_changed)
        shell.workspace.missing_changed.connect(self._show_busy)
        header.picker.chosen.connect(self._choose)
        header.wants_stop.connect(self._ask_stop)
        header.wants_save.connect(self._save)
        header.wants_resume.connect(lambda: self._resume({}))
        header.wants_merge.connect(lambda: shell.navigator.open("merge-export", self._name))
        header.wants_board.connect(self.board.open)
        header.wants_folder.connect(self.asides.ask_board)
        header.wants_compare.connect(lambda: self.asides.compare(self._name))
        self.notices.wants_resume.connect(self._resume)
        self.notices.wants_settings.connect(self._new_run)
        self.notices.wants_new.connect(self._new_run)
        self.notices.wants_help.connect(lambda term: shell.navigator.open("help", term))
        self.notices.wants_stop.connect(self._ask_stop_keeping)
        self.perspectives.report.clicked.connect(self._make_report)
        self.curves.wants_help.connect(lambda term: shell.navigator.open("help", term))
        self.acts.changed.connect(self._show_busy)
        self.acts.done.connect(self._done)
        self.acts.failed.connect(self._tell)
        self.board.changed.connect(self._show_busy)
        self.board.failed.connect(self._tell)
        self._nothing.wants_page.connect(shell.navigator.open)
        self._nothing.wants_board.connect(self.asides.ask_board)
        QShortcut(QKeySequence("Ctrl+Shift+S"), self).activated.connect(self._save)
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.focus_search)

    # which run

    def _folder_changed(self) -> None:
        self._name = ""
        self.asides.back()
        self._runs_changed()

    def _runs_changed(self) -> None:
        runs = self.shell.runs
        if not self._name and runs.entries:
            self._choose((runs.active() or runs.entries[0]).name)
        self.header.picker.set_runs(runs.entries, self._name)
        self.header.compare.setVisible(len(runs.entries) > 1)
        self.asides.set_runs(runs.entries)
        if not self._name:
            self.follower.follow(None)
            self.telemetry.follow(None)
            self._show_nothing()

    def _choose(self, name: str) -> None:
        experiment = self.shell.workspace.experiment
        if experiment is None:
            return
        self._name, self._status, self._life = name, "", None
        self.asides.back()
        self.header.show()
        run = RunFolder(experiment.runs_dir / name)
        self.header.picker.set_runs(self.shell.runs.entries, name)
        self._parts.show_loading()
        self.follower.follow(run)
        if self.follower.now:  # it was followed already, and has nothing new to tell
            self._show(self.follower.now)
        self._show_busy()

    # what is shown

    def _changed(self, now: RunNow) -> None:
        if now.status != self._status:
            if self._status:
                announce(self, tr("The run is {status}.", status=status_word(now.status).lower()))
            self._status = now.status
        if not now.active:
            self._close_question()
        self.outliving.look(now)
        if self.isVisible():
            self._show(now)

    def _show_again(self) -> None:
        if self.follower.now and self.isVisible():
            self._show(self.follower.now)

    def _show(self, now: RunNow) -> None:
        self.header.show_run(now)
        self._show_busy()
        if now.problem is not None:
            gone = now.problem.what.id == GONE
            self._parts.show_problem(explain(now.problem), None if gone else self._open_folder)
            return
        if self._life != (now.run, now.life):
            self._life = (now.run, now.life)
            self.telemetry.follow(now.run, now.life)
            self.perspectives.begin()
            self.curves.begin()
            self.log.show_run(now.run)
            self.samples.show_run(now.run)
        entry = self.shell.runs.entry(now.run.name)
        problem = say(entry.problem) if entry and entry.problem else ""
        self.notices.show_run(now, problem, outlived=self.outliving.of(now))
        self.curves.show_told(now.told)
        self.curves.loss.show_diagnosis(now.diagnosis, float(now.told.step or 0))
        self.samples.show_samples(now.told.samples)
        self._parts.show_content()
        self.perspectives.refresh()

    def _tick(self) -> None:
        now = self.follower.now
        if now:
            self.outliving.look(now)
        if now and now.active:
            self.header.tick(now)
            self.perspectives.tick()

    def _show_nothing(self) -> None:
        self.header.show_nothing()
        self.header.hide()
        if self.shell.workspace.experiment is None:
            self._parts.show_other(self._nothing.without_experiment())
        elif not self.shell.runs.loaded:
            self._parts.show_loading()
        else:
            self._parts.show_other(self._nothing.without_runs())

    def _show_busy(self) -> None:
        run, header = self.follower.run, self.header
        header.stop.set_busy(self.acts.busy("stop", run))
        header.save.set_busy(self.acts.busy("save", run))
        header.resume.set_busy(self.acts.busy("resume", run))
        header.board.set_busy(self.board.starting)
        header.show_buttons(self.follower.now)
        header.allow_board(self._board_refusal())

    def _board_refusal(self) -> str:
        gone = self.shell.workspace.missing and not self.board.url
        return tr("The experiment's folder is gone, or its disk is not connected.") if gone else ""

    # what a person does

    def _ask_stop(self) -> None:
        run = self.follower.run
        if run is None:
            return
        self._question = ask(
            self,
            tr("Stop this run?"),
            tr("It finishes the step it is at, saves a checkpoint and ends. You can resume it."),
            tr("Stop and save"),
            danger=True,
            done=lambda yes: self._answered(run, yes),
        )

    def _ask_stop_keeping(self, step: int) -> None:
        run = self.follower.run
        if run is None:
            return
        said = tr(
            "It finishes the step it is at and ends. Its result is the checkpoint of step {step}, "
            "the best by eval loss. You can resume it.",
            step=whole(step),
        )
        yes = tr("Stop, keep step {step}", step=whole(step))
        done = lambda sure: self._answered(run, sure)  # noqa: E731
        self._question = ask(self, tr("Stop this run?"), said, yes, danger=True, done=done)

    def _answered(self, run: RunFolder, stop: bool) -> None:
        self._question = None
        if stop:
            self.acts.stop(run)

    def _close_question(self) -> None:
        """The run that it asks about has ended by itself, so no answer would be true."""
        if self._question is not None:
            self._question.dismiss()

    def _new_run(self, changes: Mapping[str, Any]) -> None:
        if run := self.follower.run:
            prepare_new_run(self, self.shell, run, changes, lambda told: self._tell(told, ""))

    def _make_report(self) -> None:
        if self.follower.run:
            ReportDialog(self, self.shell.commands, self.follower.run.path).open()

    def _save(self) -> None:
        if self.follower.run and self.header.save.isEnabled():
            self.acts.save(self.follower.run)

    def _resume(self, changes: Mapping[str, Any]) -> None:
        if self.follower.run:
            self.acts.resume(self.follower.run, changes)

    def _open_folder(self) -> None:
        run = self.follower.run
        if run is not None:
            there = run.path if run.path.is_dir() else run.path.parent
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(there))):
                self._tell(Told(tr("The folder could not be opened."), str(there)), "")

    def _done(self, act: str, name: str, result: Mapping[str, Any]) -> None:
        words = {
            "stop": tr("The run was stopped and saved."),
            "save": tr(
                "A checkpoint was saved at step {step}.", step=whole(result.get("step") or 0)
            ),
            "resume": tr("The run goes on."),
        }[act]
        Toast.show_in(self, words, "ok")

    def _tell(self, told: Told, details: str) -> None:
        tell_error(self, told, details)
