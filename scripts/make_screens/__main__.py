"""`python -m scripts.make_screens FOLDER`: see the package's first lines."""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs" / "images" / "window"


def main() -> int:
    arguments = _arguments()
    home = (arguments.home or arguments.folder / "home").absolute()
    _live_in(home)

    from PySide6.QtWidgets import QApplication

    from deeptuner.ui.app import make_application
    from deeptuner.ui.theme.theme import theme

    application = make_application()
    if arguments.scale != 1:
        larger = application.font()
        larger.setPixelSize(round(15 * arguments.scale))
        QApplication.setFont(larger)
    theme().apply("light")
    found = _grab(arguments, home)
    bad = 0
    for picture, clips in found.items():
        for clip in clips:
            bad += clip.kind != "elided"
            if clip.kind != "elided" or arguments.elided:
                print(f"{picture}  {clip}")
    print(f"{len(found)} pictures in {arguments.folder}, {bad} texts do not fit")
    application.quit()
    return 1 if bad else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.make_screens")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--home", type=Path, help="where the experiments are kept for another time")
    parser.add_argument("--only", default="", help="those whose name has this pattern in it")
    parser.add_argument("--language", action="append", help="en, zh_TW (default: both)")
    parser.add_argument("--scale", type=float, default=1.0, help="of the person's font")
    parser.add_argument("--kit", action="store_true", help="the kit's own boards, no pages")
    parser.add_argument("--docs", action="store_true", help="renew the pictures of docs/window.md")
    parser.add_argument("--elided", action="store_true", help="list what is elided on purpose too")
    return parser.parse_args()


def _live_in(home: Path) -> None:
    """A home folder of our own, so that no picture shows this machine's names and folders."""
    home.mkdir(parents=True, exist_ok=True)
    os.environ["HOME"] = str(home)
    for variable, folder in (("CONFIG", ".config"), ("STATE", ".state"), ("RUNTIME", ".run")):
        name = f"XDG_{variable}_DIR" if variable == "RUNTIME" else f"XDG_{variable}_HOME"
        (home / folder).mkdir(mode=0o700, exist_ok=True)
        os.environ[name] = str(home / folder)
    os.environ["LANG"] = os.environ["LC_ALL"] = "en_US.UTF-8"
    os.environ["TZ"] = "UTC"


def _grab(arguments: argparse.Namespace, home: Path) -> dict[str, list]:
    from scripts.make_screens.gallery import BOARDS
    from scripts.make_screens.grab import grab_all
    from scripts.make_screens.pages import LANGUAGES, grab_docs, grab_scenes
    from scripts.make_screens.prepared import prepare
    from scripts.make_screens.scenes import scenes

    if arguments.kit:
        boards = {name: make for name, make in BOARDS.items() if re.search(arguments.only, name)}
        return grab_all(boards, arguments.folder)
    made = prepare(home)
    if arguments.docs:
        return grab_docs(scenes(made), DOCS, arguments.only)
    wanted = [scene for scene in scenes(made) if re.search(arguments.only, scene.name)]
    return grab_scenes(wanted, arguments.folder, arguments.language or LANGUAGES)


if __name__ == "__main__":
    sys.exit(main())
