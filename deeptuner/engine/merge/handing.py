"""Merging by PEFT itself, in a process of its own, where going tensor by tensor would not be exact.

Needs the whole model in memory. Knows how the other process is started, watched and ended; what it
does is in `peft_child.py`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson
import psutil

from deeptuner.engine.merge.beyond import BeyondError
from deeptuner.errors import ModelError, RunError
from deeptuner.words import Message, message
from deeptuner.words.sizes import size_of

ROOM: Final = 1.3  # of the weights' bytes: the model, and what one layer's merge needs
LIBRARIES: Final = 1_000_000_000  # bytes
CHILD: Final = "deeptuner.engine.merge.peft_child"


@dataclass(frozen=True, slots=True)
class Handed:
    """What PEFT has merged. `peak_memory` in bytes, of the other process."""

    untied: bool
    peak_memory: int


def check_memory(beyond: BeyondError, size: int) -> None:
    """Raises RunError, with the reason why PEFT is needed, when a model of `size` bytes does not
    fit into the memory that is free."""
    need = int(ROOM * size) + LIBRARIES
    free = psutil.virtual_memory().available
    if free < need:
        gaps = {"need": size_of(need), "free": size_of(free)}
        raise RunError(
            message("engine.merge.peft-memory", why=beyond.what, **gaps),
            where=beyond.where,
            fix=message("engine.merge.fix-peft-memory"),
        )


def merged_by_peft(model_dir: Path, adapter_dir: Path, folder: Path) -> Handed:
    """The merged weights in `folder`. Raises ModelError with what PEFT says when it refuses."""
    words = [sys.executable, "-m", CHILD, str(model_dir), str(adapter_dir), str(folder)]
    child = subprocess.Popen(
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **_offline()},
        process_group=0,  # Ctrl-C is for this process, which ends that one
    )
    with child:
        try:
            assert child.stdout is not None
            told = child.stdout.read()
            code = child.wait()
        finally:
            child.kill()
    answer = _last(told)
    if code or "error" in answer:
        detail = answer.get("error", f"exit code {code}")
        said: Message = message("engine.merge.peft-failed", detail=detail)
        raise ModelError(said, where=str(adapter_dir), fix=message("engine.merge.fix-adapter"))
    return Handed(bool(answer["untied"]), int(answer["peak_memory"]))


def _offline() -> dict[str, str]:
    return {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_VERBOSITY": "error"}


def _last(told: bytes) -> dict[str, Any]:
    lines = told.splitlines()
    value = orjson.loads(lines[-1]) if lines else {}
    return value if isinstance(value, dict) else {}
