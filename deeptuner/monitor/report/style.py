"""How the report looks: sizes, colours and dashes.

The GPUs' colours stay apart for people who see no red, green or blue (at least 15 units of CIE Lab
in the simulation of Machado, Oliveira and Fernandes 2009), and each has a dash of its own besides.
"""

from __future__ import annotations

from typing import Any, Final

from deeptuner.monitor.report.course import Doing

DOTS: Final = 140  # per inch
WIDTH: Final = 15.0  # inches, as all lengths here
LEFT: Final = 0.75
RIGHT: Final = 1.15
TOP: Final = 0.35
BOTTOM: Final = 0.3

TEXT: Final = "#1c2333"
QUIET: Final = "#5b6577"
GRID: Final = "#e3e6ec"
FRAME: Final = "#9aa3b2"
CRITICAL: Final = "#b3261e"
HEAT: Final = "#b3261e"
POWER: Final = "#e0a52e"
OTHERWISE: Final = "#6b7487"

COLOURS: Final = (
    *("#0072b2", "#d55e00", "#009e73", "#222222"),
    *("#9f3775", "#661100", "#072ed3", "#b48ba6"),
)
Dash = tuple[float, tuple[float, ...]]
DASHES: Final[tuple[Dash, ...]] = (
    (0, ()),
    (0, (7, 1.6)),
    (0, (4, 1.3, 1.2, 1.3)),
    (0, (1.4, 1.2)),
    (0, (10, 1.5, 1.2, 1.5, 1.2, 1.5)),
    (0, (3, 1.4)),
    (0, (12, 2.5)),
    (0, (6, 1.4, 1.4, 1.4, 1.4, 1.4, 1.4, 1.4)),
)
# As in the lane at the top; the panels are shaded by the same, lighter.
DOING_COLOURS: Final[dict[Doing, str]] = {
    "loading": "#a9b1be",
    "training": "#dfe7f3",
    "evaluation": "#eda63a",
    "checkpoint": "#57306b",
    "paused": "#ffffff",
}
SHADE: Final = 0.22  # how much of it is seen in the panels
HATCH: Final = "////"


def rc(families: tuple[str, ...]) -> dict[Any, Any]:
    """matplotlib's settings while the report is drawn; a name is never read as a formula."""
    return {
        "font.family": list(families),
        "font.size": 9.0,
        "text.color": TEXT,
        "text.parse_math": False,
        "axes.edgecolor": FRAME,
        "axes.labelcolor": QUIET,
        "axes.linewidth": 0.7,
        "axes.unicode_minus": True,
        "xtick.color": QUIET,
        "ytick.color": QUIET,
        "xtick.labelsize": 8.5,
        "ytick.labelsize": 8.5,
        "hatch.linewidth": 0.5,
        "hatch.color": FRAME,
        "path.simplify": True,
        "agg.path.chunksize": 20000,
    }
