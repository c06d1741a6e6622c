"""Prompts are found in text, in tables and in datasets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from deeptuner.cli.chatting.prompts import read_prompts
from deeptuner.errors import DataError
from deeptuner.words import render


def lines(path: Path, *values: Any) -> Path:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in values))
    return path


def test_a_text_has_a_prompt_a_line(tmp_path: Path) -> None:
    file = tmp_path / "p.txt"
    file.write_text("\ufeffone 👋\n\n  \ntwo\n", encoding="utf-8")
    assert [one.question for one in read_prompts(file)] == ["one 👋", "two"]
    file.write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(DataError, match="not UTF-8"):
        read_prompts(file)


@pytest.mark.parametrize("name", ["prompt", "Question", "anything"])
def test_a_column_with_a_usual_name_or_the_only_one(tmp_path: Path, name: str) -> None:
    file = lines(tmp_path / "p.jsonl", {name: "a"}, {name: "b"})
    assert [one.question for one in read_prompts(file)] == ["a", "b"]
    assert [one.question for one in read_prompts(file, limit=1)] == ["a"]


def test_a_named_column_of_a_csv(tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    file.write_text('id,ask\n1,"first, please"\n2,\n3,third\n')
    assert [one.question for one in read_prompts(file, "ask")] == ["first, please", "third"]
    with pytest.raises(DataError) as unknown:
        read_prompts(file)
    assert unknown.value.fix is not None
    assert unknown.value.fix.params["columns"] == "id, ask"


def test_a_column_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    file.write_text("prompt,n\nfirst,1\nsecond,2\n")
    with pytest.raises(DataError) as wrong:
        read_prompts(file, "zzz", limit=1)
    assert render(wrong.value.what) == "There is no column zzz; the columns are: prompt, n."
    assert wrong.value.where == str(file)
    rows = lines(tmp_path / "p.jsonl", {"id": 1}, {"id": 2, "late": "here"}, {"other": ""})
    assert [one.question for one in read_prompts(rows, "late")] == ["here"]
    with pytest.raises(DataError, match="the columns are: id, late, other"):
        read_prompts(rows, "zzz")
    with pytest.raises(DataError, match="no prompt"):  # it is there, and empty
        read_prompts(rows, "other")


def test_rows_of_a_dataset_are_asked_up_to_their_last_answer(tmp_path: Path) -> None:
    talk = [("system", "Sys"), ("user", "1"), ("assistant", "2"), ("user", "3"), ("assistant", "4")]
    row = {"messages": [{"role": role, "content": text} for role, text in talk]}
    (found,) = read_prompts(lines(tmp_path / "d.jsonl", row))
    assert [one["content"] for one in found.said] == ["Sys", "1", "2", "3"]
    assert (found.question, found.expected) == ("3", "4")
    pair = {"instruction": "Add.", "input": "1 2", "output": "3"}
    (found,) = read_prompts(lines(tmp_path / "a.json", pair))
    assert found.expected == "3"
    assert "1 2" in found.question


def test_no_prompts_are_told(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("\n")
    with pytest.raises(DataError, match="no prompt"):
        read_prompts(tmp_path / "empty.txt")
    with pytest.raises(DataError):
        read_prompts(tmp_path / "gone.txt")
