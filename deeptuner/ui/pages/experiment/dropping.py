"""What becomes of something that is dropped on the page.

Knows what a path is: an experiment's folder, a model, a dataset, or none of them. Does not open or
add anything itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QMimeData

from deeptuner.runs.datasets import kind_of
from deeptuner.ui.translation import Told, tr

Dropped = Literal["folder", "model", "dataset", "strange"]


def first_path(data: QMimeData) -> Path | None:
    """The first thing of this machine that is dragged, if any."""
    local = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return Path(local[0]) if local else None


def what_is(path: Path) -> Dropped:
    if path.is_dir():
        return "model" if (path / "config.json").is_file() else "folder"
    return "dataset" if kind_of(path) else "strange"


def refusal(path: Path) -> Told:
    return Told(
        tr("This is neither a folder, nor a dataset, nor a model."),
        str(path),
        tr("Drop an experiment folder, a data file, or a model's folder."),
    )
