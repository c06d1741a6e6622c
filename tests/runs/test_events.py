"""The events file: appended, followed, torn anywhere, resumed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deeptuner.runs.events import Event, EventLog, EventReader, curves, read_events

TEXTS = st.text(max_size=12)
FIELDS = st.dictionaries(
    st.sampled_from(["loss", "text", "step", "note"]),
    st.one_of(
        TEXTS, st.integers(-10, 10**6), st.floats(allow_nan=False, allow_infinity=False), st.none()
    ),
)
PLACE = st.integers(0, 10_000)  # in a file, whose length is known only when it is written
HISTORY = st.lists(FIELDS, min_size=1, max_size=6)


def _write(path: Path, history: list[dict[str, Any]]) -> list[Event]:
    log = EventLog(path, attempt=1)
    return [log.append("step", **fields) for fields in history]


def test_what_is_appended_is_read_in_order(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events.jsonl", attempt=2)
    log.append("step", step=1, loss=2.5)
    log.append("warning", message={"id": "x", "params": {}})
    events, offset = read_events(log.path)
    assert [(e.kind, e.attempt) for e in events] == [("step", 2), ("warning", 2)]
    assert events[0]["loss"] == 2.5
    assert events[0].get("nothing") is None
    assert offset == log.path.stat().st_size
    assert {"v", "time", "attempt", "kind"} <= orjson.loads(
        log.path.read_bytes().split(b"\n")[0]
    ).keys()


def test_what_is_no_number_is_written_as_nothing(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events.jsonl", attempt=1)
    log.append("step", step=1, loss=float("nan"))
    assert read_events(log.path)[0][0]["loss"] is None


def test_a_run_without_events_yet_has_none(tmp_path: Path) -> None:
    assert read_events(tmp_path / "events.jsonl") == ([], 0)


def test_a_follower_sees_each_event_once(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events.jsonl", attempt=1)
    reader = EventReader(log.path)
    assert reader.new() == []
    log.append("step", step=1)
    assert [event["step"] for event in reader.new()] == [1]
    log.append("step", step=2)
    log.append("step", step=3)
    assert [event["step"] for event in reader.new()] == [2, 3]
    assert reader.new() == []


def test_a_line_that_is_being_written_waits(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    _write(path, [{"step": 1}])
    whole = path.read_bytes()
    path.write_bytes(whole[:-5])
    reader = EventReader(path)
    assert reader.new() == []
    path.write_bytes(whole)
    assert [event["step"] for event in reader.new()] == [1]


@settings(max_examples=60, deadline=None)
@given(history=HISTORY, place=PLACE)
def test_torn_anywhere_the_rest_is_read_and_the_next_is_whole(
    tmp_path_factory: pytest.TempPathFactory, history: list[dict[str, Any]], place: int
) -> None:
    path = tmp_path_factory.mktemp("torn") / "events.jsonl"
    written = _write(path, history)
    content = path.read_bytes()
    cut = place % (len(content) + 1)
    path.write_bytes(content[:cut])
    whole = content[:cut].count(b"\n")
    assert read_events(path)[0] == written[:whole]
    after = EventLog(path, attempt=2).append("end", status="finished")
    read, _ = read_events(path)
    # a line that lacks nothing but its end is whole as soon as the next one follows
    complete = whole + (content[cut : cut + 1] == b"\n")
    assert read == [*written[:complete], after]


@settings(max_examples=40, deadline=None)
@given(junk=st.binary(max_size=40))
def test_foreign_lines_are_skipped(tmp_path_factory: pytest.TempPathFactory, junk: bytes) -> None:
    path = tmp_path_factory.mktemp("junk") / "events.jsonl"
    path.write_bytes(b'{"half": 1}\n[1]\nnull\n' + junk + b"\n")
    kept = EventLog(path, attempt=1).append("step", step=1)
    assert read_events(path)[0][-1] == kept


@settings(max_examples=40, deadline=None)
@given(history=HISTORY, places=st.lists(PLACE, max_size=4))
def test_read_in_pieces_is_read_whole(
    tmp_path_factory: pytest.TempPathFactory, history: list[dict[str, Any]], places: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("pieces")
    written = _write(folder / "whole.jsonl", history)
    content = (folder / "whole.jsonl").read_bytes()
    reader, seen = EventReader(folder / "events.jsonl"), []
    cuts = sorted(place % (len(content) + 1) for place in places)
    for cut in [*cuts, len(content)]:
        (folder / "events.jsonl").write_bytes(content[:cut])
        seen += reader.new()
    assert seen == written


def _event(kind: str, attempt: int, step: int, loss: float = 0.0) -> Event:
    return Event(kind, 0.0, attempt, {"step": step, "loss": loss})


def test_a_later_attempt_supersedes_from_where_it_begins() -> None:
    first = [_event("step", 1, n) for n in range(1, 6)] + [_event("eval", 1, 4)]
    again = [_event("step", 2, n) for n in (4, 5, 6)] + [_event("eval", 2, 5)]
    kept = curves([*first, *again])
    assert [(e.attempt, e["step"]) for e in kept["step"]] == [
        (1, 1),
        (1, 2),
        (1, 3),
        (2, 4),
        (2, 5),
        (2, 6),
    ]
    assert [(e.attempt, e["step"]) for e in kept["eval"]] == [(2, 5)]


def test_an_attempt_that_did_not_get_to_a_step_changes_nothing() -> None:
    first = [_event("step", 1, n) for n in (1, 2)]
    failed = [Event("phase", 0.0, 2, {"phase": "loading"}), Event("end", 0.0, 2, {})]
    assert curves([*first, *failed])["step"] == first


def test_late_words_of_an_earlier_attempt_do_not_count() -> None:
    kept = curves([_event("step", 1, 1), _event("step", 2, 1), _event("step", 1, 2)])
    assert [(e.attempt, e["step"]) for e in kept["step"]] == [(2, 1)]
