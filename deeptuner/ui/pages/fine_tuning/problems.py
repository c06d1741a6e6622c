"""The list of what is wrong or odd, beside the form: each leads to its field, and has its `Fix`.

Knows mistakes and findings of the form. Does not find any.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from deeptuner.settings.catalog import spec_by_path
from deeptuner.settings.rules import Finding, Severity
from deeptuner.ui.forms.form_model import FormModel
from deeptuner.ui.forms.in_words import effect_of
from deeptuner.ui.forms.remarks import fix_button
from deeptuner.ui.forms.showing import clear, show_if
from deeptuner.ui.translation import say, setting_title, tr
from deeptuner.ui.widgets import Button, IconLabel, Label, hbox, vbox
from deeptuner.ui.widgets.card import Panel
from deeptuner.ui.widgets.labels import restyle
from deeptuner.ui.widgets.note import ICONS, Tone

TONES: dict[Severity, Tone] = {"error": "danger", "warning": "warn", "note": "neutral"}


class Problems(QWidget):
    """`asked` with the path of the field that a person wants to see."""

    asked = Signal(str)

    def __init__(self, model: FormModel) -> None:
        super().__init__()
        self._model = model
        self._shown: object = None
        self._list = vbox(gap=8)
        self.setLayout(self._list)
        model.changed.connect(self.refresh)
        model.checked.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        mistakes, findings = self._model.mistakes, self._model.findings
        wanted = (tuple(mistakes.items()), tuple(findings))
        if repr(wanted) == self._shown:
            return
        self._shown = repr(wanted)
        clear(self._list)
        for path, mistake in mistakes.items():
            self._add("danger", path, say(mistake.error.what))
        for found in findings:
            self._add_finding(found)
        show_if(bool(mistakes or findings), self)

    def count(self) -> int:
        return self._list.count()

    def _add_finding(self, found: Finding) -> None:
        fix = fix_button(found, self._model)
        effect = effect_of(found.fix.changes, self._model.config) if found.fix else ""
        path = found.paths[0] if found.paths else ""
        self._add(TONES[found.severity], path, say(found.message), effect, fix)

    def _add(
        self, tone: Tone, path: str, text: str, effect: str = "", fix: Button | None = None
    ) -> None:
        problem = Problem(tone, path, text, effect, fix)
        problem.title.clicked.connect(partial(self.asked.emit, path))
        self._list.addWidget(problem)


class Problem(Panel):
    """One problem: its setting, which leads there, what is wrong, and what `Fix` does."""

    def __init__(self, tone: Tone, path: str, text: str, effect: str, fix: Button | None) -> None:
        super().__init__("note")
        restyle(self, tone=tone)
        name = setting_title(spec_by_path()[path]) if path in spec_by_path() else path
        self.title = Button(name, kind="link", size="sm")
        self.title.setToolTip(tr("Show this setting"))
        self.title.setAccessibleName(tr("Show {setting}", setting=name))
        words = vbox(hbox(self.title, None), Label(text, px=12, tone="text2", wrap=True), gap=1)
        if fix is not None:
            about = Label(effect, px=12, weight=500, wrap=True)
            words.addSpacing(2)
            words.addLayout(hbox(fix, (about, 1)))
        icon = IconLabel(*ICONS[tone], 18)
        row = hbox(gap=10, margins=(12, 8, 12, 10))
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.setLayout(row)
        self.setAccessibleName(f"{name}: {text}")
