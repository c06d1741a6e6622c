"""Runs whose curves say something: one that overfits and goes on, and the same when it has ended.

Knows how such curves go. Does not train anything: only the losses are written anew.
"""

from __future__ import annotations

import json
import math
import random
import shutil
import time
from dataclasses import replace
from typing import Any

from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.identity import own_identity
from deeptuner.runs.state import read_state, write_state

STEPS, EPOCH, TURN, EVERY = 855, 285, 400, 20
ROWS = 200  # of the eval split


def make_judged(done: RunFolder, experiment: Experiment) -> None:
    """Two runs with the settings of `done`."""
    ended = _copy(done, experiment, "three-epochs", age=7200)
    _write(ended, STEPS, time.time() - 3600)
    going = _copy(done, experiment, "garden-support-lora-r16", age=800)
    _write(going, 468, time.time())
    shutil.rmtree(going.adapter_dir, ignore_errors=True)
    began = time.time() - 783
    state = replace(read_state(going), status="running", supervisor=own_identity(), ended=None)
    write_state(going, replace(state, started=began))


def _copy(done: RunFolder, experiment: Experiment, name: str, age: float) -> RunFolder:
    stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(time.time() - age))
    made = RunFolder(experiment.runs_dir / f"{stamp}-{name}")
    shutil.copytree(done.path, made.path)
    write_state(made, replace(read_state(made), created=time.time() - age))
    return made


def _write(run: RunFolder, until: int, end: float) -> None:
    """Events up to the step `until`, a step taking 1.6 seconds, the last at `end`."""
    draw = random.Random(5)
    lines: list[dict[str, Any]] = []
    for number in range(1, until + 1):
        head = {"v": 1, "time": end - 1.6 * (until - number), "attempt": 1, "step": number}
        lines.append({**head, "kind": "step", **_step(number, draw)})
        if number % EVERY == 0:
            loss = _eval_loss(number) + draw.gauss(0, 0.0005)
            lines.append({**head, "kind": "eval", "loss": loss, "rows": ROWS})
            saved = {"path": f"checkpoints/checkpoint-{number}", "reason": "scheduled"}
            saved |= {"best": number <= TURN, "eval_loss": loss}
            lines.append({**head, "kind": "checkpoint", **saved})
    run.events_file.write_text("\n".join(map(json.dumps, lines)) + "\n")


def _step(number: int, draw: random.Random) -> dict[str, Any]:
    curve = 1.0 + 1.5 * math.exp(-number / 60) - 0.0006 * max(number - 150, 0)
    rate = 2e-4 * min(1.0, number / 10) * (1 + math.cos(math.pi * number / STEPS)) / 2
    return {
        "max_steps": STEPS,
        "epoch": number / EPOCH,
        "loss": curve * (1 + 0.07 * draw.gauss(0, 1)),
        "learning_rate": rate,
        "grad_norm": 0.6 + 0.1 * draw.random(),
        "tokens_per_second": 7240,
        "seconds_left": 1.6 * (STEPS - number),
    }


def _eval_loss(number: int) -> float:
    return 1.118 + 0.9 * math.exp(-min(number, TURN) / 60) + 0.0012 * max(number - TURN, 0)
