"""What can be written of a model, asked of its command once and kept.

Knows the answer's parts. Does not know how types are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from deeptuner.ui.pages.merge_export.exporting.words import ExportChoice, types_words
from deeptuner.ui.services.command import Command, Commands, Outcome
from deeptuner.ui.translation import Told, tr

Answer = Mapping[str, Any]
NOTHING: Answer = {}


class TypesAsked(QObject):
    """`answered`: the types are there, or are being asked for; `failed` carries a Told."""

    answered = Signal()
    failed = Signal(object)

    def __init__(self, commands: Commands, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self._kept: dict[ExportChoice, Answer] = {}
        self._choice: ExportChoice | None = None
        self._command: Command | None = None

    @property
    def waiting(self) -> bool:
        return self._command is not None

    @property
    def types(self) -> list[Answer]:
        return list(self._answer.get("types", ()))

    @property
    def told(self) -> bool:
        """Whether there is an answer, be it that no type can be made."""
        return bool(self._answer)

    @property
    def measured_rows(self) -> int:
        """On how many rows losses were measured; 0 where they were not."""
        return int((self._answer.get("measured") or {}).get("rows") or 0)

    @property
    def ollama_absent(self) -> bool:
        return "ollama" in self._answer and not (self._answer["ollama"] or {}).get("version")

    @property
    def address(self) -> str:
        return str((self._answer.get("ollama") or {}).get("address", ""))

    def ask(self, choice: ExportChoice) -> None:
        """The types of this model, from now on; what was told once is not asked again."""
        if choice == self._choice and (self.waiting or choice in self._kept):
            return
        self._drop()
        self._choice = choice
        if choice not in self._kept:
            command = self._commands.run(types_words(choice), self, ask_before_close=False)
            command.finished.connect(lambda outcome: self._told(choice, outcome))
            self._command = command
        self.answered.emit()

    def forget(self) -> None:
        self._kept.clear()
        self._drop()
        self._choice = None

    def take(self, answer: Answer) -> None:
        """A newer answer about the same model, with losses in it."""
        if self._choice is not None:
            self._kept[self._choice] = {**self._answer, **answer}
            self.answered.emit()

    @property
    def _answer(self) -> Answer:
        return self._kept.get(self._choice, NOTHING) if self._choice else NOTHING

    def _drop(self) -> None:
        command, self._command = self._command, None
        if command is not None:
            command.cancel()

    def _told(self, choice: ExportChoice, outcome: Outcome) -> None:
        if outcome.ok:
            self._kept[choice] = outcome.result
        if choice != self._choice or self._command is None:
            return
        self._command = None
        if outcome.ok:
            self.answered.emit()
        elif not outcome.cancelled:
            self.failed.emit(outcome.error or Told(tr("The export failed.")))
