"""TensorBoard event files, written by a process that has to stay small.

Knows their form: records of length, checksum and content (TFRecord), each content an Event of
TensorBoard's own protocol. TensorBoard's writer is not used, since it brings numpy and a thread
with it, twice the memory of all the rest. Does not know what the numbers mean.
"""

from __future__ import annotations

import errno
import os
import socket
import struct
import time
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Final

from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary

VERSION: Final = "brain.Event:2"  # what a file begins with
POLYNOMIAL: Final = 0x82F63B78  # CRC-32C (Castagnoli), its bits reversed: RFC 3720, 12.1
WORD: Final = 0xFFFFFFFF
MASK: Final = 0xA282EAD8  # TFRecord stores the checksum rotated by 15 bits, plus this


class EventFiles:
    """Appends to the newest event file of one folder, which nobody else writes to.

    A file that could not be written to may end in half a record, so that the next write begins
    another one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: BinaryIO | None = None
        self._count = 0

    def write(self, values: Mapping[str, float], step: int, when: float) -> None:
        """Append numbers by their tags, all at one step; `when` in Unix seconds. Raises OSError."""
        found = [Summary.Value(tag=tag, simple_value=value) for tag, value in values.items()]
        event = Event(wall_time=when, step=step, summary=Summary(value=found))
        try:
            if self._file is None:
                self._begin()
            self._append(event)
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        if self._file:
            self._file.close()
            self._file = None

    def _begin(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._count += 1
        now = time.time()
        who = f"{socket.gethostname()}.{os.getpid()}.{self._count}"
        path = self._folder / f"events.out.tfevents.{int(now):010d}.{who}"
        self._file = path.open("ab", buffering=0)
        self._append(Event(wall_time=now, file_version=VERSION))

    def _append(self, event: Event) -> None:
        """With one write. Raises OSError also when only a part of it fitted on the disk."""
        assert self._file is not None
        record = _framed(event.SerializeToString())
        if self._file.write(record) != len(record):
            raise OSError(errno.ENOSPC, self._file.name)


def _framed(content: bytes) -> bytes:
    """One record: length, its checksum, the content, and its checksum."""
    length = struct.pack("<Q", len(content))
    return length + _checksum(length) + content + _checksum(content)


def _checksum(data: bytes) -> bytes:
    crc = WORD
    for byte in data:
        crc = TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    crc ^= WORD
    return struct.pack("<I", ((crc >> 15 | crc << 17) + MASK) & WORD)


def _table() -> list[int]:
    """The checksum of each byte."""
    table = []
    for crc in range(256):
        for _ in range(8):
            crc = (crc >> 1) ^ (POLYNOMIAL if crc & 1 else 0)
        table.append(crc)
    return table


TABLE: Final = _table()
