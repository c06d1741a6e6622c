"""What the files of telemetry are called, and how their rows are written.

Knows three levels: every sample (raw), and summaries over 10 seconds and 5 minutes. A row is a line
of numbers; an empty cell is a value that is not known. Does not open files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Final, Literal

from deeptuner.monitor.telemetry.columns import (
    GPU_COLUMNS,
    HOST_COLUMNS,
    Column,
    Reading,
    plausible,
)

Level = Literal["raw", "10s", "5min"]
SECONDS: Final[Mapping[Level, int]] = {"raw": 0, "10s": 10, "5min": 300}  # that a row stands for
LEVELS: Final[tuple[Level, ...]] = ("raw", "10s", "5min")
STATISTICS: Final = ("min", "mean", "max")
Cell = tuple[float, float, float] | None  # least, mean, greatest; None: not known
DAMAGED: Final = ",\r\n"  # what no key may hold


@dataclass(slots=True)
class Row:
    """One line. `time` in Unix seconds: of the sample, or when the bucket begins.

    `samples` it stands for. `offset`: the byte at which it begins, of a bucket that at which its
    first row begins in the file one level finer. `cells`: one for each column.
    """

    time: float
    key: str
    samples: int
    offset: int
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of rows: those of the GPUs, with a key, or those of the computer, without."""

    name: str
    columns: tuple[Column, ...]
    keyed: bool

    def file(self, folder: Path, level: Level) -> Path:
        return folder / (f"{self.name}.csv" if level == "raw" else f"{self.name}-{level}.csv")

    def header(self, level: Level) -> bytes:
        key = ["gpu"] if self.keyed else []
        if level == "raw":
            names = ["time [s]", *key, *(column.header for column in self.columns)]
        else:
            summed = (statistic_header(c, name) for c in self.columns for name in STATISTICS)
            names = ["begin [s]", *key, "samples", "offset", *summed]
        return ",".join(names).encode() + b"\n"

    def sample(self, time: float, key: str, reading: Reading) -> bytes:
        """The line of one sample; values that cannot be are left out."""
        values = (
            "" if value is None else f"{value:z.{column.digits}f}"
            for column in self.columns
            for value in (plausible(column, reading.get(column.name)),)
        )
        head = (f"{time:.1f}", key) if self.keyed else (f"{time:.1f}",)
        return ",".join((*head, *values)).encode() + b"\n"

    def bucket(self, row: Row) -> bytes:
        """The line of one bucket. Means have one digit more than what they were made of."""
        cells = [f"{row.time:.0f}", *([row.key] if self.keyed else [])]
        cells += [str(row.samples), str(row.offset)]
        for column, cell in zip(self.columns, row.cells, strict=True):
            low, mean, high = cell or (None, None, None)
            for value, digits in ((low, 0), (mean, 1), (high, 0)):
                cells.append("" if value is None else f"{value:z.{column.digits + digits}f}")
        return ",".join(cells).encode() + b"\n"

    def parse(self, level: Level, line: bytes, offset: int) -> Row | None:
        """The row of a line that begins at byte `offset`; None for one that is none."""
        cells = line.rstrip(b"\n").split(b",")
        if len(cells) != self._width(level):
            return None
        with suppress(ValueError):
            key = cells.pop(1).decode() if self.keyed else ""
            if level == "raw":
                return Row(_number(cells[0]), key, 1, offset, [_single(text) for text in cells[1:]])
            found = [_triple(cells[at : at + 3]) for at in range(3, len(cells), 3)]
            return Row(_number(cells[0]), key, int(cells[1]), int(cells[2]), found)
        return None

    def _width(self, level: Level) -> int:
        """The cells of a line."""
        if level == "raw":
            return 1 + self.keyed + len(self.columns)
        return 3 + self.keyed + len(STATISTICS) * len(self.columns)


GPUS: Final = Layout("telemetry", GPU_COLUMNS, keyed=True)
HOST: Final = Layout("host", HOST_COLUMNS, keyed=False)


def statistic_header(column: Column, statistic: str) -> str:
    unit = f" [{column.unit}]" if column.unit else ""
    return f"{column.name} {statistic}{unit}"


def usable_key(key: str) -> bool:
    return bool(key) and not any(sign in key for sign in DAMAGED)


def _single(text: bytes) -> Cell:
    if not text:
        return None
    value = _number(text)
    return value, value, value


def _triple(texts: Sequence[bytes]) -> Cell:
    if not all(texts):
        return None
    return _number(texts[0]), _number(texts[1]), _number(texts[2])


def _number(text: bytes) -> float:
    value = float(text)
    if not isfinite(value):
        raise ValueError(value)
    return value
