"""The page: a run is chosen, and merged and exported, or talked to.

Knows the bar, the two views, and what is shown while there is no run. Does not know what the views
do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout, QWidget

from deeptuner.runs.saved import Saved
from deeptuner.ui.languages import language_of
from deeptuner.ui.page import Page
from deeptuner.ui.pages.merge_export.merge_view import MergeView
from deeptuner.ui.pages.merge_export.run_report import RunReportButton
from deeptuner.ui.status_words import status_chip
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import (
    Button,
    Chip,
    ComboBox,
    EmptyState,
    Panel,
    Segmented,
    Skeleton,
    hbox,
    vbox,
)

if TYPE_CHECKING:
    from deeptuner.ui.pages.merge_export.chat.view import ChatView
    from deeptuner.ui.shell import Shell

MERGE, CHAT = "merge", "chat"


class MergeExportPage(Page):
    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._run_box = ComboBox()
        self._chip = Chip("")
        self._views = Segmented(
            [
                (MERGE, tr("Merge and export"), "git-merge"),
                (CHAT, tr("Chat"), "chats-circle"),
            ]
        )
        language = language_of(shell.preferences.language)
        self._report = RunReportButton(shell.commands, language)
        self.merging = MergeView(shell)
        self._chat: ChatView | None = None
        self._saved: Saved | None = None
        self._shown_run = ""
        self._wanted = ""
        self._build()
        shell.runs.changed.connect(self._follow_runs)
        shell.workspace.folder_changed.connect(self._forget)
        self._run_box.chosen.connect(self._choose_run)
        self._views.changed.connect(self._show_view)
        self.merging.chosen.connect(self._choose_checkpoint)
        self._follow_runs()

    def enter(self) -> None:
        self._follow_runs()
        if self._views.key() == CHAT and self._chat is not None:
            self._chat.enter()
        else:
            self.merging.enter()

    def leave(self) -> None:
        if self._views.key() == CHAT and self._chat is not None:
            self._chat.leave()

    def go_to(self, target: object) -> None:
        """`target` is a run's name."""
        self._wanted = str(target)
        self._follow_runs()

    def _build(self) -> None:
        self._run_box.setAccessibleName(tr("Run"))
        self._run_box.setMinimumWidth(240)
        self._views.setAccessibleName(tr("View"))
        right = hbox(self._report, self._views, gap=12)
        bar = Panel("bar", hbox(self._run_box, self._chip, None, right, margins=(16, 11, 16, 11)))
        self._shown = QStackedLayout()
        self._shown.addWidget(self.merging)
        self._filled = QWidget()
        self._filled.setLayout(vbox(bar, (self._shown, 1), gap=0))
        self._go = Button(tr("Go to Fine-Tuning"), "primary", "arrow-right")
        self._go.clicked.connect(self._go_on)
        self._empty = EmptyState("git-merge", "", self._go)
        self._reading_runs = Skeleton(6)
        self._waiting = QWidget()
        self._waiting.setLayout(vbox(self._reading_runs, None, margins=(16, 16, 16, 16)))
        self._stack = QStackedLayout(self)
        for part in (self._waiting, self._empty, self._filled):
            self._stack.addWidget(part)

    def _show_view(self, key: str) -> None:
        if key == CHAT:
            self._shown.setCurrentWidget(self._chat_view())
            self._chat_view().enter()
            return
        if self._chat is not None:
            self._chat.leave()
        self._shown.setCurrentWidget(self.merging)
        self.merging.enter()

    def _chat_view(self) -> ChatView:
        """Built when it is first wanted."""
        if self._chat is None:
            from deeptuner.ui.pages.merge_export.chat.view import ChatView

            self._chat = ChatView(self.shell)
            self._shown.addWidget(self._chat)
            self._tell_chat()
        return self._chat

    def _tell_chat(self) -> None:
        if self._chat is not None:
            self._chat.show_run(self.shell.runs.entry(self._shown_run), self._saved)

    def _forget(self) -> None:
        self._shown_run = self._wanted = ""
        self._show_run("")
        self._follow_runs()

    def _follow_runs(self) -> None:
        """The list of runs is new, or the person wants another of them."""
        entries = [entry for entry in self.shell.runs.entries if entry.problem is None]
        self._show_part(bool(entries))
        self._say_why_empty()
        if self.merging.busy():
            return
        names = [entry.name for entry in entries]
        chosen = next((one for one in (self._wanted, self._shown_run) if one in names), None)
        chosen = chosen or next(iter(names), "")
        self._run_box.set_choices([(name, name) for name in names], chosen)
        self._show_status(chosen)
        self.merging.follow(self.shell.runs.entry(chosen))
        if chosen != self._shown_run:
            self._show_run(chosen)

    def _show_part(self, filled: bool) -> None:
        """The views, or why there are none: the runs are still being read, or there is none."""
        reading = self.shell.workspace.experiment is not None and not self.shell.runs.loaded
        if filled or not reading:
            self._reading_runs.stop()
        else:
            self._reading_runs.start()
        empty = self._waiting if reading else self._empty
        self._stack.setCurrentWidget(self._filled if filled else empty)

    def _say_why_empty(self) -> None:
        if self.shell.workspace.experiment is None:
            self._empty.set_sentence(tr("Open an experiment folder first."))
            self._go.set_text(tr("Go to Experiment"))
        else:
            self._empty.set_sentence(
                tr("No run to merge yet. Fine-tune a model, then merge what it learned.")
            )
            self._go.set_text(tr("Go to Fine-Tuning"))

    def _go_on(self) -> None:
        nothing_open = self.shell.workspace.experiment is None
        self.shell.navigator.open("experiment" if nothing_open else "fine-tuning")

    def _show_status(self, name: str) -> None:
        entry = self.shell.runs.entry(name)
        self._chip.setVisible(entry is not None)
        if entry is not None:
            self._chip.set(*status_chip(entry.status))

    def _choose_run(self, name: str) -> None:
        """By the person. While something is at work on a run, that run stays."""
        if self.merging.busy():
            self._run_box.set_key(self._shown_run)
        else:
            self._show_run(name)

    def _show_run(self, name: str) -> None:
        self._wanted = ""
        self._shown_run = name
        entry = self.shell.runs.entry(name)
        self._show_status(name)
        self._saved = None
        self._report.show_run(entry.path if entry else None)
        self.merging.show_run(entry)
        self._tell_chat()

    def _choose_checkpoint(self, saved: Saved | None) -> None:
        if saved != self._saved:
            self._saved = saved
            self._tell_chat()
