"""`python -m scripts.make_screens FOLDER`: see the package's first lines."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from deeptuner.ui.theme.theme import theme
from scripts.make_screens.gallery import BOARDS
from scripts.make_screens.grab import grab_all


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.make_screens")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--only", help="boards whose name has this in it")
    parser.add_argument("--elided", action="store_true", help="list what is elided on purpose too")
    arguments = parser.parse_args()
    application = QApplication([])
    theme().apply("light")
    boards = {name: make for name, make in BOARDS.items() if (arguments.only or "") in name}
    found = grab_all(boards, arguments.folder)
    bad = 0
    for picture, clips in found.items():
        for clip in clips:
            bad += clip.kind != "elided"
            if clip.kind != "elided" or arguments.elided:
                print(f"{picture}  {clip}")
    print(f"{len(found)} pictures in {arguments.folder}, {bad} texts do not fit")
    application.quit()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
