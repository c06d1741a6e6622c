"""The worker as the window meets it: a process that answers JSON lines and ends with its input."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from deeptuner.cli import worker as module
from deeptuner.cli.asks.asking import Asking, Shelf
from deeptuner.cli.worker import Worker
from deeptuner.errors import EngineError, Interrupted
from tests.support.models import make_tokenizer

COMMAND = [sys.executable, "-P", "-m", "deeptuner.cli.main", "worker"]


class Client:
    """Speaks to a worker; answers by id, in whatever order they come."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.lines: list[dict[str, Any]] = []

    def send(self, *requests: object) -> None:
        assert self.process.stdin is not None
        for request in requests:
            line = request if isinstance(request, bytes) else json.dumps(request).encode() + b"\n"
            self.process.stdin.write(line)
        self.process.stdin.flush()

    def answer(self, number: object) -> dict[str, Any]:
        assert self.process.stdout is not None
        while True:
            for line in self.lines:
                if line["id"] == number and line["kind"] != "progress":
                    self.lines.remove(line)
                    return line
            self.lines.append(json.loads(self.process.stdout.readline()))


@pytest.fixture
def client() -> Iterator[Client]:
    process = subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        yield Client(process)
        if process.poll() is None:
            process.kill()


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"prompt": "a 👋", "completion": "b"}\n' * 3)
    return path


def test_it_answers_several_asks_and_ends_with_its_input(
    client: Client, tmp_path: Path, rows: Path
) -> None:
    model = tmp_path / "model"
    model.mkdir()
    make_tokenizer(model)
    client.send(
        {"id": 1, "ask": "datasets", "params": {"folder": str(tmp_path)}},
        {"id": 2, "ask": "row", "params": {"dataset": str(rows), "model": str(model), "index": 2}},
        {"id": "three", "ask": "row", "params": {"dataset": str(rows), "index": 0}},
    )
    assert client.answer(1)["result"] == {"datasets": []}
    row = client.answer(2)["result"]
    assert (row["index"], row["total"]) == (2, 3)
    assert "👋" in "".join(piece["text"] for piece in row["turns"][0]["pieces"])
    assert client.answer("three")["kind"] == "result"
    assert client.process.stdin is not None
    client.process.stdin.close()
    assert client.process.wait(30) == 0
    assert client.process.stderr is not None
    assert client.process.stderr.read() == b""


def test_what_is_no_request_is_told_and_the_next_is_answered(client: Client, rows: Path) -> None:
    client.send(
        b"{torn\n",
        b"\n",
        b'"text"\n',
        {"id": 1},
        {"id": 2, "ask": "nothing"},
        {"id": 3, "ask": "row", "params": []},
        {"id": 4, "ask": "row", "params": {"dataset": str(rows.with_name("gone.jsonl"))}},
        {"id": 5, "ask": "row", "params": {"dataset": str(rows), "index": "first"}},
        {"id": 6, "ask": "row", "params": {"dataset": str(rows)}},
    )
    told = [client.answer(number) for number in (None, None, 1, 2, 3, 4, 5, 6)]
    ids = [one["error"]["what"]["id"] for one in told[:-1]]
    assert ids[0] == "cli.worker.not-json"
    assert ids[1] == ids[2] == ids[4] == "cli.worker.no-request"
    assert ids[3] == "cli.worker.unknown"
    assert ids[5] == "common.not-found"
    assert ids[6] == "common.unexpected"
    assert "Traceback" not in json.dumps(told)
    assert told[-1]["kind"] == "result"


