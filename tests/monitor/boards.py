"""TensorBoard event files as other programs write them."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from tensorboard.compat.proto.event_pb2 import Event, SessionLog
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.compat.tensorflow_stub.pywrap_tensorflow import masked_crc32c
from tensorboard.util.tensor_util import make_tensor_proto


def framed(event: Event) -> bytes:
    """An event as a record of a file."""
    content = event.SerializeToString()
    head = struct.pack("<Q", len(content))
    return b"".join(
        (
            head,
            struct.pack("<I", masked_crc32c(head)),
            content,
            struct.pack("<I", masked_crc32c(content)),
        )
    )


def scalar(tag: str, step: int, value: float, *, tensor: bool = False) -> Event:
    """As TensorFlow 1 and torch write it, or as a tensor, as TensorFlow 2 does."""
    one = Summary.Value(tag=tag)
    if tensor:
        one.tensor.CopyFrom(make_tensor_proto(np.float32(value)))
    else:
        one.simple_value = value
    return Event(wall_time=1000.0 + step, step=step, summary=Summary(value=[one]))


def restart(step: int) -> Event:
    return Event(step=step, session_log=SessionLog(status=SessionLog.START))


def write_board(
    folder: Path, *events: Event, begun: int = 1_700_000_000, tail: bytes = b""
) -> Path:
    """An event file in the folder; `tail` are bytes behind its whole records."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"events.out.tfevents.{begun}.machine.1.0"
    version = Event(wall_time=1.0, file_version="brain.Event:2")
    file.write_bytes(b"".join(map(framed, (version, *events))) + tail)
    return file


def curve(tag: str, values: Mapping[int, float], *, tensor: bool = False) -> list[Event]:
    return [scalar(tag, step, value, tensor=tensor) for step, value in values.items()]
