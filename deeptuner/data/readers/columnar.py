"""Tables in columns: .parquet, .arrow and .feather, batch by batch.

Knows pyarrow. Leaves out columns of bytes (pictures, sound): nothing here can be trained on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
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


def row_groups(path: Path) -> list[int]:
    """How many rows each group of the file holds that can be read by itself.

    Empty for a stream, which can only be read from its beginning. Raises DataError when torn.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with refusing_torn(path), path.open("rb") as file:
        magic = file.read(8)
        if magic.startswith(_PARQUET):
            with pq.ParquetFile(path) as table:
                found = table.metadata
                return [found.row_group(at).num_rows for at in range(found.num_row_groups)]
        if not magic.startswith(_ARROW_FILE):
            return []
        with pa.memory_map(str(path)) as mapped:
            reader = pa.ipc.open_file(mapped)
            return [reader.get_batch(at).num_rows for at in range(reader.num_record_batches)]


def group_page(path: Path, group: int, page: int) -> list[dict[str, Any]]:
    """The rows `page * BATCH` and following of one of `row_groups`, at most `BATCH` of them."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with refusing_torn(path), path.open("rb") as file:
        if file.read(4) == _PARQUET:
            with pq.ParquetFile(path) as table:
                wanted = _wanted(table.schema_arrow)
                batches = table.iter_batches(BATCH, [group], wanted, use_threads=False)
                return _slice(batches, page * BATCH)
        with pa.memory_map(str(path)) as mapped:
            reader = pa.ipc.open_file(mapped)
            batch = reader.get_batch(group).select(_wanted(reader.schema))
            return _slice([batch], page * BATCH)


def _slice(batches: Iterable[Any], start: int) -> list[dict[str, Any]]:
    """`BATCH` rows from row `start` on, however the rows are cut into batches."""
    rows: list[dict[str, Any]] = []
    for batch in batches:
        wanted = batch.slice(min(start, batch.num_rows), BATCH - len(rows))
        rows += wanted.to_pylist()
        start = max(0, start - batch.num_rows)
        if len(rows) == BATCH:
            break
    return rows


def _guarded(path: Path, rows: Iterator[list[dict[str, Any]]]) -> Iterator[list[dict[str, Any]]]:
    with refusing_torn(path):
        yield from rows


@contextmanager
def refusing_torn(path: Path) -> Iterator[None]:
    """Turn pyarrow's own errors into ones that a person understands."""
    import pyarrow as pa

    try:
        yield
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
