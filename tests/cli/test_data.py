"""`deeptuner data inspect`: what a person sees of a dataset, and the same as JSON."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from deeptuner.cli.commands import data as command
from deeptuner.cli.main import main
from deeptuner.data import load
from deeptuner.data.inspect import Marked
from tests.support.models import make_tokenizer

ROWS = [{"question": f"What is {n}?", "answer": f"It is {n}."} for n in range(20)]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model") / "tiny"
    folder.mkdir()
    make_tokenizer(folder)
    return folder


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    lines = [json.dumps(row) for row in ROWS]
    path.write_text("\n".join([*lines, '{"question": "?", "answer": ""}', '{"torn']))
    return path


def _inspect(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main(["data", "inspect", *map(str, words)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_a_person_sees_format_counts_problems_and_a_row(
    capsys: pytest.CaptureFixture[str], rows: Path
) -> None:
    code, out, err = _inspect(capsys, rows)
    assert (code, err) == (0, "")
    assert "Format: question-answer" in out
    assert "Rows: 22, of which 20 can be trained on" in out
    assert "1 × an answer is empty" in out
    assert f"{rows}:21" in out
    assert f'{rows}:22  {{"torn' in out
    assert "assistant: It is 0." in out
    assert "{" not in out.replace('{"torn', "")


def test_with_a_model_what_is_learned_is_bracketed(
    capsys: pytest.CaptureFixture[str], rows: Path, model: Path
) -> None:
    code, out, _ = _inspect(capsys, rows, "--model", model)
    assert code == 0
    assert "<|im_start|>assistant⟦\nIt is 0.<|im_end|>⟧" in out
    assert "whole sample" in out


def test_json_is_one_result(capsys: pytest.CaptureFixture[str], rows: Path, model: Path) -> None:
    code, out, _ = _inspect(capsys, rows, "--model", model, "--json")
    (told,) = map(json.loads, out.splitlines())
    assert (code, told["kind"], told["kept"]) == (0, "result", 20)
    assert told["report"]["rejected"][0]["count"] == 1
    assert told["marked"][0]["trained_tokens"] > 0


def test_format_and_columns_can_be_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("utterance,reply,extra\nhello,world,x\nbye,moon,y\n")
    assert _inspect(capsys, path)[0] == 2
    code, out, _ = _inspect(capsys, path, "--columns", "prompt=utterance", "completion=reply")
    assert code == 0
    assert "prompt ← utterance" in out
    code, out, _ = _inspect(capsys, path, "--format", "text", "--columns", "text=extra")
    assert "Format: text" in out


def test_names_are_looked_up_in_the_experiment(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, model: Path
) -> None:
    main(["init", str(tmp_path / "experiment")])
    datasets = tmp_path / "experiment" / "datasets"
    (datasets / "mine.jsonl").write_text(json.dumps(ROWS[0]))
    (tmp_path / "experiment" / "models" / "tiny").symlink_to(model)
    capsys.readouterr()
    code, out, _ = _inspect(capsys, "mine", "--model", "tiny", "--folder", tmp_path / "experiment")
    assert code == 0
    assert "⟦\nIt is 0." in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["absent.jsonl"], "absent.jsonl does not exist"),
        (["empty.jsonl"], "no row in this dataset"),
        (["torn.parquet"], "torn"),
        (["rows.jsonl", "--columns", "prompt"], "field=column"),
        (["rows.jsonl", "--columns", "prompt=questoin"], "Did you mean `question`?"),
        (["rows.jsonl", "--model", "."], "tokenizer"),
        (["chosen.jsonl"], "better answer"),
    ],
)
def test_mistakes_end_in_words(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    rows: Path,
    words: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.jsonl").touch()
    (tmp_path / "torn.parquet").write_bytes(b"PAR1 torn")
    (tmp_path / "chosen.jsonl").write_text('{"prompt": "q", "chosen": "a", "rejected": "b"}')
    code, out, err = _inspect(capsys, *words)
    assert (code, out) == (2, "")
    assert said in err
    assert "what to do:" in err
    assert "Traceback" not in err


def test_a_refused_dataset_is_shown_and_ends_as_wrong_input(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join([*["{torn"] * 9, *map(json.dumps, ROWS)]))
    code, out, err = _inspect(capsys, path)
    assert code == 2
    assert "9 × this is not valid JSON" in out
    assert "9 of 29 rows cannot be read" in err


def test_large_datasets_show_progress(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, rows: Path
) -> None:
    monkeypatch.setattr(load, "_LARGE", 10)
    monkeypatch.setattr(command, "STEP", 10)
    _, out, _ = _inspect(capsys, rows, "--json")
    told: list[dict[str, Any]] = [json.loads(line) for line in out.splitlines()]
    done = [(one["done"], one["total"]) for one in told if one["kind"] == "progress"]
    assert done == [(10, 21), (20, 21)]


def test_marks_are_colours_in_a_terminal_and_text_cannot_command_it() -> None:
    sample = Marked("ask\x1b[2J answer", ((8, 14),), 3, 1)
    assert command.marked_text(sample, in_colour=True) == "ask·[2J \x1b[32manswer\x1b[0m"
    assert command.marked_text(sample, in_colour=False) == "ask·[2J ⟦answer⟧"


def test_a_pipe_ends_in_words_at_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")
    code, out, err = _inspect(capsys, tmp_path / "pipe.jsonl")
    assert (code, out) == (2, "")
    assert "a pipe, a socket or a device" in err


def test_plain_text_has_one_number_of_learned_tokens(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, model: Path
) -> None:
    path = tmp_path / "one.txt"
    path.write_text("The quick brown fox")
    _, out, _ = _inspect(capsys, path, "--model", model, "--json")
    told = json.loads(out)
    (sample,) = told["marked"]
    assert sample["trained_tokens"] == told["tokens"]["trained"]["total"] == sample["tokens"] - 1
    _, out, _ = _inspect(capsys, path, "--model", model)
    assert f"of which {sample['trained_tokens']} are learned" in out
    assert "\n⟦" not in out