def test_it_ends_when_whoever_started_it_is_killed() -> None:
    code = (
        "import subprocess, sys, time; "
        f"p = subprocess.Popen({COMMAND!r}, stdin=subprocess.PIPE, stdout=subprocess.PIPE); "
        "p.stdin.write(b'{}\\n'); p.stdin.flush(); p.stdout.readline(); "
        "print(p.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    ended = threading.Event()
    for _ in range(600):
        if not _runs(pid):
            return
        ended.wait(0.05)
    pytest.fail("the worker outlived its parent")


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_it_starts_without_anything_heavy() -> None:
    code = (
        "import sys; from deeptuner.cli.commands import worker; import deeptuner.cli.worker, "
        "deeptuner.cli.asks.asking, deeptuner.cli.asks.converted; "
        "print(sorted({'torch', 'numpy', 'tokenizers', 'pyarrow', 'transformers', 'pydantic'} "
        "& set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


class Standing:
    """A worker in this process, whose asks are functions of the test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **asks: Any) -> None:
        lanes = {name.split("_")[0]: name.rpartition("_")[2] for name in asks}
        monkeypatch.setattr(module, "ASKS", lanes)
        found = {f"deeptuner.cli.asks.{name.split('_')[0]}": one for name, one in asks.items()}
        monkeypatch.setattr(module, "import_module", lambda name: _Module(found[name]))
        self.answers = io.BytesIO()
        self.worker = Worker(io.BytesIO(), self.answers)

    def take(self, **request: Any) -> None:
        self.worker._take(json.dumps(request).encode())

    def finish(self) -> list[dict[str, Any]]:
        for lane in self.worker._lanes.values():
            lane.shutdown(wait=True)
        return [json.loads(line) for line in self.answers.getvalue().splitlines()]


class _Module:
    def __init__(self, answer: Any) -> None:
        self.answer = answer


def test_cancelling_ends_an_ask_and_one_that_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    began = threading.Event()

    def slow(params: Mapping[str, Any], asking: Asking) -> dict[str, Any]:
        began.set()
        while True:
            asking.cancelled.wait(0.01)
            asking.check()

    standing = Standing(monkeypatch, slow_engine=slow)
    standing.take(id=1, ask="slow")
    standing.take(id=2, ask="slow")
    assert began.wait(10)
    standing.take(id=2, cancel=True)
    standing.take(id=1, cancel=True)
    standing.take(id=9, cancel=True)
    told = standing.finish()
    assert sorted((one["id"], one["error"]["kind"]) for one in told) == [
        (1, "Interrupted"),
        (2, "Interrupted"),
    ]


def test_a_quick_ask_does_not_wait_for_a_heavy_one(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_done = threading.Event()

    def heavy(params: Mapping[str, Any], asking: Asking) -> dict[str, Any]:
        assert quick_done.wait(10)
        asking.progress(1, 2)
        return {"heavy": True}

    def quick(params: Mapping[str, Any], asking: Asking) -> dict[str, Any]:
        quick_done.set()
        return {"name": "\ud83d"}  # half a character must not break the line

    standing = Standing(monkeypatch, heavy_engine=heavy, quick_quick=quick)
    standing.take(id=1, ask="heavy")
    standing.take(id=2, ask="quick")
    told = standing.finish()
    assert [(one["id"], one["kind"]) for one in told] == [
        (2, "result"),
        (1, "progress"),
        (1, "result"),
    ]
    assert told[1]["total"] == 2


def test_what_is_asked_in_the_background_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted_done = threading.Event()

    def read(params: Mapping[str, Any], asking: Asking) -> dict[str, Any]:
        if params.get("background"):
            assert wanted_done.wait(10)
        else:
            wanted_done.set()
        return {}

    standing = Standing(monkeypatch, read_reading=read)
    for number in (1, 2):
        standing.take(id=number, ask="read", params={"background": True})
    standing.take(id=3, ask="read")
    assert [one["id"] for one in standing.finish()] == [3, 1, 2]


def test_an_id_in_use_is_refused_and_free_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    def slow(params: Mapping[str, Any], asking: Asking) -> dict[str, Any]:
        assert go_on.wait(10)
        return {}

    standing = Standing(monkeypatch, slow_engine=slow)
    standing.take(id=1, ask="slow")
    standing.take(id=1, ask="slow")
    go_on.set()
    told = standing.finish()
    assert [one["kind"] for one in told] == ["error", "result"]
    assert told[0]["error"]["what"]["id"] == "cli.worker.taken"


def test_a_shelf_makes_once_keeps_some_and_not_what_failed() -> None:
    shelf, made = Shelf(room=2), []

    def make(name: str) -> str:
        made.append(name)
        if name == "bad":
            raise Interrupted(module.message("cli.worker.cancelled"))
        return name

    for name in ("a", "b", "a", "c", "a", "b"):
        assert shelf.get(name, lambda name=name: make(name)) == name
    assert made == ["a", "b", "c", "b"]
    for _ in range(2):
        with pytest.raises(Interrupted):
            shelf.get("bad", lambda: make("bad"))
    assert made.count("bad") == 2


def test_two_that_need_the_same_at_once_make_it_once() -> None:
    shelf, made, both = Shelf(), [], threading.Barrier(2)

    def need() -> None:
        both.wait(10)
        shelf.get("key", lambda: made.append(1))

    threads = [threading.Thread(target=need) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]


def test_a_child_ends_with_its_ask_and_its_failure_is_told() -> None:
    asking = Asking()
    assert asking.run([sys.executable, "-c", "print('x')"]) == b"x\n"
    with pytest.raises(EngineError, match="no GPU today"):
        asking.run([sys.executable, "-c", "import sys; sys.exit('no GPU today')"])
    threading.Timer(0.3, asking.cancelled.set).start()
    with pytest.raises(Interrupted):
        asking.run([sys.executable, "-c", "import time; time.sleep(60)"])
