"""A run that is killed again and again, and what of it must be there after each kill.

Knows which checkpoints a run owes a person: written down here a second time, apart from the
program's own rule, so that neither can be wrong alone.
"""

from __future__ import annotations

import hashlib
import math
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import psutil

from deeptuner.engine.checkpoint.layout import is_whole
from deeptuner.engine.checkpoint.standing import read_standing
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.state import read_state
from tests.e2e.conftest import COMMAND, Place
from tests.runs.running import events, processes, wait_for, wait_until_ended

KEEP = 3
# A learning rate at which the eval loss soon goes up and down, so that the best is not the newest.
FLAGS: tuple[str, ...] = ("--training.learning-rate", "0.02", "--training.max-steps", "1000000")
FLAGS += ("--training.lr-scheduler-type", "constant", "--checkpoints.saving-steps", "4")
FLAGS += ("--checkpoints.keep", str(KEEP), "--checkpoints.recovery-minutes", "0.01")
EARLY = 0.2  # share of the kills before the attempt has saved anything
ENDS = {"supervisor": "interrupted", "launcher": "failed", "rank": "failed"}
VICTIMS = (*ENDS, "command")
PATIENT = 280.0  # seconds: imports of torch on a machine that does much else


def role_of(process: psutil.Process) -> str:
    """What a process is in its run; empty for one that has ended or only helps."""
    try:
        line = process.cmdline()
    except psutil.Error:
        return ""
    signs = {
        "deeptuner.runs.supervisor": "supervisor",
        "accelerate.commands.launch": "launcher",
        "deeptuner.engine.loopback": "launcher",
        "deeptuner.engine.train": "rank",  # also in its launcher's command, thus after it
    }
    return next((role for sign, role in signs.items() if sign in line), "")


def in_role(run: RunFolder, role: str) -> list[psutil.Process]:
    return [process for process in processes(run.path) if role_of(process) == role]


@dataclass(frozen=True)
class Finished:
    """A checkpoint that was whole at some time."""

    reason: str
    eval_loss: float | None


@dataclass
class Ledger:
    """Every checkpoint that a run ever finished, by step, and the digests of all files seen."""

    run: RunFolder
    finished: dict[int, Finished] = field(default_factory=dict)
    contents: dict[int, dict[str, str]] = field(default_factory=dict)
    there: set[int] = field(default_factory=set)

    def has_begun(self, attempt: int) -> bool:
        """Whether an attempt trains. Until it has saved something itself, all must be there that
        was there when the one before had ended."""
        there = {_step_of(path) for path in self.run.checkpoints()}
        own = [event for event in events(self.run) if event.attempt == attempt]
        if any(event.kind == "checkpoint" for event in own):  # told before any is deleted
            return True
        assert self.there <= there, "checkpoints were deleted before anything was saved"
        return any(event.kind == "step" for event in own)

    def compare(self) -> None:
        """Look at the checkpoints while nobody writes any."""
        paths = {_step_of(path): path for path in self.run.checkpoints()}
        for step, path in paths.items():
            assert is_whole(path), path
            now = digests(path)
            assert self.contents.setdefault(step, now) == now, f"{path} has changed"
            standing = read_standing(path)
            self.finished[step] = Finished(standing.reason, standing.eval_loss)
        for event in events(self.run, "checkpoint"):
            self.finished[event["step"]] = Finished(event["reason"], event["eval_loss"])
        self.there = set(paths)
        assert not self.owed() - self.there, "finished checkpoints were lost"

    def owed(self) -> set[int]:
        """The newest, those that a person asked for, and the best: as many as leave the newest its
        place. Recovery checkpoints count only as the newest."""
        counted = [step for step in self.finished if self._reason(step) in ("scheduled", "end")]
        best = sorted(counted, key=self._worth)[: KEEP - 1]
        asked = [step for step in self.finished if self._reason(step) == "requested"]
        return {*best, *asked, max(self.finished)} if self.finished else set()

    def _reason(self, step: int) -> str:
        return self.finished[step].reason

    def _worth(self, step: int) -> tuple[float, int]:
        loss = self.finished[step].eval_loss
        return (math.inf if loss is None else loss, -step)


def digests(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def _step_of(checkpoint: Path) -> int:
    return int(checkpoint.name.split("-")[1])


@dataclass
class Survivor:
    """A run with the command that looks at it; killed at random times."""

    place: Place
    chance: Random
    run: RunFolder = field(init=False)
    command: subprocess.Popen[bytes] = field(init=False)
    ledger: Ledger = field(init=False)
    attempt: int = 0

    def survive(self, victims: Sequence[str]) -> RunFolder:
        """Kill each victim in turn. After each the run goes on, or ends and is gone on with from
        its newest checkpoint; nobody is left, and nothing that was saved is lost."""
        for victim in victims:
            if self.attempt == 0 or not processes(self.run.path):
                self._begin()
            self._wait_for_a_moment()
            self._kill(victim)
            if victim == "command":
                self._goes_on()
            else:
                self._has_ended(ENDS[victim])
        return self.run

    def _begin(self) -> None:
        if self.attempt == 0:
            before = set(self.place.runs())
            self.command = self._start("train", str(self.place.settings), *FLAGS)
            found = wait_for(lambda: set(self.place.runs()) - before, "the run", PATIENT)
            self.run = RunFolder(found.pop())
            self.ledger = Ledger(self.run)
        else:
            self.command = self._start("resume", self.run.name)
        self.attempt += 1
        wait_for(lambda: read_state(self.run).attempt == self.attempt, "the attempt", PATIENT)

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*COMMAND, *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.place.folder,
        )

    def _wait_for_a_moment(self) -> None:
        if self.chance.random() >= EARLY:
            wait_for(lambda: self.ledger.has_begun(self.attempt), "training", PATIENT)
            wait_for(lambda: len(self._told("eval")) > 2, "checkpoints", PATIENT)
        time.sleep(self.chance.random())

    def _told(self, kind: str) -> list[int]:
        """The steps of this attempt's events."""
        return [e["step"] for e in events(self.run, kind) if e.attempt == self.attempt]

    def _kill(self, victim: str) -> None:
        if victim == "command":
            if self.command.poll() is not None:
                self.command = self._start("watch", self.run.name)
                time.sleep(self.chance.random())
            self.command.kill()
            self.command.wait()
            return
        found = wait_for(lambda: in_role(self.run, victim), victim, PATIENT)
        os.kill(self.chance.choice(found).pid, signal.SIGKILL)

    def _goes_on(self) -> None:
        so_far = len(self._told("step"))
        wait_for(lambda: len(self._told("step")) > so_far, "the next step", PATIENT)
        assert read_state(self.run).status == "running"

    def _has_ended(self, status: str) -> None:
        wait_until_ended(self.run)
        wait_for(lambda: not processes(self.run.path), "the end of all")
        assert read_state(self.run).status_now() == status
        self.command.wait(60)
        steps = self._told("step")
        if steps:
            assert steps[0] == max(self.ledger.there, default=0) + 1, "the attempt's first step"
        self.ledger.compare()


def in_turn(chance: Random, each: int) -> list[str]:
    """Every victim `each` times in random order; the last one ends the run."""
    return _ending(chance, [*VICTIMS] * each)


def few(chance: Random) -> list[str]:
    """The command, the supervisor, and one of those that it looks after, in random order."""
    return _ending(chance, ["command", "supervisor", chance.choice(("launcher", "rank"))])


def _ending(chance: Random, victims: list[str]) -> list[str]:
    chance.shuffle(victims)
    while victims[-1] == "command":
        chance.shuffle(victims)
    return victims
