"""How a run stands, also when nobody is left to say it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from deeptuner.errors import RunError
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.identity import Identity, identity_from_json, identity_of, own_identity
from deeptuner.runs.state import Fix, RunState, beat, read_state, write_state
from deeptuner.words import message

ME = own_identity()


def test_what_is_written_is_read(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    fix = Fix({"training.batch_size": 1}, message("runs.fix-batch", old=2, new=1, accumulation=2))
    state = RunState("failed", 2, ME, ME, 1.0, 2.0, 3.0, message("runs.finished"), "line", (fix,))
    write_state(run, state)
    assert replace(read_state(run), heartbeat=0.0) == state


def test_the_heartbeat_is_renewed_without_writing(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    write_state(run, RunState("running", supervisor=ME))
    os.utime(run.state_file, (1, 1))
    before = run.state_file.read_bytes()
    beat(run)
    assert read_state(run).heartbeat > 1e9
    assert run.state_file.read_bytes() == before


@pytest.mark.parametrize("status", ["starting", "running", "paused", "stopping"])
def test_an_active_run_is_interrupted_when_its_supervisor_is_gone(status: str) -> None:
    state = RunState(status, supervisor=ME)  # type: ignore[arg-type]
    assert state.status_now() == status
    assert replace(state, supervisor=None).status_now() == "interrupted"
    another = replace(ME, start=ME.start - 1)  # the pid was given to another process
    assert replace(state, supervisor=another).status_now() == "interrupted"
    rebooted = replace(ME, boot="another boot")
    assert replace(state, supervisor=rebooted).status_now() == "interrupted"


@pytest.mark.parametrize("status", ["queued", "finished", "stopped", "failed"])
def test_a_run_that_is_not_active_needs_no_supervisor(status: str) -> None:
    assert RunState(status).status_now() == status  # type: ignore[arg-type]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"status": "odd"}', '{"status": "running"}'])
def test_a_damaged_state_is_told(tmp_path: Path, content: str) -> None:
    run = RunFolder(tmp_path)
    run.state_file.write_text(content)
    with pytest.raises(RunError) as caught:
        read_state(run)
    assert caught.value.what.id == "runs.bad-state"


def test_a_folder_that_is_no_run_is_told(tmp_path: Path) -> None:
    with pytest.raises(RunError) as caught:
        read_state(RunFolder(tmp_path))
    assert caught.value.what.id == "runs.no-state"


def test_a_zombie_does_not_live() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    identity = identity_of(child.pid)
    assert identity is not None
    assert identity.alive()
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # dead, not yet waited for
    assert not identity.alive()
    child.communicate()
    assert identity_of(child.pid) is None


def test_a_process_named_to_confuse_has_its_right_start(tmp_path: Path) -> None:
    program = tmp_path / "a) R 1 (b"
    program.symlink_to("/bin/sleep")
    child = subprocess.Popen([str(program), "60"])
    try:
        identity = identity_of(child.pid)
        assert identity is not None
        assert identity.start >= ME.start
    finally:
        child.kill()
        child.wait()


@pytest.mark.parametrize("value", [None, {}, {"pid": 1}, {"pid": "x", "start": 1, "boot": ""}, 3])
def test_what_is_no_identity_is_none(value: object) -> None:
    assert identity_from_json(value) is None


def test_an_identity_survives_a_file() -> None:
    assert identity_from_json(ME.to_json()) == ME == Identity(os.getpid(), ME.start, ME.boot)
