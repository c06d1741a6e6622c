"""Stand-ins for the processes of a run: real processes that behave as told, without torch.

`standin.py prepare BEHAVIOUR RUN_DIR` writes the launch command, `launcher` starts ranks the way
torch's agent does (each in a session of its own), `rank` steps, saves, obeys orders, or dies.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from deeptuner.errors import DataError
from deeptuner.files import whole_folder, write_json
from deeptuner.runs.control import Order
from deeptuner.runs.events import EventLog
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.rank_side import SupervisorLink, reporting
from deeptuner.runs.state import read_state
from deeptuner.words import message

DEFAULT: dict[str, Any] = {
    "ranks": 1,
    "steps": 3,
    "seconds": 0.02,  # a step takes
    "save_every": 0,
    "obey": True,  # orders
    "ignore_sigterm": False,
    "rank_patience": 25.0,  # of a rank whose supervisor is gone
    "die": "",  # Python that the last rank runs at step 2
    "prepare": "",  # Python that the preparation runs first
    "gpus": [],
    "whole_launcher": True,  # the launcher ends with a rank's exit code
    "link": True,
    "hold": "",  # a file: while it is there, ranks do not get as far as their link
    "tell_end": "",  # the status that rank 0 tells at its end
}


def prepare(behaviour: dict[str, Any], run: RunFolder) -> None:
    with reporting(run):
        exec(behaviour["prepare"], {"run": run, "DataError": DataError, "message": message})
    write_json(run.plan_file, {"gpus": behaviour["gpus"]})
    command = [sys.executable, __file__, "launcher", json.dumps(behaviour), str(run.path)]
    write_json(run.launch_file, {"command": command, "environment": {"OMP_NUM_THREADS": "1"}})


def launcher(behaviour: dict[str, Any], run: RunFolder) -> int:
    command = [sys.executable, __file__, "rank", json.dumps(behaviour), str(run.path)]
    ranks = [
        subprocess.Popen(command, env={**os.environ, "RANK": str(number)}, start_new_session=True)
        for number in range(behaviour["ranks"])
    ]
    codes = [rank.wait() for rank in ranks]  # does not end the others: the worst launcher
    bad = [code for code in codes if code != 0]
    if bad and bad[0] < 0:
        raise subprocess.CalledProcessError(bad[0], command[:2])
    return bad[0] if bad else 0


def rank(behaviour: dict[str, Any], run: RunFolder) -> int:
    number = int(os.environ["RANK"])
    if behaviour["ignore_sigterm"]:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while behaviour["hold"] and Path(behaviour["hold"]).exists():  # it is still loading
        time.sleep(0.02)
    if not behaviour["link"]:
        return _work(behaviour, run, number, None)
    with reporting(run), SupervisorLink(run, number, behaviour["rank_patience"]) as link:
        code = _work(behaviour, run, number, link)
        if behaviour["tell_end"] and number == 0:
            log = EventLog(run.events_file, read_state(run).attempt)
            said = message("ranks.end", how="well").to_json()
            log.append("end", status=behaviour["tell_end"], message=said)
        return code


def _work(
    behaviour: dict[str, Any], run: RunFolder, number: int, link: SupervisorLink | None
) -> int:
    log = EventLog(run.events_file, read_state(run).attempt)
    newest = run.newest_checkpoint()
    first = 1 + (int(newest.name.split("-")[1]) if newest else 0)
    for step in range(first, behaviour["steps"] + 1):
        time.sleep(behaviour["seconds"])
        if number == 0:
            _tell(log, step, behaviour["steps"])
        if behaviour["die"] and step == 2 and number == behaviour["ranks"] - 1:
            exec(behaviour["die"], {"os": os, "signal": signal, "run": run})
        due = behaviour["save_every"] and step % behaviour["save_every"] == 0
        order = link.order() if link and behaviour["obey"] else None
        if order and link and number == 0:
            link.acknowledge(order)
        if number == 0 and (due or order):
            _save(run, log, step, "requested" if order else "scheduled")
        if link and behaviour["obey"] and link.pause_ordered() and not _ends(order):
            order = _sleep(link, number, partial(_save, run, log, step, "requested"))
        if _ends(order):
            return 0
    return 0


def _ends(order: Order | None) -> bool:
    return order is not None and order.kind == "stop"


def _sleep(link: SupervisorLink, number: int, save: Callable[[], None]) -> Order | None:
    """Until the pause is over, or an order to stop comes, which is given back."""
    if number == 0:
        link.tell_asleep(on=True)
    order = None
    while link.pause_ordered() and not _ends(order):
        time.sleep(0.02)
        order = link.order()
        if order and number == 0:
            link.acknowledge(order)
            save()
    if number == 0:
        link.tell_asleep(on=False)
    return order


def _tell(log: EventLog, step: int, steps: int) -> None:
    log.append(
        "step",
        step=step,
        max_steps=steps,
        loss=1.0 / step,
        learning_rate=1e-4,
        tokens_per_second=100.0,
        seconds_left=float(steps - step),
    )


def _save(run: RunFolder, log: EventLog, step: int, reason: str) -> None:
    path = run.checkpoints_dir / f"checkpoint-{step}"
    if path.exists():
        return
    with whole_folder(path) as folder:
        (folder / "adapter_model.safetensors").write_bytes(b"\0" * 4096)
        (folder / "state.json").write_text(json.dumps({"step": step}))
    log.append("checkpoint", step=step, path=str(path), reason=reason, best=False)


if __name__ == "__main__":
    role, told, folder = sys.argv[1:]
    work = {"prepare": prepare, "launcher": launcher, "rank": rank}[role]
    sys.exit(work(DEFAULT | json.loads(told), RunFolder(Path(folder))))
