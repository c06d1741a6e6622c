"""Lines from a child, however they are torn."""

from __future__ import annotations

from itertools import pairwise

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.ui.services import process
from deeptuner.ui.services.process import JsonLines

VALUES = st.lists(st.dictionaries(st.text(), st.text() | st.integers(-(2**53), 2**53)), max_size=8)


@given(VALUES, st.lists(st.integers(0, 400), max_size=12))
def test_nothing_is_lost_wherever_the_bytes_are_cut(
    values: list[dict[str, object]], cuts: list[int]
) -> None:
    data = b"".join(orjson.dumps(value) + b"\n" for value in values)
    places = sorted({min(cut, len(data)) for cut in cuts} | {0, len(data)})
    lines = JsonLines()
    heard = [value for begin, end in pairwise(places) for value in lines.feed(data[begin:end])]
    assert heard == values


@given(st.binary(max_size=300))
def test_noise_is_no_object_and_does_no_harm(noise: bytes) -> None:
    lines = JsonLines()
    for value in lines.feed(noise + b'\n{"kind": "result"}\n'):
        assert isinstance(value, dict)
    assert list(lines.feed(b'{"a": 1}\n')) == [{"a": 1}]


def test_what_a_library_printed_is_left_out() -> None:
    said = b'Loading...\n[1, 2]\n"text"\n{"torn": \n{"kind": "progress"}\n'
    assert list(JsonLines().feed(said)) == [{"kind": "progress"}]


def test_the_last_line_counts_without_its_break() -> None:
    lines = JsonLines()
    assert list(lines.feed(b'{"kind": "result"}')) == []
    assert list(lines.end()) == [{"kind": "result"}]


def test_a_line_without_end_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "LONGEST", 1000)
    lines = JsonLines()
    for _ in range(100):
        assert list(lines.feed(b"x" * 100)) == []
        assert len(lines._rest) <= 1100
    assert list(lines.feed(b'"}\n{"kind": "result"}\n')) == [{"kind": "result"}]
