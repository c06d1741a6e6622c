"""`deeptuner chat`: a conversation, and a file of prompts as a table."""

from __future__ import annotations

import errno
import io
import json
import re
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from deeptuner.cli.chatting.process import ChatProcess
from deeptuner.cli.main import main
from deeptuner.engine.chat.asked import read_asked
from deeptuner.engine.chat.session import Session
from deeptuner.errors import EngineError, InputError
from deeptuner.runs.folder import RunFolder
from deeptuner.words import message

Cli = Callable[..., tuple[int, list[dict[str, Any]]]]


@pytest.fixture
def run(chat_run: RunFolder) -> RunFolder:
    return chat_run


@pytest.fixture(scope="module")
def session() -> Session:
    return Session()


@pytest.fixture
def here(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """The models are in this process, which has torch already."""

    def ask(
        _: ChatProcess, params: Mapping[str, Any], tell: Any, stop: threading.Event
    ) -> dict[str, Any]:
        return session.answer(read_asked(json.loads(json.dumps(params))), tell, stop)

    monkeypatch.setattr(ChatProcess, "ask", ask)


@pytest.mark.usefixtures("here")
def test_a_conversation_is_stopped_and_goes_on(
    run: RunFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    closed: list[ChatProcess] = []
    usual = ChatProcess.ask

    def ask(process: ChatProcess, params: Mapping[str, Any], tell: Any, stop: Any) -> Any:
        def heard(told: Mapping[str, Any]) -> None:
            tell(told)
            if "side" in told and params["messages"]["base"][0]["content"] == "A first question":
                signal.raise_signal(signal.SIGINT)

        return usual(process, params, heard, stop)

    monkeypatch.setattr(ChatProcess, "ask", ask)
    monkeypatch.setattr(ChatProcess, "close", lambda process: closed.append(process))
    more = "/clear\n/temperature 0\n/max_new_tokens 4\n/nonsense\n/system Be kind\nAnd?\n/show\n"
    typed = f"A first question\n{more}/exit\nnever\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    flags = ["--temperature", "1", "--max-new-tokens", "450", "--seed", "1"]
    assert main(["chat", str(run.path), *flags]) == 0
    said, told = capsys.readouterr()
    assert "The answer of base was stopped." in told
    assert "There is no command /nonsense." in told
    assert "temperature 0.0" in told
    assert "system\nBe kind<|im_end|><|im_start|>user\nAnd?" in told
    assert "A first question" not in told, "the conversation began anew"
    last = said.split("you> And?\n")[1].splitlines()
    assert last[0].startswith("base> ")
    assert any(line.startswith("tuned> ") for line in last)
    assert "never" not in said
    assert len(closed) == 1


def test_numbers_are_read_and_refused_as_typed(
    run: RunFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = 2**53 + 1  # not one that a float can hold
    wrong = "/max_new_tokens 0\n/top_k -1\n/top_k 1.5\n/seed 99999999999999999999\n/top_p 0\n"
    words = f"/temperature abc\n/temperature 1e999\n/top_p\n/seed {seed}\n/top_k 1e2\n/show\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(wrong + words))
    assert main(["chat", str(run.path)]) == 0
    told = capsys.readouterr().err
    assert "max_new_tokens cannot be 0; what goes is 1 – 1000000." in told
    assert "top_k cannot be -1; what goes is 0 – 1000000." in told
    assert "top_k cannot be 1.5;" in told
    assert "seed cannot be 99999999999999999999;" in told
    assert "top_p cannot be 0; what goes is above 0, up to 1." in told
    assert "temperature cannot be abc; what goes is 0 – 10." in told
    assert "temperature cannot be 1e999;" in told
    assert "Write a number after /top_p." in told
    (shown,) = (line for line in told.splitlines() if line.startswith("Sampling: "))
    assert f"seed {seed}," in shown
    assert "top_k 100," in shown


@pytest.mark.usefixtures("here")
def test_prompts_become_a_table(run: RunFolder, cli: Cli, tmp_path: Path) -> None:
    prompts = tmp_path / "prompts.jsonl"
    rows = [{"prompt": "one", "completion": "1"}, {"prompt": "word " * 600, "completion": "2"}]
    prompts.write_text("".join(json.dumps(row) + "\n" for row in rows))
    output = tmp_path / "table.jsonl"
    flags = ["--prompts", prompts, "--max-new-tokens", 48, "--temperature", 0.9]
    code, lines = cli("chat", run.path, *flags, "--output", output)
    result = lines[-1]
    assert (code, result["rows"], result["failed"]) == (0, 2, 1)
    assert result["exact"] == {"of": 2, "base": 0, "tuned": 0}
    first, second = (json.loads(line) for line in output.read_text().splitlines())
    assert first["base"]["text"] != first["tuned"]["text"]
    assert "600" not in second["error"]
    assert "512" in second["error"]
    progress = [line for line in lines if line.get("phase") == "asking"]
    assert [(line["done"], line["total"]) for line in progress] == [(0, 2), (1, 2), (2, 2)]

    again = [*flags, "--seed", result["sampling"]["seed"], "--limit", 1]
    _, lines = cli("chat", run.path, *again, "--tuned-only")
    assert lines[-1]["answers"][0]["tuned"]["text"] == first["tuned"]["text"]
    assert "base" not in lines[-1]["answers"][0]

    code, lines = cli("chat", run.path, *flags, "--output", output)
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, "cli.chat.exists")


def ends_at_b(monkeypatch: pytest.MonkeyPatch, ending: BaseException) -> None:
    """Asking goes well until the prompt `b`."""
    usual = ChatProcess.ask

    def ask(*given: Any) -> Any:
        if given[1]["messages"]["base"][-1]["content"] == "b":
            raise ending
        return usual(*given)

    monkeypatch.setattr(ChatProcess, "ask", ask)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("ending", "exit_code"),
    [(KeyboardInterrupt(), 130), (EngineError(message("engine.chat.killed", code=-9, last="")), 1)],
)
def test_what_was_answered_before_an_early_end_is_kept(
    run: RunFolder,
    cli: Cli,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ending: BaseException,
    exit_code: int,
) -> None:
    prompts, output = tmp_path / "p.txt", tmp_path / "t.jsonl"
    prompts.write_text("a\nb\nc\n")
    ends_at_b(monkeypatch, ending)
    flags = ["--prompts", prompts, "--output", output, "--max-new-tokens", 2]
    code, lines = cli("chat", run.path, *flags)
    assert code == exit_code
    assert [json.loads(row)["prompt"] for row in output.read_text().splitlines()] == ["a"]
    told = " ".join(line["text"] for line in lines if line["kind"] == "message")
    assert f"1 of 3 prompts were answered. Their answers are in {output}" in told


@pytest.mark.usefixtures("here")
def test_a_table_that_was_to_be_replaced_outlives_an_early_end(
    run: RunFolder, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary, output = tmp_path / "temporary", tmp_path / "t.jsonl"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    (tmp_path / "p.txt").write_text("a\nb\n")
    output.write_text("of yesterday")
    ends_at_b(monkeypatch, KeyboardInterrupt())
    flags = ["--prompts", tmp_path / "p.txt", "--output", output, "--max-new-tokens", 2]
    code, lines = cli("chat", run.path, *flags, "--overwrite")
    assert (code, output.read_text()) == (130, "of yesterday")
    (kept,) = temporary.rglob("*.jsonl")
    assert json.loads(kept.read_text())["prompt"] == "a"
    assert any(str(kept) in line.get("text", "") for line in lines)


@pytest.mark.usefixtures("here")
def test_answers_that_were_for_no_table_are_printed_at_an_early_end(
    run: RunFolder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "p.txt").write_text("a\nb\n")
    ends_at_b(monkeypatch, KeyboardInterrupt())
    words = ["chat", str(run.path), "--prompts", str(tmp_path / "p.txt"), "--max-new-tokens", "2"]
    assert main(words) == 130
    said, told = capsys.readouterr()
    assert "you> a\n" in said
    assert "1 of 2 prompts were answered." in told


@pytest.mark.usefixtures("here")
def test_one_prompt_of_which_nothing_comes_is_named(
    run: RunFolder, cli: Cli, tmp_path: Path
) -> None:
    (tmp_path / "p.txt").write_text("word " * 600)
    code, lines = cli("chat", run.path, "--prompts", tmp_path / "p.txt")
    error = lines[-1]["error"]
    assert code == 2
    assert re.match(r"Prompt 1: The question takes \d+ tokens, ", error["text"])
    assert "what to do: Ask something shorter." in error["text"]


@pytest.mark.usefixtures("here")
def test_when_no_prompt_can_be_asked_the_first_is_named(
    run: RunFolder, cli: Cli, tmp_path: Path
) -> None:
    (tmp_path / "p.txt").write_text("word " * 600 + "\n" + "more " * 700)
    code, lines = cli("chat", run.path, "--prompts", tmp_path / "p.txt")
    assert code == 2
    assert lines[-1]["error"]["text"].startswith("Prompt 1: The question takes ")


def test_what_no_prompt_is_to_blame_for_names_none(
    run: RunFolder, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(*_: Any) -> Any:
        raise InputError(message("engine.chat.no-device", asked="GPU9", have="cpu"))

    monkeypatch.setattr(ChatProcess, "ask", ask)
    (tmp_path / "p.txt").write_text("a")
    code, lines = cli("chat", run.path, "--prompts", tmp_path / "p.txt")
    assert (code, lines[-1]["error"]["what"]["id"]) == (2, "engine.chat.no-device")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("good", [1, 2])
def test_one_is_told_as_one(
    run: RunFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str], good: int
) -> None:
    (tmp_path / "p.txt").write_text("a\n" * good + "word " * 600 + "\n" + "word " * 600)
    words = ["chat", str(run.path), "--prompts", str(tmp_path / "p.txt"), "--max-new-tokens", "2"]
    assert main([*words, "--limit", str(good)]) == 0
    said = capsys.readouterr().out
    assert f"\n{'1 prompt asked.' if good == 1 else '2 prompts asked.'}" in said
    assert main([*words, "--limit", str(good + 1)]) == 0
    assert "  1 prompt could not be asked; the table says why." in capsys.readouterr().out
    assert main(words) == 0
    assert "  2 prompts could not be asked; the table says why." in capsys.readouterr().out


@pytest.mark.parametrize("name", ["/proc/x.csv", "x" * 300 + ".csv"])
def test_a_place_that_takes_no_file_is_told_before_the_first_question(
    run: RunFolder, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(ChatProcess, "ask", lambda *given: asked.append(given))
    (tmp_path / "p.txt").write_text("a")
    output = tmp_path / name  # an absolute name stays what it is
    code, lines = cli("chat", run.path, "--prompts", tmp_path / "p.txt", "--output", output)
    assert code in (1, 2)
    assert lines[-1]["kind"] == "error"
    assert lines[-1]["error"]["what"]["id"] != "common.unexpected"
    assert not asked


@pytest.mark.usefixtures("here")
def test_answers_outlive_the_place_that_they_were_for(
    run: RunFolder, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk has become full while the models answered."""
    temporary, output = tmp_path / "temporary", tmp_path / "t.jsonl"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    full(monkeypatch, output)
    (tmp_path / "p.txt").write_text("a\n")
    flags = ["--prompts", tmp_path / "p.txt", "--output", output, "--max-new-tokens", 2]
    code, lines = cli("chat", run.path, *flags)
    error = lines[-1]["error"]
    assert (code, error["what"]["id"], error["where"]) == (1, "common.disk-full", str(output))
    kept = Path(error["fix"]["params"]["path"])
    assert kept.is_relative_to(temporary)
    assert str(kept) in error["text"]
    assert json.loads(kept.read_text())["prompt"] == "a"
    assert not output.exists()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("as_json", [True, False])
def test_answers_that_no_disk_takes_are_printed(
    run: RunFolder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    as_json: bool,
) -> None:
    temporary, output = tmp_path / "temporary", tmp_path / "t.csv"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    full(monkeypatch, tmp_path)
    (tmp_path / "p.txt").write_text("a\n")
    words = ["chat", str(run.path), "--prompts", str(tmp_path / "p.txt"), "--output", str(output)]
    assert main([*words, "--max-new-tokens", "2", *(["--json"] if as_json else [])]) == 1
    said, told = capsys.readouterr()
    if as_json:
        *_, before, last = (json.loads(line) for line in said.splitlines())
        assert before["event"]["answers"][0]["prompt"] == "a"
        assert last["error"]["what"]["id"] == "common.disk-full"
    else:
        assert said.startswith("you> a\nbase> ")
        assert "There is no room left on the disk" in told
    assert list(temporary.iterdir()) == []


def full(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    """From now on nothing is written to `place` or below: its disk is full."""
    usual = Path.replace

    def replace(part: Path, target: Path) -> Path:
        if Path(target).is_relative_to(place):
            raise OSError(errno.ENOSPC, "No space left on device")
        return usual(part, target)

    monkeypatch.setattr(Path, "replace", replace)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--output", "x.csv"], "cli.chat.of-prompts"),
        (["--base", "other"], "engine.chat.base-of-run"),
        (["--checkpoint", "7"], "engine.merge.no-checkpoint"),
        (["--temperature", "-1"], "engine.chat.bad-number"),
        (["--prompts", "gone.txt"], "common.not-found"),
        (["--prompts", __file__, "--limit", "0"], "cli.chat.bad-limit"),
        (["--prompts", __file__, "--limit", "-3"], "cli.chat.bad-limit"),
        (["--limit", "0"], "cli.chat.of-prompts"),
    ],
)
def test_what_does_not_go_is_told_before_anything_is_loaded(
    run: RunFolder, cli: Cli, words: list[str], told: str
) -> None:
    code, lines = cli("chat", run.path, *words)
    assert code == 2
    assert lines[-1]["error"]["what"]["id"] == told
