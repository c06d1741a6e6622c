"""Whom to ask: a run's model with and without its adapter, or folders of models.

Knows runs, adapters in PEFT's layout and model folders. Loads nothing and needs no torch. What a
run was trained with (template, date, quantisation) it is asked with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from deeptuner.engine.base_model import base_model_of
from deeptuner.engine.inputs import has_inputs, read_inputs
from deeptuner.errors import DeepTunerError, InputError
from deeptuner.files import read_json
from deeptuner.home import expanded
from deeptuner.runs.experiment import find_run, open_experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.models import describe_model
from deeptuner.runs.weights import ADAPTER_CONFIG, read_json_file
from deeptuner.settings.document import parse, read_text
from deeptuner.settings.load import RECORD, config_from_text
from deeptuner.settings.sections.config import Config
from deeptuner.words import message


@dataclass(frozen=True, slots=True)
class Target:
    """The models to ask.

    The tuned side is `base_dir` with `adapter_dir`, or the model in `tuned_dir`; the base side is
    `base_dir` alone (None: there is only a tuned side). `tokenizer_dir` may have an older form of
    tokenizer. `date` is what a template is told, `plain` says that the run was trained on plain
    text, `prompts` are those whose answers the run showed while it trained.
    """

    name: str
    base_dir: Path | None
    adapter_dir: Path | None
    tuned_dir: Path | None
    tokenizer_dir: Path
    config: Config
    date: datetime
    step: int | None = None
    plain: bool = False
    prompts: tuple[str, ...] = ()

    @property
    def sides(self) -> tuple[str, ...]:
        return ("base", "tuned") if self.base_dir else ("tuned",)

    @property
    def bits(self) -> int:
        """In how many bits the base's weights were held in training; 16 stands for its own."""
        if self.config.method.kind != "qlora" or self.config.quantization.bits == "auto":
            return 16 if self.config.method.kind != "qlora" else 4
        return int(self.config.quantization.bits)


def find_target(
    name: str, checkpoint: int | None = None, base: str | None = None, folder: Path | None = None
) -> Target:
    """Whom `name` means: a model's folder, an adapter's, or a run by path, name or `last`.

    `base` is the model to compare a folder with. Raises InputError, ModelError.
    """
    path = expanded(name)
    if (path / ADAPTER_CONFIG).is_file() and not (path / "run.yaml").is_file():
        return _of_adapter(path.absolute(), base, folder)
    if (path / "config.json").is_file() and not (path / "run.yaml").is_file():
        return _of_model(path.absolute(), base, folder)
    if base is not None:
        raise InputError(message("engine.chat.base-of-run"))
    return _of_run(find_run(name, folder), checkpoint)


def _of_run(run: RunFolder, checkpoint: int | None) -> Target:
    config, record = _settings(read_text(run.settings_file), str(run.settings_file))
    base_dir = base_model_of(run, config.model.path, record.get("base_model") or {})
    describe_model(base_dir).require()
    full = config.method.kind == "full"
    learned = _learned(run, checkpoint, run.model_dir if full else run.adapter_dir)
    prepared = _prepared(run)
    inputs = read_inputs(run) if has_inputs(run) else None
    tokenizer_dir = inputs.tokenizer_dir if inputs else base_dir
    written = tuple(config.evaluation.sample_prompts)
    shown = tuple(str(one.get("text", "")) for one in prepared.get("prompts", ()))
    return Target(
        name=run.name,
        base_dir=base_dir,
        adapter_dir=None if full else learned,
        tuned_dir=learned if full else None,
        tokenizer_dir=tokenizer_dir if tokenizer_dir.is_dir() else base_dir,
        config=config,
        date=_midnight(record.get("date")),
        step=checkpoint,
        plain="template" in prepared and prepared["template"] is None,
        prompts=shown or written,
    )


@lru_cache(maxsize=4)
def _settings(text: str, where: str) -> tuple[Config, Mapping[str, Any]]:
    """The settings and the record of a run: read once, however often it is asked."""
    return config_from_text(text, where), parse(text, where).values.get(RECORD) or {}


def _learned(run: RunFolder, checkpoint: int | None, result: Path) -> Path:
    """The folder with what the run, or its checkpoint of this step, has learned."""
    if checkpoint is None:
        if result.is_dir():
            return result
        what = message("engine.chat.unfinished", run=run.name)
    else:
        folder = run.checkpoints_dir / f"checkpoint-{checkpoint}"
        if folder.is_dir():
            return folder
        what = message("engine.merge.no-checkpoint", run=run.name, step=checkpoint)
    steps = [path.name.removeprefix("checkpoint-") for path in run.checkpoints()]
    if not steps:
        raise InputError(what, where=str(run.path), fix=message("engine.merge.fix-unfinished"))
    fix = message("engine.chat.fix-checkpoint", steps=", ".join(steps))
    raise InputError(what, where=str(run.path), fix=fix)


def _prepared(run: RunFolder) -> Mapping[str, Any]:
    """What preparing the data left, unless the cache has made room since."""
    if not has_inputs(run):
        return {}
    try:
        found = read_json(read_inputs(run).data_dir / "prepared.json")
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _of_model(model_dir: Path, base: str | None, folder: Path | None) -> Target:
    describe_model(model_dir).require()
    base_dir = _named_model(base, folder) if base else None
    return _elsewhere(model_dir.name, base_dir, None, model_dir)


def _of_adapter(adapter_dir: Path, base: str | None, folder: Path | None) -> Target:
    named = base or str(
        read_json_file(adapter_dir / ADAPTER_CONFIG).get("base_model_name_or_path") or ""
    )
    try:
        base_dir = _named_model(named, folder)
    except DeepTunerError as error:
        raise InputError(
            message("engine.chat.needs-base", base=named or "–"),
            where=str(adapter_dir),
            fix=message("engine.chat.fix-needs-base"),
        ) from error
    return _elsewhere(adapter_dir.name, base_dir, adapter_dir, None)


def _elsewhere(
    name: str, base_dir: Path | None, adapter_dir: Path | None, tuned_dir: Path | None
) -> Target:
    """A model or adapter that no run of ours is known for: asked with its own template, today."""
    own = base_dir or tuned_dir
    assert own is not None
    asked = next((one for one in (tuned_dir, adapter_dir) if one and _asks(one)), own)
    return Target(
        name=name,
        base_dir=base_dir,
        adapter_dir=adapter_dir,
        tuned_dir=tuned_dir,
        tokenizer_dir=asked,
        config=config_from_text("", name),
        date=_midnight(None),
    )


def _asks(folder: Path) -> bool:
    """Whether a tokenizer lies here: an adapter's folder may have one, with its own template."""
    return any((folder / name).is_file() for name in ("tokenizer.json", "tokenizer.model"))


def _named_model(name: str, folder: Path | None) -> Path:
    path = expanded(name)
    if not name or not path.is_dir():
        path = open_experiment(folder).resolve_model(name)
    describe_model(path).require()
    return path.absolute()


def _midnight(recorded: object) -> datetime:
    """As in training: templates are told midnight of the date."""
    given = datetime.fromisoformat(recorded) if isinstance(recorded, str) else datetime.now()
    return datetime.combine(given.date(), time())
