"""Blocks computed side by side, a core each, and given out in their order.

torch's own threads would share each block's work instead: for blocks this small they mostly wait
for each other, and far longer when the machine does other work too. Does not know what is computed.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final

import torch
from torch import Tensor

MOST: Final = 8  # threads: more would only wait for memory and disk
AHEAD: Final = 2  # blocks per thread that may be done before they are asked for

Task = Callable[[], Tensor]


def in_order(tasks: Iterable[Task]) -> Iterator[Tensor]:
    """The results of `tasks`, in their order; only a few are held at a time."""
    workers = min(MOST, os.cpu_count() or 1)
    waiting: deque[Future[Tensor]] = deque()
    with ThreadPoolExecutor(workers, "merge") as pool:
        for task in tasks:
            waiting.append(pool.submit(task))
            if len(waiting) > AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def one_thread_each() -> Iterator[None]:
    """Within this, torch computes with the thread that called it alone."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
