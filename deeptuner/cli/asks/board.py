"""What a folder of TensorBoard files holds: its runs, and the curves of one of them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Final

from deeptuner.cli.asks.asking import Asking, Params, path_of
from deeptuner.errors import InputError
from deeptuner.monitor.series import Curve, thinned
from deeptuner.monitor.tensorboard_files import Board, board_files, board_runs, read_board
from deeptuner.words import message

BUCKETS: Final = 1500  # of a usual curve that is sent; each has its least and greatest value
FEWER: Final = 300  # of any other, of which there may be hundreds


def answer(params: Params, asking: Asking) -> dict[str, Any]:
    """`{folder, run?}` → runs, the chosen one (the first if none was named), its curves by tag as
    `{x, y}`, which tags are the usual ones, and what is wrong with its files."""
    folder = path_of(params, "folder")
    runs = board_runs(folder)
    run = params.get("run") or runs[0]
    if run not in runs:
        raise InputError(message("monitor.board.no-run", run=run), where=str(folder))
    asking.check()
    board: Board = asking.shelf.get(_identity(folder, run), lambda: read_board(folder, run))
    return {
        "runs": runs,
        "run": run,
        "usual": dict(board.usual),
        "curves": {
            tag: _points(curve, BUCKETS if tag in board.usual.values() else FEWER)
            for tag, curve in board.curves.items()
        },
        "problems": [problem.to_json() for problem in board.problems],
    }


def _points(curve: Curve, buckets: int) -> dict[str, list[float]]:
    shown = thinned(curve, buckets)
    return {"x": shown.x.tolist(), "y": shown.y.tolist()}


def _identity(folder: Path, run: str) -> str:
    """Another one whenever one of the run's files has changed."""
    found = hashlib.sha256(f"{folder}\0{run}".encode())
    for file in board_files(folder, run):
        status = file.stat()
        found.update(f"\0{file}\0{status.st_size}\0{status.st_mtime_ns}".encode())
    return f"board {found.hexdigest()}"
