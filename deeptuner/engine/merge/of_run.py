"""What to merge: of a run, or an adapter trained elsewhere; which model, and where to.

Knows the run's folder and its record. Does not know how merging is done (`merging.py`), and loads
nothing of it: what is refused here is refused at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deeptuner.engine.base_model import base_model_of
from deeptuner.engine.plan import read_plan
from deeptuner.errors import InputError
from deeptuner.home import expanded
from deeptuner.runs.experiment import Experiment, open_experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.merge_mark import MergeMark
from deeptuner.runs.saved import saved_checkpoints
from deeptuner.runs.weights import ADAPTER_CONFIG
from deeptuner.settings.document import parse, read_text
from deeptuner.settings.load import RECORD, config_from_text
from deeptuner.words import message

if TYPE_CHECKING:
    from deeptuner.engine.merge.four_bit import FourBit


@dataclass(frozen=True, slots=True)
class MergeTask:
    """What `merge` needs to know."""

    model_dir: Path
    adapter_dir: Path
    output: Path
    mark: MergeMark


def merge_task(
    run: RunFolder, checkpoint: int | None = None, output: Path | None = None
) -> MergeTask:
    """The run's base model, its adapter (or that of a checkpoint), and `merge/<run>/`.

    Raises InputError when there is nothing to merge, ModelError when the base model is another by
    now.
    """
    name = str(run.settings_file)
    text = read_text(run.settings_file)
    config = config_from_text(text, name)
    if config.method.kind == "full":
        raise InputError(
            message("engine.merge.full", run=run.name),
            where=str(run.path),
            fix=message("engine.merge.fix-full", path=str(run.model_dir)),
        )
    experiment = Experiment.find(run.path)
    record: Mapping[str, Any] = parse(text, name).values.get(RECORD) or {}
    model_dir = base_model_of(run, config.model.path, record.get("base_model") or {})
    target = output or experiment.folder / "merge" / run.name
    adapter_dir = _adapter(run, checkpoint)
    step = _step_of_result(run) if checkpoint is None else checkpoint
    mark = MergeMark(adapter_dir.name, run.name, step)
    return MergeTask(model_dir, adapter_dir, expanded(target).absolute(), mark)


def _step_of_result(run: RunFolder) -> int | None:
    """That of the best checkpoint, or of the newest where nothing was evaluated."""
    saved = saved_checkpoints(run)
    return next((one.step for one in saved if one.best), saved[0].step if saved else None)


def trained_over(run: RunFolder) -> FourBit:
    """How the run held its frozen base. Raises InputError when that was not in 4 bits."""
    from deeptuner.engine.merge.four_bit import four_bit

    config = config_from_text(read_text(run.settings_file), str(run.settings_file))
    on_cpu = not run.plan_file.exists() or read_plan(run.plan_file).device == "cpu"
    return four_bit(config, "cpu" if on_cpu else "cuda")


def merge_tasks(
    run: RunFolder, checkpoints: Sequence[int], output: Path | None = None
) -> list[MergeTask]:
    """One task for each checkpoint; for several, each output's name ends in `-step<N>`."""
    if len(checkpoints) < 2:
        return [merge_task(run, checkpoints[0] if checkpoints else None, output)]
    tasks = [merge_task(run, step, output) for step in dict.fromkeys(checkpoints)]
    return [
        replace(task, output=task.output.with_name(f"{task.output.name}-step{step}"))
        for task, step in zip(tasks, dict.fromkeys(checkpoints), strict=True)
    ]


def adapter_task(
    adapter: Path, base: str, output: Path | None = None, folder: Path | None = None
) -> MergeTask:
    """An adapter in PEFT layout onto the model `base`, a folder or a model of the experiment.

    The output is `merge/<adapter>` of the experiment unless given. Raises InputError.
    """
    path = expanded(base)
    model_dir = path if path.is_dir() else open_experiment(folder).resolve_model(base)
    adapter_dir = expanded(adapter).absolute()
    target = output or open_experiment(folder).folder / "merge" / adapter_dir.name
    mark = MergeMark(adapter_dir.name)
    return MergeTask(model_dir.absolute(), adapter_dir, expanded(target).absolute(), mark)


def _adapter(run: RunFolder, checkpoint: int | None) -> Path:
    steps = [path.name.removeprefix("checkpoint-") for path in run.checkpoints()]
    if checkpoint is None:
        if (run.adapter_dir / ADAPTER_CONFIG).exists():
            return run.adapter_dir
        fix = "fix-checkpoint" if steps else "fix-unfinished"
        what = message("engine.merge.unfinished", run=run.name)
    else:
        folder = run.checkpoints_dir / f"checkpoint-{checkpoint}"
        if folder.is_dir():
            return folder
        fix = "fix-checkpoint" if steps else "fix-unfinished"
        what = message("engine.merge.no-checkpoint", run=run.name, step=checkpoint)
    raise InputError(
        what, where=str(run.path), fix=message(f"engine.merge.{fix}", steps=", ".join(steps))
    )
