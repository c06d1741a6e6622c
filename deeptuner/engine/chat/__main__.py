"""`python -m deeptuner.engine.chat`: a process that holds the models of a chat."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from deeptuner.engine.chat.wire import IDLE, Tell, Wire


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m deeptuner.engine.chat")
    parser.add_argument("--idle", type=float, default=IDLE, help="seconds until an unused one ends")
    idle = parser.parse_args(argv).idle
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever asks
    os.environ.setdefault("CUDA_DEVICE_ORDER", "PCI_BUS_ID")  # the numbers that people see
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    os.environ["HF_HUB_OFFLINE"] = "1"
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what libraries print
    later = _Later()
    Wire(sys.stdin.buffer, answers).serve(later, idle, later.in_the_way)
    sys.stderr.flush()
    os._exit(0)  # the reading thread waits for a line that nobody will write


class _Later:
    """The session, begun (and torch imported) with the first question, which hears of it."""

    def __init__(self) -> None:
        self._session: Any = None

    def __call__(
        self, params: Mapping[str, Any], tell: Tell, stop: threading.Event
    ) -> Mapping[str, Any]:
        from deeptuner.engine.chat.asked import read_asked

        asked = read_asked(params)
        if self._session is None:
            tell({"loading": {"done": 0, "total": 0}})
            from deeptuner.engine.chat.session import Session

            self._session = Session()
        found: Mapping[str, Any] = self._session.answer(asked, tell, stop)
        return found

    def in_the_way(self) -> bool:
        return self._session is not None and self._session.in_the_way()


if __name__ == "__main__":
    main()
