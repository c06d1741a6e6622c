"""Parquet and Arrow files: nested values, torn files, columns of bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from deeptuner.data.readers import read_rows
from deeptuner.data.readers.columnar import BATCH
from deeptuner.data.report import Report
from deeptuner.errors import DataError

ROWS = [
    {"messages": [{"role": "user", "content": f"q{n}"}, {"role": "assistant", "content": "a"}]}
    for n in range(2 * BATCH + 10)
]


def _write(path: Path, table: Any) -> Path:
    if path.suffix == ".parquet":
        pq.write_table(table, path, row_group_size=700)
        return path
    new = pa.ipc.new_stream if path.stem == "stream" else pa.ipc.new_file
    with pa.OSFile(str(path), "wb") as sink, new(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=700)
    return path


@pytest.mark.parametrize("name", ["f.parquet", "f.arrow", "stream.arrow", "f.feather"])
def test_rows_come_in_order_with_their_number(tmp_path: Path, name: str) -> None:
    path = _write(tmp_path / name, pa.Table.from_pylist(ROWS))
    rows = list(read_rows(path, Report()))
    assert [row.value for row in rows] == ROWS
    assert [row.source.line for row in rows] == list(range(1, len(ROWS) + 1))


def test_columns_of_bytes_and_indexes_are_left_out(tmp_path: Path) -> None:
    table = pa.table(
        {
            "text": ["x"],
            "image": [b"\0\1"],
            "picture": [{"bytes": b"\0", "path": "p"}],
            "__index_level_0__": [3],
        }
    )
    path = _write(tmp_path / "f.parquet", table)
    assert [row.value for row in read_rows(path, Report())] == [{"text": "x"}]


@pytest.mark.parametrize("name", ["f.parquet", "f.arrow"])
@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
def test_a_torn_file_is_refused_in_words(tmp_path: Path, name: str, share: float) -> None:
    path = _write(tmp_path / name, pa.Table.from_pylist(ROWS))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(DataError) as caught:
        list(read_rows(path, Report()))
    assert caught.value.what.id == "data.reading.torn-columns"
    assert caught.value.where == str(path)


def test_a_damaged_middle_is_refused_in_words(tmp_path: Path) -> None:
    path = _write(tmp_path / "f.parquet", pa.Table.from_pylist(ROWS))
    content = bytearray(path.read_bytes())
    content[200:600] = b"\xff" * 400
    path.write_bytes(content)
    with pytest.raises(DataError):
        list(read_rows(path, Report()))


def test_an_empty_file_and_an_empty_table_have_no_rows(tmp_path: Path) -> None:
    (tmp_path / "f.parquet").write_bytes(b"")
    assert list(read_rows(tmp_path / "f.parquet", Report())) == []
    path = _write(tmp_path / "g.parquet", pa.table({"text": pa.array([], pa.string())}))
    assert list(read_rows(path, Report())) == []
