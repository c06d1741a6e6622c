"""The whole lines of one file that grows, is replaced or cut: followed, or read in part.

Knows bytes, lines and the header. Does not know what the lines mean.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from deeptuner.monitor.telemetry.blocks import Block

MOST: Final = 32 * 2**20  # bytes of a file's end that are read when its summary is missing
LINE: Final = 4096  # bytes in which a line ends


class Replaced(Exception):  # noqa: N818 - not a mistake: the files are others now
    """Another file lies there, or a shorter one."""


class Lines:
    """The whole lines of a growing file from one byte on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.columns: dict[str, int] = {}  # the number of a cell by its name in the header
        self.first = 0  # the byte behind the header
        self.begin = 0
        self.end = 0
        self.data = b""
        self._file = 0

    def follow(self, begin: int | None = None) -> bool:
        """Read on, or anew from byte `begin`. Returns whether anything changed.

        Raises Replaced, and OSError when the file cannot be read.
        """
        try:
            with self.path.open("rb") as file:
                status = os.fstat(file.fileno())
                if self._file not in (0, status.st_ino) or status.st_size < self.end:
                    raise Replaced
                if not self.columns and not self._read_header(file.readline()):
                    return False
                self._file = status.st_ino
                again = begin is not None and begin != self.begin
                if again:
                    self._restart(begin or 0)
                if status.st_size == self.end:
                    return again
                return self._read(file.fileno(), status.st_size) or again
        except FileNotFoundError:
            if self._file:
                raise Replaced from None
            return False

    def part(self, begin: int, end: int) -> Block:
        """The lines between these bytes. Raises OSError."""
        with self.path.open("rb") as file:
            length = max(min(end, self.end) - begin, 0)
            return Block(os.pread(file.fileno(), length, begin), len(self.columns))

    def number_at(self, place: int, cell: int) -> int:
        """A cell of the line that begins at this byte. Raises OSError or ValueError."""
        with self.path.open("rb") as file:
            line = os.pread(file.fileno(), LINE, place).partition(b"\n")[0]
        return int(line.split(b",")[cell : cell + 1][0])

    def _read_header(self, line: bytes) -> bool:
        if not line.endswith(b"\n"):
            return False
        names = line.decode(errors="replace").rstrip("\n").split(",")
        self.columns = {name: place for place, name in enumerate(names)}
        self.first = self.begin = self.end = len(line)
        return True

    def _restart(self, begin: int) -> None:
        self.begin = self.end = max(begin, self.first)
        self.data = b""

    def _read(self, handle: int, size: int) -> bool:
        if size - self.end > MOST:
            self._restart(size - MOST)
            skipped = os.pread(handle, LINE, self.begin).find(b"\n") + 1
            self._restart(self.begin + skipped)
        data = os.pread(handle, size - self.end, self.end)
        whole = data.rfind(b"\n") + 1
        self.data += data[:whole]
        self.end += whole
        return whole > 0
