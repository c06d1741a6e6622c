"""One setting on the page: label, help, mark of a change, editor, and what is wrong with it.

Knows how a row follows the form. Does not know on which page it stands, nor judges anything.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from deeptuner.settings.catalog import FieldSpec, Value
from deeptuner.settings.declare import AUTO
from deeptuner.ui.forms.editors.editor import Editor
from deeptuner.ui.forms.editors.make import editor_for
from deeptuner.ui.forms.form_model import FormModel
from deeptuner.ui.forms.help_key import asks_for_help, claims_help_key
from deeptuner.ui.forms.hints import Hints
from deeptuner.ui.forms.in_words import idle_because, matters, needed, shown
from deeptuner.ui.forms.remarks import Remarks
from deeptuner.ui.forms.showing import show_if
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.theme.icons import set_icon
from deeptuner.ui.translation import setting_title, tr
from deeptuner.ui.widgets import HelpButton, IconButton, IconLabel, Label, vbox

PATIENCE = 500  # ms: a half-typed number is no mistake yet
EDITOR_WIDTH = 174
RESET = 24  # the smallest target that is easy to hit


class RowLabel(Label):
    """One line where there is room for it, else as many as it takes."""

    def __init__(self, text: str) -> None:
        super().__init__(text, wrap=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, hint.height())


class SettingRow(QWidget):
    """`helped` asks for the help of the row's setting."""

    helped = Signal(str)

    def __init__(self, spec: FieldSpec, model: FormModel, hints: Hints) -> None:
        super().__init__()
        self.spec = spec
        self._model = model
        self._hints = hints
        title = setting_title(spec)
        self.editor: Editor = editor_for(spec, title, hints)
        self.label = RowLabel(title)
        self.label.setBuddy(self.editor)
        self.help = HelpButton(title)
        self.help.clicked.connect(lambda: self.helped.emit(spec.path))
        self._dot: IconLabel | None = None
        self._reset: IconButton | None = None
        self._remarks: Remarks | None = None
        self._later = QTimer(self, singleShot=True, interval=PATIENCE)
        self._later.timeout.connect(self._show_remarks)
        self._arrange()
        self.editor.edited.connect(self._on_edited)
        self.editor.rested.connect(lambda: model.settle(spec.path))
        hints.decided.connect(self._on_decided)
        self._show_decided()
        self.refresh()

    def refresh(self) -> None:
        """Show what the form holds now."""
        mistake = self._model.mistake(self.spec.path)
        self.editor.show_value(mistake.value if mistake else self._model.value(self.spec.path))
        self.editor.setEnabled(matters(self.spec, self._model.config))
        self._show_change(self._model.is_changed(self.spec.path))
        if mistake and self._has_focus():
            self._later.start()
        else:
            self._show_remarks()

    def focus(self) -> None:
        """Put the cursor into the editor."""
        self.editor.fields()[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def event(self, event: QEvent) -> bool:
        """F1 is this row's before it is the window's."""
        return claims_help_key(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if asks_for_help(event):
            self.helped.emit(self.spec.path)
        else:
            super().keyPressEvent(event)

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.editor.isAncestorOf(focused)

    def _arrange(self) -> None:
        self._head = QHBoxLayout()
        self._head.setSpacing(4)
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.addWidget(self.label)
        self._head.addWidget(self.help)
        self._head.addStretch(1)
        self._column: QVBoxLayout = vbox(self._head, gap=4)
        if self.editor.takes_a_line:
            self._column.addWidget(self.editor)
        else:
            self.editor.setFixedWidth(scaled(EDITOR_WIDTH))
            self._head.addWidget(self.editor)
        self.setLayout(self._column)

    def _show_change(self, changed: bool) -> None:
        if changed and self._dot is None:
            self._make_marks()
        if self._dot is None or self._reset is None:
            return
        show_if(changed, self._dot, self._reset)
        if changed:
            before = shown(self.spec, self._model.base(self.spec.path))
            told = tr("Reset to {value}", value=before)
            self._reset.setToolTip(told)
            self._reset.setAccessibleName(told)

    def _make_marks(self) -> None:
        """The dot says it is changed; the button beside it undoes that."""
        self._dot = IconLabel("circle-fill", "accent", 8)
        self._dot.setToolTip(tr("Changed from the preset"))
        self._reset = IconButton("arrow-counter-clockwise", tr("Reset"))
        set_icon(self._reset, "arrow-counter-clockwise", "text3", 14)
        self._reset.setFixedSize(scaled(RESET), scaled(RESET))
        self._reset.clicked.connect(self._on_reset)
        self._head.insertWidget(2, self._dot)
        self._head.insertWidget(3, self._reset)

    def _on_reset(self) -> None:
        self.focus()
        self._model.reset([self.spec.path])

    def _on_edited(self, value: Value) -> None:
        if self.editor.by_letters:
            self._model.offer_typed(self.spec.path, value, self.editor.typed())
        else:
            self._model.offer(self.spec.path, value)

    def _on_decided(self, path: str) -> None:
        if path == self.spec.path:
            self._show_decided()
            self._show_remarks()

    def _show_decided(self) -> None:
        decided = self._hints.decision(self.spec.path)
        self.editor.show_decided(decided.text if decided else "")
        self.editor.setToolTip(decided.reason if decided else "")

    def _show_remarks(self) -> None:
        mistake = self._model.mistake(self.spec.path)
        self.editor.set_wrong(bool(mistake))
        found = self._model.findings_at(self.spec.path)
        reason = self._reason()
        if self._remarks is None:
            if not (mistake or found or reason):
                return
            self._remarks = Remarks(self.spec, self._model)
            self._column.addWidget(self._remarks)
        self._remarks.show_all(mistake.error if mistake else None, found, reason)

    def _reason(self) -> str:
        """Why the row is disabled, or of no effect, or what `auto` came to."""
        config = self._model.config
        if not matters(self.spec, config):
            return tr("Only with {condition}.", condition=needed(self.spec))
        idle = idle_because(self.spec, config, self._model.mistakes)
        decided = self._hints.decision(self.spec.path)
        value = self._model.value(self.spec.path)
        left_open = value is None or (self.spec.auto and value == AUTO)
        left_open = left_open and not self._model.mistake(self.spec.path)
        return idle or (decided.reason if decided and left_open else "")


def row_of(widget: QWidget | None) -> SettingRow | None:
    """The row that a widget is part of."""
    while widget is not None and not isinstance(widget, SettingRow):
        widget = widget.parentWidget()
    return widget
