"""`deeptuner gui`: the window.

Knows that a screen is needed, and how a window that is open already is told. Does not know the
window.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from deeptuner.cli.output import Output
from deeptuner.errors import InputError
from deeptuner.words import message, render

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help="the experiment to open; else the one that was open last",
    )
    parser.add_argument(
        "--quit-when-shown",
        action="store_true",
        help="end once the window's first frame is painted, for measuring",
    )


def run(arguments: argparse.Namespace, output: Output) -> int:
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in SCREENS):
        raise InputError(message("cli.gui.no-screen"), fix=message("cli.gui.no-screen-fix"))
    folder: Path | None = arguments.folder
    if folder is not None and not folder.is_dir():
        raise InputError(
            message("common.not-found", path=str(folder)), fix=message("common.check-path")
        )
    if open_window(folder, quit_when_shown=arguments.quit_when_shown):
        output.result({"shown": True})
    else:
        output.result({"shown": False}, render(message("cli.gui.open-elsewhere")))
    return 0


def open_window(folder: Path | None, *, quit_when_shown: bool) -> bool:
    """Show it until it is closed. Raises InputError where Qt lacks a library of the system."""
    try:
        from deeptuner.ui.app import main
    except ImportError as error:
        raise InputError(
            message("cli.gui.library-missing", detail=str(error)),
            fix=message("cli.gui.library-missing-fix"),
        ) from error
    return main(folder, quit_when_shown=quit_when_shown)
