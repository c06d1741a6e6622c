"""What is said about a dataset: counts, lengths, problems, and what of a row is learned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deeptuner.data.inspect import Reader, inspect, open_reader
from deeptuner.errors import DataError
from tests.support.models import make_tokenizer

ROWS = [{"instruction": "q" * n, "output": "Grüße 👋 " * n} for n in range(1, 11)]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    folder = tmp_path_factory.mktemp("model")
    make_tokenizer(folder)
    return open_reader(folder)


def _write(tmp_path: Path, rows: list[object], *more: str) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join([*map(json.dumps, rows), *more]))
    return path


def test_counts_and_lengths(tmp_path: Path) -> None:
    bad = {"instruction": "q", "output": " "}
    seen = inspect(_write(tmp_path, [*ROWS, bad], "{torn"), "auto", {})
    assert (seen.kept, seen.report.rejected_rows, seen.report.unreadable_rows) == (10, 1, 1)
    prompt = seen.characters["prompt"]
    assert (prompt.shortest, prompt.median, prompt.longest, prompt.total) == (1, 6, 10, 55)
    assert seen.characters["turns"].total == 20
    assert seen.tokens == {}
    assert seen.marked == ()


def test_tokens_are_those_of_the_model_and_marks_show_what_is_learned(
    tmp_path: Path, reader: Reader
) -> None:
    seen = inspect(_write(tmp_path, list(ROWS)), "auto", {}, reader)
    (sample,) = seen.marked
    assert sample.text.startswith("<|im_start|>user\nq")
    assert [sample.text[a:b] for a, b in sample.trained] == ["\nGrüße 👋 <|im_end|>"]
    assert sample.tokens == len(reader.encoder.tokenizer.ids(sample.text))
    assert seen.tokens["sample"].shortest == sample.tokens
    assert seen.tokens["trained"].shortest == sample.trained_tokens > 0
    assert seen.tokens["sample"].total > seen.tokens["trained"].total


def test_plain_text_is_learned_whole(tmp_path: Path, reader: Reader) -> None:
    seen = inspect(_write(tmp_path, [{"text": "The quick fox"}]), "auto", {}, reader)
    (sample,) = seen.marked
    assert sample.trained == ((0, 13),)
    assert sample.tokens == sample.trained_tokens == seen.tokens["sample"].total


def test_a_refused_dataset_is_still_described(tmp_path: Path) -> None:
    seen = inspect(_write(tmp_path, list(ROWS), *["{torn"] * 9), "auto", {})
    assert seen.kept == 10
    assert isinstance(seen.error, DataError)
    assert seen.error.what.id == "data.reading.mostly-unreadable"


def test_json_form_carries_everything(tmp_path: Path, reader: Reader) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    _write(folder, list(ROWS))
    (folder / "test.jsonl").write_text("{}")
    told = json.loads(json.dumps(inspect(folder, "auto", {}, reader).to_json()))
    assert told["format"]["format"] == "alpaca"
    assert told["kept"] == 10
    assert told["files"][0]["size"] > 0
    assert told["evaluation_files"][0]["path"].endswith("test.jsonl")
    assert told["first"]["messages"][0] == {"role": "user", "content": "q"}
    assert told["marked"][0]["trained"]
    assert told["error"] is None
