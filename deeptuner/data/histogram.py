"""How many rows there are of each length: a histogram with edges that a person can read.

Knows numbers only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

Unit = Literal["tokens", "characters"]

BARS: Final = 24  # about
USUAL: Final = 0.99  # share of the rows that the bars but the last are spread over
NICE: Final = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Histogram:
    """`counts[i]` lengths lie in `edges[i]` ≤ length < `edges[i + 1]`; the last bar reaches to the
    `longest`, which may be far out, and holds it too. Its edge may lie beyond it."""

    of: Unit
    edges: tuple[int, ...]
    counts: tuple[int, ...]
    longest: int

    def to_json(self) -> dict[str, Any]:
        counted = {"edges": list(self.edges), "counts": list(self.counts)}
        return {"of": self.of, **counted, "longest": self.longest}


def histogram(lengths: NDArray[np.int64], of: Unit) -> Histogram:
    """Bars of one nice width from the shortest up to nearly all; the last takes the rest."""
    shortest, longest = int(lengths.min()), int(lengths.max())
    usual = int(np.quantile(lengths, USUAL, method="higher"))
    width = _nice(max(1, -(-(usual + 1 - shortest) // BARS)))
    start = shortest // width * width
    edges = [*range(start, usual + 1, width), (usual // width + 1) * width]
    edges[-1] = max(edges[-1], longest)
    counts, _ = np.histogram(lengths, edges)
    return Histogram(of, tuple(edges), tuple(map(int, counts)), longest)


def _nice(width: int) -> int:
    """The least of 1, 2, 5, 10, 20, 50, … that is not under `width`."""
    scale = 1
    while True:
        for step in NICE:
            if step * scale >= width:
                return step * scale
        scale *= 10
