"""How a wish reaches the ranks: request → supervisor → order → ranks → acknowledged.

Knows the files in `control/`: requests by anybody, orders by the supervisor alone, and which order
the ranks have taken up. An order is carried out once; a pause lasts as long as its file is there.
Does not know when an order is given, nor how it is carried out.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

import orjson

from deeptuner.files import read_json, telling_why, write_json
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.identity import Identity, identity_from_json, own_identity
from deeptuner.words import Message, message_from_json

OrderKind = Literal["stop", "save"]  # stop: save a checkpoint, then end; save: save a checkpoint
Wish = Literal["stop", "save", "pause", "continue"]
REQUEST: Final = "request-"
RANK: Final = "rank-"
PAUSE: Final = "pause"  # while it is there, the ranks are to sleep between two steps
ASLEEP: Final = "asleep"  # while it is there, they do


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody wants of the run, and why, where that is worth telling. A pause `lasts` so many
    seconds unless it is asked for again; None: as long as the supervisor thinks."""

    kind: Wish
    reason: Message | None = None
    lasts: float | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What the ranks are to do at the next step boundary; a newer order has a higher `id`."""

    id: int
    kind: OrderKind


def request(
    run: RunFolder, kind: Wish, reason: Message | None = None, *, lasts: float | None = None
) -> None:
    """Ask the run's supervisor for something. Raises RunError when the folder is not writable."""
    name = f"{REQUEST}{time.time_ns():020d}-{os.getpid()}.json"
    why = reason.to_json() if reason else None
    value = {"kind": kind, "time": time.time(), "reason": why, "lasts": lasts}
    write_json(run.control_dir / name, value)


def take_requests(run: RunFolder) -> list[Request]:
    """The requests that wait, oldest first; they are taken away."""
    files = sorted(run.control_dir.glob(REQUEST + "*.json"))
    return [request for file in files if (request := _take(file))]


def give_order(run: RunFolder, order: Order) -> None:
    write_json(run.order_file, {"id": order.id, "kind": order.kind})


def read_order(run: RunFolder) -> Order | None:
    """The newest order, None when there is none."""
    return _read_order(run.order_file)


def acknowledge(run: RunFolder, order: Order) -> None:
    """Said by rank 0 once all ranks have agreed to carry the order out."""
    write_json(run.done_file, {"id": order.id, "kind": order.kind})


def acknowledged(run: RunFolder) -> Order | None:
    """The newest order that the ranks have taken up."""
    return _read_order(run.done_file)


def order_pause(run: RunFolder, *, on: bool) -> None:
    _switch(run.control_dir / PAUSE, on=on)


def pause_ordered(run: RunFolder) -> bool:
    return (run.control_dir / PAUSE).exists()


def tell_asleep(run: RunFolder, *, on: bool) -> None:
    """Said by rank 0 once all ranks have agreed to sleep, and when they wake."""
    _switch(run.control_dir / ASLEEP, on=on)


def asleep(run: RunFolder) -> bool:
    return (run.control_dir / ASLEEP).exists()


def register_rank(run: RunFolder, rank: int) -> Path:
    """Tell the supervisor which process a rank is. The file is removed when the rank ends well."""
    file = run.control_dir / f"{RANK}{rank}.json"
    write_json(file, own_identity().to_json())
    return file


def dead_ranks(run: RunFolder) -> list[tuple[int, Identity]]:
    """The ranks that ended without having said that they were done, with their number."""
    found = []
    for file in sorted(run.control_dir.glob(f"{RANK}*.json")):
        identity = _read_identity(file)
        if identity and not identity.alive():
            found.append((int(file.stem.removeprefix(RANK)), identity))
    return found


def any_rank_alive(run: RunFolder) -> bool:
    """Whether a process that registered as a rank still runs, with a supervisor or without."""
    found = (_read_identity(file) for file in run.control_dir.glob(f"{RANK}*.json"))
    return any(identity is not None and identity.alive() for identity in found)


def clear_requests(run: RunFolder) -> None:
    """Forget what earlier attempts were asked to do. Only for the holder of the run's lock."""
    _remove(run, REQUEST + "*.json")


def clear_orders(run: RunFolder) -> None:
    """Forget the orders and ranks of earlier attempts, once their processes have ended."""
    run.order_file.unlink(missing_ok=True)
    run.done_file.unlink(missing_ok=True)
    order_pause(run, on=False)
    tell_asleep(run, on=False)
    _remove(run, RANK + "*.json")


def _remove(run: RunFolder, pattern: str) -> None:
    for file in run.control_dir.glob(pattern):
        file.unlink(missing_ok=True)


def _switch(file: Path, *, on: bool) -> None:
    """An empty file: it takes no room on a full disk."""
    with telling_why(file):
        if on:
            file.touch()
        else:
            file.unlink(missing_ok=True)


def _take(file: Path) -> Request | None:
    try:
        request = _request(read_json(file))
    except (OSError, orjson.JSONDecodeError, TypeError, KeyError, ValueError):
        request = None
    file.unlink(missing_ok=True)
    return request


def _request(value: Any) -> Request | None:
    kind, why, lasts = value["kind"], value.get("reason"), value.get("lasts")
    reason = message_from_json(why) if why else None
    if kind not in get_args(Wish):
        return None
    return Request(kind, reason, None if lasts is None else float(lasts))


def _read_order(file: Path) -> Order | None:
    try:
        value = read_json(file)
        return Order(int(value["id"]), value["kind"])
    except (OSError, orjson.JSONDecodeError, TypeError, KeyError, ValueError):
        return None


def _read_identity(file: Path) -> Identity | None:
    try:
        return identity_from_json(read_json(file))
    except (OSError, orjson.JSONDecodeError):
        return None
