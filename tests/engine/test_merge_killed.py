"""A merge killed at any moment leaves a whole model or none, and the base as it was."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from transformers import AutoModelForCausalLM

from deeptuner.engine.fingerprint import fingerprint
from deeptuner.engine.merge import merge
from deeptuner.files import PART
from tests.support.adapters import make_adapter
from tests.support.models import make_llama

# Pauses between blocks, so that the kill may find any of the merge's moments.
MERGE = """
import sys, time
from pathlib import Path
from deeptuner.engine.merge import merge
print("ready", flush=True)
sys.stdin.read(1)
merge(*map(Path, sys.argv[1:4]), lambda done, total: time.sleep(0.01), overwrite=True)
print("done", flush=True)
"""
LONGEST = 0.8  # seconds that such a merge takes, about


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("killed")
    make_llama(folder / "base", layers=4)
    make_adapter(folder / "base", folder / "adapter")
    merge(folder / "base", folder / "adapter", folder / "whole")
    return folder


def killed_after(made: Path, output: Path, seconds: float) -> bool:
    """Whether the merge was killed before it had ended."""
    words = [made / "base", made / "adapter", output]
    child = subprocess.Popen(
        [sys.executable, "-c", MERGE, *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        child.stdin.write(b"\n")
        child.stdin.flush()
        time.sleep(seconds)
        child.kill()
        return child.stdout.read() == b""


def check_killed(made: Path, output: Path, moment: random.Random, former: bytes | None) -> bool:
    before = fingerprint(made / "base")
    killed = killed_after(made, output, moment.uniform(0, LONGEST))
    assert fingerprint(made / "base") == before
    whole = (made / "whole" / "model.safetensors").read_bytes()
    if output.exists():
        assert (output / "model.safetensors").read_bytes() in (whole, former)
        AutoModelForCausalLM.from_pretrained(output)
    others = [path.name for path in output.parent.iterdir() if path.name != output.name]
    assert all(name.startswith(PART) for name in others)
    return killed


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_merge_leaves_a_whole_model_or_none(made: Path, tmp_path: Path, seed: int) -> None:
    output = tmp_path / "merge" / "run"
    output.parent.mkdir()
    check_killed(made, output, random.Random(seed), None)
    merge(made / "base", made / "adapter", output, overwrite=True)
    assert [path.name for path in output.parent.iterdir()] == [output.name]


@pytest.mark.soak
def test_a_hundred_killed_merges(made: Path, tmp_path: Path) -> None:
    """Half of them where a merged model is replaced."""
    moment = random.Random(5)
    killed = 0
    for number in range(100):
        output = tmp_path / f"merge-{number}" / "run"
        output.parent.mkdir()
        if number % 2:
            shutil.copytree(made / "base", output)
        former = (made / "base" / "model.safetensors").read_bytes() if number % 2 else None
        killed += check_killed(made, output, moment, former)
        shutil.rmtree(output.parent)
    assert killed > 30
