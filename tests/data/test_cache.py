"""The cache: found by content, safe between processes, bounded, never deleted while in use."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from deeptuner.data.cache import Cache, code_version, key_of
from deeptuner.files import whole_folder


def fill(cache: Cache, name: str, size: int = 1000, used: int = 0) -> Path:
    with cache.building(name) as path, whole_folder(path) as folder:
        (folder / "ids.bin").write_bytes(b"x" * size)
    if used:
        os.utime(path, (used, used))
    return path


def names(cache: Cache) -> set[str]:
    return {path.name for path in cache.folder.glob("entry*")}


def settle(path: Path) -> None:
    """Make a file look long untouched. Only its ctime tells of the change."""
    os.utime(path, (1_000_000_000, 1_000_000_000))


def test_the_entry_used_longest_ago_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=2500)
    for number, used in ((1, 300), (2, 100), (3, 200), (4, 400)):
        fill(cache, f"entry{number}", used=used)
    cache.make_room(keep="entry4")
    assert names(cache) == {"entry1", "entry4"}
    assert not list(tmp_path.glob(".part-*"))


def test_an_entry_in_use_stays(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=0)
    fill(cache, "entry1", used=100)
    fill(cache, "entry2", used=200)
    lease = cache.lease("entry1")
    os.utime(tmp_path / "entry1", (100, 100))
    cache.make_room(keep="none")
    assert names(cache) == {"entry1"}
    lease.close()
    cache.make_room(keep="none")
    assert names(cache) == set()


def test_an_entry_being_built_stays(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=0)
    fill(cache, "entry1")
    with cache.building("entry1"):
        Cache(tmp_path, limit=0).make_room(keep="none")
        assert names(cache) == {"entry1"}


def test_using_an_entry_keeps_it_longer(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=1500)
    fill(cache, "entry1", used=100)
    fill(cache, "entry2", used=200)
    cache.lease("entry1").close()
    cache.make_room(keep="none")
    assert names(cache) == {"entry1"}


def test_one_builds_while_the_other_waits(tmp_path: Path) -> None:
    first, second = Cache(tmp_path), Cache(tmp_path)
    waited, seen = threading.Event(), []

    def other() -> None:
        with second.building("entry", waited.set) as path:
            seen.append((path / "ids.bin").exists())

    thread = threading.Thread(target=other)
    with first.building("entry") as path:
        thread.start()
        assert waited.wait(30)
        with whole_folder(path) as folder:
            (folder / "ids.bin").write_bytes(b"done")
    thread.join(30)
    assert seen == [True]


def test_waiting_can_be_stopped(tmp_path: Path) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    cache = Cache(tmp_path)
    with cache.building("entry"), pytest.raises(KeyboardInterrupt), cache.building("entry", stop):
        pass
    with cache.building("entry"):
        pass


BUILD_AND_DIE = """
import os, sys
from pathlib import Path
from deeptuner.data.cache import Cache
from deeptuner.files import whole_folder
with Cache(Path(sys.argv[1])).building("entry") as path, whole_folder(path) as folder:
    (folder / "ids.bin").write_bytes(b"half")
    os._exit(9)
"""


def test_a_killed_builder_leaves_no_entry_and_no_lock(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", BUILD_AND_DIE, str(tmp_path)], check=False, timeout=60)
    assert list(tmp_path.glob(".part-*entry"))
    cache = Cache(tmp_path)
    with cache.building("entry") as path:
        assert not path.exists()
        assert not list(tmp_path.glob(".part-*entry"))


def test_the_hash_follows_the_content(tmp_path: Path) -> None:
    cache, file = Cache(tmp_path / "cache"), tmp_path / "a.jsonl"
    file.write_text("one")
    first = cache.content_hash(file)
    file.write_text("two")
    settle(file)
    second = cache.content_hash(file)
    assert first != second
    file.write_text("one")
    settle(file)
    assert cache.content_hash(file) == first


def test_a_settled_file_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deeptuner.data.cache.SETTLED", -1.0)
    cache, file = Cache(tmp_path / "cache"), tmp_path / "a.jsonl"
    file.write_text("one")
    found = cache.content_hash(file)

    def read(*_: object) -> str:
        raise AssertionError("read again")

    monkeypatch.setattr("deeptuner.data.cache.checksum", read)
    assert Cache(tmp_path / "cache").content_hash(file) == found
    file.write_text("two")
    with pytest.raises(AssertionError, match="read again"):
        cache.content_hash(file)


def test_a_fresh_file_is_always_read_again(tmp_path: Path) -> None:
    """Within the clock's grain a change may leave the times as they were."""
    cache, file = Cache(tmp_path / "cache"), tmp_path / "a.jsonl"
    file.write_text("one")
    cache.content_hash(file)
    assert not (tmp_path / "cache" / "hashes.json").exists()


def test_a_damaged_memory_of_hashes_is_harmless(tmp_path: Path) -> None:
    cache, file = Cache(tmp_path / "cache"), tmp_path / "a.jsonl"
    file.write_text("one")
    found = cache.content_hash(file)
    for content in ("{", "[1]", "null"):
        (tmp_path / "cache" / "hashes.json").write_text(content)
        assert cache.content_hash(file) == found


def test_keys_differ_in_any_part_and_not_by_order() -> None:
    parts = {"files": ["a"], "format": "alpaca"}
    assert key_of(parts) == key_of({"format": "alpaca", "files": ["a"]})
    assert key_of(parts) != key_of({**parts, "format": "auto"})
    assert len(code_version()) == 16
