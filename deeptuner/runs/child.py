"""One process that the supervisor starts: the preparation, or the launcher of the ranks.

Knows its command, its environment, and which part of the log is its own. Does not know when it is
to end.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import orjson

from deeptuner.errors import RunError
from deeptuner.files import read_json, telling_why
from deeptuner.runs.environment import SUPERVISOR, run_environment
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.identity import Identity, identity_of, own_identity
from deeptuner.runs.platform import end_with_parent
from deeptuner.words import message

TAIL: Final = 128 * 1024  # bytes of the log that a diagnosis reads


@dataclass(frozen=True, slots=True)
class Launch:
    """The command that trains, and what it adds to the environment."""

    command: tuple[str, ...]
    environment: Mapping[str, str]


def read_launch(run: RunFolder) -> Launch:
    """What the preparation left. Raises RunError when it left nothing usable."""
    try:
        value = read_json(run.launch_file)
        environment = {str(name): str(text) for name, text in value["environment"].items()}
        return Launch(tuple(map(str, value["command"])), environment)
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise RunError(message("runs.died-no-plan"), where=str(run.launch_file)) from error


class Child:
    """A process in a session of its own, whose output goes to the run's log."""

    def __init__(
        self,
        run: RunFolder,
        command: Sequence[str],
        environment: Mapping[str, str] | None = None,
        *,
        ends_with_us: bool = False,
    ) -> None:
        ours = {SUPERVISOR: orjson.dumps(own_identity().to_json()).decode()}
        with telling_why(run.log_file), run.log_file.open("ab") as log:
            self._log, self._begin = run.log_file, log.tell()
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=run_environment(run, os.environ, {**(environment or {}), **ours}),
                cwd=run.path,
                start_new_session=True,
                preexec_fn=end_with_parent if ends_with_us else None,  # noqa: PLW1509 - no threads
            )

    @property
    def identity(self) -> Identity | None:
        return identity_of(self._process.pid)

    def ended(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        return self._process.poll()

    def signal(self, number: int) -> None:
        """Send a signal; one that has ended gets none."""
        self._process.send_signal(number)

    def output(self) -> str:
        """The end of what this process and its children have printed."""
        return read_tail(self._log, self._begin)


def read_tail(file: Path, begin: int = 0) -> str:
    """The last `TAIL` bytes of a file, from byte `begin` on at the earliest."""
    try:
        with file.open("rb") as log:
            size = log.seek(0, os.SEEK_END)
            log.seek(max(begin, size - TAIL))
            return log.read().decode(errors="replace")
    except OSError:
        return ""
