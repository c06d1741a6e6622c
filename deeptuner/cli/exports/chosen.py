"""Which model `deeptuner export` is about: that of a run, or of any folder.

Knows the command's arguments.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from deeptuner.cli.arguments import chosen_run

if TYPE_CHECKING:
    from deeptuner.engine.export_task import ExportTask


def chosen_model(arguments: argparse.Namespace) -> ExportTask:
    """The whole model named on the command line. Raises InputError."""
    from deeptuner.engine.export_task import task_of_folder, task_of_run

    folder = Path(arguments.run)
    if (folder / "config.json").is_file():
        return task_of_folder(folder, arguments.output, arguments.name)
    return task_of_run(chosen_run(arguments), arguments.output, arguments.name)
