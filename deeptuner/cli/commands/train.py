"""`deeptuner train CONFIG`: a new run from a settings file, in the foreground or detached.

Knows the order settings are put together in: file, preset, flags. Starts the run; what happens then
is the supervisor's.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from deeptuner.cli.arguments import add_detach, add_folder
from deeptuner.cli.follow import attend
from deeptuner.cli.output import Output
from deeptuner.runs.experiment import Experiment, open_experiment
from deeptuner.runs.models import describe_model
from deeptuner.runs.outcome import summarise
from deeptuner.runs.start import refuse_errors, start_run
from deeptuner.settings.catalog import spec_by_path
from deeptuner.settings.dump import dump_config
from deeptuner.settings.flags import add_flags, overrides
from deeptuner.settings.load import config_from_text, load_config
from deeptuner.settings.presets import Change, apply_preset
from deeptuner.settings.rules import check
from deeptuner.settings.sections.config import Config
from deeptuner.settings.text import text_of
from deeptuner.words import Message, message, render


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("config", type=Path, metavar="CONFIG", help="a settings file (YAML)")
    add_folder(parser)
    parser.add_argument("--preset", metavar="NAME", help="put a preset over the file's settings")
    add_detach(parser)
    add_flags(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    config = _load(arguments, output)
    experiment = open_experiment(arguments.folder, arguments.config)
    refuse_errors(config, str(arguments.config))
    for finding in check(config):
        output.tell(finding.message)
    _look_at_inputs(experiment, config)
    started = experiment.create_run(config)
    start_run(started)
    said = message("cli.started", run=started.name)
    if arguments.detach:
        output.result(summarise(started).to_json(), f"{render(said)}\n  {started.path}")
        return 0
    output.tell(said)
    return attend(started, output)


def _look_at_inputs(experiment: Experiment, config: Config) -> None:
    """Refuse, before there is a run, what shows in a second and without torch."""
    from deeptuner.cli.asks.kinds import judged
    from deeptuner.data.glance import glance

    model_dir = experiment.resolve_model(config.model.path)
    judged(describe_model(model_dir)).require()
    separate = config.data.eval_dataset
    glance(
        config.data,
        model_dir,
        experiment.resolve_dataset(config.data.dataset),
        experiment.resolve_dataset(separate) if separate else None,
    )


def _load(arguments: argparse.Namespace, output: Output) -> Config:
    """The file's settings, the preset over them, the flags over both."""
    given: Mapping[str, str] = overrides(arguments)
    config = load_config(arguments.config, given)
    if not arguments.preset:
        return config
    folder = open_experiment(arguments.folder, arguments.config).folder
    config, changes = apply_preset(config, arguments.preset, folder)
    for change in changes:
        if change.path not in given:
            output.tell(_changed(arguments.preset, change))
    return config_from_text(dump_config(config), str(arguments.config), given)


def _changed(preset: str, change: Change) -> Message:
    spec = spec_by_path()[change.path]
    before, after = text_of(spec, change.before), text_of(spec, change.after)
    return message("cli.preset-change", preset=preset, path=change.path, before=before, after=after)
