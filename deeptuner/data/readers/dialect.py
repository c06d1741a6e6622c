"""How a table in text is written: what separates its cells and how quotes are escaped.

Knows a sample of the text and how well each way of reading it fits. Does not read the table.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

_SEPARATORS = ",;\t|"
_NONE = "\x1f"  # stands in no text
_RECORDS = 200  # of the sample that are compared


@dataclass(frozen=True, slots=True)
class Dialect:
    """`backslash`: quotes inside a cell are written `\\"` instead of `""`."""

    separator: str
    backslash: bool = False

    def options(self, *, strict: bool) -> dict[str, object]:
        """What `csv.reader` is given."""
        common: dict[str, object] = {"delimiter": self.separator, "strict": strict}
        if self.backslash:
            return common | {"escapechar": "\\", "doublequote": False}
        return common


def guess_dialect(sample: str, preferred: str = ",") -> Dialect:
    """The way of reading under which most records of `sample` have as many cells as the header.

    `preferred` wins a tie. A table of one column has no separator, so none is looked for in it.
    """
    order = [preferred, *(mark for mark in _SEPARATORS if mark != preferred)]
    ways = [Dialect(mark) for mark in order]
    if '\\"' in sample:
        ways += [Dialect(mark, backslash=True) for mark in order]
    best = max(ways, key=lambda way: _fit(sample, way))
    return best if _fit(sample, best)[1] else Dialect(_NONE)


def _fit(sample: str, way: Dialect) -> tuple[float, int]:
    """(share of records as wide as the header, that width); nothing for a single column."""
    widths = _widths(sample, way)
    if not widths or widths[0] < 2:
        return 0.0, 0
    return round(widths.count(widths[0]) / len(widths), 1), widths[0]


def _widths(sample: str, way: Dialect) -> list[int]:
    widths: list[int] = []
    reader = csv.reader(io.StringIO(sample), **way.options(strict=True))  # type: ignore[arg-type]
    try:
        for record in reader:
            if record:
                widths.append(len(record))
            if len(widths) >= _RECORDS:
                break
    except csv.Error:
        widths.append(0)  # does not fit from here on
    return widths
