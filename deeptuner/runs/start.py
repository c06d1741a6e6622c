"""Starting a run and going on with one: a detached supervisor, and only one.

Knows when a run may be started. Does not supervise.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import orjson

from deeptuner.errors import InputError, RunError, SettingsError
from deeptuner.files import telling_why, write_text
from deeptuner.runs.environment import run_environment
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.log import log_line
from deeptuner.runs.options import Options
from deeptuner.runs.platform import run_detached
from deeptuner.runs.state import ACTIVE, read_state
from deeptuner.runs.supervisor import LOCKED
from deeptuner.words import message

if TYPE_CHECKING:
    from deeptuner.settings.rules import MachineFacts
    from deeptuner.settings.sections.config import Config

DATA: Final = "data"
ROWS: Final = "data"  # in the record: what the run's rows were made of, once they were made
MAY_CHANGE: Final = ("loader_workers",)  # of the data settings: how rows are read, not which
PROMPTS: Final = ("sample_prompts", "sample_count")  # of evaluation: made with the rows


def start_run(run: RunFolder, options: Options | None = None) -> None:
    """Start the run's supervisor, which outlives us. Returns once it has the run in hand.

    Raises RunError when the run is running or finished, the folder is not writable, or the
    supervisor does not start.
    """
    _refuse(run)
    run = RunFolder(run.path.resolve())
    command = [sys.executable, "-P", "-m", "deeptuner.runs.supervisor", str(run.path)]
    if options:
        command += ["--options", orjson.dumps(options.to_json()).decode()]
    with telling_why(run.log_file):
        code, missing = run_detached(
            command,
            environment=run_environment(run, os.environ),
            folder=run.path,
            log=run.log_file,
        )
    if code == LOCKED:
        _refuse(run)
        raise _running(run)
    if code != 0:
        fix = message("runs.not-started-fix", log=str(run.log_file))
        raise RunError(message("runs.not-started"), where=str(run.path), fix=fix)
    if missing:
        log_line(run, message("runs.no-scope", reason=str(missing)))


def resume_run(
    run: RunFolder, overrides: Mapping[str, str] | None = None, options: Options | None = None
) -> None:
    """Go on with a run in its own folder, from its newest whole checkpoint, as a new attempt.

    `overrides` (setting → text) change its settings from here on; the former ones are kept beside.
    Raises RunError when it is running or finished or has no settings any more, SettingsError when
    the settings are wrong or change the rows of a run that has them already.
    """
    _refuse(run)
    _require_settings(run)
    if overrides:
        _change_settings(run, overrides)
    start_run(run, options)


def refuse_errors(config: Config, name: str, machine: MachineFacts | None = None) -> None:
    """Raises SettingsError with every contradiction in the settings, if there is one."""
    from deeptuner.settings.rules import check

    mistakes = [
        InputError(
            each.message,
            where=", ".join(each.paths),
            fix=each.fix.message if each.fix else None,
        )
        for each in check(config, machine)
        if each.severity == "error"
    ]
    if mistakes:
        raise SettingsError(message("runs.contradictions", name=name), mistakes)


def require_active(run: RunFolder) -> None:
    """Raises RunError unless the run is running, so that somebody hears a request."""
    status = read_state(run).status_now()
    if status not in ACTIVE:
        raise RunError(
            message("runs.not-running", run=run.name, status=status), where=str(run.path)
        )


def _require_settings(run: RunFolder) -> None:
    """Raises RunError when there are none, SettingsError when they cannot be read: nobody has to
    wait for an attempt that ends with that."""
    from deeptuner.settings.load import load_config

    if not run.settings_file.exists():
        raise RunError(
            message("runs.no-settings", run=run.name),
            where=str(run.settings_file),
            fix=message("runs.no-settings-fix"),
        )
    load_config(run.settings_file)


def _change_settings(run: RunFolder, overrides: Mapping[str, str]) -> None:
    from deeptuner.settings.document import parse, read_text
    from deeptuner.settings.dump import dump_config
    from deeptuner.settings.load import RECORD, config_from_text

    before = read_text(run.settings_file)
    name = str(run.settings_file)
    config = config_from_text(before, name, overrides)
    refuse_errors(config, name)
    record: Any = parse(before, name).values.get(RECORD)
    if record and ROWS in record:
        _refuse_other_rows(config_from_text(before, name), config, name)
    kept = run.launch_dir / f"run-attempt-{read_state(run).attempt}.yaml"
    run.launch_dir.mkdir(exist_ok=True)
    write_text(kept, before)
    write_text(run.settings_file, dump_config(config, record=record))


def _refuse_other_rows(before: Config, after: Config, name: str) -> None:
    """Checkpoints are places in an order of rows, so that a run keeps the rows it began with, and
    the sample prompts that were made of them."""
    rows = (each for each, _ in after.data if each not in MAY_CHANGE)
    fixed = [(DATA, setting) for setting in rows] + [("evaluation", each) for each in PROMPTS]
    mistakes = [
        InputError(
            message("runs.keeps-rows", setting=f"{section}.{setting}"),
            where=f"{section}.{setting}",
            fix=message("runs.keeps-rows-fix", file=shlex.quote(name)),
        )
        for section, setting in fixed
        if getattr(getattr(after, section), setting) != getattr(getattr(before, section), setting)
    ]
    if mistakes:
        raise SettingsError(message("runs.keeps-rows-what"), mistakes)


def _refuse(run: RunFolder) -> None:
    status = read_state(run).status_now()
    if status == "finished":
        raise RunError(
            message("runs.already-finished", run=run.name),
            where=str(run.path),
            fix=message("runs.already-finished-fix"),
        )
    if status in ACTIVE:
        raise _running(run)


def _running(run: RunFolder) -> RunError:
    return RunError(
        message("runs.already-running", run=run.name),
        where=str(run.path),
        fix=message("runs.already-running-fix", run=run.name),
    )
