"""Finding lines in a log of any size: the newest first, a block at a time.

Knows where lines begin, which look like warnings or errors, and which hold a text. Holds places,
never the log itself. Does not know who shows the lines.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal, TypeAlias

import numpy as np

Level = Literal["all", "warning", "error"]
Places: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]
BLOCK: Final = 256 * 1024  # bytes
PAUSE: Final = 0.004  # seconds in which other threads have their turn
LOOK: Final = 0.5  # seconds between two looks at the end
LONGEST: Final = 4096  # bytes of a line that are shown
# Python and the launchers name what went wrong in words; a count of none is good news.
ERROR: Final = re.compile(
    rb"(?<!\b0 )(?<!\bno )\b(?:[A-Za-z_]*(?:[Ee]rror|[Ee]xception)|ERROR|[Ff]atal|FATAL|CRITICAL"
    rb"|Traceback)\b"
)
ERROR_SIGNS: Final = (b"rror", b"ERROR", b"xception", b"atal", b"FATAL", b"CRITICAL", b"Traceback")
WARNING_SIGNS: Final = (b"arning", b"WARN")  # finding these first is thirty times as fast
WARNING: Final = re.compile(rb"(?<!\b0 )(?<!\bno )\b(?:[A-Za-z_]*[Ww]arning|WARN(?:ING)?)\b")
ESCAPES: Final = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")


@dataclass(frozen=True, slots=True)
class Query:
    """Which lines are wanted: those of a level that hold `text`, in whatever case."""

    text: str = ""
    level: Level = "all"


EVERYTHING: Final = Query()


@dataclass(frozen=True, slots=True)
class Found:
    """Part of a log: at which bytes the wanted lines begin, and how many warnings and errors there
    are in all its lines."""

    places: Places
    warnings: int = 0
    errors: int = 0


@dataclass(frozen=True, slots=True)
class LogNews:
    """What a search of the log has come to know: `where` the found lines stand to those before.

    `unfinished` is the place of a last line that has no end yet. `problem`: the system's words.
    """

    where: Literal["anew", "before", "behind"]
    found: Found
    unfinished: int | None = None
    complete: bool = False  # everything up to the beginning was searched
    problem: str = ""


def follow_log(path: Path, query: Query) -> Iterator[LogNews | float]:
    """The wanted lines of a log: first its end, then back to its beginning, then what is added; and
    the seconds to wait until it is worth going on. Never ends."""
    told: str | None = None
    while True:
        try:
            yield from _follow(LogSearch(path, query))
            continue  # another log lies there
        except FileNotFoundError:
            problem = ""  # it is not written yet
        except OSError as error:
            problem = error.strerror or str(error)
        if problem != told:
            yield LogNews("anew", search(b"", 0, query), None, True, problem)
            told = problem
        yield LOOK


def _follow(log: LogSearch) -> Iterator[LogNews | float]:
    """Until the log was replaced by a shorter one. Raises OSError when it cannot be read."""
    yield LogNews("anew", log.begin(), log.unfinished(), log.start == 0)
    while (found := log.older()) is not None:
        yield LogNews("before", found, log.unfinished(), log.start == 0)
        yield PAUSE
    size = log.end
    while not log.shrunk():
        found, before = log.newer(), size
        size = log.size()
        if len(found.places) or found.warnings or found.errors or size != before:
            yield LogNews("behind", found, log.unfinished(), True)
        yield PAUSE if size - log.end > BLOCK else LOOK


@dataclass
class LogSearch:
    """Searches one log from where it ends now back to its beginning, and on as it grows."""

    path: Path
    query: Query = field(default_factory=Query)
    start: int = 0  # where what was searched begins
    end: int = 0  # where it ends: behind a line end

    def begin(self) -> Found:
        """Search the end of the log. Raises OSError when it cannot be read."""
        with self.path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            begin, data = _back_from(file, size)
        whole = data.rfind(b"\n") + 1
        self.start, self.end = begin, begin + whole
        return search(data[:whole], begin, self.query)

    def older(self) -> Found | None:
        """Search the block before; None when there is none. Raises OSError."""
        if self.start == 0:
            return None
        with self.path.open("rb") as file:
            begin, data = _back_from(file, self.start)
        self.start = begin
        return search(data, begin, self.query)

    def newer(self) -> Found:
        """Search the lines that were written since, at most a block. Raises OSError."""
        with self.path.open("rb") as file:
            file.seek(self.end)
            data = file.read(BLOCK)
            if b"\n" not in data and len(data) == BLOCK:
                data += file.readline()
        whole = data.rfind(b"\n") + 1
        found = search(data[:whole], self.end, self.query)
        self.end += whole
        return found

    def size(self) -> int:
        """Bytes of the log by now. Raises OSError."""
        return self.path.stat().st_size

    def shrunk(self) -> bool:
        """Whether another, shorter log lies there now. Raises OSError."""
        return self.size() < self.end

    def unfinished(self) -> int | None:
        """Where a last line begins that has no end yet, as of a progress bar; only looked at when
        every line is wanted. Raises OSError."""
        return self.end if self.query == EVERYTHING and self.size() > self.end else None


def search(data: bytes, start: int, query: Query) -> Found:
    """The wanted lines of `data`, whole lines whose first byte is at `start` in the log."""
    if not data:
        return Found(np.empty(0, dtype=np.int64))
    ends = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == ord("\n"))
    begins = np.concatenate([[0], ends[:-1] + 1]).astype(np.int64)
    errors = _lines_that_say(ERROR, ERROR_SIGNS, data, ends)
    warnings = np.setdiff1d(_lines_that_say(WARNING, WARNING_SIGNS, data, ends), errors)
    lines = {"all": np.arange(len(begins)), "warning": warnings, "error": errors}[query.level]
    if query.text:
        wanted = _lines_with(data.lower(), query.text.encode().lower(), ends)
        lines = np.intersect1d(lines, wanted)
    return Found(begins[lines] + start, len(warnings), len(errors))


def line_at(file: BinaryIO, place: int) -> str:
    """The line that begins at byte `place`, as it would stand in a terminal: what a carriage return
    overwrote is left out, and so are colours."""
    file.seek(place)
    return shown(file.readline(LONGEST).decode("utf-8", "replace"))


def shown(line: str) -> str:
    line = ESCAPES.sub("", line).rstrip("\r\n")
    return line.rpartition("\r")[2].expandtabs(4)


def level_of(line: str) -> Level:
    data = line.encode()
    if ERROR.search(data):
        return "error"
    return "warning" if WARNING.search(data) else "all"


def _lines_that_say(
    pattern: re.Pattern[bytes], signs: Sequence[bytes], data: bytes, ends: Places
) -> Places:
    """The numbers of the lines in which the pattern is found. It is found beside a sign only."""
    numbers = np.unique(np.concatenate([_lines_with(data, sign, ends) for sign in signs]))
    kept = [n for n in numbers if pattern.search(data, ends[n - 1] + 1 if n else 0, ends[n])]
    return np.array(kept, dtype=np.int64)


def _lines_with(data: bytes, text: bytes, ends: Places) -> Places:
    """The numbers of the lines in which the text is found."""
    found = []
    place = data.find(text)
    while place >= 0:
        found.append(place)
        place = data.find(text, place + 1)
    return np.unique(np.searchsorted(ends, np.array(found, dtype=np.int64))).astype(np.int64)


def _back_from(file: BinaryIO, end: int) -> tuple[int, bytes]:
    """The lines before byte `end`, about a block of them, and where they begin."""
    size = BLOCK
    while True:
        begin = max(end - size, 0)
        file.seek(begin)
        data = file.read(end - begin)
        if begin == 0:
            return 0, data
        first = data.find(b"\n", 0, -1) + 1
        if first:
            return begin + first, data[first:]
        size *= 2
