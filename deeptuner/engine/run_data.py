"""The data of a run: prepared when it begins, and the very same rows whenever it goes on.

Knows what a run recorded of its data, and whether the dataset is still like that. A position in
the data means nothing in other rows, so a resume never trains on any. Does not read rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from deeptuner.data.cache import Cache
from deeptuner.data.prepare import Prepared, open_prepared
from deeptuner.data.prepare import prepare as prepare_data
from deeptuner.data.report import Report
from deeptuner.data.sources import find_sources
from deeptuner.engine.inputs import has_inputs, read_inputs
from deeptuner.errors import DataError, InputError, RunError
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.settings.sections.config import Config
from deeptuner.words import Message, message

Began = Mapping[str, Any]  # what `recorded` gave when the run began


def recorded(prepared: Prepared) -> dict[str, Any]:
    """What the run notes of its data: the key of its content, and each file with its hash."""
    return {"key": prepared.key, "files": dict(prepared.files)}


def first_data(
    config: Config,
    experiment: Experiment,
    tokenizer_dir: Path,
    context: int | None,
    date: datetime,
    progress: Callable[[int, int], None],
) -> Prepared:
    """Tokenise the dataset, or find it done in the cache."""
    dataset, eval_dataset = _datasets(config, experiment)
    return prepare_data(
        config,
        tokenizer_dir,
        dataset,
        experiment.cache_dir,
        eval_dataset=eval_dataset,
        model_context=context,
        progress=progress,
        frozen_date=date,
    )


def kept_data(
    run: RunFolder,
    began: Began | None,
    config: Config,
    experiment: Experiment,
    warn: Callable[[Message], None],
) -> Prepared | None:
    """On a resume: the rows that the run began with; None when the cache has lost them and they may
    be made again from the same files.

    `began` is None for a run whose record does not tell. Warns when the dataset is another by now.
    Raises DataError when it is and its former rows are lost.
    """
    kept = _open(run)
    changed = _changed(began, config, experiment) if began else None
    if changed and kept is None:
        raise DataError(
            message("engine.resume.data-lost"),
            where=changed,
            fix=message("engine.resume.data-lost-fix"),
        )
    if changed:
        warn(_told(changed, config, experiment))
    return kept


def _told(changed: str, config: Config, experiment: Experiment) -> Message:
    try:
        _datasets(config, experiment)
    except InputError as gone:
        return message("engine.resume.data-gone", name=gone.what.params.get("name", changed))
    return message("engine.resume.data-changed", path=changed)


def require_same_rows(began: Began | None, prepared: Prepared) -> None:
    """Raises RunError when rows that were made again are not those that the run began with."""
    if began and began["key"] != prepared.key:
        prepared.close()
        raise RunError(
            message("engine.resume.rows-differ"),
            where=str(prepared.folder),
            fix=message("engine.resume.rows-differ-fix"),
        )


def _open(run: RunFolder) -> Prepared | None:
    if not has_inputs(run):
        return None
    try:
        return open_prepared(read_inputs(run).data_dir)
    except RunError:
        return None


def _changed(began: Began, config: Config, experiment: Experiment) -> str | None:
    """A file that is not as it was, or the dataset when files are missing; None when all is the
    same. Files may have moved: only their contents count."""
    before = list(began["files"].values())
    try:
        dataset, eval_dataset = _datasets(config, experiment)
        sources = find_sources(config.data, dataset, eval_dataset, Report())
        now = sources.hashes(Cache(experiment.cache_dir), lambda: None)
    except InputError as gone:
        return gone.where or config.data.dataset
    if [found for _, found in now] == before:
        return None
    return next((path for path, found in now if found not in before), str(dataset))


def _datasets(config: Config, experiment: Experiment) -> tuple[Path, Path | None]:
    aside = config.data.eval_dataset
    return (
        experiment.resolve_dataset(config.data.dataset),
        experiment.resolve_dataset(aside) if aside else None,
    )
