"""What is wrong or odd about settings on this very machine, and with the model and datasets
that they name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deeptuner.cli.asks.asking import Asking, Params
from deeptuner.cli.asks.machine import machine_json
from deeptuner.cli.asks.settled import config_of

if TYPE_CHECKING:
    from deeptuner.runs.experiment import Experiment
    from deeptuner.settings.rules import Finding
    from deeptuner.settings.sections.config import Config


def answer(params: Params, asking: Asking) -> dict[str, Any]:
    """`folder` may stand beside `values` or among them; without it no model is looked at. Raises
    SettingsError for values that are none, with every mistake."""
    from deeptuner.engine.judge import machine_facts
    from deeptuner.engine.preview import read_machine
    from deeptuner.settings.rules import check

    values = {path: one for path, one in (params.get("values") or {}).items() if path != "folder"}
    config = config_of(values)
    machine = read_machine(machine_json(asking))
    found = [*check(config, machine_facts(config, machine)), *_of_choice(config, _folder(params))]
    return {"findings": [one.to_json() for one in found]}


def _folder(params: Params) -> str:
    among = (params.get("values") or {}).get("folder")
    return str(params.get("folder") or among or "")


def _of_choice(config: Config, folder: str) -> Iterator[Finding]:
    """Why no run could use the chosen model, in the words of the list it is chosen from, or find
    what is chosen. Where nothing is chosen, others tell."""
    from deeptuner.errors import InputError
    from deeptuner.runs.experiment import Experiment
    from deeptuner.settings.rules import Finding

    if not folder:
        return
    experiment, data = Experiment(Path(folder)), config.data
    for path, name, find in (
        ("model.path", config.model.path, partial(_usable, experiment)),
        ("data.dataset", data.dataset, experiment.resolve_dataset),
        ("data.eval_dataset", data.eval_dataset or "", experiment.resolve_dataset),
    ):
        try:
            if name.strip():
                find(name)
        except InputError as error:
            yield Finding((path,), "error", error.what)


def _usable(experiment: Experiment, name: str) -> None:
    """Raises InputError for a model that no run could train."""
    from deeptuner.cli.asks.kinds import judged
    from deeptuner.runs.models import describe_model

    judged(describe_model(experiment.resolve_model(name))).require()
