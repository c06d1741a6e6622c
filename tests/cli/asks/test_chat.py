"""Chatting through the real worker: its process, the one with the models, and how they end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from deeptuner.cli.chatting import process
from deeptuner.runs.folder import RunFolder
from tests.cli.asks.conftest import Ask
from tests.cli.test_worker import COMMAND, Client
from tests.support.chats import asked


@pytest.fixture
def run(chat_run: RunFolder) -> RunFolder:
    return chat_run


@pytest.fixture
def client() -> Iterator[Client]:
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(COMMAND, env=environment, **pipes) as worker:
        yield Client(worker)
        if worker.poll() is None:
            worker.kill()


def told(client: Client, number: int, key: str) -> dict[str, Any]:
    """The next progress of a request that tells of `key`."""
    assert client.process.stdout is not None
    while True:
        line: dict[str, Any] = json.loads(client.process.stdout.readline())
        assert (line["id"], line["kind"]) == (number, "progress"), line
        if key in line:
            return line


def children(client: Client) -> list[psutil.Process]:
    return psutil.Process(client.process.pid).children(recursive=True)


def gone(process: psutil.Process) -> bool:
    try:
        process.wait(30)
    except psutil.TimeoutExpired:
        return False
    return True


def test_a_chat_from_its_first_question_to_the_end_of_the_worker(
    client: Client, run: RunFolder
) -> None:
    client.send({"id": 1, "ask": "chat", "params": asked(run.path)})
    assert told(client, 1, "loading")["loading"] == {"done": 0, "total": 0}
    client.send({"id": 2, "ask": "about", "params": {}})
    assert client.answer(2)["kind"] == "result", "other asks do not wait for the model"
    result = client.answer(1)["result"]
    texts = {side: one["text"] for side, one in result["sides"].items()}
    assert texts["base"] != texts["tuned"]
    pieces = [line for line in client.lines if "side" in line]
    assert "".join(one["text"] for one in pieces if one["side"] == "tuned") == texts["tuned"]

    (child,) = children(client)
    client.lines.clear()
    long = asked(run.path, sampling={"temperature": 1.0, "max_new_tokens": 450})
    client.send({"id": 3, "ask": "chat", "params": long})
    first = told(client, 3, "side")
    client.send({"id": 3, "cancel": True})
    assert client.answer(3)["error"]["kind"] == "Interrupted"
    assert first["side"] == "base", "and the model was loaded already"
    client.send({"id": 4, "ask": "chat", "params": asked(run.path)})
    assert client.answer(4)["result"]["sides"]["tuned"]["text"] == texts["tuned"]
    assert children(client) == [child]

    child.kill()
    assert gone(child)
    client.send({"id": 5, "ask": "chat-close", "params": {}})
    assert client.answer(5)["result"] == {"closed": False}
    client.send({"id": 6, "ask": "chat", "params": asked(run.path)})
    told(client, 6, "loading")
    (child,) = children(client)
    child.kill()
    error = client.answer(6)["error"]
    assert error["what"]["id"] == "engine.chat.killed"

    client.send({"id": 7, "ask": "chat", "params": asked(run.path)})
    told(client, 7, "loading")
    (child,) = children(client)
    client.process.send_signal(signal.SIGKILL)
    assert gone(child), "the models do not outlive the worker"


def test_a_process_that_has_just_left_is_begun_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `--idle` may end it in the very moment of a question."""
    code = (
        "import sys; sys.stdin.readline()\n"
        "if {first}: sys.exit(0)\n"
        'print(\'{{"id": 2, "kind": "result", "result": {{"seed": 3}}}}\', flush=True)'
    )
    begun: list[int] = []

    def begin(words: list[str]) -> Any:
        begun.append(1)
        pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout"), subprocess.PIPE)
        said = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed by `forget`
        written = code.format(first=len(begun) == 1)
        return process._Child(subprocess.Popen([sys.executable, "-c", written], **pipes), said)

    monkeypatch.setattr(process, "_begin", begin)
    asker = process.ChatProcess()
    assert asker.ask({}, lambda _: None, threading.Event()) == {"seed": 3}
    assert len(begun) == 2
    asker.close()
    assert asker._child is not None
    asker._child.forget()


def test_an_unused_process_ends_by_itself() -> None:
    command = [sys.executable, "-P", "-m", "deeptuner.engine.chat", "--idle", "0.2"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as unused:
        assert unused.wait(30) == 0


def test_what_there_is_to_say_before(ask: Ask, run: RunFolder, tiny_model: Path) -> None:
    found = ask("chat_info", run=str(run.path), checkpoint=2)
    assert found["template"].startswith("{%- for message in messages")
    assert found["template_source"].startswith(found["template"])
    assert (found["base"], found["step"], found["bits"]) == (tiny_model.name, 2, 16)
    assert found["sides"] == ["base", "tuned"]
    assert found["has_system"]
    assert found["context"] == 512
    assert ask("chat_info", run=str(tiny_model))["sides"] == ["tuned"]


def test_saying_what_there_is_loads_no_torch(run: RunFolder) -> None:
    code = (
        "import sys; from deeptuner.cli.asks.asking import Asking; "
        "from deeptuner.cli.asks.chat_info import answer; "
        f"answer({{'run': {str(run.path)!r}}}, Asking()); "
        "print(sorted({'torch', 'transformers', 'peft'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"
