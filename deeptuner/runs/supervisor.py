"""The supervisor of one run: `python -m deeptuner.runs.supervisor RUN_DIR`.

Prepares, launches, watches and ends the run, and is the only owner of its processes and its state.
It is light and knows nothing of training: no torch, and settings only to suggest changes to them.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import orjson

from deeptuner.errors import DeepTunerError
from deeptuner.files import read_json
from deeptuner.runs import control, platform, tree
from deeptuner.runs.child import Child, read_launch
from deeptuner.runs.devices import Claim, claim
from deeptuner.runs.exit_reason import Diagnosis, Ending, diagnose
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.log import log_line
from deeptuner.runs.options import Options, options_from_json
from deeptuner.runs.rank_side import reported_error
from deeptuner.runs.record import Record
from deeptuner.runs.sampling import Sampling
from deeptuner.runs.state import ACTIVE, Status, read_state
from deeptuner.runs.watch import Watch
from deeptuner.runs.whereabouts import Whereabouts
from deeptuner.words import Message, message

LEAVING: Final = 10.0  # seconds that an ended supervisor may take to be gone
UNTOLD: Final = 0.5  # seconds that what is left of an attempt may take without a word about it
LOCKED: Final = 3  # exit code: another supervisor has this run, or there is nothing left to do


def main(argv: Sequence[str] | None = None) -> int:
    """Take the run's lock, leave the caller behind, and supervise. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m deeptuner.runs.supervisor")
    parser.add_argument("run_dir", type=Path)
    parser.add_argument("--options", type=orjson.loads, default={}, help="JSON; see options.py")
    given = parser.parse_args(argv)
    run = RunFolder(given.run_dir.resolve())
    lock = _take_lock(run)
    if lock is None or read_state(run).status == "finished":
        return LOCKED
    caller = platform.leave_behind()
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    platform.adopt_orphans()
    control.clear_requests(run)
    whereabouts = Whereabouts(run, lock)
    supervisor = Supervisor(run, Record(run), options_from_json(given.options), whereabouts)
    platform.begun(caller)
    return _supervise(supervisor)


def _take_lock(run: RunFolder) -> int | None:
    """Take the run's lock until this process ends; None when another supervisor has it.

    One that has written its last word may still be about to leave: it is waited for.
    """
    lock = os.open(run.lock_file, os.O_RDWR | os.O_CREAT, 0o666)
    until = time.monotonic() + LEAVING
    while not platform.try_lock(lock):
        if read_state(run).status in ACTIVE or time.monotonic() > until:
            return None
        time.sleep(0.05)
    return lock


def _supervise(supervisor: Supervisor) -> int:
    """Whatever happens, even a mistake of ours: no process is left, and the state says why.

    Returns the exit code. Of a mistake of ours the log has the traceback before the state says
    that the run has ended: who reads the one then finds the other.
    """
    try:
        supervisor.work()
    except DeepTunerError as error:
        supervisor.fail(Ending(None, error=error))
    except Exception as error:  # noqa: BLE001 - the boundary of the process
        traceback.print_exc()  # this process's standard error is the log
        detail = f"{type(error).__name__}: {error}"
        said = DeepTunerError(message("common.unexpected", detail=detail))
        supervisor.fail(Ending(None, error=said))
        return 1
    return 0


