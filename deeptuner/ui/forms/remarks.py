"""What stands below a row: the mistake in what was typed, problems with their `Fix`, reasons.

Knows how they look and what a fix does to the form. Does not find any.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from deeptuner.errors import InputError
from deeptuner.settings.catalog import FieldSpec
from deeptuner.settings.rules import Finding, Severity
from deeptuner.ui.forms.form_model import FormModel
from deeptuner.ui.forms.in_words import allowed, effect_of
from deeptuner.ui.forms.showing import clear, show_if
from deeptuner.ui.translation import say, tr
from deeptuner.ui.widgets import Button, IconLabel, Label, hbox, vbox

LOOKS: dict[Severity, tuple[str, str]] = {
    "error": ("warning-octagon-fill", "danger"),
    "warning": ("warning-fill", "warn"),
    "note": ("info", "text2"),
}


class Remarks(QWidget):
    """Lines under a row; nothing is shown while there are none."""

    def __init__(self, spec: FieldSpec, model: FormModel) -> None:
        super().__init__()
        self._spec = spec
        self._model = model
        self._shown: object = None
        self._lines = vbox(gap=4)
        self.setLayout(self._lines)

    def show_all(
        self, mistake: InputError | None, findings: Sequence[Finding], reason: str
    ) -> None:
        """Redraw only when something is different."""
        wanted = (mistake, tuple(findings), reason)
        if wanted == self._shown:
            return
        self._shown = wanted
        clear(self._lines)
        if mistake:
            self._add_line("error", f"{say(mistake.what)} {self._legal()}".strip())
        for found in findings:
            self._add_line(found.severity, say(found.message), fix_button(found, self._model))
        if reason:
            self._lines.addWidget(Label(reason, px=12, tone="text3", wrap=True))
        show_if(self._lines.count() > 0, self)

    def _legal(self) -> str:
        legal = allowed(self._spec)
        return tr("Allowed: {values}.", values=legal) if legal else ""

    def _add_line(self, severity: Severity, text: str, fix: Button | None = None) -> None:
        icon, tone = LOOKS[severity]
        line = QWidget()
        words = Label(text, px=12, tone="text2" if tone == "text2" else tone, wrap=True)
        layout = hbox(gap=6)
        layout.addWidget(IconLabel(icon, tone, 14), 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(words, 1)
        if fix:
            layout.addWidget(fix, 0, Qt.AlignmentFlag.AlignTop)
        line.setLayout(layout)
        self._lines.addWidget(line)


def fix_button(found: Finding, model: FormModel) -> Button | None:
    """`Fix`, which states what it does; None when the finding offers no change."""
    fix = found.fix
    if fix is None:
        return None
    effect = effect_of(fix.changes, model.config)
    button = Button(tr("Fix"), size="sm", tip=effect)
    button.setAccessibleName(tr("Fix: {effect}", effect=effect))
    button.clicked.connect(lambda: model.offer_all(fix.changes))
    return button
