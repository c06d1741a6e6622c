"""Any row by its number: the same rows as reading gives, in any order, for every kind of file."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deeptuner.data import rows_at as module
from deeptuner.data.readers import read_rows
from deeptuner.data.report import Report
from deeptuner.data.row import RawRow, Rejection
from deeptuner.data.rows_at import rows_at
from deeptuner.errors import DataError, Interrupted
from deeptuner.words import message

ROWS = [{"q": f"What is {n}?", "a": f"Ü 你好 👋 {n}\nline", "n": str(n)} for n in range(2500)]


def _never() -> None:
    pass


def _lines(path: Path) -> None:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS))


def _gzipped(path: Path) -> None:
    with gzip.open(path, "wt") as file:
        file.write("\n".join(map(json.dumps, ROWS)))


def _csv(path: Path) -> None:
    cells = ('"' + '","'.join(row.values()) + '"' for row in ROWS)
    path.write_text("\n".join(["q,a,n", *cells]))


def _parquet(path: Path) -> None:
    pq.write_table(pa.Table.from_pylist(ROWS), path, row_group_size=1300)


def _arrow(path: Path) -> None:
    with pa.ipc.new_file(path, pa.schema(dict.fromkeys("qan", pa.string()))) as writer:
        for batch in pa.Table.from_pylist(ROWS).to_batches(700):
            writer.write_batch(batch)


def _stream(path: Path) -> None:
    with pa.ipc.new_stream(path, pa.schema(dict.fromkeys("qan", pa.string()))) as writer:
        writer.write_table(pa.Table.from_pylist(ROWS))


KINDS: dict[str, Callable[[Path], object]] = {
    "rows.jsonl": _lines,
    "rows.jsonl.gz": _gzipped,
    "rows.json": lambda path: path.write_text(json.dumps(ROWS, indent=1)),
    "rows.csv": _csv,
    "rows.parquet": _parquet,
    "rows.arrow": _arrow,
    "stream.arrow": _stream,
    "rows.feather": lambda path: feather.write_feather(pa.Table.from_pylist(ROWS), path),
}


@pytest.mark.parametrize("name", KINDS)
def test_each_row_is_the_one_that_reading_gives(tmp_path: Path, name: str) -> None:
    KINDS[name](tmp_path / name)
    read = list(read_rows(tmp_path / name, Report()))
    rows = rows_at(tmp_path / name)
    for index in (7, 2499, 0, 1299, 1300, 1301, 999, 1000, 700, 2400, 8):
        assert rows.has(index, _never)
        assert rows.at(index) == read[index]
    assert not rows.has(2500, _never)
    assert rows.total == 2500


def test_blank_lines_and_a_mark_count_for_the_line_but_not_for_the_row(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"a": "1"}\r\n\r\n\n{"a": "2"}\n{"a": "3"}')
    rows = rows_at(path)
    assert rows.total == 3
    assert [(row.value["a"], row.source.line) for row in _all(rows)] == [
        ("1", 1),
        ("2", 4),
        ("3", 5),
    ]


def test_a_line_that_cannot_be_read_says_why_and_keeps_its_number(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"a": "1"}\n{"a": "2"}\n{"a": torn\n{"a": "4",}\n')
    first, _, torn, mended = (rows_at(path).at(index) for index in range(4))
    assert isinstance(torn, Rejection)
    assert torn.source.line == 3
    assert torn.reason.id == "data.reading.broken-row"
    assert isinstance(mended, RawRow)
    assert mended.value == {"a": "4"}
    assert isinstance(first, RawRow)


def test_a_line_that_is_nested_without_end_says_so(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"a": 1}\n{"a": 2}\n{"a": ' + "[" * 3000 + "]" * 3000 + '}\n{"a": 4}\n')
    found = rows_at(path).at(2)
    assert isinstance(found, Rejection)
    assert found.reason.id == "data.reading.too-deep"


def test_a_large_file_without_lines_is_read_only_as_far_as_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SMALL", 0)
    _csv(tmp_path / "rows.csv")
    rows = rows_at(tmp_path / "rows.csv")
    assert rows.has(10, _never)
    assert rows.total is None
    assert not rows.has(10**9, _never)
    assert rows.total == 2500


def test_reading_stops_when_nobody_waits(tmp_path: Path) -> None:
    _csv(tmp_path / "rows.csv")

    def stop() -> None:
        raise Interrupted(message("cli.worker.cancelled"))

    with pytest.raises(Interrupted):
        rows_at(tmp_path / "rows.csv").has(0, stop)


def test_a_torn_parquet_file_is_refused_in_words(tmp_path: Path) -> None:
    _parquet(tmp_path / "rows.parquet")
    content = (tmp_path / "rows.parquet").read_bytes()
    (tmp_path / "rows.parquet").write_bytes(content[: len(content) // 2])
    with pytest.raises(DataError, match="torn"):
        rows_at(tmp_path / "rows.parquet")


VALUES = st.dictionaries(
    st.text(st.characters(codec="utf-8"), max_size=5),
    st.text(st.characters(codec="utf-8"), max_size=20),
    min_size=1,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(VALUES, min_size=2, max_size=8), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_lines_of_any_rows_agree_with_reading(
    tmp_path: Path, values: list[dict[str, str]], end: str
) -> None:
    path = tmp_path / "any.jsonl"
    path.write_bytes(end.join(map(json.dumps, values)).encode())
    rows = rows_at(path)
    assert _all(rows) == list(read_rows(path, Report()))


def _all(rows: module.RowsAt) -> list[RawRow]:
    found = []
    while rows.has(len(found), _never):
        row = rows.at(len(found))
        assert isinstance(row, RawRow)
        found.append(row)
    return found
