"""The worker's client, against a small worker that speaks the same lines, and the real one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import psutil
import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deeptuner.runs.experiment import Experiment
from deeptuner.ui.services.worker import Worker
from deeptuner.ui.translation import Told

SMALL_WORKER = """
import json, os, sys
waiting = {}
def say(number, kind, **more):
    print(json.dumps({"id": number, "kind": kind, **more}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    number, params = request["id"], request.get("params", {})
    if request.get("cancel"):
        waiting.pop(number, None)
        sys.stderr.write(f"cancelled {number}\\n")
    elif request["ask"] == "echo":
        say(number, "result", result=params)
    elif request["ask"] == "wait":
        waiting[number] = params
        say(number, "progress", done=1, total=2)
    elif request["ask"] == "release":
        for other, kept in waiting.items():
            say(other, "result", result=kept)
        waiting.clear()
        say(number, "result", result={"pid": os.getpid()})
    elif request["ask"] == "wrong":
        error = {"kind": "InputError", "what": {"id": "runs.no-model-name"}, "where": None,
                 "fix": None}
        say(number, "error", error=error)
    elif request["ask"] == "noise":
        print("a library says hello")
        print('{"id": 999, "kind": "result", "result": {}}')
        print('{"kind": "result"}', flush=True)
        say(number, "result", result={"bytes": "x" * params["size"]})
    elif request["ask"] == "die":
        sys.stderr.write("out of luck\\n")
        sys.stderr.flush()
        os._exit(9)
"""


class Heard:
    """What the callbacks of requests got."""

    def __init__(self) -> None:
        self.results: list[dict[str, Any]] = []
        self.errors: list[Told] = []
        self.progress: list[dict[str, Any]] = []

    def callbacks(self) -> dict[str, Callable[[Any], None]]:
        return {
            "done": self.results.append,
            "failed": self.errors.append,
            "progressed": self.progress.append,
        }


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def worker(qapp: QApplication) -> Iterator[Worker]:
    made = Worker([sys.executable, "-uc", SMALL_WORKER])
    yield made
    made.stop()


def test_an_answer_comes_to_who_asked(worker: Worker, heard: Heard, qtbot: QtBot) -> None:
    other = Heard()
    worker.ask("echo", {"row": 7}, **heard.callbacks())
    worker.ask("echo", {"row": 8}, **other.callbacks())
    qtbot.waitUntil(lambda: bool(heard.results and other.results), timeout=20_000)
    assert (heard.results, other.results) == ([{"row": 7}], [{"row": 8}])
    assert heard.errors == []


def test_an_error_is_told(worker: Worker, heard: Heard, qtbot: QtBot) -> None:
    worker.ask("wrong", {}, **heard.callbacks())
    qtbot.waitUntil(lambda: bool(heard.errors), timeout=20_000)
    assert heard.errors[0].what == "No model is chosen."


def test_noise_and_huge_answers_do_no_harm(worker: Worker, heard: Heard, qtbot: QtBot) -> None:
    worker.ask("noise", {"size": 3_000_000}, **heard.callbacks())
    qtbot.waitUntil(lambda: bool(heard.results), timeout=20_000)
    assert len(heard.results[0]["bytes"]) == 3_000_000


def test_after_cancelling_nothing_is_heard(worker: Worker, heard: Heard, qtbot: QtBot) -> None:
    asked = worker.ask("wait", {"row": 1}, **heard.callbacks())
    qtbot.waitUntil(lambda: bool(heard.progress), timeout=20_000)
    asked.cancel()
    assert not asked.open
    released = Heard()
    worker.ask("release", {}, **released.callbacks())
    qtbot.waitUntil(lambda: bool(released.results), timeout=20_000)
    assert heard.results == heard.errors == []


def test_the_newest_of_a_kind_replaces_the_older(
    worker: Worker, heard: Heard, qtbot: QtBot
) -> None:
    for row in range(5):
        worker.ask("wait", {"row": row}, **heard.callbacks(), latest="preview")
    worker.ask("wait", {"row": "other"}, **heard.callbacks(), latest="another")
    worker.ask("release", {}, lambda _: None)
    qtbot.waitUntil(lambda: len(heard.results) == 2, timeout=20_000)
    qtbot.wait(100)
    assert heard.results == [{"row": 4}, {"row": "other"}]


def test_what_a_closed_page_asked_for_is_dropped(
    worker: Worker, heard: Heard, qtbot: QtBot
) -> None:
    owner = QObject()
    asked = worker.ask("wait", {}, **heard.callbacks(), owner=owner)
    qtbot.waitUntil(lambda: bool(heard.progress), timeout=20_000)
    owner.deleteLater()
    qtbot.waitUntil(lambda: not asked.open)
    released = Heard()
    worker.ask("release", {}, **released.callbacks())
    qtbot.waitUntil(lambda: bool(released.results), timeout=20_000)
    assert heard.results == []


def test_when_it_dies_what_was_asked_fails_and_the_next_starts_another(
    worker: Worker, heard: Heard, qtbot: QtBot
) -> None:
    worker.ask("wait", {}, **heard.callbacks())
    worker.ask("die", {}, **heard.callbacks())
    qtbot.waitUntil(lambda: len(heard.errors) == 2, timeout=20_000)
    assert all("out of luck" in told.what for told in heard.errors)
    worker.ask("echo", {"alive": True}, **heard.callbacks())
    qtbot.waitUntil(lambda: bool(heard.results), timeout=20_000)
    assert heard.results == [{"alive": True}]


def test_a_failure_may_ask_again_at_once(worker: Worker, heard: Heard, qtbot: QtBot) -> None:
    worker.ask(
        "die",
        {},
        heard.results.append,
        lambda _: worker.ask("echo", {}, heard.results.append) and None,
    )
    qtbot.waitUntil(lambda: heard.results == [{}], timeout=20_000)


def test_one_that_cannot_start_is_told(qapp: QApplication, heard: Heard, qtbot: QtBot) -> None:
    worker = Worker(["/nowhere/python"])
    worker.ask("echo", {}, **heard.callbacks())
    qtbot.waitUntil(lambda: bool(heard.errors), timeout=20_000)
    worker.stop()


def test_stopping_leaves_no_process(worker: Worker, heard: Heard, qtbot: QtBot) -> None:
    worker.ask("release", {}, **heard.callbacks())
    qtbot.waitUntil(lambda: bool(heard.results), timeout=20_000)
    worker.ask("wait", {}, **heard.callbacks())
    worker.stop()
    assert not psutil.pid_exists(heard.results[0]["pid"])
    assert heard.errors == []


def test_one_that_hangs_is_ended_too(qapp: QApplication, heard: Heard, qtbot: QtBot) -> None:
    script = 'import time; print(\'{"id": 1, "kind": "progress"}\', flush=True); time.sleep(99)'
    worker = Worker([sys.executable, "-c", script])
    worker.ask("wait", {}, **heard.callbacks())
    qtbot.waitUntil(lambda: bool(heard.progress), timeout=20_000)
    assert worker._child is not None
    pid = worker._child.processId()
    worker.stop()
    assert not psutil.pid_exists(pid)


def test_the_real_worker_lists_models(
    qapp: QApplication, heard: Heard, qtbot: QtBot, experiment: Experiment
) -> None:
    worker = Worker()
    llama = experiment.models_dir / "llama"
    llama.mkdir()
    (llama / "config.json").write_text('{"model_type": "llama"}')
    worker.ask("models", {"folder": str(experiment.folder)}, **heard.callbacks())
    worker.ask("no such question", {}, **heard.callbacks())
    qtbot.waitUntil(lambda: bool(heard.results and heard.errors), timeout=60_000)
    worker.stop()
    assert [model["name"] for model in heard.results[0]["models"]] == ["llama"]


LET_GO = """
import sys
from PySide6.QtCore import QCoreApplication, QEvent
from deeptuner.ui.services.worker import Worker

application = QCoreApplication([])

def use():
    worker = Worker([sys.executable, "-c", "import sys; sys.stdin.read()"])
    worker.ask("row", {}, lambda _: None)
    worker.stop()

for _ in range(3):
    use()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
"""


def test_a_worker_that_is_let_go_of_ends_its_child_once() -> None:
    """It was deleted a second time by the child's own end, which the heap did not survive."""
    done = subprocess.run(
        [sys.executable, "-c", LET_GO], capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
