"""Records of telemetry as tests need them, and what must be in their files: written out slowly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from hypothesis import strategies as st

from deeptuner.monitor.telemetry.columns import GPU_COLUMNS
from deeptuner.monitor.telemetry.layout import GPUS, LEVELS, SECONDS, Level
from deeptuner.monitor.telemetry.record import Recorder
from deeptuner.runs.folder import RunFolder

BEGAN = 1_790_000_000.0
KEYS = ("0000:03:00.0", "0000:0a:00.0", "GPU-5c8ee1b2-77f7-4a39-9a2c-0f6f3d0c5a11")
NAMES = tuple(column.name for column in GPU_COLUMNS)


@dataclass(frozen=True)
class Sample:
    """What was measured at one moment."""

    time: float
    readings: dict[str, dict[str, float | None]] = field(default_factory=dict)


def readings() -> st.SearchStrategy[dict[str, float | None]]:
    value = st.one_of(
        st.none(),
        st.integers(0, 7),
        st.floats(-10, 199, allow_nan=False),
        st.sampled_from([float("nan"), 1e30, 4_294_967_295.0]),  # sensors say strange things
    )
    return st.dictionaries(st.sampled_from(NAMES), value, min_size=1)


def steps() -> st.SearchStrategy[float]:
    """Seconds between two samples: mostly one, now and then a gap, or a clock that is set back."""
    usual = st.floats(0.2, 2.0)
    return st.one_of(usual, usual, st.floats(3, 700), st.floats(-400, -0.1))


@st.composite
def samples(draw: st.DrawFn, most: int = 40) -> list[Sample]:
    found, now = [], BEGAN
    for step in draw(st.lists(steps(), min_size=1, max_size=most)):
        now += step
        found.append(Sample(now, draw(st.dictionaries(st.sampled_from(KEYS), readings()))))
    return found


def record(run: RunFolder, all_samples: Iterable[Sample]) -> None:
    """Write samples with a recorder of their own, as one process would."""
    recorder = Recorder(run)
    for sample in all_samples:
        recorder.gpus(sample.time, sample.readings)
    recorder.close()


def lines(run: RunFolder, level: Level) -> list[bytes]:
    """The whole lines of a file, without its header."""
    return GPUS.file(run.path, level).read_bytes().split(b"\n")[1:-1]


def bytes_of(folder: Path) -> dict[Level, bytes]:
    return {level: GPUS.file(folder, level).read_bytes() for level in LEVELS}


@dataclass
class Bucket:
    """A bucket as it must be: its beginning, its key, how many samples, and each column's values
    with the number of samples they stand for."""

    begin: int
    key: str
    samples: int
    cells: list[list[tuple[float, float, float, int]]]


def buckets(rows: Sequence[list[str]], level: Level) -> list[Bucket]:
    """The closed buckets of `level` that rows of the next finer file make. The last one is open."""
    seconds = SECONDS[level]
    grouped = [
        (begin, [*group]) for begin, group in groupby(rows, lambda row: float(row[0]) // seconds)
    ]
    found = []
    for begin, group in grouped[:-1]:
        for key in dict.fromkeys(row[1] for row in group):
            own = [row for row in group if row[1] == key]
            found.append(
                Bucket(int(begin * seconds), key, _samples(own, level), _cells(own, level))
            )
    return found


def expected_lines(found: Sequence[Bucket]) -> list[tuple[str, ...]]:
    """The cells of buckets' lines, without the offsets."""
    return [
        (str(bucket.begin), bucket.key, str(bucket.samples), *_texts(bucket)) for bucket in found
    ]


def _samples(rows: Sequence[list[str]], level: Level) -> int:
    return len(rows) if level == "10s" else sum(int(row[2]) for row in rows)


def _cells(rows: Sequence[list[str]], level: Level) -> list[list[tuple[float, float, float, int]]]:
    cells: list[list[tuple[float, float, float, int]]] = []
    for place in range(len(GPU_COLUMNS)):
        if level == "10s":
            texts = [(row[2 + place], row[2 + place], row[2 + place], 1) for row in rows]
        else:
            at = 4 + 3 * place
            texts = [(row[at], row[at + 1], row[at + 2], int(row[2])) for row in rows]
        cells.append([(float(a), float(b), float(c), n) for a, b, c, n in texts if a])
    return cells


def _texts(bucket: Bucket) -> Iterable[str]:
    for column, values in zip(GPU_COLUMNS, bucket.cells, strict=True):
        if not values:
            yield from ("", "", "")
            continue
        low, high = min(v[0] for v in values), max(v[2] for v in values)
        if column.bits:
            low, high = int(values[0][0]), int(values[0][2])
            for value in values[1:]:
                low, high = low & int(value[0]), high | int(value[2])
        mean = sum(v[1] * v[3] for v in values) / sum(v[3] for v in values)
        digits = column.digits
        yield from (f"{low:z.{digits}f}", f"{mean:z.{digits + 1}f}", f"{high:z.{digits}f}")
