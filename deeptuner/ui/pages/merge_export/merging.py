"""What is merged, and the words of the command that does it.

Knows the `merge` command. Does not know how any of it is shown or chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deeptuner.home import expanded

AUTO: Final = "auto"
ORIGINAL: Final = "original"
NF4: Final = "nf4"
QLORA: Final = "qlora"  # the method whose runs may be merged onto either


@dataclass(frozen=True, slots=True)
class MergeChoice:
    """What is to be merged: a run, a step of it, and where the result goes if nothing is typed."""

    run: Path
    name: str
    step: int
    home: Path
    method: str = "lora"

    @property
    def quantized(self) -> bool:
        return self.method == QLORA

    def folder(self, typed: str) -> Path:
        """Where the merged model goes; relative paths are meant from the experiment."""
        path = expanded(typed.strip() or f"merge/{self.name}")
        return path if path.is_absolute() else self.home / path


@dataclass(frozen=True, slots=True)
class Way:
    """How to merge: onto which base, on which device."""

    onto: str = ORIGINAL
    device: str = AUTO


def merge_words(choice: MergeChoice, output: Path, way: Way, *, replace: bool) -> list[str]:
    said = [*_of_run(choice), "--output", str(output)]
    said += ["--onto", way.onto] if choice.quantized else []
    return said + _on(way) + (["--overwrite"] if replace else [])


def compare_words(choice: MergeChoice, output: Path, way: Way) -> list[str]:
    """Both bases compared; no model is written."""
    return [*_of_run(choice), "--output", str(output), "--compare", *_on(way)]


def _of_run(choice: MergeChoice) -> list[str]:
    return ["merge", str(choice.run), "--checkpoint", str(choice.step)]


def _on(way: Way) -> list[str]:
    return ["--device", way.device] if way.device != AUTO else []
