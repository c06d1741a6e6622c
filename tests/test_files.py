"""Files that are whole or absent, whatever stops the writer."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeptuner import files
from deeptuner.errors import RunError


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.name.startswith(files.PART)]


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    files.write_json(path, {"step": 1})
    files.write_json(path, {"step": 2})
    assert files.read_json(path) == {"step": 2}
    assert not leftovers(tmp_path)


def test_a_writer_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    files.write_json(path, {"step": 1})
    with pytest.raises(TypeError):
        files.write_json(path, {"step": object()})
    assert files.read_json(path) == {"step": 1}
    assert not leftovers(tmp_path)


def test_a_folder_appears_only_when_it_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "checkpoint-1"

    def fail() -> None:
        with files.whole_folder(target) as folder:
            (folder / "weights").write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert list(tmp_path.iterdir()) == []
    with files.whole_folder(target) as folder:
        assert not target.exists()
        (folder / "weights").write_bytes(b"whole")
    assert (target / "weights").read_bytes() == b"whole"
    assert not leftovers(tmp_path)


WRITER = """
import sys, pathlib
from deeptuner import files
folder = pathlib.Path(sys.argv[1])
n = 0
print("ready", flush=True)
while True:
    n += 1
    files.write_bytes(folder / "file", str(n).encode() * 20000)
    with files.whole_folder(folder / f"folder-{n}") as part:
        for name in "abc":
            (part / name).write_bytes(bytes(50000))
"""


def test_a_kill_at_any_moment_leaves_whole_files_and_folders(tmp_path: Path) -> None:
    for moment in (0.05, 0.13, 0.21):
        folder = tmp_path / str(moment)
        folder.mkdir()
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(moment)
            process.send_signal(signal.SIGKILL)
        content = (folder / "file").read_bytes().decode()
        assert content == content[: len(content) // 20000] * 20000
        for made in folder.glob("folder-*"):
            assert sorted(path.stat().st_size for path in made.iterdir()) == [50000] * 3


@given(
    lines=st.lists(st.binary(max_size=40).map(lambda b: b.replace(b"\n", b" ")), max_size=8),
    data=st.data(),
)
def test_lines_survive_a_torn_end(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("log") / "events.jsonl"
    for line in lines:
        files.append_line(path, line)
    whole = path.read_bytes() if lines else b""
    cut = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:cut])
    files.append_line(path, b"next")
    kept = whole[:cut].count(b"\n")
    after = path.read_bytes().split(b"\n")
    assert after[:kept] == lines[:kept]
    assert after[-2:] == [b"next", b""]


def test_a_full_disk_is_told_in_words_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "big"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(RunError, match="no room left"):
            files.write_bytes(path, bytes(5000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_folder_is_told_in_words() -> None:
    with pytest.raises(RunError, match="cannot be written to"):
        files.write_json(Path("/sys/kernel/a.json"), {})  # not even root may create files there