class Supervisor:
    """One attempt of a run, from preparing to its last word."""

    def __init__(
        self, run: RunFolder, record: Record, options: Options, whereabouts: Whereabouts
    ) -> None:
        self.run = run
        self.record = record
        self.options = options
        self.sampling = Sampling(run, record, options)
        self.whereabouts = whereabouts
        self.watch = Watch(run, record, options.patience, self.sampling, whereabouts)
        self._claim = Claim()
        self._awake: subprocess.Popen[bytes] | None = None

    def work(self) -> None:
        """The attempt, top to bottom. Raises DeepTunerError when a phase cannot be done."""
        self.watch.listen()
        self._end_leftovers()
        self._stay_awake()
        if self._prepare():
            self._train()

    def fail(self, ending: Ending) -> None:
        """Whatever has failed, a folder that was moved is why, and the words go where it is."""
        if moved := self.whereabouts.moved():
            self.record.follow(self.whereabouts.now())
            ending = Ending(None, error=moved)
        diagnosis = diagnose(ending)
        self._end("failed", diagnosis.message, with_fixes(diagnosis, self.run))

    def _end_leftovers(self) -> None:
        """An interrupted attempt's ranks may still be saving; then nothing of it may be left."""
        patience = self.options.patience.leftovers
        if not tree.wait_until_gone(self.run, min(patience, UNTOLD)):
            self.record.phase("waiting")
            if not tree.wait_until_gone(self.run, patience):
                tree.kill(self.run)
        control.clear_orders(self.run)
        self.run.error_file.unlink(missing_ok=True)
        self.run.launch_file.unlink(missing_ok=True)

    def _stay_awake(self) -> None:
        held = platform.hold_sleep(f"fine-tuning {self.run.name}")
        if isinstance(held, Message):
            log_line(self.run, message("runs.no-inhibit", reason=str(held)))
        else:
            self._awake = held

    def _prepare(self) -> bool:
        """Everything before the launch; False when the run has ended with it."""
        self.record.phase("preparing")
        kills = platform.oom_kills()
        child = Child(self.run, [*self.options.prepare, str(self.run.path)], ends_with_us=True)
        self.watch.until_ended(child)
        if self.watch.stopping.wanted:
            self._end("stopped", message("runs.stopped-early"))
        elif child.ended() != 0:
            self.fail(self._ending(child, kills))
        else:
            return True
        return False

    def _train(self) -> None:
        launch = read_launch(self.run)
        self._claim = claim(self.run, planned_gpus(self.run))
        if self._claim.warning:
            self.record.warn(self._claim.warning)
        self.record.phase("loading")
        kills = platform.oom_kills()
        child = Child(self.run, launch.command, launch.environment)
        self.record.status("running", launcher=child.identity)
        self.watch.until_ended(child, ranks=True)
        self._conclude(self._ending(child, kills))

    def _conclude(self, ending: Ending) -> None:
        """What the end of the ranks means for the run. Ordered to stop at its last step, it may
        have finished instead, which the ranks then tell."""
        told = self.record.told_end()
        finished = told is not None and told.get("status") == "finished"
        if self.watch.stopping.forced:
            self._end("stopped", message("runs.nobody-saved"))
        elif ending.code != 0:
            self.fail(ending)
        elif self.watch.stopping.acknowledged is not None and not finished:
            self._end("stopped", message("runs.stopped"))
        else:
            self._end("finished", message("runs.finished"))

    def _end(self, status: Status, reason: Message, diagnosis: Diagnosis | None = None) -> None:
        """No process is left, the GPUs are free, and then the last word is written."""
        if self._awake:
            platform.release(self._awake)
            self._awake = None
        self.sampling.end()
        patience = 0.0 if status == "failed" else self.options.patience.dead_rank
        if not tree.wait_until_gone(self.run, patience):
            tree.kill(self.run)
        self._claim.release()
        self.record.end(status, reason, diagnosis)

    def _ending(self, child: Child, kills_before: int) -> Ending:
        killed_by_us = self.watch.last_words is not None
        return Ending(
            code=None if killed_by_us else child.ended(),
            output=self.watch.last_words or child.output(),
            error=reported_error(self.run),
            oom_kills=platform.oom_kills() - kills_before,
            dead_rank=self.watch.dead_rank,
        )


def planned_gpus(run: RunFolder) -> list[int]:
    """The numbers of the GPUs in `plan.json`; none when the CPU trains."""
    try:
        return [int(gpu) for gpu in read_json(run.plan_file)["gpus"]]
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        return []


def with_fixes(diagnosis: Diagnosis, run: RunFolder) -> Diagnosis:
    """The diagnosis with the changes of settings that would help, where the settings are read."""
    from deeptuner.runs.fixes import fixes_for
    from deeptuner.settings.load import load_config

    try:
        return replace(diagnosis, fixes=fixes_for(diagnosis.cause, load_config(run.settings_file)))
    except DeepTunerError:
        return diagnosis


if __name__ == "__main__":
    sys.exit(main())
