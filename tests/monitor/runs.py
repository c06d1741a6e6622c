"""Run folders as a run would have left them, without running one."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson

from deeptuner.runs.events import Event, EventLog
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.identity import own_identity


def step(number: int, attempt: int = 1, **fields: Any) -> Event:
    given = {"step": number, "max_steps": 100, "epoch": number / 50, "loss": 1 / number}
    given |= {"learning_rate": 1e-4, "grad_norm": 0.5, "tokens_per_second": 100.0}
    return Event("step", 1000.0 + number, attempt, {**given, "seconds_left": 60.0, **fields})


def evaluation(number: int, loss: float, attempt: int = 1) -> Event:
    return Event("eval", 1000.0 + number, attempt, {"step": number, "loss": loss})


def sample(number: int, index: int = 0, text: str = "an answer", attempt: int = 1) -> Event:
    fields = {"step": number, "index": index, "prompt": f"question {index}", "text": text}
    return Event("sample", 1000.0 + number, attempt, {**fields, "expected": "the right one"})


def checkpoint(number: int, *, best: bool = False, attempt: int = 1, loss: float = 0.5) -> Event:
    fields = {"step": number, "path": f"checkpoints/checkpoint-{number}", "best": best}
    return Event("checkpoint", 1000.0 + number, attempt, {**fields, "eval_loss": loss})


def write_run(
    folder: Path,
    status: str = "running",
    events: Iterable[Event] = (),
    *,
    log: str = "",
    checkpoints: Iterable[int] = (),
    **state: Any,
) -> RunFolder:
    """A run's folder. A `running` run is ours as long as this process lives."""
    run = RunFolder(folder)
    for part in (run.control_dir, run.launch_dir, run.checkpoints_dir):
        part.mkdir(parents=True, exist_ok=True)
    run.settings_file.write_text("model: {path: tiny}\ndata: {dataset: rows}\n")
    run.log_file.write_text(log)
    write_state(run, status, **state)
    lines = [orjson.dumps(event.to_json()) + b"\n" for event in events]
    run.events_file.write_bytes(b"".join(lines))
    for number in checkpoints:
        (run.checkpoints_dir / f"checkpoint-{number}").mkdir()
    return run


def write_state(run: RunFolder, status: str, **state: Any) -> None:
    alive = status in ("starting", "running", "paused", "stopping")
    now = time.time()
    value = {
        "status": status,
        "attempt": 1,
        "supervisor": own_identity().to_json() if alive else None,
        "created": now - 60,
        "started": now - 50,
        "ended": None if alive else now,
        **state,
    }
    run.state_file.write_text(json.dumps(value))


def append(run: RunFolder, *events: Event) -> None:
    for event in events:
        EventLog(run.events_file, event.attempt).append(event.kind, **event.fields)  # type: ignore[arg-type]
