"""What the page asks the worker while a person edits: GPUs, plan, steps, modules, problems.

Knows when to ask again and that only the newest answer counts. Does not know how answers are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from deeptuner.errors import DeepTunerError
from deeptuner.settings.rules import Finding, Fix
from deeptuner.ui.services.worker import Worker
from deeptuner.ui.workspace import Workspace
from deeptuner.words import message_from_json

PAUSE: Final = 350  # ms after the last change
LOOK_AT_GPUS: Final = 10_000  # ms between two looks at temperatures
NOT_ASKED: Final = ("name",)  # settings that no answer depends on


class Questions(QObject):
    """Answers as they come. `asking` is told when steps are under way, `no_steps` with the reason
    there are none (None: model or dataset is not chosen)."""

    gpus = Signal(object)
    no_gpus = Signal(object)
    plan = Signal(object)
    asking = Signal()
    steps = Signal(object)
    no_steps = Signal(object)
    modules = Signal(object)
    findings = Signal(object)

    def __init__(self, worker: Worker, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._workspace = workspace
        self._open = False
        self._stale = True
        self._model = ""
        self._looking = False  # at the GPUs
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)
        self._look = QTimer(self, interval=LOOK_AT_GPUS)
        self._look.timeout.connect(self.ask_gpus)
        workspace.settings_changed.connect(self._on_change)
        workspace.folder_changed.connect(self._on_folder)

    def open(self) -> None:
        """The page is seen: ask, and keep asking as things change."""
        self._open = True
        self.ask_gpus()
        self._look.start()
        if self._stale:
            self._ask()

    def close(self) -> None:
        self._open = False
        self._look.stop()
        self._pause.stop()

    def ask_gpus(self) -> None:
        """Once at a time: the first look takes long, and another would end it."""
        if not self._looking:
            self._looking = True
            self._put("gpus", {}, self._hear_gpus, self._hear_no_gpus)

    def _hear_gpus(self, answer: Mapping[str, Any]) -> None:
        self._looking = False
        self.gpus.emit(answer)

    def _hear_no_gpus(self, told: object) -> None:
        self._looking = False
        self.no_gpus.emit(told)

    def _on_change(self, paths: object) -> None:
        if isinstance(paths, set) and paths.issubset(NOT_ASKED):
            return
        self._stale = True
        if self._open:
            self._pause.start()

    def _on_folder(self) -> None:
        self._model = ""
        self._stale = True
        if self._open:
            self._pause.start()

    def _ask(self) -> None:
        experiment = self._workspace.experiment
        if experiment is None:
            return
        self._stale = False
        values = {**self._workspace.values, "folder": str(experiment.folder)}
        self._put("check", {"values": values}, self._hear_findings)
        self._ask_modules()
        if not self._workspace.config.model.path.strip():
            self.no_steps.emit(None)
            return
        self._put("plan", {"values": values}, self.plan.emit, lambda _: self.plan.emit(None))
        if not self._workspace.config.data.dataset.strip():
            self.no_steps.emit(None)
            return
        self.asking.emit()
        self._put("steps", {"values": values}, self.steps.emit, self.no_steps.emit)

    def _ask_modules(self) -> None:
        experiment, model = self._workspace.experiment, self._workspace.config.model.path
        if model == self._model or experiment is None:
            return
        self._model = model
        try:
            folder = experiment.resolve_model(model)
        except DeepTunerError:
            self.modules.emit([])
            return
        self._put(
            "modules",
            {"model": str(folder)},
            lambda answer: self.modules.emit(answer.get("modules", [])),
            lambda _: self.modules.emit([]),
        )

    def _hear_findings(self, answer: Mapping[str, Any]) -> None:
        self.findings.emit([finding_from_json(one) for one in answer.get("findings", ())])

    def _put(self, name: str, params: Mapping[str, Any], done: Any, failed: Any = None) -> None:
        self._worker.ask(name, params, done, failed, owner=self, latest=f"fine-tuning.{name}")


def finding_from_json(value: Mapping[str, Any]) -> Finding:
    fix = value.get("fix")
    return Finding(
        tuple(value["paths"]),
        value["severity"],
        message_from_json(value["message"]),
        Fix(fix["changes"], message_from_json(fix["message"])) if fix else None,
    )
