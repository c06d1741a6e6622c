"""A training process's side of the run: is the supervisor there, and what does it want?

Knows the orders and the supervisor's identity. Imports no torch, so that ranks agree among
themselves elsewhere (`engine`). A process without a supervisor (a test, a notebook) hears nothing.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import orjson

from deeptuner.errors import DeepTunerError, RunError, error_from_json
from deeptuner.files import read_json, write_json
from deeptuner.runs.control import (
    Order,
    acknowledge,
    pause_ordered,
    read_order,
    register_rank,
    tell_asleep,
)
from deeptuner.runs.environment import SUPERVISOR
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.identity import Identity, identity_from_json
from deeptuner.runs.state import read_state

SUPERVISOR_GONE: Final = 75  # exit code: EX_TEMPFAIL of sysexits.h, "try again later"
NO_SUPERVISOR_ORDER: Final = Order(-1, "stop")


class SupervisorLink:
    """One rank's link to its supervisor; use it as `with SupervisorLink(run, rank) as link:`.

    Inside the block a daemon thread ends the process `patience` seconds after the supervisor died,
    if it has not ended by itself: no rank may hold a GPU for nobody. One whose supervisor has died
    before it came here has nothing to save, and ends at once.
    """

    def __init__(self, run: RunFolder | Path, rank: int = 0, patience: float = 25.0) -> None:
        self.run = run if isinstance(run, RunFolder) else RunFolder(run)
        self.rank = rank
        self.patience = patience
        self._supervisor = _supervisor_of(self.run)
        self._seen: tuple[int, int] | None = None
        self._done = 0
        self._closed = threading.Event()
        self._registered: Path | None = None

    def __enter__(self) -> Self:
        if not self.alive():
            raise SystemExit(SUPERVISOR_GONE)
        if self._supervisor:
            self._registered = register_rank(self.run, self.rank)
            threading.Thread(target=self._watch, name="supervisor-watch", daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._closed.set()
        if self._registered and error is None:
            self._registered.unlink(missing_ok=True)

    def alive(self) -> bool:
        """Whether the supervisor lives; always true for a process that has none."""
        return self._supervisor is None or self._supervisor.alive()

    def order(self) -> Order | None:
        """What is to be done now, None when nothing is new: cheap enough for every step.

        A dead supervisor counts as the order to save and stop.
        """
        if not self.alive():
            return NO_SUPERVISOR_ORDER
        mark = self._mark()
        if mark is None or mark == self._seen:
            return None
        order = read_order(self.run)
        if order is None or order.id <= self._done:
            self._seen = mark
            return None
        return order

    def acknowledge(self, order: Order) -> None:
        """Tell the supervisor that all ranks take `order` up. Called by rank 0, before acting."""
        self._done = max(self._done, order.id)
        if order.id > 0:
            acknowledge(self.run, order)

    def pause_ordered(self) -> bool:
        """Whether training is to sleep: cheap enough for every step."""
        return pause_ordered(self.run)

    def tell_asleep(self, *, on: bool) -> None:
        """Tell the supervisor that all ranks sleep, or have woken. Called by rank 0."""
        tell_asleep(self.run, on=on)

    def _mark(self) -> tuple[int, int] | None:
        try:
            stat = self.run.order_file.stat()
        except OSError:
            return None
        return stat.st_ino, stat.st_mtime_ns

    def _watch(self) -> None:
        """Look once a second; when the supervisor has been dead for too long, end at once."""
        gone_since: float | None = None
        while not self._closed.wait(min(1.0, self.patience / 4)):
            if self.alive():
                continue
            gone_since = gone_since or time.monotonic()
            if time.monotonic() - gone_since >= self.patience:
                os._exit(SUPERVISOR_GONE)


@contextmanager
def reporting(run: RunFolder) -> Iterator[None]:
    """Leave an error for people in `launch/error.json`, where the supervisor takes it from.

    Raises SystemExit with the error's exit code; other exceptions pass, and their traceback goes to
    the run's log.
    """
    try:
        yield
    except DeepTunerError as error:
        report_error(run, error)
        raise SystemExit(error.exit_code) from error


def report_error(run: RunFolder, error: DeepTunerError) -> None:
    """The first process to fail has its word; those that fail because of it do not replace it."""
    if run.error_file.exists():
        return
    with suppress(OSError, DeepTunerError):
        run.launch_dir.mkdir(exist_ok=True)
        write_json(run.error_file, error.to_json())


def reported_error(run: RunFolder) -> DeepTunerError | None:
    """What a process of the run left for people to read, if it did."""
    try:
        return error_from_json(read_json(run.error_file))
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError):
        return None


def _supervisor_of(run: RunFolder) -> Identity | None:
    """The supervisor that started this process. The run may have another one by now: who is asked
    to go on, while a process of the attempt before is still loading, is not that one's."""
    if told := os.environ.get(SUPERVISOR):
        return identity_from_json(orjson.loads(told))
    try:
        return read_state(run).supervisor
    except RunError:
        return None
