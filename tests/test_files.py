"""Files that are whole or absent, whatever stops the writer."""

from __future__ import annotations

import errno
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeptuner import files
from deeptuner.errors import DeepTunerError, InputError, RunError
from tests.support.full_disk import full_disk


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


def replaced(target: Path, content: bytes) -> None:
    with files.whole_folder(target, replace=True) as folder:
        (folder / "weights").write_bytes(content)


def test_a_replaced_folder_is_there_at_every_moment(tmp_path: Path) -> None:
    target = tmp_path / "merge"
    replaced(target, b"0")
    with Looking(target) as looking:
        for number in range(50):
            replaced(target, b"%d" % number)
    assert looking.seen > 0
    assert looking.missed == 0
    assert (target / "weights").read_bytes() == b"49"
    assert not leftovers(tmp_path)


class Looking:
    """A thread that looks for a folder all the time: how often it was there, and was not."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self.seen = self.missed = 0

    def __enter__(self) -> Looking:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.is_set():
            if self._folder.exists():
                self.seen += 1
            else:
                self.missed += 1


def test_a_folder_is_replaced_where_names_cannot_be_exchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some file systems cannot; when the new one cannot take the name, the old one has it still."""
    monkeypatch.setattr(files, "_renameat2", lambda new, old: False)
    target = tmp_path / "merge"
    replaced(target, b"old")
    replaced(target, b"new")
    assert (target / "weights").read_bytes() == b"new"
    rename = Path.rename

    def refuses(self: Path, name: Path) -> Path:
        if name == target and (self / "weights").read_bytes() == b"newest":
            raise OSError(errno.EACCES, "not now")
        return rename(self, name)

    monkeypatch.setattr(Path, "rename", refuses)
    with pytest.raises(RunError):
        replaced(target, b"newest")
    assert (target / "weights").read_bytes() == b"new"
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
    with full_disk(1000), pytest.raises(RunError, match="no room left"):
        files.write_bytes(path, bytes(5000))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("below", [".", "deep"])
def test_a_full_disk_is_told_of_a_whole_folders_copy_too(tmp_path: Path, below: str) -> None:
    """What copies a tree goes on after each refusal, and tells of them in words alone."""
    (tmp_path / "from" / below).mkdir(parents=True)
    (tmp_path / "from" / below / "weights").write_bytes(bytes(5000))
    (tmp_path / "to").mkdir()

    def fill() -> None:
        with files.whole_folder(tmp_path / "to" / "model") as part:
            shutil.copytree(tmp_path / "from", part, dirs_exist_ok=True)

    with full_disk(1000), pytest.raises(RunError, match="no room left"):
        fill()
    assert list((tmp_path / "to").iterdir()) == []


def test_a_read_only_folder_is_told_in_words() -> None:
    with pytest.raises(RunError, match="cannot be written to"):
        files.write_json(Path("/sys/kernel/a.json"), {})  # not even root may create files there


def _write(path: Path) -> None:
    files.write_bytes(path, b"new")


def _append(path: Path) -> None:
    files.append_line(path, b"new")


def _file(path: Path) -> None:
    with files.whole_file(path) as part:
        part.write_bytes(b"new")


def _folder(path: Path) -> None:
    with files.whole_folder(path) as part:
        (part / "weights").write_bytes(b"new")


WRITERS = (_write, _append, _file, _folder)
writers = pytest.mark.parametrize("write", WRITERS)


