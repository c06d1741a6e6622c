"""`deeptuner worker`: answers questions for a window that stays open: rows, steps, GPUs, plans.

Reads requests from standard input and ends with it. Knows how it begins and ends; what it can be
asked is in `deeptuner.cli.asks`.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys

from deeptuner.cli.output import Output


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It is told everything by its requests."""


def run(arguments: argparse.Namespace, output: Output) -> int:
    from deeptuner.cli.asks.converted import forget
    from deeptuner.cli.worker import Worker, own_output

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    worker = Worker(sys.stdin.buffer, own_output())
    try:
        worker.serve()
    finally:
        worker.stop()
        forget()
        # Threads deep inside a library would keep the process alive; nobody waits for them.
        sys.stderr.flush()
        os._exit(0)
