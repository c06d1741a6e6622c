"""A merge killed at any moment leaves a whole model or none, and the base as it was."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from transformers import AutoModelForCausalLM

from deeptuner.engine.fingerprint import fingerprint
from deeptuner.engine.merge import merge
from deeptuner.files import PART
from tests.support.adapters import make_adapter
from tests.support.models import make_llama

# A process that has imported everything once, and begins a merge of its own for each line it reads.
# Pauses between blocks, so that the kill may find any of the merge's moments.
MERGES = """
import os, signal, sys, time
from pathlib import Path
from deeptuner.engine.merge import merge
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        merge(*map(Path, line.split()), lambda done, total: time.sleep(0.01), overwrite=True)
        os._exit(0)
    print(child, flush=True)
    sys.stdin.readline()
    print(os.waitpid(child, 0)[1] == signal.SIGKILL, flush=True)
"""
LONGEST = 0.8  # seconds that such a merge takes, about


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("killed")
    make_llama(folder / "base", layers=4)
    make_adapter(folder / "base", folder / "adapter")
    merge(folder / "base", folder / "adapter", folder / "whole")
    return folder


@pytest.fixture(scope="session")
def merges() -> Iterator[subprocess.Popen[str]]:
    words = [sys.executable, "-c", MERGES]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as child:
        yield child


@dataclass
class Killing:
    """Merges that are killed at random moments, and how many had not ended by then."""

    made: Path
    merges: subprocess.Popen[str]
    moment: random.Random
    killed: int = 0

    def one(self, output: Path) -> None:
        assert self.merges.stdin is not None
        assert self.merges.stdout is not None
        words = [self.made / "base", self.made / "adapter", output]
        self.merges.stdin.write(" ".join(map(str, words)) + "\n")
        process = int(self.merges.stdout.readline())
        time.sleep(self.moment.uniform(0, LONGEST))
        os.kill(process, signal.SIGKILL)  # it is there, if only to be waited for
        self.merges.stdin.write("\n")
        self.killed += self.merges.stdout.readline() == "True\n"

    def check(self, output: Path, former: bytes | None = None) -> None:
        before = fingerprint(self.made / "base")
        self.one(output)
        assert fingerprint(self.made / "base") == before
        whole = (self.made / "whole" / "model.safetensors").read_bytes()
        assert output.exists() or former is None
        if output.exists():
            assert (output / "model.safetensors").read_bytes() in (whole, former)
            AutoModelForCausalLM.from_pretrained(output)
        others = [path.name for path in output.parent.iterdir() if path.name != output.name]
        assert all(name.startswith(PART) for name in others)


def test_killed_merges_leave_a_whole_model_or_none(
    made: Path, merges: subprocess.Popen[str], tmp_path: Path
) -> None:
    killing = Killing(made, merges, random.Random(1))
    output = tmp_path / "merge" / "run"
    output.parent.mkdir()
    for _ in range(3):
        killing.check(output)
    merge(made / "base", made / "adapter", output, overwrite=True)
    assert [path.name for path in output.parent.iterdir()] == [output.name]


@pytest.mark.soak
def test_a_hundred_killed_merges(made: Path, merges: subprocess.Popen[str], tmp_path: Path) -> None:
    """Half of them where a merged model is replaced."""
    killing = Killing(made, merges, random.Random(5))
    former = (made / "base" / "model.safetensors").read_bytes()
    for number in range(100):
        output = tmp_path / f"merge-{number}" / "run"
        output.parent.mkdir()
        if number % 2:
            shutil.copytree(made / "base", output)
        killing.check(output, former if number % 2 else None)
        shutil.rmtree(output.parent)
    assert killing.killed > 30
