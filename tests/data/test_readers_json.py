"""JSON files of every shape and with every damage known from the wild: the right rows come out."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deeptuner.data.readers import read_rows
from deeptuner.data.readers.values import DEEPEST
from deeptuner.data.report import Report
from deeptuner.errors import DataError

ROWS = [{"instruction": f"q{n} é", "output": f"a{n} 👋"} for n in range(5)]
LINES = [json.dumps(row) for row in ROWS]
PLAIN = [json.dumps(row, ensure_ascii=False) for row in ROWS]
PRETTY = [json.dumps(row, indent=2) for row in ROWS]
TURNS = [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}]
TORN = '{"instruction": "x", "outp'


def _read(tmp_path: Path, content: bytes | str, name: str = "f.jsonl") -> tuple[list[Any], Report]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    report = Report()
    return [row.value for row in read_rows(path, report)], report


def _kinds(report: Report) -> dict[str, int]:
    tallies = [*report.repairs.values(), *report.unreadable.values()]
    return {tally.message.id.removeprefix("data.reading."): tally.count for tally in tallies}


WHOLE: dict[str, bytes | str] = {
    "lines": "\n".join(LINES),
    "byte order mark": b"\xef\xbb\xbf" + "\n".join(PLAIN).encode(),
    "byte order mark within": "\n\ufeff".join(LINES),
    "crlf": "\r\n".join(LINES),
    "cr": "\r".join(LINES),
    "blank lines": "\n\n  \n".join(LINES) + "\n\n",
    "array": json.dumps(ROWS),
    "array pretty": json.dumps(ROWS, indent=2),
    "array, one row a line": "[\n" + ",\n".join(LINES) + "\n]\n",
    "array, comma too many": "[" + ",".join(LINES) + ",]",
    "lines with commas": ",\n".join(LINES),
    "objects pretty": "\n".join(PRETTY),
    "objects pretty and close": "".join(PRETTY),
    "objects without indent": "\n".join(json.dumps(row, indent=0) for row in ROWS),
    "several a line": " ".join(LINES),
    "several a line and close": "".join(LINES),
    "record separators": "".join(f"\x1e{line}\n" for line in LINES),
    "NUL at the end": "\n".join(LINES) + "\0" * 4096,
    "NUL between": "\0\0\n".join(LINES),
    "utf-16": "\n".join(PLAIN).encode("utf-16"),
    "utf-16 unmarked": "\n".join(PLAIN).encode("utf-16-le"),
    "utf-16 array, big end first": json.dumps(ROWS).encode("utf-16-be"),
    "utf-32": "\n".join(PLAIN).encode("utf-32"),
    "gzip": gzip.compress("\n".join(LINES).encode()),
    "gzip members": b"".join(gzip.compress(f"{line}\n".encode()) for line in LINES),
    "under data": json.dumps({"data": ROWS}),
    "under data, pretty": json.dumps({"version": 1, "data": ROWS}, indent=1),
    "under train, beside test": json.dumps({"train": ROWS, "test": ROWS[:2]}),
    "by id": json.dumps({f"id-{n}": row for n, row in enumerate(ROWS)}),
    "columns": json.dumps({key: [row[key] for row in ROWS] for key in ROWS[0]}),
    "columns by index": json.dumps(
        {key: {str(n): row[key] for n, row in enumerate(ROWS)} for key in ROWS[0]}
    ),
    "columns and data": json.dumps(
        {"columns": list(ROWS[0]), "index": [0], "data": [list(row.values()) for row in ROWS]}
    ),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_every_shape_reads_as_the_same_rows(tmp_path: Path, kind: str) -> None:
    rows, report = _read(tmp_path, WHOLE[kind])
    assert rows == ROWS
    assert _kinds(report) == {}
    assert report.rows == 5


REPAIRED: dict[str, tuple[bytes | str, str]] = {
    "trailing comma": ("\n".join(line[:-1] + ",}" for line in LINES), "trailing-comma"),
    "trailing comma, pretty": (
        "\n".join(text.replace("\n}", ",\n}") for text in PRETTY),
        "trailing-comma",
    ),
    "trailing comma in an array": (
        json.dumps(ROWS, indent=2).replace("\n  }", ",\n  }"),
        "trailing-comma",
    ),
    "as Python prints": ("\n".join(map(repr, ROWS)), "python-literal"),
    "as Python prints, array": (repr(ROWS), "python-literal"),
}


@pytest.mark.parametrize("kind", REPAIRED)
def test_near_json_is_repaired_and_counted(tmp_path: Path, kind: str) -> None:
    content, repair = REPAIRED[kind]
    rows, report = _read(tmp_path, content)
    assert rows == ROWS
    assert _kinds(report) == {repair: 5}


DAMAGED: dict[str, tuple[str, int]] = {
    "torn line": ("\n".join([*LINES[:2], TORN, *LINES[2:]]), 5),
    "torn first line": ("\n".join([TORN, *LINES]), 5),
    "line of junk": ("\n".join([*LINES[:2], "!!! not json", *LINES[2:]]), 5),
    "line that asks for more": ("\n".join([LINES[0], '{"broken":', *LINES[1:]]), 5),
    "first line that asks for more": ("\n".join(['{"broken":', *LINES]), 5),
    "end cut off": ("\n".join(LINES)[:-4], 4),
    "row broken in an array": ("[" + ",".join([*LINES[:2], TORN + '" 1}', *LINES[2:]]) + "]", 5),
    "first row broken in an array": ("[" + ",\n".join(['{"k" 1}', *LINES]) + "]", 5),
    "array cut off": (("[" + ",".join(LINES))[:-5], 4),
    "quote missing": ("\n".join(PRETTY).replace('"q2 \\u00e9"', '"q2'), 4),
    "quote missing in an array": (
        json.dumps(ROWS, indent=2).replace('"instruction": "q2', '"instruction": q2'),
        4,
    ),
    "nested too deep": ("\n".join([*LINES, "[" * 200_000]), 5),
    "number too long": ("\n".join([*LINES, '{"a": ' + "9" * 5000 + "}"]), 5),
    "neither object nor text": ("\n".join([*LINES, "17"]), 5),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_broken_row_is_reported_and_the_others_are_read(tmp_path: Path, kind: str) -> None:
    content, count = DAMAGED[kind]
    rows, report = _read(tmp_path, content)
    assert len(rows) == count
    assert all(row in ROWS for row in rows)
    assert report.unreadable_rows == 1


def test_many_torn_rows_in_a_row_are_counted_one_by_one(tmp_path: Path) -> None:
    torn = [TORN] * 5000 + [LINES[0]] + ['{"instruction": "two\nlines'] * 1000
    rows, report = _read(tmp_path, "\n".join([LINES[0], *torn]))
    assert rows == [ROWS[0]] * 2
    assert report.unreadable_rows == 6000


def test_a_lost_row_is_named_by_line_and_beginning(tmp_path: Path) -> None:
    _, report = _read(tmp_path, "\n".join([*LINES[:3], TORN, *LINES[3:]]))
    (example,) = report.unreadable["data.reading.broken-row"].examples
    assert example.where == f"{tmp_path / 'f.jsonl'}:4"
    assert example.excerpt == TORN


def test_rows_know_their_line(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text("[\n" + ",\n\n".join(LINES) + "\n]")
    assert [row.source.line for row in read_rows(path, Report())] == [2, 4, 6, 8, 10]
    path.write_text("\n".join(PRETTY))
    assert [row.source.line for row in read_rows(path, Report())] == [1, 5, 9, 13, 17]


def test_rows_on_one_line_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text(json.dumps(ROWS))
    assert [row.source.line for row in read_rows(path, Report())] == [1, 2, 3, 4, 5]


def test_line_ends_within_text_are_kept(tmp_path: Path) -> None:
    raw = '{"instruction": "x", "output": "f() {\n  {y}\n}\nend"}'
    rows, _ = _read(tmp_path, "\n".join([raw, raw, TORN, raw]))
    assert [row["output"] for row in rows] == ["f() {\n  {y}\n}\nend"] * 3


def test_half_characters_are_replaced(tmp_path: Path) -> None:
    rows, report = _read(tmp_path, '{"a": "x\\ud83d"}\n{"a": "\\ud83d\\ude00"}')
    assert [row["a"] for row in rows] == ["x�", "😀"]
    assert _kinds(report) == {"half-character": 1}


def test_nothing_is_guessed_about_types(tmp_path: Path) -> None:
    given = [{"a": "2024-01-31"}, {"a": None}, {"a": 7}, {"a": {"b": [1]}}, {"z": "007"}]
    rows, _ = _read(tmp_path, "\n".join(map(json.dumps, given)))
    assert rows == given


@pytest.mark.parametrize(
    "write",
    [
        lambda: json.dumps(TURNS),
        lambda: json.dumps([TURNS]),
        lambda: json.dumps(TURNS) + "\n",
        lambda: json.dumps({"messages": TURNS}),
        lambda: json.dumps({"messages": TURNS}, indent=2),
    ],
)
def test_one_conversation_is_one_row(tmp_path: Path, write: Callable[[], str]) -> None:
    rows, _ = _read(tmp_path, write())
    assert rows == [{"messages": TURNS}]


def test_a_conversation_a_line(tmp_path: Path) -> None:
    rows, _ = _read(tmp_path, "\n".join(json.dumps(TURNS) for _ in range(3)))
    assert rows == [{"messages": TURNS}] * 3


def test_texts_become_rows(tmp_path: Path) -> None:
    assert _read(tmp_path, '["a", "b"]')[0] == [{"text": "a"}, {"text": "b"}]
    assert _read(tmp_path, '"a"\n"b"')[0] == [{"text": "a"}, {"text": "b"}]


def test_arrays_after_one_another(tmp_path: Path) -> None:
    rows, _ = _read(tmp_path, json.dumps(ROWS, indent=1) + "\n" + json.dumps(ROWS) + LINES[0])
    assert rows == [*ROWS, *ROWS, ROWS[0]]


def test_a_split_for_measuring_is_left_out_and_told(tmp_path: Path) -> None:
    rows, report = _read(tmp_path, json.dumps({"train": ROWS[:2], "validation": ROWS[2:]}))
    assert rows == ROWS[:2]
    assert "data.reading.split-left" in [note.id for note in report.notes]


def test_bytes_of_another_encoding_are_read_and_told(tmp_path: Path) -> None:
    foreign = '{"a": "Straße, „naïve“"}'.encode("cp1252")
    rows, report = _read(tmp_path, "\n".join(PLAIN).encode() + b"\n" + foreign)
    assert rows[-1] == {"a": "Straße, „naïve“"}
    assert report.repairs["data.reading.not-utf8"].examples[0].where.endswith(":6")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Das Mädchen hörte über die Straße: ça va, garçon? Señor mañana"),
        ("cp1251", "Съешь же ещё этих мягких французских булок, да выпей чаю."),
        ("gb18030", "你好世界,今天天气很好。我们去公园吧。如何训练语言模型?"),
        ("cp932", "こんにちは世界。今日は天気がいいですね。モデルを訓練する方法は?"),
    ],
)
def test_national_encodings_are_recognised(tmp_path: Path, encoding: str, text: str) -> None:
    line = json.dumps({"text": text}, ensure_ascii=False)
    rows, report = _read(tmp_path, "\n".join([line] * 3).encode(encoding))
    assert rows == [{"text": text}] * 3
    assert [note.id for note in report.notes] == ["data.reading.encoding"]


def test_a_torn_archive_gives_what_is_before_the_tear(tmp_path: Path) -> None:
    noise = [{"instruction": str(n * 7919 % 10007), "output": str(n)} for n in range(3000)]
    packed = gzip.compress("\n".join(map(json.dumps, noise)).encode())
    rows, report = _read(tmp_path, packed[: len(packed) // 2], "f.jsonl.gz")
    assert 1000 < len(rows) < 2900
    assert rows == noise[: len(rows)]
    assert [note.id for note in report.notes] == ["data.reading.archive-torn"]


def test_a_large_value_around_the_rows_is_read_row_by_row(tmp_path: Path) -> None:
    many = [{"instruction": f"q{n}", "output": "x" * 200} for n in range(8000)]
    rows, report = _read(tmp_path, json.dumps({"data": many}))
    assert rows == many
    assert [note.id for note in report.notes] == ["data.reading.rows-under-large"]


@pytest.mark.parametrize("content", ["", " \n\n", "[]", "{}" * 0, "\0\0\0"])
def test_nothing_is_no_row(tmp_path: Path, content: str) -> None:
    assert _read(tmp_path, content)[0] == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<!DOCTYPE html><html></html>", "is-web-page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0", "is-pointer"),
        (b"PK\x03\x04rest", "is-archive"),
        (b"\x89PNG\r\n", "not-text"),
    ],
)
def test_files_that_are_something_else_are_refused(
    tmp_path: Path, content: bytes, said: str
) -> None:
    with pytest.raises(DataError) as caught:
        _read(tmp_path, content)
    assert caught.value.what.id == f"data.reading.{said}"
    assert caught.value.fix


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        list(read_rows(tmp_path / "absent.jsonl", Report()))
    assert caught.value.what.id == "common.not-found"


@pytest.mark.parametrize("value", ["[" * 3000 + "]" * 3000, '{"a":' * 1000 + "1" + "}" * 1000])
@pytest.mark.parametrize("form", ["{0}", "[{0}]", "{1}\n{0}\n{1}", "[{1},\n{0},\n{1}]"])
def test_what_is_nested_without_end_is_told_as_such(tmp_path: Path, form: str, value: str) -> None:
    plain = '{"question": "q", "answer": "a"}'
    deep = f'{{"question": "q", "answer": {value}}}'
    rows, report = _read(tmp_path, form.replace("{0}", deep).replace("{1}", plain))
    assert len(rows) == form.count("{1}")
    assert [(tally.message.id, tally.count) for tally in report.unreadable.values()] == [
        ("data.reading.too-deep", 1)
    ]


def test_what_is_deep_but_can_be_walked_through_is_a_row(tmp_path: Path) -> None:
    deep = '{"a": ' + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1) + "}"
    rows, report = _read(tmp_path, f"{deep}\n{deep}")
    assert (len(rows), report.unreadable_rows) == (2, 0)
    deeper = deep.replace("[]", "[[]]")
    assert _read(tmp_path, f"{deeper}\n{deeper}")[1].unreadable_rows == 2
