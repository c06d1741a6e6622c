"""`deeptuner tensorboard`: the real one answers on this machine alone and leaves no process."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import psutil
import pytest

from deeptuner.cli.commands import tensorboard as module
from deeptuner.cli.main import main
from deeptuner.runs.experiment import Experiment
from deeptuner.settings.sections.config import Config

SECONDS = 60.0


@pytest.fixture
def experiment(tmp_path: Path) -> Experiment:
    """An experiment with two runs, the first of which has a curve."""
    from tensorboard.compat.proto.event_pb2 import Event
    from tensorboard.compat.proto.summary_pb2 import Summary
    from tensorboard.summary.writer.event_file_writer import EventFileWriter

    made = Experiment.init(tmp_path / "experiment")
    for name in ("first", "second"):
        run = made.create_run(Config(name=name))
        writer = EventFileWriter(str(run.tensorboard_dir / "train"))
        value = Summary.Value(tag="loss", simple_value=1.5)
        writer.add_event(Event(step=1, summary=Summary(value=[value])))
        writer.close()
    return made


def _start(*words: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "deeptuner.cli.main", "tensorboard", *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _url(started: subprocess.Popen[bytes]) -> str:
    assert started.stdout is not None
    told: dict[str, Any] = json.loads(started.stdout.readline())
    return str(told["event"]["url"])


def _runs(url: str) -> list[str]:
    """The runs that it shows, once it has read them."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + SECONDS
    while True:
        with opener.open(f"{url}data/runs", timeout=SECONDS) as answer:
            found = list(json.load(answer))
        if found or time.monotonic() > until:
            return found
        time.sleep(0.2)


def _all_gone(processes: list[psutil.Process]) -> bool:
    _, alive = psutil.wait_procs(processes, timeout=SECONDS)
    return not alive


def test_it_answers_and_ends_with_its_input(experiment: Experiment) -> None:
    with _start("--all", "--folder", experiment.folder, "--json") as started:
        url = _url(started)
        assert url.startswith("http://127.0.0.1:")
        runs = _runs(url)
        assert sorted(name.split("-", 2)[2] for name in runs) == [
            "first/tensorboard/train",
            "second/tensorboard/train",
        ]
        processes = psutil.Process(started.pid).children(recursive=True)
        assert processes
        assert started.stdin is not None
        started.stdin.close()
        assert started.wait(SECONDS) == 0
        assert _all_gone(processes)


def test_it_ends_with_us_even_when_we_are_killed(experiment: Experiment) -> None:
    with _start("first", "--folder", experiment.folder, "--json") as started:
        assert _runs(_url(started)) == ["train"]
        processes = psutil.Process(started.pid).children(recursive=True)
        started.kill()
        assert _all_gone(processes)


def test_a_port_that_is_taken_is_told(
    capsys: pytest.CaptureFixture[str], experiment: Experiment
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        words = ["tensorboard", "first", "--folder", str(experiment.folder)]
        assert main([*words, "--port", str(port)]) == 1
    printed = capsys.readouterr()
    assert "TensorBoard ended by itself" in printed.err
    assert str(port) in printed.err


@pytest.mark.parametrize("words", [[], ["first", "--all"], ["absent"]])
def test_which_runs_must_be_said(
    capsys: pytest.CaptureFixture[str], experiment: Experiment, words: list[str]
) -> None:
    assert main(["tensorboard", *words, "--folder", str(experiment.folder)]) == 2
    assert "Error:" in capsys.readouterr().err


def test_a_file_as_input_is_no_sign_of_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/null").open() as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        assert module._standard_input() is None
