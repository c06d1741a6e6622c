"""A draft of settings as the workspace holds it, without a folder or a file behind it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from deeptuner.runs.experiment import Experiment
from deeptuner.settings import Config
from deeptuner.settings.catalog import Value, as_values, with_values
from deeptuner.settings.presets import Change, apply_preset


class Draft(QObject):
    """What the form asks of the workspace."""

    settings_changed = Signal(object)
    folder_changed = Signal()

    def __init__(self, experiment: Experiment | None = None) -> None:
        super().__init__()
        self.experiment = experiment
        self.config = Config()
        self.preset = ""
        self.illegal: tuple[str, ...] = ()

    @property
    def values(self) -> Mapping[str, Value]:
        return as_values(self.config)

    def change(self, changes: Mapping[str, Value]) -> None:
        self._take(with_values(self.config, changes))

    def replace(self, config: Config, preset: str = "") -> None:
        self.preset = preset
        self._take(config)

    def apply_preset(self, name: str) -> list[Change]:
        folder = self.experiment.folder if self.experiment else None
        config, changes = apply_preset(self.config, name, folder)
        self.replace(config, name)
        return changes

    def _take(self, config: Config) -> None:
        before, after = self.values, as_values(config)
        self.config = config
        self.settings_changed.emit({path for path in after if after[path] != before[path]})
