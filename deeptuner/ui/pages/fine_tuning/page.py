"""The Fine-Tuning page: toolbar, form and side panel, put together.

Knows who hears whom. Each part does one thing and lies in a module of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from deeptuner.settings.presets import Change
from deeptuner.ui.forms.form import Form
from deeptuner.ui.forms.form_model import FormModel
from deeptuner.ui.forms.hints import Hints, Suggestion
from deeptuner.ui.page import Page
from deeptuner.ui.pages.fine_tuning.changes import ChangeList
from deeptuner.ui.pages.fine_tuning.columns import Columns
from deeptuner.ui.pages.fine_tuning.command_dialog import show_command
from deeptuner.ui.pages.fine_tuning.config_file import ENDINGS, ConfigFiles
from deeptuner.ui.pages.fine_tuning.decisions import Decisions
from deeptuner.ui.pages.fine_tuning.own_presets import OwnPresets
from deeptuner.ui.pages.fine_tuning.questions import Questions
from deeptuner.ui.pages.fine_tuning.results import Results
from deeptuner.ui.pages.fine_tuning.side_panel import SidePanel
from deeptuner.ui.pages.fine_tuning.starting import Failure, Starter
from deeptuner.ui.pages.fine_tuning.toolbar import PRECISION, SPEED, Toolbar
from deeptuner.ui.shell import Shell
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, EmptyState, Popover, Toast, announce, hbox, vbox

COMPACT = 1400  # px of the page's width below which it is drawn closer


class FineTuningPage(Page):
    """The second tab."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        workspace = shell.workspace
        self.hints = Hints(self)
        self.decisions = Decisions(self.hints)
        self.model = FormModel(workspace, self)
        self.form = Form(self.model, self.hints, self)
        self.toolbar = Toolbar()
        self.columns = Columns(self.form)
        self.results = Results(self.form)
        self.panel = SidePanel(self.form)
        self.questions = Questions(shell.worker, workspace, self)
        self.starter = Starter(shell, self)
        self.files = ConfigFiles(self, workspace, self._on_upload, self.panel.tell_preset)
        self.presets = OwnPresets(self, workspace, self._tell_preset, self._show_presets)
        self._arrange()
        self._listen()
        self._bind_keys()
        self.setAcceptDrops(True)
        self._open_folder()

    def enter(self) -> None:
        self._show_presets()
        self.questions.open()

    def leave(self) -> None:
        self.questions.close()

    def focus_search(self) -> None:
        self.toolbar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.toolbar.search.selectAll()

    def go_to(self, target: object) -> None:
        """`target` is a setting's path."""
        if isinstance(target, str):
            self.toolbar.search.clear()
            self._middle.setCurrentWidget(self.columns)
            self.columns.go_to(target)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        compact = self.width() < COMPACT
        self.panel.set_compact(compact)
        self.toolbar.set_room(self.width() - self.panel.width(), compact)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if _config_in(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        file = _config_in(event)
        if file is not None:
            self.files.upload(file)

    def _arrange(self) -> None:
        self._middle = QStackedWidget()
        self._middle.addWidget(self.columns)
        self._middle.addWidget(self.results)
        form = QWidget()
        left = vbox(self.toolbar, (self._middle, 1), gap=0)
        form.setLayout(hbox((left, 1), self.panel, gap=0))
        select = Button(tr("Go to Experiment"), kind="primary", icon="folder-open")
        select.clicked.connect(lambda: self.shell.navigator.open("experiment"))
        sentence = tr("Select a folder first: settings and runs are kept in it.")
        self._empty = EmptyState("folder-open", sentence, select)
        self._stack = QStackedWidget()
        self._stack.addWidget(form)
        self._stack.addWidget(self._empty)
        self.setLayout(vbox(self._stack))

    def _listen(self) -> None:
        self._listen_to_toolbar()
        self._listen_to_answers()
        navigator, box = self.shell.navigator, self.panel.start_box
        self.form.term_asked.connect(lambda term: navigator.open("help", term))
        self.model.changed.connect(self._show_changes)
        self.panel.problems.asked.connect(self.go_to)
        self.panel.monitor_asked.connect(lambda run: navigator.open("monitor", run))
        self.starter.busy_changed.connect(box.set_busy)
        self.starter.failed.connect(self._tell_failure)
        self.starter.started.connect(self._on_started)
        box.start.connect(self._start)
        box.blocked.connect(self._lead_to_problem)
        box.monitor.connect(lambda: navigator.open("monitor"))
        box.command.connect(lambda: show_command(self, self.shell.workspace))
        self.shell.workspace.folder_changed.connect(self._open_folder)

    def _listen_to_toolbar(self) -> None:
        bar = self.toolbar
        bar.preset_chosen.connect(self.presets.apply)
        bar.save_preset.connect(lambda: self._keep(self.presets.ask_name))
        bar.delete_preset.connect(self.presets.ask_delete)
        bar.changes_asked.connect(self._show_change_list)
        bar.reset_asked.connect(lambda: self.model.reset(self.model.changed_paths()))
        bar.upload.connect(self.files.choose_upload)
        bar.save.connect(lambda: self._keep(self.files.choose_save))
        bar.search.text_changed.connect(self._search)

    def _listen_to_answers(self) -> None:
        asked, figures = self.questions, self.panel.figures
        asked.gpus.connect(self.columns.gpus.show_gpus)
        asked.no_gpus.connect(self.columns.gpus.show_failure)
        asked.plan.connect(self.columns.parallel.show_plan)
        asked.plan.connect(self.decisions.hear_plan)
        asked.modules.connect(self._suggest_modules)
        asked.findings.connect(self.model.hear_of_machine)
        asked.asking.connect(lambda: figures.show_waiting(True))
        asked.steps.connect(self._show_steps)
        asked.no_steps.connect(figures.show_failure)
        asked.no_steps.connect(lambda _: self.decisions.hear_steps(None, self.model.config))

    def _bind_keys(self) -> None:
        keys = (
            ("Ctrl+Return", self.panel.start_box.try_start),
            ("Ctrl+Enter", self.panel.start_box.try_start),
            ("Ctrl+S", lambda: self._keep(self.files.choose_save)),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _open_folder(self) -> None:
        folder = self.shell.workspace.folder
        self.hints.folder = folder
        self._stack.setCurrentIndex(0 if folder else 1)
        self.panel.clear_news()
        self.panel.figures.show_failure(None)
        self._show_presets()

    def _show_presets(self) -> None:
        self.model.look_at_preset()
        self.toolbar.show_presets(self.model.preset, self.presets.names())
        self._show_changes()

    def _on_upload(self) -> None:
        self.model.forget(list(self.model.mistakes))
        self._show_presets()

    def _show_changes(self) -> None:
        self.toolbar.show_changes(len(self.model.changed_paths()))

    def _show_change_list(self) -> None:
        changes = ChangeList(self.model)
        popover = Popover(self.toolbar.changes, changes)
        changes.asked.connect(popover.dismiss)
        changes.asked.connect(self.go_to)
        popover.open()

    def _keep(self, save: Callable[[], object]) -> None:
        """Save the form; not while something in it is not legal, which would be left out unsaid."""
        if self.model.mistakes:
            reason = self.panel.start_box.reason()
            Toast.show_in(self, tr("Nothing is saved yet. {reason}", reason=reason), "warn")
            self.go_to(next(iter(self.model.mistakes)))
        else:
            save()

    def _tell_preset(self, name: str, changes: list[Change], undo: Callable[[], None]) -> None:
        self._show_presets()
        self.model.forget(filter(self.model.named_by_preset, list(self.model.mistakes)))
        title = {SPEED: tr("Speed Up"), PRECISION: tr("Higher Precision")}.get(name, name)
        self.panel.tell_preset(title, changes, undo)

    def _show_steps(self, answer: Mapping[str, Any]) -> None:
        self.panel.figures.show_steps(answer, self.model.config)
        self.decisions.hear_steps(answer, self.model.config)

    def _suggest_modules(self, names: list[str]) -> None:
        path = "lora.target_modules"
        self.hints.suggest(path, [Suggestion(name, name) for name in names])

    def _search(self, text: str) -> None:
        if text.strip():
            self._middle.setCurrentWidget(self.results)
            self.results.search(text)
        else:
            self.results.stop()
            self._middle.setCurrentWidget(self.columns)

    def _start(self) -> None:
        self.panel.clear_news()
        self.starter.start()

    def _on_started(self, run: str) -> None:
        announce(self, tr("Fine-tuning has started"))
        self.shell.navigator.open("monitor", run)

    def _tell_failure(self, failure: Failure) -> None:
        self.panel.tell_failure(failure)

    def _lead_to_problem(self) -> None:
        """To the first field that keeps a run from starting."""
        announce(self, self.panel.start_box.reason())
        paths = list(self.model.mistakes)
        paths += [found.paths[0] for found in self.model.errors() if found.paths]
        if paths:
            self.go_to(paths[0])


def _config_in(event: QDropEvent) -> Path | None:
    """The settings file that is being dropped, if it is one."""
    urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
    files = [Path(url.toLocalFile()) for url in urls]
    return next((file for file in files if file.suffix.lower() in ENDINGS), None)
