"""Several merges at once: one to a place, and the room of the disk shared among them."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections import namedtuple
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from deeptuner.engine.merge import place
from deeptuner.engine.merge.place import SPARE, alone, check_alone, check_room
from deeptuner.errors import RunError
from deeptuner.files import PART

Usage = namedtuple("Usage", "total used free")
HOLDS = """
import sys, time
from pathlib import Path
from deeptuner.engine.merge.place import alone
with alone(Path(sys.argv[1]), 10**15):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def output(tmp_path: Path) -> Path:
    (tmp_path / "merge").mkdir()
    return tmp_path / "merge" / "a"


@contextmanager
def another(output: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that writes there."""
    words = [sys.executable, "-c", HOLDS, str(output)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def left(output: Path) -> list[str]:
    return [path.name for path in output.parent.iterdir()]


def test_other_places_are_free_and_this_one_is_not(output: Path) -> None:
    other = output.with_name("b")
    with another(output):
        with alone(other):
            check_alone(other.with_name("c"))
        for look in (check_alone, lambda one: alone(one).__enter__()):
            with pytest.raises(RunError) as caught:
                look(output)
            assert caught.value.where == str(output)
        assert len(left(output)) == 1


def test_nothing_is_left_whether_it_ends_well_or_not(output: Path) -> None:
    with alone(output):
        assert len(left(output)) == 1
    assert left(output) == []
    with pytest.raises(KeyError), alone(output):
        raise KeyError
    assert left(output) == []
    check_alone(output)
    check_alone(output.parent / "not there" / "x")
    assert left(output) == []


def test_what_a_killed_one_left_blocks_nobody(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with another(output) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    part = output.with_name(f"{PART}abcdefgh{output.name}")
    part.mkdir()
    assert len(left(output)) == 2
    check_alone(output)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, 10**9))
    check_room(output.with_name("b"), 1)  # nothing will be written there any more
    with alone(output):
        assert not part.exists()
    assert left(output) == []


def test_a_lock_that_went_while_it_was_waited_for_is_not_taken_for_ours(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its holder unlinks it between our opening and our locking it."""
    real, asked = place._taken, 0

    def taken(handle: int) -> bool:
        nonlocal asked
        asked += 1
        if asked == 1:
            place._lock_of(output).unlink()
        return real(handle)

    monkeypatch.setattr(place, "_taken", taken)
    with alone(output):
        with pytest.raises(RunError):
            check_alone(output)
        assert len(left(output)) == 1
    assert left(output) == []


def test_who_only_looks_does_not_stand_in_the_way(output: Path) -> None:
    lock = place._lock_of(output)
    lock.touch()
    looking = os.open(lock, os.O_RDONLY)
    fcntl.flock(looking, fcntl.LOCK_SH)
    timer = threading.Timer(place.GLANCE / 5, os.close, [looking])
    timer.start()
    with alone(output):
        timer.join()


def test_many_at_once_are_one_after_the_other(output: Path) -> None:
    inside: list[int] = []
    most: list[int] = []

    def work() -> None:
        for _ in range(50):
            with suppress(RunError), alone(output):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most and max(most) == 1
    assert left(output) == []


def test_the_room_that_another_merge_still_needs_is_not_free(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = output.with_name("b")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, SPARE + 3_000_000))
    with alone(other, 2_500_000), alone(output, 1_000_000):
        with pytest.raises(RunError) as caught:
            check_room(output, 1_000_000)
        assert caught.value.what.id == "engine.merge.no-room-beside"
        part = other.with_name(f"{PART}abcdefgh{other.name}")
        part.mkdir()
        (part / "model.safetensors").write_bytes(bytes(1_000_000))
        check_room(output, 1_000_000)
        with pytest.raises(RunError) as caught:
            check_room(output, 10_000_000)
        assert caught.value.what.id == "engine.merge.no-room"
    check_room(output, 3_000_000)
