"""Disks of a chosen size, and read-only ones, for a place: as root or as anybody.

They are mounted in a namespace of their own, which ends with its keeper: nothing is ever mounted
for the rest of the machine. Commands run inside; files inside are seen at `seen(path)`.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.conftest import COMMAND, Place, Told

ENTER = ("nsenter", "--preserve-credentials", "-U", "-m", "-t")
NEW = ("unshare", "-rm")


@dataclass(frozen=True)
class Disks:
    """A place as a process with disks of its own sees it."""

    place: Place
    keeper: int

    def seen(self, path: Path) -> Path:
        """Where the path as it is inside lies for everybody outside."""
        return Path(f"/proc/{self.keeper}/root{path}")

    @property
    def runs(self) -> list[Path]:
        folder = self.seen(self.place.folder / "runs")
        return sorted(path for path in folder.iterdir() if path.name[0] != ".")

    def small(self, folder: Path, size: str) -> None:
        """An empty disk of that size in place of the folder; again: the same one, resized."""
        known = self.do("mountpoint", "-q", folder).code == 0
        told = (
            self.do("mount", "-o", f"remount,size={size}", folder)
            if known
            else self.do("mount", "-t", "tmpfs", "-o", f"size={size}", "none", folder)
        )
        assert told.code == 0, told.text

    def read_only(self, folder: Path) -> None:
        assert self.do("mount", "--bind", folder, folder).code == 0
        told = self.do("mount", "-o", "remount,ro,bind", folder)
        assert told.code == 0, told.text

    def run(self, *words: str | Path) -> Told:
        return self.do(*COMMAND, *words)

    def train(self, *flags: str) -> Told:
        return self.run("train", self.place.settings, *flags)

    def do(self, *command: str | Path) -> Told:
        done = subprocess.run(
            [*ENTER, str(self.keeper), f"--wd={self.place.folder}", *map(str, command)],
            capture_output=True,
            text=True,
            timeout=280,
            check=False,
        )
        return Told(done.returncode, done.stdout + done.stderr)


@contextmanager
def own_disks(place: Place) -> Iterator[Disks]:
    """Skips the test where the machine lets nobody mount."""
    try:
        allowed = subprocess.run([*NEW, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        allowed = False
    if not allowed:
        pytest.skip("this machine lets tests mount no disk of their own (unshare -rm)")
    with subprocess.Popen([*NEW, "sleep", "600"]) as keeper:
        try:
            disks = Disks(place, keeper.pid)
            _wait_until_apart(keeper.pid)
            yield disks
        finally:
            keeper.kill()


def fill(folder: Path) -> Path:
    """Take the last byte of a disk."""
    filler = folder / "someone-elses-file"
    with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
        while True:
            file.write(os.urandom(4096))
    return filler


def _wait_until_apart(pid: int) -> None:
    """Until the keeper has its own namespace, mounts would go into everybody's."""
    until = time.monotonic() + 30
    mine = Path("/proc/self/ns/mnt").readlink()
    while Path(f"/proc/{pid}/ns/mnt").readlink() == mine or _name(pid) != "sleep":
        assert time.monotonic() < until
        time.sleep(0.02)


def _name(pid: int) -> str:
    return Path(f"/proc/{pid}/comm").read_text().strip()
