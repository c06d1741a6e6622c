"""Why a process died, told from real processes that die in each of these ways."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deeptuner.errors import DataError, EngineError
from deeptuner.runs.child import TAIL, Child
from deeptuner.runs.exit_reason import Diagnosis, Ending, diagnose
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.platform import oom_kills
from deeptuner.words import message, render


def _die(tmp_path: Path, code: str, oom: int = 0) -> Diagnosis:
    """Let a real process die of `code`, and tell why."""
    child = Child(RunFolder(tmp_path), [sys.executable, "-c", code])
    while (ended := child.ended()) is None:
        time.sleep(0.02)
    return diagnose(Ending(ended, child.output(), oom_kills=oom))


LIMITED = "import resource as r; r.setrlimit(r.RLIMIT_{what}, ({size}, {size}));"
DEATHS = {
    "gpu-memory": "raise RuntimeError('HIP out of memory. Tried to allocate 2.00 GiB. GPU 0')",
    "host-memory": LIMITED.format(what="AS", size=2**30) + "bytearray(2**32)",
    "disk-full": LIMITED.format(what="FSIZE", size=1000)
    + "[open('f', 'ab', 0).write(b'0' * 600) for _ in 'abc']",
    "nan": "raise ValueError('the loss is nan at step 7')",
    "library": "import no_such_library.deep",
    "data": "import json; json.loads('{')",
    "crashed": "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
    "killed": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "unknown": "print('all is well'); raise SystemExit(9)",
}


@pytest.mark.parametrize("cause", DEATHS)
def test_each_death_is_told_by_its_cause(tmp_path: Path, cause: str) -> None:
    found = _die(tmp_path, DEATHS[cause])
    assert (found.cause, found.message.id) == (cause, f"runs.died-{cause}")
    assert "{" not in render(found.message)
    assert found.evidence


@pytest.mark.parametrize(
    ("code", "cause", "words"),
    [
        ("import ctypes; ctypes.CDLL('libnothere.so.3')", "library", "libnothere.so.3"),
        ("import os; os.abort()", "crashed", "SIGABRT"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", "killed", "SIGTERM"),
        ("b'\\xff'.decode()", "data", ""),
        ("print('x' * 300_000); raise SystemExit(3)", "unknown", "3"),
    ],
)
def test_the_sentence_names_what_is_known(
    tmp_path: Path, code: str, cause: str, words: str
) -> None:
    found = _die(tmp_path, code)
    assert found.cause == cause
    assert words in render(found.message)
    assert len(found.evidence) < TAIL


def test_a_kill_for_lack_of_memory_is_told_from_any_other(tmp_path: Path) -> None:
    kill = DEATHS["killed"]
    assert _die(tmp_path, kill, oom=0).cause == "killed"
    assert _die(tmp_path, kill, oom=1).cause == "host-memory"


def _memory_group(limit: int) -> Path | None:
    """A control group of ours that may use `limit` bytes; None where we may not make one."""
    name = f"deeptuner-test-{os.getpid()}"
    for base, file in (("memory", "memory.limit_in_bytes"), ("", "memory.max")):
        group = Path("/sys/fs/cgroup") / base / name
        try:
            group.mkdir()
            (group / file).write_text(str(limit))
        except OSError:
            continue
        return group
    return None


def test_the_kernels_own_kill_for_lack_of_memory_is_seen(tmp_path: Path) -> None:
    group = _memory_group(64 * 2**20)
    if group is None:
        pytest.skip("no control group can be made here")
    before = oom_kills()
    code = f"open('{group}/cgroup.procs', 'w').write('0'); x = [b'1' * 2**20 for _ in range(400)]"
    child = Child(RunFolder(tmp_path), [sys.executable, "-c", code])
    while (ended := child.ended()) is None:
        time.sleep(0.02)
    group.rmdir()
    found = diagnose(Ending(ended, child.output(), oom_kills=oom_kills() - before))
    assert (ended, found.cause) == (-signal.SIGKILL, "host-memory")


LAUNCHERS = {
    "simple": "subprocess.CalledProcessError: Command '['x']' died with <Signals.SIGKILL: 9>.",
    "elastic": "E1121 api.py:984] failed (exitcode: -9) local_rank: 1 (pid: 4711) of binary: x",
    "summary": "  exitcode  : -9 (pid: 47)\n  traceback : Signal 9 (SIGKILL) received by PID 47",
}


@pytest.mark.parametrize("output", LAUNCHERS.values(), ids=LAUNCHERS)
def test_launchers_name_the_signal_of_a_rank(output: str) -> None:
    others = "W1121 Sending process 4712 closing signal SIGTERM\n"
    found = diagnose(Ending(1, others + output))
    assert (found.cause, found.message.params["signal"]) == ("killed", "SIGKILL")
    assert found.evidence in output


def test_a_rank_that_died_outweighs_those_ended_for_it() -> None:
    ended = "  exitcode  : -15 (pid: 1)\n traceback : Signal 15 (SIGTERM) received by PID 1\n"
    crash = "Fatal Python error: Segmentation fault\n"
    assert diagnose(Ending(1, ended + crash)).message.params["signal"] == "SIGSEGV"
    assert diagnose(Ending(1, ended)).message.params["signal"] == "SIGTERM"


@pytest.mark.parametrize(
    "line",
    [
        "{'loss': nan, 'grad_norm': nan, 'epoch': 0.1}",
        "ValueError: NaN or Inf found in the training loss",
        "the loss is not finite",
        "torch.OutOfMemoryError: CUDA out of memory.",
        "OSError: [Errno 28] No space left on device",
        "SafetensorError: Error while serializing: I/O error: Os { code: 28, kind: StorageFull }",
        "RuntimeError: DataLoader worker (pid 7) is killed by signal: Killed.",
    ],
)
def test_signs_outweigh_the_signal_that_followed(line: str) -> None:
    assert diagnose(Ending(-9, f"{line}\n")).cause not in ("killed", "unknown")


@pytest.mark.parametrize(
    "line",
    [
        "WARNING: No module named 'kernels'",
        "{'loss': 0.5, 'finance': 'nan bread'}",
        "the optimizer keeps 2.0 GiB on CUDA",
    ],
)
def test_harmless_lines_are_no_cause(line: str) -> None:
    assert diagnose(Ending(1, f"{line}\n")).cause == "unknown"


@pytest.mark.parametrize(("code", "cause"), [(-9, "killed"), (-11, "crashed"), (1, "library")])
def test_a_signal_outweighs_what_was_caught_before_it(code: int, cause: str) -> None:
    printed = "Traceback (most recent call last):\nModuleNotFoundError: No module named 'extra'\n"
    assert diagnose(Ending(code, printed)).cause == cause


def test_what_a_process_reported_comes_first() -> None:
    said = EngineError(message("engine.train.nan", step=7), fix=message("engine.train.nan-fix"))
    found = diagnose(Ending(1, "CUDA out of memory", error=said))
    assert (found.cause, found.message) == ("nan", said.what)
    assert "what to do" in found.evidence
    bad = DataError(message("data.empty", file="a"), where="a:1")
    assert diagnose(Ending(2, "", error=bad)).cause == "data"


def test_a_rank_that_vanished_without_a_word_is_named() -> None:
    found = diagnose(Ending(None, "working\n", dead_rank=2))
    assert (found.cause, render(found.message)) == (
        "rank",
        "Training process 2 ended without saying why.",
    )


def test_only_the_childs_own_output_is_read(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    run.log_file.write_text("an earlier attempt: CUDA out of memory\n")
    assert _die(tmp_path, "raise SystemExit(1)").cause == "unknown"
    assert "earlier" in run.log_file.read_text()


def test_a_child_dies_with_its_parent(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from deeptuner.runs.child import Child;"
        "from deeptuner.runs.folder import RunFolder;"
        "sleep = [sys.executable, '-c', 'import time; time.sleep(600)'];"
        "child = Child(RunFolder(Path(sys.argv[1])), sleep, ends_with_us=True);"
        "print(child.identity.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    parent = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, check=False
    )
    stat = Path(f"/proc/{int(parent.stdout)}/stat")
    until = time.monotonic() + 60
    while stat.exists() and ") Z" not in stat.read_text():
        assert time.monotonic() < until
        time.sleep(0.02)
