"""What asks about settings are given: the settings, the experiment, and what they name in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import orjson

from deeptuner.cli.asks.asking import Asking, Params, identity, path_of
from deeptuner.cli.asks.converted import tokenizer_dir
from deeptuner.cli.asks.machine import machine_json
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.models import ModelInfo, describe_model
from deeptuner.settings.catalog import nested
from deeptuner.settings.load import config_from_text
from deeptuner.settings.sections.config import Config

if TYPE_CHECKING:
    from transformers import PreTrainedModel

    from deeptuner.data.counting import Count
    from deeptuner.data.preview import RowBrowser
    from deeptuner.engine.planner import Choice
    from deeptuner.engine.probe import Machine
    from deeptuner.engine.resolve import Decision

USUAL: Final = 1024  # tokens of a sample, to plan with while no dataset is chosen


@dataclass(frozen=True, slots=True)
class Settled:
    """A whole configuration in an experiment."""

    config: Config
    experiment: Experiment
    asking: Asking

    @property
    def model_dir(self) -> Path:
        """Raises InputError when no model is chosen or it is not there."""
        return self.experiment.resolve_model(self.config.model.path).resolve()

    def machine(self) -> Machine:
        from deeptuner.engine.preview import read_machine

        return read_machine(machine_json(self.asking))

    def count(self) -> Count:
        """The items of the dataset; kept until a file or a setting of the data changes."""
        data = self.config.data
        dataset = self.experiment.resolve_dataset(data.dataset)
        separate = self.experiment.resolve_dataset(data.eval_dataset) if data.eval_dataset else None
        model = describe_model(self.model_dir).require()
        key = (
            "count",
            identity(dataset),
            identity(separate) if separate else None,
            identity(model.path / "tokenizer.json"),
            identity(model.path / "tokenizer_config.json"),
            tuple(sorted(path.name for path in self.experiment.cache_dir.glob("tokens-*"))),
            repr(data),
        )
        return self.asking.shelf.get(key, lambda: self._count(model, dataset, separate))

    def _count(self, model: ModelInfo, dataset: Path, separate: Path | None) -> Count:
        from deeptuner.data.counting import count_items

        return count_items(
            self.config,
            tokenizer_dir(model.path, self.asking),
            dataset,
            self.experiment.cache_dir,
            eval_dataset=separate,
            context=model.context_length,
            tick=self.asking.check,
            open_rows=self._rows,
        )

    def _rows(self, dataset: Path) -> RowBrowser:
        from deeptuner.cli.asks.opened import browser_of

        data = self.config.data
        params = {"dataset": str(dataset), "format": data.format, "columns": data.columns}
        return browser_of(params, self.asking)

    def plan(self, config: Config, max_length: int) -> Choice:
        """The plan that `config` asks for. Raises InputError, ModelError, EngineError."""
        from deeptuner.engine.preview import preview_plan

        describe_model(self.model_dir).require()
        return preview_plan(config, self.machine(), self._skeleton(), max_length)

    def decisions(self, config: Config, choice: Choice) -> list[Decision]:
        """What `auto` comes to with the plan `choice` for `config`."""
        from deeptuner.engine.preview import preview_decisions

        return preview_decisions(config, self.machine(), self._skeleton(), choice)

    def _skeleton(self) -> PreTrainedModel:
        from deeptuner.engine.preview import skeleton_of

        trusted = self.config.model.trust_remote_code
        key = ("skeleton", identity(self.model_dir / "config.json"), trusted)
        return self.asking.shelf.get(key, lambda: skeleton_of(self.model_dir, trusted=trusted))

    def max_length(self) -> int:
        """Tokens of the longest sample: as set, else as the dataset asks, else a usual number."""
        asked = self.config.data.max_length
        if asked != "auto":
            return asked
        if self.config.data.dataset:
            return self.count().max_length
        context = describe_model(self.model_dir).context_length
        return min(USUAL, context or USUAL)


def settled(params: Params, asking: Asking) -> Settled:
    """`values` (settings by path) in the experiment at `folder`. Raises SettingsError."""
    values: dict[str, Any] = dict(params.get("values") or {})
    given = values.pop("folder", None)
    folder = path_of({"folder": params.get("folder") or given}, "folder")
    return Settled(config_of(values), Experiment(folder), asking)


def config_of(values: dict[str, Any]) -> Config:
    """Settings by path, checked as a file's are: JSON is YAML. Raises SettingsError."""
    return config_from_text(orjson.dumps(nested(values)).decode(), "settings")
