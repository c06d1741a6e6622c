"""Blocks computed and written side by side, a core each.

torch's own threads would share each block's work instead: for blocks this small they mostly wait
for each other, and far longer when the machine does other work too. Does not know what is computed.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Final, TypeVar

import torch

MOST: Final = 8  # threads: more would only wait for memory and disk
AHEAD: Final = 4  # tasks per thread that may be asked for before their turn

Done = TypeVar("Done")


class Team:
    """Threads that work side by side until the end of `team`; what each holds (`Room`) is used
    again from one call to the next."""

    def __init__(self, pool: ThreadPoolExecutor, size: int) -> None:
        self._pool = pool
        self._begun = size * (1 + AHEAD)

    def in_order(self, tasks: Iterable[Callable[[], Done]]) -> Iterator[Done]:
        """What `tasks` give, in their order; only a few are begun at a time.

        When one of them fails, or the caller stops asking, those that have begun are waited for.
        """
        waiting: deque[Future[Done]] = deque()
        try:
            for task in tasks:
                waiting.append(self._pool.submit(task))
                if len(waiting) == self._begun:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for one in waiting:
                one.cancel()
            wait(waiting)


@contextmanager
def team() -> Iterator[Team]:
    """A thread for each core, but not more than `MOST`."""
    size = min(MOST, os.cpu_count() or 1)
    with ThreadPoolExecutor(size, "merge") as pool:
        yield Team(pool, size)


@contextmanager
def one_thread_each() -> Iterator[None]:
    """Within this, torch computes with the thread that called it alone."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
