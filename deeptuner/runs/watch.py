"""Watching a process of the run until it ends: heartbeat, requests, escalation, dead ranks.

Knows when something is due. Does not know what comes before or after, nor why a process ended.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from types import FrameType
from typing import Final

from deeptuner.runs import control, tree
from deeptuner.runs.child import Child
from deeptuner.runs.control import Order, OrderKind, Request
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.options import Patience
from deeptuner.runs.pausing import Pausing
from deeptuner.runs.record import Record
from deeptuner.runs.sampling import Sampling
from deeptuner.runs.state import beat
from deeptuner.runs.stopping import Due, Stopping
from deeptuner.runs.whereabouts import Whereabouts

SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)


class Watch:
    """What the supervisor hears and sees during one attempt.

    `dead_rank` is the rank that died without a word, if one did; `last_words` what had been printed
    by then, when the rest had to be killed for it.
    """

    def __init__(
        self,
        run: RunFolder,
        record: Record,
        patience: Patience,
        sampling: Sampling,
        whereabouts: Whereabouts,
    ) -> None:
        self.run = run
        self.record = record
        self.patience = patience
        self.sampling = sampling
        self.whereabouts = whereabouts
        self.stopping = Stopping(patience)
        self.pausing = Pausing(run, record, patience.pause)
        self.dead_rank: int | None = None
        self.last_words: str | None = None
        self._rank_died = 0.0
        self._signalled = False
        self._orders = 0
        self._last_beat = 0.0

    def listen(self) -> None:
        """From now on SIGTERM and SIGINT mean: stop and save."""
        for number in SIGNALS:
            signal.signal(number, self._on_signal)

    def until_ended(self, child: Child, *, ranks: bool = False) -> None:
        """Return when `child` has ended. With `ranks` it can be ordered to save. Raises RunError
        when the run's folder was moved."""
        while child.ended() is None:
            self.whereabouts.require()
            now = time.monotonic()
            self._beat(now)
            for wish in self._wishes():
                self._grant(wish, now, ranks)
            self._escalate(now)
            if not self.stopping.forced:
                self.sampling.look(now)
            if ranks:
                self._look_after_ranks(child, now)
                self._look_after_pauses(now)
            time.sleep(self.patience.poll)
        self.whereabouts.require()
        self.stopping.hear(control.acknowledged(self.run), time.monotonic())

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._signalled = True

    def _beat(self, now: float) -> None:
        if now - self._last_beat >= self.patience.beat:
            beat(self.run)
            self._last_beat = now

    def _wishes(self) -> list[Request]:
        wishes = control.take_requests(self.run)
        if self._signalled:
            self._signalled = False
            wishes.append(Request("stop"))
        return wishes

    def _grant(self, wish: Request, now: float, ranks: bool) -> None:
        """Before there are ranks, only a person's wish to stop is granted; whoever watches over the
        GPUs asks again."""
        if self.stopping.wanted or not (ranks or wish == Request("stop")):
            return
        if wish.kind == "stop":
            self.stopping.begin(self._order("stop") if ranks else None, now)
            self.record.status("stopping")
            self.record.because(wish.reason)
        elif wish.kind == "save":
            self._order("save")
        elif wish.kind == "pause":
            self.pausing.ask(wish, now)
        else:
            self.pausing.end(wish.reason)

    def _order(self, kind: OrderKind) -> Order:
        self._orders += 1
        order = Order(self._orders, kind)
        self.record.surely(lambda: control.give_order(self.run, order))
        return order

    def _look_after_pauses(self, now: float) -> None:
        """Who stops wakes in order to save, and does not go on."""
        if not self.stopping.wanted:
            self.pausing.look(now)

    def _escalate(self, now: float) -> None:
        self.stopping.hear(control.acknowledged(self.run), now)
        means: dict[Due, Callable[[RunFolder], object]] = {
            "terminate": tree.terminate,
            "kill": tree.kill,
        }
        due = self.stopping.due(now)
        if due in means:
            means[due](self.run)

    def _look_after_ranks(self, child: Child, now: float) -> None:
        """When a rank has died, its launcher may end the others; what it leaves is killed."""
        if self.dead_rank is None:
            dead = control.dead_ranks(self.run)
            if dead:
                self.dead_rank, self._rank_died = dead[0][0], now
        elif now - self._rank_died >= self.patience.dead_rank:
            self.last_words = child.output()
            tree.kill(self.run)
