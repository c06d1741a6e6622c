"""Whatever is done to a file, reading it ends in rows or in words, never in anything else."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from deeptuner.data.readers import read_rows
from deeptuner.data.report import Report
from deeptuner.errors import DataError

ROWS: list[dict[str, Any]] = [
    {"instruction": 'say "hä" 👋', "turns": [{"n": {"deep": [1, None]}}]},
    {"instruction": "two\nlines, {and} [braces]", "turns": []},
    {"instruction": "", "turns": [{"n": {}}, {"n": {"x": True}}]},
]


def _read(path: Path) -> tuple[list[Any], Report]:
    report = Report()
    return [row.value for row in read_rows(path, report)], report


def _json(form: str) -> bytes:
    lines = [json.dumps(row, ensure_ascii=False) for row in ROWS]
    texts = {
        "lines": "\n".join(lines),
        "array": json.dumps(ROWS, ensure_ascii=False),
        "pretty array": json.dumps(ROWS, indent=2),
        "pretty objects": "\n".join(json.dumps(row, indent=2) for row in ROWS),
        "array of lines": "[\n" + ",\n".join(lines) + "\n]",
        "wrapped": json.dumps({"data": ROWS}),
    }
    return texts[form].encode()


@pytest.mark.parametrize(
    "form", ["lines", "array", "pretty array", "pretty objects", "array of lines", "wrapped"]
)
@pytest.mark.parametrize("wrap", ["plain", "utf-16", "gzip"])
def test_json_cut_at_every_byte_gives_the_rows_before_the_cut(
    tmp_path: Path, form: str, wrap: str
) -> None:
    content, path = _json(form), tmp_path / "f.json"
    if wrap == "utf-16":
        content = content.decode().encode("utf-16")
    if wrap == "gzip":
        content = gzip.compress(content)
    counts = set()
    for cut in range(0, len(content) + 1, 1 if wrap == "plain" else 3):
        path.write_bytes(content[:cut])
        rows, _ = _read(path)
        assert rows == ROWS[: len(rows)], cut
        counts.add(len(rows))
    path.write_bytes(content)
    assert _read(path)[0] == ROWS
    assert wrap != "plain" or counts == {0, 1, 2, 3}


def test_a_table_cut_at_every_byte_gives_the_rows_before_the_cut(tmp_path: Path) -> None:
    cells = [["q, one", 'an "answer"'], ["two\nlines", "ä"], ["three", "end"]]
    out = io.StringIO()
    csv.writer(out).writerows([["question", "answer"], *cells])
    content, path = out.getvalue().encode(), tmp_path / "f.csv"
    for cut in range(len(content) + 1):
        path.write_bytes(content[:cut])
        rows = [list(row.values()) for row in _read(path)[0]]
        assert rows[:-1] == cells[: max(0, len(rows) - 1)], cut
        for cell, whole in zip(rows[-1] if rows else [], cells[len(rows) - 1], strict=False):
            assert whole.replace("\n", "").startswith(cell.replace("\n", "").strip('"')), cut


@pytest.mark.parametrize("name", ["f.parquet", "file.arrow", "stream.arrow"])
def test_columns_cut_anywhere_are_read_or_refused(tmp_path: Path, name: str) -> None:
    path, table = tmp_path / name, pa.table({"text": [f"row {n}" for n in range(50)]})
    if name == "f.parquet":
        pq.write_table(table, path)
    else:
        new = pa.ipc.new_stream if name == "stream.arrow" else pa.ipc.new_file
        with pa.OSFile(str(path), "wb") as sink, new(sink, table.schema) as writer:
            writer.write_table(table, max_chunksize=10)
    content, whole = path.read_bytes(), _read(path)[0]
    assert len(whole) == 50
    for cut in range(0, len(content), 7):
        path.write_bytes(content[:cut])
        rows = []
        try:
            for row in read_rows(path, Report()):
                rows.append(row.value)  # noqa: PERF401 - those before the error count too
        except DataError:
            pass
        assert rows == whole[: len(rows)]


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=300), name=st.sampled_from(["f.json", "f.csv", "f.txt"]))
@example(content=b"\xff\xfe{\x00", name="f.json")
@example(content=b'{"data": [{"a": 1}, [', name="f.json")
@example(content=b"\x1f\x8b\x08rubbish", name="f.json")
def test_any_bytes_end_in_rows_or_words(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    path = tmp_path_factory.mktemp("bytes") / name
    path.write_bytes(content)
    _read_or_refuse(path)


@settings(max_examples=120, deadline=None)
@given(
    pieces=st.lists(
        st.sampled_from(['{"a":', "{", "}", "[", "]", ",", "\n", '"x"', '{"a": 1}', "1", "'y'", " ",
                         '{"data": [', '{"a": "', "\\", "\ufeff", "\0"]),
        max_size=25,
    )
)  # fmt: skip
def test_any_pieces_of_json_end_in_rows_or_words(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str]
) -> None:
    path = tmp_path_factory.mktemp("pieces") / "f.json"
    path.write_text("".join(pieces))
    _read_or_refuse(path)


def _read_or_refuse(path: Path) -> None:
    try:
        rows, _ = _read(path)
    except DataError as error:
        assert error.fix
    else:
        assert all(isinstance(row, dict) for row in rows)
        assert all(isinstance(key, str) for row in rows for key in row)


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, width=32) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
OBJECTS = st.lists(
    st.fixed_dictionaries({"instruction": TEXT, "output": TEXT}, optional={"more": VALUES}),
    min_size=2,
    max_size=6,
)
JUNK = st.sampled_from(
    [
        "",
        "  ",
        "junk",
        "!!! ---",
        '{"instruction": "tor',
        '{"broken":',
        '{"a": [',
        "[1, 2",
        "\ufeff",
    ]
)


def _with_junk(records: list[str], junk: list[tuple[int, str]]) -> Iterator[str]:
    for number, record in enumerate(records):
        yield from (text for place, text in junk if place == number)
        yield record


@settings(max_examples=120, deadline=None)
@given(
    rows=OBJECTS,
    junk=st.lists(st.tuples(st.integers(0, 5), JUNK), max_size=3),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    mark=st.booleans(),
    ascii_only=st.booleans(),
)
def test_lines_among_junk_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[dict[str, Any]],
    junk: list[tuple[int, str]],
    end: str,
    mark: bool,
    ascii_only: bool,
) -> None:
    records = [json.dumps(row, ensure_ascii=ascii_only) for row in rows]
    text = end.join(_with_junk(records, junk))
    path = tmp_path_factory.mktemp("lines") / "f.jsonl"
    path.write_bytes((b"\xef\xbb\xbf" if mark else b"") + text.encode())
    assert _read(path)[0] == rows


@settings(max_examples=100, deadline=None)
@given(
    rows=OBJECTS,
    indent=st.sampled_from([None, 0, 1, 2, "\t"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    array=st.booleans(),
)
def test_arrays_and_pretty_objects_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[dict[str, Any]],
    indent: int | str | None,
    end: str,
    encoding: str,
    array: bool,
) -> None:
    if array:
        text = json.dumps(rows, indent=indent, ensure_ascii=False)
    else:
        text = "\n\n".join(json.dumps(row, indent=indent, ensure_ascii=False) for row in rows)
    path = tmp_path_factory.mktemp("pretty") / "f.json"
    path.write_bytes(text.replace("\n", end).encode(encoding))
    rows_read, report = _read(path)
    assert rows_read == rows
    assert report.unreadable_rows == 0


@settings(max_examples=100, deadline=None)
@given(rows=OBJECTS, junk=st.lists(st.tuples(st.integers(0, 5), JUNK), max_size=2))
def test_pretty_objects_among_junk_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[dict[str, Any]],
    junk: list[tuple[int, str]],
) -> None:
    records = [json.dumps(row, indent=2) for row in rows]
    path = tmp_path_factory.mktemp("objects") / "f.json"
    path.write_text("\n".join(_with_junk(records, junk)))
    assert _read(path)[0] == rows
