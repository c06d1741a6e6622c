"""Tables of answers, read back by what reads such tables."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from deeptuner.cli.chatting.prompts import Prompt
from deeptuner.cli.chatting.table import Answered, check_output, summary, write_table
from deeptuner.errors import InputError
from deeptuner.ui.pages.merge_export.chat import prompt_set

HARD = 'a | b\n"c", 👋 <b>\\'
SIDES = ("base", "tuned")


def answered(question: str, base: str, tuned: str, expected: str = "") -> Answered:
    prompt = Prompt(({"role": "user", "content": question},), expected)
    return Answered(prompt, {"base": {"text": base}, "tuned": {"text": tuned}})


ROWS = (
    answered(HARD, "=1+1", HARD, "yes"),
    answered("q", "yes", " yes\n", "yes"),
    Answered(Prompt(({"role": "user", "content": "long"},)), error="Too long."),
)


def test_a_spreadsheet_reads_every_cell_and_computes_none(tmp_path: Path) -> None:
    write_table(tmp_path / "t.csv", ROWS, SIDES)
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        head, first, _, last = csv.reader(file)
    assert head == ["prompt", "base", "tuned", "expected", "error"]
    assert first == [HARD, "'=1+1", HARD, "yes", ""]
    assert last == ["long", "", "", "", "Too long."]


@pytest.mark.parametrize(
    "cell",
    ["=1", "+1", "-1", "@a", "\ta", "\ra", "\na", " =1", "\n=1", " \u00a0\t=1", "'=1", "''\n=1"],
)
def test_what_a_spreadsheet_would_compute_is_shielded_and_the_window_shows_it_as_it_was(
    tmp_path: Path, cell: str
) -> None:
    write_table(tmp_path / "t.csv", [answered("q", cell, "'tis")], SIDES)
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == ["q", f"'{cell}", "'tis"]
    assert prompt_set._read(tmp_path / "t.csv")[1] == ["q", cell, "'tis"]


@pytest.mark.parametrize("cell", ["", "'", "'a'", " '=1", "a=1", "1-1", "''", "'\u200b"])
def test_other_cells_are_written_and_shown_as_they_are(tmp_path: Path, cell: str) -> None:
    write_table(tmp_path / "t.csv", [answered("q", cell, "a")], SIDES)
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == ["q", cell, "a"]
    assert prompt_set._read(tmp_path / "t.csv")[1] == ["q", cell, "a"]


def test_markdown_keeps_a_line_for_each_row(tmp_path: Path) -> None:
    write_table(tmp_path / "t.md", ROWS, SIDES)
    lines = (tmp_path / "t.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2 + len(ROWS)
    assert {line.replace("\\|", "").count("|") for line in lines} == {6}
    assert 'a \\| b<br>"c", 👋 &lt;b>\\\\' in lines[2]


def test_json_lines_have_everything(tmp_path: Path) -> None:
    write_table(tmp_path / "t.jsonl", ROWS, SIDES)
    found = [json.loads(line) for line in (tmp_path / "t.jsonl").read_text().splitlines()]
    assert found[0]["prompt"] == found[0]["tuned"]["text"] == HARD
    assert found[2] == {"prompt": "long", "error": "Too long."}


def test_exact_answers_are_counted() -> None:
    assert summary(ROWS, SIDES) == {"of": 2, "base": 1, "tuned": 1}
    assert summary(ROWS[2:], SIDES) is None


def test_a_place_that_cannot_be_written_to_is_told_before(tmp_path: Path) -> None:
    (tmp_path / "t.csv").touch()
    for name in ("t.csv", "t.xlsx", "gone/t.csv"):
        with pytest.raises(InputError):
            check_output(tmp_path / name, overwrite=False)
    check_output(tmp_path / "t.csv", overwrite=True)
