"""What a merged model's folder says of itself: that a merge made it, and what of.

Knows one small file in that folder. It names no place on this machine, as the folder is handed on,
and does not end in `.json`: programs that read a model take all files along that do.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from deeptuner.files import read_json, write_json

MARK: Final = ".deeptuner-merge"
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class MergeMark:
    """The run and the step that were merged; of an adapter from elsewhere, its folder's name."""

    adapter: str
    run: str | None = None
    step: int | None = None


def write_mark(folder: Path, mark: MergeMark) -> None:
    write_json(folder / MARK, {"version": VERSION, **asdict(mark)})


def read_mark(folder: Path) -> MergeMark | None:
    """None where no merge made what is there, or the file cannot be understood."""
    try:
        match read_json(folder / MARK):
            case {"adapter": str(name), "run": str() | None as run, "step": int() | None as step}:
                return MergeMark(name, run, step)
    except (OSError, ValueError):
        pass
    return None
