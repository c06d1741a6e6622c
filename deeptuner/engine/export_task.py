"""What to export: the whole model of a run, or any model's folder; where to, and under which name.

Knows the run's folder and its record. Does not know what is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from deeptuner.engine.ollama.names import check_name
from deeptuner.errors import InputError
from deeptuner.home import expanded
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.ollama_names import name_of_run, suggested_name
from deeptuner.settings.document import parse, read_text
from deeptuner.settings.load import RECORD, config_from_text
from deeptuner.words import message


@dataclass(frozen=True, slots=True)
class ExportTask:
    """`model_dir` is a whole model; `output` the folder of the export. `date` is what the chat
    template was told in training, `length` the longest sample in tokens, where they are known;
    `run` is None for a model that no run made."""

    model_dir: Path
    output: Path
    name: str
    date: datetime
    length: int | None = None
    run: RunFolder | None = None


def task_of_run(run: RunFolder, output: Path | None = None, name: str | None = None) -> ExportTask:
    """The run's merged model (or its whole model), and `export/<run>/`.

    Raises InputError when there is no model yet.
    """
    text = read_text(run.settings_file)
    where = str(run.settings_file)
    config = config_from_text(text, where)
    record = parse(text, where).values.get(RECORD) or {}
    experiment = Experiment.find(run.path)
    full = config.method.kind == "full"
    model_dir = run.model_dir if full else experiment.folder / "merge" / run.name
    if not (model_dir / "config.json").is_file():
        raise InputError(
            message("engine.ollama.not-merged", run=run.name),
            where=str(model_dir),
            fix=message("engine.ollama.merge-first", run=run.name),
        )
    length = config.data.max_length
    return ExportTask(
        model_dir,
        expanded(output or experiment.folder / "export" / run.name).absolute(),
        check_name(name or name_of_run(run.name)),
        datetime.fromisoformat(record["date"]) if "date" in record else datetime.now(),
        length if isinstance(length, int) else None,
        run,
    )


def task_of_folder(
    model_dir: Path, output: Path | None = None, name: str | None = None
) -> ExportTask:
    """Any whole model. Without `output` it goes to `export/` of the experiment that it lies in."""
    model_dir = expanded(model_dir).absolute()
    target = output or Experiment.find(model_dir).folder / "export" / model_dir.name
    label = check_name(name or suggested_name(model_dir.name))
    return ExportTask(model_dir, expanded(target).absolute(), label, datetime.now())
