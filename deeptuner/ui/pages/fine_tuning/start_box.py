"""The foot of the side panel: run name, `Start Fine-Tuning`, why it is refused, what went wrong.

Knows how they look. Starts nothing itself.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QSizePolicy

from deeptuner.settings.catalog import spec_by_path
from deeptuner.ui.forms.editors.make import editor_for
from deeptuner.ui.forms.form import Form
from deeptuner.ui.forms.in_words import not_legal
from deeptuner.ui.forms.showing import show_if
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import listed, setting_title, tr
from deeptuner.ui.widgets import Button, HelpButton, IconLabel, Label, hbox, vbox
from deeptuner.ui.widgets.card import Panel

NAME = "name"
SIDE = 18  # px free at the left and right
COMPACT_WIDTH = 368  # px of the panel where there is little room


class StartBox(Panel):
    """`blocked` when the person wants to start and must not; then they are led to the reason."""

    start = Signal()
    blocked = Signal()
    monitor = Signal()
    command = Signal()

    def __init__(self, form: Form) -> None:
        super().__init__("plain")
        self._model = form.model
        spec = spec_by_path()[NAME]
        self.name = editor_for(spec, tr("Run name"), form.hints)
        self.name.edited.connect(lambda value: form.model.offer(NAME, value))
        label = Label(tr("Run name"), tone="text2")
        label.setBuddy(self.name)
        help_button = HelpButton(tr("Run name"))
        help_button.clicked.connect(lambda: form.show_help(NAME, help_button))
        self.go = Button(tr("Start Fine-Tuning"), kind="primary", icon="play-fill", size="lg")
        self.go.setToolTip("Ctrl+Enter")
        self.go.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.go.clicked.connect(self.try_start)
        self.watch = Button(tr("Monitor Fine Tune"), icon="pulse")
        self.show_command = Button(tr("Show command"), icon="terminal-window")
        self.watch.clicked.connect(self.monitor)
        self.show_command.clicked.connect(self.command)
        for button in (self.watch, self.show_command):
            button.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self._pair = hbox((self.watch, 1), (self.show_command, 1))
        self._stack_if_long()
        self._reason = Label("", px=12, tone="danger", wrap=True)
        self._icon = IconLabel("prohibit", "danger", 14)
        self._why = Button(tr("Show"), kind="link", size="sm")
        self._why.clicked.connect(self.blocked)
        self.setLayout(
            vbox(
                hbox(label, help_button, (self.name, 1), gap=6),
                hbox(self._icon, (self._reason, 1), self._why, gap=6),
                self.go,
                self._pair,
                gap=10,
                margins=(SIDE, 12, SIDE, 14),
            )
        )
        form.model.changed.connect(self.refresh)
        form.model.checked.connect(self.refresh)
        self._busy = False
        self.refresh()

    def try_start(self) -> None:
        """Start, or lead the person to what keeps it from starting."""
        if self._busy:
            return
        if self._model.ready():
            self.start.emit()
        else:
            self.blocked.emit()

    def set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.go.set_text(tr("Starting…") if busy else tr("Start Fine-Tuning"))
        self.refresh()

    def refresh(self) -> None:
        """Show the name, and why a start is refused."""
        self.name.show_value(self._model.value(NAME))
        (field,) = self.name.fields()
        assert isinstance(field, QLineEdit)
        field.setPlaceholderText(Path(self._model.config.data.dataset).stem or tr("run"))
        reason = self.reason()
        show_if(bool(reason), self._icon, self._reason, self._why)
        self._reason.setText(reason)
        self.go.setEnabled(not reason and not self._busy)
        self.go.setAccessibleDescription(reason)

    def _stack_if_long(self) -> None:
        """Longer words, or larger letters, put the two buttons below each other."""
        room = (scaled(COMPACT_WIDTH) - 2 * SIDE - self._pair.spacing()) // 2
        long = any(one.sizeHint().width() > room for one in (self.watch, self.show_command))
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._pair.setDirection(down if long else across)

    def reason(self) -> str:
        """Why a run may not start; empty when it may."""
        if self._model.mistakes:
            return not_legal(self._model.mistakes)
        titles = [
            setting_title(spec_by_path()[found.paths[0]])
            for found in self._model.errors()
            if found.paths
        ]
        return tr("First settle: {settings}.", settings=listed(titles)) if titles else ""
