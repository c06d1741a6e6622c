"""Lines of a log are found from its end, whatever its size and whatever is written into it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.monitor import log_file
from deeptuner.monitor.log_file import (
    LogNews,
    LogSearch,
    Query,
    follow_log,
    level_of,
    line_at,
    shown,
)

words = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=30)


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks so small that every log has many."""
    monkeypatch.setattr(log_file, "BLOCK", 64)


def texts(path: Path, query: Query) -> list[str]:
    """The lines that a whole search finds, as they are shown."""
    search = LogSearch(path, query)
    blocks = [search.begin().places]
    while (found := search.older()) is not None:
        blocks.insert(0, found.places)
    with path.open("rb") as file:
        return [line_at(file, int(place)) for block in blocks for place in block]


@given(st.lists(words, max_size=40))
def test_every_line_is_found_once_and_in_order(tmp_path_factory, lines: list[str]) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("log") / "log.txt"
    path.write_text("".join(line + "\n" for line in lines), newline="")
    assert texts(path, Query()) == [shown(line) for line in lines]


@given(st.lists(st.sampled_from(["loss 1", "LOSS 2", "Warnung", "ab loss"]), max_size=40))
def test_a_filter_finds_what_a_person_would(tmp_path_factory, lines: list[str]) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("log") / "log.txt"
    path.write_text("".join(line + "\n" for line in lines))
    assert texts(path, Query("loss")) == [line for line in lines if "loss" in line.lower()]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("  UserWarning: odd", "warning"),
        ("[WARNING] look out", "warning"),
        ("torch.OutOfMemoryError: HIP out of memory", "error"),
        ("Traceback (most recent call last):", "error"),
        ("ERROR: no", "error"),
        ("json.decoder.JSONDecodeError: x", "error"),
        ("done with 0 errors", "all"),
        ("no error was found", "all"),
        ("a terrorist wrote warningless prose", "all"),
        ("loss 0.5", "all"),
    ],
)
def test_levels(line: str, level: str) -> None:
    assert level_of(line) == level


def test_levels_are_searched_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_text("fine\nUserWarning: a\nValueError: b\n" * 20)
    assert texts(path, Query(level="warning")) == ["UserWarning: a"] * 20
    assert texts(path, Query(level="error")) == ["ValueError: b"] * 20
    search = LogSearch(path)
    found = [search.begin()]
    while (older := search.older()) is not None:
        found.append(older)
    assert (sum(f.warnings for f in found), sum(f.errors for f in found)) == (20, 20)


def news(path: Path, query: Query = log_file.EVERYTHING, times: int = 200) -> list[LogNews]:
    looks = zip(follow_log(path, query), range(times), strict=False)
    return [item for item, _ in looks if isinstance(item, LogNews)]


def test_the_end_comes_first_and_growth_later(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_text("".join(f"line {n}\n" for n in range(100)))
    looks = follow_log(path, Query())
    first = next(looks)
    assert isinstance(first, LogNews)
    assert first.where == "anew"
    with path.open("rb") as file:
        assert line_at(file, int(first.found.places[-1])) == "line 99"
    for _ in range(200):
        next(looks)
    with path.open("a") as file:
        file.write("line 100\nhalf")
    later = next(item for item in looks if isinstance(item, LogNews))
    assert (later.where, len(later.found.places)) == ("behind", 1)
    assert later.unfinished == path.stat().st_size - len("half")


def test_a_shorter_log_is_another_log(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_text("old\n" * 50)
    looks = follow_log(path, Query())
    for _ in range(100):
        next(looks)
    path.write_text("new\n")
    later = next(item for item in looks if isinstance(item, LogNews))
    assert (later.where, len(later.found.places)) == ("anew", 1)


def test_a_log_that_is_missing_or_forbidden_is_told_once(tmp_path: Path) -> None:
    assert [(n.complete, n.problem) for n in news(tmp_path / "none.txt", times=30)] == [(True, "")]
    assert [n.problem for n in news(tmp_path, times=30)] == ["Is a directory"]


def test_a_line_looks_as_in_a_terminal() -> None:
    assert shown("\x1b[31mred\x1b[0m") == "red"
    assert shown(" 1%|\r 50%|\r100%|\n") == "100%|"


def test_a_giant_line_is_cut_and_its_neighbours_are_found(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_text("before\n" + "x" * 100_000 + "\nafter\n")
    found = texts(path, Query())
    assert (found[0], found[2], len(found[1])) == ("before", "after", log_file.LONGEST)
