"""One file that only ever grows by whole lines, on a disk that may be full.

Knows how to mend what a kill left at its end, and how to take back a line that did not fit. Does
not know what the lines mean.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from deeptuner.files import telling_why

BLOCK: Final = 64 * 1024  # bytes


class Appending:
    """An open file of lines under a header. Only one process may have it open so.

    `end` is the byte behind the last line, written or still waiting for room on the disk.
    """

    def __init__(self, path: Path, header: bytes) -> None:
        """Mend and open the file: a last line without its end was torn by a kill, and goes.

        Raises RunError or OSError when it cannot be read and written.
        """
        with telling_why(path):
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
            self.begin = len(header)  # of the first line below the header
            self._size = self._whole(os.fstat(self._handle).st_size)
            if self.read(0, self.begin) != header:
                self._size = 0
            os.ftruncate(self._handle, self._size)
            self._waiting = b"" if self._size else header
            self._torn = False
            self.append(b"", wait=True)

    @property
    def end(self) -> int:
        return self._size + len(self._waiting)

    @property
    def waits(self) -> bool:
        """Whether lines wait for room on the disk."""
        return bool(self._waiting)

    def read(self, begin: int, length: int) -> bytes:
        """At most `length` bytes from byte `begin` on. Raises OSError."""
        return os.pread(self._handle, length, begin)

    def append(self, lines: bytes, *, wait: bool) -> bool:
        """Append whole lines, all or none; what could not be written and may `wait` goes before the
        next ones. Returns whether everything is written."""
        data = self._waiting + lines
        if self._write(data):
            self._waiting = b""
            return True
        if wait:
            self._waiting = data
        return False

    def lay(self, place: int, lines: bytes) -> int:
        """Make these lines be the file's at byte `place`, where they may be already, or others, of
        which then none stay. Returns the byte behind them."""
        there = self.read(place, len(lines))
        if there != lines:
            if not lines.startswith(there) or self._size > place + len(there):
                there = b""
            self.cut(place + len(there))
            self.append(lines[len(there) :], wait=True)
        return place + len(lines)

    def cut(self, end: int) -> None:
        """Let the file end at byte `end`, where it is longer. Raises OSError."""
        if self._size > end:
            os.ftruncate(self._handle, end)
            self._size = end

    def lines(self, begin: int) -> Iterator[tuple[int, bytes]]:
        """The lines that are written from byte `begin` on, each with its own place."""
        rest = b""
        place = begin
        while data := self.read(place + len(rest), BLOCK):
            *whole, rest = (rest + data).split(b"\n")
            for line in whole:
                yield place, line
                place += len(line) + 1

    def close(self) -> None:
        with suppress(OSError):
            os.close(self._handle)

    def _whole(self, size: int) -> int:
        """The byte behind the last line end."""
        while size > 0:
            begin = max(size - BLOCK, 0)
            found = self.read(begin, size - begin).rfind(b"\n")
            if found >= 0:
                return begin + found + 1
            size = begin
        return 0

    def _write(self, data: bytes) -> bool:
        try:
            if self._torn:
                os.ftruncate(self._handle, self._size)
            self._torn = os.write(self._handle, data) != len(data)
            if self._torn:
                os.ftruncate(self._handle, self._size)
                self._torn = False
                return False
        except OSError:
            return False
        self._size += len(data)
        return True
