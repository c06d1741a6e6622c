"""How a run stands: `state.json`, written by the run's supervisor alone.

Knows the states, who supervises, and why a run ended. Derives `interrupted`, which nobody is left
to write. Does not know how a run is started, watched or stopped.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, get_args

import orjson

from deeptuner.errors import RunError
from deeptuner.files import read_json, write_json
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.identity import Identity, identity_from_json
from deeptuner.words import Message, message, message_from_json

Status = Literal[
    "queued", "starting", "running", "paused", "stopping", "finished", "stopped", "failed"
]
StatusNow = Status | Literal["interrupted"]
ACTIVE: Final = frozenset({"starting", "running", "paused", "stopping"})
ENDED: Final = frozenset({"finished", "stopped", "failed", "interrupted"})


@dataclass(frozen=True, slots=True)
class Fix:
    """Changes to settings that would help, to be made together: `changes` by the settings' paths;
    `message` says what they do. Written like the fixes of the settings' own rules."""

    changes: Mapping[str, Any]
    message: Message

    def to_json(self) -> dict[str, Any]:
        return {"changes": dict(self.changes), "message": self.message.to_json()}


@dataclass(frozen=True, slots=True)
class RunState:
    """How a run stands. Times are Unix seconds; `attempt` counts starts and resumes from 1.

    `reason` says why the run ended or is paused, `evidence` quotes what that was read from, `fixes`
    would help. `heartbeat` is when its supervisor last gave a sign of life.
    """

    status: Status = "queued"
    attempt: int = 0
    supervisor: Identity | None = None
    launcher: Identity | None = None
    created: float = 0.0
    started: float | None = None
    ended: float | None = None
    reason: Message | None = None
    evidence: str = ""
    fixes: tuple[Fix, ...] = ()
    heartbeat: float = 0.0

    def status_now(self) -> StatusNow:
        """The status, or `interrupted` when the run should be active and its supervisor is gone."""
        if self.status in ACTIVE and not (self.supervisor and self.supervisor.alive()):
            return "interrupted"
        return self.status

    def to_json(self) -> dict[str, Any]:
        return {
            "status": self.status,
            "attempt": self.attempt,
            "supervisor": self.supervisor.to_json() if self.supervisor else None,
            "launcher": self.launcher.to_json() if self.launcher else None,
            "created": self.created,
            "started": self.started,
            "ended": self.ended,
            "reason": self.reason.to_json() if self.reason else None,
            "evidence": self.evidence,
            "fixes": [fix.to_json() for fix in self.fixes],
        }


def read_state(run: RunFolder) -> RunState:
    """The run's state as its file says. Raises RunError when there is none or it is unreadable."""
    try:
        value = read_json(run.state_file)
        return replace(_from_json(value), heartbeat=run.state_file.stat().st_mtime)
    except FileNotFoundError as error:
        raise RunError(message("runs.no-state", run=run.name), where=str(run.path)) from error
    except (orjson.JSONDecodeError, TypeError, KeyError, ValueError) as error:
        raise RunError(
            message("runs.bad-state", run=run.name),
            where=str(run.state_file),
            fix=message("runs.bad-state-fix"),
        ) from error


def write_state(run: RunFolder, state: RunState) -> None:
    write_json(run.state_file, state.to_json())


def beat(run: RunFolder) -> None:
    """Renew the heartbeat: the time of `state.json`. Costs no disk space, so that a full disk does
    not make a living run look dead."""
    with suppress(OSError):
        os.utime(run.state_file)


def queued_state() -> RunState:
    return RunState(created=time.time())


def _from_json(value: Mapping[str, Any]) -> RunState:
    status = value["status"]
    if status not in get_args(Status):
        raise ValueError(status)
    return RunState(
        status=status,
        attempt=int(value["attempt"]),
        supervisor=identity_from_json(value.get("supervisor")),
        launcher=identity_from_json(value.get("launcher")),
        created=float(value["created"]),
        started=value.get("started"),
        ended=value.get("ended"),
        reason=message_from_json(value["reason"]) if value.get("reason") else None,
        evidence=str(value.get("evidence", "")),
        fixes=tuple(_fix_from_json(fix) for fix in value.get("fixes", ())),
    )


def _fix_from_json(value: Mapping[str, Any]) -> Fix:
    return Fix(dict(value["changes"]), message_from_json(value["message"]))
