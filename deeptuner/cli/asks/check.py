"""What is wrong or odd about settings on this very machine, and with the model that they name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deeptuner.cli.asks.asking import Asking, Params
from deeptuner.cli.asks.machine import machine_json
from deeptuner.cli.asks.settled import config_of

if TYPE_CHECKING:
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
    found = [*check(config, machine_facts(config, machine)), *_of_model(config, _folder(params))]
    return {"findings": [one.to_json() for one in found]}


def _folder(params: Params) -> str:
    among = (params.get("values") or {}).get("folder")
    return str(params.get("folder") or among or "")


def _of_model(config: Config, folder: str) -> Iterator[Finding]:
    """Why no run could load the chosen model, in the words of the list it is chosen from. One that
    is not chosen, or not there, others tell."""
    from deeptuner.cli.asks.kinds import judged
    from deeptuner.errors import InputError, ModelError
    from deeptuner.runs.experiment import Experiment
    from deeptuner.runs.models import describe_model
    from deeptuner.settings.rules import Finding

    if not folder or not config.model.path.strip():
        return
    with suppress(InputError, ModelError):
        model = judged(describe_model(Experiment(Path(folder)).resolve_model(config.model.path)))
        yield from (Finding(("model.path",), "error", said) for said in model.errors[:1])
