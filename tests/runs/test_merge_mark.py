"""What a merged model's folder says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner.runs.merge_mark import MARK, MergeMark, read_mark, write_mark


@pytest.mark.parametrize(
    "mark", [MergeMark("checkpoint-40", "20260101-120000-a", 40), MergeMark("my-adapter")]
)
def test_it_comes_back_as_it_was(tmp_path: Path, mark: MergeMark) -> None:
    write_mark(tmp_path, mark)
    assert read_mark(tmp_path) == mark


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff", b'{"adapter": 7}', b'{"adapter": "a", "run": "b"}']
)
def test_what_cannot_be_understood_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / MARK).write_bytes(content)
    assert read_mark(tmp_path) is None
    assert read_mark(tmp_path / "nowhere") is None
