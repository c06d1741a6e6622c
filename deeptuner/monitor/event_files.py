"""TensorBoard's event files: the scalars in them, record by record.

Knows the files' frame (length, checksum, record, checksum: TensorFlow's TFRecord) and where a
scalar stands in a record. Reads a torn end as the end. Does not know what a scalar means, nor which
of two writers is right.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from tensorboard.compat.proto.event_pb2 import Event, SessionLog
from tensorboard.compat.tensorflow_stub.pywrap_tensorflow import masked_crc32c
from tensorboard.util import tensor_util

HEAD: Final = struct.Struct("<QI")
TAIL: Final = 4  # bytes: the record's own checksum
LARGEST: Final = 64 * 2**20  # bytes of a record: pictures and texts may be large


@dataclass(frozen=True, slots=True)
class Scalar:
    """One number. `time` in Unix seconds."""

    tag: str
    step: int
    value: float
    time: float


@dataclass(frozen=True, slots=True)
class Restart:
    """The writer began anew: what has this step or a higher one is superseded."""

    step: int


class DamagedError(Exception):
    """Behind this byte the file makes no sense."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


def read_events(path: Path) -> Iterator[Scalar | Restart]:
    """What a file tells, in its order. Raises DamagedError, and OSError when it cannot be read."""
    with path.open("rb") as file:
        for at, record in _records(file):
            try:
                event = Event.FromString(record)
                yield from _told(event)
            except (DecodeError, ValueError) as error:
                raise DamagedError(at) from error


def _records(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Each record with the byte at which it begins."""
    at = 0
    while len(head := file.read(HEAD.size)) == HEAD.size:
        length, checksum = HEAD.unpack(head)
        if length > LARGEST or masked_crc32c(head[:8]) != checksum:
            raise DamagedError(at)
        record = file.read(length + TAIL)
        if len(record) < length + TAIL:
            return  # it is still being written, or the writer was killed
        yield at, record[:length]
        at += HEAD.size + length + TAIL


def _told(event: Event) -> Iterator[Scalar | Restart]:
    if event.HasField("session_log") and event.session_log.status == SessionLog.START:
        yield Restart(event.step)
    for value in event.summary.value:
        number: float | None = None
        if value.HasField("simple_value"):
            number = value.simple_value
        elif value.HasField("tensor") and not value.tensor.tensor_shape.dim:
            content = np.asarray(tensor_util.make_ndarray(value.tensor))
            number = float(content) if content.dtype.kind in "fiu" else None
        if number is not None:
            yield Scalar(value.tag, event.step, number, event.wall_time)
