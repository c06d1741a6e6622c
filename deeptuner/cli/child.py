"""A command of ours in a process of its own, its JSON lines shown as if they were this one's.

Knows the lines that commands print with `--json`. Does not know any command.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import orjson

from deeptuner.errors import DeepTunerError, EngineError, error_from_json
from deeptuner.words import message

OnProgress = Callable[[float, float], None]


def run_child(module: str, words: Sequence[str | Path], progress: OnProgress) -> Mapping[str, Any]:
    """Run `python -m MODULE WORDS…` and return its result.

    `progress` gets what is done and all. Raises the child's own error, or EngineError when it ended
    without one. When this command is interrupted, the child is ended too.
    """
    command = [sys.executable, "-P", "-m", module, *map(str, words)]
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said) as child,
    ):
        try:
            assert child.stdout is not None
            result = _read(child.stdout, progress)
            code = child.wait()
        except BaseException:
            child.terminate()
            raise
        if code == 130:
            raise KeyboardInterrupt
        if isinstance(result, DeepTunerError):
            raise result
        if code != 0 or result is None:
            raise EngineError(
                message("cli.child.ended", command=module, code=code, last=_last(said))
            )
        return result


def _read(lines: IO[bytes], progress: OnProgress) -> Mapping[str, Any] | DeepTunerError | None:
    found: Mapping[str, Any] | DeepTunerError | None = None
    for line in lines:
        try:
            value = orjson.loads(line)
        except orjson.JSONDecodeError:
            continue  # something that a library printed
        match value:
            case {"kind": "progress", "done": done, "total": total}:
                progress(done, total)
            case {"kind": "error", "error": dict(error)}:
                found = error_from_json(error)
            case {"kind": "result"}:
                found = value
    return found


def _last(said: IO[str]) -> str:
    """The last line that the child said on standard error, as a hint."""
    said.seek(0)
    lines = [line.strip() for line in said if line.strip()]
    return lines[-1] if lines else "–"
