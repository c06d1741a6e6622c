"""Tables in columns: .parquet, .arrow and .feather, batch by batch.

Knows pyarrow. Leaves out columns of bytes (pictures, sound): nothing here can be trained on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deeptuner.data.readers.shapes import Rows
from deeptuner.data.readers.source import is_packed
from deeptuner.data.readers.table import column_names
from deeptuner.data.telling import Teller, opening, refuse

BATCH = 1000  # rows
_PARQUET = b"PAR1"
_ARROW_FILE = b"ARROW1"


def read_columns(path: Path, teller: Teller) -> Rows:
    """The rows of a columnar file, as row numbers from 1 and values. Raises DataError when torn."""
    number = 0
    for batch in _guarded(path, batches(path)):
        for row in batch:
            number += 1
            yield number, row


def batches(path: Path) -> Iterator[list[dict[str, Any]]]:
    """Batches of rows; pyarrow's own errors come through."""
    with opening(path), path.open("rb") as file:
        magic = file.read(8)
    if not magic:
        return
    if magic.startswith(_PARQUET):
        yield from _parquet(path)
    else:
        yield from _arrow(path, stream=not magic.startswith(_ARROW_FILE))


def parquet_groups(path: Path) -> int:
    """How many row groups a parquet file has; 0 for any other file."""
    import pyarrow.parquet as pq

    with path.open("rb") as file:
        if file.read(4) != _PARQUET:
            return 0
    with pq.ParquetFile(path) as table:
        return int(table.num_row_groups)


def read_group(path: Path, group: int) -> list[dict[str, Any]]:
    """The first rows of one row group of a parquet file."""
    return next(_guarded(path, _parquet(path, [group])), [])


def _guarded(path: Path, rows: Iterator[list[dict[str, Any]]]) -> Iterator[list[dict[str, Any]]]:
    import pyarrow as pa

    try:
        yield from rows
    except (pa.ArrowException, OSError, ValueError) as error:
        if is_packed(path):
            raise refuse(path, "packed-columns") from error
        raise refuse(path, "torn-columns", detail=str(error).partition("\n")[0][:200]) from error


def _parquet(path: Path, groups: list[int] | None = None) -> Iterator[list[dict[str, Any]]]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as table:
        wanted = _wanted(table.schema_arrow)
        for batch in table.iter_batches(BATCH, groups, wanted, use_threads=False):
            yield batch.to_pylist()


def _arrow(path: Path, *, stream: bool) -> Iterator[list[dict[str, Any]]]:
    import pyarrow as pa

    with pa.memory_map(str(path)) as file:
        reader = pa.ipc.open_stream(file) if stream else pa.ipc.open_file(file)
        wanted = _wanted(reader.schema)
        count = None if stream else reader.num_record_batches
        found = reader if stream else (reader.get_batch(i) for i in range(count or 0))
        for batch in found:
            for start in range(0, batch.num_rows, BATCH):
                yield batch.select(wanted).slice(start, BATCH).to_pylist()


def _wanted(schema: Any) -> list[str]:
    names = column_names([field.name for field in schema])
    return [
        field.name
        for field, name in zip(schema, names, strict=True)
        if name == field.name and not _holds_bytes(field.type)
    ]


def _holds_bytes(kind: Any) -> bool:
    import pyarrow as pa

    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return True
    return pa.types.is_struct(kind) and any(_holds_bytes(field.type) for field in kind)
