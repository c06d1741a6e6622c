"""Looking at a stand-in machine with the real libraries, in a process of its own each time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

import orjson

from deeptuner.monitor.sensors.base import Gpu, gpu_from_json
from deeptuner.words import Message, message_from_json

COMMAND = [sys.executable, "-P", "-m", "deeptuner.monitor.sensors"]
PATIENCE = 600  # looks of a watch until what is waited for must have come


class Machine(Protocol):
    def environment(self) -> dict[str, str]: ...


class Look:
    """What one line told."""

    def __init__(self, line: bytes) -> None:
        told = orjson.loads(line)
        self.readings: list[Mapping[str, float]] = [each.pop("reading") for each in told["gpus"]]
        self.gpus: list[Gpu] = [gpu_from_json(each) for each in told["gpus"]]
        self.problems: list[Message] = [message_from_json(each) for each in told["problems"]]
        self.host: Mapping[str, float] = told["host"]

    @property
    def addresses(self) -> list[str]:
        return [gpu.pci for gpu in self.gpus]

    def reading(self, pci: str) -> Mapping[str, float]:
        return self.readings[self.addresses.index(pci)]


def look(machine: Machine, environment: Mapping[str, str] | None = None) -> Look:
    done = subprocess.run(
        COMMAND, env=environment or machine.environment(), capture_output=True, check=True
    )
    assert done.stdout.count(b"\n") == 1, done.stdout
    return Look(done.stdout)


@contextmanager
def watching(machine: Machine) -> Iterator[Callable[[Callable[[Look], Any]], Look]]:
    """`until(condition)` gives the first look for which it holds."""
    with subprocess.Popen(
        [*COMMAND, "--every", "0.02"], env=machine.environment(), stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        lines = child.stdout

        def until(condition: Callable[[Look], Any]) -> Look:
            for _ in range(PATIENCE):
                found = Look(lines.readline())
                if condition(found):
                    return found
            raise AssertionError("it never came")

        try:
            yield until
        finally:
            child.kill()


def child(code: str, environment: Mapping[str, str]) -> Any:
    """What a piece of code prints as JSON, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], env=dict(environment), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return orjson.loads(done.stdout)
