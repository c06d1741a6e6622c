"""A table of answers gets onto a disk: where it was asked for, else where there is room.

Knows that answers may have taken hours, so that they outlive the place that they were for. Does not
know how a table is written.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from deeptuner.cli.chatting.all_asked import answers
from deeptuner.cli.chatting.table import Answered, write_table
from deeptuner.cli.output import Output
from deeptuner.errors import DeepTunerError, RunError
from deeptuner.words import Message, message


def save_table(place: Path, rows: Sequence[Answered], sides: Sequence[str], output: Output) -> None:
    """Raises RunError that tells why `place` took no table, and where the answers are instead."""
    try:
        write_table(place, rows, sides)
    except (DeepTunerError, OSError) as error:
        kept = _kept(place.suffix, rows, sides)
        if kept is None:
            _print(rows, output)
            fix = message("cli.chat.kept-nowhere")
        else:
            fix = message("cli.chat.kept", path=str(kept))
        raise RunError(_why(error), where=str(place), fix=fix) from error


def save_so_far(
    place: Path | None,
    rows: Sequence[Answered],
    sides: Sequence[str],
    output: Output,
    *,
    total: int,
) -> None:
    """What was answered before asking ended early: in the table, or printed where none is wanted.
    A table that was to be replaced stays; the answers are then among temporary files. Does nothing
    where nothing was answered. Raises RunError as `save_table` does."""
    answered = sum(bool(row.sides) for row in rows)
    if not answered:
        return
    if place is not None and place.exists():
        place = _kept(place.suffix, rows, sides)
    elif place is not None:
        save_table(place, rows, sides, output)
    if place is None:
        _print(rows, output)
        output.tell(message("cli.chat.so-far", answered=answered, total=total))
    else:
        output.tell(message("cli.chat.so-far-in", answered=answered, total=total, path=str(place)))


def _kept(suffix: str, rows: Sequence[Answered], sides: Sequence[str]) -> Path | None:
    """The table among temporary files; None where there is no room either."""
    folder: Path | None = None
    try:
        folder = Path(tempfile.mkdtemp(prefix="deeptuner-"))  # only the person reads it
        write_table(folder / f"answers{suffix}", rows, sides)
    except (DeepTunerError, OSError):
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        return None
    return folder / f"answers{suffix}"


def _print(rows: Sequence[Answered], output: Output) -> None:
    output.event({"answers": [row.to_json() for row in rows]})
    for row in rows:
        for line in answers(row):
            output.line(line)


def _why(error: DeepTunerError | OSError) -> Message:
    if isinstance(error, DeepTunerError):
        return error.what
    return message("cli.chat.not-written", why=error.strerror or str(error))
