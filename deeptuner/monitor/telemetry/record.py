"""Writing telemetry down: every sample, and beside it summaries over 10 seconds and 5 minutes.

The summaries follow from the samples, so that a recorder that begins anew in the files of one that
was killed goes on where that one was: it reads the samples behind the last bucket again. It leaves
the last of a disk's room to those who need it more; what cannot be written is a gap. Does not know
where the values come from.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from deeptuner.errors import DeepTunerError
from deeptuner.monitor.telemetry.appending import BLOCK, Appending
from deeptuner.monitor.telemetry.columns import Reading
from deeptuner.monitor.telemetry.layout import (
    GPUS,
    HOST,
    LEVELS,
    SECONDS,
    Layout,
    Row,
    usable_key,
)
from deeptuner.monitor.telemetry.summary import Buckets, bucket_of
from deeptuner.runs.folder import RunFolder

ROOM: Final = 16 * 2**20  # bytes of the disk that are left to the run itself and its last words
AGAIN: Final = 30.0  # seconds until a disk that refused is tried again
ALIVE_EVERY: Final = 2000  # lines


class Recorder:
    """The telemetry files of one run. Nothing here raises: what cannot be written is lost."""

    def __init__(self, run: RunFolder, alive: Callable[[], None] = lambda: None) -> None:
        """`alive` is called now and then while there is much to catch up with."""
        self._run = run
        self._alive = alive
        self._streams: dict[str, _Stream] = {}
        self._not_before = 0.0

    def gpus(self, when: float, readings: Mapping[str, Reading]) -> list[Row]:
        """Write what each GPU reads, by its key, at `when` in Unix seconds.

        Returns the buckets of 10 seconds that are closed by it.
        """
        usable = {key: reading for key, reading in readings.items() if reading and usable_key(key)}
        return self._write(GPUS, when, usable)

    def host(self, when: float, reading: Reading) -> list[Row]:
        """Write what the computer reads; else like `gpus`."""
        return self._write(HOST, when, {"": reading})

    def close(self) -> None:
        for stream in self._streams.values():
            stream.close()
        self._streams = {}

    def _write(self, layout: Layout, when: float, readings: Mapping[str, Reading]) -> list[Row]:
        if time.monotonic() < self._not_before or not self._ready():
            return []
        try:
            return self._streams[layout.name].write(when, readings)
        except OSError:
            self._not_before = time.monotonic() + AGAIN
            return []

    def _ready(self) -> bool:
        """Whether there is room on the disk, and the files are open."""
        if not has_room(self._run.path):
            return False
        if not self._streams:
            try:
                for layout in (GPUS, HOST):
                    stream = _Stream(layout, self._run.path, self._alive)
                    self._streams[layout.name] = stream
            except (OSError, DeepTunerError):
                self.close()
                self._not_before = time.monotonic() + AGAIN
                return False
        return True


def has_room(folder: Path) -> bool:
    """Whether telemetry may still grow on this disk. False where that cannot be known."""
    try:
        disk = os.statvfs(folder)
    except OSError:
        return False
    return disk.f_bavail * disk.f_frsize > ROOM


class _Stream:
    """The files of one layout, from the finest to the coarsest."""

    def __init__(self, layout: Layout, folder: Path, alive: Callable[[], None]) -> None:
        self.layout = layout
        _set_aside_others(layout, folder)
        self._files: list[Appending] = []
        self._buckets = [Buckets(layout.columns, SECONDS[level]) for level in LEVELS[1:]]
        try:
            for level in LEVELS:
                self._files.append(Appending(layout.file(folder, level), layout.header(level)))
            for number in range(len(self._buckets)):
                self._catch_up(number, alive)
        except BaseException:
            self.close()
            raise

    def write(self, when: float, readings: Mapping[str, Reading]) -> list[Row]:
        """Returns the buckets of 10 seconds that were closed. Raises OSError on a full disk."""
        lines = [self.layout.sample(when, key, reading) for key, reading in readings.items()]
        place = self._files[0].end
        if not lines:
            return []
        if not self._files[0].append(b"".join(lines), wait=False):
            raise OSError(errno.ENOSPC, self.layout.name)
        closed: list[Row] = []
        for line in lines:
            row = self.layout.parse("raw", line, place)
            place += len(line)
            closed += self._buckets[0].add(row) if row else []
        self._summarise(closed, 0)
        return closed

    def close(self) -> None:
        for file in self._files:
            file.close()

    def _summarise(self, closed: Iterable[Row], number: int) -> None:
        """Write buckets down, and gather them into those of the next level."""
        level, file = LEVELS[number + 1], self._files[number + 1]
        for row in closed:
            line = self.layout.bucket(row)
            place = file.end
            file.append(line, wait=True)
            if number + 1 < len(self._buckets):
                written = self.layout.parse(level, line, place)
                assert written is not None
                written.offset = place
                self._summarise(self._buckets[number + 1].add(written), number + 1)

    def _catch_up(self, number: int, alive: Callable[[], None]) -> None:
        """Make one summary what it would be had it always been written along, and open its last
        bucket. What it holds already is not touched, since somebody may be reading it."""
        finer, coarser = self._files[number], self._files[number + 1]
        place, offset = self._last_bucket(number)
        buckets, level = self._buckets[number], LEVELS[number]
        for count, (begin, line) in enumerate(finer.lines(offset)):
            row = self.layout.parse(level, line, begin)
            if row is None:
                continue
            row.offset = begin
            for closed in buckets.add(row):
                place = coarser.lay(place, self.layout.bucket(closed))
            if count % ALIVE_EVERY == 0:
                alive()
        coarser.cut(place)
        if coarser.waits:
            raise OSError(errno.ENOSPC, level)

    def _last_bucket(self, number: int) -> tuple[int, int]:
        """Where the summary's last bucket begins, and where its rows do; both files' beginnings
        when that is not so, as after a power cut."""
        finer, coarser = self._files[number], self._files[number + 1]
        level = LEVELS[number + 1]
        first = coarser.begin, finer.begin
        tail = max(coarser.end - BLOCK, coarser.begin)
        last: tuple[int, Row] | None = None
        for place, line in [*coarser.lines(tail)][::-1]:
            row = self.layout.parse(level, line, place)
            if row is None:
                return first if last is None else self._checked(number, last, first)
            if last and (row.time, row.offset) != (last[1].time, last[1].offset):
                return self._checked(number, last, first)
            last = place, row
        return first

    def _checked(
        self, number: int, last: tuple[int, Row], otherwise: tuple[int, int]
    ) -> tuple[int, int]:
        """The bucket's places if its rows do lie there."""
        place, bucket = last
        finer = self._files[number]
        if finer.begin <= bucket.offset < finer.end and finer.read(bucket.offset - 1, 1) == b"\n":
            _, line = next(finer.lines(bucket.offset), (0, b""))
            row = self.layout.parse(LEVELS[number], line, bucket.offset)
            if row and bucket_of(row.time, SECONDS[LEVELS[number + 1]]) == bucket.time:
                return place, bucket.offset
        return otherwise


def _set_aside_others(layout: Layout, folder: Path) -> None:
    """Samples with other columns, of another version of the program, are kept under another name.

    Raises OSError when they cannot be read or moved.
    """
    raw = layout.file(folder, "raw")
    header = layout.header("raw")
    with suppress(FileNotFoundError):
        with raw.open("rb") as file:
            begin = file.readline()
        if begin.endswith(b"\n") and begin != header:
            raw.rename(raw.with_name(f"{layout.name}-until-{int(time.time())}.csv"))
            for level in LEVELS[1:]:
                layout.file(folder, level).unlink(missing_ok=True)
