"""A whole model brought into one GGUF file in the export's folder, and noted there.

Knows where exports lie and how their files are called. Does not know how a file is written.
"""

from __future__ import annotations

from pathlib import Path

from deeptuner.engine.export_record import mark_of, note_file
from deeptuner.engine.export_task import ExportTask
from deeptuner.engine.gguf.types import check_type
from deeptuner.engine.gguf.writing import GgufReport, write_gguf
from deeptuner.files import Progress


def gguf_file(task: ExportTask, kind: str) -> Path:
    """`<name>-<type>.gguf` in the export's folder: the name without namespace, its tag after -."""
    name = task.name.rsplit("/", 1)[-1].replace(":", "-")
    return task.output / f"{name}-{kind}.gguf"


def export_gguf(
    task: ExportTask, kind: str, progress: Progress, *, overwrite: bool = False
) -> GgufReport:
    """Write the file and note in the export's record which model it holds.

    `progress` is called with bytes done and all. Raises what `write_gguf` raises.
    """
    mark, kind = mark_of(task.model_dir), check_type(kind)
    report = write_gguf(
        task.model_dir,
        gguf_file(task, kind),
        kind,
        progress,
        name=task.name,
        overwrite=overwrite,
    )
    note_file(report.file, report.type, mark)
    return report
