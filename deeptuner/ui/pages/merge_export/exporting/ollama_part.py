"""What an export to Ollama is made of: the Modelfile, and the check of its TEMPLATE.

Knows what the report of an export says of them. Does not know how they are written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from deeptuner.ui.pages.merge_export.command_line import copied
from deeptuner.ui.pages.merge_export.exporting.modelfile_view import ModelfileView
from deeptuner.ui.pages.merge_export.exporting.template_check import CheckTable, verdict
from deeptuner.ui.pages.merge_export.exporting.written import Written
from deeptuner.ui.pages.merge_export.terms import Terms
from deeptuner.ui.translation import say, tr
from deeptuner.ui.widgets import Button, Chip, EmptyState, Label, Note, Panel, hbox, vbox
from deeptuner.words import message_from_json


class OllamaPart(QWidget):
    """`show_written(written)`."""

    def __init__(self, terms: Terms) -> None:
        super().__init__()
        self._text = ModelfileView()
        self._copy = Button(tr("Copy"), "link", "copy", "sm")
        self._copy.setAccessibleName(tr("Copy the Modelfile"))
        self._copy.clicked.connect(lambda: copied(self, self._text.toPlainText()))
        self._chip = Chip("")
        self._table = CheckTable()
        self._note = Note("info", "")
        none = tr("Saving the files writes the Modelfile, and checks the template by rendering it.")
        self._empty = Panel("well", vbox((EmptyState("file-text", none), 1)))
        self._there = QWidget()
        head = hbox(
            Label(tr("Modelfile")),
            terms.button(tr("Modelfile"), "modelfile"),
            None,
            self._copy,
            gap=4,
        )
        check = hbox(
            Label(tr("Template check")),
            terms.button(tr("Template check"), "template-check"),
            None,
            self._chip,
            gap=4,
        )
        self._check = QWidget()
        well = Panel("inset", vbox((self._table, 1), margins=(4, 2, 4, 4)))
        self._check.setLayout(vbox(check, (well, 1), gap=6))
        self._there.setLayout(vbox(head, (self._text, 3), self._note, (self._check, 2), gap=8))
        self.setLayout(vbox((self._empty, 1), (self._there, 1), gap=0))
        self.show_written(None)

    def show_written(self, written: Written | None) -> None:
        there = written is not None and bool(written.modelfile)
        self._there.setVisible(there)
        self._empty.setVisible(not there)
        if written is not None and there:
            self._text.show_text(written.modelfile)
            self._show_report(written.report or {})

    def _show_report(self, report: Mapping[str, Any]) -> None:
        checks = report.get("checks") or []
        self._check.setVisible(bool(checks))
        if checks:
            text, good = verdict(checks)
            sign = "check-circle-fill" if good else "warning-fill"
            self._chip.set(text, "ok" if good else "warn", sign)
            self._table.show_checks(checks)
        self._show_notes(report)

    def _show_notes(self, report: Mapping[str, Any]) -> None:
        """Why there is no TEMPLATE, or what is to be known of the one there is."""
        reason = report.get("reason")
        notes = [say(message_from_json(one)) for one in report.get("notes") or ()]
        self._note.setVisible(bool(reason or notes))
        if reason:
            own = tr("No TEMPLATE: the model's own chat template serves.")
            self._note.set_text(own, say(message_from_json(reason)))
        else:
            self._note.set_text("", "\n".join(notes))
