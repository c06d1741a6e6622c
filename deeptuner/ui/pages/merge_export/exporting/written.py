"""What lies in the folder of an export: the Modelfile, its report, GGUF files.

Knows file names. Does not know Qt, nor what the report means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from deeptuner.runs.models import describe_model
from deeptuner.ui.pages.merge_export.exporting.words import ExportChoice
from deeptuner.ui.pages.merge_export.merged import read_report

MODELFILE: Final = "Modelfile"
REPORT: Final = "export.json"
LONGEST: Final = 1 << 18  # bytes of a Modelfile that are shown


@dataclass(frozen=True, slots=True)
class Written:
    """`modelfile` is its text, '' without one; `files` are GGUF files with their bytes; `dtype` is
    that of the merged weights."""

    choice: ExportChoice
    modelfile: str = ""
    report: Mapping[str, Any] | None = None
    files: tuple[tuple[str, int], ...] = ()
    dtype: str | None = None

    def has(self, file: str) -> bool:
        return any(name == file for name, _ in self.files)


def read_written(choice: ExportChoice) -> Written:
    """What is there now. Raises OSError for a Modelfile that cannot be read."""
    folder = choice.folder
    file = folder / MODELFILE
    text = ""
    if file.is_file():
        with file.open(encoding="utf-8", errors="replace") as stream:
            text = stream.read(LONGEST)
    found = sorted(folder.glob("*.gguf")) if folder.is_dir() else []
    return Written(
        choice,
        text,
        read_report(folder / REPORT),
        tuple((one.name, one.stat().st_size) for one in found),
        describe_model(choice.model).dtype,
    )