@writers
@pytest.mark.parametrize("name", ["x" * 255, "ü" * 127, "a" + "ü" * 127, "語" * 85])
def test_the_longest_names_are_written_whole(
    tmp_path: Path, name: str, write: Callable[[Path], None]
) -> None:
    write(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def _refusal(write: Callable[[Path], None], path: Path) -> DeepTunerError:
    with pytest.raises(DeepTunerError) as caught:
        write(path)
    return caught.value


@writers
def test_a_name_that_is_too_long_is_told_in_words(
    tmp_path: Path, write: Callable[[Path], None]
) -> None:
    error = _refusal(write, tmp_path / ("x" * 300))
    assert isinstance(error, InputError)
    assert "xxx… is too long: it takes 300 bytes, and at most 255 fit here." in str(error)
    assert list(tmp_path.iterdir()) == []


@writers
def test_a_place_that_takes_no_files_is_told_in_words(write: Callable[[Path], None]) -> None:
    """/proc says that the new file is not there."""
    error = _refusal(write, Path("/proc/a.html"))
    assert (error.what.id, error.what.params["path"]) == ("common.read-only", "/proc")


@writers
def test_a_folder_that_is_a_file_is_told_in_words(
    tmp_path: Path, write: Callable[[Path], None]
) -> None:
    (tmp_path / "rows.csv").write_text("mine")
    error = _refusal(write, tmp_path / "rows.csv" / "a")
    assert str(error).startswith(f"{tmp_path / 'rows.csv'} is not a folder.")
    assert (tmp_path / "rows.csv").read_text() == "mine"


@pytest.mark.parametrize("write", [_write, _append, _file])
def test_a_folder_that_is_not_there_is_told_in_words(
    tmp_path: Path, write: Callable[[Path], None]
) -> None:
    error = _refusal(write, tmp_path / "gone" / "a")
    assert str(error).startswith(f"{tmp_path / 'gone'} does not exist.")


@pytest.mark.parametrize("write", [_write, _append, _file])
def test_a_folder_in_a_files_place_is_told_in_words(
    tmp_path: Path, write: Callable[[Path], None]
) -> None:
    error = _refusal(write, tmp_path)
    assert error.what.id == "common.not-a-file"
    assert list(tmp_path.iterdir()) == []


def test_what_the_block_itself_misses_is_not_blamed_on_the_place(tmp_path: Path) -> None:
    def read_what_is_gone() -> None:
        with files.whole_folder(tmp_path / "merge"):
            (tmp_path / "gone").read_bytes()

    with pytest.raises(FileNotFoundError):
        read_what_is_gone()


def test_a_place_is_tried_and_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine")
    for name in ("there", "new", "deep/er/new", "x" * 255):
        files.require_place(tmp_path / name)
    files.require_place(tmp_path, folder=True)
    files.require_place(tmp_path / "deep" / "new", folder=True)
    assert [path.name for path in tmp_path.iterdir()] == ["there"]
    assert (tmp_path / "there").read_text() == "mine"


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/proc/a", "read-only"),
        ("/proc/deep/er/a", "read-only"),
        ("a\0b", "bad-name"),
        ("\ud800", "bad-name"),
        ("gone/" + "ü" * 128, "name-too-long"),
        ("x" * 256 + "/a", "name-too-long"),
        ("x/" * 3000, "path-too-long"),
        (".", "not-a-file"),
        ("/dev/null", "not-a-file"),
        ("rows.csv/a/b", "not-a-folder"),
    ],
)
def test_a_place_where_nothing_can_be_written_is_told_before(
    tmp_path: Path, path: str, what: str
) -> None:
    (tmp_path / "rows.csv").write_text("mine")
    error = _refusal(files.require_place, tmp_path / path)
    assert error.what.id == f"common.{what}"
    assert error.fix
    str(error).encode()  # a terminal can show it


def test_what_is_written_beside_it_needs_room_in_the_name(tmp_path: Path) -> None:
    files.require_place(tmp_path / ("x" * 250), spare=5)
    with pytest.raises(InputError, match="takes 250 bytes, and at most 249 fit"):
        files.require_place(tmp_path / ("x" * 250), spare=6)


def test_unfinished_ones_are_told_from_those_of_others(tmp_path: Path) -> None:
    for name in ("a", "ü" * 127, "x" * 250 + ".gguf"):
        path = tmp_path / name
        with files.whole_file(path) as part:
            assert files.is_part_of(part, path)
            assert not files.is_part_of(part, tmp_path / f"{name[:-1]}b")
            assert not files.is_part_of(path, path)
