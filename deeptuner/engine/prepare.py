"""Everything before the first rank starts: `python -m deeptuner.engine.prepare RUN_DIR`.

Checks machine and model, tokenises the data, resolves every `auto`, chooses the plan, and leaves
what the ranks and the supervisor need. Knows the order of these; each has a module of its own. A
resumed run keeps its frozen settings; only the plan and how it is launched are made again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from typing import Any, Final

import yaml
from transformers import PreTrainedModel

from deeptuner.data.prepare import Prepared
from deeptuner.engine.adapter import check_adapter
from deeptuner.engine.fingerprint import METHOD, fingerprint
from deeptuner.engine.inputs import Inputs, write_inputs
from deeptuner.engine.judge import judge
from deeptuner.engine.launch import write_launch
from deeptuner.engine.model import build_on_meta, load_config
from deeptuner.engine.optimizers import scheduler_options
from deeptuner.engine.plan import write_plan
from deeptuner.engine.planner import Choice, choose_plan, find_site
from deeptuner.engine.probe import Machine, probe
from deeptuner.engine.resolve import (
    Resolver,
    resolve_for_data,
    resolve_for_model,
    resolve_for_plan,
    resolve_seeds,
)
from deeptuner.engine.run_data import first_data, kept_data, recorded, require_same_rows
from deeptuner.engine.sizes import measure
from deeptuner.engine.tokenizer_files import tokenizer_folder
from deeptuner.errors import ModelError, RunError
from deeptuner.files import write_text
from deeptuner.runs.events import EventLog
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.models import describe_model
from deeptuner.runs.rank_side import reporting
from deeptuner.runs.state import read_state
from deeptuner.settings.dump import dump_config
from deeptuner.settings.load import RECORD
from deeptuner.settings.load import load_config as load_settings
from deeptuner.settings.sections.config import Config
from deeptuner.words import Message, message

EVERY: Final = 0.5  # seconds between two events of progress
VERSIONS: Final = (
    "deeptuner",
    "torch",
    "transformers",
    "peft",
    "accelerate",
    "bitsandbytes",
    "tokenizers",
)


@dataclass(slots=True)
class Told:
    """Progress as phase events, not more often than a reader can see."""

    log: EventLog
    last: float = 0.0

    def phase(self, name: str, done: int = 0, total: int = 0) -> None:
        self.log.append("phase", phase=name, done=done, total=total)
        self.last = monotonic()

    def warn(self, *said: Message) -> None:
        for one in said:
            self.log.append("warning", message=one.to_json())

    def progress(self, done: int, total: int) -> None:
        if done >= total or monotonic() - self.last >= EVERY:
            self.phase("preparing", done, total)


def prepare(run: RunFolder, *, allow_cpu_fsdp: bool = False) -> None:
    """Leave `run.yaml` frozen, `plan.json`, `launch/`. Raises DeepTunerError; writes no weights."""
    told = Told(EventLog(run.events_file, _attempt(run)))
    told.phase("checking")
    resolver = Resolver(load_settings(run.settings_file))
    experiment = Experiment.find(run.path)
    model_dir = experiment.resolve_model(resolver.config.model.path).resolve()
    _require_same_model(run, model_dir)
    machine = probe()
    told.warn(*judge(resolver.config, machine, str(run.settings_file)))
    skeleton = _check(resolver, machine, model_dir)

    told.phase("preparing")
    tokenizer_dir = tokenizer_folder(model_dir, run.path)
    date = _date(run)
    context = describe_model(model_dir).context_length
    with closing(
        _data(run, resolver.config, experiment, tokenizer_dir, context, date, told)
    ) as prepared:
        resolve_for_data(resolver, prepared)
        choice = _plan(resolver, machine, skeleton, prepared, allow_cpu_fsdp)
        told.warn(*prepared.warnings, *filter(None, [choice.warning]))
        if prepared.eval is None and resolver.config.training.early_stopping:
            told.warn(message("engine.prepare.stopping-blind"))
        inputs = Inputs(model_dir, tokenizer_dir, prepared.folder)
        began = {"date": date.isoformat(timespec="seconds"), "data": recorded(prepared)}
    _write(run, resolver, machine, choice, inputs, began)


def _data(
    run: RunFolder,
    config: Config,
    experiment: Experiment,
    tokenizer_dir: Path,
    context: int | None,
    date: datetime,
    told: Told,
) -> Prepared:
    """On a resume, the very data of the first attempt: the same items in the same order, so that
    the position in them means the same."""
    if not is_frozen(run):
        return first_data(config, experiment, tokenizer_dir, context, date, told.progress)
    began = record_of(run).get("data")
    kept = kept_data(run, began, config, experiment, told.warn)
    if kept is not None:
        return kept
    again = first_data(config, experiment, tokenizer_dir, context, date, told.progress)
    require_same_rows(began, again)
    return again


def _check(resolver: Resolver, machine: Machine, model_dir: Path) -> PreTrainedModel:
    """Refuse what can be refused before minutes of tokenising. Gives the model without weights."""
    site = find_site(resolver.config, machine)
    trusted = resolver.config.model.trust_remote_code
    skeleton = build_on_meta(load_config(model_dir, trusted), trusted)
    resolve_seeds(resolver)
    resolve_for_model(resolver, machine, site, skeleton)
    check_adapter(skeleton, resolver.config)
    scheduler_options(resolver.config.training, max_steps=1)
    return skeleton


def _plan(
    resolver: Resolver,
    machine: Machine,
    skeleton: PreTrainedModel,
    prepared: Prepared,
    allow_cpu_fsdp: bool,
) -> Choice:
    config = resolver.config
    choice = choose_plan(
        config,
        machine,
        measure(skeleton, config),
        tokens=config.training.batch_size * prepared.max_length,
        allow_cpu_fsdp=allow_cpu_fsdp,
    )
    items = len(prepared.train) if prepared.packs is None else len(prepared.packs)
    resolve_for_plan(resolver, choice, items)
    return choice


def _write(
    run: RunFolder,
    resolver: Resolver,
    machine: Machine,
    choice: Choice,
    inputs: Inputs,
    began: dict[str, Any],
) -> None:
    """The launch file comes last: where it is, everything else is."""
    plan, config = choice.plan, resolver.config
    run.launch_dir.mkdir(parents=True, exist_ok=True)
    write_plan(plan, run.plan_file)
    write_inputs(inputs, run)
    if not is_frozen(run):
        found = _record(resolver, machine, inputs.model_dir)
        record = {**record_of(run), **found, **began}
        write_text(run.settings_file, dump_config(config, record=record))
    offload = config.memory.cpu_offload
    write_launch(plan, machine.devices, run.path, run.launch_dir, offload=offload)


def is_frozen(run: RunFolder) -> bool:
    """Whether `run.yaml` is what an earlier attempt resolved."""
    return "decisions" in record_of(run)


def record_of(run: RunFolder) -> dict[str, Any]:
    """What the run wrote about itself so far; the settings beside it were read without mistakes."""
    found = yaml.safe_load(run.settings_file.read_text(encoding="utf-8"))
    return dict(found.get(RECORD) or {})


def _require_same_model(run: RunFolder, model_dir: Path) -> None:
    """On a resume: checkpoints fit the very weights that they began from. Raises ModelError."""
    began_from = record_of(run).get("base_model")
    if is_frozen(run) and began_from and fingerprint(model_dir) != began_from["fingerprint"]:
        raise ModelError(
            message("engine.resume.other-model"),
            where=str(model_dir),
            fix=message("engine.resume.other-model-fix"),
        )


def _date(run: RunFolder) -> datetime:
    """What templates are told when they ask for the date: on a resume, that of the first time."""
    found = record_of(run).get("date")
    return datetime.fromisoformat(found) if found else datetime.now().astimezone()


def _record(resolver: Resolver, machine: Machine, model_dir: Path) -> dict[str, Any]:
    config = resolver.config
    return {
        "versions": {
            "python": sys.version.split()[0],
            **{name: version(name) for name in VERSIONS},
        },
        "seeds": {"training.seed": config.training.seed, "data.seed": config.data.seed},
        "base_model": {
            "path": str(model_dir),
            "fingerprint": fingerprint(model_dir),
            "method": METHOD,
        },
        "machine": machine.to_json(),
        "decisions": [decision.to_json() for decision in resolver.decisions],
    }


def _attempt(run: RunFolder) -> int:
    try:
        return max(1, read_state(run).attempt)
    except RunError:
        return 1  # started by hand, without a supervisor


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m deeptuner.engine.prepare")
    parser.add_argument("run_dir", type=Path)
    parser.add_argument("--allow-cpu-fsdp", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    run = RunFolder(given.run_dir.resolve())
    with reporting(run):
        prepare(run, allow_cpu_fsdp=given.allow_cpu_fsdp)
    return 0


if __name__ == "__main__":
    sys.exit(main())
