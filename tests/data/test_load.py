"""A dataset from its path to rows: several files, sampling, and what makes it unusable."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from deeptuner.data import load
from deeptuner.data.load import load_files, load_rows, sample_rows
from deeptuner.data.report import Report
from deeptuner.data.row import Row
from deeptuner.errors import DataError
from deeptuner.words import catalogue, render

ALPACA = [{"instruction": f"q{n}", "input": "", "output": f"a{n}"} for n in range(20)]
CHAT = [
    {"messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": f"m{n}"}]}
    for n in range(5)
]


def _write(path: Path, rows: list[Any], *more: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*map(json.dumps, rows), *more]))
    return path


def _load(path: Path, **columns: str) -> tuple[list[Row], Report]:
    report = Report()
    _, rows = load_rows(path, "auto", columns, report)
    return list(rows), report


def _refusal(path: Path) -> DataError:
    with pytest.raises(DataError) as caught:
        _load(path)
    assert caught.value.fix
    assert caught.value.where
    assert "{" not in str(caught.value).replace("{prompt", "")
    return caught.value


def test_rows_come_in_order_with_their_source(tmp_path: Path) -> None:
    rows, report = _load(_write(tmp_path / "a.jsonl", ALPACA))
    assert [row.messages[-1].content for row in rows] == [f"a{n}" for n in range(20)]
    assert [row.source.line for row in rows] == list(range(1, 21))
    assert report.rows == 20


def test_what_is_left_out_is_counted_with_examples(tmp_path: Path) -> None:
    bad = [{"instruction": "q", "input": "", "output": ""}] * 3
    rows, report = _load(_write(tmp_path / "a.jsonl", ALPACA + bad, '{"torn'))
    assert len(rows) == 20
    assert (report.rows, report.rejected_rows, report.unreadable_rows) == (23, 3, 1)
    example = report.rejected["data.formats.empty-answer"].examples[0]
    assert example.where.endswith(":21")
    assert example.excerpt.startswith("instruction: q")


def test_a_folder_is_read_file_by_file_each_in_its_own_format(tmp_path: Path) -> None:
    _write(tmp_path / "d" / "a.jsonl", ALPACA)
    _write(tmp_path / "d" / "b.json", CHAT)
    _write(tmp_path / "d" / "test.jsonl", ALPACA)
    _write(tmp_path / "d" / "empty.jsonl", [])
    (tmp_path / "d" / "README.md").write_text("x")
    rows, report = _load(tmp_path / "d")
    assert len(rows) == 25
    assert {note.id for note in report.notes} == {
        "data.reading.folder-files",
        "data.reading.evaluation-file",
        "data.reading.skipped-file",
        "data.reading.empty-file",
        "data.formats.other-format",
    }
    assert all(render(note) for note in report.notes)


def test_files_of_a_split_can_be_read_by_name(tmp_path: Path) -> None:
    path = _write(tmp_path / "test.jsonl", CHAT)
    found, rows = load_files([path], "auto", {}, Report())
    assert (found.format, len(list(rows))) == ("messages", 5)


def test_a_mapping_is_used(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.jsonl", [{"x": "hello", "y": "world"}] * 3)
    rows, _ = _load(path, prompt="x", completion="y")
    assert [turn.content for turn in rows[0].messages] == ["hello", "world"]


def test_the_eleventh_unreadable_row_of_a_hundred_refuses_the_file(tmp_path: Path) -> None:
    good = ALPACA * 5
    rows, report = _load(_write(tmp_path / "a.jsonl", good[:90], *["{broken"] * 10))
    assert (len(rows), report.unreadable_rows) == (90, 10)
    error = _refusal(_write(tmp_path / "b.jsonl", good[:89], *["{broken"] * 11))
    assert error.what.id == "data.reading.mostly-unreadable"
    assert error.where == f"{tmp_path / 'b.jsonl'}:90"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no-rows"),
        ("\n\n", "no-rows"),
        ("[]", "no-rows"),
        ("this is no data at all\nnor is this", "mostly-unreadable"),
        ("{" * 400, "mostly-unreadable"),
    ],
)
def test_files_without_rows_are_refused(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "a.jsonl").write_text(content)
    assert _refusal(tmp_path / "a.jsonl").what.id == f"data.reading.{said}"


def test_a_dataset_without_any_answer_is_refused(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.jsonl", [{"instruction": "q", "output": ""}] * 4)
    error = _refusal(path)
    assert error.what.id == "data.formats.none-left"
    assert "an answer is empty" in render(error.what)
    assert error.where == f"{path}:1"


def test_an_unsure_format_is_refused_with_the_ways_to_read_it(tmp_path: Path) -> None:
    row = {"prompt": "q", "completion": "a", "question": "q", "answer": "a"}
    error = _refusal(_write(tmp_path / "a.jsonl", [row] * 3))
    assert error.what.id == "data.formats.unsure"
    assert "prompt-completion with prompt: prompt, completion: completion" in render(error.what)


def test_an_unknown_format_names_the_file(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.jsonl", [{"utterance": "q", "reply": "a"}])
    assert _refusal(path).where == str(path)


def test_a_missing_dataset_is_refused(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "absent").what.id == "common.not-found"


NAMES = ("text", "first", "second", "third")


def _shifting(count: int) -> list[dict[str, Any]]:
    """Rows whose columns change after a third, and again after two thirds."""
    return [{"text": "x" * 30, NAMES[1 + n * 3 // count]: n} for n in range(count)]


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet", "a.jsonl.gz", "array.json"])
@pytest.mark.parametrize("limit", [100_000, 300])
def test_a_sample_sees_start_middle_and_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, limit: int
) -> None:
    monkeypatch.setattr(load, "_READ", limit)
    rows, path = _shifting(3000), tmp_path / name
    text = "\n".join(map(json.dumps, rows))
    if name == "a.parquet":
        columns = {key: [row.get(key) for row in rows] for key in NAMES}
        pq.write_table(pa.table(columns), path, row_group_size=500)
    elif name == "a.jsonl.gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(json.dumps(rows) if name == "array.json" else text)
    found = sample_rows(path, 60)
    seen = {key for row in found for key, value in row.value.items() if value is not None} - {
        "text"
    }
    streamed_only = limit == 300 and name in ("a.jsonl.gz", "array.json")
    assert seen == ({"first"} if streamed_only else {"first", "second", "third"})
    assert len(found) <= 130


def test_a_format_that_only_shows_later_is_still_seen(tmp_path: Path) -> None:
    rows = [{"instruction": "q", "output": "a"}] * 900 + [
        {"instruction": "q", "output": "a", "input": f"i{n}"} for n in range(900)
    ]
    found, converted = load_rows(_write(tmp_path / "a.jsonl", rows), "auto", {}, Report())
    assert found.mapping["input"] == "input"
    assert list(converted)[-1].messages[0].content == "q\ni899"


def test_every_sentence_has_its_fix_where_one_is_promised() -> None:
    ids = [key for key in catalogue() if key.startswith(("data.reading.", "data.formats."))]
    assert all(key.removesuffix("-fix") in ids for key in ids if key.endswith("-fix"))


def test_of_very_long_rows_a_few_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "_LONG", 1000)
    long = [{"messages": [*CHAT[0]["messages"], {"role": "user", "content": "x" * 2000}]}] * 40
    path = _write(tmp_path / "a.jsonl", [*long, *CHAT])
    found = sample_rows(path, 60)
    assert [len(row.value["messages"]) for row in found] == [3] * 8 + [2] * 5
    assert len(sample_rows(_write(tmp_path / "b.jsonl", long * 10), 60)) == 8
    detection, rows = load_rows(path, "auto", {}, Report())
    assert detection.format == "messages"
    assert len(list(rows)) == 45
