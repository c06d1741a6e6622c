"""Which lines of a log are shown, and their text.

Knows the places of the lines in the file, never more of the text than is looked at. Does not know
which lines are wanted (`monitor.log_file` searches) nor how they are painted.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import accumulate, islice
from pathlib import Path

from deeptuner.monitor.log_file import LogNews, Places, line_at

REMEMBERED = 400  # lines whose text is kept


class LogRows:
    """Rows from 0, the oldest. Older blocks come before, newer lines behind."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.warnings = self.errors = 0
        self.complete = False
        self._older: list[Places] = []  # the oldest first
        self._starts: list[int] = []  # the row at which each of them begins
        self._newer = array("q")
        self._unfinished: int | None = None
        self._texts: dict[int, str] = {}

    def __len__(self) -> int:
        return self._before() + len(self._newer) + (self._unfinished is not None)

    def take(self, news: LogNews) -> int:
        """Add what was found. Returns how many rows came before those that were there."""
        before = self._before()
        if news.where == "anew":
            self.__init__(self.path)  # type: ignore[misc]
        if news.where == "behind":
            self._newer.extend(news.found.places.tolist())
        else:
            self._older.insert(0, news.found.places)
            ends = list(accumulate(len(places) for places in self._older))
            self._starts = [0, *ends[:-1]]
        if self._unfinished is not None:
            self._texts.pop(self._unfinished, None)
        self._unfinished = news.unfinished
        self.warnings += news.found.warnings
        self.errors += news.found.errors
        self.complete = news.complete
        return self._before() - before if news.where == "before" else 0

    def texts(self, first: int, end: int) -> list[str]:
        """The lines of rows `first` to `end`, the end left out. A log that is gone has none."""
        places = [self.place(row) for row in range(max(first, 0), min(end, len(self)))]
        found = {place: self._texts[place] for place in places if place in self._texts}
        missing = [place for place in places if place not in found]
        if missing:
            try:
                found |= self._read(missing)
            except OSError:
                return []  # the page tells that the run is gone
            self._remember(found)
        return [found[place] for place in places]

    def place(self, row: int) -> int:
        """The byte at which a row's line begins."""
        before = self._before()
        if row >= before:
            newer = row - before
            if newer < len(self._newer):
                return self._newer[newer]
            return self._unfinished or 0
        block = bisect_right(self._starts, row) - 1
        return int(self._older[block][row - self._starts[block]])

    def _before(self) -> int:
        return self._starts[-1] + len(self._older[-1]) if self._older else 0

    def _read(self, places: list[int]) -> dict[int, str]:
        """Raises OSError."""
        with self.path.open("rb") as file:
            return {place: line_at(file, place) for place in places}

    def _remember(self, found: dict[int, str]) -> None:
        """Keep what was just looked at rather than what was before, of a long copy only some."""
        if len(self._texts.keys() | found.keys()) > REMEMBERED:
            self._texts.clear()
        self._texts.update(islice(found.items(), REMEMBERED))
