"""`deeptuner tensorboard RUN|--all`: TensorBoard over a run's curves, on this machine alone.

Knows how it is started, when it answers, and that it ends with whoever asked for it. What it shows
is its own business.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from typing import IO, Final

from deeptuner.cli.arguments import add_folder
from deeptuner.cli.ending import interrupt_when_told
from deeptuner.cli.output import Output
from deeptuner.errors import DeepTunerError, InputError
from deeptuner.runs.experiment import find_run, open_experiment
from deeptuner.runs.platform import end_with_parent
from deeptuner.words import message

PARENT: Final = os.getppid()
HOST: Final = "127.0.0.1"
LOOK: Final = 0.2  # seconds between two looks
BEGIN_SECONDS: Final = 120.0  # until it answers; importing takes long on a busy machine
ANSWER_SECONDS: Final = 5.0  # for one answer
END_SECONDS: Final = 5.0  # from being asked to end until it is killed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "run", nargs="?", metavar="RUN", help="a run's name, a part of it, its path, or `last`"
    )
    parser.add_argument("--all", action="store_true", help="all runs of the experiment")
    parser.add_argument(
        "--port", type=int, default=0, metavar="N", help="where it answers; 0: any free port"
    )
    add_folder(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    folder = _folder(arguments)
    interrupt_when_told()
    watched = _standard_input()
    port = arguments.port or _free_port()
    with _started(folder, port) as (child, said):
        url = f"http://{HOST}:{port}/"
        if _wait_until_it_answers(url, folder, child, said, watched):
            output.event({"url": url}, message("cli.tensorboard.at", url=url))
            _wait_for_end(child, said, watched)
    return 0


def _folder(arguments: argparse.Namespace) -> Path:
    if bool(arguments.run) == arguments.all:
        raise InputError(message("cli.tensorboard.which"))
    if arguments.all:
        return open_experiment(arguments.folder).runs_dir
    return find_run(arguments.run, arguments.folder).tensorboard_dir


@contextmanager
def _started(folder: Path, port: int) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    """TensorBoard in a session of its own, all of which ends with the block, or with us."""
    command = [
        *(sys.executable, "-P", "-m", "tensorboard.main"),
        *("--logdir", str(folder), "--host", HOST, "--port", str(port)),
        *("--reload_interval", "5"),
    ]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 - this process has one thread
        ) as child,
    ):
        try:
            yield child, said
        finally:
            _end(child)


def _wait_until_it_answers(
    url: str, folder: Path, child: subprocess.Popen[bytes], said: IO[bytes], watched: int | None
) -> bool:
    """False when nobody wants it any more. Raises DeepTunerError when it will never answer."""
    until = time.monotonic() + BEGIN_SECONDS
    while time.monotonic() < until:
        if _is_over(child, said, watched):
            return False
        if _answers(url, folder):
            return True
    raise DeepTunerError(message("cli.tensorboard.silent", seconds=int(BEGIN_SECONDS)))


def _answers(url: str, folder: Path) -> bool:
    """Whether it is this TensorBoard that answers, and not another program at the same port.

    Asks without the proxy that a person may have set for the rest of the world.
    """
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{url}data/environment", timeout=ANSWER_SECONDS) as answer:
            told = json.load(answer)
    except (OSError, ValueError, HTTPException):
        return False
    return isinstance(told, dict) and told.get("data_location") == str(folder)


def _wait_for_end(child: subprocess.Popen[bytes], said: IO[bytes], watched: int | None) -> None:
    while not _is_over(child, said, watched):
        pass


def _is_over(child: subprocess.Popen[bytes], said: IO[bytes], watched: int | None) -> bool:
    """Waits a moment; whether whoever asked has gone. Raises DeepTunerError when it ended."""
    if child.poll() is not None:
        said.seek(0)
        lines = said.read().decode(errors="replace").strip().splitlines() or ["–"]
        gaps = {"code": child.returncode, "last": lines[-1]}
        raise DeepTunerError(message("cli.tensorboard.ended", **gaps))
    if watched is None:
        time.sleep(LOOK)
    elif select.select([watched], [], [], LOOK)[0]:
        return not os.read(watched, 4096)
    return os.getppid() != PARENT


def _standard_input() -> int | None:
    """Standard input where it is a pipe: then its end is the end of whoever asked."""
    try:
        handle = sys.stdin.fileno()
        mode = os.fstat(handle).st_mode
    except (OSError, ValueError, AttributeError):
        return None
    return handle if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) else None


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port: int = free.getsockname()[1]
        return port


def _end(child: subprocess.Popen[bytes]) -> None:
    """Its whole session: TensorBoard has a process of its own for reading."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(child.pid, number)
            child.wait(END_SECONDS)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
